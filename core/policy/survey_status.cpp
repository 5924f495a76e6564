// SPDX-License-Identifier: GPL-3.0-or-later
#include <simdjson.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/policy/survey_parts.h"

namespace vedette::surveying {
namespace {

constexpr Duration kUpEvery = std::chrono::minutes(130);

}  // namespace

std::size_t bucketOf(const Survey& survey, Time t) {
    return std::min(static_cast<std::size_t>((t - survey.from) / survey.bucket), survey.buckets - 1);
}

NodeSurvey& nodeOf(Survey& survey, std::string_view id) {
    auto i = survey.nodes.find(id);
    if (i == survey.nodes.end()) {
        i = survey.nodes.emplace(std::string(id), NodeSurvey{}).first;
        i->second.signs.resize(survey.buckets);
        i->second.authDays.resize(static_cast<std::size_t>((survey.to - survey.from) / std::chrono::days(1)) + 1);
    }
    return i->second;
}

void applyStatuses(Survey& survey, const std::vector<StatusRow>& statuses) {
    std::map<std::string_view, Time> lastUp;
    std::set<std::string_view> wasDown;
    for (const StatusRow& row : statuses) {
        const std::size_t bucket = bucketOf(survey, row.time);
        survey.watched[bucket] = true;
        const std::string_view source = *row.source;
        if (row.activity == 1 && !row.node->empty()) {
            // "Up" is said about every hour and stands for all polls since the last word about that source.
            NodeSurvey& node = nodeOf(survey, *row.node);
            std::size_t begin = bucket;
            if (const auto last = lastUp.find(source);
                last != lastUp.end() && row.time - last->second <= kUpEvery && row.time >= last->second) {
                begin = bucketOf(survey, last->second);
            }
            for (std::size_t i = begin; i <= bucket; ++i) node.signs[i] = survey.watched[i] = true;
            lastUp[source] = row.time;
            survey.read.emplace(source);
        } else if (row.activity == 2 || row.activity == 3) {
            lastUp.erase(source);
        }
        // Of the good news only its first word is kept: a quarter of a large fleet holds millions.
        if (row.activity != 1 || wasDown.erase(source) > 0) {
            survey.statuses.push_back({*row.node, *row.source, row.activity, row.time, {}, {}, {}, row.entry});
        }
        if (row.activity == 2) wasDown.insert(source);
    }
}

Result<void> readStatuses(Evidence& evidence, Survey& survey) {
    std::vector<std::uint64_t> entries;
    for (const SourceStatus& s : survey.statuses) entries.push_back(s.entry);
    auto records = evidence.records(entries);
    if (!records) return passOn(records);
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < records->size() && i < survey.statuses.size(); ++i) {
        simdjson::dom::element root;
        const std::string& record = (*records)[i];
        if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS) continue;
        SourceStatus& s = survey.statuses[i];
        std::int64_t ms = 0;
        if (root["start_time"].get(ms) == simdjson::SUCCESS) s.from = Time{std::chrono::milliseconds(ms)};
        if (root["end_time"].get(ms) == simdjson::SUCCESS) s.to = Time{std::chrono::milliseconds(ms)};
        std::string_view message;
        if (root["message"].get(message) == simdjson::SUCCESS) s.message = message;
    }
    return {};
}

}  // namespace vedette::surveying
