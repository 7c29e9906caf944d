#include "plot/field.h"

#include <math.h>
#include <stdlib.h>

int zt_field_index(const ZtAxis *axis, double value, int parts)
{
    int at = (int)(zt_axis_place(axis, value) * parts), last = axis->cells * parts - 1;
    return at < last ? at : last;
}

ZtDot zt_field_dot(const ZtField *field, double x, double y)
{
    return (ZtDot){zt_field_index(field->x, x, field->glyphs->across),
                   zt_field_index(field->y, y, field->glyphs->up)};
}

ZtCell *zt_field_cell(const ZtField *field, ZtDot dot)
{
    int column = field->left + dot.x / field->glyphs->across;
    int row = field->top + field->y->cells - 1 - dot.y / field->glyphs->up;
    const ZtCanvas *canvas = field->canvas;
    return canvas->cells + (size_t)row * (size_t)canvas->width + column;
}

bool zt_field_has_dot(const ZtField *field, ZtDot dot)
{
    const ZtGlyphSet *glyphs = field->glyphs;
    uint32_t code = zt_field_cell(field, dot)->code;
    return zt_glyphs_has_dot(glyphs, code, dot.x % glyphs->across, dot.y % glyphs->up);
}

void zt_field_set_dot(const ZtField *field, ZtDot dot, char slope, ZtInk ink)
{
    const ZtGlyphSet *glyphs = field->glyphs;
    ZtCell *cell = zt_field_cell(field, dot);
    cell->code =
        zt_glyphs_dot(glyphs, cell->code, dot.x % glyphs->across, dot.y % glyphs->up, slope);
    cell->ink = (uint8_t)ink;
}

void zt_field_mark(const ZtField *field, int column, int row, uint32_t mark, ZtInk ink)
{
    const ZtGlyphSet *glyphs = field->glyphs;
    ZtDot dot = {column * glyphs->across, row * glyphs->up};
    *zt_field_cell(field, dot) = (ZtCell){mark, (uint8_t)ink};
}

ZtDot zt_dot_along(ZtDot from, ZtDot to, int i, int count)
{
    return (ZtDot){from.x + (int)lround((double)(to.x - from.x) * i / count),
                   from.y + (int)lround((double)(to.y - from.y) * i / count)};
}

int zt_dot_steps(ZtDot from, ZtDot to)
{
    int across = abs(to.x - from.x), up = abs(to.y - from.y);
    return across > up ? across : up;
}

char zt_dot_slope(int right, int up)
{
    if (up == 0)
        return '-';
    if (right == 0)
        return '|';
    return right == up ? '/' : '\\';
}
