#include "output.h"

#include <string.h>
#include <sys/mman.h>

#include "channel.h"

enum {
  FLUSH = 256 * 1024,
  FRAME = sizeof(struct pb_frame),
  PREFIX = 2 * sizeof(uint32_t),
  DONE = FRAME + sizeof(int32_t), // always fits behind the outputs
};

bool output_open(struct output *output, uint64_t maximum_bytes, uint64_t maximum_outputs) {
  *output = (struct output){.maximum_bytes = maximum_bytes, .maximum_outputs = maximum_outputs};
  void *memory = mmap(NULL, FLUSH + DONE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return false;
  output->memory = memory;
  output_begin(output, 0);
  return true;
}

void output_begin(struct output *output, uint64_t call) {
  output->used = FRAME;
  output->call = call;
  output->bytes = 0;
  output->outputs = 0;
  output->excess = 0;
}

static void put_frame(uint8_t *place, uint32_t kind, uint64_t call, uint64_t size) {
  struct pb_frame frame = {.magic = PB_FRAME_MAGIC, .kind = kind, .call = call, .size = size};
  memcpy(place, &frame, sizeof frame);
}

static void put_prefix(uint8_t *place, uint32_t kind, uint64_t size) {
  uint32_t prefix[2] = {kind, (uint32_t)size};
  memcpy(place, prefix, sizeof prefix);
}

void output_flush(struct output *output) {
  if (output->used == FRAME) return;
  put_frame(output->memory, PB_FRAME_OUTPUT, output->call, output->used - FRAME);
  channel_write(output->memory, output->used);
  output->used = FRAME;
}

// One that does not fit into the buffer travels in a frame of its own, without another copy.
static void send_large(struct output *output, uint32_t kind, patchbay_bytes_t payload) {
  uint8_t head[FRAME + PREFIX];
  put_frame(head, PB_FRAME_OUTPUT, output->call, PREFIX + payload.size);
  put_prefix(head + FRAME, kind, payload.size);
  channel_write(head, sizeof head);
  channel_write(payload.data, payload.size);
}

int32_t output_emit(void *context, uint32_t kind, patchbay_bytes_t payload) {
  struct output *output = context;
  if (output->excess) return 1;
  if (!payload.data) payload.size = 0;
  if (output->outputs == output->maximum_outputs) {
    output->excess = PB_CAP_OUTPUTS;
    return 1;
  }
  uint64_t room = output->maximum_bytes - output->bytes;
  if (room < PREFIX || payload.size > room - PREFIX) {
    output->excess = PB_CAP_BYTES;
    return 1;
  }
  output->outputs += 1;
  output->bytes += PREFIX + payload.size;
  if (output->used + PREFIX + payload.size > FLUSH) output_flush(output);
  if (payload.size > FLUSH - FRAME - PREFIX) {
    send_large(output, kind, payload);
    return 0;
  }
  put_prefix(output->memory + output->used, kind, payload.size);
  if (payload.size > 0) memcpy(output->memory + output->used + PREFIX, payload.data, payload.size);
  output->used += PREFIX + payload.size;
  return 0;
}

void output_end(struct output *output, int32_t result) {
  if (output->excess) {
    uint32_t cap = output->excess;
    channel_send(PB_FRAME_EXCESS, output->call, &cap, sizeof cap);
    return;
  }
  // Outputs and result in one write: the host wakes once.
  uint8_t *begin = output->memory;
  if (output->used == FRAME) {
    begin += FRAME;
  } else {
    put_frame(begin, PB_FRAME_OUTPUT, output->call, output->used - FRAME);
  }
  uint8_t *end = output->memory + output->used;
  put_frame(end, PB_FRAME_DONE, output->call, sizeof result);
  memcpy(end + FRAME, &result, sizeof result);
  channel_write(begin, (size_t)(end + DONE - begin));
}
