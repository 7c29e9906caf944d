/* What stands in a block: the clauses of checks and mistakes, the question of an ask, commands. */
#ifndef ZT_LESSON_BLOCKS_H
#define ZT_LESSON_BLOCKS_H

#include "lesson/lesson.h"

/* Reads block->text and fills in the rest; path is the file's. */
bool zt_block_read(ZtArena *arena, const char *path, ZtBlock *block, ZtErr *err);

/* What the step's blocks have to do with one another: nothing out of place, and which questions
 * come before a run. */
bool zt_blocks_settle(const char *path, ZtBlock *block, size_t count, ZtErr *err);

#endif
