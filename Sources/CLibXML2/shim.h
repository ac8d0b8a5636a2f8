// libxml2's headers would pull in the system's ICU, whose types clash with those of the ICU inside Foundation.
// Nothing of libxml2 that is used here shows ICU types.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

// Swift cannot call through a variable that might change.
static inline void plugfestFreeXMLText(xmlChar *text) { xmlFree(text); }
