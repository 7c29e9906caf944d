#include <string.h>

#include "base/text.h"
#include "suites.h"

START_TEST(utf8_round_trip)
{
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char text[4];
        uint32_t back = 1;
        if (code >= 0xD800 && code < 0xE000)
            continue;
        size_t len = zt_utf8_encode(code, text);
        if (zt_utf8_decode(text, len, &back) != len || back != code)
            ck_abort_msg("U+%04X", (unsigned)code);
        if (len > 1 && zt_utf8_decode(text, len - 1, &back) != 0)
            ck_abort_msg("U+%04X cut", (unsigned)code);
    }
}
END_TEST

static const char *const bad_utf8[] = {
    "\x80",
    "\xBF",
    "\xC0\x80",
    "\xC1\xBF",
    "\xC3",
    "\xC3(",
    "\xE0\x80\x80",
    "\xE0\x9F\xBF",
    "\xED\xA0\x80",
    "\xED\xBF\xBF",
    "\xE2\x82",
    "\xE2(\xA1",
    "\xE2\x82(",
    "\xF0\x80\x80\x80",
    "\xF0\x8F\xBF\xBF",
    "\xF4\x90\x80\x80",
    "\xF5\x80\x80\x80",
    "\xF0\x9F\x98",
    "\xFE",
    "\xFF",
};

START_TEST(utf8_refuses)
{
    char text[16] = "ab";
    size_t bad = 99;
    uint32_t code;
    strcpy(text + 2, bad_utf8[_i]);
    ck_assert(!zt_utf8_valid(text, strlen(text), &bad));
    ck_assert_uint_eq(bad, 2);
    ck_assert_uint_eq(zt_utf8_decode(bad_utf8[_i], strlen(bad_utf8[_i]), &code), 0);
}
END_TEST

START_TEST(utf8_valid_text)
{
    size_t bad = 99;
    const char *text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xED\x9F\xBF\xF4\x8F\xBF\xBF";
    ck_assert(zt_utf8_valid(text, strlen(text), &bad));
    ck_assert(zt_utf8_valid("", 0, &bad));
    ck_assert(!zt_utf8_valid("a\0b", 3, &bad));
    ck_assert_uint_eq(bad, 1);
}
END_TEST

static const struct {
    uint32_t code;
    int width;
} widths[] = {
    {'a', 1},     {0xE9, 1},    {0x2FF, 1},    {0x300, 0},   {0x36F, 0},   {0x370, 1},
    {0x1100, 2},  {0x115F, 2},  {0x1160, 0},   {0x200B, 0},  {0x20AC, 1},  {0x2800, 1},
    {0x28FF, 1},  {0x2588, 1},  {0x3042, 2},   {0x4E2D, 2},  {0xAC00, 2},  {0xD7A3, 2},
    {0xFE0F, 0},  {0xFF21, 2},  {0xFF71, 1},   {0xFEFF, 0},  {0x303F, 1},  {0x301, 0},
    {0x1F600, 2}, {0x1D400, 1}, {0x20000, 2},  {0x3FFFD, 2}, {0x3FFFE, 1}, {0xE0001, 0},
    {0xE01EF, 0}, {0xE01F0, 1}, {0x10FFFF, 1},
};

START_TEST(width_of_characters)
{
    ck_assert_int_eq(zt_char_width(widths[_i].code), widths[_i].width);
}
END_TEST

START_TEST(width_of_text)
{
    const char *text = "e\xCC\x81 \xE4\xB8\xAD\xFFz";
    ck_assert_uint_eq(zt_text_width(text, strlen(text)), 6);
    ck_assert_uint_eq(zt_text_width("", 0), 0);
}
END_TEST

static const struct {
    const char *text, *escaped;
} escapes[] = {
    {"plain 100 %", "plain 100 %"},
    {"\x1b[2J", "\\e[2J"},
    {"a\nb\tc\rd", "a\\nb\\tc\\x0Dd"},
    {"\a\b\x7f", "\\x07\\x08\\x7F"},
    {"\xC2\x9B"
     "31m",
     "\\u{009B}31m"},
    {"\xE2\x80\x8B\xE2\x80\x8D\xE2\x81\xA6", "\\u{200B}\\u{200D}\\u{2066}"},
    {"\xEF\xBB\xBF", "\\u{FEFF}"},
    {"\xF3\xA0\x80\x81", "\\u{E0001}"},
    {"caf\xC3\xA9 \xE4\xB8\xAD e\xCC\x81", "caf\xC3\xA9 \xE4\xB8\xAD e\xCC\x81"},
    {"\xC3", "\\xC3"},
    {"\xFFok\x80", "\\xFFok\\x80"},
    {"\\e", "\\e"},
};

START_TEST(escapes_what_steers)
{
    ZtBuf out = {0};
    zt_text_escape(&out, escapes[_i].text, strlen(escapes[_i].text));
    ck_assert_str_eq(zt_buf_text(&out), escapes[_i].escaped);
    zt_buf_free(&out);
}
END_TEST

START_TEST(escapes_nul_and_every_control)
{
    ZtBuf out = {0};
    zt_text_escape(&out, "a\0b", 3);
    ck_assert_str_eq(zt_buf_text(&out), "a\\x00b");
    zt_buf_clear(&out);
    for (int c = 0; c < 256; c++) {
        char byte = (char)c;
        zt_text_escape(&out, &byte, 1);
    }
    for (size_t i = 0; i < out.len; i++)
        ck_assert(out.text[i] >= ' ' && out.text[i] < 0x7F);
    zt_buf_free(&out);
}
END_TEST

static const struct {
    const char *a, *b;
    size_t limit, distance;
} distances[] = {
    {"train", "train", 3, 0},
    {"train", "TRAIN", 3, 0},
    {"trian", "train", 3, 1},
    {"tran", "train", 3, 1},
    {"traain", "train", 3, 1},
    {"trbin", "train", 3, 1},
    {"kitten", "sitting", 5, 3},
    {"kitten", "sitting", 2, 3},
    {"", "abc", 3, 3},
    {"abc", "", 1, 2},
    {"", "", 0, 0},
    {"ab", "ba", 0, 1},
    {"ca", "abc", 5, 3},
};

START_TEST(distance_of_words)
{
    size_t limit = distances[_i].limit, expected = distances[_i].distance;
    ck_assert_uint_eq(zt_text_distance(distances[_i].a, distances[_i].b, limit), expected);
    ck_assert_uint_eq(zt_text_distance(distances[_i].b, distances[_i].a, limit), expected);
}
END_TEST

START_TEST(distance_of_long_words)
{
    char a[300], b[300];
    memset(a, 'a', sizeof a);
    memset(b, 'a', sizeof b);
    a[255] = b[255] = '\0';
    b[100] = 'b';
    ck_assert_uint_eq(zt_text_distance(a, b, 4), 1);
    a[255] = b[255] = 'a';
    a[256] = b[256] = '\0';
    ck_assert_uint_eq(zt_text_distance(a, b, 4), 5);
    b[100] = 'A';
    ck_assert_uint_eq(zt_text_distance(a, b, 4), 0);
}
END_TEST

START_TEST(nearest_word)
{
    static const char *const words[] = {"train", "step", "lr", "normalize", "plot", "w1"};
    ck_assert_str_eq(zt_text_nearest("trian", words, 6), "train");
    ck_assert_str_eq(zt_text_nearest("Steps", words, 6), "step");
    ck_assert_str_eq(zt_text_nearest("LT", words, 6), "lr");
    ck_assert_str_eq(zt_text_nearest("nromalise", words, 6), "normalize");
    ck_assert_str_eq(zt_text_nearest("w", words, 6), "w1");
    ck_assert_ptr_null(zt_text_nearest("q", words, 4));
    ck_assert_ptr_null(zt_text_nearest("zebra", words, 6));
    ck_assert_ptr_null(zt_text_nearest("", words, 6));
    ck_assert_ptr_null(zt_text_nearest("train", words, 0));
}
END_TEST

START_TEST(nearest_of_single_letters_is_none)
{
    static const char *const words[] = {"a", "b"};
    ck_assert_ptr_null(zt_text_nearest("q", words, 2));
    ck_assert_str_eq(zt_text_nearest("B", words, 2), "b");
}
END_TEST

START_TEST(equal_and_prefix)
{
    ck_assert(zt_text_same("aZ_1", "Az_1"));
    ck_assert(!zt_text_same("a", "ab") && !zt_text_same("ab", "a"));
    ck_assert(!zt_text_same("@", "`") && !zt_text_same("[", "{"));
    ck_assert(zt_text_starts("Train", "tR"));
    ck_assert(zt_text_starts("x", ""));
    ck_assert(!zt_text_starts("tr", "train"));
}
END_TEST

static const struct {
    const char *text;
    bool good;
} identifiers[] = {
    {"w", true},
    {"_a1", true},
    {"Z9", true},
    {"temp\xC3\xA9rature", true},
    {"\xCE\xB1", true},
    {"e\xCC\x81", true},
    {"\xE4\xB8\xAD", true},
    {"", false},
    {"1a", false},
    {"a b", false},
    {"a-b", false},
    {"x\xC2\xB2", false},
    {"a\xC3\x97"
     "b",
     false},
    {"\xE2\x88\x92", false},
    {"a\xE2\x80\x8B", false},
    {"\xCC\x81"
     "a",
     false},
    {"a\xFF", false},
    {"\xE2\x82\xAC", false},
    {"x\xE2\x81\xB1", false},
    {"\xF0\x9F\x98\x80", false},
    {"\xC2\xB5", true},
    {"a\xC2\x9B", false},
    {"a\x7F", false},
    {"a.b", false},
};

START_TEST(identifier)
{
    const char *text = identifiers[_i].text;
    ck_assert(zt_identifier(text, strlen(text)) == identifiers[_i].good);
}
END_TEST

START_TEST(identifier_at_the_beginning)
{
    ck_assert_uint_eq(zt_identifier_len("w1 * x", 6), 2);
    ck_assert_uint_eq(zt_identifier_len("w1 * x", 1), 1);
    ck_assert_uint_eq(zt_identifier_len("\xC2\xB5m\xC2\xB2", 5), 3);
    ck_assert_uint_eq(zt_identifier_len("1w", 2), 0);
    ck_assert_uint_eq(zt_identifier_len("\xFF", 1), 0);
    ck_assert_uint_eq(zt_identifier_len("w", 0), 0);
}
END_TEST

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

Suite *text_suite(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, utf8_round_trip);
    tcase_add_loop_test(tests, utf8_refuses, 0, COUNT(bad_utf8));
    tcase_add_test(tests, utf8_valid_text);
    tcase_add_loop_test(tests, width_of_characters, 0, COUNT(widths));
    tcase_add_test(tests, width_of_text);
    tcase_add_loop_test(tests, escapes_what_steers, 0, COUNT(escapes));
    tcase_add_test(tests, escapes_nul_and_every_control);
    tcase_add_loop_test(tests, distance_of_words, 0, COUNT(distances));
    tcase_add_test(tests, distance_of_long_words);
    tcase_add_test(tests, nearest_word);
    tcase_add_test(tests, nearest_of_single_letters_is_none);
    tcase_add_test(tests, equal_and_prefix);
    tcase_add_loop_test(tests, identifier, 0, COUNT(identifiers));
    tcase_add_test(tests, identifier_at_the_beginning);
    suite_add_tcase(suite, tests);
    return suite;
}
