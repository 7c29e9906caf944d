/* The report of a training: an epoch is its loss and gradient, from before the update, and the
 * parameters, from after it.
 *
 *     Epoch 1, Loss 1763.884766
 *         Params: w =    0.5483, b = -0.0083
 *         Grad:   w = 4517.2964, b = 82.6000
 *
 * None of this is ever translated, but for the sentences about divergence. */
#ifndef ZT_LANG_REPORT_H
#define ZT_LANG_REPORT_H

#include "export/twin.h"
#include "lang/shell.h"

/* A parameter or derivative: %.4f or, where that would say little, %.4e. */
void zt_report_value(ZtBuf *out, double value);

/* A loss: %.6f or %.6e. */
void zt_report_loss(ZtBuf *out, double loss);

typedef struct ZtReportRow {
    const char *head;     /* what the line begins with */
    const double *values; /* of each parameter */
} ZtReportRow;

/* Appends the rows, "w = 0.5483, b = -0.0083" behind each head, a parameter's numbers right-aligned
 * over all of them. */
void zt_report_rows(ZtBuf *out, const ZtSession *session, const ZtReportRow *rows, size_t count);

/* Appends what the session's last epoch did to a parameter, `w = 1 - 0.0001 * 4517.2964 = 0.5483`;
 * before is the value it had. */
void zt_report_update(ZtBuf *out, const ZtSession *session, size_t parameter, double before);

/* Prints the epochs of one run, `...` for those between. */
typedef struct ZtReporter {
    ZtShell *shell;
    uint64_t printed; /* the epoch printed last, 0 before the first of the run */
} ZtReporter;

/* Prints the session's last epoch as the setting report says, unless it was the one printed last.
 */
bool zt_report_epoch(ZtReporter *reporter, ZtErr *err);

/* The first milestone behind that epoch, UINT64_MAX if there is none. */
uint64_t zt_next_milestone(const ZtSettings *settings, uint64_t epoch);

/* The sentences in which it is told, in the user's language. */
ZtDivergenceWords zt_divergence_words(void);

/* Says why the loss is no longer finite, and with which learning rate it would be. */
bool zt_report_divergence(ZtShell *shell, ZtErr *err);

#endif
