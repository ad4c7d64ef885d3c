# `make run` opens the console on the demo station; `make test` runs every test. Both set up what is missing first.
SHELL := /bin/bash
export LANG := C.UTF-8
export PYTHONUTF8 := 1
# Modules are compiled once and not by each of the processes that tests and benchmarks start.
unexport PYTHONDONTWRITEBYTECODE
PY := .venv/bin/python

.PHONY: run test torture setup bench lint pictures translations clean

setup:
	@bash .ci/setup

run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec .venv/bin/watchroom demo; else \
	  echo "没有屏幕，改为生成一张图 / No screen here, making a picture instead: out/watchroom.png"; \
	  mkdir -p out && .venv/bin/watchroom demo --no-open --out out/demo.station && \
	  .venv/bin/watchroom shot out/demo.station out/watchroom.png --view console --size 1920x1080; fi

test: setup
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(ARGS)

# Kills, power cuts, flipped bytes, fuzzed files in full: hours. ARGS="--kills 100" runs a part of it.
torture: setup
	@$(PY) -m benchmarks.torture $(ARGS)

bench: setup
	@.ci/with-screen $(PY) -m benchmarks $(ARGS)

lint: setup
	@.venv/bin/ruff check . && .venv/bin/mypy && .venv/bin/lint-imports

pictures: setup
	@.ci/with-screen $(PY) docs/pictures/make.py

clean:
	rm -rf .venv out build *.egg-info
