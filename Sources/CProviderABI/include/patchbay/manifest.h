// Carries the manifest in the library, so that a plugin is one file. A host reads it without running the library.
//
//     #include <patchbay/manifest.h>
//
//     PATCHBAY_MANIFEST = {
//     #embed "plugin.json"
//     };
//
// Clang 19 and GCC 15 know #embed. With any other compiler or language the finished library takes it up:
//
//     objcopy --add-section .patchbay.manifest=plugin.json libExample.so
#ifndef PATCHBAY_MANIFEST_H
#define PATCHBAY_MANIFEST_H

// The section's name. It holds the bytes of plugin.json and no more; at most 1 MiB.
#define PATCHBAY_MANIFEST_SECTION ".patchbay.manifest"

// AddressSanitizer would put bytes of its own behind it.
#ifdef __clang__
#define PATCHBAY_MANIFEST_ALONE __attribute__((no_sanitize("address")))
#else
#define PATCHBAY_MANIFEST_ALONE
#endif

// Nothing refers to it: it is kept from the compiler's and the linker's tidying.
#define PATCHBAY_MANIFEST \
  __attribute__((section(PATCHBAY_MANIFEST_SECTION), used, retain)) \
  PATCHBAY_MANIFEST_ALONE static const unsigned char patchbay_manifest[]

#if defined(__clang__) && __STDC_VERSION__ < 202311L
#pragma clang diagnostic ignored "-Wc23-extensions"
#endif

#endif
