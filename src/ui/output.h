/* Writing to standard output: collected into few writes, in order, and failures noticed. */
#ifndef ZT_UI_OUTPUT_H
#define ZT_UI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#define ZT_OUTPUT_SIZE 32768

typedef struct ZtOutput {
    int fd;
    int fault;    /* errno of the first failed write, 0 as long as all is well */
    size_t count; /* bytes that wait */
    char waiting[ZT_OUTPUT_SIZE];
} ZtOutput;

void zt_output_start(ZtOutput *output, int fd);

/* Writes all of the text to fd at once. Returns 0, or the errno of the failure. */
int zt_output_send(int fd, const char *text, size_t len);

/* After a failure both do nothing. */
void zt_output_add(ZtOutput *output, const char *text, size_t len);
void zt_output_flush(ZtOutput *output);

#endif
