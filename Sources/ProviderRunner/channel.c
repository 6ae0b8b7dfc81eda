#include "channel.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "patchbay/provider.h"

enum {
  KEPT = 256 * 1024, // what an idle child holds of the buffer
  SMALL = 1024,
};

// Only what the plugin wrote itself, or another program in the host's place, can break the order of frames.
static _Noreturn void disagree(const char *what) {
  fprintf(stderr, "the runner cannot follow the host: %s\n", what);
  _exit(70);
}

bool channel_open(struct channel *channel, size_t maximum) {
  *channel = (struct channel){.capacity = KEPT, .maximum = maximum};
  void *memory = mmap(NULL, KEPT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return false;
  channel->memory = memory;
  channel->data = channel->memory + sizeof channel->frame;
  return true;
}

static void resize(struct channel *channel, size_t capacity) {
  void *memory = mremap(channel->memory, channel->capacity, capacity, MREMAP_MAYMOVE);
  if (memory == MAP_FAILED) disagree("no memory for what it sent");
  channel->memory = memory;
  channel->capacity = capacity;
  channel->data = channel->memory + sizeof channel->frame;
}

void channel_shrink(struct channel *channel) {
  if (channel->capacity > KEPT) resize(channel, KEPT);
}

// Reads until the buffer holds at least `wanted` bytes; the host sends one frame and waits for its answer, so
// that reading further never takes bytes of the next.
static size_t fill(struct channel *channel, size_t have, size_t wanted) {
  while (have < wanted) {
    ssize_t got = read(PB_FRAME_DESCRIPTOR, channel->memory + have, channel->capacity - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) disagree(strerror(errno));
    if (got == 0) return have;
    have += (size_t)got;
  }
  return have;
}

bool channel_read(struct channel *channel) {
  size_t have = fill(channel, 0, sizeof channel->frame);
  if (have == 0) return false;
  if (have < sizeof channel->frame) disagree("half a frame");
  memcpy(&channel->frame, channel->memory, sizeof channel->frame);
  if (channel->frame.magic != PB_FRAME_MAGIC) disagree("bytes that are no frame");
  if (channel->frame.size > channel->maximum) disagree("a frame larger than the cap");
  size_t total = sizeof channel->frame + (size_t)channel->frame.size;
  if (total + PATCHBAY_BODY_PADDING > channel->capacity) {
    size_t page = 4096;
    resize(channel, (total + PATCHBAY_BODY_PADDING + page - 1) / page * page);
  }
  have = fill(channel, have, total);
  if (have != total) disagree(have < total ? "half a frame" : "two frames at once");
  memset(channel->memory + total, 0, PATCHBAY_BODY_PADDING);
  return true;
}

// A plugin's pointer that the kernel cannot follow: it ends the process here as it does everywhere else, by the fault.
static _Noreturn void fault(const uint8_t *bytes, size_t size) {
  for (size_t at = 0; at < size; at += 1024) (void)*(const volatile uint8_t *)(bytes + at);
  (void)*(const volatile uint8_t *)(bytes + size - 1);
  disagree(strerror(EFAULT));
}

void channel_write(const void *bytes, size_t size) {
  const uint8_t *rest = bytes;
  while (size > 0) {
    ssize_t done = write(PB_FRAME_DESCRIPTOR, rest, size);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && errno == EFAULT) fault(rest, size);
    if (done <= 0) _exit(0);
    rest += done;
    size -= (size_t)done;
  }
}

void channel_send(uint32_t kind, uint64_t call, const void *payload, size_t size) {
  uint8_t bytes[sizeof(struct pb_frame) + SMALL];
  if (size > SMALL) size = SMALL;
  struct pb_frame frame = {.magic = PB_FRAME_MAGIC, .kind = kind, .call = call, .size = size};
  memcpy(bytes, &frame, sizeof frame);
  if (size > 0) memcpy(bytes + sizeof frame, payload, size);
  channel_write(bytes, sizeof frame + size);
}

_Noreturn void channel_refuse(const char *reason) {
  channel_send(PB_FRAME_REFUSED, 0, reason, strlen(reason));
  _exit(1);
}
