/* Numbers and their text.
 *
 * Reading: the digits are gathered into an integer and a power of ten. Where the integer is at
 * most 2^53 and the power within 10^22, both are exact doubles, and one multiplication or division
 * rounds just once (Clinger 1990), which is what most cells of a data file need; the 17 digits
 * that programs write take one long division. All else is written out again in a plain form of
 * bounded length and given to strtod. */
#include "base/number.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_EXACT  19 /* digits that always fit into 64 bits */
#define EXACT         ((uint64_t)1 << DBL_MANT_DIG)
#define EXPONENT_CAP  9999
#define EXPONENT_READ ((int64_t)1 << 50)

/* Where the value of a text may lie exactly between two doubles, at most 767 digits decide;
 * whether any digit other than 0 follows decides the rest. */
#define DIGITS_KEPT 800

typedef struct Decimal {
    const char *text; /* first digit or point */
    size_t len;       /* bytes of digits and point */
    char point;
    bool negative;
    uint64_t mantissa; /* of the first DIGITS_EXACT digits that count */
    size_t digits;     /* that count: without leading zeros */
    int64_t exponent;  /* power of ten of the last digit */
} Decimal;

static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* clang-format off */
static const uint64_t fives[] = {
    1ull, 5ull, 25ull, 125ull,
    625ull, 3125ull, 15625ull, 78125ull,
    390625ull, 1953125ull, 9765625ull, 48828125ull,
    244140625ull, 1220703125ull, 6103515625ull, 30517578125ull,
    152587890625ull, 762939453125ull, 3814697265625ull, 19073486328125ull,
    95367431640625ull, 476837158203125ull, 2384185791015625ull, 11920928955078125ull,
    59604644775390625ull, 298023223876953125ull, 1490116119384765625ull, 7450580596923828125ull,
};
/* clang-format on */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits and the point; false if there is no digit. */
static bool scan_digits(Decimal *number, const char *text, size_t len, char point)
{
    uint64_t mantissa = 0;
    size_t i = 0, digits = 0, behind = 0;
    bool pointed = false, any = false;
    for (; i < len; i++) {
        unsigned digit = (unsigned)(text[i] - '0');
        if (digit <= 9) {
            any = true;
            behind += pointed;
            digits += digits > 0 || digit > 0;
            if (digits <= DIGITS_EXACT)
                mantissa = mantissa * 10 + digit;
        } else if (text[i] == point && !pointed) {
            pointed = true;
        } else {
            break;
        }
    }
    *number = (Decimal){.text = text,
                        .len = i,
                        .point = point,
                        .mantissa = mantissa,
                        .digits = digits,
                        .exponent = -(int64_t)behind};
    return any;
}

/* The exponent part, if there is a whole one: the bytes it takes. */
static size_t scan_exponent(Decimal *number, const char *text, size_t len)
{
    size_t i = 1;
    if (len < 2 || (text[0] != 'e' && text[0] != 'E'))
        return 0;
    bool negative = text[i] == '-';
    i += text[i] == '-' || text[i] == '+';
    if (i >= len || !is_digit(text[i]))
        return 0;
    int64_t value = 0;
    for (; i < len && is_digit(text[i]); i++) {
        if (value < EXPONENT_READ)
            value = value * 10 + (text[i] - '0');
    }
    number->exponent += negative ? -value : value;
    return i;
}

/* Reads all parts; the bytes used, 0 if there is no number. */
static size_t scan(Decimal *number, const char *text, size_t len, char point, bool signs)
{
    size_t i = signs && len > 0 && (text[0] == '-' || text[0] == '+');
    if (!scan_digits(number, text + i, len - i, point))
        return 0;
    number->negative = i > 0 && text[0] == '-';
    i += number->len;
    return i + scan_exponent(number, text + i, len - i);
}

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 Wide;

/* mantissa / 10^places, rounded once. Both mantissa and 5^places are shifted until their top bit is
 * set; the quotient times 2^63 then has 63 or 64 bits, so that its conversion to a double rounds
 * rightly if its last bit says whether anything is left over. */
static bool divide(uint64_t mantissa, int places, double *value)
{
    int shift = __builtin_clzll(mantissa), shift_five = __builtin_clzll(fives[places]);
    Wide above = (Wide)(mantissa << shift) << 63;
    uint64_t below = fives[places] << shift_five;
    uint64_t ratio = (uint64_t)(above / below);
    ratio |= above % below != 0;
    *value = ldexp((double)ratio, shift_five - shift - 63 - places);
    return true;
}
#else
static bool divide(uint64_t mantissa, int places, double *value)
{
    (void)mantissa, (void)places, (void)value;
    return false;
}
#endif

/* The double nearest to mantissa * 10^exponent, where that takes one rounding only. */
static bool round_once(uint64_t mantissa, int64_t exponent, double *value)
{
    if (mantissa == 0 || exponent == 0)
        *value = (double)mantissa;
    else if (mantissa <= EXACT && exponent < 0 && exponent >= -22)
        *value = (double)mantissa / tens[-exponent];
    else if (mantissa <= EXACT && exponent > 0 && exponent <= 22)
        *value = (double)mantissa * tens[exponent];
    else if (exponent < 0 && exponent >= -27)
        return divide(mantissa, (int)-exponent, value);
    else
        return false;
    return true;
}

/* The short way for the text of most cells: all of it digits with at most one point, and few
 * enough of them. */
static bool read_short(const char *text, size_t len, char point, bool signs, double *value)
{
    size_t first = signs && len > 0 && text[0] == '-', behind = len;
    uint64_t mantissa = 0;
    if (len > DIGITS_EXACT + 1)
        return false;
    for (size_t i = first; i < len; i++) {
        unsigned digit = (unsigned)(text[i] - '0');
        if (digit <= 9)
            mantissa = mantissa * 10 + digit;
        else if (text[i] == point && behind == len)
            behind = i + 1;
        else
            return false;
    }
    size_t digits = len - first - (behind < len);
    if (digits == 0 || digits > DIGITS_EXACT || (len > 0 && text[len - 1] == point))
        return false;
    double size;
    if (!round_once(mantissa, -(int64_t)(len - behind), &size))
        return false;
    *value = first ? -size : size;
    return true;
}

/* Through strtod, from a copy of at most DIGITS_KEPT digits, a last 1 that stands for all others,
 * and the exponent. LC_NUMERIC is always "C", and there is no point in the copy anyway. */
static double rounded_value(const Decimal *number)
{
    char copy[DIGITS_KEPT + 32];
    size_t kept = 0, skipped = 0;
    bool rest = false;
    for (size_t i = 0; i < number->len; i++) {
        char c = number->text[i];
        if (c == number->point || (kept == 0 && c == '0'))
            continue;
        if (kept < DIGITS_KEPT) {
            copy[kept++] = c;
        } else {
            skipped++;
            rest = rest || c != '0';
        }
    }
    int64_t exponent = number->exponent + (int64_t)skipped;
    if (rest) {
        copy[kept++] = '1';
        exponent--;
    }
    if (exponent > EXPONENT_CAP)
        exponent = EXPONENT_CAP;
    if (exponent < -EXPONENT_CAP)
        exponent = -EXPONENT_CAP;
    snprintf(copy + kept, sizeof copy - kept, "e%d", (int)exponent);
    int saved = errno;
    double value = strtod(copy, NULL);
    errno = saved;
    return value;
}

ZtNumberFault zt_number_read(const char *text, size_t len, char point, bool signs, double *value,
                             size_t *used)
{
    Decimal number;
    if (read_short(text, len, point, signs, value)) {
        *used = len;
        return ZT_NUMBER_OK;
    }
    *used = scan(&number, text, len, point, signs);
    if (*used == 0)
        return ZT_NUMBER_NONE;
    double size;
    if (number.digits > DIGITS_EXACT || !round_once(number.mantissa, number.exponent, &size))
        size = rounded_value(&number);
    if (size > DBL_MAX)
        return ZT_NUMBER_RANGE;
    *value = number.negative ? -size : size;
    return ZT_NUMBER_OK;
}

/* inf and nan, which printf may write with a sign that says nothing. */
static bool print_special(ZtBuf *out, double value)
{
    if (value != value)
        zt_buf_puts(out, "nan");
    else if (value > DBL_MAX)
        zt_buf_puts(out, "inf");
    else if (value < -DBL_MAX)
        zt_buf_puts(out, "-inf");
    else
        return false;
    return true;
}

static bool same_back(const char *text, double value, bool single)
{
    return single ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value;
}

/* A decimal text of up to 6 (15) digits survives the way through a float (double) in the normal
 * range, so fewer digits than that need not be tried there: %g drops zeros at the end. */
static int digits_to_try(double size, bool single)
{
    if (single)
        return size < FLT_MIN ? 1 : FLT_DIG;
    return size < DBL_MIN ? 1 : DBL_DIG;
}

void zt_number_exact(ZtBuf *out, double value, bool single)
{
    char text[40];
    if (print_special(out, value))
        return;
    double size = value < 0 ? -value : value;
    if (size < 1e15 && size == (double)(int64_t)size) {
        zt_buf_printf(out, "%.0f", value);
        return;
    }
    int digits = digits_to_try(size, single), most = single ? FLT_DECIMAL_DIG : DBL_DECIMAL_DIG;
    do {
        snprintf(text, sizeof text, "%.*g", digits, value);
    } while (!same_back(text, value, single) && digits++ < most);
    zt_buf_puts(out, text);
}

void zt_number_stored(ZtBuf *out, double value, bool single)
{
    ZtBuf text = {0};
    zt_number_exact(&text, value, single);
    bool same =
        !single || value != value || (double)(float)strtod(zt_buf_text(&text), NULL) == value;
    if (same)
        zt_buf_puts(out, zt_buf_text(&text));
    else
        zt_number_exact(out, value, false);
    out->failed = out->failed || text.failed;
    zt_buf_free(&text);
}

void zt_number_print(ZtBuf *out, double value, int digits, bool single)
{
    if (print_special(out, value))
        return;
    if (value == 0)
        zt_buf_putc(out, '0');
    else if (digits <= 0)
        zt_number_exact(out, value, single);
    else
        zt_buf_printf(out, "%.*g", digits < DBL_DECIMAL_DIG ? digits : DBL_DECIMAL_DIG, value);
}

static bool append_digit(uint64_t *value, unsigned digit)
{
    return !__builtin_mul_overflow(*value, (uint64_t)10, value) &&
           !__builtin_add_overflow(*value, (uint64_t)digit, value);
}

/* Digits up to the point, as the exponent moves it, are the value; behind it only zeros may be. */
bool zt_number_whole(const char *text, uint64_t *value)
{
    Decimal number;
    size_t len = strlen(text);
    if (len == 0 || scan(&number, text, len, '.', false) != len)
        return false;
    uint64_t whole = 0;
    int64_t behind = (int64_t)number.digits + number.exponent;
    bool started = false;
    for (size_t i = 0; i < number.len; i++) {
        char c = number.text[i];
        started = started || (c != '0' && c != '.');
        if (c == '.' || !started)
            continue;
        if (behind-- > 0 ? !append_digit(&whole, (unsigned)(c - '0')) : c != '0')
            return false;
    }
    for (; started && behind > 0; behind--) {
        if (!append_digit(&whole, 0))
            return false;
    }
    *value = whole;
    return true;
}
