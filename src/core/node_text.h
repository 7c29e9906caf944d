/* Nodes of the engine's graph as formulas that print understands. */
#ifndef ZT_CORE_NODE_TEXT_H
#define ZT_CORE_NODE_TEXT_H

#include "base/memory.h"
#include "core/graph.h"
#include "core/session.h"

typedef struct ZtNodeNames { /* what nodes are called instead of being written out */
    const char *const *name; /* per node, NULL where it has no name */
    size_t count;            /* nodes behind these have none */
} ZtNodeNames;

/* Appends the formula of a node, numbers with all their digits. The node itself is written out,
 * what it is made of by name where that has one (names may be NULL). At most about `limit` bytes,
 * then `...`. The session must have its engine. False when memory runs out. */
bool zt_node_text(const ZtSession *session, ZtRef node, const ZtNodeNames *names, size_t limit,
                  ZtBuf *out);

/* A column's name as a formula has it, in quotes where it needs them; safe for a terminal. The
 * arena's; NULL when memory runs out. */
const char *zt_column_text(ZtArena *arena, const ZtSession *session, size_t column);

#endif
