/* What the terminal is and can do: asked of the kernel, the environment and terminfo. */
#include <config.h>

#include "ui/terminal.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "ui/curses.h"

#define WIDTH     80
#define HEIGHT    24
#define WIDTH_MAX 1000

void zt_terminal_size(int fd, int *width, int *height)
{
    struct winsize size = {0};

    if (ioctl(fd, TIOCGWINSZ, &size) != 0)
        size = (struct winsize){0};
    *width = size.ws_col > 0 ? size.ws_col : WIDTH;
    *height = size.ws_row > 0 ? size.ws_row : HEIGHT;
    if (*width > WIDTH_MAX)
        *width = WIDTH_MAX;
    if (*height > WIDTH_MAX)
        *height = WIDTH_MAX;
}

bool zt_terminal_dumb(void)
{
    const char *term = getenv("TERM");
    return !term || !*term || strcmp(term, "dumb") == 0;
}

bool zt_terminal_colour(int fd)
{
    const char *refused = getenv("NO_COLOR");

    if ((refused && *refused) || !isatty(fd) || zt_terminal_dumb())
        return false;
    return zt_curses_colours(fd);
}

bool zt_terminal_utf8_text(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool zt_terminal_utf8(void)
{
    const char *term = getenv("TERM");

    if (term && strcmp(term, "linux") == 0)
        return false;
    return zt_terminal_utf8_text();
}
