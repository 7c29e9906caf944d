#include <config.h>

#include <string.h>

#include "core/settings.h"

ZtSettings zt_settings_default(void)
{
    return (ZtSettings){
        .lr = 1e-4,
        .epochs = 100,
        .precision = ZT_SINGLE,
        .milestones = {1, 2, 3, 10, 11, 99, 100, 4000, 5000},
        .milestone_count = 9,
        .digits = 6,
    };
}

bool zt_settings_same(const ZtSettings *a, const ZtSettings *b)
{
    return memcmp(&a->lr, &b->lr, sizeof a->lr) == 0 && a->epochs == b->epochs &&
           a->optimizer == b->optimizer && a->precision == b->precision && a->seed == b->seed &&
           a->threads == b->threads && a->milestone_count == b->milestone_count &&
           memcmp(a->milestones, b->milestones, sizeof a->milestones) == 0 &&
           a->report == b->report && a->digits == b->digits && a->glyphs == b->glyphs &&
           a->color == b->color && strcmp(a->lang, b->lang) == 0;
}

bool zt_settings_number(const ZtSettings *settings, const char *word, double *value)
{
    const struct {
        const char *word;
        double value;
    } numbers[] = {
        {"lr", settings->lr},         {"epochs", (double)settings->epochs},
        {"seed", settings->seed},     {"threads", settings->threads},
        {"digits", settings->digits},
    };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (strcmp(word, numbers[i].word) == 0) {
            *value = numbers[i].value;
            return true;
        }
    return false;
}
