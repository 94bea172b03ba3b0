#!/bin/sh
# Reads back every integer from 0 to 1,000,000 (or $1) that ICU's spell-out rules write, and some
# above. Takes a few minutes; the ordinary test run takes a sample.
set -e
cd "$(dirname "$0")/../.."
TALLY_SPELLOUT_TO="${1:-1000000}" swift test --filter NumberReaderTests.spelledOutIntegersAreReadBack
