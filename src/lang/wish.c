#include <config.h>

#include "lang/wish.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/text.h"
#include "lang/argument.h"

#define NAMES_SHOWN 8 /* parameters that an error lists */

/* The first parameter other than that one. */
static const char *another(const ZtSession *session, size_t parameter)
{
    return session->name[parameter == 0 ? 1 : 0];
}

static bool fail_parameter(const ZtSession *session, const char *name, ZtErr *err)
{
    const char *nearest = zt_text_nearest(name, (const char *const *)session->name, session->count);
    ZtBuf names = {0};
    for (size_t i = 0; i < session->count && i < NAMES_SHOWN; i++) {
        zt_buf_puts(&names, i > 0 ? ", " : "");
        zt_add_name(&names, session->name[i]);
    }
    if (session->count > NAMES_SHOWN)
        zt_buf_puts(&names, ", ...");
    zt_fail(err, ZT_ERR_PLOT_PARAMETER, name, nearest ? nearest : "", zt_buf_text(&names), NULL);
    zt_buf_free(&names);
    return false;
}

static bool fail_empty(ZtReach span, const char *name, ZtErr *err)
{
    char low[32], high[32];
    snprintf(low, sizeof low, "%.9g", span.low);
    snprintf(high, sizeof high, "%.9g", span.high);
    return zt_fail(err, ZT_ERR_PLOT_EMPTY, low, high, span.low > span.high ? name : "", NULL);
}

/* LOW..HIGH */
static bool read_span(ZtReach *span, const char *text, const char *name, ZtErr *err)
{
    const char *dots = strstr(text, "..");
    if (!dots || !zt_read_number(text, (size_t)(dots - text), &span->low, NULL) ||
        !zt_read_number(dots + 2, strlen(dots + 2), &span->high, NULL) ||
        !isfinite(span->high - span->low))
        return zt_fail(err, ZT_ERR_PLOT_RANGE, text, name, NULL);
    return span->low < span->high || fail_empty(*span, name, err);
}

/* A[=LOW..HIGH] */
static bool read_axis(const ZtSession *session, const ZtWord *word, size_t *parameter, bool *given,
                      ZtReach *span, ZtErr *err)
{
    const char *equals = strchr(word->text, '=');
    size_t len = equals ? (size_t)(equals - word->text) : strlen(word->text);
    char *name = zt_strndup(word->text, len);
    if (!name)
        return zt_fail_memory(err);
    ptrdiff_t index = zt_session_parameter(session, name);
    *given = equals != NULL;
    *parameter = index < 0 ? 0 : (size_t)index;
    bool fine = index >= 0 ? !equals || read_span(span, equals + 1, name, err)
                           : fail_parameter(session, name, err);
    zt_free(name);
    return fine || zt_fail_word(err, word);
}

static bool fail_few(size_t count, ZtErr *err)
{
    char number[8];
    snprintf(number, sizeof number, "%zu", count);
    return zt_fail(err, ZT_ERR_PLOT_FEW, number, NULL);
}

bool zt_wish_read(ZtWish *wish, const ZtSession *session, const ZtWord *word, size_t count,
                  ZtErr *err)
{
    *wish = (ZtWish){.x = 0, .y = 1};
    if (session->count < 2)
        return fail_few(session->count, err);
    if (count == 0)
        return true;
    if (!read_axis(session, &word[0], &wish->x, &wish->x_given, &wish->x_span, err))
        return false;
    if (count == 1) {
        zt_fail(err, ZT_ERR_PLOT_ONE, session->name[wish->x], another(session, wish->x), NULL);
        return zt_fail_word(err, &word[0]);
    }
    if (!read_axis(session, &word[1], &wish->y, &wish->y_given, &wish->y_span, err))
        return false;
    if (wish->x == wish->y) {
        zt_fail(err, ZT_ERR_PLOT_TWICE, session->name[wish->x], another(session, wish->x), NULL);
        return zt_fail_word(err, &word[1]);
    }
    if (count == 2)
        return true;
    zt_fail(err, ZT_ERR_PLOT_THIRD, word[2].text, session->name[wish->x], session->name[wish->y],
            NULL);
    return zt_fail_word(err, &word[2]);
}
