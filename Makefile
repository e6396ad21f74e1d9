# The two commands of the README are `make run` and `make test`; the rest serves them.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.PHONY: run test setup lint bench clean

run: .venv/.installed
	$(BIN)/kg build
	$(BIN)/kg serve --host $(HOST) --port $(PORT)

test: .venv/.installed-test
	$(BIN)/python -m pytest

setup: .venv/.installed

lint: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/.installed
	$(BIN)/python -m benchmarks

clean:
	rm -rf data build *.egg-info

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is older than Python 3.11: name a newer one, as in make PYTHON=python3.12 run" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

# torch first and by its exact version: a range would bring gigabytes of GPU libraries.
.venv/.installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/.installed-test: .venv/.installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@
