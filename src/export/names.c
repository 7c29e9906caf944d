#include <config.h>

#include "export/names.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

#define NAME_MAX_LEN 60

/* Words of Python, those of its functions that the script calls, and the script's own. */
static const char *const python_words[] = {
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "match",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "type",
    "while",
    "with",
    "yield",
    "abs",
    "dict",
    "enumerate",
    "float",
    "len",
    "list",
    "max",
    "open",
    "print",
    "range",
    "set",
    "tuple",
    "zip",
    "csv",
    "math",
    "torch",
    "batch",
    "column",
    "classes",
    "epoch",
    "epochs",
    "finite",
    "first",
    "gradient",
    "last",
    "loss",
    "lr",
    "measure",
    "milestones",
    "number",
    "p",
    "parameters",
    "plain",
    "predict",
    "report",
    "rows",
    "show",
    "shown",
    "since",
    "step",
    "stable_rate",
    "tell_divergence",
    "train",
    "value",
    "x",
    "y",
    "case",
    "exec",
    "_",
    "any",
    "curvature",
    "parameter",
    "rate",
    "slope",
    "start",
    "text",
    "wanted",
    "names",
    "file",
};

/* Words of C, of C++ as far as they are likely, and of <math.h>; names of the file's own. */
static const char *const c_words[] = {
    "auto",       "break",      "case",      "char",
    "const",      "continue",   "default",   "do",
    "double",     "else",       "enum",      "extern",
    "float",      "for",        "goto",      "if",
    "inline",     "int",        "long",      "register",
    "restrict",   "return",     "short",     "signed",
    "sizeof",     "static",     "struct",    "switch",
    "typedef",    "union",      "unsigned",  "void",
    "volatile",   "while",      "bool",      "class",
    "delete",     "explicit",   "export",    "false",
    "friend",     "mutable",    "namespace", "new",
    "operator",   "private",    "protected", "public",
    "template",   "this",       "throw",     "true",
    "typename",   "using",      "virtual",   "asm",
    "alignas",    "alignof",    "constexpr", "nullptr",
    "typeof",     "main",       "acos",      "acosh",
    "asin",       "asinh",      "atan",      "atan2",
    "atanh",      "cbrt",       "ceil",      "copysign",
    "cos",        "cosh",       "drem",      "erf",
    "erfc",       "exp",        "exp2",      "expm1",
    "fabs",       "fdim",       "finite",    "floor",
    "fma",        "fmax",       "fmin",      "fmod",
    "fpclassify", "frexp",      "gamma",     "hypot",
    "ilogb",      "isfinite",   "isgreater", "isinf",
    "isless",     "isnan",      "isnormal",  "j0",
    "j1",         "jn",         "ldexp",     "lgamma",
    "llrint",     "llround",    "log",       "log10",
    "log1p",      "log2",       "logb",      "lrint",
    "lround",     "modf",       "nan",       "nearbyint",
    "nextafter",  "nexttoward", "pow",       "remainder",
    "remquo",     "rint",       "round",     "scalb",
    "scalbln",    "scalbn",     "signbit",   "significand",
    "signgam",    "sin",        "sincos",    "sinh",
    "sqrt",       "tan",        "tanh",      "tgamma",
    "trunc",      "y0",         "y1",        "yn",
    "abs",        "cube",       "input",     "larger",
    "relu",       "sigmoid",    "sign",      "smaller",
    "softplus",   "square",     "step",      "zolta_predict",
    "linux",      "unix",       "i386",
};

/* The letters of U+00C0 to U+017F without their accents; _ is no letter. */
static const char plain_letters[] =
    "AAAAAAACEEEEIIIIDNOOOOO_OUUUUYTsaaaaaaaceeeeiiiidnooooo_ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSs"
    "SsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
#define ACCENTED_FIRST 0xC0
#define ACCENTED_LAST  0x17F

/* alpha to omega, U+03B1 to U+03C9; the capitals stand 32 before. */
static const char *const greek[] = {
    "alpha", "beta",   "gamma",   "delta", "epsilon", "zeta",    "eta",   "theta", "iota",
    "kappa", "lambda", "mu",      "nu",    "xi",      "omicron", "pi",    "rho",   "sigma",
    "sigma", "tau",    "upsilon", "phi",   "chi",     "psi",     "omega",
};

#define GREEK_FIRST   0x3B1
#define GREEK_LAST    0x3C9
#define GREEK_CAPITAL 32

static bool is_listed(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

static bool is_word(ZtLanguage language, const char *name)
{
    return language == ZT_PYTHON
               ? is_listed(python_words, sizeof python_words / sizeof *python_words, name)
               : is_listed(c_words, sizeof c_words / sizeof *c_words, name);
}

/* x, x1, x2, ... are the inputs, t1, t2, ... parts of long formulas. */
static bool is_numbered(const char *name)
{
    return (name[0] == 'x' || name[0] == 't') && name[1 + strspn(name + 1, "0123456789")] == '\0';
}

static bool is_free(const ZtNames *names, const char *name)
{
    return !is_word(names->language, name) && !is_listed(names->taken, names->count, name);
}

/* What can stand for a character in a name: "" where nothing can. */
static void add_plain(ZtBuf *out, uint32_t code)
{
    bool capital = code >= GREEK_FIRST - GREEK_CAPITAL && code <= GREEK_LAST - GREEK_CAPITAL;
    code += capital ? GREEK_CAPITAL : 0;
    char c = '_';
    if ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
        (code >= '0' && code <= '9'))
        c = (char)code;
    else if (code >= ACCENTED_FIRST && code <= ACCENTED_LAST)
        c = plain_letters[code - ACCENTED_FIRST];
    if (code >= GREEK_FIRST && code <= GREEK_LAST)
        zt_buf_puts(out, greek[code - GREEK_FIRST]);
    else if (c != '_' || (out->len > 0 && out->text[out->len - 1] != '_'))
        zt_buf_putc(out, c);
}

static void make_plain(ZtBuf *out, const char *wanted)
{
    size_t len = strlen(wanted);
    for (size_t at = 0; at < len && out->len < NAME_MAX_LEN;) {
        uint32_t code = '_';
        size_t used = zt_utf8_decode(wanted + at, len - at, &code);
        if (used > 0 && zt_char_width(code) > 0) /* no marks on letters */
            add_plain(out, code);
        at += used > 0 ? used : 1;
    }
    while (out->len > 1 && out->text[out->len - 1] == '_')
        out->text[--out->len] = '\0';
}

bool zt_names_take(ZtNames *names, const char *name)
{
    if (!ZT_GROW(names->taken, names->cap, names->count + 1))
        return false;
    names->taken[names->count++] = name;
    return true;
}

static void number_until_free(const ZtNames *names, ZtBuf *name)
{
    size_t len = name->len;
    for (unsigned i = 2; !name->failed && !is_free(names, name->text); i++) {
        name->text[name->len = len] = '\0';
        zt_buf_printf(name, "_%u", i);
    }
}

const char *zt_names_make(ZtNames *names, const char *wanted, const char *otherwise)
{
    ZtBuf name = {0}, plain = {0};
    make_plain(&plain, wanted);
    const char *text = zt_buf_text(&plain);
    bool letter = text[0] && !strchr("0123456789", text[0]);
    zt_buf_puts(&name, letter ? "" : "v");
    zt_buf_puts(&name, text);
    if (!name.failed && (is_numbered(name.text) || !is_free(names, name.text)))
        zt_buf_printf(&name, "_%s", otherwise);
    number_until_free(names, &name);
    char *copy = name.failed || plain.failed
                     ? NULL
                     : zt_arena_strndup(names->arena, zt_buf_text(&name), name.len);
    zt_buf_free(&name);
    zt_buf_free(&plain);
    return copy && zt_names_take(names, copy) ? copy : NULL;
}

const char *zt_names_input(ZtNames *names, size_t inputs, size_t input)
{
    char name[24] = "x";
    if (inputs > 1)
        snprintf(name, sizeof name, "x%zu", input + 1);
    return zt_arena_strndup(names->arena, name, strlen(name));
}

void zt_names_end(ZtNames *names)
{
    zt_free(names->taken);
    zt_arena_free(names->arena);
    *names = (ZtNames){0};
}
