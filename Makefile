# Builds, tests and installs mpisum; `make help` lists the targets.
#
#   MPI=openmpi|mpich   the MPI library; default: that of the mpicc in PATH, else openmpi. Intel MPI,
#                       MVAPICH and Cray MPICH count as mpich, which they descend from. openmpi5 and
#                       mpich5 are versions from PyPI, kept in .build, to test with
#   MARCH=…             the instruction set, as clang's -march= takes it: x86-64-v3 (default on x86-64:
#                       AVX2 and FMA), x86-64, native, …; nothing on other architectures
#   PREFIX=/usr/local   where `make install` puts things; DESTDIR= goes before it
#   NP=4 ARGS=          ranks and arguments of `make run`
#   TESTS=              of `make test-cluster`: those whose names this regular expression is found in

ifeq ($(origin MPI),undefined)
MPI := $(shell if ! command -v mpicc >/dev/null || mpicc --showme:version 2>/dev/null | \
  grep -q "Open MPI"; then echo openmpi; else echo mpich; fi)
endif
ifeq ($(shell uname -m),x86_64)
MARCH ?= x86-64-v3
endif
PREFIX ?= /usr/local
NP ?= 4
ARGS ?=

# One scratch path for each library and instruction set: the compiler's module cache knows neither apart.
scratch := .build/$(MPI)-$(or $(MARCH),default)
program := $(scratch)/release/mpisum
share := $(DESTDIR)$(PREFIX)/share
# Lmod takes the version from the file's name.
module = $(share)/modulefiles/mpisum/$(shell $(program) --version | sed -n '1s/mpisum //p').lua
scripts := .ci/run $(wildcard Scripts/*.sh Tests/cluster/*.sh jobs/*/*.sbatch jobs/*/*.pbs \
  Benchmarks/*/*.sh)

# Scripts/find-mpi.sh writes this file: how to compile, link and launch with the library.
mpi-env := .build/mpi/$(MPI).env

# More ranks than cores, politely, whatever the machine; and as root, as in a container.
export OMPI_MCA_rmaps_base_oversubscribe := 1
export OMPI_MCA_mpi_yield_when_idle := 1
export PRTE_MCA_rmaps_default_mapping_policy := :oversubscribe
ifeq ($(shell id -u),0)
export OMPI_ALLOW_RUN_AS_ROOT := 1
export OMPI_ALLOW_RUN_AS_ROOT_CONFIRM := 1
endif

.DEFAULT_GOAL := build
.PHONY: run test test-build test-full test-cluster setup build examples bench check format lint install uninstall \
  clean help

run: build ## run `mpirun -np 4 mpisum` (NP=4, ARGS="--upto 1e9")
	@. $(mpi-env) && set -x && "$$MPIEXEC" -np $(NP) $(program) $(ARGS)

test: ## run all tests, with both MPI libraries
	@Scripts/setup.sh openmpi mpich browser
	@Scripts/test.sh "$(MARCH)" openmpi mpich

test-build: ## build what `make test` needs, and run nothing
	@Scripts/setup.sh openmpi mpich
	@Scripts/test.sh --build "$(MARCH)" openmpi mpich

test-full: ## run all tests with four MPI libraries, and the long ones: hours
	@Scripts/setup.sh openmpi mpich openmpi5 mpich5 browser
	@MPISUM_FULL=1 Scripts/test.sh "$(MARCH)" openmpi mpich openmpi5 mpich5

test-cluster: ## run the tests on a cluster of four nodes out of namespaces (root)
	@MPI="$(MPI)" MARCH="$(MARCH)" Tests/cluster/run.sh "$(TESTS)"

setup: ## install what is missing from the distribution
	@Scripts/setup.sh $(MPI)

build: setup ## build the program in release mode
	@Scripts/build.sh $(MPI) "$(MARCH)" program

examples: setup ## build the programs of Examples/
	@Scripts/build.sh $(MPI) "$(MARCH)" examples
	@echo "try: mpirun -np 2 $(scratch)/release/squares"

bench: build ## run every benchmark in Benchmarks/
	@. $(mpi-env) && export MPI="$(MPI)" MARCH="$(MARCH)" MPISUM_MPIEXEC="$$MPIEXEC" \
	  MPISUM_PROGRAM="$(CURDIR)/$(program)" && \
	for script in Benchmarks/*/run.sh; do echo "== $$script" && "$$script" || exit; done

check: lint test ## lint and test: what a change has to pass

format: ## format all Swift code in place
	swift format -i -r Sources Tests Examples Package.swift

lint: ## check the style of Swift code and shell scripts
	swift format lint --strict -r Sources Tests Examples Package.swift
	@if command -v shellcheck >/dev/null; then set -x; shellcheck -x $(scripts); \
	else echo "shellcheck is not installed: scripts are not checked"; fi

install: ## install program, man page and completions (PREFIX=/usr/local, DESTDIR=)
	@test -x $(program) || $(MAKE) build
	install -D -m 755 $(program) $(DESTDIR)$(PREFIX)/bin/mpisum
	strip $(DESTDIR)$(PREFIX)/bin/mpisum
	install -d $(share)/man/man1 $(share)/bash-completion/completions \
	  $(share)/zsh/site-functions $(share)/fish/vendor_completions.d
	$(program) --generate man >$(share)/man/man1/mpisum.1
	$(program) --generate bash >$(share)/bash-completion/completions/mpisum
	$(program) --generate zsh >$(share)/zsh/site-functions/_mpisum
	$(program) --generate fish >$(share)/fish/vendor_completions.d/mpisum.fish
	install -D -m 644 jobs/modulefiles/mpisum.lua $(module)

uninstall: ## remove what `make install` installed
	rm -f $(DESTDIR)$(PREFIX)/bin/mpisum $(share)/man/man1/mpisum.1 \
	  $(share)/bash-completion/completions/mpisum $(share)/zsh/site-functions/_mpisum \
	  $(share)/fish/vendor_completions.d/mpisum.fish
	rm -rf $(share)/modulefiles/mpisum

clean: ## remove everything that was built
	rm -rf .build Benchmarks/*/.build

help: ## list the targets
	@sed -n 's/^#   //p; s/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20
