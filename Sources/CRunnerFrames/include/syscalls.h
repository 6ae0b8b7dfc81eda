// The names of system calls, for people.
#pragma once

#include <stdint.h>

// The name of a system call of this machine, or NULL where the list does not hold it.
const char *pb_syscall_name(int32_t number);
