/* The command plot, and how a figure reaches the terminal or a file. */
#include <config.h>

#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "lang/argument.h"
#include "lang/figures.h"
#include "lang/line.h"
#include "lang/look.h"
#include "lang/nls.h"
#include "lang/shell.h"
#include "plot/draw.h"

#define FILE_WIDTH  80
#define FILE_HEIGHT 24
#define POINTS_KEPT 1000000 /* of the last plot */

ZtGlyphs zt_choose_glyphs(const ZtShell *shell)
{
    switch (shell->session->settings.glyphs) {
    case ZT_GLYPH_BRAILLE:
        return ZT_GLYPHS_BRAILLE;
    case ZT_GLYPH_BLOCK:
        return ZT_GLYPHS_BLOCK;
    case ZT_GLYPH_ASCII:
        return ZT_GLYPHS_ASCII;
    case ZT_GLYPH_AUTO:
        break;
    }
    return shell->host->utf8 ? ZT_GLYPHS_BRAILLE : ZT_GLYPHS_ASCII;
}

static bool choose_colour(const ZtShell *shell)
{
    switch (shell->session->settings.color) {
    case ZT_COLOR_ALWAYS:
        return true;
    case ZT_COLOR_NEVER:
        return false;
    case ZT_COLOR_AUTO:
        break;
    }
    return shell->host->colour;
}

static bool draw(const ZtShell *shell, const ZtFigure *figure, int width, int height, bool colour,
                 ZtBuf *out, ZtErr *err)
{
    ZtCanvas *canvas = zt_canvas_new(width > 0 ? width : 1, height > 0 ? height : 1);
    if (!canvas)
        return zt_fail_memory(err);
    zt_draw_figure(figure, zt_choose_glyphs(shell), canvas);
    zt_canvas_write(canvas, colour, out);
    zt_canvas_free(canvas);
    return !out->failed || zt_fail_memory(err);
}

static bool show_here(ZtShell *shell, const ZtFigure *figure, ZtBuf *out, ZtErr *err)
{
    int width, height;
    shell->host->size(shell->host->data, &width, &height);
    if (!draw(shell, figure, width, height, choose_colour(shell), out, err))
        return false;
    bool in_words = shell->host->plain || !shell->host->interactive;
    if (in_words && figure->sentence)
        zt_buf_printf(out, "%s\n", figure->sentence);
    if (out->failed)
        return zt_fail_memory(err);
    zt_say(shell, out->text);
    return true;
}

static bool write_file(ZtShell *shell, const ZtFigure *figure, const ZtWord *file, ZtBuf *out,
                       ZtErr *err)
{
    if (!draw(shell, figure, FILE_WIDTH, FILE_HEIGHT, false, out, err))
        return false;
    if (!zt_write_word(shell, file, out, err))
        return false;
    zt_buf_clear(out);
    zt_text_escape(out, file->text, strlen(file->text));
    zt_notef(shell, _("The picture is in %s.\n"), zt_buf_text(out));
    return true;
}

bool zt_show_figure(ZtShell *shell, const ZtFigure *figure, const ZtWord *file, ZtErr *err)
{
    ZtBuf out = {0};
    bool ok =
        file ? write_file(shell, figure, file, &out, err) : show_here(shell, figure, &out, err);
    zt_buf_free(&out);
    return ok;
}

/* The front end shows the plot; its sentence stands for it among the results. */
static bool show_elsewhere(ZtShell *shell, const ZtArgs *args, const ZtFigure *figure)
{
    const ZtHost *host = shell->host;
    if (!host->picture || !host->picture(host->data, args->word, args->count))
        return false;
    if (figure->sentence)
        zt_sayf(shell, "%s\n", figure->sentence);
    return true;
}

static uint64_t host_slice(void *data)
{
    const ZtHost *host = data;
    return host->slice(host->data);
}

static bool host_goes_on(void *data)
{
    const ZtHost *host = data;
    return host->poll(host->data, NULL);
}

static size_t count_points(const ZtFigure *figure)
{
    size_t count = figure->surface ? figure->surface->columns * figure->surface->rows : 0;
    for (size_t i = 0; i < figure->count; i++)
        count += figure->series[i].count;
    return count;
}

/* Takes the figure, for export. What stands in a place of its own goes on with the training, so
 * that only the words count. */
static bool remember_plot(ZtShell *shell, const ZtArgs *args, ZtFigure *figure, bool elsewhere,
                          ZtErr *err)
{
    const ZtWord *first = args->word, *last = args->count ? &args->word[args->count - 1] : NULL;
    char *words = args->count ? zt_strndup(args->line + first->at, last->at + last->len - first->at)
                              : zt_strdup("");
    zt_figure_free(shell->plotted);
    zt_free(shell->plotted_words);
    bool keep = !elsewhere && count_points(figure) <= POINTS_KEPT;
    shell->plotted = keep ? figure : NULL;
    shell->plotted_words = words;
    if (!keep)
        zt_figure_free(figure);
    return words ? true : zt_fail_memory(err);
}

bool zt_run_plot(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtHost host = *shell->host;
    const ZtPatience patience = {host_slice, host_goes_on, &host};
    ZtFigure *figure = zt_plot_words(shell->session, args->word, args->count, &patience, err);
    if (!figure)
        return false;
    bool elsewhere = !args->redirect && show_elsewhere(shell, args, figure);
    bool ok = elsewhere || zt_show_figure(shell, figure, args->redirect, err);
    if (ok)
        return remember_plot(shell, args, figure, elsewhere, err);
    zt_figure_free(figure);
    return false;
}

ZtFigure *zt_last_plot(ZtShell *shell, ZtErr *err)
{
    ZtWords words = {0};
    const char *text = shell->plotted_words ? shell->plotted_words : "";
    ZtFigure *figure = NULL;
    if (zt_words_split(text, 0, strlen(text), ' ', &words, err))
        figure = zt_plot_words(shell->session, words.word, words.count, NULL, err);
    zt_words_free(&words);
    if (!figure)
        zt_fail_elsewhere(err);
    return figure;
}
