# `make extract` and `make test` are the two commands of the README.
.PHONY: extract test build setup goldens coverage

setup:
	@sh Scripts/setup

build: setup
	@swift build -c release --product tally

extract: build
	@sh Scripts/extract

test: setup
	@bash Scripts/test

# Writes the stored outputs and messages anew; look at the difference before you commit it.
goldens: setup
	@TALLY_RENEW=1 swift test --filter GoldenTests
	@TALLY_RENEW=1 swift test --skip-build --filter DocumentationTests
	@git --no-pager diff --stat -- '*Golden*' Documentation/RULES.md

# Lines that the tests run, a line a module.
coverage: setup
	@bash Scripts/coverage
