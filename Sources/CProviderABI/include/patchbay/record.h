#pragma once
#include <patchbay/provider.h>
