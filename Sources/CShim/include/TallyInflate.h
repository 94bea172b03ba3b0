#ifndef TALLY_INFLATE_H
#define TALLY_INFLATE_H

#include <stdint.h>

/// Unpacks gzip (RFC 1952) as its bytes come, in memory that does not grow. For one thread.
typedef struct tally_inflate tally_inflate;

enum {
  TALLY_INFLATE_MORE = 0,
  TALLY_INFLATE_END = 1,
  TALLY_INFLATE_DAMAGED = -1,
  TALLY_INFLATE_MEMORY = -2
};

/// NULL when memory is out.
tally_inflate *tally_inflate_open(void);
void tally_inflate_close(tally_inflate *stream);

/// Unpacks from `from[0..<from_count]` into `to[0..<to_count]`; says how much of both it took.
/// TALLY_INFLATE_END comes with the last bytes of a member, whose checksum and length were then
/// right; a further call begins the next member.
int32_t tally_inflate_run(
  tally_inflate *stream, const uint8_t *from, int32_t from_count, int32_t *used, uint8_t *to,
  int32_t to_count, int32_t *made);

#endif
