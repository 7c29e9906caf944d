/* zolta: reads the command line, joins what the folders offer, picks a front end. */
#include <config.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lang/nls.h"
#include "lang/shell.h"
#include "lesson/lint.h"
#include "lesson/tutor.h"
#include "ui/batch.h"
#include "ui/front.h"
#include "ui/locale.h"
#include "ui/options.h"
#include "ui/places.h"
#include "ui/prompt.h"
#include "ui/screen.h"
#include "ui/signals.h"

static const ZtCommand *const commands[] = {ZT_LANG_COMMANDS, zt_lesson_commands, NULL};

static const ZtInstalled installed = {.data = PKGDATADIR "/data",
                                      .lessons = PKGDATADIR "/lessons",
                                      .locale = LOCALEDIR,
                                      .build = ZT_BUILDDIR,
                                      .build_data = ZT_SOURCE_DATADIR,
                                      .build_lessons = ZT_SOURCE_LESSONS,
                                      .build_locale = ZT_BUILD_LOCALEDIR};

static const char help[] = N_("\
Usage: zolta [OPTION]... [FILE]...\n\
Shows, number by number, what happens inside a model while it learns.\n\
\n\
Without FILE, on a terminal, the full screen comes up: lesson 1 begins the\n\
course there. Elsewhere commands are read from standard input.\n\
Several FILEs are one session; '-' is standard input.\n\
\n\
  -c COMMANDS       do these commands; ';' separates them\n\
  -p, --plain       a prompt instead of the full screen, also for screen readers:\n\
                    pictures are told in words, too, and nothing is drawn over\n\
      --tui         the full screen, even if something else would be chosen\n\
      --lang CODE   speak this language, for example fr\n\
      --echo        show each line of a script before what comes of it\n\
      --keep-going  go on after an error in a script; the status is 1 all the same\n\
      --lint        look over the lessons named by FILE, for those who write them\n\
      --norc        do not run the file of commands for every start\n\
      --color WHEN  auto, always or never\n\
  -h, --help        show this help and exit\n\
  -V, --version     show the version and exit\n\
\n\
Inside, the command help lists the commands. For a first look:\n\
  zolta -c 'load thermometer; train 100; plot'\n");

static const char version[] = "\
zolta " PACKAGE_VERSION "\n\
Licence GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>\n\
There is no warranty, to the extent permitted by law.\n";

/* A descriptor that is closed would be given to the next file opened. Opened like this, reading or
 * writing fails on it as it did before. */
static void keep_descriptor(int fd, int mode)
{
    if (fcntl(fd, F_GETFD) < 0)
        open("/dev/null", mode);
}

static ZtPlaces find_places(const char *name)
{
    char self[4096];

    zt_places_self("/proc/self/exe", name, self, sizeof self);
    return zt_places_find(&installed, self);
}

static int show(const char *text)
{
    ZtFront front;

    zt_front_start(&front, &(ZtOptions){0}, false);
    front.host.text(&front, text, strlen(text));
    return zt_front_end(&front, 0);
}

static int refuse(const ZtErr *err)
{
    ZtBuf text = {0};

    zt_buf_puts(&text, "zolta: ");
    zt_err_message(err, zt_translate, &text);
    zt_buf_puts(&text, _("\nTry 'zolta --help' for more information.\n"));
    zt_output_send(STDERR_FILENO, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
    return ZT_STATUS_USAGE;
}

/* A person types, and sees what is shown. */
static bool is_interactive(const ZtOptions *options)
{
    return !options->commands && options->file_count == 0 && isatty(STDIN_FILENO) &&
           (isatty(STDOUT_FILENO) || isatty(STDERR_FILENO));
}

/* Lessons are looked over, not played. */
static int lint(const ZtOptions *options, const ZtPlaces *places)
{
    ZtFront front;
    size_t faults;

    zt_front_start(&front, options, false);
    faults =
        zt_lint(&front.host, commands, places->data, options->files, (size_t)options->file_count);
    return zt_front_end(&front, faults ? ZT_STATUS_FAILED : 0);
}

/* The full screen where it can be had, else the prompt, and a line that says why. */
static int run_session(ZtFront *front, ZtShell *shell, const ZtOptions *options, int *ending)
{
    ZtBuf why = {0};
    bool able = (options->tui || !options->plain) && zt_screen_able(&why);

    if (why.len > 0)
        zt_front_note(front, why.text, why.len);
    zt_buf_free(&why);
    if (able)
        return zt_screen_run(front, shell, options, ending);
    return options->tui ? ZT_STATUS_FAILED : zt_prompt_run(front, shell, options, ending);
}

static int run_shell(ZtFront *front, ZtShell *shell, const ZtOptions *options, int *ending)
{
    if (front->host.interactive || (options->tui && !options->commands && !options->file_count))
        return run_session(front, shell, options, ending);
    zt_signals_script();
    return zt_batch_run(front, shell, options);
}

static int run(const ZtOptions *options, const ZtPlaces *places)
{
    ZtFront front;
    ZtShell *shell;
    ZtTutor *tutor;
    int status, ending = 0;

    zt_front_start(&front, options, is_interactive(options));
    shell = zt_shell_new(&front.host, commands, places->data);
    tutor = zt_tutor_new(places->lessons, front.host.interactive);
    if (!shell || !tutor) {
        ZtErr err = {0};
        zt_fail_memory(&err);
        zt_front_error(&front, NULL, &err, NULL, NULL);
        return ZT_STATUS_FAILED;
    }
    zt_tutor_attach(tutor, shell);
    status = run_shell(&front, shell, options, &ending);
    zt_tutor_free(tutor);
    zt_shell_free(shell);
    status = zt_front_end(&front, status);
    if (ending)
        zt_signals_die(ending);
    return status;
}

int main(int argc, char **argv)
{
    ZtOptions options;
    ZtErr err = {0};
    ZtPlaces places;
    bool understood;

    keep_descriptor(STDIN_FILENO, O_WRONLY);
    keep_descriptor(STDOUT_FILENO, O_RDONLY);
    keep_descriptor(STDERR_FILENO, O_RDONLY);
    zt_signals_limits();
    understood = zt_options_read(argc, argv, &options, &err);
    places = find_places(argc > 0 ? argv[0] : "");
    zt_locale_start(options.lang, places.locale);
    if (!understood)
        return refuse(&err);
    if (options.action == ZT_ACTION_HELP)
        return show(_(help));
    if (options.action == ZT_ACTION_VERSION)
        return show(version);
    return options.lint ? lint(&options, &places) : run(&options, &places);
}
