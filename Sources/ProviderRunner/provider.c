#include "provider.h"

#include <stdio.h>
#include <string.h>

static const void *no_interface(void *context, const char *id) {
  (void)context;
  (void)id;
  return NULL;
}

// The plugin may keep it until it is destroyed.
static const patchbay_host_t host = {
  .struct_size = sizeof host,
  .abi_major = PATCHBAY_ABI_MAJOR,
  .abi_minor = PATCHBAY_ABI_MINOR,
  .get_interface = no_interface,
};

static patchbay_sink_t sink_of(struct output *output) {
  return (patchbay_sink_t){.struct_size = sizeof(patchbay_sink_t), .context = output, .emit = output_emit};
}

// Takes `size` bytes from what is left, or fails.
static bool take(patchbay_bytes_t *rest, uint64_t size, patchbay_bytes_t *part) {
  if (size > rest->size) return false;
  *part = (patchbay_bytes_t){.data = rest->data, .size = size};
  rest->data += size;
  rest->size -= size;
  return true;
}

const char *provider_create(struct provider *provider, const struct channel *channel, struct output *output) {
  patchbay_bytes_t rest = {.data = channel->data, .size = channel->frame.size};
  patchbay_bytes_t length, id;
  uint64_t size;
  if (!take(&rest, sizeof size, &length)) return "the host did not say which provider it wants";
  memcpy(&size, length.data, sizeof size);
  if (!take(&rest, size, &id)) return "the host did not say which provider it wants";
  patchbay_sink_t sink = sink_of(output);
  output_begin(output, 0);
  int32_t result = provider->table->create(&host, id, rest, &sink, &provider->instance);
  if (fflush(stdout) != 0) clearerr(stdout);
  output_flush(output);
  return result == PATCHBAY_OK && provider->instance ? NULL : "did not create its provider";
}

static int32_t call_table(const struct provider *provider, const struct channel *channel,
                          const struct pb_call *call, patchbay_bytes_t rest, const patchbay_sink_t *sink) {
  patchbay_context_t context = {
    .struct_size = sizeof context,
    .attempt = call->attempt,
    .now_us = call->now_us,
    .deadline_us = call->deadline_us,
    .seed = call->seed,
  };
  patchbay_answer_t answer = {.struct_size = sizeof answer, .status = call->status};
  patchbay_bytes_t job, request;
  if (!take(&rest, call->job, &job) || !take(&rest, call->request, &request) ||
      !take(&rest, call->headers, &answer.headers) || !take(&rest, call->final_url, &answer.final_url) ||
      !take(&rest, call->body, &answer.body) || rest.size != 0) {
    return -1;
  }
  if (channel->frame.kind == PB_FRAME_PLAN) return provider->table->plan(provider->instance, &context, job, sink);
  return provider->table->parse(provider->instance, &context, job, request, &answer, sink);
}

const char *provider_call(const struct provider *provider, const struct channel *channel, struct output *output) {
  struct pb_call call;
  if (channel->frame.kind != PB_FRAME_PLAN && channel->frame.kind != PB_FRAME_PARSE) return "a frame of no call";
  if (channel->frame.size < sizeof call) return "a call without its sizes";
  memcpy(&call, channel->data, sizeof call);
  patchbay_bytes_t rest = {.data = channel->data + sizeof call, .size = channel->frame.size - sizeof call};
  patchbay_sink_t sink = sink_of(output);
  output_begin(output, channel->frame.call);
  int32_t result = call_table(provider, channel, &call, rest, &sink);
  // What it printed is in the pipe before the host hears that the call is over.
  if (fflush(stdout) != 0) clearerr(stdout);
  output_end(output, result);
  return NULL;
}
