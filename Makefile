# Thin wrappers: everything is done by tasks.py, which runs with any Python 3.11+ and nothing else.
PYTHON ?= python3

.PHONY: install draft test serve bench bench-checker bench-peers bench-evals bench-durable bench-hostile bench-load bench-owners cluster screenshots lock clean wheel

install draft test serve bench bench-checker bench-peers bench-evals bench-durable bench-hostile bench-load bench-owners cluster screenshots lock wheel clean:
	@$(PYTHON) tasks.py $@
