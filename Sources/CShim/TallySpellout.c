#include "include/TallySpellout.h"

#include <string.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

int32_t tally_spellout(int64_t value, const char *locale, char *buffer, int32_t capacity) {
  static UNumberFormat *format;
  static char opened[32];
  UErrorCode status = U_ZERO_ERROR;
  if (strlen(locale) >= sizeof opened) return -1;
  if (!format || strcmp(opened, locale) != 0) {
    if (format) unum_close(format);
    format = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
    if (U_FAILURE(status)) {
      format = NULL;
      return -1;
    }
    strcpy(opened, locale);
  }
  UChar words[512];
  int32_t count = unum_formatInt64(format, value, words, 512, NULL, &status);
  if (U_FAILURE(status)) return -1;
  int32_t length = 0;
  u_strToUTF8(buffer, capacity, &length, words, count, &status);
  if (U_FAILURE(status) || length >= capacity) return -1;
  return length;
}
