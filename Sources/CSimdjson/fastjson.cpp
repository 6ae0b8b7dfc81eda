#include "fastjson.h"

#include <simdjson.h>

#include <new>

using namespace simdjson;

namespace {

// A parser, and where the parts of its document lie.
struct Parser {
  dom::parser parser;
  pj_document document;
};

} // namespace

extern "C" {

void *pj_parser_create(void) { return new (std::nothrow) Parser; }
void pj_parser_destroy(void *parser) { delete static_cast<Parser *>(parser); }

int32_t pj_parse(void *parser, const uint8_t *bytes, uint64_t size, int32_t padded, pj_value *root) {
  auto *it = static_cast<Parser *>(parser);
  const auto error = it->parser.parse(bytes, size, !padded).error();
  if (error) return error;
  it->document = {it->parser.doc.tape.get(), it->parser.doc.string_buf.get()};
  *root = {&it->document, 1}; // the word before it is the document's own
  return 0;
}

const char *pj_error(int32_t code) { return error_message(error_code(code)); }

pj_value pj_fields_around(pj_fields *fields, const uint8_t *key, uint64_t size) {
  pj_value at = fields->at;
  if (!pj_seek(&at, fields->end, key, size)) {
    at.index = fields->begin;
    if (!pj_seek(&at, fields->at.index, key, size)) return {nullptr, 0};
  }
  fields->at = {at.document, pj_after(at)};
  return at;
}
}
