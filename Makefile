# The two commands of the README: `make extract` and `make test`.
.PHONY: extract test build setup

setup:
	@sh Scripts/setup

build: setup
	@swift build -c release --product tally

extract: build
	@sh Scripts/extract

test: setup
	@swift test
