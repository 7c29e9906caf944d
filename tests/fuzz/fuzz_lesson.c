/* Bytes as a lesson. */
#include <stddef.h>
#include <stdint.h>

#include "lesson/lesson.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    ZtErr err = {0};
    ZtLesson *lesson = zt_lesson_parse("01-fuzz.md", (const char *)bytes, len, &err);
    if (lesson ? lesson->steps == 0 : err.kind == ZT_ERR_NONE)
        __builtin_trap();
    zt_lesson_free(lesson);
    return 0;
}
