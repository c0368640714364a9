# `make run` and `make test` are all that a newcomer needs; everything else is a part of them or for maintainers.

PYTHON := .venv/bin/python
CODE   := bot handlers tools storage tests scripts
UV      = $(or $(shell command -v uv),.venv/bin/uv)

export ORT_DISABLE_TELEMETRY := 1
export NUMBA_DISABLE_JIT := 1
# Where an image sets this, each of the tests' many processes would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check lint types imports docs-fresh unit prove bench docs lock clean
.DEFAULT_GOAL := help

help: ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

run: .venv/.runtime ## start Darkroom; the playground is served on http://127.0.0.1:8080
	@exec $(PYTHON) -m bot run $(ARGS)

test: lint types imports docs-fresh unit ## every check that a change must pass, each also a target of its own

check: lint types imports docs-fresh ## the checks that do not run the code

lint: .venv/.dev ## ruff: format and rules
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types: .venv/.dev ## mypy --strict, the tests too
	$(PYTHON) -m mypy --strict $(CODE)
	@# Apart: given together with the rest, mypy 2.4.1 reads numpy's overloads wrongly and finds errors that are none.
	$(PYTHON) -m mypy --strict --follow-imports silent --cache-dir .mypy_cache/benchmarks $(wildcard benchmarks)

imports: .venv/.dev ## the import contracts between the packages
	.venv/bin/lint-imports --no-cache

docs-fresh: .venv/.dev ## the generated files say what the code says
	$(PYTHON) -m scripts.generate --check
	$(PYTHON) -m tools.tool_docs --check

unit: .venv/.dev ## pytest
	$(PYTHON) -m pytest -q -n 5 --dist worksteal $(ARGS)

prove: .venv/.dev ## the proofs at full counts: kills, races, hostile files (long)
	DARKROOM_PROVE=1 $(PYTHON) -m pytest -m proof -s $(ARGS)

bench: .venv/.dev ## measure against the figures of the design
	$(PYTHON) -m benchmarks $(ARGS)

docs: .venv/.dev ## write the generated files anew
	$(PYTHON) -m scripts.generate
	$(PYTHON) -m tools.tool_docs

lock: .venv/.dev ## resolve the dependencies anew into the two hashed locks
	$(UV) lock
	$(UV) export --quiet --frozen --no-emit-project --extra postgres --no-default-groups \
	    --no-annotate --no-header --output-file requirements.lock
	$(UV) export --quiet --frozen --no-emit-project --extra postgres --all-groups \
	    --no-annotate --no-header --output-file requirements-dev.lock

clean: ## remove what can be made again: .venv and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.runtime: requirements.lock scripts/venv.sh
	@sh scripts/venv.sh requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock scripts/venv.sh
	@sh scripts/venv.sh requirements-dev.lock
	@touch $@ .venv/.runtime
