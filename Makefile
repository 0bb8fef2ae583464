# Every target is a thin call of `python -m …`, which a machine without make can type as well.
# ARGS is passed on: make run ARGS="--port 9000".

PYTHON ?= python3
WORKERS ?= 2
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
READY := .venv/ready
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(ARGS)

.PHONY: install run rehearse print test e2e check types style mutations bench attack pictures wheel bundle bundle-test lock clean

install: $(READY)

run: $(READY)
	$(PY) -m judging run $(ARGS)

rehearse: $(READY)
	$(PY) -m judging rehearse $(ARGS)

print: $(READY)
	$(PY) -m judging print $(ARGS)

# Tests of pages mostly wait, so two share the cores; WORKERS=0 runs one after the other. What fails is run once more
# alone: on a busy machine a page may wait in vain. What failed at first stays in the output, with its reason.
test: $(READY)
	$(PY) -m tests.needs
	$(PY) -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS) || \
		$(PY) -m pytest --last-failed --last-failed-no-failures none $(ARGS)

e2e: $(READY)
	$(PY) -m tests.needs
	$(PY) -m pytest --numprocesses $(WORKERS) --dist worksteal -m browser $(ARGS)

check: style types
	$(PY) -m pytest --quiet tests/test_architecture.py

# An hour: known mistakes are made one at a time. ARGS="halls" takes those of a table, a file or a name.
mutations: $(READY)
	$(PY) -m tests.mutations $(ARGS)

types: $(READY)
	$(PY) -m mypy

style: $(READY)
	$(PY) -m ruff check
	$(PY) -m ruff format --check

bench: $(READY)
	$(PY) -m tests.bench $(ARGS)

attack: $(READY)
	$(PY) -m tests.hostile.attack $(ARGS)

# The four of the READMEs, by a Chromium and pdftoppm (poppler-utils); look at them before they are committed.
pictures: $(READY)
	$(PY) -m tests.pictures_of_a_day docs/pictures

wheel: $(READY)
	$(PY) -m build --wheel --no-isolation

# A zip for each system that starts without internet and without make; ARGS="linux-x64" makes one of them.
bundle: $(READY)
	$(PY) -m judging.bundle $(ARGS)

# Unpacks that of this machine where there is no network, as root of Linux, and starts it.
bundle-test: $(READY)
	$(PY) -m judging.bundle linux-x64
	JUDGING_BUNDLE=dist $(PY) -m pytest tests/bundle/test_offline.py

# make lock ARGS=--upgrade takes the newest versions that pyproject.toml allows.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/$(COMPILE) pyproject.toml -o requirements.txt
	build/lock/bin/$(COMPILE) -c requirements.txt --group dev pyproject.toml -o requirements-dev.txt
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

# What was fetched (.venv, static/vendor) stays: the next run may be in a hall without internet.
clean:
	rm -rf build dist test-results .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find judging tests -name __pycache__ -prune -exec rm -rf {} +

$(READY): requirements-dev.txt pyproject.toml hatch_build.py package-lock.json
	@$(PYTHON) -c "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || { \
		echo "$(PYTHON) must be Python 3.11 or newer and able to make virtual environments."; \
		echo "On Debian and Ubuntu: apt install python3-venv. Another interpreter: make PYTHON=python3.12"; \
		exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements-dev.txt
	$(PIP) --no-deps -e .
	@touch $@
