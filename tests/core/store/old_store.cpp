// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/old_store.h"

#include <fmt/format.h>
#include <zstd.h>

#include <cstdio>
#include <cstdlib>

#include "core/base/file.h"

namespace vedette::test {

void unpackOldStore(int format, const std::filesystem::path& folder) {
    std::filesystem::copy(fmt::format("{}/store/format-{}", VEDETTE_TEST_DATA, format), folder,
                          std::filesystem::copy_options::recursive);
    const auto packed = vedette::readFile(folder / "evidence.db.zst");
    std::string database(std::size_t{1} << 20, '\0');
    const std::size_t size =
        packed ? ZSTD_decompress(database.data(), database.size(), packed->data(), packed->size()) : 0;
    if (ZSTD_isError(size) != 0 || size == 0 || !writeFileAtomic(folder / "evidence.db", database.substr(0, size))) {
        std::fprintf(stderr, "cannot unpack the store of format %d\n", format);
        std::abort();
    }
    std::filesystem::remove(folder / "evidence.db.zst");
}

}  // namespace vedette::test
