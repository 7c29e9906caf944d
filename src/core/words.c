#include <config.h>

#include <string.h>

#include "core/formula.h"

const char *const zt_setting_words[] = {
    "lr",       "epochs",     "loss",   "optimizer", "batch",      "precision", "seed",
    "threads",  "milestones", "report", "digits",    "glyphs",     "color",     "lang",
    "momentum", "beta1",      "beta2",  "eps",       "validation", NULL,
};

static const char *const words[] = {
    "pi",       "where", "until", "and",  "or",   "not",   "x",       "y",
    "p",        "loss",  "epoch", "grad", "last", "count", "raw",     "n",
    "diverged", "true",  "false", "inf",  "nan",  "dense", "softmax", NULL,
};

static bool listed(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (strcmp(*list, name) == 0)
            return true;
    return false;
}

bool zt_word_input(const char *name)
{
    return name[0] == 'x' && name[1 + strspn(name + 1, "0123456789")] == '\0';
}

bool zt_word_reserved(const char *name)
{
    return zt_op_function(name, strlen(name)) >= 0 || zt_word_input(name) || listed(words, name) ||
           listed(zt_setting_words, name);
}
