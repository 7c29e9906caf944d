#include "base/random.h"
#include "suites.h"

START_TEST(draws_what_the_authors_program_draws)
{
    ZtRandom random;
    zt_random_seed(&random, 5489);
    ck_assert_uint_eq(zt_random_next(&random), 3499211612u);
    for (int i = 2; i < 10000; i++)
        zt_random_next(&random);
    ck_assert_uint_eq(zt_random_next(&random), 4123659995u);
}
END_TEST

/* torch.manual_seed(0); torch.rand(3) */
START_TEST(draws_what_torch_draws)
{
    ZtRandom random;
    zt_random_seed(&random, 0);
    ck_assert_float_eq_tol(zt_random_uniform(&random), 0.4962566f, 5e-8f);
    ck_assert_float_eq_tol(zt_random_uniform(&random), 0.7682218f, 5e-8f);
    ck_assert_float_eq_tol(zt_random_uniform(&random), 0.0884774f, 5e-8f);
}
END_TEST

START_TEST(uniform_stays_below_one)
{
    ZtRandom random;
    zt_random_seed(&random, 0xffffffffu);
    for (int i = 0; i < 100000; i++) {
        float u = zt_random_uniform(&random);
        ck_assert(u >= 0 && u < 1);
        ck_assert(u * 0x1p24f == (float)(int)(u * 0x1p24f));
    }
}
END_TEST

Suite *random_suite(void)
{
    Suite *suite = suite_create("random");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, draws_what_the_authors_program_draws);
    tcase_add_test(tests, draws_what_torch_draws);
    tcase_add_test(tests, uniform_stays_below_one);
    suite_add_tcase(suite, tests);
    return suite;
}
