/* The command line: what was asked for. Reading it prints nothing and decides nothing. */
#ifndef ZT_UI_OPTIONS_H
#define ZT_UI_OPTIONS_H

#include <stdbool.h>

#include "base/error.h"

typedef enum ZtAction { ZT_ACTION_RUN, ZT_ACTION_HELP, ZT_ACTION_VERSION } ZtAction;
typedef enum ZtColorWhen { ZT_COLOR_WHEN_AUTO, ZT_COLOR_WHEN_YES, ZT_COLOR_WHEN_NO } ZtColorWhen;

typedef struct ZtOptions { /* texts are those of argv */
    ZtAction action;
    const char *commands; /* of -c, or NULL */
    char *const *files;   /* "-" is standard input */
    int file_count;
    const char *lang; /* NULL: as the locale says */
    ZtColorWhen color;
    bool lint; /* the files are lessons to be looked over */
    bool tui;  /* the full screen, or nothing */
    bool plain, echo, keep_going, norc;
} ZtOptions;

/* Reads argv, whose words getopt may put into another order. An error is one of usage; lang
 * is right even then. */
bool zt_options_read(int argc, char **argv, ZtOptions *options, ZtErr *err);

#endif
