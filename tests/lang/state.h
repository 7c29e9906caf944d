/* All that a session is as one number, so that states can be told apart to the bit. */
#ifndef ZT_TESTS_LANG_STATE_H
#define ZT_TESTS_LANG_STATE_H

#include "core/session.h"

uint64_t state_digest(const ZtSession *session);

#endif
