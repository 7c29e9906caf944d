/* What can be set. The table with ranges and meanings, by which they are read and shown, is
 * lang/settings.c; here are the values and their defaults. */
#ifndef ZT_CORE_SETTINGS_H
#define ZT_CORE_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/dataset.h"

typedef enum ZtOptimizer { ZT_OPTIMIZER_SGD } ZtOptimizer;
typedef enum ZtReport { ZT_REPORT_FULL, ZT_REPORT_BRIEF, ZT_REPORT_QUIET } ZtReport;
typedef enum ZtGlyphChoice {
    ZT_GLYPH_AUTO,
    ZT_GLYPH_BRAILLE,
    ZT_GLYPH_BLOCK,
    ZT_GLYPH_ASCII
} ZtGlyphChoice;
typedef enum ZtColorChoice { ZT_COLOR_AUTO, ZT_COLOR_ALWAYS, ZT_COLOR_NEVER } ZtColorChoice;

#define ZT_MILESTONES_MAX 64
#define ZT_DIGITS_EXACT   0

typedef struct ZtSettings {
    double lr;
    uint64_t epochs;
    ZtOptimizer optimizer;
    ZtPrecision precision;
    uint32_t seed;
    unsigned threads; /* 0: auto */
    uint64_t milestones[ZT_MILESTONES_MAX];
    unsigned milestone_count;
    ZtReport report;
    int digits; /* 1..17, or ZT_DIGITS_EXACT */
    ZtGlyphChoice glyphs;
    ZtColorChoice color;
    char lang[16]; /* "" : as the locale says */
} ZtSettings;

ZtSettings zt_settings_default(void);
bool zt_settings_same(const ZtSettings *a, const ZtSettings *b);

/* The value of a numeric setting by its word, for formulas; false if there is none. */
bool zt_settings_number(const ZtSettings *settings, const char *word, double *value);

#endif
