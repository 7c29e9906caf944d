/* What the files that make up the session share. Private to them. */
#ifndef ZT_CORE_SESSION_PARTS_H
#define ZT_CORE_SESSION_PARTS_H

#include "core/session.h"

/* Throws away what was made from data, model, loss or settings. */
void zt_session_invalidate(ZtSession *session);

void zt_free_texts(char **texts, size_t count);

#endif
