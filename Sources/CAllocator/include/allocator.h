// Where the programs get memory: records are many short-lived texts of many sizes, of which the C library's allocator
// keeps few at hand.
#pragma once

// How jemalloc is set, which looks for this name in the program (jemalloc(3), "TUNING").
extern const char *malloc_conf;
