# Milltir. `make run` serves the app, `make test` tests it; both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# Bytecode is written also where the environment forbids it: a process of the tests, a server and a
# command would compile all modules anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-long test-slow coverage lint check format docs bench crash mutations simulate wheel sbom lock

run: $(VENV)/run.installed
	@$(BIN)/python -m data sample --if-none
	$(BIN)/streamlit run serve.py

# One process more than cores, as some tests wait for processes of their own; at most four.
PROCESSES = $(shell $(BIN)/python -c 'import os; print(min(4, 1 + (os.cpu_count() or 1)))')
BY_FILE := --dist loadfile --no-loadscope-reorder

# First the tests without a browser, a file at a time, because the tests of a file share what they
# build; then the browser tests, with a server and a browser in each process. The files are begun in
# the order of tests/long_tests.py, which also says what is left to `make test-long`.
# Counting lines takes a fifth more time, so that only CI asks for it: COVERAGE=yes, here and for
# `make test-long`, and then `make coverage`.
test: $(VENV)/test.installed
	$(BIN)/python $(if $(COVERAGE),-m slipcover) -m pytest --numprocesses $(PROCESSES) $(BY_FILE) -m "not browser and not slow and not long"
	$(BIN)/python -m pytest tests/browser --numprocesses auto --maxprocesses 2 $(BY_FILE) -m "not slow and not long"

# Every page of every kind of release, servers, clusters and dozens of builds: as long again.
test-long: $(VENV)/test.installed
	$(BIN)/python $(if $(COVERAGE),-m slipcover --out .coverage-long.json) -m pytest --numprocesses $(PROCESSES) $(BY_FILE) -m "long and not browser and not slow"
	$(BIN)/python -m pytest tests/browser --numprocesses auto --maxprocesses 2 --dist worksteal -m "long and not slow"

# The share of each package's lines that both ran, and a failure where one is too low.
coverage: $(VENV)/test.installed
	$(BIN)/python -m slipcover --merge .coverage.json .coverage-long.json --out .coverage.json > /dev/null
	$(BIN)/python -m tests.coverage_by_package

# Simulations of hundreds of counties, large samples of file faults, damaged files and surveys, and walks
# of every measure, topic, preset, chart or ward. Each has a small case among the tests above. ONLY
# names files or folders of them.
test-slow: $(VENV)/test.installed
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal -m slow $(ONLY)

lint: $(VENV)/test.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

format: $(VENV)/test.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The site of docs/, without a warning.
docs: $(VENV)/docs.installed
	$(BIN)/mkdocs build --strict --quiet

# Every demand on speed against its named peer; SIZE=full takes a whole national year.
bench: $(VENV)/bench.installed
	$(BIN)/python -m tests.benchmarks --size $(or $(SIZE),small)

# Each act on the home fails, or is killed, before each of its file operations; then 300 kills at
# random. `make test-slow` has a sample of it.
crash: $(VENV)/test.installed
	$(BIN)/python -m tests.crash

# Thousands of damaged files of every kind: none may end in an exception, and of every 50th county
# that builds no page may fail. A case is run again by its number: python -m tests.mutations --case 7
mutations: $(VENV)/test.installed
	$(BIN)/python -m tests.mutations --number $(or $(NUMBER),10000) --pages 50

# How often anything is claimed where nothing differs, with the power to find what does; on real
# months too where MILLTIR_REAL_DATA names a folder of them, and then the figures that the data page
# shows (components/data_page/claims.json) are written. COUNTIES=300 takes some minutes.
simulate: $(VENV)/test.installed
	$(BIN)/python -m tests.simulation --counties $(or $(COUNTIES),2000)

# What a server installs, with requirements/run.txt (docs/how-to/install-on-a-server.md).
wheel: $(VENV)/build.installed
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation \
	  --wheel-dir dist .
	@ls dist/*.whl

# The list of all that is installed with the program, with versions and checksums (CycloneDX).
sbom: | $(BIN)/python
	@mkdir -p dist
	$(BIN)/python deploy/sbom.py requirements/run.txt > dist/milltir.cdx.json

$(VENV)/%.installed: requirements/%.txt | $(BIN)/python
	@echo "Installing requirements/$*.txt into $(VENV) ..."
	@$(PIP) -r $<
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Milltir needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# For maintainers: resolve pyproject.toml again (needs uv on the path).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	  pyproject.toml --output-file requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	  --extra cluster pyproject.toml --output-file requirements/cluster.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	  --extra test pyproject.toml --output-file requirements/test.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	  --extra test --extra bench pyproject.toml --output-file requirements/bench.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	  --extra docs --constraint requirements/test.txt pyproject.toml --output-file requirements/docs.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
	  --group build --output-file requirements/build.txt
