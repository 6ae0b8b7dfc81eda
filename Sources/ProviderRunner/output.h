// What a call emits, collected and sent in few large frames.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frames.h"
#include "patchbay/provider.h"

struct output {
  uint8_t *memory;
  size_t used;            // counts the room for the frame before the outputs
  uint64_t call;
  uint64_t bytes;         // of this call
  uint64_t outputs;       // of this call
  uint64_t maximum_bytes;
  uint64_t maximum_outputs;
  enum pb_cap excess;     // which cap was met, or 0
};

// Makes the buffer; false where there is no memory for it.
bool output_open(struct output *output, uint64_t maximum_bytes, uint64_t maximum_outputs);

// Begins the output of a call.
void output_begin(struct output *output, uint64_t call);

// The sink of a plugin; context is a struct output.
int32_t output_emit(void *context, uint32_t kind, patchbay_bytes_t payload);

// Sends what is left of a call and what the plugin returned, or which cap it met.
void output_end(struct output *output, int32_t result);

// Sends what is left without ending the call.
void output_flush(struct output *output);
