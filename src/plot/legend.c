#include "plot/legend.h"

#include "base/number.h"
#include "plot/raster.h"
#include "plot/relief.h"

#define KEY_GAP 1 /* columns between a key and its name */

/* ---- series ---- */

static int key_width(ZtStroke style)
{
    return style.key ? zt_canvas_measure(style.key) : 1;
}

static void put_key(ZtCanvas *canvas, int column, int row, ZtStroke style)
{
    if (style.key)
        zt_canvas_text(canvas, column, row, style.key, canvas->width, style.ink);
    if (style.mark)
        zt_canvas_put(canvas, column + key_width(style) / 2, row, style.mark, style.ink);
}

int zt_legend_series(const ZtFigure *figure, const ZtGlyphSet *glyphs, ZtCanvas *canvas, int column,
                     int row)
{
    int width = 0, entries = 0;
    for (size_t i = 0; i < figure->count; i++) {
        if (!figure->series[i].label)
            continue;
        ZtStroke style = zt_raster_style(figure, i, glyphs);
        const char *label = figure->series[i].label;
        int start = column + width + (entries++ > 0 ? ZT_LEGEND_GAP : 0);
        int text = start + key_width(style) + KEY_GAP;
        if (canvas) {
            put_key(canvas, start, row, style);
            zt_canvas_text(canvas, text, row, label, canvas->width, ZT_INK_PLAIN);
        }
        width = text + zt_canvas_measure(label) - column;
    }
    return entries > 1 ? width : 0;
}

/* ---- shades ---- */

typedef struct Bar { /* how it is drawn */
    const ZtGlyphSet *glyphs;
    ZtCanvas *canvas; /* NULL: it is measured */
    int column, row;  /* where it goes on */
    int swatch;       /* columns of a shade */
} Bar;

static void add_text(Bar *bar, const char *text)
{
    if (bar->canvas)
        zt_canvas_text(bar->canvas, bar->column, bar->row, text, bar->canvas->width, ZT_INK_PLAIN);
    bar->column += zt_canvas_measure(text);
}

static void add_swatch(Bar *bar, uint32_t code, ZtInk ink)
{
    for (int i = 0; i < bar->swatch; i++, bar->column++)
        if (bar->canvas)
            zt_canvas_put(bar->canvas, bar->column, bar->row, code, ink);
}

/* A level, between the shades that it separates. */
static void add_level(Bar *bar, double level)
{
    ZtBuf text = {0};
    zt_buf_putc(&text, ' ');
    zt_number_print(&text, level, 6, false);
    zt_buf_putc(&text, ' ');
    add_text(bar, zt_buf_text(&text));
    zt_buf_free(&text);
}

static void add_bands(Bar *bar, const ZtSurface *surface)
{
    for (size_t band = 0; band <= surface->levels && surface->levels > 0; band++) {
        ZtInk ink;
        uint32_t code = zt_relief_shade(bar->glyphs, band, &ink);
        add_swatch(bar, code, ink);
        if (band < surface->levels)
            add_level(bar, surface->level[band]);
    }
}

static int put_bar(Bar bar, const ZtSurface *surface, bool named)
{
    int begin = bar.column;
    if (named && surface->label && surface->levels > 0) {
        add_text(&bar, surface->label);
        add_text(&bar, ": ");
    }
    add_bands(&bar, surface);
    if (named && surface->missing) {
        bar.column += bar.column > begin ? ZT_LEGEND_GAP : 0;
        bar.swatch = 1;
        add_swatch(&bar, bar.glyphs->missing, ZT_INK_DIM);
        bar.column += KEY_GAP;
        add_text(&bar, surface->missing);
    }
    return bar.column - begin;
}

int zt_legend_shades(const ZtFigure *figure, const ZtGlyphSet *glyphs, ZtCanvas *canvas, int column,
                     int row, int room)
{
    static const struct { /* from the most detailed to the narrowest */
        int swatch;
        bool named;
    } ways[] = {{3, true}, {2, true}, {1, true}, {3, false}, {2, false}, {1, false}};
    for (size_t i = 0; figure->surface && i < sizeof ways / sizeof *ways; i++) {
        Bar bar = {glyphs, NULL, column, row, ways[i].swatch};
        int width = put_bar(bar, figure->surface, ways[i].named);
        if (width > room)
            continue;
        bar.canvas = canvas;
        return canvas ? put_bar(bar, figure->surface, ways[i].named) : width;
    }
    return 0;
}
