/* The command plot, and how a figure reaches the terminal or a file. */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "lang/argument.h"
#include "lang/compare.h"
#include "lang/figures.h"
#include "lang/look.h"
#include "lang/nls.h"
#include "lang/shell.h"
#include "plot/draw.h"

#define FILE_WIDTH  80
#define FILE_HEIGHT 24

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

static const char *find_kind(const char *word)
{
    for (size_t i = 0; zt_plot_kinds[i]; i++)
        if (zt_text_same(zt_plot_kinds[i], word))
            return zt_plot_kinds[i];
    return NULL;
}

static bool fail_kind(const ZtWord *word, ZtErr *err)
{
    size_t count = 0;
    while (zt_plot_kinds[count])
        count++;
    const char *nearest = zt_text_nearest(word->text, zt_plot_kinds, count);
    zt_fail(err, ZT_ERR_PLOT_KIND, word->text, nearest ? nearest : "",
            "fit, data, loss, residuals, compare", NULL);
    return zt_fail_at(err, word->at, word->len);
}

/* The front end shows the plot; its sentence stands for it among the results. */
static bool show_elsewhere(ZtShell *shell, const char *kind, const ZtFigure *figure)
{
    const ZtHost *host = shell->host;
    if (!host->picture || !host->picture(host->data, kind))
        return false;
    if (figure->sentence)
        zt_sayf(shell, "%s\n", figure->sentence);
    return true;
}

/* plot compare NAME ...: those runs, which a front end with a place of its own cannot know of. */
static bool plot_runs(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    ZtComparison comparison;
    if (!zt_compare_read(shell->session, args->word + 1, args->count - 1, &comparison, err))
        return false;
    ZtFigure *figure = zt_compare_figure(&comparison, err);
    bool ok = figure && zt_show_figure(shell, figure, args->redirect, err);
    zt_figure_free(figure);
    return ok;
}

bool zt_run_plot(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->count > 1 && zt_text_same(args->word[0].text, "compare"))
        return plot_runs(shell, args, err);
    if (args->count > 1) {
        zt_fail(err, ZT_ERR_PLOT_WORDS, args->word[1].text, NULL);
        return zt_fail_at(err, args->word[1].at, args->word[1].len);
    }
    const char *kind = args->count == 1 ? find_kind(args->word[0].text) : zt_plot_kinds[0];
    if (!kind)
        return fail_kind(&args->word[0], err);
    ZtFigure *figure = zt_plot_figure(shell->session, kind, err);
    if (!figure)
        return false;
    bool elsewhere = !args->redirect && show_elsewhere(shell, kind, figure);
    bool ok = elsewhere || zt_show_figure(shell, figure, args->redirect, err);
    zt_figure_free(figure);
    return ok;
}
