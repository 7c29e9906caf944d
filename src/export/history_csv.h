/* The history of a training as comma separated text: epoch, loss, each parameter, grad_ of each;
 * or the norms params_norm and grad_norm, where only those are kept. All digits that count. */
#ifndef ZT_EXPORT_HISTORY_CSV_H
#define ZT_EXPORT_HISTORY_CSV_H

#include "base/buffer.h"
#include "core/session.h"

/* Appends the header and a row for each epoch kept. If memory runs out, out has failed. */
void zt_history_csv(const ZtSession *session, ZtBuf *out);

#endif
