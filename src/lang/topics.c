/* The topics of help: what is not told by a command's row. */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "core/op.h"
#include "lang/help.h"
#include "lang/nls.h"
#include "lang/settings.h"
#include "lang/wrap.h"

#define NAME_INDENT 4
#define TEXT_INDENT 18

void zt_help_row(ZtBuf *out, const char *name, const char *meaning, size_t width)
{
    size_t used = NAME_INDENT + zt_text_width(name, strlen(name));
    zt_buf_fill(out, ' ', NAME_INDENT);
    zt_buf_puts(out, name);
    if (used + 2 > TEXT_INDENT) {
        zt_buf_putc(out, '\n');
        used = 0;
    }
    zt_wrap(out, meaning, used, TEXT_INDENT, width);
}

static void put_function(ZtBuf *out, const ZtOpInfo *info, size_t width)
{
    ZtBuf name = {0};
    zt_buf_printf(&name, "%s(%s)", info->text, info->arity == 2 ? "u, v" : "v");
    zt_help_row(out, zt_buf_text(&name), _(info->meaning), width);
    zt_buf_free(&name);
}

static void put_graph_functions(ZtBuf *out, size_t width)
{
    for (ZtOp op = 0; op < ZT_OPS_GRAPH; op++)
        if (zt_op_info(op)->precedence == 0)
            put_function(out, zt_op_info(op), width);
    zt_help_row(out, "pi", "3.141592653589793", width);
}

static void put_value_functions(ZtBuf *out, size_t width)
{
    for (ZtOp op = ZT_OPS_GRAPH; op < ZT_OPS; op++) {
        const ZtOpInfo *info = zt_op_info(op);
        if (info->precedence == 0)
            put_function(out, info, width);
        else
            zt_help_row(out, info->text, _(info->meaning), width);
    }
}

static void put_settings(ZtBuf *out, size_t width)
{
    for (size_t i = 0; zt_setting_at(i); i++) {
        const ZtSetting *setting = zt_setting_at(i);
        ZtBuf text = {0};
        const char *const arg[] = {_(setting->meaning), _(setting->values), setting->preset};
        zt_sentence(&text, _("{1} ({2}); at first {3}"), arg, 3);
        zt_help_row(out, setting->name, zt_buf_text(&text), width);
        zt_buf_free(&text);
    }
}

static const char formulas[] =
    N_("A model is a formula of numbers, names and the operators + - * / ^, with parentheses. "
       "* must be written: 2 * x, not 2x. ^ is a power and comes before everything else; a chain "
       "of powers is read from the right, and -x^2 is -(x^2).\n"
       "\n"
       "x is always the input, the first one if there are several; x1, x2, ... are all inputs in "
       "order; a column can also be called by its name. A name that is reserved or no single word "
       "stands in quotes: w * \"sepal length (cm)\". Any other name is a new parameter.\n"
       "\n"
       "A parameter starts at 0 where it is only added or subtracted, otherwise at 1: in "
       "w * x + b, w starts at 1 and b at 0. Another start is given by where:\n"
       "    model w * x + b where w = 0.5\n"
       "\n"
       "A loss is a formula too. It is made of p (the prediction), y (the target), columns and "
       "numbers, and averaged over the rows:\n"
       "    set loss abs(p - y)\n"
       "\n"
       "The functions:");

static const char expressions[] =
    N_("print, until and the values of set take more than a model does: loss, p, y, grad(w), the "
       "parameters, epoch, n (the number of rows), diverged, and the settings by their names.\n"
       "\n"
       "loss, p and grad(w) are at the present parameters: what the next epoch would print. "
       "last(loss) and last(grad(w)) are what the last epoch printed.\n"
       "\n"
       "A column has one value per row; zolta[3] is that of row 3 (rows count from 1), and "
       "raw(zolta) the column as it was read, before normalize. count(plot) is how often a "
       "command was used.\n"
       "    print loss, mean((p - y)^2), zolta[1], lr < 1e-3\n"
       "\n"
       "Besides the functions of formulas there are:");

static const char settings_text[] =
    N_("set NAME VALUE changes a setting, set NAME shows it, set alone shows them all with their "
       "present values. These are the settings:");

static const char numbers[] =
    N_("Numbers have 32 bits here (single precision), as in most deep-learning work: about seven "
       "digits count. set precision double gives 64 bits, some sixteen digits.\n"
       "\n"
       "Every operation is rounded right after it is done, in the order in which the formula "
       "stands, and sums over the rows are added up in the same order as PyTorch does it. So "
       "the digits are those that PyTorch prints, and they do not depend on the computer, the "
       "number of threads or the terminal.\n"
       "\n"
       "Rounding is why 0.1 + 0.2 is not quite 0.3, and why the same terms summed in another order "
       "can differ in the last digit. To see all digits that a number really has:\n"
       "    set digits exact\n"
       "    print w\n"
       "\n"
       "inf is what becomes of a number that is too large, nan of something like 0 / 0. When the "
       "loss is one of them, training has diverged and stops: the learning rate is too large.\n"
       "\n"
       "A decimal point is written, never a comma; 1e-4 is 0.0001.");

static const char csv[] =
    N_("load reads text files with one row a line and columns between commas, semicolons or tabs. "
       "A first line without a number holds the names of the columns; otherwise they are called "
       "c1, c2, and so on.\n"
       "\n"
       "The last numeric column is what shall be predicted (y), the other numeric ones are the "
       "inputs (x). Other roles are named:\n"
       "    load iris x=petal_length_cm y=petal_width_cm\n"
       "\n"
       "A column is numeric if its first cell is a number. A later cell that is not is an error "
       "that names its line and column. So are empty cells and NA, unless missing=drop leaves out "
       "their rows. Text columns take no part unless they are named.\n"
       "\n"
       "Between semicolons or tabs numbers may have a decimal comma. Cells may stand in double "
       "quotes. The file must be UTF-8; a line has at most 1 MiB, a cell 4 KiB, a file 65,536 "
       "columns.");

static const char keys[] =
    N_("Tab completes commands, settings, columns and file names; twice it lists what is "
       "possible.\n"
       "Up and Down bring back earlier lines, Ctrl-R searches them.\n"
       "Ctrl-A and Ctrl-E go to the start and the end of the line, Ctrl-K deletes what follows.\n"
       "Ctrl-C drops the line, or stops training and keeps what was learned so far.\n"
       "Ctrl-D on an empty line ends the program, as exit does.");

static const ZtTopic topics[] = {
    {"formulas", N_("models and losses: operators, names, functions"), formulas,
     put_graph_functions},
    {"expressions", N_("what print and conditions understand besides"), expressions,
     put_value_functions},
    {"settings", N_("all settings and what they can be"), settings_text, put_settings},
    {"numbers", N_("digits, rounding, inf and nan"), numbers, NULL},
    {"csv", N_("data files that load reads"), csv, NULL},
    {"keys", N_("keys at the prompt"), keys, NULL},
};

const ZtTopic *zt_topic_at(size_t index)
{
    return index < sizeof topics / sizeof topics[0] ? &topics[index] : NULL;
}

const ZtTopic *zt_topic_find(const char *name)
{
    for (size_t i = 0; zt_topic_at(i); i++)
        if (zt_text_same(topics[i].name, name))
            return &topics[i];
    return NULL;
}
