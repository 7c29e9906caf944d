#include <config.h>

#include <string.h>

#include "suites.h"
#include "support.h"

static Bench bench;

static void setup(void)
{
    bench_start(&bench);
    bench_lines(&bench, "load thermometer\nset report quiet");
}

static void teardown(void)
{
    bench_end(&bench);
}

static void says(const char *line, const char *part)
{
    ck_assert_msg(bench_line(&bench, line), "%s", bench_shown(&bench));
    ck_assert_msg(strstr(bench.out.text, part) != NULL, "%s\n%s", line, bench.out.text);
}

static void stops_when_told(const char *line)
{
    bench.slice = 1;
    bench.patience = 2;
    bench.polls = 0;
    bench_fails_kind(&bench, line, ZT_ERR_INTERRUPTED);
    ck_assert_str_eq(zt_buf_text(&bench.out), "");
    ck_assert_int_eq(bench.polls, 3);
}

START_TEST(can_be_interrupted)
{
    static const char *const lines[] = {"nudge w", "gradcheck"};
    stops_when_told(lines[_i]);
}
END_TEST

/* Its slices are small, and the numbers the same. */
START_TEST(slices_do_not_change_the_numbers)
{
    static const char *const lines[] = {"nudge w", "gradcheck", "solve"};
    ck_assert(bench_line(&bench, lines[_i]));
    char kept[2000];
    ck_assert_uint_lt(bench.out.len, sizeof kept);
    strcpy(kept, bench.out.text);
    bench.slice = 1;
    bench_says(&bench, lines[_i], kept);
}
END_TEST

/* Even solve, which does all of this little data in one slice, asks before it goes on. */
START_TEST(solve_can_be_interrupted)
{
    bench.slice = 1;
    bench.patience = 0;
    bench_fails_kind(&bench, "solve", ZT_ERR_INTERRUPTED);
}
END_TEST

/* A run that has diverged says so in any case; the cause takes a while to find. */
START_TEST(the_cause_of_divergence_can_be_interrupted)
{
    bench_lines(&bench, "set lr 1e-2");
    bench.slice = 1;
    bench.patience = 10;
    bench_fails_kind(&bench, "train 11", ZT_ERR_INTERRUPTED);
    ck_assert_str_eq(zt_buf_text(&bench.out),
                     "The training has diverged: since epoch 11 the loss is not finite.\n");
    ck_assert(bench.shell->session->diverged);
}
END_TEST

START_TEST(leave_the_session_alone)
{
    static const char *const lines[] = {"nudge w", "nudge b -3", "gradcheck", "solve"};
    bench_lines(&bench, "train 3\nset digits exact");
    ck_assert(bench_line(&bench, "print w, b, loss, last(loss), epoch"));
    char kept[200];
    strcpy(kept, bench.out.text);
    ck_assert(bench_line(&bench, lines[_i]));
    bench_says(&bench, "print w, b, loss, last(loss), epoch", kept);
}
END_TEST

/* Of more parameters than fit on a page, the worst. */
START_TEST(gradcheck_shows_the_worst)
{
    bench_lines(&bench, "load iris x=sepal_length_cm y=petal_width_cm");
    ZtBuf model = {0};
    zt_buf_puts(&model, "model abs(k)");
    for (int i = 0; i < 20; i++)
        zt_buf_printf(&model, " + w%d * x", i);
    zt_buf_puts(&model, " where k = 0");
    bench_lines(&bench, zt_buf_text(&model));
    zt_buf_free(&model);
    says("gradcheck", "    parameter  derivative    central  relative difference\n    k ");
    says("gradcheck", "    ... (the worst 16 of 21)\n20 of 21 derivatives agree");
    bench_lines(&bench, "model abs(a) + abs(b) + abs(c) + abs(d) + abs(e) + abs(f) + abs(g) + "
                        "abs(h) + abs(i) where a=0,b=0,c=0,d=0,e=0,f=0,g=0,h=0,i=0");
    says("gradcheck", "of abs (a, b, c, d, e, f, g, h, ...):");
}
END_TEST

/* So close to the minimum that only rounding is left of the slope. */
START_TEST(gradcheck_at_the_minimum)
{
    bench_lines(&bench, "set precision double\nmodel b where b = 10.5");
    says("gradcheck", "The derivative agrees with the slope");
    bench_lines(&bench, "set b mean(celsius) + 1e-10");
    says("gradcheck", "as far as a difference can tell (b)");
}
END_TEST

/* A function that changes within less than any step tried. */
START_TEST(gradcheck_does_not_agree_with_everything)
{
    bench_lines(&bench, "set precision double\nmodel sin(k * 1e9) + 0 * x where k = 1");
    says("gradcheck", "Does not agree (k)");
}
END_TEST

Suite *slope_commands_suite(void)
{
    Suite *suite = suite_create("slope commands");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, can_be_interrupted, 0, 2);
    tcase_add_loop_test(tests, slices_do_not_change_the_numbers, 0, 3);
    tcase_add_test(tests, solve_can_be_interrupted);
    tcase_add_test(tests, the_cause_of_divergence_can_be_interrupted);
    tcase_add_loop_test(tests, leave_the_session_alone, 0, 4);
    tcase_add_test(tests, gradcheck_shows_the_worst);
    tcase_add_test(tests, gradcheck_at_the_minimum);
    tcase_add_test(tests, gradcheck_does_not_agree_with_everything);
    suite_add_tcase(suite, tests);
    return suite;
}
