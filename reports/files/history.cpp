// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/files/history.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/event/event.h"
#include "core/privacy/detectors.h"

namespace vedette {
namespace {

// Every member is optional: a record of another version must not stop the list.
std::string textAt(const simdjson::dom::element& from, const char* pointer) {
    std::string_view value;
    return from.at_pointer(pointer).get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

using simdjson::dom::element;

constexpr std::size_t kLargestFile = 2u << 30;

std::uint64_t countAt(const element& from, const char* pointer) {
    std::int64_t value = 0;
    if (from.at_pointer(pointer).get(value) != simdjson::SUCCESS || value <= 0) return 0;
    return static_cast<std::uint64_t>(value);
}

Time timeAt(const element& from, const char* pointer) {
    const auto time = parseTime(textAt(from, pointer));
    return time ? *time : Time{};
}

RecordedReport reportOf(const element& action, std::uint64_t entry, Time time) {
    RecordedReport r;
    r.entry = entry;
    r.time = time;
    r.actor = textAt(action, "/actor");
    r.title = textAt(action, "/title");
    r.scope = textAt(action, "/target");
    r.period = {timeAt(action, "/from"), timeAt(action, "/to")};
    r.entries = countAt(action, "/entries");
    r.root = textAt(action, "/root");
    simdjson::dom::array list;
    if (action.at_pointer("/packs").get(list) == simdjson::SUCCESS)
        for (const element pack : list)
            if (std::string_view id; pack.get(id) == simdjson::SUCCESS) r.packs.emplace_back(id);
    if (action.at_pointer("/files").get(list) == simdjson::SUCCESS)
        for (const element file : list) r.files.push_back({textAt(file, "/file"), textAt(file, "/sha256")});
    return r;
}

void apply(const element& action, std::uint64_t entry, Time time, std::vector<RecordedReport>& reports) {
    const auto name = textAt(action, "/name");
    if (name == "export") {
        reports.push_back(reportOf(action, entry, time));
        return;
    }
    const auto about = countAt(action, "/report");
    const auto report = std::ranges::find(reports, about, &RecordedReport::entry);
    if (report == reports.end()) return;
    if (name == "hand_over")
        report->handOvers.push_back(
            {entry, time, textAt(action, "/actor"), textAt(action, "/reviewer"), textAt(action, "/note")});
    if (name == "hand_back") {
        const auto undoes = countAt(action, "/undoes");
        std::erase_if(report->handOvers, [undoes](const HandOver& h) { return h.entry == undoes; });
    }
}

}  // namespace

Result<std::vector<RecordedReport>> loadReports(Reader& reader) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kConsoleAction);
    filter.texts.emplace_back(TextColumn::Rule, std::vector<std::string>{"export", "hand_over", "hand_back"});
    std::vector<std::pair<std::uint64_t, Time>> places;
    std::vector<std::uint64_t> entries;
    auto scanned = reader.scan(filter, [&](const Row& row) {
        places.emplace_back(row.entry, row.columns.time());
        entries.push_back(row.entry);
        return true;
    });
    if (!scanned) return passOn(scanned);
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    std::vector<RecordedReport> out;
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < places.size(); ++i) {
        element root;
        element action;
        if (parser.parse((*records)[i]).get(root) != simdjson::SUCCESS) continue;
        if (root.at_pointer("/vedette/action").get(action) != simdjson::SUCCESS) continue;
        if (textAt(action, "/kind") == "report") apply(action, places[i].first, places[i].second, out);
    }
    std::ranges::reverse(out);
    return out;
}

Result<ConsoleAction> handOverAction(const RecordedReport& report, const std::string& reviewer, const std::string& note,
                                     const std::string& actor) {
    if (actor.empty()) return fail(ErrorCode::Invalid, "a hand-over needs somebody who hands over", {}, "give a name");
    if (reviewer.empty())
        return fail(ErrorCode::Invalid, "a hand-over needs somebody who takes the report", {}, "name the reviewer");
    ConsoleAction action;
    action.kind = "report";
    action.name = "hand_over";
    action.target = report.scope;
    action.actor = actor;
    action.message = fmt::format("{} handed the report of entry {} over to {}", actor, report.entry, reviewer);
    action.details.number("report", report.entry).text("reviewer", reviewer);
    if (!note.empty()) action.details.text("note", redact(note, detect(note)));
    return action;
}

ConsoleAction handBackAction(const RecordedReport& report, std::uint64_t handOver, const std::string& actor) {
    ConsoleAction action;
    action.kind = "report";
    action.name = "hand_back";
    action.target = report.scope;
    action.actor = actor;
    action.message = fmt::format("{} took back the hand-over of entry {}", actor, handOver);
    action.details.number("report", report.entry).number("undoes", handOver);
    return action;
}

Result<FileCheck> checkFile(const std::filesystem::path& folder, const ReportFileDigest& file) {
    const auto path = folder / std::filesystem::path(file.file).filename();
    std::error_code trouble;
    if (!std::filesystem::exists(path, trouble)) return FileCheck::Missing;
    auto bytes = readFile(path, kLargestFile);
    if (!bytes) return passOn(bytes);
    return toHex(sha256(*bytes)) == file.sha256 ? FileCheck::Same : FileCheck::Changed;
}

}  // namespace vedette
