# Two commands matter: `make run` and `make test`. Each does all the set-up first.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TEST := QT_QPA_PLATFORM=offscreen OMP_WAIT_POLICY=passive $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

.PHONY: run test test-all lint bench screenshots installer translations setup clean

run: setup
	@if [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/matinee; else $(BIN)/python installer/tour.py; fi

test: lint
	$(TEST)

test-all: lint
	$(TEST) -m 'not bench'

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: setup
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'
	@for bench in tests/bench/*.py; do case $$bench in *__init__.py) ;; *) echo "== $$bench"; $(BIN)/python -m $$(echo $${bench%.py} | tr / .) || exit 1;; esac; done

# Every page in both themes, both languages and three sizes, from the demo library, as PNG files in SCREENSHOTS.
SCREENSHOTS ?= screenshots
screenshots: setup
	$(BIN)/python installer/screenshots.py $(SCREENSHOTS)

# The packaged program, in dist/: on Debian a .deb and a portable .tar.gz, on macOS a .dmg. MATINEE_FLAVOUR=cuda with a
# torch for CUDA in .venv makes that flavour. installer/README.md tells of it, and of Windows.
installer: setup
	@bash installer/system.sh binutils libwayland-client0 libwayland-cursor0 libwayland-egl1
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,installer]'
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath dist/work installer/matinee.spec
	@if [ "$$(uname)" = Darwin ]; then bash installer/macos.sh dist; else $(BIN)/python installer/linux.py dist/matinee dist; fi

# After a text of the window changed: bring it to its translators, and compile what they wrote.
translations: setup
	$(BIN)/python installer/translations.py

setup: $(READY)

$(READY): pyproject.toml constraints.txt installer/system.sh installer/embedder.py
	@bash installer/system.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Needs Python 3.11 or newer with venv (Debian: apt install python3-venv)." >&2; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python installer/embedder.py
	@touch $(READY)

clean:
	rm -rf .venv build dist resources/models *.egg-info
