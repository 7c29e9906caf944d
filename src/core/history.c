#include <config.h>

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "core/history.h"

/* Rows of 2 + 2 * width doubles: epoch, loss, parameters, gradient. The newest row is overwritten
 * by the next epoch unless its own epoch is one to keep. */
struct ZtHistory {
    size_t parameters, width;
    size_t most; /* rows at the most */
    double *rows;
    size_t count, cap; /* rows */
    uint64_t spacing;  /* a power of two: epochs 1, 1 + spacing, ... are kept */
};

static size_t row_size(const ZtHistory *history)
{
    return 2 + 2 * history->width;
}

static double *row_at(const ZtHistory *history, size_t index)
{
    return history->rows + index * row_size(history);
}

ZtHistory *zt_history_new(size_t parameters)
{
    ZtHistory *history = zt_alloc(1, sizeof *history);
    if (!history)
        return NULL;
    history->parameters = parameters;
    history->width = parameters > ZT_HISTORY_PARAMETERS ? 1 : parameters;
    size_t fit = ZT_HISTORY_BYTES / (row_size(history) * sizeof(double));
    history->most = fit < ZT_HISTORY_EPOCHS ? fit : ZT_HISTORY_EPOCHS;
    history->spacing = 1;
    return history;
}

ZtHistory *zt_history_copy(const ZtHistory *history)
{
    ZtHistory *copy = zt_alloc(1, sizeof *copy);
    if (!copy)
        return NULL;
    *copy = *history;
    copy->cap = history->count;
    copy->rows = zt_alloc(copy->cap * row_size(copy) + 1, sizeof(double));
    if (!copy->rows) {
        zt_free(copy);
        return NULL;
    }
    if (history->count)
        memcpy(copy->rows, history->rows, copy->cap * row_size(copy) * sizeof(double));
    return copy;
}

void zt_history_free(ZtHistory *history)
{
    if (!history)
        return;
    zt_free(history->rows);
    zt_free(history);
}

void zt_history_clear(ZtHistory *history)
{
    history->count = 0;
    history->spacing = 1;
}

static bool kept(const ZtHistory *history, double epoch)
{
    return (((uint64_t)epoch - 1) & (history->spacing - 1)) == 0;
}

/* Full: from now on only every second of the epochs so far, and the first, which is not epoch 1
 * where a saved session went on. */
static void thin(ZtHistory *history)
{
    size_t count = 0, size = row_size(history) * sizeof(double);
    history->spacing *= 2;
    for (size_t i = 0; i < history->count; i++)
        if (i == 0 || kept(history, row_at(history, i)[0]))
            memmove(row_at(history, count++), row_at(history, i), size);
    history->count = count;
}

static bool make_room(ZtHistory *history)
{
    if (history->count < history->cap)
        return true;
    if (history->count == history->most) {
        thin(history);
        return true;
    }
    size_t cap = history->cap ? 2 * history->cap : 64;
    cap = cap < history->most ? cap : history->most;
    double *rows = zt_realloc(history->rows, cap * row_size(history), sizeof *rows);
    if (!rows)
        return false;
    history->rows = rows;
    history->cap = cap;
    return true;
}

static double norm(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i] * values[i];
    return sqrt(sum);
}

void zt_history_add(ZtHistory *history, uint64_t epoch, double loss, const double *param,
                    const double *grad)
{
    if (history->count > 0 && !kept(history, row_at(history, history->count - 1)[0]))
        history->count--;
    if (!make_room(history))
        return;
    double *row = row_at(history, history->count++);
    row[0] = (double)epoch;
    row[1] = loss;
    row += 2;
    if (zt_history_norms(history)) {
        row[0] = norm(param, history->parameters);
        row[1] = norm(grad, history->parameters);
        return;
    }
    for (size_t i = 0; i < history->width; i++) {
        row[i] = param[i];
        row[history->width + i] = grad[i];
    }
}

size_t zt_history_count(const ZtHistory *history)
{
    return history->count;
}

ZtHistoryRow zt_history_row(const ZtHistory *history, size_t index)
{
    const double *row = row_at(history, index);
    return (ZtHistoryRow){(uint64_t)row[0], row[1], row + 2, row + 2 + history->width};
}

size_t zt_history_width(const ZtHistory *history)
{
    return history->width;
}

bool zt_history_norms(const ZtHistory *history)
{
    return history->parameters > ZT_HISTORY_PARAMETERS;
}
