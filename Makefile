# PYTHON=python3.13 make test    chooses the interpreter that .venv is made with.

PACK := rules/chelyabinsk-methodical-work
PYTHON_IN_VENV := .venv/bin/python

# Makes .venv, with the extras named, unless it is there and up to date.
define environment
@python="$$(sh scripts/find-python)" && "$$python" scripts/bootstrap.py $(1)
endef

.DEFAULT_GOAL := help
.PHONY: help demo test lint editor bench clean
# The targets share .venv: two of them must not install into it at once.
.NOTPARALLEL:

help:
	@echo 'make demo    evaluate the shipped pack on both shipped inputs'
	@echo '             рассчитать показатели поставляемого комплекта правил по обоим наборам сведений'
	@echo 'make test    run all tests / выполнить все тесты'
	@echo 'make lint    ruff, mypy'
	@echo 'make editor  test what VS Code tells of packs (needs npm) / проверить подсказки VS Code (нужен npm)'
	@echo 'make bench   measure speed and memory / измерить скорость и память'
	@echo 'make clean   remove .venv, caches and build files; outputs/ stays'
	@echo '             удалить .venv, кэши и файлы сборки; outputs/ остаётся'
	@echo 'PYTHON=python3.13 make test   choose the interpreter / выбрать интерпретатор'

demo:
	$(call environment)
	@.venv/bin/engine evaluate --pack $(PACK) --facts inputs/chelyabinsk-2020
	@.venv/bin/engine evaluate --pack $(PACK) --facts inputs/illustrative-region
	@echo 'The results are in $(CURDIR)/outputs/'
	@echo 'Результаты находятся в папке $(CURDIR)/outputs/'

test:
	$(call environment,test)
	@$(PYTHON_IN_VENV) -m pytest -q -n 2

lint:
	$(call environment,lint)
	@$(PYTHON_IN_VENV) -m ruff check .
	@$(PYTHON_IN_VENV) -m ruff format --check .
	@$(PYTHON_IN_VENV) -m mypy --strict engine

# Without npm, or where npm cannot install, the tests are skipped; ENGINE_EDITOR=required makes them fail instead.
editor:
	$(call environment,test)
	@mkdir -p .venv/editor
	@cp tests/editor/package.json .venv/editor/
	@npm install --prefix .venv/editor --no-package-lock --no-audit --no-fund --loglevel=error >&2 || \
		echo 'npm could not install yaml-language-server / npm не смог установить yaml-language-server' >&2
	@$(PYTHON_IN_VENV) -m pytest -q -rs tests/editor

bench:
	$(call environment,bench)
	@$(PYTHON_IN_VENV) benchmarks/validate.py
	@$(PYTHON_IN_VENV) benchmarks/run.py

clean:
	@rm -rf .venv build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
