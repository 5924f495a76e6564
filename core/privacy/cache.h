// SPDX-License-Identifier: GPL-3.0-or-later
// A bounded map from text to values that keeps what was used lately, without bookkeeping on the hot path: two
// generations, and what is not asked for while the young one fills is dropped with the old one. Entries stay where they
// are until turn() is called, so pointers may be held between two calls of it.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vedette {

// Seeded, because clients choose the text: without a secret seed they could choose it so that all of it collides.
struct SeededHash {
    std::uint64_t seed = 0;

    [[nodiscard]] static std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
        __extension__ using Wide = unsigned __int128;
        const Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    }

    [[nodiscard]] std::uint64_t operator()(std::string_view text) const {
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
        return mix(h ^ word, kTwo ^ seed);
    }
};

template <class Value>
class GenerationCache {
public:
    GenerationCache(std::size_t limit, std::uint64_t seed) : m_limit(limit), m_hash{seed} {}

    // Null when unknown.
    [[nodiscard]] Value* find(std::string_view key) {
        const std::uint64_t hash = m_hash(key);
        if (Entry* known = m_young.find(key, hash)) {
            return &known->value;
        }
        Entry* const old = m_old.find(key, hash);
        if (old == nullptr) {
            return nullptr;
        }
        Entry& young = m_young.insert(std::move(*old), hash);
        old->hash = ~hash;  // what is left there is nobody's
        return &young.value;
    }

    // `key` must be unknown. Also answers the stored key, which lives as long as the entry.
    std::pair<std::string_view, Value*> insert(std::string_view key, Value value) {
        Entry& stored = m_young.insert({std::string(key), std::move(value), 0}, m_hash(key));
        return {stored.key, &stored.value};
    }

    void turn() {
        if (m_young.size > m_limit) {
            m_old = std::exchange(m_young, {});
        }
    }

    void clear() {
        m_young = {};
        m_old = {};
    }

private:
    struct Entry {
        std::string key;
        Value value;
        std::uint64_t hash = 0;
    };

    static constexpr std::size_t kShelf = 256;

    // Open addressing over entries that stay where they are: one look at the slots and one at the entry, where a
    // std::unordered_map has three in a row.
    struct Generation {
        std::vector<std::unique_ptr<std::array<Entry, kShelf>>> shelves;  // entries, in the order they came
        std::size_t size = 0;
        std::vector<std::uint64_t> slots;  // upper half: that of the hash; lower half: number of the entry from 1, or 0

        static constexpr std::uint64_t kNumber = 0xFFFF'FFFFU;

        [[nodiscard]] Entry& at(std::size_t i) { return (*shelves[i / kShelf])[i % kShelf]; }

        [[nodiscard]] Entry* find(std::string_view key, std::uint64_t hash) {
            if (slots.empty()) {
                return nullptr;
            }
            for (std::size_t i = hash & (slots.size() - 1); slots[i] != 0; i = (i + 1) & (slots.size() - 1)) {
                if ((slots[i] ^ hash) <= kNumber) {
                    Entry& entry = at((slots[i] & kNumber) - 1);
                    if (entry.hash == hash && entry.key == key) {
                        return &entry;
                    }
                }
            }
            return nullptr;
        }

        Entry& insert(Entry entry, std::uint64_t hash) {
            if (size == shelves.size() * kShelf) {
                shelves.push_back(std::make_unique<std::array<Entry, kShelf>>());
            }
            Entry& stored = at(size++);
            stored = std::move(entry);
            stored.hash = hash;
            if (size * 2 <= slots.size()) {
                take(hash, size - 1);
                return stored;
            }
            slots.assign(std::max<std::size_t>(64, slots.size() * 2), 0);
            for (std::size_t i = 0; i < size; ++i) {
                take(at(i).hash, i);
            }
            return stored;
        }

        void take(std::uint64_t hash, std::size_t index) {
            std::size_t i = hash & (slots.size() - 1);
            while (slots[i] != 0) {
                i = (i + 1) & (slots.size() - 1);
            }
            slots[i] = (hash & ~kNumber) | (index + 1);
        }
    };

    std::size_t m_limit;
    SeededHash m_hash;
    Generation m_young;
    Generation m_old;
};

}  // namespace vedette
