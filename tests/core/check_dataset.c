#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <check.h>

#include "core/dataset.h"

Suite *dataset_suite(void);

static ZtBuilder *two_columns(ZtPrecision precision)
{
    ZtBuilder *builder = zt_builder_new("data", precision);
    ck_assert(zt_builder_column(builder, "kind", true));
    ck_assert(zt_builder_column(builder, "value", false));
    return builder;
}

static void add(ZtBuilder *builder, const char *kind, double value)
{
    ck_assert(zt_builder_text(builder, 0, kind, strlen(kind)));
    ck_assert(zt_builder_number(builder, 1, value));
    ck_assert(zt_builder_row(builder));
}

START_TEST(holds_what_was_given)
{
    ZtPrecision precision = _i ? ZT_DOUBLE : ZT_SINGLE;
    ZtBuilder *builder = two_columns(precision);
    add(builder, "a", 0.1);
    add(builder, "b", -2);
    add(builder, "a", 1e30);
    ZtDataset *data = zt_builder_finish(builder);
    ck_assert_str_eq(data->name, "data");
    ck_assert_ptr_null(data->source);
    ck_assert_uint_eq(data->rows, 3);
    ck_assert_uint_eq(data->columns, 2);
    ck_assert(data->column[0].text && !data->column[1].text);
    ck_assert_uint_eq(data->column[0].class_count, 2);
    ck_assert_str_eq(data->column[0].classes[1], "b");
    ck_assert_ptr_null(data->column[1].classes);
    ck_assert_double_eq(zt_dataset_value(data, 0, 1), 1);
    ck_assert_double_eq(zt_dataset_value(data, 0, 2), 0);
    ck_assert_double_eq(zt_dataset_value(data, 1, 0), zt_round(0.1, precision));
    ck_assert_double_eq(zt_dataset_value(data, 1, 2), zt_round(1e30, precision));
    zt_dataset_release(data);
}
END_TEST

/* Aligned, and zeros behind the last row up to a multiple of ZT_PAD, at least one block. */
START_TEST(pads_with_zeros)
{
    for (size_t rows = 0; rows <= 3 * ZT_PAD; rows++) {
        ZtBuilder *builder = zt_builder_new("data", ZT_SINGLE);
        ck_assert(zt_builder_column(builder, "v", false));
        for (size_t i = 0; i < rows; i++) {
            ck_assert(zt_builder_number(builder, 0, 7));
            ck_assert(zt_builder_row(builder));
        }
        ck_assert(zt_builder_number(builder, 0, 9));
        ZtDataset *data = zt_builder_finish(builder);
        const float *values = zt_column_single(&data->column[0]);
        ck_assert_uint_eq((uintptr_t)values % 64, 0);
        size_t padded = rows == 0 ? ZT_PAD : (rows + ZT_PAD - 1) / ZT_PAD * ZT_PAD;
        for (size_t i = 0; i < padded; i++)
            ck_assert_float_eq(values[i], i < rows ? 7.0f : 0.0f);
        zt_dataset_release(data);
    }
}
END_TEST

START_TEST(counts_references)
{
    ZtBuilder *builder = two_columns(ZT_DOUBLE);
    add(builder, "a", 1);
    ZtDataset *data = zt_builder_finish(builder);
    ck_assert_ptr_eq(zt_dataset_retain(data), data);
    ck_assert_int_eq(data->references, 2);
    zt_dataset_release(data);
    ck_assert_double_eq(zt_dataset_value(data, 1, 0), 1);
    zt_dataset_release(data);
    ck_assert_ptr_null(zt_dataset_retain(NULL));
    zt_dataset_release(NULL);
}
END_TEST

START_TEST(finds_columns)
{
    ZtBuilder *builder = zt_builder_new("data", ZT_SINGLE);
    const char *const names[] = {"Temp", "temp", "Zolta", "", "c"};
    for (size_t i = 0; i < 5; i++)
        ck_assert(zt_builder_column(builder, names[i], false));
    ZtDataset *data = zt_builder_finish(builder);
    ck_assert_int_eq(zt_dataset_find(data, "Temp"), 0);
    ck_assert_int_eq(zt_dataset_find(data, "temp"), 1);
    ck_assert_int_eq(zt_dataset_find(data, "TEMP"), -1);
    ck_assert_int_eq(zt_dataset_find(data, "zOLTA"), 2);
    ck_assert_int_eq(zt_dataset_find(data, ""), 3);
    ck_assert_int_eq(zt_dataset_find(data, "cc"), -1);
    zt_dataset_release(data);
}
END_TEST

/* A class that came with a dropped row only is forgotten. */
START_TEST(drops_rows)
{
    ZtBuilder *builder = two_columns(ZT_SINGLE);
    add(builder, "a", 1);
    ck_assert(zt_builder_text(builder, 0, "gone", 4));
    zt_builder_drop(builder);
    ck_assert(zt_builder_text(builder, 0, "a", 1));
    zt_builder_drop(builder);
    zt_builder_drop(builder);
    add(builder, "b", 2);
    add(builder, "gone", 3);
    ZtDataset *data = zt_builder_finish(builder);
    ck_assert_uint_eq(data->rows, 3);
    ck_assert_uint_eq(data->column[0].class_count, 3);
    ck_assert_str_eq(data->column[0].classes[0], "a");
    ck_assert_str_eq(data->column[0].classes[1], "b");
    ck_assert_str_eq(data->column[0].classes[2], "gone");
    ck_assert_double_eq(zt_dataset_value(data, 0, 2), 2);
    zt_dataset_release(data);
}
END_TEST

/* Longer names come before those that they begin with. */
START_TEST(many_classes)
{
    ZtBuilder *builder = two_columns(ZT_SINGLE);
    for (int i = 0; i < 20000; i++) {
        char name[16];
        int len = snprintf(name, sizeof name, "k%d", 6999 - i % 7000);
        ck_assert(zt_builder_text(builder, 0, name, (size_t)len));
        if (i % 3 == 0 && i < 7000) {
            zt_builder_drop(builder);
            ck_assert(zt_builder_text(builder, 0, name, (size_t)len));
        }
        ck_assert(zt_builder_number(builder, 1, i));
        ck_assert(zt_builder_row(builder));
    }
    ZtDataset *data = zt_builder_finish(builder);
    ck_assert_uint_eq(data->column[0].class_count, 7000);
    for (size_t i = 0; i < 20000; i++)
        ck_assert_double_eq(zt_dataset_value(data, 0, i), (double)(i % 7000));
    zt_dataset_release(data);
}
END_TEST

/* Names that begin alike, or hold what another lacks, are different classes. */
START_TEST(classes_are_told_apart)
{
    ZtBuilder *builder = two_columns(ZT_DOUBLE);
    add(builder, "ab", 0);
    add(builder, "abc", 0);
    add(builder, "", 0);
    add(builder, "AB", 0);
    ZtDataset *data = zt_builder_finish(builder);
    ck_assert_uint_eq(data->column[0].class_count, 4);
    zt_dataset_release(data);
}
END_TEST

START_TEST(a_builder_can_be_given_up)
{
    ZtBuilder *builder = two_columns(ZT_DOUBLE);
    add(builder, "a", 0);
    zt_builder_free(builder);
    zt_builder_free(NULL);
}
END_TEST

START_TEST(checksum_is_fnv1a)
{
    ck_assert_uint_eq(zt_checksum(ZT_CHECKSUM_START, "", 0), 0xcbf29ce484222325u);
    ck_assert_uint_eq(zt_checksum(ZT_CHECKSUM_START, "a", 1), 0xaf63dc4c8601ec8cu);
    ck_assert_uint_eq(zt_checksum(ZT_CHECKSUM_START, "foobar", 6), 0x85944171f73967e8u);
    uint64_t half = zt_checksum(ZT_CHECKSUM_START, "foo", 3);
    ck_assert_uint_eq(zt_checksum(half, "bar", 3), 0x85944171f73967e8u);
}
END_TEST

Suite *dataset_suite(void)
{
    Suite *suite = suite_create("dataset");
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, holds_what_was_given, 0, 2);
    tcase_add_test(tests, pads_with_zeros);
    tcase_add_test(tests, counts_references);
    tcase_add_test(tests, finds_columns);
    tcase_add_test(tests, drops_rows);
    tcase_add_test(tests, many_classes);
    tcase_add_test(tests, classes_are_told_apart);
    tcase_add_test(tests, a_builder_can_be_given_up);
    tcase_add_test(tests, checksum_is_fnv1a);
    suite_add_tcase(suite, tests);
    return suite;
}
