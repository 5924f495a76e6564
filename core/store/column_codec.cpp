// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/column_codec.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>

#include "core/store/column_packed.h"

namespace vedette {

static_assert(std::endian::native == std::endian::little, "the layouts are copied as they lie in memory");

namespace {

using namespace packed;

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

namespace packed {

std::unexpected<Error> broken(std::string what) { return fail(ErrorCode::Corrupt, std::move(what)); }

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

}  // namespace packed

namespace {

// Kind 1: the smallest value plus what is packed.
void addPacked(const Head& head, std::span<std::int64_t> out) {
    std::size_t first = 0;
#if defined(__AVX2__)
    const __m256i base = _mm256_set1_epi64x(head.base);
    first = unpackEights(head.packed, out.size(), head.width, [&](std::size_t i, __m256i v) {
        const __m256i low = _mm256_cvtepu32_epi64(_mm256_castsi256_si128(v));
        const __m256i high = _mm256_cvtepu32_epi64(_mm256_extracti128_si256(v, 1));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out.data() + i), _mm256_add_epi64(base, low));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out.data() + i + 4), _mm256_add_epi64(base, high));
    });
#endif
    unpackFrom(first, head.packed, out.size(), head.width, [&](std::size_t i, std::uint64_t v) {
        out[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(head.base) + v);
    });
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
        addPacked(*head, out);
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
