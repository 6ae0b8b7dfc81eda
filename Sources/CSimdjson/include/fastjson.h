// A C face of simdjson's document parser. Values are positions in a parsed document: nothing is copied.
//
// simdjson parses and checks; what it leaves is its tape, whose format it publishes (doc/tape.md): one 64-bit word for
// each value or bracket, the kind in the highest byte. The functions that read the tape stand here, so that a look-up
// of a constant key is compiled in place: a page is read by thousands of them.
#pragma once
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

// What a parsed document consists of: the tape, and the texts, each behind its length in four bytes.
typedef struct {
  const uint64_t *tape;
  const uint8_t *texts;
} pj_document;

// A value. `document` is NULL for a missing one.
typedef struct {
  const pj_document *document;
  uint64_t index; // unique within the document
} pj_value;

// A text, which is valid UTF-8. `bytes` is NULL where the value is none.
typedef struct {
  const uint8_t *bytes;
  uint64_t size;
} pj_string;

// Where a walk over a container stands, and where it ends.
typedef struct {
  pj_value at;
  uint64_t end;
} pj_iterator;

// Many members of one object, looked up one after the other.
typedef struct {
  pj_value at; // where the next search begins
  uint64_t begin, end;
} pj_fields;

enum pj_kind { PJ_NULL, PJ_BOOL, PJ_INT, PJ_UINT, PJ_REAL, PJ_TEXT, PJ_ARRAY, PJ_OBJECT };

// A parser owns the memory of the document it parsed last. One thread at a time.
void *pj_parser_create(void); // NULL when out of memory
void pj_parser_destroy(void *parser);
// Parses `size` bytes; `padded` says that 64 readable bytes follow. Returns 0, or an error for pj_error.
int32_t pj_parse(void *parser, const uint8_t *bytes, uint64_t size, int32_t padded, pj_value *root);
const char *pj_error(int32_t code); // a sentence; static

// MARK: the tape

static inline uint64_t pj_word(pj_value v) { return v.document->tape[v.index]; }
static inline uint8_t pj_type(pj_value v) { return (uint8_t)(pj_word(v) >> 56); }
static inline uint64_t pj_payload(pj_value v) { return pj_word(v) & 0x00FFFFFFFFFFFFFF; }
static inline uint64_t pj_number(pj_value v) { return v.document->tape[v.index + 1]; }

// The index behind a value: a bracket knows the one behind its partner, a number has a word of its own.
static inline uint64_t pj_after(pj_value v) {
  const uint64_t word = pj_word(v);
  switch (word >> 56) {
  case '{':
  case '[': return (uint32_t)word;
  case 'l':
  case 'u':
  case 'd': return v.index + 2;
  default: return v.index + 1;
  }
}

static inline pj_string pj_text_at(pj_value v) {
  const uint8_t *place = v.document->texts + pj_payload(v);
  uint32_t size;
  memcpy(&size, place, sizeof size);
  const pj_string text = {place + sizeof size, size};
  return text;
}

// Whether the bytes are the same: keys are short and mostly constant, and a call costs more than a few words.
static inline int32_t pj_same(pj_string a, const uint8_t *key, uint64_t size) {
  uint64_t x, y;
  uint64_t i = 0;
  if (a.size != size) return 0;
  for (; i + sizeof x <= size; i += sizeof x) {
    memcpy(&x, a.bytes + i, sizeof x);
    memcpy(&y, key + i, sizeof y);
    if (x != y) return 0;
  }
  for (; i < size; i++)
    if (a.bytes[i] != key[i]) return 0;
  return 1;
}

// MARK: values

static inline int32_t pj_kind_of(pj_value v) {
  switch (pj_type(v)) {
  case 't':
  case 'f': return PJ_BOOL;
  case 'l': return PJ_INT;
  case 'u': return PJ_UINT;
  case 'd': return PJ_REAL;
  case '"': return PJ_TEXT;
  case '[': return PJ_ARRAY;
  case '{': return PJ_OBJECT;
  default: return PJ_NULL;
  }
}

static inline pj_string pj_text(pj_value v) {
  const pj_string none = {0, 0};
  return pj_type(v) == '"' ? pj_text_at(v) : none;
}

// Returns 0 when the value is a whole number that fits.
static inline int32_t pj_int(pj_value v, int64_t *out) {
  if (pj_type(v) != 'l') return 1; // 'u' is beyond 63 bits
  *out = (int64_t)pj_number(v);
  return 0;
}

static inline int32_t pj_uint(pj_value v, uint64_t *out) {
  const uint8_t type = pj_type(v);
  if (type != 'u' && (type != 'l' || (int64_t)pj_number(v) < 0)) return 1;
  *out = pj_number(v);
  return 0;
}

// Returns 0 when the value is a number.
static inline int32_t pj_real(pj_value v, double *out) {
  const uint64_t bits = pj_number(v);
  switch (pj_type(v)) {
  case 'd': memcpy(out, &bits, sizeof bits); return 0;
  case 'l': *out = (double)(int64_t)bits; return 0;
  case 'u': *out = (double)bits; return 0;
  default: return 1;
  }
}

static inline int32_t pj_bool(pj_value v, int32_t *out) {
  const uint8_t type = pj_type(v);
  *out = type == 't';
  return type != 't' && type != 'f';
}

// MARK: containers

// Begins a walk over the container that opens with `bracket`: 0 when the value is one.
static inline int32_t pj_iterate(pj_value v, uint8_t bracket, pj_iterator *out) {
  if (pj_type(v) != bracket) return 1;
  out->at = v;
  out->at.index += 1;
  out->end = pj_after(v) - 1;
  return 0;
}

// The next element of an array: 0 while there is one.
static inline int32_t pj_next(pj_iterator *iterator, pj_value *out) {
  if (iterator->at.index == iterator->end) return 1;
  *out = iterator->at;
  iterator->at.index = pj_after(iterator->at);
  return 0;
}

// The next member of an object: 0 while there is one.
static inline int32_t pj_next_member(pj_iterator *iterator, pj_string *key, pj_value *out) {
  if (iterator->at.index == iterator->end) return 1;
  *key = pj_text_at(iterator->at);
  iterator->at.index += 1;
  return pj_next(iterator, out);
}

// Moves from `at` to the member called `key`, or to `end`; whether there is one.
static inline int32_t pj_seek(pj_value *at, uint64_t end, const uint8_t *key, uint64_t size) {
  while (at->index != end) {
    const int32_t found = pj_same(pj_text_at(*at), key, size);
    at->index += 1;
    if (found) return 1;
    at->index = pj_after(*at);
  }
  return 0;
}

// The member called `key`, the first of several; missing where there is none or `object` is no object.
static inline pj_value pj_find(pj_value object, const uint8_t *key, uint64_t size) {
  const pj_value missing = {0, 0};
  pj_iterator walk;
  if (pj_iterate(object, '{', &walk)) return missing;
  return pj_seek(&walk.at, walk.end, key, size) ? walk.at : missing;
}

static inline int32_t pj_fields_of(pj_value object, pj_fields *out) {
  pj_iterator walk;
  if (pj_iterate(object, '{', &walk)) return 1;
  out->at = walk.at;
  out->begin = walk.at.index;
  out->end = walk.end;
  return 0;
}

// Looks behind the member found last, then once around.
pj_value pj_fields_around(pj_fields *fields, const uint8_t *key, uint64_t size);

static inline pj_value pj_fields_find(pj_fields *fields, const uint8_t *key, uint64_t size) {
  if (fields->at.index != fields->end && pj_same(pj_text_at(fields->at), key, size)) {
    const pj_value found = {fields->at.document, fields->at.index + 1};
    fields->at.index = pj_after(found);
    return found;
  }
  return pj_fields_around(fields, key, size);
}

#ifdef __cplusplus
}
#endif
