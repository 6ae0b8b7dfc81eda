#include "plugin.h"

#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
#define MACHINE EM_X86_64
#elif defined(__aarch64__)
#define MACHINE EM_AARCH64
#else
#error "Patchbay runs on x86-64 and arm64"
#endif

struct reason {
  char *text;
  size_t capacity;
};

__attribute__((format(printf, 2, 3))) static void *refuse(struct reason reason, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(reason.text, reason.capacity, format, arguments);
  va_end(arguments);
  if (length < 0 && reason.capacity > 0) reason.text[0] = 0;
  return NULL;
}

// The loader's own words for these are hard to read.
static const void *check_file(const char *path, struct reason reason) {
  struct stat status;
  if (stat(path, &status) != 0) return refuse(reason, "cannot be opened: %s", strerror(errno));
  if (!S_ISREG(status.st_mode)) return refuse(reason, "is not a file");
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return refuse(reason, "cannot be opened: %s", strerror(errno));
  Elf64_Ehdr header;
  ssize_t size = read(file, &header, sizeof header);
  int code = errno;
  if (close(file) != 0 && size >= 0) return refuse(reason, "cannot be read: %s", strerror(errno));
  if (size < 0) return refuse(reason, "cannot be read: %s", strerror(code));
  if (size != sizeof header || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) {
    return refuse(reason, "is not a shared library for Linux");
  }
  if (header.e_ident[EI_CLASS] != ELFCLASS64 || header.e_machine != MACHINE) {
    return refuse(reason, "is built for another kind of processor");
  }
  return path;
}

static const char *hint(const char *error) {
  if (strstr(error, "undefined symbol")) {
    return "; it was built against another version of a library, or a library is missing from its link";
  }
  if (strstr(error, "' not found")) return "; it was built on a newer system than this one";
  if (strstr(error, "Permission denied")) {
    return "; a confined plugin can read libraries of the system, of the host, and beside itself";
  }
  if (strstr(error, "libswift")) return "; the Swift runtime of its toolchain is not installed here";
  if (strstr(error, "cannot open shared object file")) {
    return "; install the library that it names, or ship it beside the plugin with the search path $ORIGIN";
  }
  return "";
}

static const patchbay_provider_t *check(const patchbay_plugin_t *plugin, struct reason reason) {
  if (!plugin) return refuse(reason, "returned no table from patchbay_plugin_entry_v1");
  if (plugin->magic != PATCHBAY_MAGIC) {
    return refuse(reason, "returned a table that does not begin with PATCHBAY_MAGIC");
  }
  if (plugin->struct_size < sizeof *plugin) {
    return refuse(reason, "returned a table of %u bytes; a plugin's has at least %zu", plugin->struct_size,
                  sizeof *plugin);
  }
  if (plugin->abi_major != PATCHBAY_ABI_MAJOR) {
    return refuse(reason, "is built for version %u of the plugin interface; this host has version %u",
                  plugin->abi_major, PATCHBAY_ABI_MAJOR);
  }
  if (!plugin->get_interface) return refuse(reason, "returned a table without get_interface");
  const patchbay_provider_t *provider = plugin->get_interface(PATCHBAY_PROVIDER_INTERFACE);
  if (!provider) return refuse(reason, "does not offer the interface %s", PATCHBAY_PROVIDER_INTERFACE);
  if (provider->struct_size < sizeof *provider) {
    return refuse(reason, "has a provider table of %u bytes; at least %zu are needed", provider->struct_size,
                  sizeof *provider);
  }
  if (!provider->create || !provider->plan || !provider->parse || !provider->destroy) {
    return refuse(reason, "has a provider table with an empty entry");
  }
  return provider;
}

const patchbay_provider_t *pb_open_plugin(const char *path, char *text, size_t capacity) {
  struct reason reason = {text, capacity};
  char place[PATH_MAX];
  int length = snprintf(place, sizeof place, "%s%s", strchr(path, '/') ? "" : "./", path); // or it is searched for
  if (length < 0 || (size_t)length >= sizeof place) return refuse(reason, "has a path that is too long");
  if (!check_file(place, reason)) return NULL;
  void *library = dlopen(place, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *error = dlerror();
    if (!error) error = "the loader does not say why";
    return refuse(reason, "cannot be loaded: %s%s", error, hint(error));
  }
  const patchbay_plugin_t *(*entry)(void) = NULL;
  void *symbol = dlsym(library, "patchbay_plugin_entry_v1");
  if (!symbol) return refuse(reason, "does not export patchbay_plugin_entry_v1");
  memcpy(&entry, &symbol, sizeof entry); // ISO C converts no pointer to data into one to a function
  return check(entry(), reason);
}
