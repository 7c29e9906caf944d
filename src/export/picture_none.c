/* Pictures in a build without cairo: there are none. */
#include <config.h>

#include "export/picture.h"

bool zt_picture(const ZtFigure *figure, ZtPictureKind kind, ZtBuf *out, ZtErr *err)
{
    (void)figure;
    (void)kind;
    (void)out;
    return zt_fail(err, ZT_ERR_EXPORT_NO_CAIRO, NULL);
}
