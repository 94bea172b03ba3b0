#ifndef TALLY_CHARSET_H
#define TALLY_CHARSET_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint8_t *utf8;
  int32_t utf8_count;
  /// The text as stretches in which every character takes as many bytes as the next, in UTF-8 and in
  /// the source: 20 bits for how many characters, 4 for the UTF-8 bytes of each, 8 for its source
  /// bytes. One of no UTF-8 bytes is a gap in the source.
  uint32_t *stretches;
  int32_t stretch_count;
  /// Characters that came out as U+FFFD, and as controls U+0080 to U+009F.
  int32_t replaced;
  int32_t controls;
} tally_charset_text;

/// Decodes bytes in the encoding that ICU knows under `name`. Returns 0, -1 when ICU does not know
/// it, -2 when memory is out; then `text` holds nothing.
int32_t tally_charset_decode(
  const char *name, const uint8_t *bytes, int32_t count, tally_charset_text *text);
void tally_charset_free(tally_charset_text *text);

/// ICU's best guess, with its confidence from 1 to 100; 0 when it has none. The name is cut to fit.
int32_t tally_charset_detect(
  const uint8_t *bytes, int32_t count, int32_t is_markup, char *name, int32_t capacity);

#endif
