#include <config.h>

#include "lesson/since.h"

#include <string.h>

#include "base/memory.h"
#include "base/text.h"

static size_t commands_of(const ZtShell *shell)
{
    size_t count = 0;
    while (zt_command_at(shell->commands, count))
        count++;
    return count;
}

bool zt_since_start(ZtSince *since, ZtShell *shell)
{
    size_t count = commands_of(shell);
    uint32_t *before = zt_realloc(since->before, count, sizeof *before);
    if (!before)
        return false;
    memcpy(before, shell->used, count * sizeof *before);
    *since = (ZtSince){.shell = shell, .before = before};
    return true;
}

void zt_since_free(ZtSince *since)
{
    zt_free(since->before);
    *since = (ZtSince){0};
}

bool zt_since_pause(const ZtSince *since, ZtSince *pause)
{
    return zt_since_start(pause, since->shell);
}

void zt_since_resume(ZtSince *since, const ZtSince *pause)
{
    size_t count = commands_of(since->shell);
    for (size_t i = 0; i < count; i++)
        since->before[i] += since->shell->used[i] - pause->before[i];
}

static double count_of(void *data, const char *name)
{
    const ZtSince *since = data;
    const ZtCommand *row;
    for (size_t i = 0; (row = zt_command_at(since->shell->commands, i)) != NULL; i++)
        if (zt_text_same(row->name, name))
            return since->shell->used[i] - since->before[i];
    return -1;
}

ZtCounts zt_since_counts(ZtSince *since)
{
    return (ZtCounts){.count = count_of, .data = since};
}
