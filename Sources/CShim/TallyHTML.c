#include "include/TallyHTML.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

struct tally_html {
  htmlParserCtxtPtr context;
  htmlSAXHandler handler;
  tally_html_event *events;
  int32_t count;
  int32_t capacity;
  int failed;
};

static void tally_html_add(tally_html *parser, uint32_t kind, const xmlChar *name) {
  if (parser->count == parser->capacity) {
    int32_t room = parser->capacity ? parser->capacity * 2 : 4096;
    tally_html_event *events = realloc(parser->events, (size_t)room * sizeof *events);
    if (!events) {
      parser->failed = 1;
      return;
    }
    parser->events = events;
    parser->capacity = room;
  }
  uint64_t packed = 0;
  if (name) {
    for (int i = 0; i < 8 && name[i]; i++) packed |= (uint64_t)name[i] << (8 * i);
  }
  const xmlParserInputPtr input = parser->context->input;
  tally_html_event *event = &parser->events[parser->count++];
  event->position =
    input ? (uint32_t)(input->consumed + (unsigned long)(input->cur - input->base)) : 0;
  event->kind = kind;
  event->name = packed;
}

static void tally_html_start(void *user, const xmlChar *name, const xmlChar **attributes) {
  (void)attributes;
  tally_html_add(user, TALLY_HTML_START, name);
}

static void tally_html_end(void *user, const xmlChar *name) {
  tally_html_add(user, TALLY_HTML_END, name);
}

static void tally_html_text(void *user, const xmlChar *text, int length) {
  (void)text;
  (void)length;
  tally_html_add(user, TALLY_HTML_TEXT, NULL);
}

enum {
  tally_html_options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
    | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE
};

tally_html *tally_html_open(void) {
  tally_html *parser = calloc(1, sizeof *parser);
  if (!parser) return NULL;
  parser->handler.startElement = tally_html_start;
  parser->handler.endElement = tally_html_end;
  parser->handler.characters = tally_html_text;
  parser->handler.initialized = 1;
  parser->context = htmlCreatePushParserCtxt(
    &parser->handler, parser, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (!parser->context) {
    free(parser);
    return NULL;
  }
  return parser;
}

void tally_html_close(tally_html *parser) {
  if (!parser) return;
  if (parser->context->myDoc) {
    xmlFreeDoc(parser->context->myDoc);
    parser->context->myDoc = NULL;
  }
  htmlFreeParserCtxt(parser->context);
  free(parser->events);
  free(parser);
}

int32_t tally_html_begin(tally_html *parser) {
  parser->count = 0;
  parser->failed = 0;
  // The reset is the XML parser's, the HTML one has none for push parsing; it turns the context
  // into an XML one, which the flag below undoes.
  if (xmlCtxtResetPush(parser->context, NULL, 0, NULL, "UTF-8") != 0) return -1;
  parser->context->html = 1;
  htmlCtxtUseOptions(parser->context, tally_html_options);
  return 0;
}

int32_t tally_html_push(
  tally_html *parser, const uint8_t *bytes, int32_t count, int32_t last) {
  parser->count = 0;
  htmlParseChunk(parser->context, (const char *)bytes, count, last);
  return parser->failed ? -1 : parser->count;
}

const tally_html_event *tally_html_events(const tally_html *parser) { return parser->events; }

uint32_t tally_html_position(const tally_html *parser) {
  const xmlParserInputPtr input = parser->context->input;
  return input ? (uint32_t)(input->consumed + (unsigned long)(input->cur - input->base)) : 0;
}

int32_t tally_html_depth(const tally_html *parser) { return parser->context->nameNr; }
