// The frames of one child: read whole into a buffer that is used again, written at once.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frames.h"

// What was read last. The payload lies at data, and PATCHBAY_BODY_PADDING zero bytes follow it.
struct channel {
  uint8_t *memory; // begins with the frame
  size_t capacity;
  size_t maximum; // of a frame, bytes
  struct pb_frame frame;
  uint8_t *data;
};

// Makes the buffer; false where there is no memory for it.
bool channel_open(struct channel *channel, size_t maximum);

// Reads the next frame. False at the end of the stream; a frame that is not the host's ends the process.
bool channel_read(struct channel *channel);

// Gives back what a large frame needed.
void channel_shrink(struct channel *channel);

// Writes bytes to the host, whole; ends the process where the host is gone.
void channel_write(const void *bytes, size_t size);

// Writes one frame of a small payload.
void channel_send(uint32_t kind, uint64_t call, const void *payload, size_t size);

// Says why the child cannot start, and ends it.
_Noreturn void channel_refuse(const char *reason);
