#ifndef TALLY_HTML_H
#define TALLY_HTML_H

#include <stddef.h>
#include <stdint.h>

#endif
