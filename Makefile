# Two commands are enough: `make run` and `make test`. Both set up what is missing first.
#
#   make run               set up, and open the window with a sample article
#   make run FILE=PATH     the same with an article of yours
#   make test              set up, and run all checks and tests
#   make test ARGS="..."   only pytest, with these arguments
#
# and now and then:
#
#   make format            lay out the code and mend what ruff can mend
#   make bench             measure speed
#   make pins              write constraints.txt anew
#   make clean             remove .venv and what tools have left (installed models stay)
#
# TORCH=any takes whatever build of PyTorch the package index has, instead of the small one
# without CUDA.

# the first of these that runs and is new enough; otherwise python3, which is told what is missing
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$p; exit; fi; done; echo python3)
SET_UP = @BRIEFING_TORCH="$(TORCH)" PYTHONDONTWRITEBYTECODE=1 $(PYTHON) packaging/set_up.py

.PHONY: run test install format bench pins clean

run:
	$(SET_UP) run $(if $(FILE),"$(FILE)")

test:
	$(SET_UP) test $(ARGS)

install format bench pins clean:
	$(SET_UP) $@
