# make demo    read the example pages, print their reports, write a dossier
# make test    all checks and the everyday tests; make test-all adds the slow ones
# Each target sets up what it needs by itself (environment in .venv).

PY := .venv/bin/python
STAMP := .venv/ready

.PHONY: setup demo check test test-all bench docs lock wheel clean

setup: $(STAMP)

$(STAMP): setup.sh requirements-dev.lock pyproject.toml
	@sh setup.sh

demo: setup
	@rm -rf demo
	@$(PY) -m detente code examples --store demo/store
	@$(PY) -m detente reports --store demo/store
	@$(PY) -m detente events --store demo/store --dyad RUS CHN
	@$(PY) -m detente dossier RUS CHN --store demo/store --output demo/rus-chn.md
	@$(PY) -m detente dossier RUS CHN --store demo/store --output demo/rus-chn.html
	@echo "open $(CURDIR)/demo/rus-chn.html in a browser"

check: setup
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m detente check

test: check
	@$(PY) -m pytest -m "not slow and not browser"

test-all: check
	@$(PY) -m pytest

bench: setup
	@$(PY) bench/run.py

docs: setup
	@$(PY) docs/generate.py && $(PY) docs/generate_events.py

# Needs uv (pip install uv). No index or host is written into the lock files.
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --only-binary :all: \
	--no-emit-index-url --no-header --no-annotate --quiet
lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --output-file requirements-dev.lock

wheel: setup
	@$(PY) -m hatchling build -t wheel

clean:
	rm -rf .venv .tools dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
