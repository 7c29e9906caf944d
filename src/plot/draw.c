/* The way from a figure to cells. */
#include "plot/draw.h"

#include "plot/axes.h"
#include "plot/raster.h"
#include "plot/relief.h"

void zt_draw_figure(const ZtFigure *figure, ZtGlyphs glyphs, ZtCanvas *canvas)
{
    const ZtGlyphSet *set = zt_glyphs_set(glyphs);
    ZtLayout layout;
    zt_canvas_clear(canvas);
    zt_axes_plan(&layout, figure, set, canvas->width, canvas->height);
    zt_axes_draw(&layout, figure, set, canvas);
    ZtField field = {canvas, set, &layout.x, &layout.y, layout.left, layout.top};
    if (figure->surface)
        zt_relief_draw(&field, figure);
    else
        zt_raster_draw(&field, figure);
}
