#ifndef TALLY_CSHIM_H
#define TALLY_CSHIM_H

// The only door to libxml2, ICU and zlib. This header includes no library's
// headers: they clash with Foundation's bundled ICU when a Swift module sees
// both. All offsets are UTF-8 bytes; all ranges are half-open.
#include "TallyBreaker.h"
#include "TallyCharset.h"
#include "TallyHTML.h"
#include "TallyInflate.h"
#include "TallyProcess.h"
#include "TallySpellout.h"

#endif
