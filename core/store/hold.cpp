// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/hold.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "core/event/event.h"
#include "core/store/people.h"
#include "core/store/prover.h"

namespace vedette {

namespace {

using simdjson::dom::element;

std::string textAt(const element& action, const char* name) {
    std::string_view text;
    return action[name].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::optional<Time> timeAt(const element& action, const char* name) {
    const auto time = parseTime(textAt(action, name));
    return time ? std::optional(*time) : std::nullopt;
}

// By what stands in the record, not by the column that led here.
bool isRelease(const Event& event) {
    const std::string_view json = event.text(Field::vAction);
    simdjson::dom::parser parser;
    element action;
    return parser.parse(json.data(), json.size()).get(action) == simdjson::SUCCESS &&
           textAt(action, "name") == "hold_release";
}

void take(const Event& event, std::uint64_t entry, std::vector<Hold>& holds) {
    const std::string_view json = event.text(Field::vAction);
    simdjson::dom::parser parser;
    element action;
    if (parser.parse(json.data(), json.size()).get(action) != simdjson::SUCCESS || textAt(action, "kind") != "hold") {
        return;
    }
    const std::string id = textAt(action, "target");
    const auto known = std::ranges::find(holds, id, &Hold::id);
    if (textAt(action, "name") == "hold_release") {
        if (known != holds.end() && !known->released) {
            known->released = event.time();
            known->releaseEntry = entry;
            known->releasedBy = textAt(action, "actor");
        }
        return;
    }
    if (known != holds.end()) {
        return;  // an id is given once
    }
    Hold hold;
    hold.id = id;
    hold.entry = entry;
    hold.time = event.time();
    hold.actor = textAt(action, "actor");
    hold.reason = textAt(action, "note");
    hold.filter = textAt(action, "filter");
    hold.from = timeAt(action, "from");
    hold.to = timeAt(action, "to");
    holds.push_back(std::move(hold));
}

}  // namespace

Result<Filter> Hold::records() const {
    auto parsed = parseFilter(filter);
    if (!parsed) {
        parsed.error().where = id;
        return parsed;
    }
    parsed->from = from;
    parsed->to = to;
    return parsed;
}

Result<std::vector<Hold>> loadHolds(Reader& reader) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kConsoleAction);
    filter.texts.emplace_back(TextColumn::Rule, std::vector<std::string>{"hold_add", "hold_release"});
    std::vector<std::uint64_t> entries;
    auto scanned = reader.scan(filter, ColumnSet(), [&](const Row& row) {
        entries.push_back(row.entry);
        return true;
    });
    if (!scanned) {
        return passOn(scanned);
    }
    auto records = reader.records(entries);
    if (!records) {
        return passOn(records);
    }
    auto people = PeopleLog::load(reader);
    if (!people) {
        return passOn(people);
    }
    std::vector<Hold> holds;
    std::string scratch;
    Event event;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        scratch.clear();
        event.clear();
        if (auto read = readRecord((*records)[i], scratch, event); !read) {
            return passOn(read);
        }
        const bool believed = !isRelease(event) || !people->problem(entries[i], (*records)[i]);
        if (believed) {
            take(event, entries[i], holds);
        }
    }
    return holds;
}

Result<std::vector<Hold>> activeHolds(Reader& reader) {
    auto holds = loadHolds(reader);
    if (holds) {
        std::erase_if(*holds, [](const Hold& hold) { return hold.released.has_value(); });
    }
    return holds;
}

Result<void> forEachHeld(Reader& reader, std::uint64_t first, std::uint64_t end, const OnHeld& each) {
    auto holds = activeHolds(reader);
    if (!holds) {
        return passOn(holds);
    }
    bool more = true;
    for (auto hold = holds->begin(); more && hold != holds->end(); ++hold) {
        auto filter = hold->records();
        if (!filter) {
            return passOn(filter);
        }
        filter->firstEntry = std::max(filter->firstEntry.value_or(0), first);
        filter->endEntry = std::min(filter->endEntry.value_or(end), end);
        auto scanned = reader.scan(*filter, ColumnSet(), [&](const Row& row) {
            more = each(*hold, row.entry);
            return more;
        });
        if (!scanned) {
            return scanned;
        }
    }
    return {};
}

Result<void> checkReleases(const std::filesystem::path& folder, Reader& reader) {
    auto holds = loadHolds(reader);
    if (!holds) {
        return passOn(holds);
    }
    std::erase_if(*holds, [](const Hold& hold) { return !hold.released.has_value(); });
    if (holds->empty()) {
        return {};
    }
    auto prover = Prover::open(folder);
    if (!prover) {
        return passOn(prover);
    }
    for (const Hold& hold : *holds) {
        auto record = reader.record(hold.releaseEntry);
        auto proof = record ? prover->inclusion(hold.releaseEntry) : Result<InclusionProof>(passOn(record));
        if (!proof) {
            return passOn(proof);
        }
        if (auto checked = checkProof(proofText(*proof), *record, prover->keys()); !checked) {
            return fail(ErrorCode::Corrupt,
                        fmt::format("the release of the legal hold {} is not in the signed log: {}", holdText(hold),
                                    checked.error().what),
                        fmt::format("entry {}", hold.releaseEntry), "nothing was forgotten; run verify");
        }
    }
    return {};
}

std::string holdText(const Hold& hold) {
    return fmt::format("{} of {} ({})", hold.id, formatTime(hold.time).substr(0, 10), hold.reason);
}

}  // namespace vedette
