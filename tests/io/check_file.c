#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "io/file.h"
#include "suites.h"

/* fsync is taken from here, so that a disk can be full, or a file system can be without it. */
static int fsync_errno;

int fsync(int file)
{
    if (fsync_errno) {
        errno = fsync_errno;
        return -1;
    }
    return (int)syscall(SYS_fsync, file);
}

static void holds(const char *path, const char *expected)
{
    ZtBuf text = {0};
    ZtErr err = {0};
    ck_assert(zt_file_read(path, 1000000, &text, &err));
    ck_assert_str_eq(zt_buf_text(&text), expected);
    zt_buf_free(&text);
}

static void write_fails(const char *path, ZtErrKind kind)
{
    ZtErr err = {0};
    ck_assert(!zt_file_write(path, "new", 3, &err));
    ck_assert_int_eq(err.kind, kind);
    ck_assert_str_eq(err.arg[0], path);
}

/* Files in the scratch folder, hidden ones too. */
static int count_files(void)
{
    char command[128];
    int count = -1;
    snprintf(command, sizeof command, "ls -A %s | wc -l", scratch_path(""));
    FILE *pipe = popen(command, "r");
    ck_assert_int_eq(fscanf(pipe, "%d", &count), 1);
    pclose(pipe);
    return count;
}

static mode_t mode_of(const char *path)
{
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    return status.st_mode & 07777;
}

START_TEST(writes_and_reads)
{
    ZtErr err = {0};
    const char *path = scratch_path("a");
    ck_assert(!zt_file_exists(path));
    umask(027);
    ck_assert(zt_file_write(path, "one", 3, &err));
    ck_assert(zt_file_exists(path));
    holds(path, "one");
    ck_assert_uint_eq(mode_of(path), 0640);
    ck_assert(zt_file_write(path, "", 0, &err));
    holds(path, "");
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(works_without_a_folder_in_the_name)
{
    ZtErr err = {0};
    ck_assert_int_eq(chdir(scratch_path("")), 0);
    ck_assert(zt_file_write("plain", "x", 1, &err));
    holds(scratch_path("plain"), "x");
    ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(keeps_the_mode)
{
    ZtErr err = {0};
    const char *path = scratch_file("a", "old", 3);
    ck_assert_int_eq(chmod(path, 0604), 0);
    if (geteuid() == 0)
        ck_assert_int_eq(chown(path, 1234, 1234), 0);
    ck_assert(zt_file_write(path, "new", 3, &err));
    holds(path, "new");
    ck_assert_uint_eq(mode_of(path), 0604);
}
END_TEST

START_TEST(follows_links)
{
    ZtErr err = {0};
    struct stat status;
    ck_assert_int_eq(mkdir(scratch_path("d"), 0700), 0);
    scratch_file("d/target", "old", 3);
    ck_assert_int_eq(symlink("d/second", scratch_path("first")), 0);
    ck_assert_int_eq(symlink("target", scratch_path("d/second")), 0);
    ck_assert(zt_file_write(scratch_path("first"), "new", 3, &err));
    holds(scratch_path("d/target"), "new");
    ck_assert_int_eq(lstat(scratch_path("first"), &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    ck_assert_int_eq(lstat(scratch_path("d/second"), &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
    ck_assert_int_eq(symlink(scratch_path("d/made"), scratch_path("dangling")), 0);
    ck_assert(zt_file_write(scratch_path("dangling"), "made", 4, &err));
    holds(scratch_path("d/made"), "made");
    ck_assert_int_eq(symlink("round", scratch_path("round")), 0);
    write_fails(scratch_path("round"), ZT_ERR_FILE_WRITE);
}
END_TEST

/* Neither an error in the middle nor one at the very end loses the old file or leaves another. */
START_TEST(a_failure_keeps_the_old_file)
{
    static const struct {
        int number;
        ZtErrKind kind;
    } faults[] = {{ENOSPC, ZT_ERR_FILE_FULL}, {EDQUOT, ZT_ERR_FILE_FULL}, {EIO, ZT_ERR_FILE_WRITE}};
    const char *path = scratch_file("a", "old", 3);
    for (size_t i = 0; i < 3; i++) {
        fsync_errno = faults[i].number;
        write_fails(path, faults[i].kind);
        fsync_errno = 0;
        holds(path, "old");
        ck_assert_int_eq(count_files(), 1);
    }
    fsync_errno = EINVAL;
    ZtErr err = {0};
    ck_assert(zt_file_write(path, "new", 3, &err));
    fsync_errno = 0;
    holds(path, "new");
}
END_TEST

START_TEST(a_write_that_stops_half_way)
{
    static char text[100000];
    ZtErr err = {0};
    const char *path = scratch_file("a", "old", 3);
    struct rlimit limit = {4096, RLIM_INFINITY}, before;
    memset(text, 'x', sizeof text);
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    bool written = zt_file_write(path, text, sizeof text, &err);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    ck_assert(!written);
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_WRITE);
    holds(path, "old");
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(targets_that_cannot_be_written)
{
    write_fails(scratch_path("none/a"), ZT_ERR_FILE_NO_FOLDER);
    scratch_file("file", "", 0);
    write_fails(scratch_path("file/a"), ZT_ERR_FILE_NO_FOLDER);
    write_fails(scratch_path(""), ZT_ERR_FILE_DIRECTORY);
    write_fails("/dev/full", ZT_ERR_FILE_FULL);
    write_fails("", ZT_ERR_FILE_NO_FOLDER);
    if (geteuid() == 0)
        return;
    ck_assert_int_eq(chmod(scratch_path("file"), 0400), 0);
    write_fails(scratch_path("file"), ZT_ERR_FILE_NO_RIGHT);
    write_fails("/zolta-test", ZT_ERR_FILE_NO_RIGHT);
}
END_TEST

/* What is no ordinary file stays what it is. */
START_TEST(devices_are_written_directly)
{
    ZtErr err = {0};
    struct stat status;
    ck_assert(zt_file_write("/dev/null", "x", 1, &err));
    ck_assert_int_eq(stat("/dev/null", &status), 0);
    ck_assert(S_ISCHR(status.st_mode));
}
END_TEST

/* Names left over from a program that was killed are stepped over, but not without end. */
START_TEST(takes_another_name)
{
    char name[64];
    ZtErr err = {0};
    for (int i = 0; i < 100; i++) {
        snprintf(name, sizeof name, ".zolta-%ld-%d.tmp", (long)getpid(), i);
        scratch_file(name, "", 0);
        if (i == 50)
            ck_assert(zt_file_write(scratch_path("a"), "x", 1, &err));
    }
    write_fails(scratch_path("a"), ZT_ERR_FILE_WRITE);
    holds(scratch_path("a"), "x");
}
END_TEST

START_TEST(reads_up_to_the_limit)
{
    ZtBuf text = {0};
    ZtErr err = {0};
    const char *path = scratch_file("a", "12345", 5);
    zt_buf_puts(&text, "0");
    ck_assert(zt_file_read(path, 5, &text, &err));
    ck_assert_str_eq(zt_buf_text(&text), "012345");
    ck_assert(!zt_file_read(path, 4, &text, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_LARGE);
    ck_assert_str_eq(err.arg[1], "4");
    ck_assert(!zt_file_read("/dev/zero", 1000000, &text, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_LARGE);
    ck_assert(!zt_file_read(scratch_path("none"), 5, &text, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_MISSING);
    ck_assert(!zt_file_read(scratch_path(""), 5, &text, &err));
    ck_assert_int_eq(err.kind, ZT_ERR_FILE_DIRECTORY);
    zt_buf_free(&text);
}
END_TEST

static void begin(void)
{
    scratch_begin();
}

Suite *file_suite(void)
{
    Suite *suite = suite_create("file");
    TCase *tests = tcase_create("all");
    tcase_add_checked_fixture(tests, begin, scratch_end);
    tcase_add_test(tests, writes_and_reads);
    tcase_add_test(tests, works_without_a_folder_in_the_name);
    tcase_add_test(tests, keeps_the_mode);
    tcase_add_test(tests, follows_links);
    tcase_add_test(tests, a_failure_keeps_the_old_file);
    tcase_add_test(tests, a_write_that_stops_half_way);
    tcase_add_test(tests, targets_that_cannot_be_written);
    tcase_add_test(tests, devices_are_written_directly);
    tcase_add_test(tests, takes_another_name);
    tcase_add_test(tests, reads_up_to_the_limit);
    suite_add_tcase(suite, tests);
    return suite;
}
