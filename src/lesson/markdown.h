/* CommonMark to steps, by libcmark. */
#ifndef ZT_LESSON_MARKDOWN_H
#define ZT_LESSON_MARKDOWN_H

#include "lesson/lesson.h"

/* Fills in title and steps. The text is valid UTF-8 without control characters. */
bool zt_markdown_read(ZtLesson *lesson, const char *text, size_t len, ZtErr *err);

#endif
