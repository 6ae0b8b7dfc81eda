#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>

// xmlFree is a variable, which Swift cannot read safely.
static inline void patchbay_xml_free(void *memory) { xmlFree(memory); }
