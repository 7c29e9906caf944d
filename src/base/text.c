/* Text from outside: decoding, escaping, and finding the word that was meant. */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define LONGEST 255 /* bytes of a word that can be compared by distance */

/* The smallest code that may be written with that many bytes. */
static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};

static size_t length_by_lead(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

size_t zt_utf8_decode(const char *text, size_t len, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)text;
    size_t size = length_by_lead(byte[0]);
    if (size == 0 || size > len)
        return 0;
    uint32_t value = size == 1 ? byte[0] : byte[0] & (0xFFu >> (size + 1));
    for (size_t i = 1; i < size; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (byte[i] & 0x3Fu);
    }
    bool surrogate = value >= 0xD800 && value < 0xE000;
    if (value < smallest[size] || surrogate || value > 0x10FFFF)
        return 0;
    *code = value;
    return size;
}

size_t zt_utf8_encode(uint32_t code, char out[4])
{
    size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (size == 1) {
        out[0] = (char)code;
        return 1;
    }
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)((0xF00u >> size & 0xFFu) | code);
    return size;
}

bool zt_utf8_valid(const char *text, size_t len, size_t *bad)
{
    for (size_t i = 0; i < len;) {
        uint32_t code;
        size_t size = zt_utf8_decode(text + i, len - i, &code);
        if (size == 0 || code == 0) {
            *bad = i;
            return false;
        }
        i += size;
    }
    return true;
}

/* Beyond ASCII: characters that cannot be seen, or that change how others are shown. Sorted. */
static const struct {
    uint32_t first, last;
} unsafe[] = {
    {0x80, 0x9F},       /* C1 controls */
    {0xAD, 0xAD},       /* soft hyphen */
    {0x34F, 0x34F},     /* grapheme joiner */
    {0x61C, 0x61C},     /* Arabic letter mark */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x17B4, 0x17B5},   /* Khmer vowels without a shape */
    {0x180B, 0x180F},   /* Mongolian selectors and separator */
    {0x200B, 0x200F},   /* zero width, direction marks */
    {0x2028, 0x202E},   /* line separators, bidirectional */
    {0x2060, 0x206F},   /* joiners, isolates */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xFE00, 0xFE0F},   /* variation selectors */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFA0, 0xFFA0},   /* Hangul filler, half width */
    {0xFFF0, 0xFFFB},   /* annotations */
    {0x13430, 0x1345F}, /* hieroglyph format controls */
    {0x1BCA0, 0x1BCA3}, /* shorthand format controls */
    {0x1D173, 0x1D17A}, /* musical format controls */
    {0xE0000, 0xE0FFF}, /* tags, more selectors */
};

static bool is_unsafe(uint32_t code)
{
    if (code < 0x80)
        return code < 0x20 || code == 0x7F;
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe && code >= unsafe[i].first; i++) {
        if (code <= unsafe[i].last)
            return true;
    }
    return false;
}

static size_t escape_byte(unsigned char byte, char out[ZT_ESCAPE_SIZE])
{
    const char *named = byte == '\n' ? "\\n" : byte == '\t' ? "\\t" : byte == 0x1B ? "\\e" : NULL;
    int len = named ? snprintf(out, ZT_ESCAPE_SIZE, "%s", named)
                    : snprintf(out, ZT_ESCAPE_SIZE, "\\x%02X", byte);
    return (size_t)len;
}

size_t zt_text_escape_one(const char *text, size_t len, char out[ZT_ESCAPE_SIZE], size_t *used)
{
    uint32_t code;
    size_t size = zt_utf8_decode(text, len, &code);
    *used = size ? size : 1;
    if (size == 0 || (code < 0x80 && is_unsafe(code)))
        return escape_byte((unsigned char)text[0], out);
    if (is_unsafe(code))
        return (size_t)snprintf(out, ZT_ESCAPE_SIZE, "\\u{%04X}", (unsigned)code);
    memcpy(out, text, size);
    return size;
}

void zt_text_escape(ZtBuf *out, const char *text, size_t len)
{
    while (len > 0) {
        char piece[ZT_ESCAPE_SIZE];
        size_t used, size = zt_text_escape_one(text, len, piece, &used);
        zt_buf_add(out, piece, size);
        text += used;
        len -= used;
    }
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool zt_text_same(const char *a, const char *b)
{
    return strlen(a) == strlen(b) && zt_text_starts(a, b);
}

bool zt_text_starts(const char *text, const char *prefix)
{
    for (; *prefix; text++, prefix++) {
        if (lower(*text) != lower(*prefix))
            return false;
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of the table of distances: row[j] is the distance between the first i characters of a
 * and the first j of b. above and above2 are the rows for i - 1 and i - 2. */
static void distance_row(const char *a, size_t i, const char *b, size_t columns,
                         const size_t *above2, const size_t *above, size_t *row)
{
    row[0] = i;
    for (size_t j = 1; j <= columns; j++) {
        bool equal = lower(a[i - 1]) == lower(b[j - 1]);
        row[j] = above[j - 1] + (equal ? 0 : 1);
        row[j] = least(row[j], least(above[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
            lower(a[i - 2]) == lower(b[j - 1]))
            row[j] = least(row[j], above2[j - 2] + 1);
    }
}

size_t zt_text_distance(const char *a, const char *b, size_t limit)
{
    size_t len_a = strlen(a), len_b = strlen(b);
    size_t apart = len_a > len_b ? len_a - len_b : len_b - len_a;
    if (zt_text_same(a, b))
        return 0;
    if (apart > limit || len_a > LONGEST || len_b > LONGEST)
        return limit + 1;
    size_t rows[3][LONGEST + 1] = {{0}};
    for (size_t j = 0; j <= len_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= len_a; i++)
        distance_row(a, i, b, len_b, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
    return least(rows[len_a % 3][len_b], limit + 1);
}

const char *zt_text_nearest(const char *word, const char *const *words, size_t count)
{
    size_t len = strlen(word);
    size_t limit = len < 6 ? 1 : len / 3;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = zt_text_distance(word, words[i], limit);
        size_t longer = len > strlen(words[i]) ? len : strlen(words[i]);
        if (distance > limit || (distance > 0 && distance >= longer))
            continue;
        nearest = words[i];
        if (distance == 0)
            break;
        limit = distance - 1;
    }
    return nearest;
}

/* Punctuation, signs, raised and lowered digits, pictures: what is no part of a name although it
 * is not ASCII. Sorted. */
static const struct {
    uint32_t first, last;
} signs[] = {
    {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},       {0xD7, 0xD7},
    {0xF7, 0xF7},     {0x2C2, 0x2DF},   {0x37E, 0x37E},   {0x387, 0x387},     {0x3F6, 0x3F6},
    {0x1680, 0x1680}, {0x2000, 0x2101}, {0x2103, 0x2106}, {0x2108, 0x2109},   {0x2150, 0x215F},
    {0x2189, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020},   {0x3030, 0x3030},
    {0xA9C1, 0xA9CD}, {0xE000, 0xF8FF}, {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF20},
    {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0x10FFFF},
};

static bool is_letter(uint32_t code)
{
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || code == '_';
    for (size_t i = 0; i < sizeof signs / sizeof *signs && code >= signs[i].first; i++) {
        if (code <= signs[i].last)
            return false;
    }
    return !is_unsafe(code);
}

size_t zt_identifier_len(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len) {
        uint32_t code;
        size_t size = zt_utf8_decode(text + i, len - i, &code);
        bool digit = size == 1 && code >= '0' && code <= '9';
        bool later = digit || (size > 0 && zt_char_width(code) == 0);
        if (size == 0 || !(i > 0 && later ? !is_unsafe(code) : !later && is_letter(code)))
            break;
        i += size;
    }
    return i;
}

bool zt_identifier(const char *text, size_t len)
{
    return len > 0 && zt_identifier_len(text, len) == len;
}
