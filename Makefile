PYTHON ?= python3
PY := .venv/bin/python

.PHONY: setup compiled run test slowest test-browser test-properties test-slow test-live check bench calibrate docs catalogues golden lock smoke clean

# The stamps make setup a no-op until a requirements file changes.
.venv/.runtime: requirements.txt
	@test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

setup: .venv/.dev compiled

# Bytecode, so that no start compiles the product anew; pip has compiled what it uses. What has not changed is passed over.
compiled: .venv/.runtime
	@$(PY) -m compileall -q -j 0 planning geodata pages server commands dashboard.py outreach.py

run: compiled
	$(PY) -m streamlit run dashboard.py

# One file stays in one process, for what it starts; files go in their order, in which the slow ones stand first. One
# process more than the smallest machine has cores: a test of a browser or a server waits for a third of its time.
WORKERS ?= 3
# Bytecode is kept, whatever the surroundings say: without it every process compiles the whole product anew.
unexport PYTHONDONTWRITEBYTECODE
# One thread a process, or the processes stand in each other's way.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1
TESTS := -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

QUICK := -m "not slow and not thorough and not browser and not postgresql"

test: setup
	$(PY) $(TESTS) $(QUICK)

# Renews docs/slowest_tests.md.
slowest: setup
	$(PY) -m tests.slowest $(wordlist 3,99,$(TESTS)) $(QUICK)

# In Chromium, and with a PostgreSQL server: what only they show. A browser that was too slow for its test once has a
# second try, and the summary names it.
test-browser: setup
	$(PY) $(TESTS) --reruns 1 -rR -m "not slow and (browser or postgresql)"

# The same tests against the real services: needs the internet, and a key in CENSUS_API_KEY.
test-live: setup
	COMMON_TONGUE_LIVE=1 $(PY) -m pytest -q tests/geodata/fetch/test_source_contract.py

# What takes minutes: a server for each page, a proxy, a database that goes away, two people at one record; and 300 files
# for every reader, each read by a process of its own.
test-slow: setup
	$(PY) -m pytest -q -m slow
	COMMON_TONGUE_EXAMPLES=every $(PY) -m pytest -q -n $(WORKERS) --dist worksteal -m many_files

# Every property on all its examples, of which make test tries a twentieth, and every example that is marked thorough; a
# fifth of the files of make test-slow.
test-properties: setup
	COMMON_TONGUE_EXAMPLES=all $(PY) $(TESTS) -m "(property or thorough) and not slow"

check: setup
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(MAKE) --no-print-directory test

# Renews requirements.lock, with hashes, from requirements.txt.
lock: setup
	test -x build/lock/bin/pip-compile || { $(PYTHON) -m venv build/lock && build/lock/bin/python -m pip install --quiet pip-tools==7.6.2; }
	build/lock/bin/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --allow-unsafe --no-strip-extras --output-file requirements.lock requirements.txt

# The peers that a benchmark is held against stay out of the product's own environment.
build/benchmarks/.ready: requirements.txt benchmarks/requirements.txt
	test -x build/benchmarks/bin/python || $(PYTHON) -m venv build/benchmarks
	build/benchmarks/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r benchmarks/requirements.txt
	@touch $@

bench: build/benchmarks/.ready
	build/benchmarks/bin/python outreach.py bench

# Ten to fifteen minutes on two quiet cores; renews planning/need/calibration_results.toml and the tables of docs/calibration.md
# and docs/method.md.
calibrate: build/benchmarks/.ready
	build/benchmarks/bin/python -m benchmarks.calibration

# Renews docs/cli.md from the commands, and the picture of the rooms from the imports.
docs: setup
	$(PY) -m commands.reference
	$(PY) -m benchmarks.rooms_picture

# Renews the catalogues of what the public reads, planning/words/catalogues, from the strings in the source.
catalogues: setup
	$(PY) -m commands.catalogues

# Renews the demo's answers that tests/golden compares with: look at the difference before you commit it.
golden: setup
	$(PY) -m tests.golden

smoke:
	rm -rf build/smoke && $(PYTHON) -m venv build/smoke
	build/smoke/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	build/smoke/bin/python outreach.py need demo --by department
	build/smoke/bin/python -c "import dashboard"

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
