# One word per chore. Each makes what it needs, from Python 3.11 or later and the package registry alone:
#   make demo     the declaration's raw text as JSON and as Akoma Ntoso, checked and read back
#   make test     all tests
#   make check    everything that a change must pass, fastest first

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
JOBS   ?= auto

# Tests and tools start hundreds of processes, and none should compile again what it imports.
unexport PYTHONDONTWRITEBYTECODE

# What a command needs is installed once, and again when the project's settings change. Of what is for development only what is
# imported is compiled, when it is.
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
NODE := build/node/.run
PYODIDE := build/node/node_modules/pyodide
BOMBS := build/suites/defusedxml-0.7.1.tar.gz

SOURCE := data/sources/eu-clasi-2023/sl.txt
HINTS  := data/sources/eu-clasi-2023/sl.overlay.json
DEMO   := build/demo
ENGLISH := data/more/communique_data/data/declarations/wilmington-declaration-2024/en.json

.PHONY: environment demo test coverage check lint format types layers licences laws generate generated verify data train accuracy ablation tagged promises topics docs workbench bench wheel release breaking audit lowest suites clean fuzz

demo: $(RUN)
	@echo "Reading the shipped declaration from its raw text, checking it, writing it, and reading it back. This takes some seconds."
	@mkdir -p $(DEMO)
	$(BIN)/communique convert $(SOURCE) --hints $(HINTS) --ledger $(DEMO)/ledger.json -o $(DEMO)/sl.json
	$(BIN)/communique convert -q $(SOURCE) --hints $(HINTS) -o $(DEMO)/sl.xml
	$(BIN)/communique validate $(DEMO)/sl.json $(DEMO)/sl.xml
	$(BIN)/communique convert -q $(DEMO)/sl.json -o $(DEMO)/again.xml
	$(BIN)/communique convert -q $(DEMO)/sl.xml -o $(DEMO)/again.json
	$(BIN)/communique validate --cross $(DEMO)/sl.json $(DEMO)/sl.xml
	cmp $(DEMO)/sl.json $(DEMO)/again.json && cmp $(DEMO)/sl.xml $(DEMO)/again.xml
	@echo "read back equal, byte for byte, in both directions"
	$(BIN)/communique show $(SOURCE) --hints $(HINTS)
	@echo "The promises of an English statement, the Wilmington Declaration of 2024, as a table and as a page:"
	$(BIN)/communique promises $(ENGLISH) --to csv -o $(DEMO)/promises.csv --force
	$(BIN)/communique convert -q $(ENGLISH) -o $(DEMO)/wilmington.html
	$(BIN)/communique promises $(ENGLISH) | head -n 20
	@echo "Open $(DEMO)/wilmington.html in a browser."

test: $(DEV) $(NODE) $(BOMBS)
	@echo "Running all tests. This takes about 12 minutes on two cores."
	$(BIN)/pytest -n $(JOBS) --dist worksteal

# The same, with what no test runs; it takes twice as long.
coverage: $(DEV) $(NODE) $(BOMBS)
	$(BIN)/pytest -n $(JOBS) --dist worksteal --cov --cov-report=term:skip-covered

# Here, and so in CI, hypothesis draws the same examples every time, and the tests look at the site and at the distributions that were
# built just before. What takes one processor goes two at a time; what waits for a registry, and what takes longest, goes first.
check: export HYPOTHESIS_PROFILE = ci
check: export BUILT_SITE = $(CURDIR)/build/site
check: export BUILT_DIST = $(CURDIR)/dist
check: $(DEV)
	$(MAKE) --jobs 2 suites types lint layers licences generated verify docs wheel
	$(MAKE) test
	$(MAKE) fuzz

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV)
	$(BIN)/mypy

layers: $(DEV)
	$(BIN)/lint-imports --no-logo

licences: $(DEV)
	$(BIN)/reuse lint --quiet

# The laws again, with many more examples.
laws: $(DEV)
	HYPOTHESIS_PROFILE=deep $(BIN)/pytest -n $(JOBS) tests/laws

# Good inputs are damaged, and whatever they become every promise holds: make fuzz FUZZ='--minutes 60 --jobs 2 --seed 7 --seeds FOLDER'.
# Without FUZZ as many are tried as take about a minute, so that a faster machine tries no others.
FUZZ := --inputs 1000 --jobs 2
fuzz: $(DEV)
	$(BIN)/python -m tests.fuzz $(FUZZ)

generate: $(DEV)
	$(BIN)/python -m tools.generate write

generated: $(DEV)
	$(BIN)/python -m tools.generate check

verify: $(RUN)
	$(BIN)/communique validate data/declarations akn
	$(BIN)/communique validate -q --output-format concise data/more/communique_data/data/declarations data/more/communique_data/akn
	$(BIN)/communique data verify

# The collections of communique-data, from the sources in data/more/sources: make data DATA='--jobs 2'. What is built already
# stays; a run that was stopped goes on where it was. docs/dataset.md says how long it takes.
data: $(DEV)
	$(BIN)/python -m tools.dataset.build $(DATA)

# The collections as a site, in build/data-site: a list with facets and search, and a page for each record. `make data` goes before.
.PHONY: data-site
data-site: $(DEV)
	$(BIN)/communique corpus site build/data/unsc build/data/statements build/data/treaties build/data/udhr -o build/data-site

# The weights of the text reader, and how well they read what they were not made from. CORPUS, UN and UDHR are where texts stand
# that the project does not hold; without them only its own are learnt from: make train CORPUS=FOLDER UN=FOLDER UDHR=FOLDER
TRUTH = $(if $(CORPUS),--corpus $(CORPUS)) $(if $(UN),--un $(UN)) $(if $(UDHR),--udhr $(UDHR))
train: $(DEV)
	$(BIN)/python -m tools.training.train $(TRUTH)

accuracy: $(DEV)
	$(BIN)/python -m tools.training.accuracy $(TRUTH) --out docs/accuracy.md

# What each pass, constraint and step of the text reader is worth: make ablation CORPUS=FOLDER HELD=FOLDER, where HELD has documents that
# nobody looked at while the reader was written: texts/FAMILY/NAME, labels/FAMILY/NAME.tsv, facts/FAMILY.jsonl.
ablation: $(DEV)
	$(BIN)/python -m tools.training.ablation $(if $(CORPUS),--corpus $(CORPUS)) $(if $(HELD),--held-out $(HELD)) --jobs 2

# How blocks of tagged PDFs are read with the tags hidden, against the tags: make tagged PDF=FOLDER
tagged: $(DEV)
	$(BIN)/python -m tools.tagged_pdf $(PDF)

# How well promises are found: against labels by hand (make promises CORPUS=FOLDER) and the italics of resolutions (UN=FOLDER).
promises: $(DEV)
	$(if $(CORPUS),$(BIN)/python -m tools.promises.measure $(CORPUS))
	$(if $(UN),$(BIN)/python -m tools.promises.resolutions $(UN))

# Whether each descriptor of EuroVoc that is shipped is one, and has its label.
topics: $(DEV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target build/eurovoc eurovoc==23.10.16.0
	PYTHONPATH=build/eurovoc $(BIN)/python -m tools.eurovoc

docs: $(DEV) $(NODE)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@if [ -d $(PYODIDE) ]; then $(MAKE) workbench; else echo "npm is not installed: the site has no workbench" >&2; fi

# The workbench, a page of the site: communique in the browser. Pyodide comes from npm, the packages from PyPI.
workbench: $(DEV) $(NODE)
	$(BIN)/python -m tools.workbench.build build/site/workbench

bench: $(DEV)
	@mkdir -p build
	$(BIN)/pytest -c benchmarks/pytest.ini --rootdir=. benchmarks --benchmark-json=build/bench.json
	$(BIN)/python benchmarks/table.py build/bench.json docs/performance.md

# What is published: of the library and of communique-data the source distribution, and the wheel built from it. The tests install
# both in an empty environment. They are built with what is installed; `make release` fetches what they say they are built with.
wheel: $(DEV)
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist
	$(BIN)/python -m build --no-isolation --outdir dist data/more

# What a release needs, in dist/: both distributions, built twice with the same bytes, checked, a list of what is in them (SBOM), and
# the workbench.
release: export SOURCE_DATE_EPOCH = $(shell git log -1 --format=%ct)
release: $(BIN)/python data
	@echo "Building and checking both distributions twice. This takes about two minutes."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check build twine check-wheel-contents cyclonedx-bom
	rm -rf dist build/again build/installed
	for out in dist build/again; do \
		$(BIN)/python -m build --outdir $$out . && $(BIN)/python -m build --outdir $$out data/more || exit 1; \
	done
	diff -r dist build/again
	@echo "both builds have the same bytes"
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents --ignore W002 dist/*.whl
	$(BIN)/python -m venv build/installed
	build/installed/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	$(MAKE) workbench
	$(BIN)/python -m zipfile -c dist/communique-workbench.zip build/site/workbench/.
	$(BIN)/cyclonedx-py environment --output-reproducible --of JSON -o dist/communique.cdx.json build/installed

# What broke in the public API since the last release.
breaking: $(DEV)
	$(BIN)/python -m tools.breaking

# Known vulnerabilities of what communique depends on.
audit: $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/python -m venv build/audited
	build/audited/bin/python -m pip install --quiet --disable-pip-version-check '.[all]'
	$(BIN)/pip-audit --path $$(echo build/audited/lib/python*/site-packages) --skip-editable

# The tests with the lowest versions of what is depended on, in an environment of their own.
lowest: $(DEV) $(NODE) $(BOMBS)
	$(BIN)/python -m venv build/lowest
	build/lowest/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint tests/lowest.txt --editable '.[test]'
	build/lowest/bin/pytest -n $(JOBS) --dist worksteal --ignore tests/house

clean:
	rm -rf build dist site

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "communique needs Python 3.11 or later; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Suites of others that the tests read, and what checks pages in a browser. Without npm those tests are skipped, and say so.
suites: $(NODE) $(BOMBS)

$(BOMBS): | $(DEV)
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary defusedxml \
		--dest $(@D) $(patsubst %.tar.gz,%,$(subst defusedxml-,defusedxml==,$(@F)))

$(NODE): tests/package.json
	@mkdir -p $(@D)
	@cp $< $(@D)
	@if command -v npm >/dev/null; then \
		npm install --prefix $(@D) --ignore-scripts --no-package-lock --no-audit --no-fund --silent && touch $@; \
	else \
		echo "npm is not installed: what needs the suites of tests/package.json is not tested" >&2; \
	fi

# All that a checkout is worked on with, and nothing more: `.ci/run` makes it while the system's packages are installed.
environment: $(DEV)

$(RUN): $(BIN)/python pyproject.toml hatch_build.py
	@echo "Installing communique and what it needs into $(VENV). This takes about a minute."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

# uv takes a part of pip's time. Where it cannot reach what pip is set up to reach, pip does it.
$(DEV): $(BIN)/python pyproject.toml hatch_build.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --editable '.[dev,docs]' \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --editable '.[dev,docs]'
	@touch $(RUN) $@
