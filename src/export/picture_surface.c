/* A surface on the page: an image of its bands, contour lines between them, the bar of shades. */
#include <config.h>

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "export/picture_parts.h"
#include "plot/surface.h"

#define FINENESS  3 /* pixels of the image a point */
#define BAR_WIDTH 16.0
#define BAR_GAP   14.0
#define LABEL_GAP 5.0
#define BAND_MOST 34.0 /* the height of a band in the bar */
#define HATCH     6    /* pixels from stripe to stripe where there is no value */

/* From the lowest band, which is light so that path and marks stand out, to the highest. */
static const ZtInkRgb low_ink = {0.965, 0.975, 0.985}, high_ink = {0.12, 0.30, 0.50};

static ZtInkRgb band_ink(const ZtSurface *surface, size_t band)
{
    double t = surface->levels > 0 ? (double)band / (double)surface->levels : 0;
    return (ZtInkRgb){low_ink.red + t * (high_ink.red - low_ink.red),
                      low_ink.green + t * (high_ink.green - low_ink.green),
                      low_ink.blue + t * (high_ink.blue - low_ink.blue)};
}

static uint32_t pixel_of(ZtInkRgb ink)
{
    return (uint32_t)lround(ink.red * 255) << 16 | (uint32_t)lround(ink.green * 255) << 8 |
           (uint32_t)lround(ink.blue * 255);
}

static uint32_t pixel_at(const ZtSurface *surface, double x, double y, int column, int row)
{
    double value = zt_surface_value(surface, x, y);
    if (isfinite(value))
        return pixel_of(band_ink(surface, zt_surface_band(surface, value)));
    return (column + row) % HATCH < HATCH / 3 ? 0xa8a8a8 : 0xdedede;
}

static void fill_image(const ZtSurface *surface, cairo_surface_t *image, int width, int height)
{
    unsigned char *pixels = cairo_image_surface_get_data(image);
    int stride = cairo_image_surface_get_stride(image);
    for (int row = 0; row < height; row++) {
        double y = surface->y_high - (surface->y_high - surface->y_low) * (row + 0.5) / height;
        for (int column = 0; column < width; column++) {
            double x = surface->x_low + (surface->x_high - surface->x_low) * (column + 0.5) / width;
            uint32_t pixel = pixel_at(surface, x, y, column, row);
            memcpy(pixels + (size_t)row * (size_t)stride + (size_t)column * 4, &pixel, 4);
        }
    }
    cairo_surface_mark_dirty(image);
}

static bool draw_image(const ZtSheet *sheet)
{
    ZtBox box = sheet->frame;
    int width = (int)((box.right - box.left) * FINENESS);
    int height = (int)((box.bottom - box.top) * FINENESS);
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    bool fine = cairo_surface_status(image) == CAIRO_STATUS_SUCCESS;
    if (fine) {
        fill_image(sheet->figure->surface, image, width, height);
        cairo_save(sheet->cr);
        cairo_translate(sheet->cr, box.left, box.top);
        cairo_scale(sheet->cr, (box.right - box.left) / width, (box.bottom - box.top) / height);
        cairo_set_source_surface(sheet->cr, image, 0, 0);
        cairo_paint(sheet->cr);
        cairo_restore(sheet->cr);
    }
    cairo_surface_destroy(image);
    return fine;
}

static void trace(void *data, double x0, double y0, double x1, double y1)
{
    const ZtSheet *sheet = data;
    cairo_move_to(sheet->cr, zt_sheet_x(sheet, x0), zt_sheet_y(sheet, y0));
    cairo_line_to(sheet->cr, zt_sheet_x(sheet, x1), zt_sheet_y(sheet, y1));
}

bool zt_sheet_surface(const ZtSheet *sheet)
{
    const ZtSurface *surface = sheet->figure->surface;
    ZtSheet copy = *sheet;
    if (!draw_image(sheet))
        return false;
    cairo_set_line_width(sheet->cr, 0.7);
    cairo_set_line_cap(sheet->cr, CAIRO_LINE_CAP_ROUND);
    zt_sheet_ink(sheet, (ZtInkRgb){0.25, 0.33, 0.42});
    for (size_t i = 0; i < surface->levels; i++) {
        cairo_new_path(sheet->cr);
        zt_surface_contour(surface, surface->level[i], trace, &copy);
        cairo_stroke(sheet->cr);
    }
    cairo_set_line_cap(sheet->cr, CAIRO_LINE_CAP_BUTT);
    return true;
}

/* --- the bar --- */

static void print_level(ZtBuf *text, double level)
{
    zt_buf_clear(text);
    zt_number_print(text, level, 6, false);
}

static double widest_level(const ZtSheet *sheet)
{
    const ZtSurface *surface = sheet->figure->surface;
    double widest = 0;
    ZtBuf text = {0};
    for (size_t i = 0; i < surface->levels; i++) {
        print_level(&text, surface->level[i]);
        widest = fmax(widest, zt_sheet_label(sheet, zt_buf_text(&text), 0, 0, 0, false));
    }
    zt_buf_free(&text);
    return widest;
}

double zt_sheet_bar_width(const ZtSheet *sheet)
{
    const ZtSurface *surface = sheet->figure->surface;
    if (!surface || surface->levels == 0)
        return 0;
    double label = surface->label ? LABEL_GAP + ZT_FONT_PLAIN : 0;
    return BAR_GAP + BAR_WIDTH + LABEL_GAP + widest_level(sheet) + label;
}

void zt_sheet_bar(const ZtSheet *sheet)
{
    const ZtSurface *surface = sheet->figure->surface;
    if (!surface || surface->levels == 0)
        return;
    cairo_t *cr = sheet->cr;
    ZtBuf text = {0};
    double room = sheet->frame.bottom - sheet->frame.top, bands = (double)surface->levels + 1;
    double height = fmin(BAND_MOST, room / bands), left = sheet->frame.right + BAR_GAP;
    double bottom = sheet->frame.top + (room + height * bands) / 2, right = left + BAR_WIDTH;
    for (size_t band = 0; band <= surface->levels; band++) {
        cairo_rectangle(cr, left, bottom - height * (double)(band + 1), BAR_WIDTH, height);
        zt_sheet_ink(sheet, band_ink(surface, band));
        cairo_fill(cr);
    }
    zt_sheet_ink(sheet, zt_ink_black);
    cairo_set_line_width(cr, 0.7);
    for (size_t i = 0; i < surface->levels; i++) {
        double y = bottom - height * (double)(i + 1);
        cairo_move_to(cr, left, y);
        cairo_line_to(cr, right + 2, y);
        cairo_stroke(cr);
        print_level(&text, surface->level[i]);
        zt_sheet_label(sheet, zt_buf_text(&text), right + LABEL_GAP, y + ZT_FONT_SMALL * 0.36, 0,
                       true);
    }
    cairo_rectangle(cr, left, bottom - height * bands, BAR_WIDTH, height * bands);
    cairo_stroke(cr);
    if (surface->label)
        zt_sheet_text(
            sheet, surface->label,
            right + 2 * LABEL_GAP + widest_level(sheet) + ZT_FONT_PLAIN * 0.8,
            sheet->frame.top + room / 2,
            (ZtTextStyle){.size = ZT_FONT_PLAIN, .at = 0.5, .room = room, .upward = true});
    zt_buf_free(&text);
}

void zt_sheet_missing(const ZtSheet *sheet, ZtBox box)
{
    cairo_t *cr = sheet->cr;
    cairo_save(cr);
    cairo_rectangle(cr, box.left, box.top, box.right - box.left, box.bottom - box.top);
    cairo_clip(cr);
    zt_sheet_ink(sheet, (ZtInkRgb){0.87, 0.87, 0.87});
    cairo_paint(cr);
    zt_sheet_ink(sheet, (ZtInkRgb){0.66, 0.66, 0.66});
    cairo_set_line_width(cr, 0.8);
    for (double x = box.left; x < box.right + box.bottom - box.top; x += 3) {
        cairo_move_to(cr, x, box.top);
        cairo_line_to(cr, x - (box.bottom - box.top), box.bottom);
        cairo_stroke(cr);
    }
    cairo_restore(cr);
}
