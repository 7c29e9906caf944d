/* Writing to standard output. */
#include <config.h>

#include "ui/output.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

void zt_output_start(ZtOutput *output, int fd)
{
    output->fd = fd;
    output->fault = 0;
    output->count = 0;
}

/* Someone made the descriptor non-blocking, as a terminal shared with another program can be. */
static void wait_for_room(int fd)
{
    struct pollfd room = {.fd = fd, .events = POLLOUT};

    poll(&room, 1, -1);
}

int zt_output_send(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t done = write(fd, text, len);
        if (done >= 0) {
            text += done;
            len -= (size_t)done;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            wait_for_room(fd);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

static void write_all(ZtOutput *output, const char *text, size_t len)
{
    if (!output->fault)
        output->fault = zt_output_send(output->fd, text, len);
}

void zt_output_add(ZtOutput *output, const char *text, size_t len)
{
    if (len > sizeof output->waiting - output->count)
        zt_output_flush(output);
    if (len > sizeof output->waiting) {
        write_all(output, text, len);
        return;
    }
    memcpy(output->waiting + output->count, text, len);
    output->count += len;
}

void zt_output_flush(ZtOutput *output)
{
    write_all(output, output->waiting, output->count);
    output->count = 0;
}
