#ifndef TALLY_SPELLOUT_H
#define TALLY_SPELLOUT_H

#include <stdint.h>

/// Writes `value` out in words of a BCP 47 locale ("twenty-one") as UTF-8 with a final NUL into
/// `buffer`; returns the length without the NUL, or -1 when ICU refuses or `capacity` is too
/// small. For checks of the number reader only; opening the rules is slow, so the last locale
/// stays open. Not for use by several threads at once.
int32_t tally_spellout(int64_t value, const char *locale, char *buffer, int32_t capacity);

#endif
