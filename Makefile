# What a newcomer types. `make demo` needs Python 3.11 or newer and nothing else; uv is used where it is there.

VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PYTEST_OPTIONS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench confidence eval neo4j neo4j-stop clean

help: ## Say what there is to make.
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/.runs ## Read the sample articles into a graph of their own (demo/) and draw it.
	@$(BIN)/alliances demo

test: $(VENV)/.develops ## Run the whole suite.
	@$(BIN)/python -m pytest $(PYTEST_OPTIONS)

check: $(VENV)/.develops ## Lint, types, direction of imports.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(UV),$(UV) lock --check)

format: $(VENV)/.develops ## Bring the source into its form.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.develops ## Measure speed: make bench CORPUS=articles.jsonl.gz
	$(if $(CORPUS),,$(error say which articles: make bench CORPUS=articles.jsonl.gz))
	@$(BIN)/python tests/bench/speed.py "$(CORPUS)"
	@$(if $(UV),$(UV) sync --quiet --locked --all-extras --group bench,$(BIN)/python -m pip install --quiet --group bench)
	@$(BIN)/python -m tests.bench.writing "$(CORPUS)"
	@$(BIN)/python tests/bench/views/pages.py

confidence: $(VENV)/.develops ## Count how often the rules are right: make confidence GOLD=folder
	$(if $(GOLD),,$(error say which annotated articles: make confidence GOLD=folder))
	@$(BIN)/python -m tests.extraction.derive_confidence "$(GOLD)"

eval: $(VENV)/.runs ## Score the extraction on annotated articles: make eval GOLD=folder
	$(if $(GOLD),,$(error say which annotated articles: make eval GOLD=folder))
	@$(BIN)/alliances eval "$(GOLD)"

neo4j: $(VENV)/.runs ## Start a Neo4j server of your own (Docker, else Java and Maven); wants NEO4J_PASSWORD.
	@$(BIN)/python -m tests.neo4j.serve start

neo4j-stop: ## Stop it; what was stored stays.
	@$(BIN)/python -m tests.neo4j.serve stop

clean: ## Remove what was built, cached and demonstrated; no graph of yours is touched.
	rm -rf build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find graph tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- the environment

$(VENV)/.runs: pyproject.toml uv.lock
ifdef UV
	$(UV) sync --quiet --locked --inexact --no-dev
else
	@$(MAKE) --no-print-directory $(VENV)/constraints.txt
	$(BIN)/python -m pip install --quiet --constraint $(VENV)/constraints.txt --editable .
endif
	@touch $@

$(VENV)/.develops: pyproject.toml uv.lock
ifdef UV
	$(UV) sync --quiet --locked --all-extras
else
	@$(MAKE) --no-print-directory $(VENV)/constraints.txt
	$(BIN)/python -m pip install --quiet --constraint $(VENV)/constraints.txt --group dev --editable '.[fast,py2neo]'
endif
	@touch $@ $(VENV)/.runs

# pip takes the versions of uv.lock as constraints, so that both ways give the same environment.
$(VENV)/constraints.txt: pyproject.toml uv.lock
	$(if $(PYTHON),,$(error Python 3.11 or newer is needed))
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -c 'import collections, tomllib; \
		packages = tomllib.load(open("uv.lock", "rb"))["package"]; \
		times = collections.Counter(p["name"] for p in packages); \
		print(*(p["name"] + "==" + p["version"] for p in packages \
			if times[p["name"]] == 1 and "registry" in p["source"]), sep="\n")' > $@
