#include "fastjson.h"

#include <simdjson.h>

#include <cstring>
#include <new>
#include <type_traits>

using namespace simdjson;

// A value crosses as the two words that a dom::element is.
static_assert(sizeof(dom::element) == sizeof(pj_value) && std::is_trivially_copyable<dom::element>::value, "layout");
static_assert(sizeof(dom::array::iterator) == sizeof(pj_value) && sizeof(dom::object::iterator) == sizeof(pj_value),
              "layout of the iterators");

template <typename To, typename From> static inline To as(From from) {
  To to;
  std::memcpy(static_cast<void *>(&to), static_cast<const void *>(&from), sizeof to);
  return to;
}
static inline dom::element element(pj_value value) { return as<dom::element>(value); }
static inline pj_value value(dom::element element) { return as<pj_value>(element); }

extern "C" {

void *pj_parser_create(void) { return new (std::nothrow) dom::parser; }
void pj_parser_destroy(void *parser) { delete static_cast<dom::parser *>(parser); }

int32_t pj_parse(void *parser, const uint8_t *bytes, uint64_t size, int32_t padded, pj_value *root) {
  dom::element found;
  auto error = static_cast<dom::parser *>(parser)->parse(bytes, size, !padded).get(found);
  if (!error) *root = value(found);
  return error;
}

const char *pj_error(int32_t code) { return error_message(error_code(code)); }

int32_t pj_kind_of(pj_value v) {
  switch (element(v).type()) {
  case dom::element_type::NULL_VALUE: return PJ_NULL;
  case dom::element_type::BOOL: return PJ_BOOL;
  case dom::element_type::INT64: return PJ_INT;
  case dom::element_type::UINT64: return PJ_UINT;
  case dom::element_type::DOUBLE: return PJ_REAL;
  case dom::element_type::STRING: return PJ_TEXT;
  case dom::element_type::ARRAY: return PJ_ARRAY;
  case dom::element_type::OBJECT: return PJ_OBJECT;
  }
  return PJ_NULL;
}

int32_t pj_find(pj_value v, const uint8_t *key, uint64_t size, pj_value *out) {
  dom::object object;
  if (element(v).get(object)) return 1;
  dom::element found;
  if (object.at_key(std::string_view(reinterpret_cast<const char *>(key), size)).get(found)) return 2;
  *out = value(found);
  return 0;
}

int32_t pj_fields_of(pj_value v, pj_fields *out) {
  dom::object object;
  if (element(v).get(object)) return 1;
  out->at = as<pj_value>(object.begin());
  out->begin = out->at.index;
  out->end = as<pj_value>(object.end()).index;
  return 0;
}

// Moves from `at` to `end` in search of the key; whether it was found.
static bool seek(dom::object::iterator &at, uint64_t end, std::string_view key) {
  while (as<pj_value>(at).index != end) {
    if (at.key_equals(key)) return true;
    ++at;
  }
  return false;
}

pj_value pj_fields_find(pj_fields *fields, const uint8_t *key, uint64_t size) {
  const std::string_view name(reinterpret_cast<const char *>(key), size);
  auto at = as<dom::object::iterator>(fields->at);
  if (!seek(at, fields->end, name)) {
    at = as<dom::object::iterator>(pj_value{fields->at.document, fields->begin});
    if (!seek(at, fields->at.index, name)) return {nullptr, 0};
  }
  const pj_value found = value(at.value());
  fields->at = as<pj_value>(++at);
  return found;
}

int32_t pj_text(pj_value v, const uint8_t **bytes, uint64_t *size) {
  std::string_view text;
  if (element(v).get(text)) return 1;
  *bytes = reinterpret_cast<const uint8_t *>(text.data());
  *size = text.size();
  return 0;
}

int32_t pj_int(pj_value v, int64_t *out) { return element(v).get(*out); }
int32_t pj_uint(pj_value v, uint64_t *out) { return element(v).get(*out); }
int32_t pj_real(pj_value v, double *out) { return element(v).get(*out); }
int32_t pj_bool(pj_value v, int32_t *out) {
  bool flag;
  if (element(v).get(flag)) return 1;
  *out = flag;
  return 0;
}

int32_t pj_iterate(pj_value v, pj_iterator *out) {
  dom::array array;
  if (element(v).get(array)) return 1;
  out->at = as<pj_value>(array.begin());
  out->end = as<pj_value>(array.end()).index;
  return 0;
}

int32_t pj_next(pj_iterator *iterator, pj_value *out) {
  if (iterator->at.index == iterator->end) return 1;
  *out = iterator->at;
  auto at = as<dom::array::iterator>(iterator->at);
  iterator->at = as<pj_value>(++at);
  return 0;
}

int32_t pj_iterate_members(pj_value v, pj_iterator *out) {
  dom::object object;
  if (element(v).get(object)) return 1;
  out->at = as<pj_value>(object.begin());
  out->end = as<pj_value>(object.end()).index;
  return 0;
}

int32_t pj_next_member(pj_iterator *iterator, const uint8_t **key, uint64_t *size, pj_value *out) {
  if (iterator->at.index == iterator->end) return 1;
  auto at = as<dom::object::iterator>(iterator->at);
  *key = reinterpret_cast<const uint8_t *>(at.key_c_str());
  *size = at.key_length();
  *out = value(at.value());
  iterator->at = as<pj_value>(++at);
  return 0;
}
}
