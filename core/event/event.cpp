// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/event.h"

#include <algorithm>
#include <cassert>

#include "core/event/classes.h"

namespace vedette {

namespace {

// The text of formatTime() without its allocation: "2026-11-21T01:02:03.123456Z".
std::string_view renderTime(Time t, std::array<char, 32>& buffer) {
    const auto days = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date{days};
    auto rest = static_cast<std::uint64_t>((t - days).count());
    const auto put = [&buffer](std::size_t at, std::uint64_t value, int digits) {
        for (int i = digits - 1; i >= 0; --i) {
            buffer[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
            value /= 10;
        }
    };
    put(0, static_cast<std::uint64_t>(std::clamp(static_cast<int>(date.year()), 0, 9999)), 4);
    buffer[4] = '-';
    put(5, static_cast<unsigned>(date.month()), 2);
    buffer[7] = '-';
    put(8, static_cast<unsigned>(date.day()), 2);
    buffer[10] = 'T';
    const std::uint64_t micros = rest % 1'000'000;
    rest /= 1'000'000;
    put(11, rest / 3600, 2);
    buffer[13] = ':';
    put(14, rest / 60 % 60, 2);
    buffer[16] = ':';
    put(17, rest % 60, 2);
    buffer[19] = '.';
    put(20, micros, 6);
    buffer[26] = 'Z';
    return {buffer.data(), 27};
}

std::int64_t toMillis(Time t) { return std::chrono::floor<std::chrono::milliseconds>(t).time_since_epoch().count(); }

}  // namespace

Result<Field> fieldAt(std::string_view path) {
    // kFields stands in canonical order, which is not plain text order; the table is small and this is not a hot path.
    const auto hit = std::ranges::find(kFields, path, &FieldInfo::path);
    if (hit == std::end(kFields)) {
        return fail(ErrorCode::NotFound, "a record has no attribute \"" + std::string(path) + "\"", {},
                    "core/event/fields.inc lists the attributes");
    }
    return static_cast<Field>(hit - std::begin(kFields));
}

Event::Event(const Event& other) { *this = other; }

Event& Event::operator=(const Event& other) {
    if (this == &other) {
        return *this;
    }
    m_set = other.m_set;
    m_text = other.m_text;
    m_integer = other.m_integer;
    m_time = other.m_time;
    m_timeText = other.m_timeText;
    // Times are rendered into the event itself: the copy must not look into the original.
    auto& timeText = m_text[index(Field::timeDt)];
    if (has(Field::timeDt) && timeText.data() == other.m_timeText.data()) {
        timeText = {m_timeText.data(), timeText.size()};
    }
    return *this;
}

void Event::setText(Field f, std::string_view utf8) {
    assert(kFields[index(f)].type == FieldType::Text);
    m_text[index(f)] = utf8;
    m_set.set(index(f));
}

void Event::setInteger(Field f, std::int64_t value) {
    assert(kFields[index(f)].type == FieldType::Integer);
    m_integer[index(f)] = value;
    m_set.set(index(f));
}

void Event::setBoolean(Field f, bool value) {
    assert(kFields[index(f)].type == FieldType::Boolean);
    m_integer[index(f)] = value ? 1 : 0;
    m_set.set(index(f));
}

void Event::setJson(Field f, std::string_view canonical) {
    assert(kFields[index(f)].type == FieldType::Json);
    m_text[index(f)] = canonical;
    m_set.set(index(f));
}

void Event::setTime(Time t) {
    m_time = t;
    setInteger(Field::time, toMillis(t));
    setText(Field::timeDt, renderTime(t, m_timeText));
}

void Event::setLoggedTime(Time t) { setInteger(Field::loggedTime, toMillis(t)); }

void Event::setClass(std::int64_t classUid, std::int64_t activityId) {
    setInteger(Field::classUid, classUid);
    setInteger(Field::categoryUid, classInfo(classUid).categoryUid);
    setInteger(Field::activityId, activityId);
    setInteger(Field::typeUid, classUid * 100 + activityId);
    if (!has(Field::severityId)) {
        setSeverity(ocsf::kInformational);
    }
}

void Event::setSeverity(std::int64_t severityId) { setInteger(Field::severityId, severityId); }

void Event::setStatus(std::int64_t statusId) { setInteger(Field::statusId, statusId); }

}  // namespace vedette
