#include <config.h>

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "core/history.h"

#define BLOCK_BYTES 65536u

/* Rows of 2 + 2 * width doubles: epoch, loss, parameters, gradient.
 *
 * Rows that are kept are written into blocks, one behind the other, and never changed. So copies
 * share the blocks, and a copy costs a pointer for each. Of a block's rows a history has those up
 * to its own count. Whoever goes on behind the last row that was written writes there; a history
 * that goes on from an earlier one (another has gone on already) gets a block of its own. */
typedef struct Block {
    int references;
    size_t written; /* rows, by whichever history went furthest */
    double rows[];
} Block;

struct ZtHistory {
    size_t parameters, width;
    size_t most;    /* rows at the most */
    unsigned shift; /* a block has 1 << shift rows */
    Block **block;
    size_t blocks, cap;
    size_t count;     /* rows in them */
    double *newest;   /* the row of an epoch that is not one to keep, until the next one comes */
    bool waiting;     /* there is one in newest */
    uint64_t spacing; /* a power of two: epochs 1, 1 + spacing, ... are kept */
};

static size_t row_size(const ZtHistory *history)
{
    return 2 + 2 * history->width;
}

static size_t row_bytes(const ZtHistory *history)
{
    return row_size(history) * sizeof(double);
}

static size_t block_bytes(const ZtHistory *history)
{
    return sizeof(Block) + (row_bytes(history) << history->shift);
}

static double *row_at(const ZtHistory *history, size_t index)
{
    if (index == history->count)
        return history->newest;
    size_t within = index & (((size_t)1 << history->shift) - 1);
    return history->block[index >> history->shift]->rows + within * row_size(history);
}

ZtHistory *zt_history_new(size_t parameters)
{
    ZtHistory *history = zt_alloc(1, sizeof *history);
    if (!history)
        return NULL;
    history->parameters = parameters;
    history->width = parameters > ZT_HISTORY_PARAMETERS ? 1 : parameters;
    size_t fit = ZT_HISTORY_BYTES / row_bytes(history);
    history->most = fit < ZT_HISTORY_EPOCHS ? fit : ZT_HISTORY_EPOCHS;
    while (row_bytes(history) << (history->shift + 1) <= BLOCK_BYTES)
        history->shift++;
    history->spacing = 1;
    history->newest = zt_alloc(row_size(history), sizeof *history->newest);
    if (history->newest)
        return history;
    zt_free(history);
    return NULL;
}

/* --- blocks --- */

static void release(Block *block)
{
    if (--block->references == 0)
        zt_free(block);
}

static Block *new_block(const ZtHistory *history)
{
    Block *block = zt_realloc(NULL, block_bytes(history), 1); /* rows need not be zeroed */
    if (block)
        *block = (Block){.references = 1};
    return block;
}

/* Gives back the blocks behind the first `blocks`. */
static void drop_blocks(ZtHistory *history, size_t blocks)
{
    while (history->blocks > blocks)
        release(history->block[--history->blocks]);
}

static bool add_block(ZtHistory *history)
{
    if (!ZT_GROW(history->block, history->cap, history->blocks + 1))
        return false;
    Block *block = new_block(history);
    if (block)
        history->block[history->blocks++] = block;
    return block != NULL;
}

/* The last block holds rows behind our last one: they are forgotten, or another's. */
static bool own_last_block(ZtHistory *history, size_t rows)
{
    Block **last = &history->block[history->blocks - 1];
    if ((*last)->references > 1) {
        Block *own = new_block(history);
        if (!own)
            return false;
        memcpy(own->rows, (*last)->rows, rows * row_bytes(history));
        release(*last);
        *last = own;
    }
    (*last)->written = rows;
    return true;
}

/* Room for one more row to be kept; NULL when memory runs out. */
static double *next_row(ZtHistory *history)
{
    size_t within = history->count & (((size_t)1 << history->shift) - 1);
    if (within == 0 && !add_block(history))
        return NULL;
    Block *last = history->block[history->blocks - 1];
    if (last->written != within) {
        if (!own_last_block(history, within))
            return NULL;
        last = history->block[history->blocks - 1];
    }
    last->written++;
    history->count++;
    return last->rows + within * row_size(history);
}

/* --- a history as a whole --- */

ZtHistory *zt_history_copy(const ZtHistory *history)
{
    ZtHistory *copy = zt_alloc(1, sizeof *copy);
    if (!copy)
        return NULL;
    *copy = *history;
    copy->cap = history->blocks;
    copy->block = zt_alloc(copy->cap, sizeof(Block *));
    copy->newest = zt_alloc(row_size(copy), sizeof *copy->newest);
    if (!copy->block || !copy->newest) {
        copy->blocks = 0;
        zt_history_free(copy);
        return NULL;
    }
    for (size_t i = 0; i < copy->blocks; i++) {
        copy->block[i] = history->block[i];
        copy->block[i]->references++;
    }
    memcpy(copy->newest, history->newest, row_bytes(copy));
    return copy;
}

void zt_history_free(ZtHistory *history)
{
    if (!history)
        return;
    drop_blocks(history, 0);
    zt_free(history->block);
    zt_free(history->newest);
    zt_free(history);
}

void zt_history_clear(ZtHistory *history)
{
    drop_blocks(history, 0);
    history->count = 0;
    history->waiting = false;
    history->spacing = 1;
}

void zt_history_cut(ZtHistory *history, uint64_t epoch)
{
    while (history->count > 0 && row_at(history, history->count - 1)[0] > (double)epoch)
        history->count--;
    history->waiting = history->waiting && history->newest[0] <= (double)epoch;
    drop_blocks(history, (history->count + ((size_t)1 << history->shift) - 1) >> history->shift);
}

static bool same_block(const ZtHistory *a, const ZtHistory *b, size_t index)
{
    size_t from = index << a->shift, left = a->count - from, whole = (size_t)1 << a->shift;
    return a->block[index] == b->block[index] ||
           memcmp(a->block[index]->rows, b->block[index]->rows,
                  (left < whole ? left : whole) * row_bytes(a)) == 0;
}

bool zt_history_same(const ZtHistory *a, const ZtHistory *b)
{
    if (a->parameters != b->parameters || a->count != b->count || a->spacing != b->spacing ||
        a->waiting != b->waiting)
        return false;
    if (a->waiting && memcmp(a->newest, b->newest, row_bytes(a)) != 0)
        return false;
    for (size_t i = a->blocks; i-- > 0;)
        if (!same_block(a, b, i))
            return false;
    return true;
}

size_t zt_history_bytes(const ZtHistory *history, const ZtHistory *other)
{
    size_t shared = 0;
    while (other && shared < history->blocks && shared < other->blocks &&
           history->block[shared] == other->block[shared])
        shared++;
    return sizeof *history + row_bytes(history) + history->blocks * sizeof(Block *) +
           (history->blocks - shared) * block_bytes(history);
}

/* --- adding --- */

static bool kept(const ZtHistory *history, uint64_t epoch)
{
    return ((epoch - 1) & (history->spacing - 1)) == 0;
}

/* Full: from now on only every second of the epochs so far, and the first, which is not epoch 1
 * where a saved session went on. It is rare: inlined, its frame would be paid for in each epoch. */
static __attribute__((noinline)) bool thin(ZtHistory *history)
{
    ZtHistory half = *history;
    half.spacing *= 2;
    half.block = NULL;
    half.blocks = half.cap = half.count = 0;
    for (size_t i = 0; i < history->count; i++) {
        if (i > 0 && !kept(&half, (uint64_t)row_at(history, i)[0]))
            continue;
        double *row = next_row(&half);
        if (!row) {
            drop_blocks(&half, 0);
            zt_free(half.block);
            return false;
        }
        memcpy(row, row_at(history, i), row_bytes(history));
    }
    drop_blocks(history, 0);
    zt_free(history->block);
    *history = half;
    return true;
}

/* Where the epoch's row goes. */
static double *place_row(ZtHistory *history, uint64_t epoch)
{
    bool room = history->count < history->most || thin(history);
    bool keep = room && (history->count == 0 || kept(history, epoch));
    double *row = keep ? next_row(history) : NULL;
    history->waiting = !row;
    return row ? row : history->newest;
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
    double *row = place_row(history, epoch);
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

/* --- reading --- */

size_t zt_history_count(const ZtHistory *history)
{
    return history->count + history->waiting;
}

ZtHistoryRow zt_history_row(const ZtHistory *history, size_t index)
{
    const double *row = row_at(history, index);
    return (ZtHistoryRow){(uint64_t)row[0], row[1], row + 2, row + 2 + history->width};
}

size_t zt_history_find(const ZtHistory *history, uint64_t epoch)
{
    size_t low = 0, high = zt_history_count(history);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (row_at(history, middle)[0] <= (double)epoch)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t zt_history_width(const ZtHistory *history)
{
    return history->width;
}

bool zt_history_norms(const ZtHistory *history)
{
    return history->parameters > ZT_HISTORY_PARAMETERS;
}
