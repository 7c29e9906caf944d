#include <config.h>

#include <string.h>

#include "lang/line.h"
#include "lang/shell.h"
#include "suites.h"

/* The commands of a line as "name|rest" with a newline each. */
static void pieces(const char *line, const char *expected)
{
    ZtBuf found = {0};
    ZtPiece piece;
    size_t at = 0;
    while (zt_line_next(line, &at, &piece)) {
        zt_buf_add(&found, line + piece.at, piece.len);
        zt_buf_putc(&found, '|');
        zt_buf_add(&found, line + piece.rest_at, piece.rest_len);
        zt_buf_putc(&found, '\n');
    }
    ck_assert_str_eq(zt_buf_text(&found), expected);
    ck_assert_uint_eq(at, strlen(line));
    zt_buf_free(&found);
}

START_TEST(commands_between_semicolons)
{
    pieces("", "");
    pieces("  \t ", "");
    pieces(";;; ;", "");
    pieces("load thermometer", "load|thermometer\n");
    pieces(" load  a ;train 3;reset", "load|a\ntrain|3\nreset|\n");
    pieces("train\t100\t", "train|100\n");
    pieces("?train", "?|train\n");
    pieces("? train", "?|train\n");
}
END_TEST

START_TEST(quotes_hide_separators)
{
    pieces("label a \"x;y\"; show", "label|a \"x;y\"\nshow|\n");
    pieces("label a 'x;#y'; show", "label|a 'x;#y'\nshow|\n");
    pieces("label a \"it's; ok\"; show", "label|a \"it's; ok\"\nshow|\n");
    pieces("label a l'eau; show", "label|a l'eau\nshow|\n");
    pieces("load f x='a;b',\"c;d\"; show", "load|f x='a;b',\"c;d\"\nshow|\n");
    pieces("model w*\"a;b\"", "model|w*\"a;b\"\n");
    pieces("label \"open; show", "label|\"open; show\n");
}
END_TEST

START_TEST(comments)
{
    ZtPiece piece;
    size_t at = 0;
    ck_assert(!zt_line_next("# nothing; at all", &at, &piece));
    ck_assert(zt_line_next("train 3 # much", (at = 0, &at), &piece));
    ck_assert_uint_eq(piece.rest_len, 1);
    ck_assert(!zt_line_next("train 3 # much", &at, &piece));
    ck_assert(zt_line_next("train;# much", (at = 0, &at), &piece));
    ck_assert(!zt_line_next("train;# much", &at, &piece));
    pieces("load a#b", "load|a#b\n");
    pieces("load \"#b\"", "load|\"#b\"\n");
}
END_TEST

START_TEST(continuation)
{
    ck_assert(zt_line_continues("train \\"));
    ck_assert(zt_line_continues("\\"));
    ck_assert(zt_line_continues("label a 'b' \\"));
    ck_assert(!zt_line_continues(""));
    ck_assert(!zt_line_continues("train \\ "));
    ck_assert(!zt_line_continues("train # \\"));
    ck_assert(!zt_line_continues("label a \"b\\"));
    ck_assert(!zt_line_continues("train 3\\4"));
    ZtBuf line = {0};
    zt_line_join(&line, "");
    zt_buf_puts(&line, "train\\");
    zt_line_join(&line, "100");
    ck_assert_str_eq(line.text, "train 100");
    zt_buf_free(&line);
}
END_TEST

/* The words as "text@at+len" with a blank between. */
static void words(const char *line, char by, const char *expected)
{
    ZtWords split = {0};
    ZtBuf found = {0};
    ZtErr err;
    ck_assert(zt_words_split(line, 0, strlen(line), by, &split, &err));
    for (size_t i = 0; i < split.count; i++)
        zt_buf_printf(&found, "%s%s@%zu+%zu", i > 0 ? " " : "", split.word[i].text,
                      split.word[i].at, split.word[i].len);
    ck_assert_str_eq(zt_buf_text(&found), expected);
    zt_buf_free(&found);
    zt_words_free(&split);
}

START_TEST(words_lose_their_quotes)
{
    words("", ' ', "");
    words("  ", ' ', "");
    words("a bc", ' ', "a@0+1 bc@2+2");
    words("\ta  b ", ' ', "a@1+1 b@4+1");
    words("\"a b\" 'c d'", ' ', "a b@0+5 c d@6+5");
    words("\"\"", ' ', "@0+2");
    words("x=\"a b\",'c d'", ' ', "x=a b,c d@0+13");
    words("\"it's\"'\"'", ' ', "it's\"@0+9");
    words("d'eau", ' ', "d'eau@0+5");
}
END_TEST

START_TEST(lists_are_split_at_commas)
{
    words("a,b", ',', "a@0+1 b@2+1");
    words("a,", ',', "a@0+1 @2+0");
    words("", ',', "@0+0");
    words(",", ',', "@0+0 @1+0");
    words("\"a,b\",'c d'", ',', "a,b@0+5 c d@6+5");
}
END_TEST

START_TEST(an_open_quote_is_an_error)
{
    ZtWords split = {0};
    ZtErr err;
    ck_assert(!zt_words_split("a x=\"b c", 0, 8, ' ', &split, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_LINE_QUOTE);
    ck_assert_uint_eq(err.at, 4);
    ck_assert_uint_eq(err.len, 4);
    ck_assert_str_eq(err.arg[0], "\"");
    zt_words_free(&split);
}
END_TEST

static void quoted_and_back(const char *text)
{
    ZtBuf quoted = {0};
    ZtWords split = {0};
    ZtErr err;
    zt_buf_puts(&quoted, "x=");
    ck_assert(zt_line_quote(&quoted, text));
    ck_assert(zt_words_split(quoted.text, 0, quoted.len, ' ', &split, &err));
    ck_assert_uint_eq(split.count, 1);
    ck_assert_str_eq(split.word[0].text + 2, text);
    zt_words_free(&split);
    ck_assert(zt_words_split(quoted.text, 2, quoted.len - 2, ',', &split, &err));
    ck_assert_uint_eq(split.count, 1);
    ck_assert_str_eq(split.word[0].text, text);
    zt_words_free(&split);
    zt_buf_free(&quoted);
}

START_TEST(quoting)
{
    static const char *const texts[] = {
        "",           "plain", "two words", "a;b", "#a",     "a#",    "it's",
        "say \"so\"", "'",     "\"",        "\"'", "'\"'\"", "x=3,4", "back\\",
        "\"start\"",  "a > b", "été °",     "\t",  "\"\"''",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        quoted_and_back(texts[i]);
    ZtBuf out = {0};
    ck_assert(zt_line_quote(&out, "data/x.csv"));
    ck_assert_str_eq(out.text, "data/x.csv");
    ck_assert(!zt_line_quote(&out, "a\nb"));
    ck_assert(!zt_line_quote(&out, "a\rb"));
    zt_buf_free(&out);
}
END_TEST

Suite *line_suite(void)
{
    Suite *suite = suite_create("line");
    TCase *tests = tcase_create("line");
    tcase_add_test(tests, commands_between_semicolons);
    tcase_add_test(tests, quotes_hide_separators);
    tcase_add_test(tests, comments);
    tcase_add_test(tests, continuation);
    tcase_add_test(tests, words_lose_their_quotes);
    tcase_add_test(tests, lists_are_split_at_commas);
    tcase_add_test(tests, an_open_quote_is_an_error);
    tcase_add_test(tests, quoting);
    suite_add_tcase(suite, tests);
    return suite;
}
