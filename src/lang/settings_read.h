/* How the value of each setting is read, for the table in settings.c. */
#ifndef ZT_LANG_SETTINGS_READ_H
#define ZT_LANG_SETTINGS_READ_H

#include "lang/settings.h"

#define ZT_EPOCHS_MAX  1e12
#define ZT_THREADS_MAX 1024

/* Words of the settings that have a fixed choice, in the order of their enumerators. */
extern const char *const zt_precision_words[];
extern const char *const zt_report_words[];
extern const char *const zt_glyph_words[];
extern const char *const zt_color_words[];
extern const char *const zt_optimizer_words[];

bool zt_read_lr(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_epochs(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_loss(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_optimizer(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_batch(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_precision(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_seed(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_threads(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_milestones(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_report(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_digits(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_glyphs(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_color(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);
bool zt_read_lang(ZtShell *shell, const ZtSetting *setting, const char *text, ZtErr *err);

#endif
