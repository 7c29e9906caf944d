/* The manual lists the commands as the program knows them. With ZOLTA_WRITE_MANUAL set in the
 * environment, the list in the source tree is written anew instead. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/file.h"
#include "lang/help.h"
#include "lesson/tutor.h"
#include "suites.h"

#define MANUAL ZT_TESTS_DIR "/../doc/zolta.1"

static const ZtCommand *const commands[] = {zt_data_commands,
                                            zt_setting_commands,
                                            zt_train_commands,
                                            zt_slope_commands,
                                            zt_look_commands,
                                            zt_explain_commands,
                                            zt_session_commands,
                                            zt_lesson_commands,
                                            NULL};

static const char head[] = ".\\\" begin commands\n", foot[] = ".\\\" end commands\n";

static void write_manual(const ZtBuf *manual, const char *from, const char *to, const ZtBuf *list)
{
    ZtBuf text = {0};
    ZtErr err = {0};

    zt_buf_add(&text, manual->text, (size_t)(from - manual->text));
    zt_buf_add(&text, list->text, list->len);
    zt_buf_puts(&text, to);
    ck_assert(zt_file_write(MANUAL, text.text, text.len, &err));
    zt_buf_free(&text);
}

START_TEST(lists_all_commands)
{
    ZtBuf manual = {0}, list = {0};
    ZtErr err = {0};
    const char *from, *to;

    ck_assert(zt_file_read(MANUAL, 1 << 20, &manual, &err));
    zt_help_manual(commands, &list);
    from = strstr(manual.text, head);
    to = strstr(manual.text, foot);
    ck_assert(from && to && !list.failed);
    from += strlen(head);
    if (getenv("ZOLTA_WRITE_MANUAL"))
        write_manual(&manual, from, to, &list);
    else
        ck_assert_msg((size_t)(to - from) == list.len && memcmp(from, list.text, list.len) == 0,
                      "doc/zolta.1 is behind the help; see doc/HACKING.md, Texts");
    zt_buf_free(&manual);
    zt_buf_free(&list);
}
END_TEST

Suite *manual_suite(void)
{
    Suite *suite = suite_create("manual");
    TCase *tcase = tcase_create("manual");

    tcase_add_test(tcase, lists_all_commands);
    suite_add_tcase(suite, tcase);
    return suite;
}
