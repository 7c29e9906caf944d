#include <config.h>

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "suites.h"
#include "ui/options.h"

#define WORDS_MAX 12

static ZtOptions options;
static ZtErr err;
static char *words[WORDS_MAX + 1];

/* Reads a command line given as words between blanks. */
static bool read_line(const char *line)
{
    static char name[] = "zolta", text[200];
    int count = 1;

    words[0] = name;
    snprintf(text, sizeof text, "%s", line);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
    optind = 0; /* GNU: begin anew */
    err = (ZtErr){0};
    return zt_options_read(count, words, &options, &err);
}

START_TEST(nothing_given)
{
    ck_assert(read_line(""));
    ck_assert_int_eq(options.action, ZT_ACTION_RUN);
    ck_assert_ptr_null(options.commands);
    ck_assert_ptr_null(options.lang);
    ck_assert_int_eq(options.file_count, 0);
    ck_assert_int_eq(options.color, ZT_COLOR_WHEN_AUTO);
    ck_assert(!options.plain && !options.echo && !options.keep_going && !options.norc);
}
END_TEST

START_TEST(everything_given)
{
    ck_assert(read_line("a.zt --plain --echo --lang fr - --keep-going --norc --color=never"));
    ck_assert(options.plain && options.echo && options.keep_going && options.norc);
    ck_assert_str_eq(options.lang, "fr");
    ck_assert_int_eq(options.color, ZT_COLOR_WHEN_NO);
    ck_assert_int_eq(options.file_count, 2);
    ck_assert_str_eq(options.files[0], "a.zt");
    ck_assert_str_eq(options.files[1], "-");
}
END_TEST

START_TEST(short_forms)
{
    ck_assert(read_line("-pc help --color always"));
    ck_assert(options.plain);
    ck_assert_str_eq(options.commands, "help");
    ck_assert_int_eq(options.color, ZT_COLOR_WHEN_YES);
    ck_assert(read_line("-V"));
    ck_assert_int_eq(options.action, ZT_ACTION_VERSION);
    ck_assert(read_line("--help --nonsense"));
    ck_assert_int_eq(options.action, ZT_ACTION_HELP);
}
END_TEST

START_TEST(files_behind_dashes)
{
    ck_assert(read_line("-- -c --plain"));
    ck_assert_int_eq(options.file_count, 2);
    ck_assert(!options.plain);
    ck_assert_str_eq(options.files[0], "-c");
}
END_TEST

static const struct {
    const char *line;
    ZtErrKind kind;
    const char *arg;
} wrong[] = {
    {"-x", ZT_ERR_USAGE_OPTION, "-x"},
    {"-px", ZT_ERR_USAGE_OPTION, "-x"},
    {"--nonsense", ZT_ERR_USAGE_OPTION, "--nonsense"},
    {"--plain=3", ZT_ERR_USAGE_NO_VALUE, "--plain=3"},
    {"-c", ZT_ERR_USAGE_VALUE, "-c"},
    {"--lang", ZT_ERR_USAGE_VALUE, "--lang"},
    {"-c a -c b", ZT_ERR_USAGE_TWICE, "-c"},
    {"-c a file", ZT_ERR_USAGE_BOTH, ""},
    {"file -c a", ZT_ERR_USAGE_BOTH, ""},
    {"--color sometimes", ZT_ERR_USAGE_COLOR, "sometimes"},
    {"--lang ../fr", ZT_ERR_USAGE_LANG, "../fr"},
    {"--lang=", ZT_ERR_USAGE_LANG, ""},
};

START_TEST(wrong_usage)
{
    ck_assert_msg(!read_line(wrong[_i].line), "%s", wrong[_i].line);
    ck_assert_msg(err.kind == wrong[_i].kind, "%s", wrong[_i].line);
    ck_assert_str_eq(err.arg[0], wrong[_i].arg);
}
END_TEST

Suite *options_suite(void)
{
    Suite *suite = suite_create("options");
    TCase *tcase = tcase_create("options");

    tcase_add_test(tcase, nothing_given);
    tcase_add_test(tcase, everything_given);
    tcase_add_test(tcase, short_forms);
    tcase_add_test(tcase, files_behind_dashes);
    tcase_add_loop_test(tcase, wrong_usage, 0, (int)(sizeof wrong / sizeof *wrong));
    suite_add_tcase(suite, tcase);
    return suite;
}
