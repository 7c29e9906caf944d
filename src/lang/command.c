#include <config.h>

#include "lang/command.h"

#include "base/text.h"

const ZtCommand *zt_command_at(ZtCommandTables tables, size_t index)
{
    for (; *tables; tables++)
        for (const ZtCommand *row = *tables; row->name; row++)
            if (index-- == 0)
                return row;
    return NULL;
}

const ZtCommand *zt_command_find(ZtCommandTables tables, const char *name)
{
    for (; *tables; tables++)
        for (const ZtCommand *row = *tables; row->name; row++)
            if (zt_text_same(row->name, name) || (row->alias && zt_text_same(row->alias, name)))
                return row;
    return NULL;
}

const ZtCommand *zt_command_shortened(ZtCommandTables tables, const char *prefix)
{
    const ZtCommand *found = NULL;
    for (; *tables; tables++)
        for (const ZtCommand *row = *tables; row->name; row++) {
            if (row->unlisted || !zt_text_starts(row->name, prefix))
                continue;
            if (found)
                return NULL;
            found = row;
        }
    return found;
}
