#include <config.h>

#include "export/model_c.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "core/engine.h"
#include "export/expression.h"
#include "export/literal.h"

#define ARGUMENTS_MAX 8 /* more inputs are an array */
#define CLASSES_SHOWN 12
#define DIGITS        6 /* of the formula in the comment */
#define INDENT        "    "

typedef struct Writer {
    ZtSession *session;
    ZtTranslate translate;
    ZtBuf *out;
    ZtNames names;
    ZtSpelling spelling;
    const char **param;    /* what each parameter is called */
    const char **used;     /* each column of the data as the model sees it */
    const char **argument; /* each input as the function gets it */
} Writer;

static const char *type_of(const Writer *writer)
{
    return writer->session->settings.precision == ZT_SINGLE ? "float" : "double";
}

static bool is_array(const Writer *writer)
{
    return writer->session->inputs > ARGUMENTS_MAX;
}

/* --- names --- */

static const char *array_place(Writer *writer, size_t input)
{
    char name[32];
    snprintf(name, sizeof name, "input[%zu]", input);
    return zt_arena_strndup(writer->names.arena, name, strlen(name));
}

static bool name_all(Writer *writer)
{
    const ZtSession *s = writer->session;
    for (size_t i = 0; i < s->count; i++)
        if (!(writer->param[i] = zt_names_make(&writer->names, s->name[i], "")))
            return false;
    for (size_t i = 0; i < s->inputs; i++) {
        const char *column = s->data->column[s->input[i]].name;
        writer->used[s->input[i]] = zt_names_input(&writer->names, s->inputs, i);
        writer->argument[i] = is_array(writer) ? array_place(writer, i)
                                               : zt_names_make(&writer->names, column, "raw");
        if (!writer->used[s->input[i]] || !writer->argument[i])
            return false;
    }
    return true;
}

/* --- the comment --- */

static void add_sentence(Writer *writer, const char *text)
{
    zt_buf_printf(writer->out, " * %s\n", writer->translate(text));
}

static void add_comment(Writer *writer, const char *head, const char *text)
{
    zt_buf_puts(writer->out, head);
    zt_comment_text(writer->out, text);
    zt_buf_putc(writer->out, '\n');
}

static bool add_formulas(Writer *writer, ZtErr *err)
{
    ZtSession *s = writer->session;
    ZtBuf raw = {0};
    bool fine = zt_session_model_text(s, true, DIGITS, &raw, err);
    add_sentence(writer, N_("The model that zolta fitted, in raw units, with rounded numbers:"));
    zt_buf_puts(writer->out, " *\n");
    add_comment(writer, " *     ", zt_buf_text(&raw));
    zt_buf_puts(writer->out, " *\n");
    zt_buf_printf(writer->out, " * %s ", writer->translate(N_("The data:")));
    add_comment(writer, "", s->data->name);
    zt_buf_printf(writer->out, " * %s ", writer->translate(N_("The model:")));
    zt_comment_text(writer->out, s->data->column[s->target].name);
    add_comment(writer, " = ", s->model->text);
    zt_buf_free(&raw);
    return fine;
}

/* The inputs that need words: those of an array, and classes, which are numbers here. */
static void add_inputs(Writer *writer)
{
    const ZtSession *s = writer->session;
    for (size_t i = 0; i < s->inputs; i++) {
        const ZtColumn *column = &s->data->column[s->input[i]];
        if (!is_array(writer) && !column->text)
            continue;
        zt_buf_printf(writer->out, " * %s", writer->argument[i]);
        if (is_array(writer)) {
            zt_buf_puts(writer->out, ": ");
            zt_comment_text(writer->out, column->name);
        }
        for (size_t k = 0; column->text && k < column->class_count && k < CLASSES_SHOWN; k++) {
            zt_buf_printf(writer->out, "%s %zu = ", k == 0 ? ":" : ",", k);
            zt_comment_text(writer->out, column->classes[k]);
        }
        bool more = column->text && column->class_count > CLASSES_SHOWN;
        zt_buf_puts(writer->out, more ? ", ...\n" : "\n");
    }
}

static void add_promise(Writer *writer)
{
    bool functions = zt_expression_needs_math(&writer->spelling);
    zt_buf_puts(writer->out, " *\n");
    add_sentence(writer, N_("It returns what the command predict returns, to the last bit, if it "
                            "is compiled"));
    add_sentence(writer, N_("without fused operations (gcc and clang: -ffp-contract=off)."));
    if (functions)
        add_sentence(writer, N_("The functions of <math.h> may differ from zolta's in their last "
                                "digit."));
}

/* --- the code --- */

static void add_signature(Writer *writer, const char *end)
{
    ZtBuf *out = writer->out;
    zt_buf_puts(out, "double zolta_predict(");
    if (is_array(writer))
        zt_buf_printf(out, "const double input[%zu]", writer->session->inputs);
    for (size_t i = 0; !is_array(writer) && i < writer->session->inputs; i++)
        zt_buf_printf(out, "%sdouble %s", i > 0 ? ", " : "", writer->argument[i]);
    zt_buf_printf(out, ")%s\n", end);
}

static void add_number(Writer *writer, double value)
{
    zt_buf_puts(writer->out, signbit(value) && !isnan(value) ? "-" : "");
    zt_c_number(writer->out, fabs(zt_round(value, writer->session->settings.precision)),
                writer->session->settings.precision == ZT_SINGLE);
}

static bool is_read(const Writer *writer, const char *name)
{
    const ZtSession *s = writer->session;
    ZtScope scope = zt_session_scope(s);
    for (size_t i = 0; i < s->model->count; i++) {
        ptrdiff_t column = zt_scope_item(&scope, &s->model->items[i]);
        if (column >= 0 && writer->used[column] == name)
            return true;
    }
    return false;
}

/* const float x = ((float)zolta - 53.8f) / 17.1f; each operation rounded, as the session's are. */
static void add_input(Writer *writer, size_t i)
{
    const ZtSession *s = writer->session;
    const ZtScale *scale = &s->scales->column[s->input[i]];
    bool single = s->settings.precision == ZT_SINGLE;
    bool quotient = scale->scaled && s->scales->kind != ZT_SCALE_FACTOR;
    const char *name = writer->used[s->input[i]];
    if (!is_read(writer, name)) {
        if (!is_array(writer))
            zt_buf_printf(writer->out, INDENT "(void)%s;\n", writer->argument[i]);
        return;
    }
    zt_buf_printf(writer->out, INDENT "const %s %s = %s%s%s", type_of(writer), name,
                  quotient ? "(" : "", single ? "(float)" : "", writer->argument[i]);
    if (scale->scaled && !quotient) {
        zt_buf_puts(writer->out, " * ");
        add_number(writer, s->scales->factor);
    } else if (quotient) {
        bool negative = signbit(scale->shift);
        zt_buf_puts(writer->out, negative ? " + " : " - ");
        add_number(writer, fabs(scale->shift));
        zt_buf_puts(writer->out, ") / ");
        add_number(writer, scale->divisor);
    }
    zt_buf_puts(writer->out, ";\n");
}

static void add_body(Writer *writer, const ZtBuf *before, const ZtBuf *expression)
{
    const ZtSession *s = writer->session;
    ZtBuf *out = writer->out;
    add_signature(writer, "");
    zt_buf_puts(out, "{\n");
    for (size_t i = 0; i < s->count; i++) {
        zt_buf_printf(out, INDENT "const %s %s = ", type_of(writer), writer->param[i]);
        add_number(writer, s->param[i]);
        zt_buf_puts(out, ";\n");
    }
    for (size_t i = 0; i < s->inputs; i++)
        add_input(writer, i);
    zt_buf_puts(out, zt_buf_text(before));
    zt_buf_printf(out, INDENT "const %s p = %s;\n" INDENT "return p;\n}\n", type_of(writer),
                  zt_buf_text(expression));
}

static bool needs_math(const Writer *writer, const ZtBuf *before, const ZtBuf *expression)
{
    bool finite = true;
    for (size_t i = 0; i < writer->session->count; i++)
        finite = finite && isfinite(writer->session->param[i]);
    return !finite || zt_expression_needs_math(&writer->spelling) ||
           strstr(zt_buf_text(before), "INFINITY") || strstr(zt_buf_text(before), "NAN") ||
           strstr(zt_buf_text(expression), "INFINITY") || strstr(zt_buf_text(expression), "NAN");
}

static bool write_all(Writer *writer, ZtErr *err)
{
    ZtBuf before = {0}, expression = {0};
    bool fine = (name_all(writer) &&
                 zt_expression(&writer->spelling, writer->session->model, &before, &expression)) ||
                zt_fail_memory(err);
    zt_buf_puts(writer->out, "/*\n");
    fine = fine && add_formulas(writer, err);
    if (fine) {
        add_inputs(writer);
        add_promise(writer);
        zt_buf_puts(writer->out, " */\n");
        if (needs_math(writer, &before, &expression))
            zt_buf_puts(writer->out, "#include <math.h>\n\n");
        add_signature(writer, ";\n");
        zt_expression_helpers(&writer->spelling, writer->out);
        add_body(writer, &before, &expression);
        fine = !(writer->out->failed || before.failed || expression.failed) || zt_fail_memory(err);
    }
    zt_buf_free(&before);
    zt_buf_free(&expression);
    return fine;
}

bool zt_model_c(ZtSession *session, ZtTranslate translate, ZtBuf *out, ZtErr *err)
{
    if (!zt_session_predict(session, NULL, 0, NULL, err)) /* of no rows: can it be done at all? */
        return false;
    Writer writer = {
        .session = session,
        .translate = translate,
        .out = out,
        .names = {.language = ZT_C, .arena = zt_arena_new()},
        .param = zt_alloc(session->count + 1, sizeof *writer.param),
        .used = zt_alloc(session->data->columns, sizeof *writer.used),
        .argument = zt_alloc(session->inputs, sizeof *writer.argument),
    };
    writer.spelling = (ZtSpelling){
        .language = ZT_C,
        .session = session,
        .column = writer.used,
        .param = writer.param,
        .indent = INDENT,
    };
    bool memory = writer.names.arena && writer.param && writer.used && writer.argument;
    bool fine = memory ? write_all(&writer, err) : zt_fail_memory(err);
    zt_names_end(&writer.names);
    zt_free(writer.param);
    zt_free(writer.used);
    zt_free(writer.argument);
    return fine;
}
