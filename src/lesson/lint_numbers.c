#include <config.h>

#include "lesson/lint_numbers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"

#define CERTAIN_DIGITS 4 /* whole numbers of so many are to be checked */

void zt_numbers_free(ZtNumbers *numbers)
{
    zt_free(numbers->value);
    *numbers = (ZtNumbers){0};
}

void zt_numbers_add(ZtNumbers *numbers, double value)
{
    if (!ZT_GROW(numbers->value, numbers->cap, numbers->count + 1))
        numbers->failed = true;
    else
        numbers->value[numbers->count++] = fabs(value);
}

void zt_numbers_add_text(ZtNumbers *numbers, const char *text)
{
    ZtProseNumber number;
    while (zt_prose_number(&text, false, &number))
        zt_numbers_add(numbers, number.value);
}

void zt_numbers_add_data(ZtNumbers *numbers, const ZtDataset *data)
{
    for (size_t i = 0; data && i < data->columns; i++)
        for (size_t row = 0; !data->column[i].text && row < data->rows; row++)
            zt_numbers_add(numbers, zt_dataset_value(data, i, row));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0xC3; /* not the first byte of a blank that does not break */
}

/* Bytes of a blank that does not break, at text; 0 if there is none. */
static size_t hard_blank(const char *text)
{
    static const char *const blanks[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
            return strlen(blanks[i]);
    return 0;
}

/* Bytes of what groups digits at text, with three digits and no more behind it; 0 if none. */
static size_t group_len(const char *text, bool comma)
{
    size_t len = hard_blank(text);
    if (len == 0 && !comma && *text == ',')
        len = 1;
    bool three = len > 0 && is_digit(text[len]) && is_digit(text[len + 1]) &&
                 is_digit(text[len + 2]) && !is_digit(text[len + 3]);
    return three ? len : 0;
}

typedef struct Scan {
    const char *at;
    char text[48]; /* as zt_number_read wants it */
    size_t len;
} Scan;

static void take(Scan *scan, char c)
{
    if (scan->len + 1 < sizeof scan->text)
        scan->text[scan->len++] = c;
}

static size_t take_digits(Scan *scan)
{
    size_t count = 0;
    for (; is_digit(*scan->at); count++)
        take(scan, *scan->at++);
    return count;
}

static size_t take_whole(Scan *scan, bool comma)
{
    size_t digits = take_digits(scan), group;
    if (digits > 3)
        return digits;
    while ((group = group_len(scan->at, comma)) > 0) {
        scan->at += group;
        digits += take_digits(scan);
    }
    return digits;
}

static bool take_exponent(Scan *scan, int *exponent)
{
    const char *at = scan->at;
    if (*at != 'e' && *at != 'E')
        return false;
    at++;
    at += *at == '-' || *at == '+';
    if (!is_digit(*at))
        return false;
    *exponent = (int)strtol(scan->at + 1, NULL, 10);
    while (scan->at < at)
        take(scan, *scan->at++);
    take_digits(scan);
    return true;
}

/* A word, with the digits in it: w1, float32. */
static const char *skip_word(const char *text)
{
    while (is_letter(*text) || is_digit(*text) || ((unsigned char)*text & 0xC0) == 0x80)
        text++;
    return text;
}

static const char *find_digit(const char *text)
{
    while (*text && !is_digit(*text))
        text = is_letter(*text) ? skip_word(text) : text + 1;
    return text;
}

bool zt_prose_number(const char **text, bool comma, ZtProseNumber *number)
{
    Scan scan = {.at = find_digit(*text)};
    const char *start = scan.at;
    int exponent = 0;
    size_t places = 0, used;
    if (!*scan.at)
        return false;
    size_t whole = take_whole(&scan, comma);
    if ((*scan.at == '.' || (comma && *scan.at == ',')) && is_digit(scan.at[1])) {
        scan.at++;
        take(&scan, '.');
        places = take_digits(&scan);
    }
    bool scaled = take_exponent(&scan, &exponent);
    *number = (ZtProseNumber){.places = (int)places - exponent};
    number->certain = places > 0 || scaled || whole >= CERTAIN_DIGITS;
    zt_number_read(scan.text, scan.len, '.', false, &number->value, &used);
    size_t shown = (size_t)(scan.at - start);
    if (shown >= sizeof number->text)
        shown = sizeof number->text - 1;
    memcpy(number->text, start, shown);
    *text = scan.at;
    return true;
}

bool zt_number_rounds_to(double value, const ZtProseNumber *number)
{
    double half = 0.5 * pow(10, -number->places);
    return fabs(fabs(value) - number->value) <= half * (1 + 1e-9) + 1e-12 * number->value;
}

bool zt_numbers_have(const ZtNumbers *numbers, const ZtProseNumber *number)
{
    for (size_t i = 0; i < numbers->count; i++)
        if (zt_number_rounds_to(numbers->value[i], number))
            return true;
    return false;
}
