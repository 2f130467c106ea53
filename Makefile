# Thin on purpose: .ci/make.py does the work, so that it is the same on systems without make.

PYTHON ?= python3

.PHONY: run test bench torture setup lint pin

run:    ## set up what is missing and start Attune (options for Streamlit: make run ARGS="--server.port 9000")
	@$(PYTHON) .ci/make.py run $(ARGS)

test:   ## set up what the tests need, check the style, run the tests (one file: make test ARGS=tests/test_packaging.py)
	@$(PYTHON) .ci/make.py test $(ARGS)

bench:  ## measure anew what docs/performance.md tells, in about twenty minutes (a part of it: make bench ARGS="--only burst")
	@$(PYTHON) .ci/make.py bench $(ARGS)

torture: ## kill, cut off, clog and fill a server in full, and write down what came of it (about twenty minutes; one part: ARGS="-k drop")
	@$(PYTHON) .ci/make.py torture $(ARGS)

setup:  ## set up for both, start nothing
	@$(PYTHON) .ci/make.py setup

lint:   ## check the style and the types
	@$(PYTHON) .ci/make.py lint

pin:    ## write the requirements files anew from pyproject.toml (newest versions: make pin ARGS=--upgrade)
	@$(PYTHON) .ci/make.py pin $(ARGS)
