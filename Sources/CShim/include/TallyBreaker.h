#ifndef TALLY_BREAKER_H
#define TALLY_BREAKER_H

#include <stddef.h>
#include <stdint.h>

/// An ICU sentence iterator that is reused from text to text by one thread.
typedef struct tally_breaker tally_breaker;

/// Opens a sentence iterator for a BCP 47 locale; NULL when ICU refuses it.
tally_breaker *tally_breaker_open(const char *locale);
void tally_breaker_close(tally_breaker *breaker);

/// Writes the sentence boundaries inside `text[0..<length]` (ends of sentences,
/// the last one is `length`) as byte offsets; returns how many there are, which
/// may exceed `capacity` (call again with more room), or -1 on an ICU error.
int32_t tally_breaker_sentences(
  tally_breaker *breaker, const uint8_t *text, int32_t length, int32_t *ends, int32_t capacity);

#endif
