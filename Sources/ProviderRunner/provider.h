// The one provider of a child, and the calls of the host on it.
#pragma once

#include <stdint.h>

#include "channel.h"
#include "output.h"
#include "patchbay/provider.h"

struct provider {
  const patchbay_provider_t *table;
  void *instance;
};

// Creates the provider that the CREATE frame in the channel names. Returns NULL, or why not; what the plugin
// emitted about it has then been sent.
const char *provider_create(struct provider *provider, const struct channel *channel, struct output *output);

// Answers the PLAN or PARSE frame in the channel. Returns NULL, or what is wrong with the frame.
const char *provider_call(const struct provider *provider, const struct channel *channel, struct output *output);
