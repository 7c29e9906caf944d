/* Reading lines from a person with GNU readline: the only file that knows it.
 *
 * The callback interface is used, so that the wait for keys is ours: signals are held back except
 * while it waits, and are dealt with between two keys, never inside of readline. */
#include <config.h>

#include "ui/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "base/memory.h"
#include "ui/offer.h"
#include "ui/signals.h"

/* readline's callbacks get no argument of ours, so what they need stands here. */
static struct {
    ZtShell *shell;
    char *line;                 /* the line that was read */
    bool finished;              /* a line was read, or the end of input */
    bool gone;                  /* the terminal gives nothing any more */
    const ZtReaderHooks *hooks; /* NULL: lines are read for the prompt */
    FILE *nowhere;              /* what readline would write on a screen */
} reader;

/* What an interruption or the end of input left of a line is nobody's command. */
static bool cut_short(void)
{
    return reader.gone || zt_signals_interrupted() || zt_signals_ending();
}

static void on_line(char *text)
{
    reader.finished = true;
    rl_callback_handler_remove();
    if (text && !cut_short())
        reader.line = zt_strdup(text);
    free(text);
}

/* As readline would have the terminal, but a read never waits: Ctrl-C makes the terminal drop the
 * keys that a wait has just found. */
static void prepare_terminal(int meta)
{
    struct termios mode;

    rl_prep_terminal(meta);
    if (tcgetattr(STDIN_FILENO, &mode) != 0)
        return;
    mode.c_cc[VMIN] = mode.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &mode);
}

/* Keys are read one byte at a time; within a paste readline asks for more than the first. */
static int on_getc(FILE *stream)
{
    unsigned char byte;
    ssize_t len;

    (void)stream;
    do {
        if (!zt_signals_wait_more(STDIN_FILENO))
            return EOF;
        len = read(STDIN_FILENO, &byte, 1);
    } while ((len < 0 && errno == EINTR) || (len == 0 && isatty(STDIN_FILENO)));
    if (len == 1)
        return byte;
    reader.gone = true;
    return EOF;
}

static char **on_complete(const char *text, int start, int end)
{
    size_t from = 0;
    char **offers, **list;

    (void)text;
    rl_attempted_completion_over = 1;
    offers = zt_complete(reader.shell, rl_line_buffer, (size_t)end, &from);
    if (!offers)
        return NULL;
    list = zt_offer_fit(offers, rl_line_buffer, from, (size_t)start);
    zt_free(offers);
    if (list && !list[1]) { /* a folder, or x=, goes on */
        size_t len = strlen(list[0]);
        rl_completion_suppress_append = len > 0 && strchr("/=(", list[0][len - 1]) != NULL;
    }
    return list;
}

/* Shows a list of offers: the first is what they share. */
static void on_list(char **offers, int count, int longest)
{
    size_t from = zt_offer_shown_from(offers[0]);

    for (int i = 1; i <= count; i++)
        memmove(offers[i], offers[i] + from, strlen(offers[i]) - from + 1);
    if (reader.hooks) {
        reader.hooks->offers(reader.hooks->data, offers + 1, (size_t)count);
        return;
    }
    rl_display_match_list(offers, count, longest - (int)from);
    rl_forced_update_display();
}

static void set_up(ZtShell *shell, FILE *screen)
{
    reader.shell = shell;
    rl_readline_name = "zolta";
    rl_outstream = screen;
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0;
    rl_getc_function = on_getc;
    rl_prep_term_function = prepare_terminal;
    rl_attempted_completion_function = on_complete;
    rl_completion_display_matches_hook = on_list;
    /* No more than these: a file's name that needs quotes must be one word. */
    rl_completer_word_break_characters = " \t\n;";
    rl_completer_quote_characters = "";
    rl_variable_bind("enable-bracketed-paste", "on");
    using_history();
}

void zt_reader_start(ZtShell *shell, FILE *screen)
{
    set_up(shell, screen);
}

void zt_reader_recall(const ZtRecall *recall)
{
    rl_clear_history();
    for (size_t i = 0; i < recall->count; i++)
        add_history(recall->line[i]);
    using_history(); /* from its end */
}

static void put_terminal_right(void)
{
    rl_deprep_terminal();
}

/* Whoever had it in the meantime may have changed how it works. */
static void take_terminal_again(void)
{
    rl_deprep_terminal();
    prepare_terminal(1);
    rl_resize_terminal();
    rl_forced_update_display();
}

/* Throws away the line and whatever readline was in the midst of. */
static void drop_line(void)
{
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_echo_signal_char(SIGINT);
    rl_callback_handler_remove();
    fputc('\n', rl_outstream);
    fflush(rl_outstream);
}

/* Deals with what kept the wait from getting a key; true if the line is over by it. */
static bool handle_signals(bool resumed, ZtRead *result)
{
    if (zt_signals_ending()) {
        rl_callback_handler_remove();
        *result = ZT_READ_ENDING;
        return true;
    }
    if (zt_signals_interrupted()) {
        zt_signals_forget();
        drop_line();
        *result = ZT_READ_DROPPED;
        return true;
    }
    if (zt_signals_suspend(put_terminal_right))
        return false; /* the signal to go on is noted by now */
    if (resumed)
        take_terminal_again();
    if (zt_signals_resized())
        rl_resize_terminal();
    return false;
}

static ZtRead read_keys(void)
{
    ZtRead result;
    bool resumed;

    while (!reader.finished) {
        if (zt_signals_wait(STDIN_FILENO, &resumed))
            rl_callback_read_char();
        else if (handle_signals(resumed, &result))
            return result;
    }
    if (reader.line)
        return ZT_READ_LINE;
    return handle_signals(false, &result) ? result : ZT_READ_OVER;
}

ZtRead zt_reader_line(const char *prompt, char **line)
{
    ZtRead result;

    reader.line = NULL;
    reader.finished = false;
    zt_signals_hold();
    rl_callback_handler_install(prompt, on_line);
    result = read_keys();
    zt_signals_release();
    *line = reader.line;
    return result;
}

/* --- on a screen --- */

#define COLUMNS_MAX 32767 /* readline draws nothing; it shall not think of wrapping either */
#define KEYS_MAX    64

/* Sequences of keys and what they were bound to: readline tells a function of ours only which
 * sequence has led to it. */
static struct {
    char sequence[16];
    int key;
} bound[KEYS_MAX];

static int on_bound_key(int count, int key)
{
    (void)count;
    (void)key;
    for (size_t i = 0; i < KEYS_MAX && bound[i].key != 0; i++)
        if (strcmp(bound[i].sequence, rl_executing_keyseq) == 0)
            reader.hooks->key(reader.hooks->data, bound[i].key);
    return 0;
}

/* The sequence as readline's key bindings write it. */
static void spell(const char *sequence, char *out)
{
    for (; *sequence; sequence++) {
        if (*sequence == '\x1b' || (unsigned char)*sequence < ' ')
            out += sprintf(out, "\\%03o", (unsigned)*sequence);
        else
            *out++ = *sequence;
    }
    *out = '\0';
}

void zt_reader_bind(const char *sequence, int key)
{
    char spelt[4 * sizeof bound[0].sequence];
    size_t i = 0;

    while (i < KEYS_MAX && bound[i].key != 0 && strcmp(bound[i].sequence, sequence) != 0)
        i++;
    if (i == KEYS_MAX || strlen(sequence) >= sizeof bound[0].sequence)
        return;
    memcpy(bound[i].sequence, sequence, strlen(sequence) + 1);
    bound[i].key = key;
    spell(sequence, spelt);
    rl_bind_keyseq_in_map(spelt, on_bound_key, emacs_standard_keymap);
    rl_bind_keyseq_in_map(spelt, on_bound_key, vi_insertion_keymap);
}

/* Within a callback: the line is taken, and the next one begins. */
static void on_screen_line(char *text)
{
    char *line = text ? zt_strdup(text) : NULL;

    if (!text || line)
        reader.hooks->line(reader.hooks->data, line);
    free(text);
}

static void draw_nothing(void) {}

bool zt_reader_screen(ZtShell *shell, const ZtReaderHooks *hooks)
{
    reader.nowhere = fopen("/dev/null", "w");
    if (!reader.nowhere)
        return false;
    reader.hooks = hooks;
    set_up(shell, reader.nowhere);
    rl_initialize(); /* before it is told who draws: it would not have pastes marked then */
    rl_redisplay_function = draw_nothing;
    rl_prep_term_function = NULL;
    rl_deprep_term_function = NULL;
    rl_set_screen_size(24, COLUMNS_MAX);
    rl_callback_handler_install("", on_screen_line);
    return true;
}

void zt_reader_finish(void)
{
    rl_callback_handler_remove();
    rl_outstream = stdout;
    fclose(reader.nowhere);
    reader.hooks = NULL;
}

bool zt_reader_marks_pastes(void)
{
    const char *value = rl_variable_value("enable-bracketed-paste");
    return value && strcmp(value, "on") == 0;
}

void zt_reader_prompt(const char *prompt)
{
    rl_set_prompt(prompt);
}

void zt_reader_keys(void)
{
    rl_callback_read_char();
    if (reader.gone)
        reader.hooks->gone(reader.hooks->data);
}

void zt_reader_drop(void)
{
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_callback_handler_remove();
    rl_callback_handler_install("", on_screen_line);
}

void zt_reader_put(const char *line)
{
    rl_replace_line(line, 1);
    rl_point = rl_end;
}

ZtReaderView zt_reader_view(void)
{
    return (ZtReaderView){.prompt = rl_display_prompt ? rl_display_prompt : "",
                          .line = rl_line_buffer ? rl_line_buffer : "",
                          .cursor = (size_t)rl_point};
}
