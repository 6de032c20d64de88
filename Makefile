# make alone lists the targets.

GO ?= go

.DEFAULT_GOAL := help
.PHONY: help build site serve test check e2e shots bench accuracy tools clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build the command, ./buildsite
	$(GO) build -o buildsite ./cmd/buildsite

site: ## build the sample site into public/
	$(GO) run ./cmd/buildsite

serve: ## serve the sample site with live reload
	$(GO) run ./cmd/buildsite serve

test: ## run all checks and tests, installing what they need; what cannot run is named at the end
	@.ci/test

check: ## go vet, staticcheck, gofumpt
	@.ci/check

e2e: tools ## run the tests in a real browser (what they need is in e2e/)
	cd e2e && $(GO) test -count=1 -timeout 40m ./...

shots: tools ## screenshots of every kind of page, into e2e/shots/
	cd e2e && $(GO) test -count=1 -timeout 20m -run Shots -shots shots .

bench: ## benchmarks of each step on generated articles
	$(GO) test -run '^$$' -bench . -benchmem -timeout 60m ./...

accuracy: ## how well dates and events are found in ../shared, where it is present
	$(GO) test -count=1 -v -run Accuracy ./internal/...

tools: ## install the browser, the fonts and the npm packages of the tests
	@.ci/install

clean: ## remove what was built
	rm -rf public .public.buildsite buildsite e2e/shots
