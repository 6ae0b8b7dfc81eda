// A plugin of somebody else for TikTok, in C: its provider's name says how it behaves. Compiled by the tests.
#include <patchbay/record.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { NAME = 64 };

static int32_t create(const patchbay_host_t *host, patchbay_bytes_t id, patchbay_bytes_t configuration,
                      const patchbay_sink_t *sink, void **instance) {
  (void)host, (void)configuration, (void)sink;
  char *name = id.size < NAME ? calloc(1, NAME) : NULL;
  if (!name) return PATCHBAY_FAILED;
  memcpy(name, id.data, (size_t)id.size);
  *instance = name;
  return PATCHBAY_OK;
}

static int32_t plan(void *instance, const patchbay_context_t *context, patchbay_bytes_t job, const patchbay_sink_t *sink) {
  (void)context, (void)job;
  uint8_t memory[256];
  patchbay_writer_t writer = patchbay_writer_on(memory, sizeof memory);
  patchbay_string(&writer, 1, "page");
  patchbay_choice(&writer, 2, 2);
  if (strstr(instance, "strays")) patchbay_string(&writer, 4, "elsewhere.example.com");
  patchbay_string(&writer, 5, "/user/posts");
  patchbay_pair(&writer, 6, "unique_id", "alice");
  return patchbay_emit(sink, PATCHBAY_REQUEST, &writer) == 0 ? PATCHBAY_OK : PATCHBAY_STOPPED;
}

static int32_t parse(void *instance, const patchbay_context_t *context, patchbay_bytes_t job, patchbay_bytes_t request,
                     const patchbay_answer_t *answer, const patchbay_sink_t *sink) {
  (void)context, (void)job, (void)request, (void)answer;
  const char *name = instance;
  if (strstr(name, "crashes")) *(volatile int *)0 = 1;
  if (strstr(name, "loops")) for (volatile int i = 0;; i++) {}
  if (strstr(name, "fails")) return PATCHBAY_FAILED;
  if (strstr(name, "odd")) return 17;
  if (strstr(name, "prints")) { printf("{\"record\":\"post\"}\n"); fflush(stdout); }
  if (strstr(name, "opens")) (void)!fopen("/etc/passwd", "r");
  if (strstr(name, "calls")) (void)socket(AF_INET, SOCK_STREAM, 0);
  if (strstr(name, "babbles")) {
    patchbay_bytes_t garbage = {(const uint8_t *)"\xff\xff\xff\xff", 4};
    sink->emit(sink->context, PATCHBAY_RECORD, garbage);
  }
  uint8_t memory[512];
  patchbay_writer_t writer = patchbay_writer_on(memory, sizeof memory);
  patchbay_begin(&writer, 2); // a post
  patchbay_string(&writer, 1, "7300000000000000001");
  patchbay_begin(&writer, 2); // its author
  patchbay_string(&writer, 2, "alice");
  patchbay_end(&writer);
  patchbay_string(&writer, 6, "Written in C #patchbay");
  patchbay_end(&writer);
  return patchbay_emit(sink, PATCHBAY_RECORD, &writer) == 0 ? PATCHBAY_OK : PATCHBAY_STOPPED;
}

static void destroy(void *instance) { free(instance); }

static const void *get_interface(const char *id) {
  static const patchbay_provider_t provider = {
      .struct_size = sizeof(patchbay_provider_t), .create = create, .plan = plan, .parse = parse, .destroy = destroy};
  return strcmp(id, PATCHBAY_PROVIDER_INTERFACE) == 0 ? &provider : NULL;
}

const patchbay_plugin_t *patchbay_plugin_entry_v1(void) {
  static const patchbay_plugin_t plugin = {.magic = PATCHBAY_MAGIC,
                                           .struct_size = sizeof(patchbay_plugin_t),
                                           .abi_major = MAJOR,
                                           .abi_minor = PATCHBAY_ABI_MINOR,
                                           .get_interface = get_interface};
  return &plugin;
}
