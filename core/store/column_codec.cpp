// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/column_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>

namespace vedette {

static_assert(std::endian::native == std::endian::little, "the layouts are copied as they lie in memory");

namespace {

constexpr std::size_t kDictionaryLimit = 256;
constexpr std::uint8_t kConstant = 0;
constexpr std::uint8_t kPacked = 1;
constexpr std::uint8_t kDictionary = 2;

std::size_t packedBytes(std::size_t n, unsigned width) { return (n * width + 7) / 8; }

// Appends n values of `width` bits. `get(i)` gives the i-th.
template <class Get>
void pack(std::size_t n, unsigned width, std::string& out, Get get) {
    const std::size_t start = out.size();
    out.resize(start + packedBytes(n, width));
    char* p = out.data() + start;
    std::uint64_t word = 0;
    unsigned used = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint64_t v = get(i);
        word |= v << used;
        if (used + width >= 64) {
            std::memcpy(p, &word, 8);
            p += 8;
            const unsigned taken = 64 - used;
            word = taken < 64 ? v >> taken : 0;
            used = used + width - 64;
        } else {
            used += width;
        }
    }
    std::memcpy(p, &word, (used + 7) / 8);
}

// The i-th of the packed values; reads within `bytes` only.
std::uint64_t unpackOne(std::string_view bytes, std::size_t i, unsigned width, std::uint64_t mask) {
    const std::size_t bit = i * width;
    const std::size_t byte = bit / 8;
    const unsigned shift = static_cast<unsigned>(bit % 8);
    std::uint64_t word = 0;
    if (byte + 8 <= bytes.size()) {
        std::memcpy(&word, bytes.data() + byte, 8);
    } else {
        std::memcpy(&word, bytes.data() + byte, bytes.size() - byte);
    }
    word >>= shift;
    // Only widths above 57 can reach into a ninth byte.
    if (shift + width > 64 && byte + 8 < bytes.size()) {
        word |= std::uint64_t{static_cast<std::uint8_t>(bytes[byte + 8])} << (64 - shift);
    }
    return word & mask;
}

std::uint64_t maskOf(unsigned width) { return width == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << width) - 1; }

// Calls put(i, value) for n values of `width` bits; `bytes` has exactly packedBytes(n, width) bytes.
template <class Put>
void unpack(std::string_view bytes, std::size_t n, unsigned width, Put put) {
    const std::uint64_t mask = maskOf(width);
    std::size_t i = 0;
    if (width <= 57 && bytes.size() >= 8) {
        // These have eight bytes to read from, and need no more.
        const std::size_t easy = std::min(n, ((bytes.size() - 8) * 8 + 7) / width + 1);
        for (; i < easy; ++i) {
            const std::size_t bit = i * width;
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + bit / 8, 8);
            put(i, (word >> (bit % 8)) & mask);
        }
    }
    for (; i < n; ++i) {
        put(i, unpackOne(bytes, i, width, mask));
    }
}

// A small set of at most 256 distinct values that remembers the slot of each. Gives up when there are more.
class SmallSet {
public:
    SmallSet() { m_used.fill(false); }

    bool add(std::int64_t v) {
        std::size_t slot = slotOf(v);
        while (m_used[slot]) {
            if (m_values[slot] == v) {
                return true;
            }
            slot = (slot + 1) % kSlots;
        }
        if (m_count == kDictionaryLimit) {
            return false;
        }
        m_used[slot] = true;
        m_values[slot] = v;
        ++m_count;
        return true;
    }
    [[nodiscard]] std::vector<std::int64_t> sorted() const {
        std::vector<std::int64_t> all;
        all.reserve(m_count);
        for (std::size_t i = 0; i < kSlots; ++i) {
            if (m_used[i]) {
                all.push_back(m_values[i]);
            }
        }
        std::ranges::sort(all);
        return all;
    }
    void setIndexes(std::span<const std::int64_t> values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            m_index[find(values[i])] = static_cast<std::uint16_t>(i);
        }
    }
    [[nodiscard]] std::uint64_t indexOf(std::int64_t v) const { return m_index[find(v)]; }

private:
    static constexpr std::size_t kSlots = 1024;
    static std::size_t slotOf(std::int64_t v) {
        return static_cast<std::size_t>((static_cast<std::uint64_t>(v) * 0x9E3779B97F4A7C15u) >> 54);
    }
    [[nodiscard]] std::size_t find(std::int64_t v) const {
        std::size_t slot = slotOf(v);
        while (m_values[slot] != v || !m_used[slot]) {
            slot = (slot + 1) % kSlots;
        }
        return slot;
    }
    std::array<bool, kSlots> m_used;
    std::array<std::int64_t, kSlots> m_values;
    std::array<std::uint16_t, kSlots> m_index;
    std::size_t m_count = 0;
};

std::unexpected<Error> broken(std::string what) { return fail(ErrorCode::Corrupt, std::move(what)); }

}  // namespace

void encodeColumn(std::span<const std::int64_t> values, std::string& out) {
    const auto [low, high] = std::ranges::minmax(values);
    if (low == high) {
        out.push_back(static_cast<char>(kConstant));
        putI64(out, low);
        return;
    }
    const std::size_t n = values.size();
    const std::uint64_t base = static_cast<std::uint64_t>(low);
    const unsigned width = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(high) - base));
    const std::size_t packedSize = 10 + packedBytes(n, width);
    SmallSet set;
    bool few = true;
    std::int64_t last = low;
    set.add(last);
    for (const std::int64_t v : values) {
        if (v != last && !set.add(v)) {
            few = false;
            break;
        }
        last = v;
    }
    if (few) {
        const std::vector<std::int64_t> distinct = set.sorted();
        const unsigned indexWidth = static_cast<unsigned>(std::bit_width(distinct.size() - 1));
        if (3 + 8 * distinct.size() + packedBytes(n, indexWidth) < packedSize) {
            set.setIndexes(distinct);
            out.push_back(static_cast<char>(kDictionary));
            putU16(out, static_cast<std::uint16_t>(distinct.size()));
            for (const std::int64_t v : distinct) {
                putI64(out, v);
            }
            pack(n, indexWidth, out, [&](std::size_t i) { return set.indexOf(values[i]); });
            return;
        }
    }
    out.push_back(static_cast<char>(kPacked));
    putI64(out, low);
    out.push_back(static_cast<char>(width));
    pack(n, width, out, [&](std::size_t i) { return static_cast<std::uint64_t>(values[i]) - base; });
}

namespace {

struct Head {
    std::uint8_t kind = 0;
    std::int64_t base = 0;
    unsigned width = 0;
    std::size_t distinct = 0;
    std::string_view values;  // kind 2: the distinct values
    std::string_view packed;
};

Result<Head> headOf(std::string_view bytes, std::size_t n) {
    Head head;
    if (bytes.empty()) {
        return broken("the column is empty");
    }
    head.kind = static_cast<std::uint8_t>(bytes[0]);
    std::size_t start = 0;
    switch (head.kind) {
        case kConstant:
            if (bytes.size() != 9) {
                return broken("the column has the wrong size");
            }
            head.base = getI64(bytes.data() + 1);
            return head;
        case kPacked:
            start = 10;
            if (bytes.size() < start) {
                return broken("the column is cut short");
            }
            head.base = getI64(bytes.data() + 1);
            head.width = static_cast<std::uint8_t>(bytes[9]);
            if (head.width < 1 || head.width > 64) {
                return broken("the column has an impossible bit width");
            }
            break;
        case kDictionary:
            if (bytes.size() < 3) {
                return broken("the column is cut short");
            }
            head.distinct = getU16(bytes.data() + 1);
            start = 3 + 8 * head.distinct;
            if (head.distinct < 2 || head.distinct > kDictionaryLimit || bytes.size() < start) {
                return broken("the column has an impossible dictionary");
            }
            head.values = bytes.substr(3, 8 * head.distinct);
            head.width = static_cast<unsigned>(std::bit_width(head.distinct - 1));
            break;
        default: return broken("the column has an unknown encoding");
    }
    head.packed = bytes.substr(start);
    if (head.packed.size() != packedBytes(n, head.width)) {
        return broken("the column has the wrong size");
    }
    return head;
}

}  // namespace

Result<void> decodeColumn(std::string_view bytes, std::span<std::int64_t> out) {
    auto head = headOf(bytes, out.size());
    if (!head) {
        return passOn(head);
    }
    if (head->kind == kConstant) {
        std::ranges::fill(out, head->base);
        return {};
    }
    if (head->kind == kPacked) {
        const auto base = static_cast<std::uint64_t>(head->base);
        unpack(head->packed, out.size(), head->width,
               [&](std::size_t i, std::uint64_t v) { out[i] = static_cast<std::int64_t>(base + v); });
        return {};
    }
    std::array<std::int64_t, kDictionaryLimit> values;
    std::memcpy(values.data(), head->values.data(), head->values.size());
    bool inside = true;
    unpack(head->packed, out.size(), head->width, [&](std::size_t i, std::uint64_t v) {
        inside = inside && v < head->distinct;
        out[i] = values[v & 0xff];
    });
    if (!inside) {
        return broken("the column points past its dictionary");
    }
    return {};
}

namespace {

// Few enough marks that their values are picked out one by one.
constexpr std::size_t kFewMarks = 96;

// Marks that stay are those whose packed value `keep` answers 1 for.
template <class Keep>
std::size_t narrowPacked(const Head& head, std::span<std::uint8_t> marks, std::size_t marked, Keep keep) {
    std::size_t left = 0;
    if (marked > kFewMarks) {
        unpack(head.packed, marks.size(), head.width,
               [&](std::size_t i, std::uint64_t v) { marks[i] = static_cast<std::uint8_t>(marks[i] & keep(v)); });
        for (const std::uint8_t mark : marks) {
            left += mark;
        }
        return left;
    }
    const std::uint64_t mask = maskOf(head.width);
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const void* const found = std::memchr(marks.data() + i, 1, marks.size() - i);
        if (found == nullptr) {
            break;
        }
        i = static_cast<std::size_t>(static_cast<const std::uint8_t*>(found) - marks.data());
        marks[i] = static_cast<std::uint8_t>(keep(unpackOne(head.packed, i, head.width, mask)));
        left += marks[i];
    }
    return left;
}

}  // namespace

Result<std::size_t> narrowColumn(std::string_view bytes, std::int64_t low, std::int64_t high,
                                 std::span<std::uint8_t> marks, std::size_t marked) {
    auto head = headOf(bytes, marks.size());
    if (!head) {
        return passOn(head);
    }
    const auto inside = [low, high](std::int64_t v) { return v >= low && v <= high; };
    const auto none = [&] {
        std::ranges::fill(marks, std::uint8_t{0});
        return std::size_t{0};
    };
    if (low > high || head->kind == kConstant) {
        return low <= high && inside(head->base) ? marked : none();
    }
    if (head->kind == kPacked) {
        const std::uint64_t from = static_cast<std::uint64_t>(head->base) - static_cast<std::uint64_t>(low);
        const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
        return narrowPacked(*head, marks, marked, [&](std::uint64_t v) { return v + from <= span ? 1U : 0U; });
    }
    std::array<std::uint8_t, kDictionaryLimit> keeps{};
    std::size_t kept = 0;
    for (std::size_t d = 0; d < head->distinct; ++d) {
        keeps[d] = inside(getI64(head->values.data() + 8 * d)) ? 1 : 0;
        kept += keeps[d];
    }
    if (kept == 0) {
        return none();
    }
    bool within = true;
    const std::size_t left = narrowPacked(*head, marks, marked, [&](std::uint64_t v) {
        within = within && v < head->distinct;
        return static_cast<unsigned>(keeps[v & 0xff]);
    });
    if (!within) {
        return broken("the column points past its dictionary");
    }
    return left;
}

Result<void> distinctOfColumn(std::string_view bytes, std::size_t n, std::vector<std::int64_t>& out) {
    out.clear();
    auto head = headOf(bytes, n);
    if (!head) {
        return passOn(head);
    }
    if (head->kind == kConstant) {
        out.push_back(head->base);
    } else if (head->kind == kDictionary) {
        out.resize(head->distinct);
        std::memcpy(out.data(), head->values.data(), head->values.size());
    } else if (head->width <= 16) {
        // A bit per possible value is quicker than sorting.
        std::array<std::uint64_t, 1024> present{};
        unpack(head->packed, n, head->width,
               [&](std::size_t, std::uint64_t v) { present[v / 64] |= std::uint64_t{1} << (v % 64); });
        const std::size_t words = ((std::size_t{1} << head->width) + 63) / 64;
        for (std::size_t w = 0; w < words; ++w) {
            for (std::uint64_t bits = present[w]; bits != 0; bits &= bits - 1) {
                const std::uint64_t v = w * 64 + static_cast<std::uint64_t>(std::countr_zero(bits));
                out.push_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(head->base) + v));
            }
        }
    } else {
        out.resize(n);
        const auto base = static_cast<std::uint64_t>(head->base);
        unpack(head->packed, n, head->width,
               [&](std::size_t i, std::uint64_t v) { out[i] = static_cast<std::int64_t>(base + v); });
        std::ranges::sort(out);
        const auto rest = std::ranges::unique(out);
        out.erase(rest.begin(), rest.end());
    }
    return {};
}

void putU16(std::string& out, std::uint16_t v) { out.append(reinterpret_cast<const char*>(&v), sizeof v); }
void putU32(std::string& out, std::uint32_t v) { out.append(reinterpret_cast<const char*>(&v), sizeof v); }
void putI64(std::string& out, std::int64_t v) { out.append(reinterpret_cast<const char*>(&v), sizeof v); }
std::uint16_t getU16(const char* p) {
    std::uint16_t v = 0;
    std::memcpy(&v, p, sizeof v);
    return v;
}
std::uint32_t getU32(const char* p) {
    std::uint32_t v = 0;
    std::memcpy(&v, p, sizeof v);
    return v;
}
std::int64_t getI64(const char* p) {
    std::int64_t v = 0;
    std::memcpy(&v, p, sizeof v);
    return v;
}
std::uint64_t getU64(const char* p) {
    std::uint64_t v = 0;
    std::memcpy(&v, p, sizeof v);
    return v;
}

}  // namespace vedette
