#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "confine.h"

enum { STACK = 8 * 1024 * 1024, FILES = 16 };

static bool limit(int resource, uint64_t most) {
  struct rlimit value = {.rlim_cur = most, .rlim_max = most};
  return setrlimit(resource, &value) == 0;
}

const char *confine_limits(uint64_t memory) {
  if (!limit(RLIMIT_AS, memory)) return "the limit of memory cannot be set";
  if (!limit(RLIMIT_STACK, STACK)) return "the limit of the stack cannot be set";
  if (!limit(RLIMIT_CORE, 0)) return "core files cannot be forbidden";
  if (!limit(RLIMIT_FSIZE, 0)) return "writing files cannot be forbidden";
  if (!limit(RLIMIT_NPROC, 0)) return "new processes cannot be forbidden";
  if (!limit(RLIMIT_NOFILE, FILES)) return "the limit of open files cannot be set";
  // Keeps crash handlers of the machine, and other processes of this user, away from what the child holds.
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return "dumps cannot be forbidden";
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return "new privileges cannot be forbidden";
  return NULL;
}
