#include <config.h>

#include "lang/reload.h"

#include <math.h>
#include <string.h>

#include "io/csv.h"
#include "lang/nls.h"

static bool ask_host(void *data)
{
    const ZtHost *host = ((ZtShell *)data)->host;
    const ZtProgress progress = {.loss = (double)NAN};
    return host->poll(host->data, &progress);
}

ZtDataset *zt_read_data(ZtShell *shell, const char *path, const char *name, ZtPrecision precision,
                        bool drop_missing, ZtErr *err)
{
    const ZtCsvOptions options = {
        .precision = precision,
        .drop_missing = drop_missing,
        .poll = ask_host,
        .poll_data = shell,
    };
    ZtDataset *data = zt_csv_read(path, name, &options, err);
    if (!data && err->kind == ZT_ERR_INTERRUPTED)
        zt_notef(shell, "%s", _("stopped reading; nothing has changed"));
    return data;
}

static ZtDataset *read_again(ZtShell *shell, ZtPrecision precision, ZtErr *err)
{
    const ZtDataset *old = shell->session->data;
    if (!old->source || strcmp(old->source, "-") == 0) {
        zt_fail(err, ZT_ERR_DATA_STDIN_AGAIN, NULL);
        return NULL;
    }
    ZtDataset *data =
        zt_read_data(shell, old->source, old->name, precision, old->missing_drop, err);
    if (data && data->rows == old->rows && data->checksum == old->checksum)
        return data;
    if (data)
        zt_fail(err, ZT_ERR_DATA_ALTERED, old->name, NULL);
    zt_dataset_release(data);
    return NULL;
}

bool zt_reload_precision(ZtShell *shell, ZtPrecision precision, ZtErr *err)
{
    ZtDataset *data = NULL;
    if (shell->session->data) {
        data = read_again(shell, precision, err);
        if (!data)
            return false;
    }
    bool done = zt_session_precision(shell->session, precision, data, err);
    zt_dataset_release(data);
    return done;
}
