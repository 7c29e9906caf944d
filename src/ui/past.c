/* The history file. It is replaced as a whole, so that no failure loses it, and read again just
 * before, so that of two sessions none loses the other's lines. */
#include <config.h>

#include "ui/past.h"

#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "io/file.h"

#define FILE_MAX (8u << 20)

static bool read_into(ZtRecall *recall, const char *path, ZtErr *err)
{
    ZtBuf text = {0};
    bool done;

    if (!zt_file_exists(path))
        return true;
    done = zt_file_read(path, FILE_MAX, &text, err);
    if (done)
        zt_recall_add_text(recall, zt_buf_text(&text), text.len);
    zt_buf_free(&text);
    return done;
}

bool zt_past_load(ZtPast *past, ZtErr *err)
{
    *past = (ZtPast){.path = zt_path_state("history")};
    past->readable = past->path && read_into(&past->all, past->path, err);
    return past->readable || !past->path;
}

void zt_past_add(ZtPast *past, const char *line)
{
    size_t len = strlen(line);

    zt_recall_add(&past->all, line, len);
    zt_recall_add(&past->fresh, line, len);
}

/* A new file is for the user's eyes only. */
static bool write_private(const char *path, const ZtRecall *recall, ZtErr *err)
{
    ZtBuf text = {0};
    mode_t mask = umask(077);
    bool done;

    zt_recall_write(recall, &text);
    done =
        text.failed ? zt_fail_memory(err) : zt_file_write(path, zt_buf_text(&text), text.len, err);
    umask(mask);
    zt_buf_free(&text);
    return done;
}

bool zt_past_save(ZtPast *past, ZtErr *err)
{
    ZtRecall merged = {0};
    bool done;

    if (!past->readable || past->fresh.count == 0)
        return true;
    done = read_into(&merged, past->path, err);
    for (size_t i = 0; i < past->fresh.count; i++)
        zt_recall_add(&merged, past->fresh.line[i], strlen(past->fresh.line[i]));
    done = done && write_private(past->path, &merged, err);
    zt_recall_free(&merged);
    return done;
}

void zt_past_free(ZtPast *past)
{
    zt_recall_free(&past->all);
    zt_recall_free(&past->fresh);
    zt_free(past->path);
    *past = (ZtPast){0};
}
