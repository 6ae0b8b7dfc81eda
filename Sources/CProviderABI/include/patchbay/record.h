// Writes and reads the messages of schema.proto, in a header alone: for plugins in C, C++ and Rust.
//
//   uint8_t memory[4096];
//   patchbay_writer_t writer = patchbay_writer_on(memory, sizeof memory);
//   patchbay_begin(&writer, PATCHBAY_RECORD_POST);
//   patchbay_string(&writer, PATCHBAY_POST_ID, "7301");
//   patchbay_count(&writer, PATCHBAY_POST_METRICS, PATCHBAY_METRIC_LIKES, 12);
//   patchbay_end(&writer);
//   if (patchbay_emit(sink, PATCHBAY_RECORD, &writer) != 0) return PATCHBAY_STOPPED;
//
// Fields written in ascending order of number give the same bytes as every other writer of the schema. A message
// that does not fit is never sent in part: patchbay_emit says so, and size tells what it would have needed.
#pragma once

#include <string.h>

#include "fields.h"
#include "provider.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PATCHBAY_DEPTH 8       // messages inside messages
#define PATCHBAY_UNSENDABLE (-1) // the message does not fit, or begin and end do not match

// One message at a time in memory of the caller's. Never allocates.
typedef struct patchbay_writer {
  uint8_t *data;
  uint64_t capacity;
  uint64_t size; // counts on beyond capacity; nothing is written there
  uint64_t starts[PATCHBAY_DEPTH];
  uint32_t depth;
  uint32_t mismatched;
} patchbay_writer_t;

static inline patchbay_writer_t patchbay_writer_on(void *memory, uint64_t capacity) {
  patchbay_writer_t writer;
  memset(&writer, 0, sizeof writer);
  writer.data = (uint8_t *)memory;
  writer.capacity = capacity;
  return writer;
}

// Forgets what was written.
static inline void patchbay_clear(patchbay_writer_t *writer) {
  writer->size = 0;
  writer->depth = 0;
  writer->mismatched = 0;
}

// ---- the wire ------------------------------------------------------------------------------------------------

static inline void patchbay_raw(patchbay_writer_t *writer, const void *bytes, uint64_t size) {
  if (size > 0 && writer->size <= writer->capacity && size <= writer->capacity - writer->size) {
    memcpy(writer->data + writer->size, bytes, (size_t)size);
  }
  writer->size += size;
}

// Writes a number in up to 10 bytes; returns how many.
static inline uint32_t patchbay_encode(uint8_t bytes[10], uint64_t value) {
  uint32_t size = 0;
  for (; value >= 0x80; value >>= 7) bytes[size++] = (uint8_t)(value | 0x80);
  bytes[size++] = (uint8_t)value;
  return size;
}

static inline void patchbay_varint(patchbay_writer_t *writer, uint64_t value) {
  uint8_t bytes[10];
  patchbay_raw(writer, bytes, patchbay_encode(bytes, value));
}

static inline void patchbay_tag(patchbay_writer_t *writer, uint32_t field, uint32_t wire_type) {
  patchbay_varint(writer, (uint64_t)field << 3 | wire_type);
}

// ---- fields of every type ------------------------------------------------------------------------------------

// A text or bytes. Texts are UTF-8.
static inline void patchbay_text(patchbay_writer_t *writer, uint32_t field, const void *bytes, uint64_t size) {
  patchbay_tag(writer, field, 2);
  patchbay_varint(writer, size);
  patchbay_raw(writer, bytes, size);
}

// A text that ends with NUL; NULL leaves the field out.
static inline void patchbay_string(patchbay_writer_t *writer, uint32_t field, const char *text) {
  if (text) patchbay_text(writer, field, text, strlen(text));
}

// A whole number or a time in microseconds.
static inline void patchbay_integer(patchbay_writer_t *writer, uint32_t field, int64_t value) {
  patchbay_tag(writer, field, 0);
  patchbay_varint(writer, (uint64_t)value);
}

static inline void patchbay_flag(patchbay_writer_t *writer, uint32_t field, int value) {
  patchbay_integer(writer, field, value != 0);
}

static inline void patchbay_real(patchbay_writer_t *writer, uint32_t field, double value) {
  uint64_t bits;
  uint8_t bytes[8];
  memcpy(&bits, &value, sizeof bits);
  for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)(bits >> (8 * i));
  patchbay_tag(writer, field, 1);
  patchbay_raw(writer, bytes, sizeof bytes);
}

// One of a list of cases; 0 leaves the field out.
static inline void patchbay_choice(patchbay_writer_t *writer, uint32_t field, uint32_t value) {
  if (value != 0) patchbay_integer(writer, field, value);
}

// Begins a message inside the message; every begin needs its end.
static inline void patchbay_begin(patchbay_writer_t *writer, uint32_t field) {
  patchbay_tag(writer, field, 2);
  if (writer->depth < PATCHBAY_DEPTH) {
    writer->starts[writer->depth] = writer->size;
  } else {
    writer->mismatched = 1;
  }
  writer->depth += 1;
  patchbay_raw(writer, "", 1); // room for a length below 128; a larger one moves what follows
}

static inline void patchbay_end(patchbay_writer_t *writer) {
  uint8_t length[10];
  if (writer->depth == 0 || writer->mismatched) {
    writer->mismatched = 1;
    return;
  }
  writer->depth -= 1;
  uint64_t start = writer->starts[writer->depth];
  uint64_t body = writer->size - start - 1;
  uint32_t size = patchbay_encode(length, body);
  writer->size += size - 1;
  if (writer->size > writer->capacity) return;
  memmove(writer->data + start + size, writer->data + start + 1, (size_t)body);
  memcpy(writer->data + start, length, size);
}

// ---- what most records hold ----------------------------------------------------------------------------------

// A number as the platform counts it. field is the record's, such as PATCHBAY_POST_METRICS.
static inline void patchbay_count(patchbay_writer_t *writer, uint32_t field, uint32_t metric, int64_t count) {
  patchbay_begin(writer, field);
  patchbay_integer(writer, PATCHBAY_MEASURE_METRIC, metric);
  patchbay_integer(writer, PATCHBAY_MEASURE_COUNT, count);
  patchbay_end(writer);
}

// A number of which only multiples of step are known, as of "1.2M".
static inline void patchbay_rounded(patchbay_writer_t *writer, uint32_t field, uint32_t metric, int64_t count,
                                    int64_t step) {
  patchbay_begin(writer, field);
  patchbay_integer(writer, PATCHBAY_MEASURE_METRIC, metric);
  patchbay_integer(writer, PATCHBAY_MEASURE_COUNT, count);
  patchbay_choice(writer, PATCHBAY_MEASURE_NOTE, PATCHBAY_NOTE_ROUNDED);
  patchbay_integer(writer, PATCHBAY_MEASURE_STEP, step);
  patchbay_end(writer);
}

// A fraction, 0 to 1.
static inline void patchbay_ratio(patchbay_writer_t *writer, uint32_t field, uint32_t metric, double ratio) {
  patchbay_begin(writer, field);
  patchbay_integer(writer, PATCHBAY_MEASURE_METRIC, metric);
  patchbay_real(writer, PATCHBAY_MEASURE_RATIO, ratio);
  patchbay_end(writer);
}

// Why a number is absent: PATCHBAY_NOTE_HIDDEN and so on. Unknown is not zero.
static inline void patchbay_absent(patchbay_writer_t *writer, uint32_t field, uint32_t metric, uint32_t note) {
  patchbay_begin(writer, field);
  patchbay_integer(writer, PATCHBAY_MEASURE_METRIC, metric);
  patchbay_choice(writer, PATCHBAY_MEASURE_NOTE, note);
  patchbay_end(writer);
}

// A message of two texts: an Identity (namespace and value), or a Pair of a query or header (name and value).
static inline void patchbay_pair(patchbay_writer_t *writer, uint32_t field, const char *name, const char *value) {
  patchbay_begin(writer, field);
  if (name && *name) patchbay_string(writer, PATCHBAY_PAIR_NAME, name);
  if (value && *value) patchbay_string(writer, PATCHBAY_PAIR_VALUE, value);
  patchbay_end(writer);
}

// ---- sending -------------------------------------------------------------------------------------------------

// Sends what was written, a message of kind patchbay_output, and clears the writer.
// Returns what the sink did (0 to go on), or PATCHBAY_UNSENDABLE where the sink was not called.
static inline int32_t patchbay_emit(const patchbay_sink_t *sink, uint32_t kind, patchbay_writer_t *writer) {
  patchbay_bytes_t message;
  message.data = writer->data;
  message.size = writer->size;
  int whole = writer->size <= writer->capacity && writer->depth == 0 && !writer->mismatched;
  if (!whole) return PATCHBAY_UNSENDABLE;
  patchbay_clear(writer);
  return sink->emit(sink->context, kind, message);
}

// Reports a failure of class PATCHBAY_FAILURE_...; returns PATCHBAY_FAILED, for the plugin to return.
// path is a JSON pointer into the answer, or NULL. A message beyond 1,000 bytes is cut.
static inline int32_t patchbay_fail(const patchbay_sink_t *sink, uint32_t origin, uint32_t failure,
                                    const char *path, const char *message) {
  uint8_t memory[2048];
  patchbay_writer_t writer = patchbay_writer_on(memory, sizeof memory);
  patchbay_choice(&writer, PATCHBAY_DIAGNOSTIC_ORIGIN, origin);
  patchbay_choice(&writer, PATCHBAY_DIAGNOSTIC_FAILURE, failure);
  if (path && strlen(path) <= 900) patchbay_string(&writer, PATCHBAY_DIAGNOSTIC_PATH, path);
  size_t size = message ? strlen(message) : 0;
  if (size > 1000) {
    size = 1000;
    while (size > 0 && ((uint8_t)message[size] & 0xC0) == 0x80) size -= 1; // not inside a character
  }
  if (size > 0) patchbay_text(&writer, PATCHBAY_DIAGNOSTIC_MESSAGE, message, size);
  patchbay_emit(sink, PATCHBAY_DIAGNOSTIC, &writer);
  return PATCHBAY_FAILED;
}

// ---- reading -------------------------------------------------------------------------------------------------

// One field of a message that was read.
typedef struct patchbay_field {
  uint32_t number;
  uint32_t wire_type;     // 0 and 1: value, 2: bytes
  uint64_t value;         // an int64_t as its bits, a double as its bits
  patchbay_bytes_t bytes; // a text, or a message to read in its turn
} patchbay_field_t;

static inline int patchbay_take(patchbay_bytes_t *rest, uint64_t *value) {
  *value = 0;
  for (uint32_t shift = 0; shift < 64 && rest->size > 0; shift += 7) {
    uint8_t byte = *rest->data;
    rest->data += 1;
    rest->size -= 1;
    *value |= (uint64_t)(byte & 0x7F) << shift;
    if (byte < 0x80) return 1;
  }
  return 0;
}

// Takes the next field from the rest of a message. Returns 0 at its end, and where it is malformed: then some of
// the rest is left.
static inline int patchbay_next(patchbay_bytes_t *rest, patchbay_field_t *field) {
  patchbay_bytes_t left = *rest;
  uint64_t tag;
  memset(field, 0, sizeof *field);
  if (!patchbay_take(&left, &tag)) return 0;
  field->number = (uint32_t)(tag >> 3);
  field->wire_type = (uint32_t)(tag & 7);
  uint64_t size = 0;
  if (field->wire_type == 0) {
    if (!patchbay_take(&left, &field->value)) return 0;
  } else if (field->wire_type == 1 || field->wire_type == 5) {
    size = field->wire_type == 1 ? 8 : 4;
    if (size > left.size) return 0;
    for (uint64_t i = 0; i < size; i++) field->value |= (uint64_t)left.data[i] << (8 * i);
  } else if (field->wire_type == 2) {
    if (!patchbay_take(&left, &size) || size > left.size) return 0;
    field->bytes.data = left.data;
    field->bytes.size = size;
  } else {
    return 0;
  }
  rest->data = left.data + size;
  rest->size = left.size - size;
  return 1;
}

#ifdef __cplusplus
}
#endif
