#include <sqlite3.h>

// Variadic functions cannot be called from Swift.

// Leaves out the statistics of memory, which cost a lock for every allocation. Before the first connection only.
static inline int patchbay_sqlite_leave_out_statistics(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
