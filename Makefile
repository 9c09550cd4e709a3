# Everything a person or CI runs. Two commands are enough: `make site` and `make test`.

PYTHON ?= python3
SOURCE ?= ../shared/realdata/us-labor-pacs-2020
UV ?= uv

BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-input  # twice quiet: errors only
LOCKED := $(INSTALL) --require-hashes --only-binary :all:
S3 := tests/site/s3
EXAMPLE := build/us_labor_pacs
SOURCES := pyproject.toml $(shell find generator site_templates data/policy -type f -not -name "*.pyc")

.DEFAULT_GOAL := help
.PHONY: help env engine site size serve check test fuzz quick wheel mutants lint bench bench-scale lighthouse example screenshots lock clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: .venv/yangguang.stamp ## the environment a build needs, from requirements.lock

engine: site_templates/engine/pyodide.asm.wasm ## Python for the browser (needs npm): the site's page guide/check/ then checks there

site: .venv/yangguang.stamp .venv/bin/pagefind ## build the portal over data/ into site/
	@$(BIN)/yangguang build data --site site --posters --parquet
	@echo "The portal is in site/. To look at it: $(BIN)/python -m http.server --directory site --bind localhost 8000"
	@echo "and open http://localhost:8000/ - or work on it with \`make serve\`, which reloads as data/ changes."

size: .venv/yangguang.stamp ## whether site/ fits GitHub Pages
	@$(BIN)/yangguang size site

serve: .venv/yangguang.stamp ## build, serve on localhost:8000, rebuild as data/ or templates change
	@PYTHONPATH=generator $(BIN)/mkdocs serve

check: .venv/yangguang.stamp ## every problem of the packages in data/
	@$(BIN)/yangguang check data

test: .venv/dev.stamp .venv/browser.stamp .venv/s3.stamp .venv/bin/pagefind ## all tests, in a browser too
	@$(MAKE) --no-print-directory engine || echo "The tests of guide/check/ are skipped"
	@$(MAKE) --no-print-directory .venv/yangguang.stamp
	@$(BIN)/pytest -n 2

fuzz: SEED ?= $(shell date +%s)
fuzz: .venv/yangguang.stamp .venv/dev.stamp ## the tests of random inputs, with inputs never tried before; SEED=N for those of a run
	@echo "SEED=$(SEED)"
	@$(BIN)/pytest -n 2 -m "not browser" --hypothesis-seed=$(SEED) $$(grep -rl --include='*.py' '@given' tests)

quick: .venv/yangguang.stamp .venv/dev.stamp ## the tests that start no process, build no site and sweep no federation, while one works
	@$(BIN)/pytest --quick -n 2 -m "not browser" $(ROOMS)

wheel: .venv/site.stamp ## the wheel, installed outside the checkout: init, check, build, publish
	@tests/installed.sh $(BIN)/python

mutants: .venv/yangguang.stamp .venv/dev.stamp ## change every decision of a rule, one at a time: some test must fail (minutes)
	@PYTHONPATH=generator $(BIN)/python -m tests.mutation $(MODULES)

lint: .venv/yangguang.stamp .venv/dev.stamp ## format, lint, types, the layers of the house, the workflows
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@PYTHONPATH=generator $(BIN)/lint-imports --no-logo > .venv/lint-imports.txt || { cat .venv/lint-imports.txt; exit 1; }
	@$(BIN)/python -m djlint --quiet --lint site_templates/pages site_templates/partials
	@$(BIN)/zizmor --quiet --offline --persona auditor --min-severity medium .github site_templates/init/github/workflows/*.yml

bench: .venv/yangguang.stamp ## the figures the README quotes: 1,000 generated unions against a glued pipeline
	@PYTHONPATH=generator $(BIN)/python -m benchmarks

bench-scale: .venv/yangguang.stamp .venv/dev.stamp ## what a submission costs at 300, 3,000 and 30,000 unions, into docs/scale.md (hours); UNIONS="300 3000"
	@PYTHONPATH=generator $(BIN)/python -m benchmarks.scale $(if $(UNIONS),--unions $(UNIONS))

lighthouse: .venv/yangguang.stamp ## what Lighthouse says of site/ on a phone, the median of three visits (needs npm and Chromium; a quiet machine)
	@PYTHONPATH=generator $(BIN)/python -m benchmarks.lighthouse site build/lighthouse

example: .venv/yangguang.stamp ## a portal of 339 real political funds of US unions; SOURCE=folder of their CSV files
	@$(BIN)/python examples/us_labor_pacs/convert.py $(SOURCE) $(EXAMPLE)/data
	@$(BIN)/yangguang build $(EXAMPLE)/data --site $(EXAMPLE)/site --lang en
	@echo "The portal is in $(EXAMPLE)/site. To look at it: $(BIN)/python -m http.server --directory $(EXAMPLE)/site --bind localhost 8000"

screenshots: .venv/yangguang.stamp .venv/dev.stamp .venv/browser.stamp ## the pictures of the README, in docs/pictures/
	@PYTHONPATH=generator $(BIN)/python -m tests.browser.screenshots --out docs/pictures

lock: ## resolve the newest allowed versions into all locks (needs uv)
	@$(UV) pip compile $(LOCKING) --upgrade --extra paper --extra parquet --extra s3 --group build pyproject.toml --output-file requirements.lock
	@$(UV) pip compile $(LOCKING) --upgrade --constraint requirements.lock --all-extras --group dev pyproject.toml --output-file requirements-dev.lock
	@$(UV) pip compile $(LOCKING) --upgrade $(S3)/requirements.in --output-file $(S3)/requirements.lock

# A lock holds names, versions and hashes for every platform and no address, so it works against any mirror.
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-annotate --no-header

clean: ## forget the environment and everything built
	@rm -rf .venv site build .mypy_cache .pytest_cache .ruff_cache .hypothesis

site_templates/engine/pyodide.asm.wasm: engine/fetch.sh engine/package-lock.json requirements.lock | .venv/pip.stamp
	@echo "Fetching Python for the browser into site_templates/engine"
	@engine/fetch.sh site_templates/engine $(BIN)/python -m pip
	@touch $@

.venv/bin/pagefind: search/fetch.sh search/package-lock.json | .venv/pip.stamp
	@echo "Fetching Pagefind for the full-text search"
	@search/fetch.sh $@ || echo "The site is built without full-text search"

.venv/pip.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed, $(PYTHON) is not; name another: make PYTHON=python3.13"; exit 2; }
	@$(PYTHON) -m venv .venv || \
		{ echo "$(PYTHON) cannot make environments; on Debian and Ubuntu: apt-get install python3-venv"; rm -rf .venv; exit 2; }
	@touch $@

.venv/site.stamp: requirements.lock | .venv/pip.stamp
	@echo "Installing the locked environment into .venv"
	@$(LOCKED) -r requirements.lock
	@touch $@

# Installed regularly and again after each change: the path file of an editable install, read as ASCII under LC_ALL=C,
# keeps Python from starting in a folder with a Chinese name.
.venv/yangguang.stamp: $(SOURCES) | .venv/site.stamp
	@$(INSTALL) --no-deps --no-build-isolation --force-reinstall .
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/site.stamp
	@echo "Installing the tools for tests and linting into .venv"
	@$(LOCKED) -r requirements-dev.lock
	@touch $@

.venv/browser.stamp: | .venv/dev.stamp
	@tests/browser/install.sh
	@touch $@

.venv/s3.stamp: $(S3)/requirements.lock | .venv/pip.stamp
	@echo "Installing the S3 server of the tests into .venv/s3"
	@$(PYTHON) -m venv .venv/s3
	@$(LOCKED:.venv/%=.venv/s3/%) -r $<
	@touch $@
