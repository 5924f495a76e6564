// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/store/block.h"
#include "core/store/column_codec.h"
#include "core/store/people.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

namespace {

struct ErasureSeen {
    std::uint64_t entry = 0;
    std::string reason;
    std::vector<std::string> subjects;  // hex
};

// Nothing when it is no erasure's certificate.
std::optional<ErasureSeen> readErasure(std::string_view body) {
    const auto from = body.find('\n');
    const auto to = body.find('\n', from == std::string_view::npos ? from : from + 1);
    if (from == std::string_view::npos || to == std::string_view::npos) {
        return std::nullopt;
    }
    const simdjson::padded_string json(body.substr(from + 1, to - from - 1));
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    simdjson::dom::array subjects;
    std::string_view kind, reason;
    ErasureSeen seen;
    if (parser.parse(json).get(root) != simdjson::SUCCESS || root["kind"].get(kind) != simdjson::SUCCESS ||
        kind != "erasure" || root["reason"].get(reason) != simdjson::SUCCESS ||
        root["entry"].get(seen.entry) != simdjson::SUCCESS || root["subjects"].get(subjects) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    seen.reason = reason;
    for (const auto subject : subjects) {
        std::string_view hex;
        seen.subjects.emplace_back(subject.get(hex) == simdjson::SUCCESS ? hex : std::string_view());
    }
    return seen;
}

constexpr std::size_t kRule = columnNumber(TextColumn::Rule);

// Finds the entries about people by their derived columns, which costs a fraction of the pass over the records. If the
// columns hide one, they do not say what the record says, and the pass names that; the same goes for what cannot be
// read.
class PeopleSearch {
public:
    PeopleSearch(Database& database, const Snapshot& snapshot, PeopleLog& people)
        : m_database(database), m_snapshot(snapshot), m_people(people) {}
    void blocks();
    void tail();

private:
    [[nodiscard]] std::vector<std::size_t> within(std::uint64_t block);
    void take(std::uint64_t block, const std::vector<std::size_t>& places);

    Database& m_database;
    const Snapshot& m_snapshot;
    PeopleLog& m_people;
    std::vector<std::int64_t> m_wanted;  // dictionary ids
    Statement m_columns;
    Statement m_records;
    BlockCodec m_codec;
};

void PeopleSearch::blocks() {
    const auto& dictionary = m_snapshot.dictionary[kRule];
    for (const std::string_view name : PeopleLog::names()) {
        const auto found = std::ranges::find(dictionary, name);
        if (found != dictionary.end()) {
            m_wanted.push_back(found - dictionary.begin());
        }
    }
    auto columns = m_database.prepare("SELECT data FROM block_columns WHERE id = ?");
    auto records = m_database.prepare("SELECT records FROM block_records WHERE id = ?");
    if (m_wanted.empty() || !columns || !records) {
        return;
    }
    m_columns = std::move(*columns);
    m_records = std::move(*records);
    for (const BlockHead& head : m_snapshot.blocks) {
        if (head.state == BlockState::Forgotten) {
            continue;
        }
        if (const auto places = within(head.id); !places.empty()) {
            take(head.id, places);
        }
    }
}

std::vector<std::size_t> PeopleSearch::within(std::uint64_t block) {
    std::vector<std::size_t> places;
    m_columns.reset();
    m_columns.bind(1, static_cast<std::int64_t>(block));
    const auto row = m_columns.step();
    if (!row || !*row || !m_columns.isBlob(0)) {
        return places;
    }
    std::array<std::int64_t, kBlockEvents> ids{};
    const auto bytes = columnBytes(m_columns.text(0), kRule, kBlockEvents);
    if (!bytes || !decodeColumn(*bytes, ids)) {
        return places;
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (std::ranges::find(m_wanted, ids[i]) != m_wanted.end()) {
            places.push_back(i);
        }
    }
    return places;
}

void PeopleSearch::take(std::uint64_t block, const std::vector<std::size_t>& places) {
    m_records.reset();
    m_records.bind(1, static_cast<std::int64_t>(block));
    const auto row = m_records.step();
    if (!row || !*row || !m_records.isBlob(0)) {
        return;
    }
    const auto records = m_codec.decodeRecords(m_records.text(0), kBlockEvents);
    if (!records) {
        return;
    }
    for (const std::size_t i : places) {
        m_people.take(block * kBlockEvents + i, (*records)[i]);
    }
}

void PeopleSearch::tail() {
    auto rows = m_database.prepare("SELECT entry, record FROM tail ORDER BY entry");
    while (rows) {
        const auto row = rows->step();
        if (!row || !*row) {
            return;
        }
        m_people.take(static_cast<std::uint64_t>(rows->integer(0)), rows->text(1));
    }
}

}  // namespace

void readPeople(Database& database, const std::string& origin, Snapshot& snapshot) {
    auto people = std::make_shared<PeopleLog>(origin);
    PeopleSearch search(database, snapshot, *people);
    search.blocks();
    search.tail();
    snapshot.people = std::move(people);
}

// Form and signature of certificates are judged elsewhere (verify_forgotten.cpp); here counts whom they are about.
void checkErasures(Database& database, const Snapshot& snapshot, DamageList& damage) {
    if (!snapshot.people || !snapshot.people->any()) {
        return;
    }
    auto rows = database.prepare("SELECT id, body FROM certificate ORDER BY id");
    while (rows) {
        const auto row = rows->step();
        if (!row || !*row) {
            return;
        }
        const auto seen = readErasure(rows->text(1));
        if (!seen) {
            continue;
        }
        if (auto wrong = snapshot.people->erasureProblem(seen->entry, seen->reason, seen->subjects)) {
            const auto id = static_cast<std::uint64_t>(rows->integer(0));
            damage.add(Place::Certificate, id, fmt::format("certificate {}", id), std::move(*wrong));
        }
    }
}

}  // namespace vedette::verifying
