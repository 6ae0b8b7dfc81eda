// Naming the system call that the second filter refused.
#pragma once

#include <stdbool.h>
#include <stdint.h>

// Sets the handler; false where it cannot be set. The filter's trap ends the process also without it.
bool trap_install(void);

// The call that a trap happens in.
void trap_in_call(uint64_t call);
