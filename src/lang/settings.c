#include <config.h>

#include "lang/settings.h"

#include "base/nls.h"
#include "base/number.h"
#include "base/text.h"
#include "lang/settings_read.h"

static void print_lr(const ZtSession *session, ZtBuf *out)
{
    zt_number_exact(out, session->settings.lr, false);
}

static void print_epochs(const ZtSession *session, ZtBuf *out)
{
    zt_buf_printf(out, "%llu", (unsigned long long)session->settings.epochs);
}

static void print_loss(const ZtSession *session, ZtBuf *out)
{
    zt_buf_puts(out, session->loss_text);
}

static void print_optimizer(const ZtSession *session, ZtBuf *out)
{
    zt_buf_puts(out, zt_optimizer_words[session->settings.optimizer]);
}

static void print_batch(const ZtSession *session, ZtBuf *out)
{
    (void)session;
    zt_buf_puts(out, "full");
}

static void print_precision(const ZtSession *session, ZtBuf *out)
{
    zt_buf_puts(out, zt_precision_words[session->settings.precision]);
}

static void print_seed(const ZtSession *session, ZtBuf *out)
{
    zt_buf_printf(out, "%lu", (unsigned long)session->settings.seed);
}

static void print_threads(const ZtSession *session, ZtBuf *out)
{
    if (session->settings.threads == 0)
        zt_buf_puts(out, "auto");
    else
        zt_buf_printf(out, "%u", session->settings.threads);
}

static void print_milestones(const ZtSession *session, ZtBuf *out)
{
    const ZtSettings *settings = &session->settings;
    for (unsigned i = 0; i < settings->milestone_count; i++)
        zt_buf_printf(out, "%s%llu", i ? " " : "", (unsigned long long)settings->milestones[i]);
    if (settings->milestone_count == 0)
        zt_buf_puts(out, "none");
}

static void print_report(const ZtSession *session, ZtBuf *out)
{
    zt_buf_puts(out, zt_report_words[session->settings.report]);
}

static void print_digits(const ZtSession *session, ZtBuf *out)
{
    if (session->settings.digits == ZT_DIGITS_EXACT)
        zt_buf_puts(out, "exact");
    else
        zt_buf_printf(out, "%d", session->settings.digits);
}

static void print_glyphs(const ZtSession *session, ZtBuf *out)
{
    zt_buf_puts(out, zt_glyph_words[session->settings.glyphs]);
}

static void print_color(const ZtSession *session, ZtBuf *out)
{
    zt_buf_puts(out, zt_color_words[session->settings.color]);
}

static void print_lang(const ZtSession *session, ZtBuf *out)
{
    zt_buf_puts(out, session->settings.lang[0] ? session->settings.lang : "auto");
}

static const ZtSetting settings[] = {
    {"lr", N_("a number, 0 or more"), NULL, "1e-4", "1e-3",
     N_("learning rate: how far each update goes against the gradient"), zt_read_lr, print_lr},
    {"epochs", N_("a whole number from 1 to 1e12"), NULL, "100", "5000",
     N_("how many epochs train does when it is not told"), zt_read_epochs, print_epochs},
    {"loss", N_("mse, mae, huber, or a formula of p, y, columns and numbers"), "mse mae huber",
     "mse", "mae", N_("what training makes small, averaged over the rows"), zt_read_loss,
     print_loss},
    {"optimizer", N_("sgd, plain gradient descent"), "sgd", "sgd", "sgd",
     N_("how a gradient becomes an update"), zt_read_optimizer, print_optimizer},
    {"batch", N_("full, all rows in each update"), "full", "full", "full",
     N_("how many rows an update looks at"), zt_read_batch, print_batch},
    {"precision", N_("single or double"), "single double", "single", "double",
     N_("how many bits a number has, 32 or 64; the data is read again"), zt_read_precision,
     print_precision},
    {"seed", N_("a whole number from 0 to 4294967295"), NULL, "0", "42",
     N_("where random numbers begin"), zt_read_seed, print_seed},
    {"threads", N_("auto, or a whole number from 1 to 1024"), "auto", "auto", "4",
     N_("how many processors train large data; results are the same with any number"),
     zt_read_threads, print_threads},
    {"milestones", N_("up to 64 whole numbers in ascending order, or none"), "none",
     "1 2 3 10 11 99 100 4000 5000", "1 10 100",
     N_("epochs that train prints, besides the first and the last"), zt_read_milestones,
     print_milestones},
    {"report", N_("full, brief or quiet"), "full brief quiet", "full", "brief",
     N_("how much train prints of each epoch; brief is the loss alone"), zt_read_report,
     print_report},
    {"digits", N_("a whole number from 1 to 17, or exact"), "exact", "6", "exact",
     N_("how many digits print shows"), zt_read_digits, print_digits},
    {"glyphs", N_("auto, braille, block or ascii"), "auto braille block ascii", "auto", "ascii",
     N_("the characters that pictures are made of"), zt_read_glyphs, print_glyphs},
    {"color", N_("auto, always or never"), "auto always never", "auto", "never",
     N_("colour in pictures"), zt_read_color, print_color},
    {"lang", N_("auto, or the code of a language such as en or fr"), "auto en fr", "auto", "fr",
     N_("the language of help, errors and remarks"), zt_read_lang, print_lang},
};

const ZtSetting *zt_setting_at(size_t index)
{
    return index < sizeof settings / sizeof settings[0] ? &settings[index] : NULL;
}

const ZtSetting *zt_setting_find(const char *name)
{
    for (size_t i = 0; zt_setting_at(i); i++)
        if (zt_text_same(settings[i].name, name))
            return &settings[i];
    return NULL;
}
