#ifndef TALLY_HTML_H
#define TALLY_HTML_H

#include <stddef.h>
#include <stdint.h>

/// A libxml2 push parser that is reused from page to page by one thread. It is used for one
/// thing: which elements are open where, with implied and auto-closed ones.
typedef struct tally_html tally_html;

enum {
  TALLY_HTML_START = 0,
  TALLY_HTML_END = 1,
  TALLY_HTML_TEXT = 2
};

/// What the parser said, and how many bytes of its input it had used up by then: for a start it
/// is the place of the tag's `>`, for text and for an end tag the place behind it, for an element
/// that is closed by another's start that one's `>`.
typedef struct {
  uint32_t position;
  uint32_t kind;
  /// The first eight bytes of the element's name, the first in the lowest byte; 0 for text.
  uint64_t name;
} tally_html_event;

/// NULL when memory is out.
tally_html *tally_html_open(void);
void tally_html_close(tally_html *parser);

/// Forgets the page before. Returns 0, or -1 when memory is out.
int32_t tally_html_begin(tally_html *parser);

/// Parses further ASCII bytes (`last` not 0: and ends the page) and replaces the list of events.
/// Returns how many there are, or -1 when memory is out.
int32_t tally_html_push(
  tally_html *parser, const uint8_t *bytes, int32_t count, int32_t last);

/// The events of the last push; valid until the next.
const tally_html_event *tally_html_events(const tally_html *parser);

/// How many bytes of the page have been used up.
uint32_t tally_html_position(const tally_html *parser);

/// How many elements are open.
int32_t tally_html_depth(const tally_html *parser);

#endif
