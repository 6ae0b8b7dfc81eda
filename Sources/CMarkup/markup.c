#include "markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

static const xmlNode *element_from(const xmlNode *node) {
  while (node && node->type != XML_ELEMENT_NODE) node = node->next;
  return node;
}

void *pm_parse_html(const uint8_t *bytes, int32_t size) {
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
  return htmlReadMemory((const char *)bytes, size, NULL, "UTF-8", options);
}

void *pm_parse_xml(const uint8_t *bytes, int32_t size) {
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
  xmlDocPtr document = xmlReadMemory((const char *)bytes, size, NULL, NULL, options);
  if (document && document->intSubset && (document->intSubset->entities || document->intSubset->pentities)) {
    // The text of an element would hold the entities' text, as often as they name each other.
    xmlFreeDoc(document);
    return NULL;
  }
  return document;
}

void pm_free(void *document) { xmlFreeDoc(document); }

const void *pm_root(const void *document) { return xmlDocGetRootElement(document); }
const void *pm_first_child(const void *element) { return element_from(((const xmlNode *)element)->children); }
const void *pm_next(const void *element) { return element_from(((const xmlNode *)element)->next); }
// The parser keeps a prefix that the document does not declare as part of the name.
static const char *without_prefix(const xmlChar *name) {
  const char *colon = strrchr((const char *)name, ':');
  return colon ? colon + 1 : (const char *)name;
}

const char *pm_name(const void *element) { return without_prefix(((const xmlNode *)element)->name); }

char *pm_text(const void *element) { return (char *)xmlNodeGetContent(element); }
char *pm_attribute(const void *element, const char *name) {
  for (const xmlAttr *attribute = ((const xmlNode *)element)->properties; attribute; attribute = attribute->next)
    if (strcmp(without_prefix(attribute->name), name) == 0) return (char *)xmlNodeGetContent((const xmlNode *)attribute);
  return NULL;
}
void pm_free_text(char *text) { xmlFree(text); }
