#include "include/TallyHTML.h"
