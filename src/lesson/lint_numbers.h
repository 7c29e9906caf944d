/* Numbers in a lesson's text: each must be one that the lesson has shown to be true. */
#ifndef ZT_LESSON_LINT_NUMBERS_H
#define ZT_LESSON_LINT_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "core/dataset.h"

typedef struct ZtNumbers { /* a set of numbers without their signs */
    double *value;
    size_t count, cap;
    bool failed; /* memory ran out */
} ZtNumbers;

void zt_numbers_free(ZtNumbers *numbers);
void zt_numbers_add(ZtNumbers *numbers, double value);
void zt_numbers_add_text(ZtNumbers *numbers, const char *text); /* all that stand in it */
void zt_numbers_add_data(ZtNumbers *numbers, const ZtDataset *data);

/* A number as it stands in prose: a decimal mark (point or comma), digits grouped by blanks that
 * do not break or, where a point or nothing follows, by commas. */
typedef struct ZtProseNumber {
    double value;
    int places;   /* digits behind the mark, negative: see exponent */
    bool certain; /* to be checked: a decimal number, or four digits or more */
    char text[48];
} ZtProseNumber;

/* The next number of *text, which moves behind it; false if there is none. comma: the decimal mark
 * of the language is a comma, and a comma never groups digits. */
bool zt_prose_number(const char **text, bool comma, ZtProseNumber *number);

/* True if a known number, rounded to the digits of this one, is this one. */
bool zt_numbers_have(const ZtNumbers *numbers, const ZtProseNumber *number);
bool zt_number_rounds_to(double value, const ZtProseNumber *number);

#endif
