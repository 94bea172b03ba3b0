#include "include/TallyBreaker.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct tally_breaker {
  UBreakIterator *iterator;
  UText *text;
};

tally_breaker *tally_breaker_open(const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &status);
  if (U_FAILURE(status)) return NULL;
  tally_breaker *breaker = calloc(1, sizeof *breaker);
  if (!breaker) {
    ubrk_close(iterator);
    return NULL;
  }
  breaker->iterator = iterator;
  return breaker;
}

void tally_breaker_close(tally_breaker *breaker) {
  if (!breaker) return;
  ubrk_close(breaker->iterator);
  if (breaker->text) utext_close(breaker->text);
  free(breaker);
}

int32_t tally_breaker_sentences(
  tally_breaker *breaker, const uint8_t *text, int32_t length, int32_t *ends, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  breaker->text = utext_openUTF8(breaker->text, (const char *)text, length, &status);
  if (U_FAILURE(status)) return -1;
  ubrk_setUText(breaker->iterator, breaker->text, &status);
  if (U_FAILURE(status)) return -1;
  int32_t count = 0;
  ubrk_first(breaker->iterator);
  for (int32_t end = ubrk_next(breaker->iterator); end != UBRK_DONE;
       end = ubrk_next(breaker->iterator)) {
    if (count < capacity) ends[count] = end;
    count++;
  }
  return count;
}
