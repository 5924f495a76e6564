// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/shared_alerts.h"

#include <simdjson.h>

#include <algorithm>

#include "core/incident/record_view.h"

namespace vedette {
namespace {

constexpr std::size_t kAtOnce = 1024;

Time onsetIn(const std::string& record, simdjson::dom::parser& parser) {
    simdjson::dom::element element;
    std::int64_t millis = 0;
    if (parser.parse(record).get(element) != simdjson::SUCCESS) return Time::max();
    if (element.at_pointer("/finding_info/first_seen_time").get(millis) != simdjson::SUCCESS) return Time::max();
    return Time{std::chrono::milliseconds(millis)};
}

// A record that was forgotten since the alert was met says nothing any more.
Result<std::vector<std::string>> recordsOrNone(Reader& reader, const std::vector<std::uint64_t>& entries) {
    auto all = reader.records(entries);
    if (all || all.error().code != ErrorCode::NotFound) return all;
    std::vector<std::string> out;
    for (const std::uint64_t entry : entries) {
        auto one = reader.record(entry);
        if (!one && one.error().code != ErrorCode::NotFound) return passOn(one);
        out.push_back(one ? std::move(*one) : std::string());
    }
    return out;
}

}  // namespace

Result<void> SharedAlerts::catchUp(Reader& reader) {
    auto news = m_index.catchUp(reader);
    if (!news) return passOn(news);
    if (news->startedOver) ++m_began;
    if (!news->none()) ++m_version;
    return {};
}

Result<void> SharedAlerts::catchUp(Reader& reader, const Look& look) {
    const std::scoped_lock lock(m_mutex);
    if (auto read = catchUp(reader); !read) return read;
    look(m_index, m_version);
    return {};
}

// Of the alerts that have none yet.
Result<void> SharedAlerts::readOnsets(Reader& reader) {
    std::vector<std::uint64_t> findings;
    {
        const std::scoped_lock lock(m_mutex);
        if (auto read = catchUp(reader); !read) return read;
        if (m_onsetsOf != m_began) m_onsets.clear();
        m_onsetsOf = m_began;
        const auto& alerts = m_index.alerts();
        for (std::size_t i = m_onsets.size(); i < alerts.size(); ++i) findings.push_back(alerts[i].firstFindingEntry);
    }
    simdjson::dom::parser parser;
    for (std::size_t begin = 0; begin < findings.size(); begin += kAtOnce) {
        const auto from = findings.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto count = std::min(kAtOnce, findings.size() - begin);
        auto records = recordsOrNone(reader, {from, from + static_cast<std::ptrdiff_t>(count)});
        if (!records) return passOn(records);
        for (const std::string& record : *records) m_onsets.push_back(onsetIn(record, parser));
    }
    return {};
}

Result<void> SharedAlerts::catchUpWithOnsets(Reader& reader, const LookAtOnsets& look) {
    const std::scoped_lock onsets(m_onsetMutex);
    while (true) {
        if (auto read = readOnsets(reader); !read) return read;
        const std::scoped_lock lock(m_mutex);
        if (m_onsetsOf != m_began) continue;  // the log became another one while the records were read
        look(m_index, m_onsets);
        return {};
    }
}

}  // namespace vedette
