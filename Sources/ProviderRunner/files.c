#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>

#include "confine.h"
#include "confinement.h"

// The struct of the newest revision known; older kernels want its tail to be zero.
struct ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scope;
};

static struct ruleset everything(int revision) {
  struct ruleset rules = {.files = LANDLOCK_ACCESS_FS_REFER - 1}; // the first revision's rights
  if (revision >= 2) rules.files |= LANDLOCK_ACCESS_FS_REFER;
  if (revision >= 3) rules.files |= UINT64_C(1) << 14;   // truncate
  if (revision >= 4) rules.network = 3;                  // bind and connect of TCP
  if (revision >= 5) rules.files |= UINT64_C(1) << 15;   // ioctl of devices
  if (revision >= 6) rules.scope = 3;                    // abstract sockets, signals to others
  return rules;
}

// Lets what is open at `place` be read: a file, or all files below a directory.
static bool allow_open(int ruleset, int place) {
  struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE, .parent_fd = place};
  return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

// Lets a path be read. What does not exist needs no permission, nor, where only a file will do, what is none; with
// O_NOFOLLOW a link is none.
static bool allow(int ruleset, const char *path, bool only_file, int flags) {
  int place = open(path, O_PATH | O_CLOEXEC | flags);
  if (place < 0) return errno == ENOENT || errno == ENOTDIR;
  struct stat status;
  bool known = fstat(place, &status) == 0;
  bool allowed = known && ((only_file && !S_ISREG(status.st_mode)) || allow_open(ruleset, place));
  return close(place) == 0 && allowed;
}

// Whether a name is that of a library: name.so, or name.so.1 and so on.
static bool is_library(const char *name) {
  const char *end = strstr(name, ".so");
  return end && (end[3] == 0 || (end[3] == '.' && end[4] >= '0' && end[4] <= '9'));
}

// Lets the libraries in a directory be read, and not what else lies there: beside the host there may be its data.
static bool allow_libraries(int ruleset, const char *directory, int flags) {
  DIR *listing = opendir(directory);
  if (!listing) return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
  bool allowed = true;
  for (struct dirent *entry = readdir(listing); entry && allowed; entry = readdir(listing)) {
    if (!is_library(entry->d_name)) continue;
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
    allowed = length < 0 || (size_t)length >= sizeof path || allow(ruleset, path, true, flags);
  }
  return closedir(listing) == 0 && allowed;
}

// The directories in which the loader looks for what a plugin needs, this program's own among them.
static bool allow_search_path(int ruleset) {
  void *program = dlopen(NULL, RTLD_NOW);
  Dl_serinfo size;
  if (!program || dlinfo(program, RTLD_DI_SERINFOSIZE, &size) != 0) return false;
  Dl_serinfo *search = malloc(size.dls_size);
  if (!search) return false;
  bool allowed = dlinfo(program, RTLD_DI_SERINFOSIZE, search) == 0 && dlinfo(program, RTLD_DI_SERINFO, search) == 0;
  for (unsigned i = 0; allowed && i < search->dls_cnt; i++) {
    const char *directory = search->dls_serpath[i].dls_name;
    bool system = strncmp(directory, "/lib", 4) == 0 || strncmp(directory, "/usr/lib", 8) == 0;
    allowed = system || allow_libraries(ruleset, directory, 0);
  }
  free(search);
  return allowed;
}

static bool allow_all(int ruleset, const char *plugin) {
  static const char *const system[] = {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib",
                                       "/etc/ld.so.cache"};
  for (size_t i = 0; i < sizeof system / sizeof *system; i++) {
    if (!allow(ruleset, system[i], false, 0)) return false;
  }
  char directory[PATH_MAX];
  int length = snprintf(directory, sizeof directory, "%s", plugin);
  if (length < 0 || (size_t)length >= sizeof directory) return false;
  char *name = strrchr(directory, '/');
  if (name) *name = 0;
  // Whoever ships the plugin makes what lies beside it, and a link to somebody's keys may be called a library.
  return allow(ruleset, plugin, true, 0) && (!name || allow_libraries(ruleset, directory, O_NOFOLLOW)) &&
         allow_search_path(ruleset);
}

const char *confine_files(const char *plugin) {
  struct ruleset rules = everything(pb_landlock_revision());
  long ruleset = syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
  if (ruleset < 0) return "Landlock refuses its rules";
  bool set = allow_all((int)ruleset, plugin) && syscall(SYS_landlock_restrict_self, (int)ruleset, 0) == 0;
  if (close((int)ruleset) != 0 || !set) return "Landlock cannot be set up";
  return NULL;
}
