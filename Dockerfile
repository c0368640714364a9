# syntax=docker/dockerfile:1
# Two stages: uv installs the locked packages in the first; the second has Python, the packages and the code, no more.
# docs/operating.md has the command that runs it on a read-only root.

FROM python:3.11-slim-bookworm AS build
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
WORKDIR /build
COPY requirements-uv.lock requirements.lock ./
RUN python -m pip install --no-cache-dir --require-hashes -r requirements-uv.lock \
 && uv venv /app/.venv --python /usr/local/bin/python3 \
 && uv pip install --no-cache --python /app/.venv/bin/python --require-hashes -r requirements.lock

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Darkroom" \
      org.opencontainers.image.description="A self-hosted image studio in chat" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --uid 10001 --no-create-home --home-dir /data darkroom \
 && install -d -o darkroom -g darkroom -m 700 /data /keys
COPY --from=build /app/.venv /app/.venv
COPY bot /app/bot
COPY handlers /app/handlers
COPY storage /app/storage
COPY tools /app/tools
COPY requirements.lock /app/
RUN /app/.venv/bin/python -m compileall -q /app/bot /app/handlers /app/storage /app/tools

# The code is root's and read-only; only /data, /keys and /tmp are written. The master key is made in /keys at the
# first start; to bring your own, mount a secret and set DARKROOM_KEYS__MASTER_KEY_FILE=/run/secrets/master_key.
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    TMPDIR=/tmp \
    ORT_DISABLE_TELEMETRY=1 \
    NUMBA_DISABLE_JIT=1 \
    DARKROOM_DATABASE__URL=sqlite:////data/darkroom.db \
    DARKROOM_MEDIA__URL=file:///data/media \
    DARKROOM_KEYS__FOLDER=/keys
WORKDIR /data
USER 10001:10001
VOLUME ["/data", "/keys"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
