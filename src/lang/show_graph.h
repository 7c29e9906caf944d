/* show graph: the computation as a tree. */
#ifndef ZT_LANG_SHOW_GRAPH_H
#define ZT_LANG_SHOW_GRAPH_H

#include "lang/shell.h"

/* For the row that the word names or, if it is NULL, for all rows together. */
bool zt_show_graph(ZtShell *shell, const ZtWord *word, ZtBuf *out, ZtErr *err);

#endif
