// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget_erase.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "core/privacy/address.h"
#include "core/privacy/detectors.h"
#include "core/privacy/sealed_part.h"
#include "core/privacy/subject_table.h"
#include "core/store/block.h"
#include "core/store/forget_space.h"
#include "core/store/hold.h"
#include "core/store/people.h"
#include "core/store/reader.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

std::string_view viewOf(const SubjectId& id) { return {reinterpret_cast<const char*>(id.data()), id.size()}; }

std::vector<Hash> sortedHashes(const std::vector<std::string>& texts) {
    std::set<Hash> out;
    for (const std::string& text : texts) {
        out.insert(sha256(text));
    }
    return {out.begin(), out.end()};
}

struct Target {
    std::vector<SubjectId> ids;
    std::vector<std::string> pseudonyms;
};

Result<Target> findTarget(SubjectTable& table, const ErasureOrder& order) {
    Target target;
    const auto take = [&](Result<Subject> found) -> Result<void> {
        if (found) {
            target.ids.push_back(found->id);
            target.pseudonyms.emplace_back(found->pseudonym());
        } else if (found.error().code != ErrorCode::NotFound) {
            return passOn(found);
        }
        return {};
    };
    if (!order.pseudonym.empty()) {
        // What belongs to nobody in particular has a row in the table as well, and is named by no record.
        if (!isPseudonym(order.pseudonym, 'p') && !isPseudonym(order.pseudonym, 'a')) {
            return fail(ErrorCode::Invalid, "this is no pseudonym of a person or an address", "--pseudonym",
                        "it looks like p-7k3qxw2mbcd45tzn, as query shows it");
        }
        if (auto done = take(table.findByPseudonym(order.pseudonym)); !done) {
            return passOn(done);
        }
    } else {
        std::string scratch;
        const std::string_view address = canonicalAddress(order.subject, scratch);
        for (const auto& [kind, clear] : {std::pair(SubjectKind::Principal, std::string_view(order.subject)),
                                          std::pair(SubjectKind::Address, address)}) {
            if (auto done = take(table.find(kind, clear)); !done) {
                return passOn(done);
            }
        }
    }
    if (target.ids.empty()) {
        return fail(ErrorCode::NotFound, "this data subject never occurred, or was erased already",
                    order.pseudonym.empty() ? "--subject" : order.pseudonym,
                    "the value must be spelt as the source spelt it");
    }
    return target;
}

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return text;
}

// The parts that go, and the entries that have them.
struct Doomed {
    std::map<std::int64_t, Hash> rows;   // of table part
    std::map<std::int64_t, Hash> tail;   // entries
    std::vector<std::uint64_t> entries;  // ascending
    std::uint64_t left = 0;

    [[nodiscard]] std::vector<Hash> digests() const {
        std::set<Hash> all;
        for (const auto& [id, digest] : rows) all.insert(digest);
        for (const auto& [entry, digest] : tail) all.insert(digest);
        return {all.begin(), all.end()};
    }
};

using IsOwner = std::function<bool(std::string_view id)>;

std::unexpected<Error> stopped() {
    return fail(ErrorCode::Cancelled, "the erasure was stopped before it began; nothing is erased");
}

// Tells whoever waits how far a pass over the parts has come, now and then.
class SearchWatch {
public:
    SearchWatch(const ErasureOrder& order, Database& database) : m_order(order) {
        if (m_order.searching) {
            m_total = static_cast<std::uint64_t>(database.integer("SELECT ifnull(max(id), 0) FROM part").value_or(0));
        }
    }
    // Cancelled when it shall go no further.
    Result<void> at(std::int64_t row) {
        if (!m_order.searching || m_seen++ % kEvery != 0) {
            return {};
        }
        // The tail counts as the end of it.
        const auto done = std::min(static_cast<std::uint64_t>(std::max<std::int64_t>(0, row)), m_total);
        return m_order.searching(done, m_total) ? Result<void>{} : stopped();
    }

private:
    static constexpr std::uint64_t kEvery = 64;
    const ErasureOrder& m_order;
    std::uint64_t m_total = 0;
    std::uint64_t m_seen = 0;
};
using Look = std::function<Result<void>(std::int64_t row)>;

// Rows whose part belongs to one of the subjects.
Result<void> collectOwn(Database& database, const IsOwner& isOwner, bool tail, std::map<std::int64_t, Hash>& out,
                        const Look& look = {}) {
    const std::string_view sql = !tail ? "SELECT id, data FROM part WHERE length(data) > 0 ORDER BY id"
                                       : "SELECT entry, part FROM tail WHERE length(part) > 0 ORDER BY entry";
    return forEachRow(database, sql, [&](const Statement& row) -> Result<void> {
        const std::string_view part = row.text(1);
        if (part.size() > 17 && isOwner(part.substr(1, 16))) {
            out.emplace(row.integer(0), sha256(part));
        }
        return look ? look(row.integer(0)) : Result<void>{};
    });
}

// Parts of others in records that carry the subject's pseudonym.
Result<void> collectShared(Reader& reader, const Target& target, const std::set<std::string>& ids,
                           std::set<Hash>& digests) {
    for (const TextColumn column : {TextColumn::Principal, TextColumn::Client}) {
        Filter filter;
        filter.texts.emplace_back(column, target.pseudonyms);
        std::vector<std::uint64_t> entries;
        auto scanned = reader.scan(filter, ColumnSet(), [&](const Row& row) {
            entries.push_back(row.entry);
            return true;
        });
        if (!scanned) {
            return scanned;
        }
        for (const std::uint64_t entry : entries) {
            auto part = reader.sealedPart(entry);
            if (!part && part.error().code == ErrorCode::NotFound) {
                continue;
            }
            if (!part) {
                return passOn(part);
            }
            if (part->size() > 17 && !ids.contains(part->substr(1, 16))) {
                digests.insert(sha256(*part));
            }
        }
    }
    return {};
}

Result<void> collectByDigest(Database& database, const std::set<Hash>& digests, Doomed& out, const Look& look) {
    for (const std::string_view sql : {"SELECT id, data FROM part", "SELECT entry, part FROM tail"}) {
        auto& into = sql.ends_with("part") && sql.starts_with("SELECT id") ? out.rows : out.tail;
        auto done = forEachRow(database, sql, [&](const Statement& row) -> Result<void> {
            if (const Hash digest = sha256(row.text(1)); !row.text(1).empty() && digests.contains(digest)) {
                into.emplace(row.integer(0), digest);
            }
            return look(row.integer(0));
        });
        if (!done) {
            return done;
        }
    }
    return {};
}

// Entries of blocks that use one of the rows, and those of the tail.
Result<void> collectEntries(Database& database, Doomed& doomed) {
    if (!doomed.rows.empty()) {
        const auto take = [&](const Statement& row) -> Result<void> {
            auto index = decodePartIndex(row.text(1), kBlockEvents);
            if (!index) {
                return passOn(index);
            }
            const std::uint64_t first = static_cast<std::uint64_t>(row.integer(0)) * kBlockEvents;
            for (std::size_t i = 0; i < index->size(); ++i) {
                if ((*index)[i] != 0 && doomed.rows.contains((*index)[i] - 1)) {
                    doomed.entries.push_back(first + i);
                }
            }
            return {};
        };
        if (auto done = forEachRow(database, "SELECT id, parts FROM block_records ORDER BY id", take); !done) {
            return done;
        }
    }
    for (const auto& [entry, digest] : doomed.tail) {
        doomed.entries.push_back(static_cast<std::uint64_t>(entry));
    }
    return {};
}

// Denied when a hold in force covers a record that would lose its part.
Result<void> checkHolds(Reader& reader, const std::vector<std::uint64_t>& entries) {
    if (entries.empty()) {
        return {};
    }
    Result<void> allowed;
    auto looked = forEachHeld(reader, entries.front(), entries.back() + 1, [&](const Hold& hold, std::uint64_t entry) {
        if (std::ranges::binary_search(entries, entry)) {
            allowed = fail(
                ErrorCode::Denied,
                fmt::format("the legal hold {} covers entry {}, whose data would be erased", holdText(hold), entry),
                hold.id, "release the hold first: vedettectl hold STORE release " + hold.id);
        }
        return allowed.has_value();
    });
    return looked ? allowed : looked;
}

// Denied in a store with accounts unless two people agreed on this very erasure.
Result<void> checkAgreed(Reader& reader, std::uint64_t entry, const Certificate& certificate) {
    auto people = PeopleLog::load(reader);
    if (!people) {
        return passOn(people);
    }
    std::vector<std::string> subjects;
    for (const Hash& subject : certificate.subjects) {
        subjects.push_back(toHex(subject));
    }
    if (auto wrong = people->mayNotErase(entry, certificate.actor, certificate.reason, subjects)) {
        return fail(ErrorCode::Denied, "not erased: " + *wrong, {},
                    "one person asks for it and another confirms: see vedettectl erase --help");
    }
    return {};
}

Result<void> emptyRows(Database& database, const Doomed& doomed) {
    auto part = database.prepare("UPDATE part SET data = x'' WHERE id = ?");
    auto tail = database.prepare("UPDATE tail SET part = x'' WHERE entry = ?");
    if (!part || !tail) {
        return passOn(!part ? part : tail);
    }
    const auto run = [](Statement& statement, const std::map<std::int64_t, Hash>& rows) -> Result<void> {
        for (const auto& [id, digest] : rows) {
            statement.bind(1, id);
            if (auto done = statement.run(); !done) {
                return done;
            }
        }
        return {};
    };
    if (auto done = run(*part, doomed.rows); !done) {
        return done;
    }
    return run(*tail, doomed.tail);
}

// What stands at the head of each part of the subjects; random, so that it stands nowhere else.
std::vector<std::string> needlesOf(const std::vector<SubjectId>& ids) {
    std::vector<std::string> needles;
    for (const SubjectId& id : ids) {
        needles.emplace_back(viewOf(id));
    }
    return needles;
}

// Everything within the write transaction; the caller commits. `again`: only when there is something to do.
Result<Erasure> eraseParts(const std::filesystem::path& folder, Writer& writer, const StoreKeys& keys,
                           const Target& target, const ErasureOrder& order, const Clock& clock, bool again) {
    Database& database = writer.connection();
    auto earlier = readCertificates(database, keys.chain);
    if (!earlier) {
        return passOn(earlier);
    }
    std::set<std::string> ids;
    for (const SubjectId& id : target.ids) {
        ids.emplace(viewOf(id));
    }
    // Also those of subjects erased before: a batch that was sealed by then may have been committed after.
    std::set<Hash> before;
    for (const Certificate& c : *earlier) {
        before.insert(c.subjectIds.begin(), c.subjectIds.end());
    }
    const IsOwner isOwner = [&](std::string_view id) {
        return ids.contains(std::string(id)) || (!before.empty() && before.contains(sha256(id)));
    };
    SearchWatch watch(order, database);
    // What is cleared away after an erasure is no search that anybody could stop.
    const Look look = [&](std::int64_t row) { return again ? Result<void>{} : watch.at(row); };
    Doomed doomed;
    if (auto done = collectOwn(database, isOwner, false, doomed.rows, look); !done) {
        return passOn(done);
    }
    if (auto done = collectOwn(database, isOwner, true, doomed.tail, look); !done) {
        return passOn(done);
    }
    if (again && doomed.rows.empty() && doomed.tail.empty()) {
        return fail(ErrorCode::NotFound, "nothing was left");
    }
    // Nobody can append while we hold the lock, so a reader of its own sees what we see.
    auto reader = Reader::open(folder);
    if (!reader) {
        return passOn(reader);
    }
    std::set<Hash> shared;
    if (auto done = collectShared(**reader, target, ids, shared); !done) {
        return passOn(done);
    }
    if (order.shared) {
        if (auto done = collectByDigest(database, shared, doomed, look); !done) {
            return passOn(done);
        }
    }
    if (auto done = collectEntries(database, doomed); !done) {
        return passOn(done);
    }
    auto allowed = checkReleases(folder, **reader);
    if (allowed) {
        allowed = checkHolds(**reader, doomed.entries);
    }
    if (!allowed) {
        return passOn(allowed);
    }
    Certificate certificate;
    certificate.kind = CertificateKind::Erasure;
    certificate.time = clock.now();
    certificate.actor = order.actor;
    certificate.reason = redact(order.reason, detect(order.reason));  // stays for ever
    certificate.parts = doomed.digests();
    certificate.subjects = sortedHashes(target.pseudonyms);
    certificate.subjectIds = sortedHashes({ids.begin(), ids.end()});
    certificate.records = doomed.entries.size();
    if (auto agreed = checkAgreed(**reader, writer.nextEntry(), certificate); !agreed) {
        return passOn(agreed);
    }
    if (auto done = emptyRows(database, doomed); !done) {
        return passOn(done);
    }
    auto issued = issueCertificate(writer, keys, std::move(certificate));
    if (!issued) {
        return passOn(issued);
    }
    return Erasure{std::move(*issued), order.shared ? 0 : shared.size(), {}};
}

// What was sealed and committed between the erasure and the end of the key. A certificate of its own, so that the first
// one stays as it was given out.
Result<void> eraseLate(const std::filesystem::path& folder, Writer& writer, const StoreKeys& keys, const Target& target,
                       const ErasureOrder& order, const Clock& clock) {
    if (auto begun = writer.begin(); !begun) {
        return begun;
    }
    auto late = eraseParts(folder, writer, keys, target, order, clock, true);
    if (!late) {
        writer.rollback();
        return late.error().code == ErrorCode::NotFound ? Result<void>{} : Result<void>(passOn(late));
    }
    auto done = writer.commit();
    return done ? Result<void>{} : Result<void>(passOn(done));
}

}  // namespace

Result<void> checkErasureWords(const ErasureOrder& order) {
    if (order.reason.empty()) {
        return fail(ErrorCode::Invalid, "an erasure needs a reason", "--reason",
                    "for example the ticket of the request");
    }
    if (!order.subject.empty() && lowered(order.reason).find(lowered(order.subject)) != std::string::npos) {
        return fail(ErrorCode::Invalid, "the reason names the data subject, and stays in the log for ever", "--reason",
                    "name a ticket instead");
    }
    if (order.subject.empty() == order.pseudonym.empty()) {
        return fail(ErrorCode::Invalid, "an erasure needs a clear value or a pseudonym", "--subject");
    }
    return {};
}

Result<Erasure> eraseSubject(const std::filesystem::path& folder, const ErasureOrder& order, const Clock& clock) {
    if (auto good = checkErasureWords(order); !good) {
        return passOn(good);
    }
    auto table = openSubjectTable(folder);
    if (!table) {
        return passOn(table);
    }
    auto keys = readStoreKeys(folder);
    if (!keys) {
        return passOn(keys);
    }
    auto writer = Writer::open(folder, clock);
    if (!writer) {
        return passOn(writer);
    }
    auto target = findTarget(**table, order);
    if (!target) {
        return passOn(target);
    }
    if (auto begun = (*writer)->begin(); !begun) {
        return passOn(begun);
    }
    auto erased = eraseParts(folder, **writer, *keys, *target, order, clock, false);
    if (erased && order.begins && !order.begins()) {
        erased = stopped();
    }
    auto noted = erased ? (*table)->noteErasure(target->ids) : Result<void>{};
    if (!erased || !noted) {
        (*writer)->rollback();
        return erased ? Result<Erasure>(passOn(noted)) : erased;
    }
    if (auto done = (*writer)->commit(); !done) {
        return passOn(done);
    }
    // From here on it has happened; what fails now is done by the next writer.
    Result<void> rest = (*table)->erase(target->ids);
    if (rest) {
        rest = eraseLate(folder, **writer, *keys, *target, order, clock);
    }
    auto database = openStoreDatabase(folder, Database::Mode::ReadWrite);
    if (rest && !database) {
        rest = passOn(database);
    }
    if (rest) {
        database->setBusyTimeout(std::chrono::seconds(30));
        rest = finishErasures(folder, *database, keys->chain);
    }
    if (!rest) {
        erased->unfinished = rest.error();
    }
    return erased;
}

Result<void> finishErasures(const std::filesystem::path& folder, Database& database, const KeyChain& keys) {
    auto table = openSubjectTable(folder);
    if (!table) {
        return passOn(table);
    }
    auto noted = (*table)->notedErasures();
    if (!noted || noted->empty()) {
        return noted ? Result<void>{} : Result<void>(passOn(noted));
    }
    auto certificates = readCertificates(database, keys);
    if (!certificates) {
        return passOn(certificates);
    }
    std::set<Hash> certified;
    for (const Certificate& c : *certificates) {
        certified.insert(c.subjectIds.begin(), c.subjectIds.end());
    }
    // One that has no certificate was interrupted before anything was done; its note does no harm.
    std::erase_if(*noted, [&](const SubjectId& id) { return !certified.contains(sha256(viewOf(id))); });
    if (noted->empty()) {
        return {};
    }
    if (auto done = (*table)->erase(*noted); !done) {
        return done;
    }
    // A part committed late is no old copy: nobody can open it, and the next erasure takes it.
    std::vector<SubjectId> wiped = *noted;
    const auto isLate = [&](const SubjectId& id) {
        std::map<std::int64_t, Hash> live;
        const IsOwner owns = [&](std::string_view owner) { return owner == viewOf(id); };
        return !collectOwn(database, owns, false, live) || !collectOwn(database, owns, true, live) || !live.empty();
    };
    std::erase_if(wiped, isLate);
    if (auto done = wipe(database, StorePaths(folder).database, needlesOf(wiped)); !done) {
        return done;
    }
    return (*table)->dropNotes(*noted);
}

}  // namespace vedette
