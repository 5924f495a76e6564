// SPDX-License-Identifier: GPL-3.0-or-later
// Log lines through every shipped pack, and the input itself as a pack.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/event/columns.h"
#include "core/event/mapping.h"

namespace {

std::vector<vedette::Mapper> shipped() {
    std::vector<vedette::Mapper> packs;
    for (const auto& entry : std::filesystem::directory_iterator(vedette::resourceFolder() / "mappings")) {
        if (auto pack = vedette::Mapper::load(entry.path())) {
            packs.push_back(std::move(*pack));
        }
    }
    return packs;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vedette;
    static const std::vector<Mapper> packs = shipped();
    static Mapper::Scratch scratch;
    static ColumnReader reader;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const Mapper& pack : packs) {
        Arena arena;
        Event event;
        Content content;
        if (!pack.map(text, scratch, arena, event, content)) {
            continue;
        }
        std::string record;
        writeRecord(event, record);
        const auto columns = reader.read(record);
        const auto canonical = canonicalJson(record);
        if (!columns || !(*columns == columnsOf(event, arena)) || !canonical || *canonical != record) {
            std::abort();
        }
    }
    if (text.starts_with("id:")) {
        static_cast<void>(Mapper::parse(text, "pack"));
    }
    return 0;
}
