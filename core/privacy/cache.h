// SPDX-License-Identifier: GPL-3.0-or-later
// A bounded map from text to values that keeps what was used lately, without bookkeeping on the hot path: two
// generations, and what is not asked for while the young one fills is dropped with the old one. Entries stay where they
// are until turn() is called, so pointers may be held between two calls of it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace vedette {

// Seeded, because clients choose the text: without a secret seed they could choose it so that all of it collides.
struct SeededHash {
    using is_transparent = void;
    std::uint64_t seed = 0;

    [[nodiscard]] static std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
        __extension__ using Wide = unsigned __int128;
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    }

    [[nodiscard]] std::size_t operator()(std::string_view text) const {
        constexpr std::uint64_t kOne = 0x9E3779B97F4A7C15U;
        constexpr std::uint64_t kTwo = 0xD1B54A32D192ED03U;
        std::uint64_t h = seed ^ (text.size() * kTwo);
        const char* at = text.data();
        std::size_t left = text.size();
        while (left >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            h = mix(h ^ word, kOne ^ seed);
            at += 8;
            left -= 8;
        }
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        return static_cast<std::size_t>(mix(h ^ word, kTwo ^ seed));
    }
};

template <class Value>
class GenerationCache {
public:
    GenerationCache(std::size_t limit, std::uint64_t seed)
        : m_limit(limit), m_hash{seed}, m_young(0, m_hash), m_old(0, m_hash) {}

    // Null when unknown.
    [[nodiscard]] Value* find(std::string_view key) {
        if (const auto it = m_young.find(key); it != m_young.end()) {
            return &it->second;
        }
        if (m_old.empty()) {
            return nullptr;
        }
        const auto it = m_old.find(key);
        if (it == m_old.end()) {
            return nullptr;
        }
        return &m_young.insert(m_old.extract(it)).position->second;
    }

    // `key` must be unknown. Also answers the stored key, which lives as long as the entry.
    std::pair<std::string_view, Value*> insert(std::string_view key, Value value) {
        const auto it = m_young.emplace(std::string(key), std::move(value)).first;
        return {it->first, &it->second};
    }

    void erase(std::string_view key) {
        if (const auto it = m_young.find(key); it != m_young.end()) {
            m_young.erase(it);
        }
    }

    void turn() {
        if (m_young.size() > m_limit) {
            m_old = std::move(m_young);
            m_young = Map(0, m_hash);
        }
    }

    void clear() {
        m_young.clear();
        m_old.clear();
    }

private:
    using Map = std::unordered_map<std::string, Value, SeededHash, std::equal_to<>>;
    std::size_t m_limit;
    SeededHash m_hash;
    Map m_young;
    Map m_old;
};

}  // namespace vedette
