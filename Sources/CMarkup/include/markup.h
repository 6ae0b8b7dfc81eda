// A small C face of libxml2's tree. Its own headers cannot be imported: they bring another ICU than Foundation's.
#pragma once
#include <stdint.h>

// Parses a page or feed; no network, no other document, no entity beyond the five of XML. NULL when it is no markup.
void *pm_parse_html(const uint8_t *bytes, int32_t size);
void *pm_parse_xml(const uint8_t *bytes, int32_t size);
void pm_free(void *document);

// Elements belong to the document. NULL where there is none.
const void *pm_root(const void *document);
const void *pm_first_child(const void *element); // the first element inside
const void *pm_next(const void *element);        // the next element beside it
const char *pm_name(const void *element);        // without prefix, UTF-8; belongs to the document

// Copies, to be freed with pm_free_text; NULL where there is none.
char *pm_text(const void *element);
char *pm_attribute(const void *element, const char *name);
void pm_free_text(char *text);
