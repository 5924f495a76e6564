// SPDX-License-Identifier: GPL-3.0-or-later
// Most records of a log are alike: the same attributes in the same order, only the values differ. Once one of a kind
// was read key by key, others of it are read by comparing the text between the values with what stood there before. A
// record that fits would be accepted by the reading key by key, and give the same; whatever does not fit says nothing,
// and is to be read that way. Internal to columns.cpp. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/field_tree.h"
#include "core/event/json_scan.h"

namespace vedette {

class RecordShapes {
public:
    RecordShapes() { m_steps.emplace_back(); }

    enum class Fit : std::uint8_t {
        Whole,    // all of it was read
        Unknown,  // no record like it was learnt
        Odd,      // a value is not plain: escapes, fractions, not what `take` wants
    };
    // Calls take(leaf, raw, isText) for each value that the tree names; it answers false for a value it does not want.
    template <class Take>
    [[nodiscard]] Fit read(std::string_view record, Take&& take) const {
        const char* p = record.data();
        const char* const end = p + record.size();
        for (const Step* step = m_steps.data();;) {
            step = following(*step, p, end);
            if (step == nullptr) {
                return Fit::Unknown;
            }
            p += step->before.size();
            if (step->value == Value::None) {
                return Fit::Whole;
            }
            const char* const begin = p;
            p = step->value == Value::Text ? pastText(p, end) : pastWhole(p, end);
            if (p == nullptr ||
                (step->leaf >= 0 && !take(step->leaf, std::string_view(begin, p), step->value == Value::Text))) {
                return Fit::Odd;
            }
        }
    }

    // Remembers how a record is made that was read key by key by this tree without failing.
    void learn(const FieldTree& tree, std::string_view record);

private:
    enum class Value : std::uint8_t { None, Text, Number };
    // What stands before a value, and the value; what may follow it.
    struct Step {
        std::string before;  // with the opening quote of a text
        Value value = Value::None;
        int leaf = -1;
        std::vector<std::uint32_t> next;
    };
    // A step of one record.
    struct Seen {
        std::size_t from = 0;  // of what stands before
        std::size_t at = 0;    // of the value
        Value value = Value::None;
        int leaf = -1;
    };

    [[nodiscard]] const Step* following(const Step& step, const char* p, const char* end) const {
        const auto left = static_cast<std::size_t>(end - p);
        for (const std::uint32_t number : step.next) {
            const Step& next = m_steps[number];
            const std::size_t size = next.before.size();
            if (size <= left && (next.value != Value::None || size == left) &&
                std::memcmp(next.before.data(), p, size) == 0) {
                return &next;
            }
        }
        return nullptr;
    }
    // To the closing quote; null unless the text is plain.
    static const char* pastText(const char* p, const char* end) {
        p = findSpecial(p, end);
        return p != end && *p == '"' ? p : nullptr;
    }
    // Past a whole number; null for any other.
    static const char* pastWhole(const char* p, const char* end) {
        const auto digit = [&] { return p != end && *p >= '0' && *p <= '9'; };
        if (p != end && *p == '-') {
            ++p;
        }
        if (!digit()) {
            return nullptr;
        }
        if (*p == '0') {
            ++p;
        } else {
            while (digit()) {
                ++p;
            }
        }
        // A digit behind a leading 0 is no part of what stands before the next value, so that it does not fit.
        return p != end && (*p == '.' || *p == 'e' || *p == 'E') ? nullptr : p;
    }
    bool see(const FieldTree& tree, int node, std::string_view record, JsonScan& scan, std::vector<Seen>& seen) const;
    static bool seeValue(int leaf, std::string_view record, JsonScan& scan, std::vector<Seen>& seen);

    std::vector<Step> m_steps;  // the first: the beginning
    int m_refused = 0;          // records that could not be learnt
};

}  // namespace vedette
