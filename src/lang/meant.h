/* Which command was meant: full names, short forms, and what to say of a text that is none. */
#ifndef ZT_LANG_MEANT_H
#define ZT_LANG_MEANT_H

#include "lang/line.h"
#include "lang/shell.h"

/* The command a piece of the line names. Short forms count where a person types, not in scripts.
 * NULL with err: what was meant instead, as well as can be told. */
const ZtCommand *zt_command_meant(ZtShell *shell, const char *line, const ZtPiece *piece,
                                  ZtErr *err);

#endif
