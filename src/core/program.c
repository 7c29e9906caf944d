#include <config.h>

#include <stdatomic.h>
#include <string.h>

#include "base/memory.h"
#include "core/cascade.h"
#include "core/compile.h"
#include "core/pool.h"
#include "core/program.h"

#define BLOCK_MAX     256   /* values: measured best for formulas of a few operations */
#define BLOCK_MIN     64    /* values */
#define BLOCK_BYTES   24576 /* of all registers together: they share the first-level cache */
#define CACHE_LINE    64    /* bytes */
#define TILES_TO_WAKE 4     /* fewer are not worth waking threads for */

/* An instruction with its operands' addresses; an operand that lies in the data moves on with the
 * row by its step, a register or single value stays. */
typedef struct Bound {
    ZtKernel kernel;
    char *dst;
    const char *a, *b;
    size_t dst_step, a_step, b_step;
} Bound;

typedef struct Worker { /* what a thread has for itself */
    void *registers;
    ZtTileSum *sums;
    Bound *bound;
} Worker;

struct ZtProgram {
    ZtCode *code;
    ZtPrecision precision;
    size_t n, size, block;
    bool small; /* all rows are one block: sums go straight to their slots */
    ZtCascade cascade;
    void *slots;
    const char **stream; /* the columns that are read */
    size_t streams;
    Worker *worker;
    unsigned workers;
    ZtPool *pool;
    ZtTileSum *sums; /* per piece (tile, then the rest) and sum */
    size_t pieces, next;
    atomic_size_t claimed;
    size_t limit; /* pieces to claim in this advance */
};

/* Values from one register to the next: not a power of two, so that a load is not held up by a
 * store to another register whose address ends in the same bits. */
static size_t register_pitch(const ZtProgram *p)
{
    return p->block + ZT_STRIDE;
}

static char *operand(const ZtProgram *p, const ZtProgramSpec *spec, const Worker *worker,
                     ZtOperand which, size_t *step)
{
    *step = 0;
    switch (which.place) {
    case ZT_PLACE_REGISTER:
        return (char *)worker->registers + which.index * register_pitch(p) * p->size;
    case ZT_PLACE_COLUMN:
        *step = p->size;
        return spec->column[which.index];
    case ZT_PLACE_OUT:
        *step = p->size;
        return spec->out[which.index];
    case ZT_PLACE_SLOT:
        return (char *)p->slots + which.index * p->size;
    case ZT_PLACE_SUM:
        return (char *)&worker->sums[which.index];
    default: /* no operand: an address all the same, for the row's offset is added to it */
        return p->slots;
    }
}

static void bind_worker(const ZtProgram *p, const ZtProgramSpec *spec, Worker *worker)
{
    const ZtKernels *kernels = spec->kernels ? spec->kernels : zt_kernels();
    for (size_t i = 0; i < p->code->count; i++) {
        ZtInstruction code = p->code->instruction[i];
        Bound *bound = &worker->bound[i];
        if (code.dst.place == ZT_PLACE_SUM && p->small) {
            code.kernel = zt_kernel_of_sum(p->n, p->precision);
            code.dst = (ZtOperand){ZT_PLACE_SLOT, p->code->sum_slot[code.dst.index]};
        }
        bound->kernel = kernels->kernel[p->precision][code.kernel][code.form];
        bound->dst = operand(p, spec, worker, code.dst, &bound->dst_step);
        bound->a = operand(p, spec, worker, code.a, &bound->a_step);
        bound->b = operand(p, spec, worker, code.b, &bound->b_step);
    }
}

static bool make_worker(const ZtProgram *p, const ZtProgramSpec *spec, Worker *worker)
{
    worker->registers = zt_alloc_aligned(p->code->registers * register_pitch(p) + ZT_PAD, p->size);
    worker->sums = zt_alloc_aligned(p->code->sums + 1, sizeof *worker->sums);
    worker->bound = zt_alloc(p->code->count + 1, sizeof *worker->bound);
    if (!worker->registers || !worker->sums || !worker->bound)
        return false;
    bind_worker(p, spec, worker);
    return true;
}

static size_t block_size(const ZtProgram *p)
{
    size_t block = BLOCK_MAX;
    while (block > BLOCK_MIN && p->code->registers * block * p->size > BLOCK_BYTES)
        block /= 2;
    return block;
}

static void set_constants(ZtProgram *p)
{
    for (size_t i = 0; i < p->code->constants; i++) {
        ZtConstant constant = p->code->constant[i];
        if (p->precision == ZT_SINGLE)
            ((float *)p->slots)[constant.slot] = (float)constant.value;
        else
            ((double *)p->slots)[constant.slot] = constant.value;
    }
}

static void note_stream(ZtProgram *p, const ZtProgramSpec *spec, ZtOperand operand)
{
    if (operand.place != ZT_PLACE_COLUMN)
        return;
    for (size_t i = 0; i < p->streams; i++)
        if (p->stream[i] == spec->column[operand.index])
            return;
    p->stream[p->streams++] = spec->column[operand.index];
}

static bool find_streams(ZtProgram *p, const ZtProgramSpec *spec)
{
    p->stream = zt_alloc(2 * p->code->count + 1, sizeof *p->stream);
    for (size_t i = 0; p->stream && i < p->code->count; i++) {
        note_stream(p, spec, p->code->instruction[i].a);
        note_stream(p, spec, p->code->instruction[i].b);
    }
    return p->stream != NULL;
}

static bool make(ZtProgram *p, const ZtProgramSpec *spec)
{
    p->size = zt_real_size(p->precision);
    p->block = block_size(p);
    p->small = p->n <= p->block;
    if (p->small) /* registers close together: few rows shall touch few cache lines */
        p->block = (p->n + ZT_STRIDE - 1) / ZT_STRIDE * ZT_STRIDE;
    p->cascade = zt_cascade(p->n, p->precision);
    p->pieces = p->small ? 1 : p->cascade.tiles + 1;
    unsigned threads = spec->threads ? spec->threads : zt_pool_processors();
    p->workers = p->pieces >= TILES_TO_WAKE ? threads : 1;
    p->slots = zt_alloc_aligned(p->code->slots + 1, p->size);
    p->worker = zt_alloc(p->workers, sizeof *p->worker);
    p->sums = zt_alloc_aligned(p->small ? 1 : p->pieces * p->code->sums + 1, sizeof *p->sums);
    if (!p->slots || !p->worker || !p->sums || !find_streams(p, spec))
        return false;
    for (unsigned i = 0; i < p->workers; i++)
        if (!make_worker(p, spec, &p->worker[i]))
            return false;
    set_constants(p);
    if (p->workers > 1 && !(p->pool = zt_pool_new(p->workers)))
        return false;
    return true;
}

ZtProgram *zt_program_new(const ZtProgramSpec *spec, ZtErr *err)
{
    ZtProgram *p = zt_alloc(1, sizeof *p);
    if (!p || !(p->code = zt_compile(spec))) {
        zt_free(p);
        zt_fail_memory(err);
        return NULL;
    }
    p->precision = spec->precision;
    p->n = spec->n;
    if (make(p, spec))
        return p;
    zt_program_free(p);
    zt_fail_memory(err);
    return NULL;
}

void zt_program_free(ZtProgram *p)
{
    if (!p)
        return;
    zt_pool_free(p->pool);
    for (unsigned i = 0; p->worker && i < p->workers; i++) {
        zt_free(p->worker[i].registers);
        zt_free(p->worker[i].sums);
        zt_free(p->worker[i].bound);
    }
    zt_free(p->worker);
    zt_free(p->sums);
    zt_free(p->slots);
    zt_free(p->stream);
    zt_code_free(p->code);
    zt_free(p);
}

void *zt_program_params(ZtProgram *p)
{
    return p->slots; /* the compiler gives them the first slots */
}

const void *zt_program_value(const ZtProgram *p, size_t i)
{
    return (const char *)p->slots + p->code->value_slot[i] * p->size;
}

static void compute_singles(ZtProgram *p, const ZtSingle *single, size_t count)
{
    float *f = p->slots;
    double *d = p->slots;
    for (size_t i = 0; i < count; i++) {
        ZtSingle s = single[i];
        if (p->precision == ZT_SINGLE)
            f[s.dst] = zt_op_single(s.op, f[s.a], f[s.b], s.power);
        else
            d[s.dst] = zt_op_double(s.op, d[s.a], d[s.b], s.power);
    }
}

void zt_program_begin(ZtProgram *p)
{
    p->next = 0;
    compute_singles(p, p->code->before, p->code->befores);
}

static void run_block(const ZtProgram *p, const Worker *worker, size_t at, size_t n)
{
    const Bound *end = worker->bound + p->code->count;
    for (const Bound *i = worker->bound; i < end; i++)
        i->kernel(i->dst + at * i->dst_step, i->a + at * i->a_step, i->b + at * i->b_step, n);
}

/* All rows are one block. */
static void run_small(const ZtProgram *p)
{
    const Bound *end = p->worker->bound + p->code->count;
    for (const Bound *i = p->worker->bound; i < end; i++)
        i->kernel(i->dst, i->a, i->b, p->n);
}

/* Asks for the block behind the present one: each column is left and come back to, which the
 * processor's own prefetching does not see through. Beyond the end it does no harm. */
static void prefetch_block(const ZtProgram *p, size_t at)
{
    size_t bytes = p->block * p->size;
    for (size_t s = 0; s < p->streams; s++)
        for (size_t i = 0; i < bytes; i += CACHE_LINE)
            __builtin_prefetch(p->stream[s] + (at + p->block) * p->size + i);
}

/* One tile, or the rest behind the last one. */
static void run_piece(ZtProgram *p, Worker *worker, size_t piece)
{
    size_t sums = p->code->sums, at = piece * p->cascade.tile;
    size_t end = piece < p->cascade.tiles ? at + p->cascade.tile : p->n;
    memset(worker->sums, 0, sums * sizeof *worker->sums);
    for (size_t n; at < end; at += n) {
        n = end - at < p->block ? end - at : p->block;
        prefetch_block(p, at);
        run_block(p, worker, at, n);
        if ((at + n) % p->cascade.group == 0)
            for (size_t s = 0; s < sums; s++)
                zt_cascade_group(&worker->sums[s], p->precision);
    }
    memcpy(p->sums + piece * sums, worker->sums, sums * sizeof *worker->sums);
}

static void claim_pieces(void *data, unsigned thread)
{
    ZtProgram *p = data;
    for (size_t piece; (piece = atomic_fetch_add(&p->claimed, 1)) < p->limit;)
        run_piece(p, &p->worker[thread], piece);
}

static void run_pieces(ZtProgram *p, size_t count)
{
    p->limit = p->next + count;
    atomic_store(&p->claimed, p->next);
    if (p->pool && count >= TILES_TO_WAKE)
        zt_pool_run(p->pool, claim_pieces, p);
    else
        claim_pieces(p, 0);
    p->next += count;
}

static void total_sums(ZtProgram *p)
{
    for (size_t s = 0; s < p->code->sums; s++) {
        double total = zt_cascade_total(&p->cascade, p->sums + s, p->code->sums, p->precision);
        if (p->precision == ZT_SINGLE)
            ((float *)p->slots)[p->code->sum_slot[s]] = (float)total;
        else
            ((double *)p->slots)[p->code->sum_slot[s]] = total;
    }
}

bool zt_program_advance(ZtProgram *p, uint64_t *work)
{
    size_t left = p->pieces - p->next;
    size_t count = *work == 0 ? 1 : *work < left ? (size_t)*work : left;
    *work -= *work < count ? *work : count;
    if (p->small) {
        run_small(p);
        p->next = 1;
    } else {
        run_pieces(p, count);
        if (p->next < p->pieces)
            return false;
        total_sums(p);
    }
    compute_singles(p, p->code->after, p->code->afters);
    return true;
}
