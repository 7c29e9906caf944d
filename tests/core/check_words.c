#include <check.h>

#include "core/formula.h"
#include "suites.h"

START_TEST(reserved_words)
{
    static const char *const words[] = {"abs",        "exp",       "log",
                                        "log1p",      "sqrt",      "sin",
                                        "cos",        "tan",       "tanh",
                                        "sigmoid",    "relu",      "softplus",
                                        "sign",       "step",      "min",
                                        "max",        "pi",        "where",
                                        "and",        "or",        "not",
                                        "x",          "x1",        "x2",
                                        "x17",        "x0",        "x99999999999999999999",
                                        "y",          "p",         "loss",
                                        "epoch",      "grad",      "last",
                                        "count",      "raw",       "n",
                                        "sum",        "mean",      "std",
                                        "low",        "high",      "lr",
                                        "epochs",     "optimizer", "batch",
                                        "precision",  "seed",      "threads",
                                        "milestones", "report",    "digits",
                                        "glyphs",     "color",     "lang",
                                        "momentum",   "diverged",  "until"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        ck_assert_msg(zt_word_reserved(words[i]), "%s is free", words[i]);
}
END_TEST

START_TEST(free_words)
{
    static const char *const words[] = {"w",   "b",   "a", "c",   "w1", "zolta",
                                        "xx",  "x1a", "X", "Y",   "X1", "sine",
                                        "Sin", "lrs", "",  "x_1", "yy", "pp"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        ck_assert_msg(!zt_word_reserved(words[i]), "%s is reserved", words[i]);
}
END_TEST

START_TEST(settings_are_reserved)
{
    size_t count = 0;
    for (; zt_setting_words[count]; count++)
        ck_assert(zt_word_reserved(zt_setting_words[count]));
    ck_assert_uint_ge(count, 14);
}
END_TEST

Suite *words_suite(void)
{
    Suite *suite = suite_create("words");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, reserved_words);
    tcase_add_test(tests, free_words);
    tcase_add_test(tests, settings_are_reserved);
    suite_add_tcase(suite, tests);
    return suite;
}
