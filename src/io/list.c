#include "io/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

char **zt_list_pack(const char *texts, size_t len, size_t count)
{
    size_t head = (count + 1) * sizeof(char *);
    char **list = zt_alloc(1, head + len + 1);
    if (!list)
        return NULL;
    char *copy = (char *)list + head;
    memcpy(copy, texts, len);
    for (size_t i = 0; i < count; i++) {
        list[i] = copy;
        copy += strlen(copy) + 1;
    }
    return list;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void zt_list_sort(char **list, size_t count)
{
    qsort(list, count, sizeof *list, by_text);
}
