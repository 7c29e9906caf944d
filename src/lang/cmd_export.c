/* The command export: what the session holds, as a file of another kind. */
#include <config.h>

#include <string.h>

#include "base/text.h"
#include "export/history_csv.h"
#include "export/model_c.h"
#include "export/picture.h"
#include "export/twin.h"
#include "lang/argument.h"
#include "lang/handlers.h"
#include "lang/look.h"
#include "lang/nls.h"
#include "lang/report.h"

/* Writes the file and says, behind its name, what is in it. */
static bool write_and_say(ZtShell *shell, const ZtWord *file, const ZtBuf *text, const char *what,
                          ZtErr *err)
{
    ZtBuf line = {0};
    if (!zt_write_word(shell, file, text, err))
        return false;
    zt_add_name(&line, file->text);
    zt_buf_printf(&line, ": %s\n", what);
    return zt_say_buf(shell, &line, err);
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static bool export_history(ZtShell *shell, const ZtWord *file, ZtErr *err)
{
    const ZtSession *session = shell->session;
    size_t count = zt_history_count(session->history);
    if (!session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    if (count == 0)
        return zt_fail(err, ZT_ERR_FORMULA_NO_EPOCH, NULL);
    ZtBuf text = {0}, what = {0};
    zt_history_csv(session, &text);
    zt_buf_printf(&what, "%zu epoch%s", count, plural(count));
    bool done = write_and_say(shell, file, &text, zt_buf_text(&what), err);
    zt_buf_free(&what);
    zt_buf_free(&text);
    return done;
}

static bool export_twin(ZtShell *shell, const ZtWord *file, ZtErr *err)
{
    const ZtDivergenceWords words = zt_divergence_words();
    ZtBuf text = {0}, what = {0};
    bool done = zt_twin(shell->session, &words, zt_translate, &text, err) || zt_fail_elsewhere(err);
    if (done) {
        uint64_t epochs, runs;
        zt_twin_extent(shell->session, &epochs, &runs);
        zt_buf_printf(&what, "%llu epoch%s in %llu run%s", (unsigned long long)epochs,
                      plural(epochs), (unsigned long long)runs, plural(runs));
        done = write_and_say(shell, file, &text, zt_buf_text(&what), err);
        if (done && runs == 0)
            zt_notef(shell, _("It trains nothing yet: train, and export again.\n"));
    }
    zt_buf_free(&what);
    zt_buf_free(&text);
    return done;
}

static bool export_model(ZtShell *shell, const ZtWord *file, ZtErr *err)
{
    ZtBuf text = {0}, what = {0};
    bool done = zt_model_c(shell->session, zt_translate, &text, err) || zt_fail_elsewhere(err);
    if (done) {
        size_t inputs = shell->session->inputs;
        zt_buf_printf(&what, "zolta_predict, %zu input%s", inputs, plural(inputs));
        done = write_and_say(shell, file, &text, zt_buf_text(&what), err);
    }
    zt_buf_free(&what);
    zt_buf_free(&text);
    return done;
}

static bool write_picture(ZtShell *shell, const ZtFigure *figure, ZtPictureKind kind,
                          const ZtWord *file, ZtErr *err)
{
    ZtBuf bytes = {0};
    bool done = zt_picture(figure, kind, &bytes, err) &&
                write_and_say(shell, file, &bytes, figure->title ? figure->title : "plot", err);
    zt_buf_free(&bytes);
    return done;
}

/* The last plot, as it was shown; or made now, where there is none. */
static bool export_picture(ZtShell *shell, ZtPictureKind kind, const ZtWord *file, ZtErr *err)
{
    if (shell->plotted)
        return write_picture(shell, shell->plotted, kind, file, err);
    ZtFigure *figure = zt_last_plot(shell, err);
    bool done = figure && write_picture(shell, figure, kind, file, err);
    zt_figure_free(figure);
    return done;
}

static bool export_svg(ZtShell *shell, const ZtWord *file, ZtErr *err)
{
    return export_picture(shell, ZT_PICTURE_SVG, file, err);
}

static bool export_png(ZtShell *shell, const ZtWord *file, ZtErr *err)
{
    return export_picture(shell, ZT_PICTURE_PNG, file, err);
}

static bool export_pdf(ZtShell *shell, const ZtWord *file, ZtErr *err)
{
    return export_picture(shell, ZT_PICTURE_PDF, file, err);
}

static const struct {
    const char *ending;
    bool (*write)(ZtShell *shell, const ZtWord *file, ZtErr *err);
} kinds[] = {
    {".csv", export_history}, {".c", export_model}, {".pdf", export_pdf},     {".png", export_png},
    {".py", export_twin},     {".svg", export_svg}, {".zt", zt_save_session},
};

bool zt_do_export(ZtShell *shell, const ZtArgs *args, ZtErr *err)
{
    if (args->count == 0)
        return zt_fail_missing(shell, "export", err);
    if (args->count > 1)
        return zt_fail_extra(shell, "export", &args->word[1], err);
    const ZtWord *file = &args->word[0];
    const char *ending = strrchr(file->text, '.');
    for (size_t i = 0; ending && i < sizeof kinds / sizeof *kinds; i++)
        if (zt_text_same(ending, kinds[i].ending))
            return kinds[i].write(shell, file, err);
    zt_fail(err, ZT_ERR_EXPORT_KIND, file->text, NULL);
    return zt_fail_word(err, file);
}
