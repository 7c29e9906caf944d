#include <config.h>

#include "lang/parameter.h"

#include "core/bind.h"
#include "core/engine.h"
#include "lang/settings.h"

/* What the word is, if it is no parameter. */
static ZtErrKind kind_of(const ZtSession *session, const char *name)
{
    ZtScope scope = zt_session_scope(session);
    bool column = zt_scope_column(&scope, name) >= 0 || zt_dataset_find(session->data, name) >= 0;
    return column                  ? ZT_ERR_PARAMETER_COLUMN
           : zt_setting_find(name) ? ZT_ERR_PARAMETER_SETTING
                                   : ZT_ERR_PARAMETER_UNKNOWN;
}

bool zt_has_parameters(const ZtSession *session, ZtErr *err)
{
    if (!session->data)
        return zt_fail(err, ZT_ERR_DATA_NONE, NULL);
    return session->count > 0 || zt_fail(err, ZT_ERR_TRAIN_NO_PARAMETERS, NULL);
}

bool zt_parameter_named(const ZtSession *session, const char *name, size_t *parameter, ZtErr *err)
{
    ptrdiff_t found = zt_session_parameter(session, name);
    if (found >= 0) {
        *parameter = (size_t)found;
        return true;
    }
    zt_fail_parameter(err, session, name);
    ZtErrKind kind = kind_of(session, name);
    if (kind != ZT_ERR_PARAMETER_UNKNOWN && err->kind != ZT_ERR_MEMORY)
        err->kind = kind; /* its arguments are the same */
    return false;
}
