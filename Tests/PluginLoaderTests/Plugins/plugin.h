// What every plugin of these tests needs besides its provider.
#pragma once

#include "patchbay/record.h"

static int32_t test_create(const patchbay_host_t *host, patchbay_bytes_t id, patchbay_bytes_t configuration,
                           const patchbay_sink_t *sink, void **instance);
static int32_t test_plan(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                         const patchbay_sink_t *sink);
static int32_t test_parse(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                          patchbay_bytes_t request, const patchbay_answer_t *answer, const patchbay_sink_t *sink);
static void test_destroy(void *instance);

static const patchbay_provider_t test_provider = {
  .struct_size = sizeof test_provider,
  .create = test_create,
  .plan = test_plan,
  .parse = test_parse,
  .destroy = test_destroy,
};

static const void *test_interface(const char *id) {
  return strcmp(id, PATCHBAY_PROVIDER_INTERFACE) == 0 ? &test_provider : NULL;
}

static const patchbay_plugin_t test_plugin = {
  .magic = PATCHBAY_MAGIC,
  .struct_size = sizeof test_plugin,
  .abi_major = PATCHBAY_ABI_MAJOR,
  .abi_minor = PATCHBAY_ABI_MINOR,
  .get_interface = test_interface,
};

const patchbay_plugin_t *patchbay_plugin_entry_v1(void) { return &test_plugin; }

// Sends a line for the host's log.
static inline int32_t test_log(const patchbay_sink_t *sink, const char *message) {
  uint8_t memory[8192];
  patchbay_writer_t writer = patchbay_writer_on(memory, sizeof memory);
  patchbay_choice(&writer, PATCHBAY_LOG_LEVEL, PATCHBAY_LEVEL_INFO);
  patchbay_string(&writer, PATCHBAY_LOG_MESSAGE, message);
  return patchbay_emit(sink, PATCHBAY_LOG, &writer);
}
