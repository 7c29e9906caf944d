#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "suites.h"

START_TEST(allocates_zeroed)
{
    unsigned char *bytes = zt_alloc(1000, 3);
    for (size_t i = 0; i < 3000; i++)
        ck_assert_uint_eq(bytes[i], 0);
    zt_free(bytes);
    void *none = zt_alloc(0, 8);
    ck_assert_ptr_nonnull(none);
    zt_free(none);
    zt_free(NULL);
}
END_TEST

START_TEST(refuses_sizes_that_overflow)
{
    ck_assert_ptr_null(zt_alloc(SIZE_MAX / 2, 3));
    ck_assert_ptr_null(zt_alloc(SIZE_MAX, 1));
    ck_assert_ptr_null(zt_alloc_aligned(SIZE_MAX / 8, 8));
    ck_assert_ptr_null(zt_alloc_aligned(PTRDIFF_MAX - 1, 1));
    char *old = zt_strdup("old");
    ck_assert_ptr_null(zt_realloc(old, SIZE_MAX / 4, 8));
    ck_assert_str_eq(old, "old");
    zt_free(old);
    ck_assert_ptr_null(zt_strndup("x", SIZE_MAX));
}
END_TEST

START_TEST(aligns_to_a_cache_line)
{
    for (size_t count = 0; count < 200; count += 7) {
        unsigned char *bytes = zt_alloc_aligned(count, 4);
        ck_assert_uint_eq((uintptr_t)bytes % 64, 0);
        for (size_t i = 0; i < count * 4; i++)
            ck_assert_uint_eq(bytes[i], 0);
        zt_free(bytes);
    }
}
END_TEST

START_TEST(copies_text)
{
    ck_assert_ptr_null(zt_strdup(NULL));
    char *part = zt_strndup("abcdef", 3), *empty = zt_strndup(NULL, 0);
    ck_assert_str_eq(part, "abc");
    ck_assert_str_eq(empty, "");
    zt_free(part);
    zt_free(empty);
}
END_TEST

START_TEST(grow_doubles_and_keeps)
{
    int *items = NULL;
    size_t cap = 0;
    for (int i = 0; i < 1000; i++) {
        ck_assert(ZT_GROW(items, cap, (size_t)i + 1));
        items[i] = i;
    }
    ck_assert_uint_eq(cap, 1024);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(items[i], i);
    int *before = items;
    ck_assert(!ZT_GROW(items, cap, SIZE_MAX / 2));
    ck_assert_ptr_eq(items, before);
    ck_assert_uint_eq(cap, 1024);
    ck_assert(ZT_GROW(items, cap, 5000));
    ck_assert_uint_eq(cap, 5000);
    zt_free(items);
}
END_TEST

START_TEST(arena_pieces_do_not_overlap)
{
    ZtArena *arena = zt_arena_new();
    char *last = NULL;
    for (size_t i = 1; i < 3000; i++) {
        char *piece = zt_arena_alloc(arena, i % 50, 1);
        ck_assert_uint_eq((uintptr_t)piece % 16, 0);
        for (size_t j = 0; j < i % 50; j++)
            ck_assert_int_eq(piece[j], 0);
        memset(piece, 0x55, i % 50);
        ck_assert_ptr_ne(piece, last);
        last = piece;
    }
    zt_arena_free(arena);
    zt_arena_free(NULL);
}
END_TEST

START_TEST(arena_takes_large_pieces_and_refuses_huge_ones)
{
    ZtArena *arena = zt_arena_new();
    char *large = zt_arena_alloc(arena, 1000000, 1);
    memset(large, 1, 1000000);
    ck_assert_str_eq(zt_arena_strndup(arena, "abcdef", 4), "abcd");
    ck_assert_str_eq(zt_arena_strndup(arena, "", 0), "");
    ck_assert_ptr_null(zt_arena_alloc(arena, SIZE_MAX / 2, 4));
    ck_assert_ptr_null(zt_arena_alloc(arena, PTRDIFF_MAX - 100, 1));
    ck_assert_ptr_null(zt_arena_strndup(arena, "x", SIZE_MAX));
    zt_arena_free(arena);
}
END_TEST

Suite *memory_suite(void)
{
    Suite *suite = suite_create("memory");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, allocates_zeroed);
    tcase_add_test(tests, refuses_sizes_that_overflow);
    tcase_add_test(tests, aligns_to_a_cache_line);
    tcase_add_test(tests, copies_text);
    tcase_add_test(tests, grow_doubles_and_keeps);
    tcase_add_test(tests, arena_pieces_do_not_overlap);
    tcase_add_test(tests, arena_takes_large_pieces_and_refuses_huge_ones);
    suite_add_tcase(suite, tests);
    return suite;
}
