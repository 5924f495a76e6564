// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions, conversions and classes: what a pack says about the members that were found.
#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/json.h"
#include "core/event/map_run.h"

namespace vedette::pack {

namespace {

// Whether a source's time says something that time_dt, UTC in microseconds, does not: an offset, a form that leaves the
// zone open, or finer digits.
bool saysMoreThanRecord(Step as, std::string_view text) {
    if (as == Step::Rfc3339 && text.ends_with('Z')) {
        text.remove_suffix(1);
    } else if (as == Step::EpochNanoseconds) {
        return !text.ends_with("000");
    } else if (as != Step::EpochSeconds && as != Step::EpochMilliseconds) {
        return true;
    }
    const std::size_t dot = text.find('.');
    const std::size_t kept = as == Step::EpochMilliseconds ? 3 : 6;
    const std::string_view fraction = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
    return fraction.size() > kept || text.find_first_of("eE") != std::string_view::npos;
}

}  // namespace

bool Run::holds(const Condition& c) {
    using Test = Condition::Test;
    static const std::vector<std::string> kNothing;
    bool is = false;
    if (c.test == Test::Has) {
        is = c.onField ? m_event.has(c.field) : present(c.slot, kNothing);
        return is != c.negated;
    }
    if (c.test == Test::Named) {
        return (m_scratch.found[static_cast<std::size_t>(c.slot)].kind != Found::Kind::Nothing) != c.negated;
    }
    const bool there = c.onField ? m_event.has(c.field) : present(c.slot, kNothing);
    if (!there) {
        return c.negated;
    }
    const bool number = c.onField && kFields[static_cast<std::size_t>(c.field)].type != FieldType::Text;
    std::array<char, 24> digits{};
    std::string_view text;
    if (number) {
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), m_event.integer(c.field)).ptr;
        text = {digits.data(), static_cast<std::size_t>(end - digits.data())};
    } else {
        text = c.onField ? m_event.text(c.field) : slotText(c.slot);
    }
    if (c.test == Test::Below || c.test == Test::AtLeast) {
        const auto value = number ? m_event.integer(c.field) : parseDecimal(text, 0);
        return value && (c.test == Test::Below ? *value < c.number : *value >= c.number);
    }
    is = std::ranges::any_of(c.texts, [&](const std::string& wanted) {
        switch (c.test) {
            case Test::Starts: return text.starts_with(wanted);
            case Test::Ends: return text.ends_with(wanted);
            case Test::Contains: return text.find(wanted) != std::string_view::npos;
            default: return text == wanted;
        }
    });
    return is != c.negated;
}

void Run::setLiteral(const Rule& rule, const pack::Literal& literal) {
    switch (kFields[static_cast<std::size_t>(rule.to)].type) {
        case FieldType::Text: m_event.setText(rule.to, literal.text); break;
        case FieldType::Integer: m_event.setInteger(rule.to, literal.number); break;
        case FieldType::Boolean: m_event.setBoolean(rule.to, literal.number != 0); break;
        case FieldType::Json: m_event.setJson(rule.to, literal.text); break;
    }
}

void Run::setObject(const Rule& rule) {
    std::string json = "[";
    JsonWriter writer(json);
    writer.beginObject();
    bool any = false;
    static const std::vector<std::string> kNothing;
    for (const auto& [name, slot] : rule.members) {
        if (present(slot, kNothing) && m_scratch.found[static_cast<std::size_t>(slot)].kind != Found::Kind::Structure) {
            writer.key(name).string(slotText(slot));
            any = true;
        }
    }
    writer.endObject();
    json += ']';
    if (any) {
        m_event.setJson(rule.to, m_arena.copy(json));
    }
}

Result<void> Run::apply(const Rule& rule) {
    if (rule.toTime && m_timed) {
        return {};
    }
    if (!hold(rule.when)) {
        return {};
    }
    if (!rule.members.empty()) {
        setObject(rule);
        return {};
    }
    if (rule.join) {
        m_scratch.text.clear();
        std::string joined;
        for (const int slot : rule.from) {
            if (present(slot, rule.absent)) {
                joined += (joined.empty() ? "" : rule.separator) + std::string(slotText(slot));
            }
        }
        if (!joined.empty()) {
            m_event.setText(rule.to, m_arena.copy(joined));
        } else if (rule.hasValue) {
            setLiteral(rule, rule.value);
        }
        return {};
    }
    for (const int slot : rule.from) {
        if (present(slot, rule.absent)) {
            return applyFound(rule, slot);
        }
        if (rule.elapsed) {
            break;  // a start without an end is no duration
        }
    }
    if (rule.hasValue) {
        setLiteral(rule, rule.value);
    }
    return {};
}

Result<void> Run::applyFound(const Rule& rule, int slot) {
    if (m_scratch.found[static_cast<std::size_t>(slot)].kind == Found::Kind::Structure) {
        return reject("member \"" + m_pack.tree.slotPaths[static_cast<std::size_t>(slot)] + "\" is not a single value");
    }
    std::string_view text = slotText(slot);
    for (const auto& [step, marker] : rule.steps) {
        text = applyText(step, text, marker);
    }
    const auto isText = [text](const std::string& word) { return word == text; };
    if (!rule.steps.empty() &&
        (std::ranges::any_of(m_pack.absent, isText) || std::ranges::any_of(rule.absent, isText) || text.empty())) {
        if (rule.hasValue) {
            setLiteral(rule, rule.value);
        }
        return {};
    }
    if (!rule.values.empty()) {
        const auto hit = std::ranges::find(rule.values, text, [](const auto& v) { return std::string_view(v.first); });
        if (hit != rule.values.end()) {
            setLiteral(rule, hit->second);
            return {};
        }
        if (rule.hasOtherwise) {
            setLiteral(rule, rule.otherwise);
            return {};
        }
    }
    if (rule.toTime || isTimeStep(rule.as) || rule.elapsed) {
        return applyTimes(rule, slot, text);
    }
    const FieldType type = kFields[static_cast<std::size_t>(rule.to)].type;
    if (type == FieldType::Text) {
        m_event.setText(rule.to, text);
        return {};
    }
    const auto number = applyNumber(rule.as, text);
    if (!number) {
        return reject(mistake(slot, rule.as));
    }
    const bool timer = rule.as >= Step::Seconds && rule.as <= Step::Nanoseconds;
    if (timer && *number < 0) {
        return {};  // the timer never ran
    }
    if (type == FieldType::Boolean) {
        m_event.setBoolean(rule.to, *number != 0);
    } else {
        m_event.setInteger(rule.to, *number);
    }
    return {};
}

Result<void> Run::applyTimes(const Rule& rule, int slot, std::string_view text) {
    if (rule.elapsed) {
        const int last = rule.from.back();
        if (!present(last, rule.absent)) {
            return {};
        }
        const auto start = applyTime(Step::Rfc3339, text, rule.zone);
        const auto end = applyTime(Step::Rfc3339, slotText(last), rule.zone);
        if (!start || !end) {
            return reject(mistake(start ? last : slot, Step::Rfc3339));
        }
        if (*end >= *start) {
            m_event.setInteger(rule.to, std::chrono::duration_cast<std::chrono::milliseconds>(*end - *start).count());
        }
        return {};
    }
    const auto time = applyTime(rule.as, text, rule.zone);
    if (!time) {
        return reject(mistake(slot, rule.as));
    }
    if (rule.toTime) {
        m_event.setTime(*time);
        if (saysMoreThanRecord(rule.as, text)) {
            m_event.setText(Field::originalTime, text);
        }
        m_timed = true;
    } else {
        m_event.setInteger(rule.to, std::chrono::floor<std::chrono::milliseconds>(*time).time_since_epoch().count());
    }
    return {};
}

void Run::classify() {
    for (const pack::ClassRule& rule : m_pack.classes) {
        if (!hold(rule.when)) {
            continue;
        }
        std::int64_t activity = rule.activity;
        if (rule.byField && m_event.has(rule.activityField)) {
            const auto hit = std::ranges::find(rule.activities, m_event.text(rule.activityField),
                                               [](const auto& a) { return std::string_view(a.first); });
            if (hit != rule.activities.end()) {
                activity = hit->second;
            }
        }
        m_event.setClass(rule.classUid, activity);
        return;
    }
}

}  // namespace vedette::pack
