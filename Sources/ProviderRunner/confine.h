// What the child may do, taken away in two steps.
//
// A library's constructors run while it is opened, so all that bounds hostile code stands before that: limits, no
// new privileges, Landlock and the first filter. The second filter turns what an honest plugin must not do into
// a death with a name.
#pragma once

#include <stdbool.h>
#include <stdint.h>

// Sets the limits of memory (bytes of address space), files, processes and stack. Returns NULL, or what failed.
const char *confine_limits(uint64_t memory);

// Leaves the libraries of the system, of this program and beside the plugin (a resolved path) readable, and
// nothing else.
// Returns NULL, or what failed.
const char *confine_files(const char *plugin);

// Refuses every system call that opening a library does not need. Returns NULL, or what failed.
const char *confine_loading(void);

// Ends the process at any system call but reading and writing frames, writing to the logs, and memory.
// Returns NULL, or what failed.
const char *confine_running(void);
