# Thin wrappers: everything is done by tasks.py, which runs with any Python 3.11+ and nothing else.
PYTHON ?= python3

.PHONY: install draft test serve bench lock clean wheel

install draft test serve bench lock wheel clean:
	@$(PYTHON) tasks.py $@
