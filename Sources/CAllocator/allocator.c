#include "allocator.h"

// One pool for all threads: few of them ask at a time, and each of several pools keeps free pages of its own.
const char *malloc_conf = "narenas:1";
