#include <config.h>

#include "export/history_csv.h"

#include <string.h>

#include "base/number.h"

/* prefix and name as one cell, in quotes where a reader of CSV needs them. */
static void add_head(ZtBuf *out, const char *prefix, const char *name)
{
    bool quoted = strpbrk(name, ",;\t\"\n\r") != NULL;
    zt_buf_puts(out, quoted ? ",\"" : ",");
    zt_buf_puts(out, prefix);
    for (; *name; name++) {
        if (*name == '"')
            zt_buf_putc(out, '"');
        zt_buf_putc(out, *name);
    }
    zt_buf_puts(out, quoted ? "\"" : "");
}

static void add_heads(ZtBuf *out, const ZtSession *session)
{
    zt_buf_puts(out, "epoch,loss");
    if (zt_history_norms(session->history)) {
        zt_buf_puts(out, ",params_norm,grad_norm\n");
        return;
    }
    for (size_t i = 0; i < session->count; i++)
        add_head(out, "", session->name[i]);
    for (size_t i = 0; i < session->count; i++)
        add_head(out, "grad_", session->name[i]);
    zt_buf_putc(out, '\n');
}

static void add_values(ZtBuf *out, const double *values, size_t count, bool single)
{
    for (size_t i = 0; i < count; i++) {
        zt_buf_putc(out, ',');
        zt_number_exact(out, values[i], single);
    }
}

void zt_history_csv(const ZtSession *session, ZtBuf *out)
{
    const ZtHistory *history = session->history;
    bool single = session->settings.precision == ZT_SINGLE;
    bool norms = zt_history_norms(history); /* which are computed in double */
    size_t width = zt_history_width(history);
    add_heads(out, session);
    for (size_t i = 0; i < zt_history_count(history) && !out->failed; i++) {
        ZtHistoryRow row = zt_history_row(history, i);
        zt_buf_printf(out, "%llu,", (unsigned long long)row.epoch);
        zt_number_exact(out, row.loss, single);
        add_values(out, row.param, width, single && !norms);
        add_values(out, row.grad, width, single && !norms);
        zt_buf_putc(out, '\n');
    }
}
