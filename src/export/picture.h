/* Figures as pictures for a page: SVG, PNG and PDF, drawn by cairo.
 *
 * The same figure that the terminal shows, with frame, ticks at the same steps, titles, legend and
 * series. Series differ by their marks and dashes, too, and the colours can be told apart by people
 * who do not see all colours. The same figure gives the same bytes. */
#ifndef ZT_EXPORT_PICTURE_H
#define ZT_EXPORT_PICTURE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "plot/figure.h"

typedef enum ZtPictureKind {
    ZT_PICTURE_SVG, /* 640 x 480 points */
    ZT_PICTURE_PNG, /* 1280 x 960 pixels */
    ZT_PICTURE_PDF, /* as SVG */
} ZtPictureKind;

/* Appends the file's bytes. Errors: built without cairo, memory, or what cairo says. */
bool zt_picture(const ZtFigure *figure, ZtPictureKind kind, ZtBuf *out, ZtErr *err);

#endif
