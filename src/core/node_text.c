#include <config.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/engine.h"
#include "core/infix.h"
#include "core/node_text.h"

#define GRADIENT_LIMIT 4000 /* bytes of a derivative shown */

const char *zt_column_text(ZtArena *arena, const ZtSession *session, size_t column)
{
    const char *name = session->data->column[column].name;
    bool plain = zt_identifier(name, strlen(name)) && !zt_word_reserved(name);
    ZtBuf text = {0};
    zt_buf_puts(&text, plain ? "" : "\"");
    zt_text_escape(&text, name, strlen(name));
    zt_buf_puts(&text, plain ? "" : "\"");
    const char *copy = text.failed ? NULL : zt_arena_strndup(arena, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
    return copy;
}

typedef struct Writer {
    const ZtSession *session;
    const ZtNodeNames *names;
    ZtArena *arena;
    ZtPart *part; /* per node, and behind them n */
    size_t nodes;
} Writer;

/* No quotes hold a name with a quote in it, or with what must not reach a terminal. */
static bool can_be_written(const char *name)
{
    ZtBuf safe = {0};
    zt_text_escape(&safe, name, strlen(name));
    bool same = !strchr(name, '"') && strcmp(zt_buf_text(&safe), name) == 0;
    zt_buf_free(&safe);
    return same;
}

/* x and y; of several inputs the names, or x1, x2, ... where a formula cannot hold a name. */
static const char *column_text(const Writer *w, size_t column)
{
    const ZtSession *s = w->session;
    if (column == s->target)
        return "y";
    if (s->inputs == 1 && column == s->input[0])
        return "x";
    size_t place = 0;
    while (place < s->inputs && s->input[place] != column)
        place++;
    if (place == s->inputs || can_be_written(s->data->column[column].name))
        return zt_column_text(w->arena, s, column);
    char word[24];
    int len = snprintf(word, sizeof word, "x%zu", place + 1);
    return zt_arena_strndup(w->arena, word, (size_t)len);
}

/* A number that was computed from numbers need not be finite; what makes it again is written. */
static ZtPart number_part(double value)
{
    static const char *const texts[] = {"(0 / 0)", "(1 / 0)", "(-1 / 0)"};
    ZtPart part = {.op = -1, .number = value};
    if (!isfinite(value))
        part.text = texts[isnan(value) ? 0 : value > 0 ? 1 : 2];
    return part;
}

/* A single value summed over the rows is that value n times: sum itself takes only what has a
 * value per row. */
static ZtPart sum_part(const Writer *w, const ZtNode *node)
{
    const ZtNode *in = zt_graph_node(w->session->engine->graph, node->in[0]);
    if (in->kind == ZT_NODE_SPREAD)
        return (ZtPart){.op = ZT_OP_MUL, .in = {w->nodes, in->in[0]}};
    return (ZtPart){.op = -2, .in = {node->in[0]}, .text = "sum"};
}

static ZtPart node_part(const Writer *w, const ZtNode *node)
{
    switch (node->kind) {
    case ZT_NODE_CONST:
        return number_part(node->value);
    case ZT_NODE_ROWS:
        return (ZtPart){.op = -1, .text = "n"};
    case ZT_NODE_PARAM:
        return (ZtPart){.op = -1, .text = w->session->name[node->index]};
    case ZT_NODE_COLUMN:
        return (ZtPart){.op = -1, .text = column_text(w, node->index)};
    case ZT_NODE_PREDICTION:
        return (ZtPart){.op = -1, .text = "p"};
    case ZT_NODE_SPREAD:
        return w->part[node->in[0]];
    case ZT_NODE_SUM:
        return sum_part(w, node);
    default:
        return (ZtPart){.op = (int)node->op,
                        .in = {node->in[0], node->in[1] == ZT_NO_REF ? 0 : node->in[1]}};
    }
}

/* False if memory ran out for a name. */
static bool fill(Writer *w, ZtRef root)
{
    const ZtGraph *graph = w->session->engine->graph;
    bool fine = true;
    for (ZtRef i = 0; i <= root; i++) {
        const ZtNode *node = zt_graph_node(graph, i);
        const char *name = w->names && i < w->names->count && i != root ? w->names->name[i] : NULL;
        w->part[i] = name ? (ZtPart){.op = -1, .text = name} : node_part(w, node);
        fine = fine && (node->kind != ZT_NODE_COLUMN || w->part[i].text);
    }
    w->part[w->nodes] = (ZtPart){.op = -1, .text = "n"};
    return fine;
}

bool zt_node_text(const ZtSession *session, ZtRef node, const ZtNodeNames *names, size_t limit,
                  ZtBuf *out)
{
    size_t nodes = (size_t)node + 1;
    Writer w = {.session = session,
                .names = names,
                .arena = zt_arena_new(),
                .part = zt_alloc(nodes + 1, sizeof *w.part),
                .nodes = nodes};
    bool fine = w.arena && w.part && fill(&w, node) && zt_infix(w.part, node, 0, false, limit, out);
    zt_free(w.part);
    zt_arena_free(w.arena);
    return fine;
}

bool zt_session_gradient_text(ZtSession *session, size_t parameter, ZtBuf *out, ZtErr *err)
{
    ZtEngine *engine = zt_session_engine(session, err);
    return engine && (zt_node_text(session, engine->grad[parameter], NULL, GRADIENT_LIMIT, out) ||
                      zt_fail_memory(err));
}
