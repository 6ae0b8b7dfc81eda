#include <patchbay/manifest.h>

PATCHBAY_MANIFEST = {
#embed "../plugin.json"
};
