/* Lists of texts, all in one block. */
#ifndef ZT_IO_LIST_H
#define ZT_IO_LIST_H

#include <stddef.h>

/* One block of a NULL-terminated list and its texts, out of count texts that stand one after the
 * other, each with its end; NULL when memory runs out. */
char **zt_list_pack(const char *texts, size_t len, size_t count);

void zt_list_sort(char **list, size_t count);

#endif
