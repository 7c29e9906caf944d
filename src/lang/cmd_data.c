/* Commands about what is learnt from what: data, model, scaling, prediction. */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/nls.h"

#define PARAMETERS_SHOWN 8
#define COLUMNS_SHOWN    6

static bool say_parameters(ZtShell *shell, ZtErr *err)
{
    ZtBuf out = {0};
    zt_buf_puts(&out, "parameters: ");
    zt_add_parameters(&out, shell->session, shell->session->param, PARAMETERS_SHOWN);
    zt_buf_putc(&out, '\n');
    return zt_say_buf(shell, &out, err);
}

static bool do_model(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->raw_len == 0)
        return zt_fail_missing(shell, "model", err);
    if (!zt_session_model(shell->session, args->raw, args->raw_len, err))
        return zt_fail_raw(err, args);
    if (!say_parameters(shell, err))
        return false;
    if (!zt_session_reads_data(shell->session))
        zt_notef(shell, "%s", _("This model reads no column: it predicts the same for every row."));
    return true;
}

/* The words from the second on, with one blank between them. */
static void join_text(const ZtArgs *args, ZtBuf *text)
{
    for (size_t i = 1; i < args->count; i++) {
        zt_buf_puts(text, i > 1 ? " " : "");
        zt_buf_puts(text, args->word[i].text);
    }
}

static bool do_label(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->count < 2)
        return zt_fail_missing(shell, "label", err);
    ZtBuf text = {0};
    join_text(args, &text);
    bool done = !text.failed || zt_fail_memory(err);
    if (done && !zt_session_label(shell->session, args->word[0].text, zt_buf_text(&text), err))
        done = zt_fail_word(err, &args->word[0]);
    zt_buf_free(&text);
    return done;
}

/* What the inputs are now, a line each: x = zolta * 0.1 */
static bool say_scaling(ZtShell *shell, ZtErr *err)
{
    const ZtSession *session = shell->session;
    ZtBuf out = {0};
    for (size_t i = 0; i < session->inputs && i < COLUMNS_SHOWN; i++) {
        if (session->inputs == 1)
            zt_buf_puts(&out, "x = ");
        else
            zt_buf_printf(&out, "x%zu = ", i + 1);
        ZtBuf name = {0};
        zt_add_name(&name, session->data->column[session->input[i]].name);
        zt_add_scaled(&out, session, session->input[i], zt_buf_text(&name));
        zt_buf_putc(&out, '\n');
        zt_buf_free(&name);
    }
    if (session->inputs > COLUMNS_SHOWN)
        zt_buf_printf(&out, "... (%zu in all)\n", session->inputs);
    return zt_say_buf(shell, &out, err);
}

static bool trained(const ZtSession *session)
{
    for (size_t i = 0; i < session->count; i++)
        if (session->param[i] != session->start[i])
            return true;
    return session->epoch > 0;
}

static bool normalize(ZtShell *shell, ZtScaleKind kind, double factor, const ZtArgs *args,
                      ZtErr *err)
{
    if (!zt_session_normalize(shell->session, kind, factor, err)) {
        zt_fail_elsewhere(err);
        return err->kind == ZT_ERR_NORMALIZE_FACTOR ? zt_fail_at(err, args->raw_at, args->raw_len)
                                                    : false;
    }
    if (!say_scaling(shell, err))
        return false;
    if (trained(shell->session))
        zt_notef(shell, "%s", _("The parameters and the epoch are kept; reset starts afresh."));
    return true;
}

static bool normalize_by_factor(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    double factor;
    ZtFormula *formula = zt_formula_parse(args->raw, args->raw_len, ZT_FORMULA_VALUE, NULL, err);
    bool read = formula && zt_evaluate_number(formula, shell->session, NULL, &factor, err);
    zt_formula_free(formula);
    if (!read)
        return zt_fail_raw(err, args);
    return normalize(shell, ZT_SCALE_FACTOR, factor, args, err);
}

static const struct {
    const char *word;
    ZtScaleKind kind;
} scalings[] = {
    {"none", ZT_SCALE_NONE}, {"standard", ZT_SCALE_STANDARD}, {"minmax", ZT_SCALE_MINMAX}};
#define SCALINGS (sizeof scalings / sizeof *scalings)

static bool fail_scaling(const ZtArgs *args, ZtErr *err)
{
    const char *words[SCALINGS];
    for (size_t i = 0; i < SCALINGS; i++)
        words[i] = scalings[i].word;
    const char *nearest = zt_text_nearest(args->raw, words, SCALINGS);
    zt_fail(err, ZT_ERR_NORMALIZE_KIND, args->raw, nearest, NULL);
    return zt_fail_at(err, args->raw_at, args->raw_len);
}

static bool do_normalize(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->raw_len == 0)
        return zt_fail_missing(shell, "normalize", err);
    if (!shell->session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    for (size_t i = 0; i < SCALINGS; i++)
        if (zt_text_same(args->raw, scalings[i].word))
            return normalize(shell, scalings[i].kind, 0, args, err);
    if (zt_identifier(args->raw, args->raw_len))
        return fail_scaling(args, err);
    return normalize_by_factor(shell, args, err);
}

const ZtCommand zt_data_commands[] = {
    {
        .name = "load",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_DATA,
        .usage = "load FILE|NAME|- [x=COLUMN,...] [y=COLUMN] [missing=drop]",
        .brief = N_("load a table of numbers"),
        .help = N_(
            "Reads a CSV file, one of the data sets that come with zolta (load thermometer), or, "
            "with -, standard input. A name without a slash is first looked for among the data "
            "sets; ./NAME is surely a file.\n\n"
            "y is the column to predict, the last numeric one unless y=COLUMN names another. The "
            "inputs x are all other numeric columns, or those that x=COLUMN,... names. "
            "missing=drop leaves out rows with empty or NA cells.\n\n"
            "The model goes back to w * x + b, the training back to the beginning; settings stay. "
            "With rows=N and checksum=HEX, which save writes, the data must be the same as then."),
        .example = "load thermometer\nload iris x=petal_length_cm y=petal_width_cm\n",
        .run = zt_do_load,
    },
    {
        .name = "model",
        .form = ZT_ARGS_FORMULA,
        .complete = ZT_COMPLETE_FORMULA,
        .usage = "model [COLUMN =] FORMULA [where NAME=VALUE, ...]",
        .brief = N_("say how the prediction is computed"),
        .help = N_(
            "The formula is made of numbers, columns, parameters, + - * / ^, parentheses and "
            "functions. x is the input, x1, x2, ... are several inputs; a column can also be "
            "called by its name, in \"...\" if the name is no plain word. Every other name becomes "
            "a parameter, which training will change.\n\n"
            "A parameter starts at 1, or at 0 where it is only added; where NAME=VALUE gives it "
            "another start. The parameters go to their start and the epoch to 0."),
        .example = "load thermometer\nmodel celsius = w * zolta + b where w=0.5, b=-10\n",
        .run = do_model,
    },
    {
        .name = "label",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_COLUMN,
        .usage = "label COLUMN TEXT",
        .brief = N_("give a column a title for plots"),
        .help = N_("The text stands at the axis of plots and in descriptions. An empty text, "
                   "\"\", goes back to the column's name."),
        .example = "load thermometer\nlabel zolta \"Temperature (°Fahrenheit)\"\n",
        .run = do_label,
    },
    {
        .name = "normalize",
        .form = ZT_ARGS_FORMULA,
        .complete = ZT_COMPLETE_WORDS,
        .choices = "standard minmax none",
        .usage = "normalize FACTOR|standard|minmax|none",
        .brief = N_("bring the inputs to a better scale"),
        .help =
            N_("FACTOR multiplies every input; standard makes each input's mean 0 and its standard "
               "deviation 1; minmax brings it to 0..1; none goes back to the values as they were "
               "read. It always starts from those values: 0.1 twice is 0.1, not 0.01. The target "
               "stays as it is.\n\n"
               "Parameters, epoch and history are kept, although they were found on another scale: "
               "reset starts afresh."),
        .example = "load thermometer\nnormalize 0.1\nnormalize standard\n",
        .run = do_normalize,
    },
    {
        .name = "show",
        .form = ZT_ARGS_WORDS,
        .redirects = true,
        .complete = ZT_COMPLETE_WORDS,
        .choices = "data model settings params gradient graph history",
        .usage = "show [data|model|settings|params|gradient|graph [ROW]|history] [> FILE]",
        .brief = N_("show what the session holds"),
        .help = N_(
            "Alone: a summary. data: the columns and the first rows. model: the formula, and with "
            "the present values. params: each parameter's start, value and gradient. gradient: "
            "how each derivative is computed. graph: the computation as a tree, each node with its "
            "value and the loss's derivative by it, for one row or for all together. history: the "
            "epochs of this training.\n\n"
            "\"now\" is the loss or gradient at the present parameters, which the next epoch will "
            "print; \"last\" is what the last epoch printed, from before its update."),
        .example = "load thermometer\ntrain 10\nshow\nshow model\nshow graph 1\n",
        .run = zt_do_show,
    },
    {
        .name = "predict",
        .form = ZT_ARGS_WORDS,
        .redirects = true,
        .complete = ZT_COMPLETE_FILE,
        .usage = "predict VALUE[,VALUE...] ... | FILE [> FILE]",
        .brief = N_("predict y for other inputs"),
        .help = N_(
            "The inputs are given as they were measured, not scaled. Blanks separate rows, commas "
            "the inputs of one row: predict 5.1,3.5 4.9,3.0. Of a CSV file, the columns with the "
            "inputs' names are taken. Each row's prediction is a line, of the output or of the "
            "file "
            "behind >."),
        .example = "load thermometer\nnormalize standard\nset lr 0.1\nset report quiet\n"
                   "train 200\npredict 32 212\n",
        .run = zt_do_predict,
    },
    {0},
};
