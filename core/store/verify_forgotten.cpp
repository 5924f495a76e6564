// SPDX-License-Identifier: GPL-3.0-or-later
// Lawful forgetting: every certificate is what the log says it is, what is gone is gone under one, and what one says is
// gone is gone.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>
#include <set>

#include "core/base/crypto.h"
#include "core/store/certificate.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

namespace {

// What the rows of table forgotten say of one certificate.
struct Chain {
    std::uint64_t count = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    Hash hash{};
};

class ForgottenCheck {
public:
    ForgottenCheck(Database& database, const KeyChain& keys, const Snapshot& snapshot, const Derived& derived,
                   DamageList& damage)
        : m_database(database), m_keys(keys), m_snapshot(snapshot), m_derived(derived), m_damage(damage) {}

    void run(VerifyReport& report);

private:
    void readCertificates();
    void checkRow(const Statement& row, std::uint64_t id);
    void checkMentions();
    void checkChains();
    void checkErased();
    void checkPeople(const ErasedUse& use);
    void checkPresent();
    void checkAgainstHolds();
    void note(std::uint64_t id, std::string what) {
        m_damage.add(Place::Certificate, id, fmt::format("certificate {}", id), std::move(what));
    }
    // Calls `each` per row; what goes wrong is damage of the table.
    template <class Each>
    void forRows(std::string_view sql, const char* table, const Each& each);

    Database& m_database;
    const KeyChain& m_keys;
    const Snapshot& m_snapshot;
    const Derived& m_derived;
    DamageList& m_damage;
    std::map<std::uint64_t, Certificate> m_certificates;  // those whose body is good
    std::map<std::uint64_t, std::string> m_bodies;        // SHA-256 of each row's body, hex
    std::map<std::uint64_t, std::uint64_t> m_entries;     // row id → entry
    std::map<Hash, std::uint64_t> m_listed;               // erased part → certificate
    std::map<Hash, std::uint64_t> m_subjects;             // of an erasure → first certificate that names it
};

template <class Each>
void ForgottenCheck::forRows(std::string_view sql, const char* table, const Each& each) {
    auto done = forEachRow(m_database, sql, [&](const Statement& row) -> Result<void> {
        each(row);
        return {};
    });
    if (!done) {
        m_damage.take(std::move(done.error()), Place::Certificate, 0, table);
    }
}

void ForgottenCheck::readCertificates() {
    std::uint64_t next = 1;
    std::uint64_t lastEntry = 0;
    forRows("SELECT id, entry, kind, body FROM certificate ORDER BY id", "certificate", [&](const Statement& row) {
        const auto id = static_cast<std::uint64_t>(row.integer(0));
        const auto entry = static_cast<std::uint64_t>(row.integer(1));
        if (id != next) {
            note(next, "it is missing");
        }
        if (id != 1 && entry <= lastEntry) {
            note(id, "its entry does not follow that of the certificate before it");
        }
        next = id + 1;
        lastEntry = entry;
        checkRow(row, id);
    });
}

void ForgottenCheck::checkRow(const Statement& row, std::uint64_t id) {
    m_bodies[id] = toHex(sha256(row.text(3)));
    m_entries[id] = static_cast<std::uint64_t>(row.integer(1));
    auto opened = openCertificate(row.text(3), m_keys);
    if (!opened || !row.isBlob(3)) {
        note(id, opened ? "its body is not a blob" : opened.error().what);
        return;
    }
    if (opened->log != m_keys.name()) {
        note(id, "it belongs to another log: " + opened->log);
        return;
    }
    if (opened->id != id || opened->entry != m_entries[id] ||
        static_cast<std::int64_t>(opened->kind) != row.integer(2) || !row.isInteger(2)) {
        note(id, "its row does not say what it says");
        return;
    }
    for (const Hash& part : opened->parts) {
        m_listed.emplace(part, id);
    }
    for (const Hash& subject : opened->subjects) {
        m_subjects.emplace(subject, id);
    }
    m_certificates.emplace(id, std::move(*opened));
}

// Certificates and the log name each other.
void ForgottenCheck::checkMentions() {
    std::set<std::uint64_t> named;
    for (const StatusEvent& event : m_derived.certificates) {
        const auto mention = certificateIn(event.record);
        const std::string where = fmt::format("entry {}", event.entry);
        const auto body = m_bodies.find(mention->id);
        if (body == m_bodies.end()) {
            m_damage.add(Place::Certificate, mention->id, fmt::format("certificate {}", mention->id),
                         where + " names it, and it is missing");
            continue;
        }
        named.insert(mention->id);
        if (body->second != mention->body || m_entries[mention->id] != event.entry) {
            note(mention->id, "it is not the one that " + where + " names");
        } else if (const auto known = m_certificates.find(mention->id);
                   known != m_certificates.end() && mention->kind != certificateKindName(known->second.kind)) {
            note(mention->id, where + " names it as of another kind");
        }
    }
    for (const auto& [id, body] : m_bodies) {
        if (!named.contains(id)) {
            note(id, fmt::format("entry {} does not name it", m_entries[id]));
        }
    }
}

// The rows of table forgotten, against the retention certificates.
void ForgottenCheck::checkChains() {
    std::map<std::uint64_t, Chain> chains;
    const auto good = [this](std::uint64_t id) {
        const auto certificate = m_certificates.find(id);
        return certificate != m_certificates.end() && certificate->second.kind == CertificateKind::Retention;
    };
    const std::uint64_t end = m_snapshot.blockCount() * kBlockEvents;
    forRows("SELECT entry, leaf, certificate FROM forgotten ORDER BY entry", "forgotten", [&](const Statement& row) {
        const auto entry = static_cast<std::uint64_t>(row.integer(0));
        const auto id = static_cast<std::uint64_t>(row.integer(2));
        const auto atEntry = [&](std::string what) {
            m_damage.add(Place::Entry, entry, fmt::format("entry {} forgotten", row.integer(0)), std::move(what));
        };
        Hash leaf{};
        if (!row.isBlob(1) || row.text(1).size() != leaf.size()) {
            atEntry("its leaf is no hash");
            return;
        }
        std::memcpy(leaf.data(), row.text(1).data(), leaf.size());
        if (good(id) && (entry >= end || m_certificates.at(id).entry <= entry)) {
            atEntry("it cannot have been forgotten");
        }
        Chain& chain = chains[id];
        if (chain.count++ == 0) {
            chain.first = entry;
        }
        chain.last = entry;
        chain.hash = chainOn(chain.hash, entry, leaf);
    });
    for (const auto& [id, chain] : chains) {
        if (!good(id)) {  // once for all of them, so that they do not bury what is wrong with the certificate
            m_damage.add(Place::Entry, chain.first, fmt::format("entry {} forgotten", chain.first),
                         fmt::format("it is forgotten without a certificate: there is no good certificate {}, and {} "
                                     "entries under it",
                                     id, chain.count));
        }
    }
    for (const auto& [id, c] : m_certificates) {
        if (c.kind != CertificateKind::Retention) {
            continue;
        }
        const Chain& chain = chains[id];
        if (chain.count != c.count || chain.first != c.first || chain.last != c.last || chain.hash != c.chain) {
            note(id, fmt::format("the entries forgotten under it are not those it names ({} rows, {} named)",
                                 chain.count, c.count));
        }
    }
}

// A certificate takes the parts of those it is about; and what was sealed of those before it and committed too late.
// Else one that two people agreed on would do for anybody.
void ForgottenCheck::checkPeople(const ErasedUse& use) {
    const std::uint64_t under = m_listed.at(use.digest);
    const bool about = std::ranges::any_of(use.people, [&](const Hash& person) {
        const auto subject = m_subjects.find(person);
        return subject != m_subjects.end() && subject->second <= under;
    });
    if (!about) {
        m_damage.add(
            Place::Entry, use.entry, fmt::format("entry {}", use.entry),
            fmt::format("its sealed part was erased under certificate {}, which is about somebody else", under));
    }
}

// Parts that are gone.
void ForgottenCheck::checkErased() {
    std::map<std::uint64_t, Hash> ofRow;
    std::set<Hash> gone;
    for (const ErasedUse& use : m_derived.erased) {
        if (!m_listed.contains(use.digest)) {
            m_damage.add(Place::Entry, use.entry, fmt::format("entry {}", use.entry),
                         "its sealed part is gone without a certificate");
        } else {
            checkPeople(use);
        }
        if (use.part != kNever && ofRow.emplace(use.part, use.digest).first->second != use.digest) {
            m_damage.add(Place::Part, use.part, fmt::format("part {}", use.part),
                         "records with different sealed parts use it");
        }
        gone.insert(use.digest);
    }
    if (m_snapshot.forgetful) {
        return;  // the record may be forgotten since
    }
    for (const auto& [digest, id] : m_listed) {
        if (!gone.contains(digest)) {
            note(id, "it names a sealed part that is not erased: " + toHex(digest));
        }
    }
}

// Parts that are there must not be said to be gone: an old copy was put back.
void ForgottenCheck::checkPresent() {
    if (m_listed.empty()) {
        return;
    }
    for (std::size_t id = 0; id < m_snapshot.parts.size(); ++id) {
        const PartRow& row = m_snapshot.parts[id];
        if (const auto hit = row.there && !row.erased ? m_listed.find(row.digest) : m_listed.end();
            hit != m_listed.end()) {
            m_damage.add(Place::Part, id, fmt::format("part {}", id),
                         fmt::format("it is there, and was erased under certificate {}", hit->second));
        }
    }
    for (const ErasedUse& part : m_derived.tailParts) {
        if (const auto hit = m_listed.find(part.digest); hit != m_listed.end()) {
            m_damage.add(Place::Entry, part.entry, fmt::format("entry {}", part.entry),
                         fmt::format("its sealed part is there, and was erased under certificate {}", hit->second));
        }
    }
}

// What the certificates let go, and when.
void ForgottenCheck::checkAgainstHolds() {
    std::vector<LetGo> gone;
    for (const ErasedUse& use : m_derived.erased) {
        const std::uint64_t id = m_listed.at(use.digest);
        gone.push_back({use.entry, id, m_certificates.at(id).entry});
    }
    for (const auto& [id, c] : m_certificates) {
        if (c.kind == CertificateKind::Retention) {
            gone.push_back({kNever, id, c.entry});
        }
    }
    checkHolds(m_snapshot.database.parent_path(), gone, m_damage);
}

void ForgottenCheck::run(VerifyReport& report) {
    readCertificates();
    checkMentions();
    checkChains();
    checkErased();
    checkPresent();
    if (m_damage.empty()) {
        checkAgainstHolds();
    }
    for (const auto& [id, c] : m_certificates) {
        report.certificates.push_back(
            {id, std::string(certificateKindName(c.kind)), c.time, c.entry, c.count, c.parts.size()});
    }
    std::set<Hash> gone;
    for (const ErasedUse& use : m_derived.erased) {
        gone.insert(use.digest);
    }
    report.erasedParts = gone.size();
}

}  // namespace

void checkForgotten(Database& database, const KeyChain& keys, const Snapshot& snapshot, const Derived& derived,
                    DamageList& damage, VerifyReport& report) {
    if (snapshot.format == 1) {
        for (const ErasedUse& use : derived.erased) {
            damage.add(Place::Entry, use.entry, fmt::format("entry {}", use.entry), "its sealed part is empty");
        }
        return;
    }
    ForgottenCheck(database, keys, snapshot, derived, damage).run(report);
}

}  // namespace vedette::verifying
