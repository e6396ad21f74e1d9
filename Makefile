# The two commands of the README are `make run` and `make test`; the rest serves them.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
WEB := api/web
NPM := npm --prefix $(WEB) --no-audit --no-fund --no-update-notifier --fetch-retries=1 --loglevel=error

.PHONY: run test test-long setup lint bench clean fuzz load pages screenshots modules wheel

# Ctrl-C is the usual way to end the service, and no failure.
run: .venv/.installed pages
	@$(BIN)/kg build
	@$(BIN)/kg serve --host $(HOST) --port $(PORT) || [ $$? -eq 130 ]

test: .venv/.installed-test pages
	$(BIN)/python -m pytest

# The same tests of the build with ten times as many random sequences.
test-long: .venv/.installed-test
	LONG=1 $(BIN)/python -m pytest tests/test_build.py

setup: .venv/.installed

lint: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# `make bench` lists the benchmarks, `make bench NAME=ask` runs one.
bench: .venv/.installed-test
	$(BIN)/python -m benchmarks $(NAME)

# The pictures of the documentation, of the pages over the default corpus.
screenshots: .venv/.installed-test pages
	KG_SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest tests/test_screenshots.py

# The list of modules in the documentation, from their docstrings.
modules:
	$(PYTHON) docs/list_modules.py

# A wheel with the built pages in it, under dist/.
wheel: .venv/.installed pages
	@$(PIP) wheel --quiet --no-deps --wheel-dir dist .

# The scripts that stand on libraries, where Node.js can build them; without them their plain forms are served.
PLAIN := serving plain forms of the query page and the map
pages:
	@if command -v npm >/dev/null; then $(MAKE) --silent $(WEB)/built/LICENSES.txt; \
	  else echo "Node.js with npm is missing: $(PLAIN). Install both (on Debian: nodejs npm) and run make again." >&2; fi

$(WEB)/built/LICENSES.txt: $(WEB)/node_modules/.installed $(WEB)/vite.config.mjs $(wildcard $(addprefix $(WEB)/,bundles/* query/* explore/*))
	@[ ! -e $< ] || { $(NPM) run --silent build && touch $@; } || \
	  echo "The pages cannot be built, see above: $(PLAIN)." >&2

$(WEB)/node_modules/.installed: $(WEB)/package.json $(WEB)/package-lock.json
	@$(NPM) ci --ignore-scripts >/dev/null && touch $@ || \
	  echo "The libraries of the pages cannot be had from the npm registry, see above: $(PLAIN)." >&2

# 10,000 queries and 10,000 bodies by chance, against the service on loopback.
fuzz: .venv/.installed-test
	KG_FUZZ=10000 $(BIN)/python -m pytest tests/test_fuzz.py tests/test_openapi.py

# Ten minutes of questions, half of them beside hostile queries.
load: .venv/.installed-test
	$(BIN)/python -m benchmarks.load --minutes 10

# The environment stays: remove .venv to have it made anew.
clean:
	rm -rf data build dist *.egg-info $(WEB)/built $(WEB)/node_modules

# pip is what a half-made environment lacks: where it is missing, the environment is made from the start.
.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is missing or older than Python 3.11: name another, as in make PYTHON=python3.12 run" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || \
	  { echo "$(PYTHON) cannot make .venv: install its venv module (on Debian: apt-get install python3-venv)" >&2; exit 1; }
	@$(PIP) install --quiet --quiet --upgrade pip

# torch first and by its exact version: a range would bring gigabytes of GPU libraries.
# An editable install knows the top-level packages of the day it was made, so a new one installs it anew.
# It compiles nothing, and where PYTHONDONTWRITEBYTECODE is set each `kg` would compile all anew: half a second.
.venv/.installed: pyproject.toml $(wildcard */__init__.py) | .venv/bin/pip
	@echo "Installing into .venv (a few minutes the first time)"
	@$(PIP) install --quiet --quiet torch==2.13.0
	@$(PIP) install --quiet --quiet --editable .
	@$(BIN)/python -m compileall -q api indexer kg ontology
	@touch $@

.venv/.installed-test: .venv/.installed
	@$(PIP) install --quiet --quiet --editable '.[test]'
	@touch $@
