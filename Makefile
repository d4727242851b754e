# Two commands matter: `make run` and `make test`. `make help` lists the rest.

PYTHON ?= python3
SCENARIO ?= scenarios/longgang_2014.yaml
OVERLAY ?= scenarios/longgang_2014_cut.yaml
ONLY ?= simulator.money

VENV := .venv
BIN := $(VENV)/bin
BUILD := reports/build
SIMULATOR := $(BIN)/simulator
PYTEST := $(BIN)/python -m pytest
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check

# A stamp carries the checksum of its lock file in its name: a changed lock is a missing stamp.
key = $(firstword $(shell cksum $(1)))
RUN_READY := $(VENV)/.run-$(call key,requirements.lock)
DEV_READY := $(VENV)/.dev-$(call key,requirements-dev.lock)

# After an upgrade of the system's Python the old environment points nowhere: forget that it was ready.
$(shell $(BIN)/python -c '' 2>/dev/null || rm -f $(BIN)/pip $(VENV)/.run-* $(VENV)/.dev-*)

SOURCES := $(shell find simulator scenarios -type f -not -name '*.pyc' 2>/dev/null)
REPORTS := $(patsubst scenarios/%.yaml,$(BUILD)/%.pdf,$(wildcard scenarios/*.yaml))
NOTEBOOKS := $(patsubst reports/notebooks/%.py,$(BUILD)/%.ipynb,$(wildcard reports/notebooks/*.py))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check reports charts notebooks docs bench soak mutants lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: $(RUN_READY) ## install what a run needs into .venv (done by itself when needed)
	@echo "$(VENV) is ready"

run: $(RUN_READY) ## answer SCENARIO (scenarios/longgang_2014.yaml) on screen and as PDF in reports/build
	@mkdir -p $(BUILD)
	@$(SIMULATOR) run $(SCENARIO)
	@$(SIMULATOR) report $(SCENARIO) --out $(BUILD)/$(basename $(notdir $(SCENARIO))).pdf

test: $(DEV_READY) $(NOTEBOOKS) ## run every test: the package, its doctests, the notebooks, README's commands
	$(PYTEST) -n auto --dist loadfile --nbmake simulator tools tests $(NOTEBOOKS)

check: $(DEV_READY) ## lint, format and type checks, nothing is changed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --strict tools
	$(BIN)/mypy --config-file= --ignore-missing-imports --explicit-package-bases bench

reports: $(REPORTS) ## make the PDF report of every scenario in reports/build

# a chart that has nothing to draw says so (exit 2); a scenario that is wrong is told before any is drawn
charts: $(RUN_READY) ## draw every chart of SCENARIO in reports/build/charts (the waterfall: of OVERLAY)
	@$(SIMULATOR) check $(SCENARIO)
	@mkdir -p $(BUILD)/charts
	@names=$$($(SIMULATOR) list charts) || exit; \
	printf '%s\n' "$$names" | while read -r name _; do \
		case "$$name" in waterfall) of=$(OVERLAY);; *) of=$(SCENARIO);; esac; \
		$(SIMULATOR) chart "$$of" "$$name" --out "$(BUILD)/charts/$$name.pdf" || [ $$? -eq 2 ] || exit; \
	done

notebooks: $(DEV_READY) $(NOTEBOOKS) ## run every notebook of reports/notebooks and keep it, executed, in reports/
	$(PYTEST) --nbmake --overwrite $(NOTEBOOKS)
	@for made in $(NOTEBOOKS); do $(BIN)/python tools/keep_notebook.py $$made reports/$$(basename $$made) || exit; done

docs: $(RUN_READY) ## write what is generated in docs: the language, the published systems; schema and lists in docs/build
	@mkdir -p docs/build
	$(SIMULATOR) schema > docs/build/schema.json
	$(SIMULATOR) list > docs/build/list.txt
	@for language in zh en; do \
		$(SIMULATOR) schema --lang $$language --reference scenarios/cases/reference.yaml > docs/build/language.md || exit; \
		mv docs/build/language.md docs/language.$$language.md; \
	done
	$(BIN)/python -m tools.systems docs/systems.yaml docs/published.yaml scenarios docs/systems.md

bench: $(DEV_READY) ## time us beside our peers, in one run (bench/)
	@for file in bench/bench_*.py; do $(BIN)/python "$$file" || exit; done

soak: $(DEV_READY) ## run the long campaigns that `make test` leaves out
	$(PYTEST) -m soak simulator tests

mutants: $(DEV_READY) ## show the planted faults of a module that none of its tests sees; ONLY=simulator.money
	$(BIN)/python tools/mutants.py $(ONLY)

lock: $(BIN)/pip ## resolve pyproject.toml anew into requirements.lock and requirements-dev.lock, with pip alone
	$(BIN)/python tools/lock.py

clean: ## remove everything made but .venv (for a new one: rm -rf .venv)
	rm -rf $(BUILD) docs/build dist mutants htmlcov .coverage* .*_cache .hypothesis
	find simulator tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) tools/bootstrap.py $(VENV)

$(RUN_READY): | $(BIN)/pip
	@echo "$(VENV): installing requirements.lock (the first time takes a minute or two)"
	@rm -f $(VENV)/.run-* $(VENV)/.dev-*
	@$(PIP_INSTALL) --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP_INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_READY): | $(RUN_READY)
	@echo "$(VENV): installing requirements-dev.lock (the first time takes a minute or two)"
	@rm -f $(VENV)/.dev-*
	@$(PIP_INSTALL) --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

$(BUILD)/%.pdf: scenarios/%.yaml $(SOURCES) | $(RUN_READY)
	@mkdir -p $(@D)
	$(SIMULATOR) report $< --out $@

$(BUILD)/%.ipynb: reports/notebooks/%.py $(SOURCES) | $(DEV_READY)
	@mkdir -p $(@D)
	@$(BIN)/jupytext --quiet --to ipynb --set-kernel python3 --output $@ $<
