/* The three formats of a picture, and what makes their bytes the same every time. */
#include <config.h>

#include "export/picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "export/picture_parts.h"

#define PNG_SCALE 2 /* pixels a point */

static cairo_status_t take_bytes(void *out, const unsigned char *bytes, unsigned int len)
{
    zt_buf_add(out, (const char *)bytes, len);
    return ((ZtBuf *)out)->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* --- the same bytes every time --- */

/* Numbers of things in an SVG file, which cairo counts through all files of the process. */
typedef struct Renumber {
    unsigned long *number; /* as cairo has them; their places are the new ones */
    size_t count, cap;
    bool failed;
} Renumber;

static size_t new_number(Renumber *renumber, unsigned long number)
{
    size_t i = 0;
    while (i < renumber->count && renumber->number[i] != number)
        i++;
    if (i < renumber->count)
        return i + 1;
    if (!ZT_GROW(renumber->number, renumber->cap, i + 1))
        renumber->failed = true;
    else
        renumber->number[renumber->count++] = number;
    return i + 1;
}

/* Bytes of a name such as `"surface` or `#image` at text, behind which a number stands; else 0. */
static size_t name_at(const char *text)
{
    static const char *const names[] = {"surface", "image", "source-", "mask", "pattern"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t len = strlen(names[i]);
        if (strncmp(text + 1, names[i], len) == 0 && strchr("0123456789", text[1 + len]) &&
            text[1 + len])
            return 1 + len;
    }
    return 0;
}

static bool renumber_svg(ZtBuf *out)
{
    Renumber renumber = {0};
    ZtBuf fresh = {0};
    const char *at = zt_buf_text(out);
    while (*at) {
        size_t plain = strcspn(at, "\"#");
        zt_buf_add(&fresh, at, plain);
        at += plain;
        size_t len = *at ? name_at(at) : 0;
        zt_buf_add(&fresh, at, len > 0 ? len : *at != '\0');
        at += len > 0 ? len : *at != '\0';
        if (len > 0) {
            char *end;
            zt_buf_printf(&fresh, "%zu", new_number(&renumber, strtoul(at, &end, 10)));
            at = end;
        }
    }
    bool fine = !fresh.failed && !renumber.failed;
    if (fine) {
        zt_buf_free(out);
        *out = fresh;
    } else {
        zt_buf_free(&fresh);
    }
    zt_free(renumber.number);
    return fine;
}

/* The day on which it was made is left out. */
static cairo_surface_t *new_pdf(ZtBuf *out)
{
    cairo_surface_t *pdf =
        cairo_pdf_surface_create_for_stream(take_bytes, out, ZT_SHEET_WIDTH, ZT_SHEET_HEIGHT);
#if CAIRO_VERSION >= CAIRO_VERSION_ENCODE(1, 16, 0)
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, "");
#endif
    return pdf;
}

/* --- writing --- */

static cairo_surface_t *new_surface(ZtPictureKind kind, ZtBuf *out)
{
    switch (kind) {
    case ZT_PICTURE_SVG:
        return cairo_svg_surface_create_for_stream(take_bytes, out, ZT_SHEET_WIDTH,
                                                   ZT_SHEET_HEIGHT);
    case ZT_PICTURE_PDF:
        return new_pdf(out);
    default:
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ZT_SHEET_WIDTH * PNG_SCALE,
                                          (int)ZT_SHEET_HEIGHT * PNG_SCALE);
    }
}

static bool fail_cairo(cairo_status_t status, ZtErr *err)
{
    if (status == CAIRO_STATUS_NO_MEMORY)
        return zt_fail_memory(err);
    return zt_fail(err, ZT_ERR_EXPORT_PICTURE, cairo_status_to_string(status), NULL);
}

bool zt_picture(const ZtFigure *figure, ZtPictureKind kind, ZtBuf *out, ZtErr *err)
{
    cairo_surface_t *surface = new_surface(kind, out);
    cairo_t *cr = cairo_create(surface);
    if (kind == ZT_PICTURE_PNG)
        cairo_scale(cr, PNG_SCALE, PNG_SCALE);
    bool memory = zt_sheet_draw(cr, figure);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS && kind == ZT_PICTURE_PNG)
        status = cairo_surface_write_to_png_stream(surface, take_bytes, out);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return fail_cairo(status, err);
    memory = memory && !out->failed && (kind != ZT_PICTURE_SVG || renumber_svg(out));
    return memory || zt_fail_memory(err);
}
