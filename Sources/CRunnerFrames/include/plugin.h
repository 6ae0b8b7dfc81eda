// Opening a plugin: what the host does for one that it runs itself, and the child for a confined one.
#pragma once

#include <stddef.h>

#include "patchbay/provider.h"

// Opens the library at path, calls its entry point, and returns its provider interface, valid for good: a library
// is never closed. Returns NULL where it cannot be used, with the reason in words, to follow the plugin's name.
const patchbay_provider_t *pb_open_plugin(const char *path, char *reason, size_t capacity);
