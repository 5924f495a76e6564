// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/block.h"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "core/event/event.h"

namespace vedette {

namespace {

constexpr char kLayout = 1;
constexpr int kLevel = 1;
// 1,024 records of the largest size a source may deliver would be 1 GiB; a frame that claims more is not ours.
constexpr std::uint64_t kLargestBlock = std::uint64_t{2} << 30;

std::unexpected<Error> broken(std::string what) { return fail(ErrorCode::Corrupt, std::move(what)); }

constexpr std::array<std::uint8_t, 256> kHexDigits = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(0xff);
    for (std::uint8_t i = 0; i < 10; ++i) {
        table[static_cast<std::size_t>('0' + i)] = i;
    }
    for (std::uint8_t i = 0; i < 6; ++i) {
        table[static_cast<std::size_t>('a' + i)] = static_cast<std::uint8_t>(10 + i);
    }
    return table;
}();

// 64 lower-case hex digits; this runs once per record, where toHex and fromHex with their strings would show.
bool hashFromHex(std::string_view hex, Hash& out) {
    if (hex.size() != 2 * out.size()) {
        return false;
    }
    std::uint8_t wrong = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint8_t high = kHexDigits[static_cast<std::uint8_t>(hex[2 * i])];
        const std::uint8_t low = kHexDigits[static_cast<std::uint8_t>(hex[2 * i + 1])];
        wrong = static_cast<std::uint8_t>(wrong | high | low);
        out[i] = static_cast<std::uint8_t>((high << 4) | low);
    }
    return wrong < 16;
}

}  // namespace

struct BlockCodec::Impl {
    ZSTD_CCtx* compress = ZSTD_createCCtx();
    ZSTD_DCtx* decompress = ZSTD_createDCtx();
    std::string plain;
    std::string packed;
    std::vector<std::string_view> records;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        ZSTD_freeCCtx(compress);
        ZSTD_freeDCtx(decompress);
    }
};

BlockCodec::BlockCodec() : m_impl(std::make_unique<Impl>()) {}
BlockCodec::~BlockCodec() = default;
BlockCodec::BlockCodec(BlockCodec&&) noexcept = default;
BlockCodec& BlockCodec::operator=(BlockCodec&&) noexcept = default;

Result<std::string> BlockCodec::encodeRecords(std::span<const std::string_view> records) {
    Impl& s = *m_impl;
    s.plain.clear();
    std::size_t total = 0;
    for (const std::string_view r : records) {
        total += r.size() + 1;
    }
    s.plain.reserve(total);
    for (const std::string_view r : records) {
        s.plain += r;
        s.plain += '\n';
    }
    s.packed.resize(ZSTD_compressBound(s.plain.size()));
    const std::size_t size =
        ZSTD_compressCCtx(s.compress, s.packed.data(), s.packed.size(), s.plain.data(), s.plain.size(), kLevel);
    if (ZSTD_isError(size) != 0) {
        return fail(ErrorCode::Io, fmt::format("zstd cannot compress a block: {}", ZSTD_getErrorName(size)));
    }
    return std::string(s.packed.data(), size);
}

Result<std::span<const std::string_view>> BlockCodec::decodeRecords(std::string_view blob, std::size_t n) {
    Impl& s = *m_impl;
    const unsigned long long claimed = ZSTD_getFrameContentSize(blob.data(), blob.size());
    if (claimed == ZSTD_CONTENTSIZE_ERROR || claimed == ZSTD_CONTENTSIZE_UNKNOWN || claimed > kLargestBlock) {
        return broken("the records are not one zstd frame of known size");
    }
    if (ZSTD_findFrameCompressedSize(blob.data(), blob.size()) != blob.size()) {
        return broken("the records' zstd frame does not end where its blob does");
    }
    // zstd cannot expand by more than this, so a lying head cannot make us ask for absurd memory.
    if (claimed > blob.size() * std::uint64_t{200000}) {
        return broken("the records claim an impossible size");
    }
    s.plain.resize(static_cast<std::size_t>(claimed));
    const std::size_t size =
        ZSTD_decompressDCtx(s.decompress, s.plain.data(), s.plain.size(), blob.data(), blob.size());
    if (ZSTD_isError(size) != 0 || size != s.plain.size()) {
        return broken("the records do not decompress");
    }
    s.records.clear();
    const char* p = s.plain.data();
    const char* end = p + s.plain.size();
    while (p < end) {
        const auto* lf = static_cast<const char*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p)));
        if (lf == nullptr || s.records.size() == n) {
            return broken(fmt::format("the records are not {} lines", n));
        }
        s.records.emplace_back(p, static_cast<std::size_t>(lf - p));
        p = lf + 1;
    }
    if (s.records.size() != n) {
        return broken(fmt::format("there are {} records instead of {}", s.records.size(), n));
    }
    return std::span<const std::string_view>(s.records);
}

std::string encodeZones(const BlockColumns& columns) {
    std::string out;
    out.reserve(kZonesBytes);
    for (std::size_t c = kTextColumns; c < kAllColumns; ++c) {
        const auto [low, high] = std::ranges::minmax(columns.column(c));
        putI64(out, low);
        putI64(out, high);
    }
    return out;
}

std::string encodeZones(const BlockColumns& columns, std::span<const std::uint8_t> gone) {
    if (std::ranges::all_of(gone, [](std::uint8_t g) { return g == 0; })) {
        return encodeZones(columns);
    }
    std::string out;
    out.reserve(kZonesBytes);
    for (std::size_t c = kTextColumns; c < kAllColumns; ++c) {
        const auto values = columns.column(c);
        std::int64_t low = std::numeric_limits<std::int64_t>::max();
        std::int64_t high = std::numeric_limits<std::int64_t>::min();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (gone[i] == 0) {
                low = std::min(low, values[i]);
                high = std::max(high, values[i]);
            }
        }
        putI64(out, low);
        putI64(out, high);
    }
    return out;
}

std::string encodeColumns(const BlockColumns& columns) {
    std::string out;
    out.reserve(32 * 1024);
    out.push_back(kLayout);
    out.push_back(static_cast<char>(kAllColumns));
    putU16(out, static_cast<std::uint16_t>(columns.n));
    const std::size_t directory = out.size();
    out.resize(directory + 4 * kAllColumns);
    const std::size_t data = out.size();
    for (std::size_t c = 0; c < kAllColumns; ++c) {
        encodeColumn(columns.column(c), out);
        const auto end = static_cast<std::uint32_t>(out.size() - data);
        std::memcpy(out.data() + directory + 4 * c, &end, sizeof end);
    }
    return out;
}

Result<ColumnPlace> placeOfColumn(std::string_view head, std::size_t size, std::size_t column, std::size_t n) {
    if (size < kColumnsHead || head.size() < kColumnsHead || head[0] != kLayout ||
        static_cast<std::uint8_t>(head[1]) != kAllColumns || getU16(head.data() + 2) != n) {
        return broken("the columns' head is wrong");
    }
    const std::size_t begin = column == 0 ? 0 : getU32(head.data() + 4 * column);
    const std::size_t end = getU32(head.data() + 4 + 4 * column);
    if (begin > end || end > size - kColumnsHead || (column + 1 == kAllColumns && end != size - kColumnsHead)) {
        return broken("the columns' offsets do not fit");
    }
    return ColumnPlace{kColumnsHead + begin, end - begin};
}

Result<std::string_view> columnBytes(std::string_view blob, std::size_t column, std::size_t n) {
    auto place = placeOfColumn(blob, blob.size(), column, n);
    return place ? Result<std::string_view>(blob.substr(place->at, place->size)) : passOn(place);
}

Result<void> decodeColumns(std::string_view blob, BlockColumns& out) {
    for (std::size_t c = 0; c < kAllColumns; ++c) {
        auto bytes = columnBytes(blob, c, out.n);
        if (!bytes) {
            return passOn(bytes);
        }
        if (auto done = decodeColumn(*bytes, {out.values[c].data(), out.n}); !done) {
            done.error().what = fmt::format("column {}: {}", columnNameAt(c), done.error().what);
            return done;
        }
    }
    return {};
}

std::string encodePartIndex(std::span<const std::int64_t> index) {
    std::string out;
    if (std::ranges::any_of(index, [](std::int64_t i) { return i != 0; })) {
        encodeColumn(index, out);
    }
    return out;
}

Result<std::vector<std::int64_t>> decodePartIndex(std::string_view blob, std::size_t n) {
    std::vector<std::int64_t> index(n, 0);
    if (blob.empty()) {
        return index;
    }
    if (auto done = decodeColumn(blob, index); !done) {
        return passOn(done);
    }
    if (std::ranges::any_of(index, [](std::int64_t i) { return i < 0; })) {
        return broken("the index of sealed parts names an impossible part");
    }
    return index;
}

Result<std::optional<Hash>> sealedDigestOf(std::string_view record) {
    // In canonical order "sealed" is the last key but "source" of the last object of a record. A quote after a comma or
    // brace opens a key and cannot stand inside a string, so looking at the end of the text is exact when it matches.
    constexpr std::string_view kKey = "\"sealed\":\"";
    const std::size_t at = record.rfind(kKey);
    if (at == std::string_view::npos || at == 0) {
        return std::optional<Hash>{};
    }
    Hash digest{};
    const std::string_view hex = record.substr(at + kKey.size(), 64);
    std::string_view rest = record.substr(std::min(record.size(), at + kKey.size() + hex.size()));
    const bool opens = record[at - 1] == ',' || record[at - 1] == '{';
    bool last = false;
    if (opens && hex.size() == 64 && rest.starts_with("\"")) {
        rest.remove_prefix(1);
        constexpr std::string_view kSource = ",\"source\":\"";
        if (rest.starts_with(kSource)) {
            const std::size_t close = rest.find('"', kSource.size());
            last = close != std::string_view::npos && rest[close - 1] != '\\' && rest.substr(close) == "\"}}";
        } else {
            last = rest == "}}";
        }
    }
    if (!last) {
        std::string scratch;
        Event event;
        // The text "sealed" occurs somewhere else: let the JSON parser say what it is.
        if (auto read = readRecord(record, scratch, event); !read) {
            return passOn(read);
        }
        if (!event.has(Field::vSealed)) {
            return std::optional<Hash>{};
        }
        if (!hashFromHex(event.text(Field::vSealed), digest)) {
            return broken("vedette.sealed is not a SHA-256 in hex");
        }
        return digest;
    }
    if (!hashFromHex(hex, digest)) {
        return broken("vedette.sealed is not a SHA-256 in hex");
    }
    return digest;
}

}  // namespace vedette
