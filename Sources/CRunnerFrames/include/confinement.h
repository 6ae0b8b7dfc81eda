// What the running kernel offers to confine a process.
#pragma once

#include <stdint.h>

// The revision of Landlock, or 0 where there is none.
int pb_landlock_revision(void);

// What is missing to confine a child, in words; NULL where nothing is.
const char *pb_confinement_missing(void);
