// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/part_table.h"

#include <utility>

namespace vedette {

namespace {

constexpr std::size_t kGeneration = 50'000;

}  // namespace

Result<void> PartTable::open(Database& database) {
    auto next = database.integer("SELECT coalesce(max(id), -1) + 1 FROM part");
    if (!next) {
        return passOn(next);
    }
    m_next = *next;
    auto insert = database.prepare("INSERT INTO part VALUES(?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    m_insert = std::move(*insert);
    return {};
}

Result<std::int64_t> PartTable::idOf(const SealedPart& part, bool erased) {
    if (const auto hit = m_recent.find(part.digest); hit != m_recent.end()) {
        return hit->second;
    }
    if (m_recent.size() >= kGeneration) {
        m_older = std::exchange(m_recent, {});
    }
    if (const auto hit = m_older.find(part.digest); hit != m_older.end()) {
        return m_recent.emplace(hit->first, hit->second).first->second;
    }
    m_insert->bind(1, m_next).bindBlob(2, erased ? std::string_view{} : std::string_view(part.bytes));
    if (auto done = m_insert->run(); !done) {
        return passOn(done);
    }
    m_recent.emplace(part.digest, m_next);
    return m_next++;
}

void PartTable::clear() {
    m_recent.clear();
    m_older.clear();
    m_insert.reset();
}

}  // namespace vedette
