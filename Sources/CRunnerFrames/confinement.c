#include "confinement.h"

#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>
#include <linux/seccomp.h>

int pb_landlock_revision(void) {
  long revision = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return revision < 1 ? 0 : (int)revision;
}

const char *pb_confinement_missing(void) {
  if (pb_landlock_revision() == 0) {
    return "this kernel does not offer Landlock (Linux 5.13 or later, with landlock among its security modules)";
  }
  uint32_t action = SECCOMP_RET_TRAP;
  if (syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) != 0) {
    return "this kernel does not offer seccomp filters";
  }
  return NULL;
}
