/* Choosing the scale and the ticks of an axis: every candidate gets a cost, the cheapest wins. */
#include "plot/ticks.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

#define NARROW    1e-9 /* the narrowest axis, relative to its values: 9 digits tell ticks apart */
#define REJECTED  1e9
#define LABEL_GAP 2 /* columns between two labels, at least */

typedef struct Step {
    int digit, exponent; /* digit * 10^exponent; digit is 1, 2 or 5 */
} Step;

typedef struct Need { /* what an axis is planned for */
    double low, high; /* as in ZtAxis, but of the values */
    int power;        /* as in ZtAxis; on a logarithmic axis, for its labels */
    bool log, across, exact;
    int cells;
} Need;

/* Near the ends of double a sum overflows and a quotient loses its digits. There an axis counts in
 * a power of ten that keeps both away. */
static int power_for(double top)
{
    return top >= 1e300 ? 20 : top < 1e-280 ? -300 : 0;
}

/* value / 10^power */
static double in_power(double value, int power)
{
    return power < 0 ? value * pow(10, -power) : value / pow(10, power);
}

/* count * step, the nearest double for all but extreme exponents; never -0. */
static double steps(Step step, double count)
{
    double digits = count * step.digit + 0.0;
    return step.exponent < 0 ? digits / pow(10, -step.exponent) : digits * pow(10, step.exponent);
}

static double whole(double value)
{
    return floor(value + 0.5);
}

typedef struct Format {
    bool scientific; /* 1e+06 rather than 1000000 */
    int digits;      /* behind the point */
    int power;       /* of ten, by which the label's number is larger */
} Format;

static void print_scientific(ZtBuf *buf, Format format, double value)
{
    zt_buf_printf(buf, "%.*e", format.digits, value);
    size_t mark = strcspn(zt_buf_text(buf), "e");
    if (buf->failed || format.power == 0)
        return;
    int exponent = (int)strtol(buf->text + mark + 1, NULL, 10) + format.power;
    buf->len = mark;
    zt_buf_printf(buf, "e%+03d", exponent);
}

static void print(ZtBuf *buf, Format format, double value)
{
    zt_buf_clear(buf);
    if (!format.scientific)
        zt_buf_printf(buf, "%.*f", format.digits, value);
    else if (value == 0)
        zt_buf_puts(buf, "0");
    else
        print_scientific(buf, format, value);
}

/* The format of all labels of an axis whose largest tick is top: enough digits for the step. */
static Format choose_format(Step step, double top, int power, ZtBuf *buf)
{
    Format fixed = {false, step.exponent < 0 ? -step.exponent : 0, 0};
    if (top == 0 || (power == 0 && top >= 1e-3 && top < 1e6))
        return fixed;
    int leading = (int)floor(log10(top) + 1e-12);
    Format scientific = {true, leading > step.exponent ? leading - step.exponent : 0, power};
    if (power != 0)
        return scientific;
    print(buf, fixed, top);
    size_t fixed_len = buf->len;
    print(buf, scientific, top);
    return buf->len <= fixed_len ? scientific : fixed;
}

/* False if there is no room for another tick, which spoils the candidate. */
static bool add_tick(ZtAxis *axis, double cell, const ZtBuf *text)
{
    if (axis->count == ZT_TICKS_MAX || text->failed || text->len >= ZT_TICK_TEXT_MAX)
        return false;
    ZtTick *tick = &axis->ticks[axis->count++];
    tick->cell = cell < 0 ? 0 : cell >= axis->cells ? axis->cells - 1 : (int)cell;
    memcpy(tick->text, zt_buf_text(text), text->len + 1);
    if ((int)text->len > axis->width)
        axis->width = (int)text->len;
    return true;
}

/* A digit times a power of ten, as the labels of a logarithmic axis are. */
static void print_decade(ZtBuf *buf, int digit, int exponent, bool plain)
{
    zt_buf_clear(buf);
    if (plain)
        zt_buf_printf(buf, "%.*f", exponent < 0 ? -exponent : 0, digit * pow(10, exponent));
    else
        zt_buf_printf(buf, "%de%+03d", digit, exponent);
}

/* True if all labels of a logarithmic axis are short without a power of ten. */
static bool plain_decades(const Need *need)
{
    return need->low >= -4.5 && need->high < 5.5;
}

/* How many ticks look best: more on a longer axis, but not in proportion. */
static double wanted_ticks(const Need *need)
{
    double wanted = sqrt(need->cells) * (need->across ? 0.8 : 1.4);
    return wanted < 3 ? 3 : wanted > 12 ? 12 : wanted;
}

/* The smallest distance between two neighbours less what their labels need; negative if they
 * touch. The last label is moved in where it would stick out at the end. */
static int slack(const ZtAxis *axis, const Need *need)
{
    int least = axis->cells, label = need->across ? axis->width + LABEL_GAP : 1;
    for (int i = 1; i < axis->count; i++) {
        int distance = axis->ticks[i].cell - axis->ticks[i - 1].cell;
        int out = axis->ticks[i].cell + axis->width / 2 + 1 - axis->cells;
        if (need->across && out > 0)
            distance -= out;
        if (distance - label < least)
            least = distance - label;
    }
    return least;
}

/* What a candidate costs: ticks too few or too many, crowded labels, scale without values. */
static double cost_of(const ZtAxis *axis, const Need *need, bool aligned)
{
    int room = slack(axis, need);
    if (axis->count == 0 || room < 0)
        return REJECTED;
    double unused = 1 - (need->high - need->low) / (axis->high - axis->low);
    double cost = fabs(log2(axis->count / wanted_ticks(need))) + 3 * unused;
    if (axis->count < 3)
        cost += 4 * (3 - axis->count);
    if (!need->across && room == 0)
        cost += 0.6;
    if (need->across && axis->ticks[0].cell > 0)
        cost += 0.3; /* an axis that begins with a label reads best */
    return aligned ? cost : cost + 0.5;
}

static ZtAxis start(const Need *need, double low, double high)
{
    return (ZtAxis){.log = need->log,
                    .low = low,
                    .high = high,
                    .power = need->log ? 0 : need->power,
                    .cells = need->cells};
}

/* The scale that has the lowest and the highest value in the middle of the outermost cells or, if
 * it is to be exact, at their outer edges. */
static ZtAxis start_fitting(const Need *need)
{
    if (need->exact)
        return start(need, need->low, need->high);
    int between = need->cells > 1 ? need->cells - 1 : 1;
    double half = (need->high - need->low) / between / 2;
    return start(need, need->low - half, need->high + half);
}

/* Writes the label of tick i: a decade on a logarithmic axis, else a number. */
static void label_step(ZtBuf *buf, const Need *need, Step step, Format format, double i)
{
    if (need->log)
        print_decade(buf, 1, (int)steps(step, i), plain_decades(need));
    else
        print(buf, format, steps(step, i));
}

/* Adds the ticks first..last, counted in steps: one every stride cells from cell on or, if stride
 * is 0, where the scale puts them. */
static bool add_steps(ZtAxis *axis, const Need *need, Step step, double first, double last,
                      double cell, double stride)
{
    if (last - first >= ZT_TICKS_MAX)
        return false;
    ZtBuf buf = {0};
    double top = fmax(fabs(steps(step, first)), fabs(steps(step, last)));
    Format format = choose_format(step, top, need->power, &buf);
    double per_unit = axis->cells / (axis->high - axis->low);
    bool added = true;
    for (double i = first; i <= last && added; i++) {
        label_step(&buf, need, step, format, i);
        double at = stride > 0 ? cell + (i - first) * stride
                               : floor((steps(step, i) - axis->low) * per_unit);
        added = add_tick(axis, at, &buf);
    }
    zt_buf_free(&buf);
    return added;
}

/* The lowest cell of an aligned scale, counted in cells from the value 0, for values in the cells
 * low..high and ticks every stride cells: at a tick if there is room for that, else so that what
 * is left over is shared between the two ends. */
static double first_cell(double low, double high, double stride, int cells)
{
    double spare = cells - 1 - (high - low);
    double to_lower = low - stride * floor(low / stride);
    double to_upper = stride * ceil(high / stride) - high;
    if (to_lower <= spare)
        return low - to_lower;
    return low - floor((to_upper <= spare ? spare - to_upper : spare) / 2);
}

/* A scale on which a step is a whole number of cells, as many as possible. */
static double try_aligned(ZtAxis *axis, const Need *need, Step step)
{
    double one = steps(step, 1), span = need->high - need->low, low = 0, high = 0;
    double stride = floor((need->cells - 1) * (one / span)) + 1;
    for (; stride >= 1; stride--) {
        low = whole(need->low / one * stride);
        high = whole(need->high / one * stride);
        if (high - low <= need->cells - 1)
            break;
    }
    if (stride < 1)
        return REJECTED;
    double from = first_cell(low, high, stride, need->cells), to = from + need->cells;
    *axis = start(need, (from - 0.5) / stride * one, (to - 0.5) / stride * one);
    double first = ceil(from / stride), last = floor((to - 1) / stride);
    bool added = add_steps(axis, need, step, first, last, first * stride - from, stride);
    return added ? cost_of(axis, need, true) : REJECTED;
}

static double try_fitting(ZtAxis *axis, const Need *need, Step step)
{
    *axis = start_fitting(need);
    double first = ceil(need->low / steps(step, 1) - NARROW);
    double last = floor(need->high / steps(step, 1) + NARROW);
    bool added = add_steps(axis, need, step, first, last, 0, 0);
    return added ? cost_of(axis, need, false) : REJECTED;
}

/* Ticks at 1, 2 and 5 in every decade of a logarithmic axis. It costs more than whole decades:
 * where three of them fit, they read better. */
static double try_digits(ZtAxis *axis, const Need *need)
{
    static const int digits[] = {1, 2, 5};
    ZtBuf buf = {0};
    bool added = true;
    *axis = start_fitting(need);
    double per_unit = axis->cells / (axis->high - axis->low);
    int last = 3 * (int)floor(need->high) + 2;
    for (int i = 3 * (int)floor(need->low); i <= last && added; i++) {
        int exponent = (int)floor(i / 3.0), digit = digits[i - 3 * exponent];
        double at = exponent + log10(digit);
        if (at < need->low - NARROW || at > need->high + NARROW)
            continue;
        print_decade(&buf, digit, exponent, plain_decades(need));
        added = add_tick(axis, floor((at - axis->low) * per_unit), &buf);
    }
    zt_buf_free(&buf);
    return added ? cost_of(axis, need, false) + 0.5 : REJECTED;
}

/* Where in the cells: 0..cells. */
static double place(const ZtAxis *axis, double at)
{
    at = (at - axis->low) / (axis->high - axis->low) * axis->cells;
    return at < 0 ? 0 : at > axis->cells ? axis->cells : at;
}

/* Ticks at equal steps of the value, unequal distances, on a short logarithmic axis. */
static double try_within(ZtAxis *axis, const Need *need, Step step)
{
    double first = ceil(pow(10, need->low - need->power) / steps(step, 1) - NARROW);
    double last = floor(pow(10, need->high - need->power) / steps(step, 1) + NARROW);
    *axis = start_fitting(need);
    if (last - first >= ZT_TICKS_MAX || first < 1)
        return REJECTED;
    ZtBuf buf = {0};
    bool added = true;
    Format format = choose_format(step, steps(step, last), need->power, &buf);
    for (double i = first; i <= last && added; i++) {
        print(&buf, format, steps(step, i));
        added = add_tick(axis, floor(place(axis, log10(steps(step, i)) + need->power)), &buf);
    }
    zt_buf_free(&buf);
    return added ? cost_of(axis, need, false) : REJECTED;
}

typedef double (*Try)(ZtAxis *axis, const Need *need, Step step);

typedef struct Best {
    ZtAxis *axis;
    double cost;
} Best;

static void keep(Best *best, const ZtAxis *axis, double cost)
{
    if (cost >= best->cost)
        return;
    *best->axis = *axis;
    best->cost = cost;
}

/* Tries every step from a fraction of span up to span, but none below 10^least. */
static void try_steps(Best *best, const Need *need, double span, int least, Try try)
{
    static const int digits[] = {1, 2, 5};
    int exponent = (int)floor(log10(span / ZT_TICKS_MAX)), last = (int)floor(log10(span));
    for (exponent = exponent < least ? least : exponent; exponent <= last; exponent++) {
        for (int i = 0; i < 3; i++) {
            ZtAxis axis;
            double cost = try(&axis, need, (Step){digits[i], exponent});
            keep(best, &axis, cost);
        }
    }
}

static void try_log(Best *best, const Need *need)
{
    ZtAxis axis;
    double cost = try_digits(&axis, need);
    keep(best, &axis, cost);
    double low = pow(10, need->low - need->power), high = pow(10, need->high - need->power);
    if (need->high - need->low < 1)
        try_steps(best, need, high - low, INT_MIN, try_within);
}

static Need need_of(double low, double high, bool log, int cells, bool across)
{
    int power = power_for(fmax(fabs(low), fabs(high)));
    low = log ? log10(low) : in_power(low, power);
    high = log ? log10(high) : in_power(high, power);
    double least = fmax(NARROW * fmax(fabs(low), fabs(high)), log ? NARROW : 0);
    if (high - low < least) {
        double middle = low + (high - low) / 2;
        low = middle - least / 2;
        high = middle + least / 2;
    }
    return (Need){low, high, power, log, across, false, cells};
}

void zt_axis_plan(ZtAxis *axis, double low, double high, bool log, int cells, bool across)
{
    assert(low < high && cells > 0);
    Need need = need_of(low, high, log, cells, across);
    Best best = {axis, REJECTED};
    *axis = start_fitting(&need);
    try_steps(&best, &need, need.high - need.low, log ? 0 : INT_MIN, try_aligned);
    try_steps(&best, &need, need.high - need.low, log ? 0 : INT_MIN, try_fitting);
    if (log)
        try_log(&best, &need);
}

void zt_axis_plan_exact(ZtAxis *axis, double low, double high, int cells, bool across)
{
    assert(low < high && cells > 0);
    Need need = need_of(low, high, false, cells, across);
    Best best = {axis, REJECTED};
    need.exact = true;
    *axis = start_fitting(&need);
    try_steps(&best, &need, need.high - need.low, INT_MIN, try_fitting);
}

double zt_axis_place(const ZtAxis *axis, double value)
{
    return place(axis, axis->log ? log10(value) : in_power(value, axis->power));
}

double zt_axis_value(const ZtAxis *axis, double place)
{
    double at = axis->low + (axis->high - axis->low) * (place / axis->cells);
    return axis->log ? pow(10, at) : in_power(at, -axis->power);
}
