PYTHON ?= python3
PY := .venv/bin/python

.PHONY: setup run test check bench smoke clean

# The stamps make setup a no-op until a requirements file changes.
.venv/.runtime: requirements.txt
	@test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

setup: .venv/.dev

run: .venv/.runtime
	$(PY) -m streamlit run dashboard.py

test: setup
	$(PY) -m pytest -q

check: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -q

bench: setup
	$(PY) outreach.py bench

smoke:
	rm -rf build/smoke && $(PYTHON) -m venv build/smoke
	build/smoke/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	build/smoke/bin/python outreach.py need demo --by department
	build/smoke/bin/python -c "import dashboard"

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
