#include <config.h>

#include "lang/clauses.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "lang/nls.h"
#include "lang/wrap.h"

#define SHORT 6 /* digits */

static void drop_zeros(char *text)
{
    size_t len = strlen(text);
    if (!strchr(text, '.') || strchr(text, 'e'))
        return;
    while (text[len - 1] == '0')
        len--;
    len -= text[len - 1] == '.';
    text[len] = '\0';
}

ZtDigits zt_axis_number(double value, double range)
{
    ZtDigits number;
    int decimals = range > 0 && isfinite(range) ? 2 - (int)floor(log10(range)) : -1;
    bool fixed = decimals > -6 && decimals <= 8 && fabs(value) < 1e9;
    if (fixed)
        snprintf(number.text, sizeof number.text, "%.*f", decimals > 0 ? decimals : 0, value);
    else
        snprintf(number.text, sizeof number.text, "%.4g", value);
    drop_zeros(number.text);
    if (strcmp(number.text, "-0") == 0)
        strcpy(number.text, "0");
    return number;
}

ZtDigits zt_short_number(double value)
{
    ZtDigits number;
    ZtBuf out = {0};
    zt_number_print(&out, value, SHORT, false);
    snprintf(number.text, sizeof number.text, "%s", zt_buf_text(&out));
    zt_buf_free(&out);
    return number;
}

ZtDigits zt_rough_number(double value, int digits)
{
    char text[32];
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    return zt_short_number(strtod(text, NULL)); /* 2940, where %g would give 2.94e+03 */
}

ZtDigits zt_whole_number(uint64_t value)
{
    ZtDigits number;
    snprintf(number.text, sizeof number.text, "%llu", (unsigned long long)value);
    return number;
}

void zt_add_clause(ZtBuf *out, const char *clause, const char *const *arg, size_t count)
{
    if (out->len > 0)
        zt_buf_puts(out, _("; "));
    zt_sentence(out, clause, arg, count);
}

void zt_add_left_out(ZtBuf *out, size_t count)
{
    ZtDigits number = zt_whole_number(count);
    const char *const arg[] = {number.text};
    if (count > 0)
        zt_add_clause(out,
                      ngettext("{1} point is left out because it is not finite",
                               "{1} points are left out because they are not finite", count),
                      arg, 1);
}

bool zt_finish_sentence(ZtFigure *figure, ZtBuf *out)
{
    zt_buf_putc(out, '.');
    bool ok = !out->failed && zt_figure_set(&figure->sentence, zt_buf_text(out));
    zt_buf_free(out);
    return ok;
}
