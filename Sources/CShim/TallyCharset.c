#include "include/TallyCharset.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum { tally_units = 8192 };

typedef struct {
  tally_charset_text *text;
  int32_t utf8_capacity;
  int32_t stretch_capacity;
  // The character that waits for the place where the next one begins.
  int32_t pending;
  uint32_t code;
  // How much of the source the stretches cover.
  int32_t covered;
} tally_decode_state;

static int tally_stretch(tally_decode_state *state, uint32_t utf8_width, uint32_t source_width) {
  tally_charset_text *text = state->text;
  uint32_t widths = utf8_width << 20 | source_width << 24;
  if (text->stretch_count) {
    uint32_t *last = &text->stretches[text->stretch_count - 1];
    if (*last >> 20 == widths >> 20 && (*last & 0xFFFFF) < 0xFFFFF) {
      ++*last;
      return 0;
    }
  }
  if (text->stretch_count == state->stretch_capacity) {
    if (state->stretch_capacity > INT32_MAX / 2) return -1;
    int32_t room = state->stretch_capacity + state->stretch_capacity / 2;
    uint32_t *stretches = realloc(text->stretches, (size_t)room * sizeof *stretches);
    if (!stretches) return -1;
    text->stretches = stretches;
    state->stretch_capacity = room;
  }
  text->stretches[text->stretch_count++] = widths | 1;
  return 0;
}

static int tally_put(tally_decode_state *state, int32_t next_source) {
  tally_charset_text *text = state->text;
  if (state->utf8_capacity - text->utf8_count < 4) {
    if (state->utf8_capacity > INT32_MAX / 2) return -1;
    int32_t room = state->utf8_capacity + state->utf8_capacity / 3;
    uint8_t *bytes = realloc(text->utf8, (size_t)room);
    if (!bytes) return -1;
    text->utf8 = bytes;
    state->utf8_capacity = room;
  }
  uint32_t code = state->code;
  if (code == 0xFFFD || (code >= 0xD800 && code < 0xE000)) {
    code = 0xFFFD;
    text->replaced++;
  }
  if (code >= 0x80 && code < 0xA0) text->controls++;
  uint8_t *to = text->utf8 + text->utf8_count;
  uint8_t width;
  if (code < 0x80) {
    width = 1;
    to[0] = (uint8_t)code;
  } else if (code < 0x800) {
    width = 2;
    to[0] = (uint8_t)(0xC0 | code >> 6);
    to[1] = (uint8_t)(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    width = 3;
    to[0] = (uint8_t)(0xE0 | code >> 12);
    to[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    to[2] = (uint8_t)(0x80 | (code & 0x3F));
  } else {
    width = 4;
    to[0] = (uint8_t)(0xF0 | code >> 18);
    to[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
    to[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    to[3] = (uint8_t)(0x80 | (code & 0x3F));
  }
  int32_t source_width = next_source - state->covered;
  if (source_width < 0) source_width = 0;
  state->covered += source_width;
  text->utf8_count += width;
  if (tally_stretch(state, width, (uint32_t)(source_width < 255 ? source_width : 255))) return -1;
  // What stands before a character and makes none, such as the escapes of ISO-2022, may be long.
  while ((source_width -= 255) > 0) {
    if (tally_stretch(state, 0, (uint32_t)(source_width < 255 ? source_width : 255))) return -1;
  }
  return 0;
}

int32_t tally_charset_decode(
  const char *name, const uint8_t *bytes, int32_t count, tally_charset_text *text) {
  memset(text, 0, sizeof *text);
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (U_FAILURE(status)) return -1;
  tally_decode_state state = {0};
  state.text = text;
  state.utf8_capacity = count + 16;
  state.stretch_capacity = 256;
  UChar *units = malloc(tally_units * sizeof *units);
  int32_t *offsets = malloc(tally_units * sizeof *offsets);
  text->utf8 = malloc((size_t)state.utf8_capacity);
  text->stretches = malloc((size_t)state.stretch_capacity * sizeof *text->stretches);
  int failed = !units || !offsets || !text->utf8 || !text->stretches;
  const char *from = (const char *)bytes;
  const char *end = from + count;
  int32_t base = 0;
  int32_t last_source = 0;
  while (!failed) {
    const char *start = from;
    UChar *to = units;
    status = U_ZERO_ERROR;
    ucnv_toUnicode(
      converter, &to, units + tally_units, &from, end, offsets, 1, &status);
    int32_t made = (int32_t)(to - units);
    for (int32_t i = 0; i < made && !failed; i++) {
      // An offset of -1 belongs to a character that began in the block before.
      int32_t source = offsets[i] < 0 ? last_source : base + offsets[i];
      last_source = source;
      if (state.pending && units[i] >= 0xDC00 && units[i] < 0xE000 && state.code >= 0xD800
          && state.code < 0xDC00) {
        state.code = 0x10000 + ((state.code - 0xD800) << 10) + (units[i] - 0xDC00u);
        continue;
      }
      if (state.pending) failed = tally_put(&state, source);
      // What stands before the first character is a gap.
      while (!failed && !state.pending && state.covered < source) {
        int32_t gap = source - state.covered < 255 ? source - state.covered : 255;
        failed = tally_stretch(&state, 0, (uint32_t)gap);
        state.covered += gap;
      }
      state.pending = 1;
      state.code = units[i];
    }
    base += (int32_t)(from - start);
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status)) {
      // ICU puts U+FFFD for what it cannot read; anything else is no way to go on.
      if (from >= end) break;
      from++;
      base++;
      ucnv_resetToUnicode(converter);
      continue;
    }
    break;
  }
  if (!failed && state.pending) failed = tally_put(&state, count);
  free(units);
  free(offsets);
  ucnv_close(converter);
  if (failed) {
    tally_charset_free(text);
    return -2;
  }
  return 0;
}

void tally_charset_free(tally_charset_text *text) {
  free(text->utf8);
  free(text->stretches);
  memset(text, 0, sizeof *text);
}

int32_t tally_charset_detect(
  const uint8_t *bytes, int32_t count, int32_t is_markup, char *name, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&status);
  if (U_FAILURE(status)) return 0;
  int32_t confidence = 0;
  ucsdet_setText(detector, (const char *)bytes, count, &status);
  ucsdet_enableInputFilter(detector, (UBool)(is_markup != 0));
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  if (U_SUCCESS(status) && match) {
    const char *found = ucsdet_getName(match, &status);
    confidence = ucsdet_getConfidence(match, &status);
    if (U_SUCCESS(status) && found && capacity > 0) {
      strncpy(name, found, (size_t)capacity - 1);
      name[capacity - 1] = 0;
    } else {
      confidence = 0;
    }
  }
  ucsdet_close(detector);
  return confidence;
}
