// A plugin whose tables are wrong in the one way that the compiler is told.
#include "patchbay/provider.h"

#ifndef MAGIC
#define MAGIC PATCHBAY_MAGIC
#endif
#ifndef MAJOR
#define MAJOR PATCHBAY_ABI_MAJOR
#endif
#ifndef PLUGIN_SIZE
#define PLUGIN_SIZE sizeof(patchbay_plugin_t)
#endif
#ifndef PROVIDER_SIZE
#define PROVIDER_SIZE sizeof(patchbay_provider_t)
#endif
#ifndef INTERFACE
#define INTERFACE interface
#endif
#ifndef OFFERED
#define OFFERED &provider
#endif
#ifndef TABLE
#define TABLE &plugin
#endif
#ifndef DESTROY
#define DESTROY destroy
#endif
#ifndef CREATED
#define CREATED &plugin
#endif
#ifndef ENTRY
#define ENTRY patchbay_plugin_entry_v1
#endif

#ifdef EXTERN
const void *INTERFACE(const char *id); // defined nowhere
#endif

static const patchbay_plugin_t plugin;

static int32_t create(const patchbay_host_t *host, patchbay_bytes_t id, patchbay_bytes_t configuration,
                      const patchbay_sink_t *sink, void **instance) {
  (void)host, (void)id, (void)configuration, (void)sink;
  *instance = (void *)(CREATED);
  return PATCHBAY_OK;
}

static int32_t plan(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                    const patchbay_sink_t *sink) {
  (void)instance, (void)context, (void)job, (void)sink;
  return PATCHBAY_OK;
}

static int32_t parse(void *instance, const patchbay_context_t *context, patchbay_bytes_t job,
                     patchbay_bytes_t request, const patchbay_answer_t *answer, const patchbay_sink_t *sink) {
  (void)request, (void)answer;
  return plan(instance, context, job, sink);
}

static inline void destroy(void *instance) { (void)instance; }

__attribute__((unused)) static const patchbay_provider_t provider = {PROVIDER_SIZE, 0, create, plan, parse, DESTROY};

static inline const void *interface(const char *id) {
  (void)id;
  return OFFERED;
}

static const patchbay_plugin_t plugin = {MAGIC, PLUGIN_SIZE, MAJOR, 0, 0, INTERFACE};

const patchbay_plugin_t *ENTRY(void);
const patchbay_plugin_t *ENTRY(void) { return TABLE; }
