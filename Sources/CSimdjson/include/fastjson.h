// A C face of simdjson's document parser. Values are positions in a parsed document: nothing is copied.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A value. `document` is NULL for a missing one.
typedef struct {
  const void *document;
  uint64_t index; // unique within the document
} pj_value;

typedef struct {
  pj_value at;
  uint64_t end;
} pj_iterator;

typedef struct {
  pj_value at; // where the next search begins
  uint64_t begin, end;
} pj_fields;

enum pj_kind { PJ_NULL, PJ_BOOL, PJ_INT, PJ_UINT, PJ_REAL, PJ_TEXT, PJ_ARRAY, PJ_OBJECT };

// A parser owns the buffers of the document it parsed last. One thread at a time.
void *pj_parser_create(void); // NULL when out of memory
void pj_parser_destroy(void *parser);
// Parses `size` bytes; `padded` says that 64 readable bytes follow. Returns 0, or an error for pj_error.
int32_t pj_parse(void *parser, const uint8_t *bytes, uint64_t size, int32_t padded, pj_value *root);
const char *pj_error(int32_t code); // a sentence; static

int32_t pj_kind_of(pj_value value);
int32_t pj_find(pj_value object, const uint8_t *key, uint64_t size, pj_value *out); // 0 when found
// Many members of one object: pj_fields_find looks behind the member found last, then once around.
int32_t pj_fields_of(pj_value object, pj_fields *out);
pj_value pj_fields_find(pj_fields *fields, const uint8_t *key, uint64_t size);
int32_t pj_text(pj_value value, const uint8_t **bytes, uint64_t *size);             // 0 when it is a text
int32_t pj_int(pj_value value, int64_t *out);                                       // 0 when it fits
int32_t pj_uint(pj_value value, uint64_t *out);                                     // 0 when it fits
int32_t pj_real(pj_value value, double *out);                                       // 0 when it is a number
int32_t pj_bool(pj_value value, int32_t *out);

// Arrays and objects. For an array `key` is empty. Return 0 while there is a next one.
int32_t pj_iterate(pj_value container, pj_iterator *out);
int32_t pj_next(pj_iterator *iterator, pj_value *out);
int32_t pj_iterate_members(pj_value object, pj_iterator *out);
int32_t pj_next_member(pj_iterator *iterator, const uint8_t **key, uint64_t *size, pj_value *out);

#ifdef __cplusplus
}
#endif
