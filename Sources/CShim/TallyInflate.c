#include "include/TallyInflate.h"

#include <stdlib.h>
#include <zlib.h>

struct tally_inflate {
  z_stream stream;
  int is_at_end;
};

// The largest window, and 16 for a gzip head and trailer.
enum { tally_window_bits = 15 + 16 };

tally_inflate *tally_inflate_open(void) {
  tally_inflate *stream = calloc(1, sizeof *stream);
  if (!stream) return NULL;
  if (inflateInit2(&stream->stream, tally_window_bits) != Z_OK) {
    free(stream);
    return NULL;
  }
  return stream;
}

void tally_inflate_close(tally_inflate *stream) {
  if (!stream) return;
  inflateEnd(&stream->stream);
  free(stream);
}

int32_t tally_inflate_run(
  tally_inflate *stream, const uint8_t *from, int32_t from_count, int32_t *used, uint8_t *to,
  int32_t to_count, int32_t *made) {
  *used = 0;
  *made = 0;
  if (stream->is_at_end) {
    if (inflateReset(&stream->stream) != Z_OK) return TALLY_INFLATE_DAMAGED;
    stream->is_at_end = 0;
  }
  z_stream *z = &stream->stream;
  z->next_in = (z_const Bytef *)from;
  z->avail_in = (uInt)from_count;
  z->next_out = to;
  z->avail_out = (uInt)to_count;
  int status = inflate(z, Z_NO_FLUSH);
  *used = from_count - (int32_t)z->avail_in;
  *made = to_count - (int32_t)z->avail_out;
  if (status == Z_STREAM_END) {
    stream->is_at_end = 1;
    return TALLY_INFLATE_END;
  }
  if (status == Z_MEM_ERROR) return TALLY_INFLATE_MEMORY;
  // Z_BUF_ERROR: nothing to do before there is more input or room.
  return status == Z_OK || status == Z_BUF_ERROR ? TALLY_INFLATE_MORE : TALLY_INFLATE_DAMAGED;
}
