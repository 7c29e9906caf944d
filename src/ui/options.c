/* The command line, read with getopt_long. Its own messages are switched off: ours can be
 * translated and are the same on every system. */
#include <config.h>

#include "ui/options.h"

#include <getopt.h>
#include <string.h>

#include "lang/language.h"

enum {
    OPTION_LANG = 256,
    OPTION_ECHO,
    OPTION_KEEP_GOING,
    OPTION_NORC,
    OPTION_COLOR,
    OPTION_LINT,
    OPTION_TUI
};

static const struct option long_options[] = {
    {"plain", no_argument, NULL, 'p'},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"echo", no_argument, NULL, OPTION_ECHO},
    {"keep-going", no_argument, NULL, OPTION_KEEP_GOING},
    {"norc", no_argument, NULL, OPTION_NORC},
    {"color", required_argument, NULL, OPTION_COLOR},
    {"lint", no_argument, NULL, OPTION_LINT},
    {"tui", no_argument, NULL, OPTION_TUI},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
};

static bool read_commands(ZtOptions *options, ZtErr *err)
{
    if (options->commands)
        return zt_fail(err, ZT_ERR_USAGE_TWICE, "-c", NULL);
    options->commands = optarg;
    return true;
}

static bool read_color(ZtOptions *options, ZtErr *err)
{
    static const char *const word[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(optarg, word[i]) == 0) {
            options->color = (ZtColorWhen)i;
            return true;
        }
    }
    return zt_fail(err, ZT_ERR_USAGE_COLOR, optarg, NULL);
}

static bool read_lang(ZtOptions *options, ZtErr *err)
{
    if (!zt_language_valid(optarg))
        return zt_fail(err, ZT_ERR_USAGE_LANG, optarg, NULL);
    options->lang = optarg;
    return true;
}

/* What getopt_long did not accept: a short option is in optopt, a long one in the last word. */
static bool refuse(int code, char *const *argv, ZtErr *err)
{
    const char *word = argv[optind - 1];
    char letter[] = {'-', (char)optopt, '\0'};
    bool is_long = strncmp(word, "--", 2) == 0;
    const char *name = is_long || !optopt ? word : letter;

    if (code == ':')
        return zt_fail(err, ZT_ERR_USAGE_VALUE, name, NULL);
    return zt_fail(err, is_long && optopt ? ZT_ERR_USAGE_NO_VALUE : ZT_ERR_USAGE_OPTION, name,
                   NULL);
}

static bool take(int code, char *const *argv, ZtOptions *options, ZtErr *err)
{
    switch (code) {
    case 'c':
        return read_commands(options, err);
    case OPTION_COLOR:
        return read_color(options, err);
    case OPTION_LANG:
        return read_lang(options, err);
    case 'p':
        options->plain = true;
        return true;
    case OPTION_ECHO:
        options->echo = true;
        return true;
    case OPTION_KEEP_GOING:
        options->keep_going = true;
        return true;
    case OPTION_NORC:
        options->norc = true;
        return true;
    case OPTION_LINT:
        options->lint = true;
        return true;
    case OPTION_TUI:
        options->tui = true;
        return true;
    case 'h':
        options->action = ZT_ACTION_HELP;
        return true;
    case 'V':
        options->action = ZT_ACTION_VERSION;
        return true;
    default:
        return refuse(code, argv, err);
    }
}

static int next_option(int argc, char **argv)
{
    return getopt_long(argc, argv, ":c:phV", long_options, NULL);
}

/* Behind an option that decides alone nothing counts but --lang: what is said is said in the
 * language asked for. */
static void take_lang(int argc, char **argv, ZtOptions *options)
{
    int code;

    while ((code = next_option(argc, argv)) != -1)
        if (code == OPTION_LANG && zt_language_valid(optarg))
            options->lang = optarg;
}

bool zt_options_read(int argc, char **argv, ZtOptions *options, ZtErr *err)
{
    int code;

    *options = (ZtOptions){0};
    opterr = 0;
    while ((code = next_option(argc, argv)) != -1) {
        bool understood = take(code, argv, options, err);
        if (understood && options->action == ZT_ACTION_RUN)
            continue;
        take_lang(argc, argv, options);
        return understood;
    }
    options->files = argv + optind;
    options->file_count = argc - optind;
    if (options->commands && options->file_count > 0)
        return zt_fail(err, ZT_ERR_USAGE_BOTH, NULL);
    if (options->lint && options->file_count == 0)
        return zt_fail(err, ZT_ERR_USAGE_LINT, NULL);
    return true;
}
