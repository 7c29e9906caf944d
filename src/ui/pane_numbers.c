/* The numbers: parameters and gradient, with bars for sign and size. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "core/history.h"
#include "lang/nls.h"
#include "lang/report.h"
#include "ui/inks.h"
#include "ui/panes.h"

#define LARGE_ROWS 200000 /* so many rows are not evaluated just to show a number */
#define NUMBER     11     /* columns of a number */
#define NAME_WIDTH 8
#define BARS_MIN   8 /* columns of a bar, if there are two */
#define BAR_MIN    5
#define DECADES    4.0 /* a gradient's bar ends so many decades below the run's largest */

typedef struct Numbers {
    const double *grad; /* NULL: not known */
    double loss;        /* NaN: not known */
    bool now;           /* of the present parameters, else of the last epoch */
} Numbers;

static Numbers find_numbers(ZtSession *session, const ZtNumbersWanted *what)
{
    Numbers numbers = {.loss = (double)NAN};
    ZtErr ignored;

    if (!session->data || what->sight < ZT_SIGHT_LOSS)
        return numbers;
    if (!what->running && session->data->rows <= LARGE_ROWS)
        numbers.now = zt_session_loss_now(session, &numbers.loss, &numbers.grad, &ignored);
    if (!numbers.now && session->has_last) {
        numbers.loss = session->last_loss;
        numbers.grad = session->last_grad;
    }
    if (what->sight < ZT_SIGHT_GRADIENT)
        numbers.grad = NULL;
    return numbers;
}

void zt_pane_numbers_title(ZtSession *session, const ZtNumbersWanted *what, ZtBuf *out)
{
    Numbers numbers = find_numbers(session, what);

    if (what->sight < ZT_SIGHT_LOSS) {
        zt_buf_puts(out, _("parameters"));
        return;
    }
    if (what->sight == ZT_SIGHT_ALL)
        zt_buf_printf(out, _("epoch %llu"), (unsigned long long)session->epoch);
    if (isnan(numbers.loss) && !session->has_last)
        return;
    zt_buf_puts(out, out->len > 0 ? "  " : "");
    zt_buf_puts(out, numbers.now ? _("loss now ") : _("loss "));
    zt_number_print(out, numbers.loss, 6, false);
}

/* A bar of so many cells from the middle of the place: to the right if positive. */
static void draw_bar(ZtCanvas *canvas, ZtRect place, double share, bool ascii, ZtInk ink)
{
    int half = (place.width - 1) / 2, middle = place.column + half;
    double length = fabs(share) * half * 2; /* in half cells */
    int halves = share == 0 ? 0 : length < 1 ? 1 : (int)(length + 0.5);
    int sign = share < 0 ? -1 : 1;

    zt_canvas_put(canvas, middle, place.row, ascii ? '|' : 0x2502, (ZtInk)ZT_INK_RULE);
    for (int i = 0; i < (halves + 1) / 2 && i < half; i++) {
        bool partial = 2 * i + 1 == halves;
        uint32_t full = ascii ? '#' : 0x2588, part = sign > 0 ? 0x258C : 0x2590;
        zt_canvas_put(canvas, middle + sign * (i + 1), place.row, partial && !ascii ? part : full,
                      ink);
    }
}

static double largest(const double *value, size_t count)
{
    double most = 0;

    for (size_t i = 0; value && i < count; i++)
        if (isfinite(value[i]) && fabs(value[i]) > most)
            most = fabs(value[i]);
    return most;
}

/* The largest gradient of the run: that of its first epoch, as a rule. */
static double largest_gradient(const ZtSession *session, const double *grad)
{
    double most = largest(grad, session->count);

    if (zt_history_count(session->history) > 0 && !zt_history_norms(session->history)) {
        ZtHistoryRow first = zt_history_row(session->history, 0);
        double then = largest(first.grad, session->count);
        most = then > most ? then : most;
    }
    return most;
}

static double linear_share(double value, double most)
{
    if (!isfinite(value))
        return value > 0 ? 1 : -1;
    return most > 0 ? value / most : 0;
}

/* Gradients shrink by decades, so their bars are logarithmic. */
static double decade_share(double value, double most)
{
    double share;

    if (!isfinite(value) || most == 0)
        return linear_share(value, most);
    share = 1 + log10(fabs(value) / most) / DECADES;
    if (value == 0 || share < 0)
        share = value == 0 ? 0 : 1e-3;
    return value < 0 ? -share : share;
}

static void draw_number(ZtCanvas *canvas, int column, int row, double value, ZtInk ink)
{
    ZtBuf text = {0};
    int width;

    zt_report_value(&text, value);
    width = zt_canvas_measure(zt_buf_text(&text));
    zt_canvas_text(canvas, column + (width < NUMBER ? NUMBER - width : 0), row, zt_buf_text(&text),
                   NUMBER, ink);
    zt_buf_free(&text);
}

typedef struct Columns { /* of the pane; a bar's width 0: it has no room */
    int name, value, value_bar, grad, grad_bar;
    int bar; /* width of each */
} Columns;

static Columns find_columns(const ZtSession *session, bool gradient, ZtRect place)
{
    Columns c = {.name = 1};
    int end = place.column + place.width - 1, rest;

    for (size_t i = 0; i < session->count; i++) {
        int width = zt_canvas_measure(session->name[i]);
        c.name = width > c.name ? width : c.name;
    }
    c.name = c.name > NAME_WIDTH ? NAME_WIDTH : c.name;
    c.value = place.column + 2 + c.name;
    if (!gradient) { /* all is the parameters' */
        c.bar = end - c.value - NUMBER - 1;
        c.value_bar = c.bar >= BAR_MIN ? c.value + NUMBER + 1 : 0;
        return c;
    }
    rest = end - c.value - 2 * NUMBER - 3;
    c.bar = rest / 2 >= BARS_MIN ? rest / 2 : rest >= BAR_MIN ? rest : 0;
    c.value_bar = rest / 2 >= BARS_MIN ? c.value + NUMBER + 1 : 0;
    c.grad = c.value + NUMBER + 1 + (c.value_bar ? c.bar : 0);
    c.grad_bar = c.bar ? c.grad + NUMBER + 1 : 0;
    return c;
}

static void draw_heads(const Columns *c, ZtCanvas *canvas, ZtRect place)
{
    const char *value = _("parameter"), *grad = _("gradient");
    int width = zt_canvas_measure(grad);

    zt_canvas_text(canvas, c->value + NUMBER - zt_canvas_measure(value), place.row, value,
                   place.width, ZT_INK_DIM);
    zt_canvas_text(canvas, c->grad + NUMBER - width, place.row, grad,
                   place.column + place.width - c->grad - NUMBER + width, ZT_INK_DIM);
}

static ZtRect bar_place(int column, int row, int width)
{
    return (ZtRect){column, row, width, 1};
}

static void draw_parameter(const ZtSession *session, const Numbers *numbers, size_t i,
                           const Columns *c, ZtCanvas *canvas, ZtRect place, int row, bool ascii)
{
    double most = largest(session->param, session->count);

    zt_canvas_text(canvas, place.column + 1, row, session->name[i], c->name, ZT_INK_BOLD);
    draw_number(canvas, c->value, row, session->param[i], ZT_INK_PLAIN);
    if (c->value_bar)
        draw_bar(canvas, bar_place(c->value_bar, row, c->bar),
                 linear_share(session->param[i], most), ascii, ZT_INK_1);
    if (!numbers->grad)
        return;
    draw_number(canvas, c->grad, row, numbers->grad[i], ZT_INK_PLAIN);
    if (c->grad_bar)
        draw_bar(canvas, bar_place(c->grad_bar, row, c->bar),
                 decade_share(numbers->grad[i], largest_gradient(session, numbers->grad)), ascii,
                 ZT_INK_2);
}

static void say_more(size_t count, ZtCanvas *canvas, ZtRect place, int row)
{
    ZtBuf text = {0};

    zt_buf_printf(&text, _("and %zu more: show params"), count);
    zt_canvas_text(canvas, place.column + 1, row, zt_buf_text(&text), place.width - 1, ZT_INK_DIM);
    zt_buf_free(&text);
}

void zt_pane_numbers(ZtSession *session, const ZtNumbersWanted *what, ZtCanvas *canvas,
                     ZtRect place)
{
    Numbers numbers = find_numbers(session, what);
    bool gradient = what->sight >= ZT_SIGHT_GRADIENT;
    Columns columns = find_columns(session, gradient, place);
    size_t room = place.height > 0 ? (size_t)place.height : 0;
    size_t shown = session->count <= room ? session->count : room > 0 ? room - 1 : 0;
    bool heads = gradient && session->count < room;

    if (room == 0 || session->count == 0 || !session->data)
        return;
    if (heads)
        draw_heads(&columns, canvas, place);
    for (size_t i = 0; i < shown; i++)
        draw_parameter(session, &numbers, i, &columns, canvas, place, place.row + heads + (int)i,
                       what->ascii);
    if (shown < session->count)
        say_more(session->count - shown, canvas, place, place.row + (int)shown);
}
