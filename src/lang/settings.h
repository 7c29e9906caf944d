/* The table of settings: name, range, meaning, default; read by set, show settings, help,
 * completion and save. */
#ifndef ZT_LANG_SETTINGS_H
#define ZT_LANG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "lang/shell.h"

typedef struct ZtSetting ZtSetting;
struct ZtSetting {
    const char *name;
    const char *values;  /* N_(): "a number, 0 or more": as help and errors say it */
    const char *choices; /* the words among them, blank-separated, for Tab; or NULL */
    const char *preset;  /* the default, as set would read it */
    const char *example; /* another value */
    const char *meaning; /* N_() */
    /* Sets it. Spans of errors count from the start of text; an error without one speaks of all of
     * it. */
    bool (*read)(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
    void (*print)(const ZtSession *session, ZtBuf *out); /* as set would read it */
};

const ZtSetting *zt_setting_find(const char *name); /* any case; NULL if there is none */
const ZtSetting *zt_setting_at(size_t index);       /* NULL behind the last */

/* The value of an expression; it must be finite. name is what errors call it; setting may be NULL
 * (a parameter). */
bool zt_setting_number(ZtShell *shell, const ZtSetting *setting, const char *name, const char *text,
                       double *value, ZtErr *err);

#endif
