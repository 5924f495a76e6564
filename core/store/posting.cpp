// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/posting.h"

#include <algorithm>
#include <bit>

#include "core/store/block.h"

namespace vedette {

namespace {

constexpr std::uint8_t kMaskFollows = 255;

void putVarint(std::string& out, std::uint64_t v) {
    while (v >= 0x80) {
        out.push_back(static_cast<char>((v & 0x7f) | 0x80));
        v >>= 7;
    }
    out.push_back(static_cast<char>(v));
}

bool getVarint(std::string_view& bytes, std::uint64_t& v) {
    v = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<std::uint8_t>(bytes.front());
        bytes.remove_prefix(1);
        v |= std::uint64_t{byte & 0x7fu} << shift;
        if ((byte & 0x80) == 0) {
            return true;
        }
    }
    return false;
}

// Keys below this have their mask in an array; above it they are sorted.
constexpr std::uint64_t kDirectKeys = std::uint64_t{1} << 20;

// The data of one row while it grows.
struct RowMaker {
    std::uint64_t bucket = 0;
    std::uint64_t previous = 0;
    std::string data;

    void add(std::uint64_t key, std::uint64_t mask) {
        if (data.empty()) {
            bucket = key / kPostingBucket;
            previous = bucket * kPostingBucket;
        }
        putVarint(data, key - previous);
        previous = key;
        if (std::has_single_bit(mask)) {
            data.push_back(static_cast<char>(std::countr_zero(mask)));
        } else {
            data.push_back(static_cast<char>(kMaskFollows));
            data.append(reinterpret_cast<const char*>(&mask), sizeof mask);
        }
    }
};

}  // namespace

std::uint64_t postingKey(std::size_t column, std::int64_t value) {
    if (column < kTextColumns) {
        return static_cast<std::uint64_t>(value);
    }
    const std::uint64_t zigzag = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    return std::min(zigzag, kPostingLargestKey);
}

Result<std::uint64_t> postingMask(std::string_view data, std::uint64_t bucket, std::uint64_t key) {
    return postingMaskOfAny(data, bucket, {&key, 1});
}

Result<std::uint64_t> postingMaskOfAny(std::string_view data, std::uint64_t bucket,
                                       std::span<const std::uint64_t> keys) {
    const auto broken = [] {
        return fail(ErrorCode::Corrupt, "a posting list is cut short", {}, "run verify to see what is damaged");
    };
    std::uint64_t any = 0;
    std::uint64_t current = bucket * kPostingBucket;
    while (!data.empty() && !keys.empty()) {
        std::uint64_t step = 0;
        if (!getVarint(data, step) || data.empty()) {
            return broken();
        }
        current += step;
        const auto tag = static_cast<std::uint8_t>(data.front());
        data.remove_prefix(1);
        std::uint64_t mask = 0;
        if (tag == kMaskFollows) {
            if (data.size() < 8) {
                return broken();
            }
            mask = getU64(data.data());
            data.remove_prefix(8);
        } else if (tag < kSegmentBlocks) {
            mask = std::uint64_t{1} << tag;
        } else {
            return broken();
        }
        while (!keys.empty() && keys.front() < current) {
            keys = keys.subspan(1);
        }
        if (!keys.empty() && keys.front() == current) {
            any |= mask;
        }
    }
    return any;
}

Result<void> SegmentPostings::addBlock(unsigned block, std::string_view columns) {
    for (std::size_t c = 0; c < kAllColumns; ++c) {
        if (!isPosted(c)) {
            continue;
        }
        auto bytes = columnBytes(columns, c, kBlockEvents);
        if (!bytes) {
            return passOn(bytes);
        }
        auto distinct = distinctOfColumn(*bytes, kBlockEvents, m_distinct);
        if (!distinct) {
            return passOn(distinct);
        }
        for (const std::int64_t v : m_distinct) {
            if (c < kTextColumns && v < 0) {
                continue;  // a forgotten record
            }
            add(c, postingKey(c, v), block);
        }
    }
    return {};
}

void SegmentPostings::add(std::size_t column, std::uint64_t key, unsigned block) {
    Column& c = m_columns[column];
    if (key < kDirectKeys) {
        if (key >= c.masks.size()) {
            c.masks.resize(std::bit_ceil(key + 1), 0);
        }
        c.masks[key] |= std::uint64_t{1} << block;
    } else {
        c.largeUses.push_back((key << 6) | block);
    }
}

Result<void> SegmentPostings::rows(
    const std::function<Result<void>(std::size_t, std::uint64_t, std::string_view)>& each) const {
    for (std::size_t column = 0; column < kAllColumns; ++column) {
        RowMaker maker;
        const auto give = [&](std::uint64_t key, std::uint64_t mask) -> Result<void> {
            if (key / kPostingBucket != maker.bucket && !maker.data.empty()) {
                if (auto done = each(column, maker.bucket, maker.data); !done) {
                    return done;
                }
                maker.data.clear();
            }
            maker.add(key, mask);
            return {};
        };
        const auto& masks = m_columns[column].masks;
        for (std::size_t key = 0; key < masks.size(); ++key) {
            if (masks[key] == 0) {
                continue;
            }
            if (auto done = give(key, masks[key]); !done) {
                return done;
            }
        }
        std::vector<std::uint64_t> uses = m_columns[column].largeUses;
        std::ranges::sort(uses);
        for (std::size_t i = 0; i < uses.size();) {
            const std::uint64_t key = uses[i] >> 6;
            std::uint64_t mask = 0;
            for (; i < uses.size() && uses[i] >> 6 == key; ++i) {
                mask |= std::uint64_t{1} << (uses[i] & 63);
            }
            if (auto done = give(key, mask); !done) {
                return done;
            }
        }
        if (!maker.data.empty()) {
            if (auto done = each(column, maker.bucket, maker.data); !done) {
                return done;
            }
        }
    }
    return {};
}

void SegmentPostings::clear() {
    for (Column& column : m_columns) {
        std::ranges::fill(column.masks, 0);
        column.largeUses.clear();
    }
}

}  // namespace vedette
