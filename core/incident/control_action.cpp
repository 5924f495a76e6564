// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/control_action.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "core/base/bytes.h"
#include "core/incident/action.h"
#include "core/incident/record_view.h"
#include "core/privacy/detectors.h"

namespace vedette {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"manual_pass", "manual_fail", "manual_clear", "waive", "unwaive"};

bool takesBack(std::string_view name) { return name == "manual_clear" || name == "unwaive"; }
bool aboutWaiver(std::string_view name) { return name == "waive" || name == "unwaive"; }

Result<void> check(const ControlDecision& d, Time now) {
    const auto wrong = [&](std::string what, std::string hint) -> Result<void> {
        return fail(ErrorCode::Invalid, std::move(what), d.control, std::move(hint));
    };
    if (d.control.empty()) return wrong("a decision needs a control", "give the control's id");
    if (d.actor.empty()) return wrong("a decision needs somebody who takes it", "give a name");
    if (std::ranges::find(kNames, d.name) == kNames.end())
        return wrong(fmt::format("\"{}\" is not something to decide about a control", d.name),
                     fmt::format("use one of: {}", fmt::join(kNames, ", ")));
    if (takesBack(d.name)) return {};
    if (d.note.empty()) return wrong("a decision about a control needs a reason", "say why");
    if (d.name == "waive" && !d.until) return wrong("a waiver needs an end", "give the day until which it holds");
    if (d.until && *d.until <= now) return wrong("the end has passed already", "give a day that is still to come");
    return {};
}

std::string sentence(const ControlDecision& d) {
    const auto said = [&](std::string_view what) { return fmt::format("{} {} {}", d.actor, what, d.control); };
    if (d.name == "manual_pass") return said("passed by hand control");
    if (d.name == "manual_fail") return said("failed by hand control");
    if (d.name == "manual_clear") return said("took back the manual result of control");
    if (d.name == "waive") return said("waived control");
    return said("took back the waiver of control");
}

}  // namespace

std::span<const std::string_view> controlActionNames() { return kNames; }

Result<Event> controlAction(const ControlDecision& decision, Time now, Arena& arena) {
    if (auto able = check(decision, now); !able) return passOn(able);
    ConsoleAction action;
    action.kind = "control";
    action.name = decision.name;
    action.target = decision.control;
    action.actor = decision.actor;
    action.message = sentence(decision);
    if (!decision.note.empty()) action.details.text("note", redact(decision.note, detect(decision.note)));
    if (decision.until) action.details.text("until", formatTime(*decision.until));
    return consoleActionEvent(action, now, arena);
}

Result<std::vector<RecordedDecision>> loadControlDecisions(Reader& reader, const std::string& control) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kConsoleAction).is(TextColumn::Group, control);
    std::vector<RecordedDecision> out;
    std::vector<std::uint64_t> entries;
    auto scanned = reader.scan(filter, [&](const Row& row) {
        RecordedDecision found;
        found.entry = row.entry;
        found.time = row.columns.time();
        out.push_back(std::move(found));
        entries.push_back(row.entry);
        return true;
    });
    if (!scanned) return passOn(scanned);
    auto records = reader.records(entries);
    if (!records) return passOn(records);
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < out.size(); ++i) {
        simdjson::dom::element root;
        const std::string& record = (*records)[i];
        if (parser.parse(record.data(), record.size()).get(root) != simdjson::SUCCESS) continue;
        if (textAt(root, "/vedette/action/kind") != "control") continue;
        ControlDecision& d = out[i].decision;
        d.control = control;
        d.name = textAt(root, "/vedette/action/name");
        d.actor = textAt(root, "/vedette/action/actor");
        d.note = textAt(root, "/vedette/action/note");
        if (const auto until = parseTime(textAt(root, "/vedette/action/until"))) d.until = *until;
    }
    std::erase_if(out,
                  [](const RecordedDecision& r) { return std::ranges::find(kNames, r.decision.name) == kNames.end(); });
    for (const bool waiver : {false, true}) {
        const auto last = std::find_if(out.rbegin(), out.rend(), [waiver](const RecordedDecision& r) {
            return aboutWaiver(r.decision.name) == waiver;
        });
        if (last != out.rend()) last->standing = !takesBack(last->decision.name);
    }
    return out;
}

}  // namespace vedette
