/* The inside of a frame: its cells, and the dots that they are made of. */
#ifndef ZT_PLOT_FIELD_H
#define ZT_PLOT_FIELD_H

#include "plot/canvas.h"
#include "plot/glyphs.h"
#include "plot/ticks.h"

typedef struct ZtField {
    ZtCanvas *canvas;
    const ZtGlyphSet *glyphs;
    const ZtAxis *x, *y; /* their cells are its columns and rows */
    int left, top;       /* its first cell */
} ZtField;

typedef struct ZtDot { /* counted from the lower left of the field */
    int x, y;
} ZtDot;

/* The part of an axis that holds a value on its scale, each cell having so many parts. */
int zt_field_index(const ZtAxis *axis, double value, int parts);

ZtDot zt_field_dot(const ZtField *field, double x, double y);
ZtCell *zt_field_cell(const ZtField *field, ZtDot dot);
bool zt_field_has_dot(const ZtField *field, ZtDot dot);
void zt_field_set_dot(const ZtField *field, ZtDot dot, char slope, ZtInk ink);

/* The cell where a value lies shows the mark and nothing else. */
void zt_field_mark(const ZtField *field, int column, int row, uint32_t mark, ZtInk ink);

/* Dot number i of the count that lead from one to the other, and how many that takes. */
ZtDot zt_dot_along(ZtDot from, ZtDot to, int i, int count);
int zt_dot_steps(ZtDot from, ZtDot to);

/* The character of a line that goes this way. */
char zt_dot_slope(int right, int up);

#endif
