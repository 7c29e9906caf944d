/* Bytes as a CSV file. The first byte chooses how it is read. */
#include <stddef.h>
#include <stdint.h>

#include "io/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len == 0)
        return 0;
    const ZtCsvOptions options = {.precision = bytes[0] & 1 ? ZT_SINGLE : ZT_DOUBLE,
                                  .drop_missing = bytes[0] & 2};
    ZtErr err = {0};
    ZtDataset *data = zt_csv_parse((const char *)bytes + 1, len - 1, "fuzz.csv", &options, &err);
    if (!data && err.kind == ZT_ERR_NONE)
        __builtin_trap();
    zt_dataset_release(data);
    return 0;
}
