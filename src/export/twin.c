/* The twin from the top: head, data, parameters, settings, functions, and what was done. */
#include <config.h>

#include "export/twin.h"

#include <string.h>

#include "base/nls.h"
#include "base/number.h"
#include "base/text.h"
#include "core/engine.h"
#include "export/literal.h"
#include "export/twin_parts.h"

#define LINE_MAX_LEN 92

void zt_twin_comment(ZtTwin *twin, const char *indent, const char *text)
{
    zt_buf_printf(twin->out, "%s# %s\n", indent, twin->translate(text));
}

void zt_twin_aside(ZtTwin *twin, const char *text)
{
    zt_buf_printf(twin->out, "  # %s\n", twin->translate(text));
}

void zt_twin_list(ZtTwin *twin, const char *head, ZtBuf *items, const char *tail)
{
    ZtBuf *out = twin->out;
    const char *at = zt_buf_text(items), *indent = head + strspn(head, " ");
    int margin = (int)(indent - head);
    bool whole = strlen(head) + items->len + strlen(tail) <= LINE_MAX_LEN;
    zt_buf_puts(out, head);
    while (!whole && *at) { /* as many items as fit into a line, again and again */
        size_t len = 0, next = strcspn(at, ",");
        while (at[len] && (len == 0 || len + next <= LINE_MAX_LEN)) {
            len += next + (at[len + next] == ',');
            next = strcspn(at + len, ",");
        }
        zt_buf_printf(out, "\n%*s    %.*s", margin, "", (int)len, at);
        at += len + strspn(at + len, " ");
    }
    if (whole)
        zt_buf_puts(out, at);
    else
        zt_buf_printf(out, "\n%*s", margin, "");
    zt_buf_printf(out, "%s\n", tail);
    out->failed |= items->failed;
    zt_buf_free(items);
}

/* --- the tutorial's model --- */

/* The product is a parameter times a column, the rest another parameter. */
static bool is_line(ZtTwin *twin, const ZtGraph *g, ZtRef product, ZtRef rest)
{
    const ZtNode *times = zt_graph_node(g, product), *bias = zt_graph_node(g, rest);
    if (times->kind != ZT_NODE_OP || times->op != ZT_OP_MUL || bias->kind != ZT_NODE_PARAM)
        return false;
    const ZtNode *a = zt_graph_node(g, times->in[0]), *b = zt_graph_node(g, times->in[1]);
    const ZtNode *weight = a->kind == ZT_NODE_PARAM ? a : b, *input = weight == a ? b : a;
    if (weight->kind != ZT_NODE_PARAM || input->kind != ZT_NODE_COLUMN)
        return false;
    twin->weight = weight->index;
    twin->bias = bias->index;
    twin->input = twin->used[input->index];
    return weight != bias;
}

/* w * x + b in any order and under any names. */
static bool is_tutorial(ZtTwin *twin)
{
    const ZtEngine *engine = twin->session->engine;
    const ZtGraph *g = engine->graph;
    const ZtNode *sum = zt_graph_node(g, zt_graph_node(g, engine->prediction)->in[0]);
    return twin->session->count == 2 && sum->kind == ZT_NODE_OP && sum->op == ZT_OP_ADD &&
           (is_line(twin, g, sum->in[0], sum->in[1]) || is_line(twin, g, sum->in[1], sum->in[0]));
}

static bool always_mse(const ZtTwin *twin)
{
    const ZtJournal *journal = twin->session->journal;
    bool mse = strcmp(twin->terms.loss, "mse") == 0;
    for (size_t i = 0; i < zt_journal_count(journal); i++) {
        const ZtTerms *terms = zt_journal_entry(journal, i).terms;
        mse = mse && (!terms || strcmp(terms->loss, "mse") == 0);
    }
    return mse;
}

/* --- names --- */

static bool name_all(ZtTwin *twin, ZtErr *err)
{
    const ZtSession *s = twin->session;
    size_t columns = s->data->columns;
    twin->param = zt_alloc(s->count, sizeof *twin->param);
    twin->raw = zt_alloc(columns, sizeof *twin->raw);
    twin->used = zt_alloc(columns, sizeof *twin->used);
    twin->read = zt_alloc(columns, sizeof *twin->read);
    if (!twin->param || !twin->raw || !twin->used || !twin->read)
        return zt_fail_memory(err);
    for (size_t i = 0; i < s->count; i++)
        if (!(twin->param[i] = zt_names_make(&twin->names, s->name[i], "")))
            return zt_fail_memory(err);
    return zt_twin_name_columns(twin, err);
}

static bool name_slopes(ZtTwin *twin, ZtErr *err)
{
    for (size_t i = 0; twin->by_hand && i < 2; i++) {
        ZtBuf name = {0};
        zt_buf_printf(&name, "grad_%s", twin->param[i == 0 ? twin->weight : twin->bias]);
        twin->slope[i] = zt_names_make(&twin->names, zt_buf_text(&name), "");
        zt_buf_free(&name);
        if (!twin->slope[i])
            return zt_fail_memory(err);
    }
    return true;
}

/* --- the parts that stand outside of functions --- */

/* The first lines have no text from outside: Python looks there for the file's encoding. */
static void add_head(ZtTwin *twin)
{
    const ZtSession *s = twin->session;
    bool file = zt_twin_reads_file(twin);
    ZtBuf *out = twin->out;
    zt_twin_comment(twin, "",
                    N_("The PyTorch twin of a session of zolta: it prints the same training."));
    zt_buf_printf(out, "# (zolta %s)\n\n", PACKAGE_VERSION);
    zt_buf_puts(out, file ? "import csv\nimport math\n\n" : "import math\n\n");
    zt_buf_puts(out, "import torch\n\n");
    zt_buf_printf(out, "torch.manual_seed(%lu)\n", (unsigned long)s->settings.seed);
    zt_buf_puts(out, "torch.set_num_threads(1)");
    zt_twin_aside(twin, N_("sums are made in one order, the one that zolta keeps"));
    if (s->settings.precision == ZT_DOUBLE)
        zt_buf_puts(out, "torch.set_default_dtype(torch.float64)\n");
    zt_buf_putc(out, '\n');
}

static void add_value(ZtTwin *twin, double value)
{
    zt_python_number(twin->out, value, twin->session->settings.precision == ZT_SINGLE, true);
}

static void add_parameters(ZtTwin *twin)
{
    const ZtSession *s = twin->session;
    const double *param = zt_journal_param(s->journal);
    uint64_t epoch = zt_journal_epoch(s->journal);
    ZtBuf *out = twin->out;
    zt_buf_printf(out, "# %s ", twin->translate(N_("The model:")));
    zt_comment_text(out, s->data->column[s->target].name);
    zt_buf_puts(out, " = ");
    zt_comment_text(out, s->model->text);
    zt_buf_putc(out, '\n');
    if (epoch > 0)
        zt_twin_comment(twin, "",
                        N_("Its parameters as they stood at this epoch; what was trained "
                           "before is not known here."));
    for (size_t i = 0; i < s->count; i++) {
        zt_buf_printf(out, "%s = torch.tensor(", twin->param[i]);
        add_value(twin, param[i]);
        zt_buf_puts(out, twin->by_hand ? ")\n" : ", requires_grad=True)\n");
    }
}

void zt_twin_parameter(const ZtTwin *twin, ZtBuf *out, size_t i)
{
    ZtBuf shown = {0};
    zt_text_escape(&shown, twin->session->name[i], strlen(twin->session->name[i]));
    zt_python_string(out, zt_buf_text(&shown));
    zt_buf_printf(out, ": %s", twin->param[i]);
    out->failed |= shown.failed;
    zt_buf_free(&shown);
}

static void add_parameter_names(ZtTwin *twin)
{
    ZtBuf items = {0};
    for (size_t i = 0; i < twin->session->count; i++) {
        zt_buf_puts(&items, i > 0 ? ", " : "");
        zt_twin_parameter(twin, &items, i);
    }
    zt_twin_list(twin, "parameters = {", &items, "}");
}

static void add_lr(ZtTwin *twin)
{
    zt_buf_puts(twin->out, "lr = ");
    zt_number_exact(twin->out, twin->terms.lr, false);
    zt_buf_putc(twin->out, '\n');
}

static void add_report_word(ZtTwin *twin)
{
    static const char *const words[] = {
        [ZT_REPORT_FULL] = "full", [ZT_REPORT_BRIEF] = "brief", [ZT_REPORT_QUIET] = "quiet"};
    zt_buf_printf(twin->out, "report = \"%s\"", words[twin->terms.report]);
    zt_twin_aside(twin, N_("or full, brief, quiet"));
}

static void add_milestones(ZtTwin *twin)
{
    zt_buf_puts(twin->out, "milestones = [");
    for (unsigned i = 0; i < twin->terms.milestone_count; i++)
        zt_buf_printf(twin->out, "%s%llu", i > 0 ? ", " : "",
                      (unsigned long long)twin->terms.milestones[i]);
    zt_buf_puts(twin->out, "]\n");
}

static void add_settings(ZtTwin *twin)
{
    add_lr(twin);
    add_milestones(twin);
    add_report_word(twin);
    zt_buf_printf(twin->out, "epoch = %llu\n",
                  (unsigned long long)zt_journal_epoch(twin->session->journal));
    zt_buf_puts(twin->out, twin->diverged ? "since = None" : "");
    if (twin->diverged)
        zt_twin_aside(twin, N_("the epoch from which on the loss is not finite"));
    zt_buf_putc(twin->out, '\n');
}

/* --- what was done --- */

static void add_set(ZtTwin *twin, const ZtJournalEntry *entry)
{
    const char *name = twin->param[entry->parameter];
    if (twin->by_hand)
        zt_buf_printf(twin->out, "%s = torch.tensor(", name);
    else
        zt_buf_printf(twin->out, "%s.data.fill_(", name);
    add_value(twin, entry->value);
    zt_buf_puts(twin->out, ")\n");
}

/* What is no longer as it was at this place of the script. */
static bool change_terms(ZtTwin *twin, const ZtTerms *terms)
{
    ZtTerms old = twin->terms;
    size_t size = terms->milestone_count * sizeof terms->milestones[0];
    twin->terms = *terms;
    if (old.lr != terms->lr)
        add_lr(twin);
    if (old.report != terms->report)
        add_report_word(twin);
    if (old.milestone_count != terms->milestone_count ||
        memcmp(old.milestones, terms->milestones, size) != 0)
        add_milestones(twin);
    if (old.scale != terms->scale || old.factor != terms->factor)
        zt_twin_scaling(twin, true);
    if (strcmp(old.loss, terms->loss) == 0)
        return true;
    zt_buf_puts(twin->out, "\n\n");
    return zt_twin_measure(twin);
}

static bool add_runs(ZtTwin *twin)
{
    const ZtJournal *journal = twin->session->journal;
    for (size_t i = 0; i < zt_journal_count(journal); i++) {
        ZtJournalEntry entry = zt_journal_entry(journal, i);
        if (!entry.terms)
            add_set(twin, &entry);
        else if (!change_terms(twin, entry.terms))
            return false;
        if (entry.terms && entry.times > 1)
            zt_buf_printf(twin->out, "for _ in range(%llu):\n    ",
                          (unsigned long long)entry.times);
        if (entry.terms)
            zt_buf_printf(twin->out, "train(%llu)\n", (unsigned long long)entry.epochs);
    }
    if (zt_journal_count(journal) == 0) {
        zt_twin_comment(twin, "", N_("Nothing was trained yet. For example:"));
        zt_buf_puts(twin->out, "# train(100)\n");
    }
    return true;
}

/* The terms at the script's beginning: those of the first run. */
static ZtTerms first_terms(const ZtSession *session)
{
    for (size_t i = 0; i < zt_journal_count(session->journal); i++) {
        const ZtTerms *terms = zt_journal_entry(session->journal, i).terms;
        if (terms)
            return *terms;
    }
    return zt_session_terms(session);
}

static bool write_all(ZtTwin *twin, ZtErr *err)
{
    if (!name_all(twin, err))
        return false;
    twin->by_hand = is_tutorial(twin) && always_mse(twin);
    if (!name_slopes(twin, err))
        return false;
    add_head(twin);
    if (!zt_twin_data(twin, err))
        return false;
    zt_buf_putc(twin->out, '\n');
    zt_twin_scaling(twin, false);
    add_parameters(twin);
    if (!twin->by_hand)
        add_parameter_names(twin);
    zt_buf_putc(twin->out, '\n');
    add_settings(twin);
    bool fine = zt_twin_functions(twin) && add_runs(twin) && !twin->out->failed;
    return fine || zt_fail_memory(err);
}

bool zt_twin(ZtSession *session, const ZtDivergenceWords *words, ZtTranslate translate, ZtBuf *out,
             ZtErr *err)
{
    if (!session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    if (session->count == 0)
        return zt_fail(err, ZT_ERR_TRAIN_NO_PARAMETERS, NULL);
    if (!zt_session_engine(session, err))
        return false;
    ZtTwin twin = {
        .session = session,
        .words = words,
        .translate = translate,
        .out = out,
        .names = {.language = ZT_PYTHON, .arena = zt_arena_new()},
        .terms = first_terms(session),
    };
    bool fine = twin.names.arena ? write_all(&twin, err) : zt_fail_memory(err);
    zt_names_end(&twin.names);
    zt_free(twin.param);
    zt_free(twin.raw);
    zt_free(twin.used);
    zt_free(twin.read);
    return fine;
}

void zt_twin_extent(const ZtSession *session, uint64_t *epochs, uint64_t *runs)
{
    *runs = 0;
    for (size_t i = 0; i < zt_journal_count(session->journal); i++)
        *runs += zt_journal_entry(session->journal, i).times;
    *epochs = session->epoch - zt_journal_epoch(session->journal);
}
