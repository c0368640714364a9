#!/bin/sh
# Make .venv, or bring it up to date, from the hashed lock given as the only argument.
# Takes uv where there is one, else fetches the hashed uv of requirements-uv.lock into .venv, else uses pip.
# $PYTHON names another interpreter than the first fitting one on PATH.
set -eu
lock=$1
export UV_PYTHON_DOWNLOADS=never
export UV_SYSTEM_CERTS=1 # as pip does: a company's proxy has its certificate there

fail() {
    echo "darkroom: $1" >&2
    exit 1
}

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null
}

find_python() {
    for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
        if fits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11 to 3.14 is needed, and none was found on PATH; install one, or name it: PYTHON=/path/to/python3 make run"
}

make_venv() {
    python=$(find_python)
    if command -v uv >/dev/null; then
        uv venv --quiet --clear --python "$python" .venv
    elif "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv --clear .venv
    else
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "Python's venv module is missing; install it: sudo apt install python3-venv (or python$version-venv)"
    fi
}

find_uv() {
    if command -v uv; then
        return
    fi
    if [ ! -x .venv/bin/uv ]; then
        .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-uv.lock >&2 || return
    fi
    echo .venv/bin/uv
}

fits .venv/bin/python || make_venv
echo "darkroom: installing $lock into .venv ..." >&2
uv=$(find_uv) || uv=
if [ -n "$uv" ] && "$uv" pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"; then
    exit 0
fi
[ -x .venv/bin/pip ] || .venv/bin/python -m ensurepip --upgrade >/dev/null 2>&1 || fail "neither uv nor pip could install $lock"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r "$lock" ||
    fail "the packages of $lock could not be installed; the lines above say why (no network?)"
