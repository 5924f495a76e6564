// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/restore_apply.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <set>

#include "core/base/file.h"
#include "core/store/anchor.h"
#include "core/store/block.h"
#include "core/store/forget_blocks.h"
#include "core/store/forget_space.h"
#include "core/store/log_state.h"
#include "core/store/merkle.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeadOfPart = 17;  // version and subject id

std::unexpected<Error> otherLog(std::string what, std::string where) {
    return fail(ErrorCode::Conflict, std::move(what), std::move(where),
                "give the certificates and the store this backup was taken from");
}

Result<void> take(Certificate certificate, std::uint64_t size, std::uint64_t newest, const std::string& where,
                  LaterState& out) {
    if (certificate.id <= newest) {
        return {};
    }
    if (certificate.entry < size) {
        return otherLog(
            fmt::format("certificate {} belongs to a log that is not a later state of this one", certificate.id),
            where);
    }
    out.known = std::max(out.known, certificate.entry + 1);
    const std::uint64_t id = certificate.id;
    const std::uint64_t entry = certificate.entry;
    const auto [place, isNew] = out.certificates.try_emplace(id, LaterCertificate{std::move(certificate), {}});
    if (!isNew && place->second.certificate.entry != entry) {
        return otherLog(fmt::format("there are two different certificates {}", id), where);
    }
    return {};
}

Result<void> readLiving(const fs::path& living, KeyChain& keys, std::uint64_t size, std::uint64_t newest,
                        LaterState& out) {
    auto database = openStoreDatabase(living, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    if (auto begun = database->exec("BEGIN"); !begun) {
        return begun;
    }
    // It may have had further keys since; the one that is trusted leads to them.
    auto chain = KeyChain::read(*database, keys.trusted());
    if (!chain) {
        return passOn(chain);
    }
    keys = std::move(*chain);
    auto head = readHead(*database, keys);
    auto certificates = head ? readCertificates(*database, keys) : Result<std::vector<Certificate>>(passOn(head));
    if (!certificates) {
        certificates.error().where = living.string();
        return passOn(certificates);
    }
    if (head->size < size) {
        return otherLog(fmt::format("this store has {} entries, the backup {}: it is the older one", head->size, size),
                        living.string());
    }
    for (Certificate& certificate : *certificates) {
        if (auto taken = take(std::move(certificate), size, newest, living.string(), out); !taken) {
            return taken;
        }
    }
    auto walked = forEachRow(*database, "SELECT certificate, entry, leaf FROM forgotten", [&](const Statement& row) {
        const auto found = out.certificates.find(static_cast<std::uint64_t>(row.integer(0)));
        Hash leaf{};
        if (found != out.certificates.end() && row.text(2).size() == leaf.size()) {
            std::ranges::copy(row.text(2), leaf.begin());
            found->second.forgotten.emplace(static_cast<std::uint64_t>(row.integer(1)), leaf);
        }
        return Result<void>{};
    });
    out.known = std::max(out.known, head->size);
    out.all = walked.has_value();
    return walked;
}

Result<void> readFileOf(const fs::path& file, const KeyChain& keys, std::uint64_t size, std::uint64_t newest,
                        LaterState& out) {
    auto text = readFile(file);
    if (!text) {
        return passOn(text);
    }
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string_view body;
    if (parser.parse(text->data(), text->size()).get(root) != simdjson::SUCCESS ||
        root["signed"].get(body) != simdjson::SUCCESS) {
        return fail(ErrorCode::Corrupt, "this is no certificate", file.string(),
                    "give the files that erase and retention have written");
    }
    auto certificate = openCertificate(body, keys);
    if (!certificate) {
        certificate.error().where = file.string();
        return passOn(certificate);
    }
    return take(std::move(*certificate), size, newest, file.string(), out);
}

Result<void> readCertificatePath(const fs::path& path, const KeyChain& keys, std::uint64_t size, std::uint64_t newest,
                                 LaterState& out) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        return readFileOf(path, keys, size, newest, out);
    }
    for (const auto& entry : fs::directory_iterator(path, error)) {
        if (entry.path().extension() != ".json") {
            continue;
        }
        if (auto done = readFileOf(entry.path(), keys, size, newest, out); !done) {
            return done;
        }
    }
    return {};
}

Result<void> readAnchors(const fs::path& file, const KeyChain& keys, LaterState& out) {
    auto text = readFile(file, SIZE_MAX);
    if (!text) {
        return passOn(text);
    }
    for (const std::string_view note : splitAnchors(*text).notes) {
        auto checkpoint = openCheckpoint(note, keys);
        if (!checkpoint) {
            checkpoint.error().where = file.string();
            return passOn(checkpoint);
        }
        out.known = std::max(out.known, checkpoint->size);
    }
    return {};
}

// The entries a certificate names, if they can be told at all: as the later store has them, or all from first to last.
bool namesEach(const LaterCertificate& later) {
    const Certificate& c = later.certificate;
    if (later.forgotten.empty()) {
        return c.count == c.last - c.first + 1;
    }
    Hash chain{};
    for (const auto& [entry, leaf] : later.forgotten) {
        chain = chainOn(chain, entry, leaf);
    }
    return later.forgotten.size() == c.count && chain == c.chain;
}

// Rows of `part` or of the tail that the certificate took.
struct Taken {
    std::set<std::int64_t> rows;
    std::set<std::int64_t> tail;
    std::set<Hash> digests;
};

Result<std::uint64_t> recordsOf(Database& database, const Taken& taken) {
    std::uint64_t records = taken.tail.size();
    auto walked = forEachRow(
        database, "SELECT parts FROM block_records WHERE length(parts) > 0", [&](const Statement& row) -> Result<void> {
            auto index = decodePartIndex(row.text(0), kBlockEvents);
            if (!index) {
                return passOn(index);
            }
            records += static_cast<std::uint64_t>(
                std::ranges::count_if(*index, [&](std::int64_t n) { return n != 0 && taken.rows.contains(n - 1); }));
            return {};
        });
    return walked ? Result<std::uint64_t>(records) : Result<std::uint64_t>(passOn(walked));
}

Result<void> emptyEach(Database& database, std::string_view sql, const std::set<std::int64_t>& rows) {
    auto statement = database.prepare(sql);
    for (const std::int64_t id : rows) {
        auto done = statement ? statement->bind(1, id).run() : Result<void>(passOn(statement));
        if (!done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Result<LaterState> readLaterState(const RestoreOrder& order, KeyChain keys, std::uint64_t size, std::uint64_t newest) {
    LaterState out;
    out.known = size;
    if (!order.living.empty()) {
        if (auto read = readLiving(order.living, keys, size, newest, out); !read) {
            return passOn(read);
        }
    }
    for (const fs::path& path : order.certificates) {
        if (auto read = readCertificatePath(path, keys, size, newest, out); !read) {
            return passOn(read);
        }
    }
    const std::uint64_t living = out.known;
    for (const fs::path& file : order.anchors) {
        if (auto read = readAnchors(file, keys, out); !read) {
            return passOn(read);
        }
    }
    // The living store may itself have been put back: then the anchors know of more than it does.
    out.all = out.all && out.known == living;
    return out;
}

Result<AppliedAgain> CertificateApplier::apply(const LaterCertificate& later) {
    AppliedAgain out;
    out.certificate = later.certificate.id;
    out.entry = later.certificate.entry;
    out.kind = later.certificate.kind;
    auto writer = Writer::open(m_folder, m_clock);
    if (!writer) {
        return passOn(writer);
    }
    if (auto begun = (*writer)->begin(); !begun) {
        return passOn(begun);
    }
    auto done =
        out.kind == CertificateKind::Erasure ? erase(**writer, later.certificate, out) : forget(**writer, later, out);
    if (!done || out.now == 0) {
        (*writer)->rollback();
        return done ? Result<AppliedAgain>(std::move(out)) : Result<AppliedAgain>(passOn(done));
    }
    if (auto kept = (*writer)->commit(); !kept) {
        return passOn(kept);
    }
    return out;
}

Result<void> CertificateApplier::issue(Writer& writer, Certificate next, const Certificate& old, AppliedAgain& out) {
    next.kind = old.kind;
    next.time = m_clock.now();
    next.actor = old.actor;
    next.reason = fmt::format("certificate {} of {} (entry {}), applied again after a restore: {}", old.id,
                              formatTime(old.time).substr(0, 10), old.entry, old.reason);
    auto issued = issueCertificate(writer, m_keys, std::move(next));
    if (!issued) {
        return passOn(issued);
    }
    out.now = issued->certificate.id;
    return {};
}

// By the subjects and by the digests: a part of somebody else that names the subject may have gone with it.
Result<void> CertificateApplier::erase(Writer& writer, const Certificate& old, AppliedAgain& out) {
    Database& database = writer.connection();
    Taken taken;
    const auto look = [&](std::set<std::int64_t>& into) {
        return [&](const Statement& row) {
            const std::string_view part = row.text(1);
            const std::string_view id = part.substr(std::min<std::size_t>(1, part.size()), kHeadOfPart - 1);
            const Hash digest = sha256(part);
            const bool own = id.size() == kHeadOfPart - 1 && std::ranges::binary_search(old.subjectIds, sha256(id));
            if (own || std::ranges::binary_search(old.parts, digest)) {
                into.insert(row.integer(0));
                taken.digests.insert(digest);
                // The nonce is of this part alone; the id of its owner may live on.
                m_needles.emplace_back(own ? id : part.substr(std::min(kHeadOfPart, part.size())));
            }
            return Result<void>{};
        };
    };
    auto found = forEachRow(database, "SELECT id, data FROM part WHERE length(data) > 0", look(taken.rows));
    if (found) {
        found = forEachRow(database, "SELECT entry, part FROM tail WHERE length(part) > 0", look(taken.tail));
    }
    if (!found) {
        return found;
    }
    auto table = openSubjectTable(m_folder);
    auto ids = table ? (*table)->ids() : Result<std::vector<SubjectId>>(passOn(table));
    if (!ids) {
        return passOn(ids);
    }
    for (const SubjectId& id : *ids) {
        const std::string_view bytes(reinterpret_cast<const char*>(id.data()), id.size());
        if (std::ranges::binary_search(old.subjectIds, sha256(bytes))) {
            m_subjects.push_back(id);
        }
    }
    if (taken.digests.empty()) {
        return {};
    }
    auto records = recordsOf(database, taken);
    auto emptied = records ? emptyEach(database, "UPDATE part SET data = x'' WHERE id = ?", taken.rows)
                           : Result<void>(passOn(records));
    if (emptied) {
        emptied = emptyEach(database, "UPDATE tail SET part = x'' WHERE entry = ?", taken.tail);
    }
    if (!emptied) {
        return emptied;
    }
    Certificate next;
    next.parts.assign(taken.digests.begin(), taken.digests.end());
    next.subjects = old.subjects;
    next.subjectIds = old.subjectIds;
    next.records = out.records = *records;
    return issue(writer, std::move(next), old, out);
}

Result<void> CertificateApplier::forget(Writer& writer, const LaterCertificate& later, AppliedAgain& out) {
    const Certificate& old = later.certificate;
    if (!namesEach(later)) {
        out.open = "the certificate does not name its records one by one, and the store that does was not given";
        return {};
    }
    Database& database = writer.connection();
    auto newest = newestCertificate(database);
    auto blocks = database.integer("SELECT coalesce(max(id), -1) + 1 FROM block");
    if (!newest || !blocks) {
        return passOn(newest ? blocks : newest);
    }
    BlockForgetter forgetter(database, *newest + 1);
    bool other = false;
    const auto goes = [&](std::uint64_t entry, std::string_view record, const Columns&) {
        if (later.forgotten.empty()) {
            return entry >= old.first && entry <= old.last;
        }
        const auto wanted = later.forgotten.find(entry);
        const bool named = wanted != later.forgotten.end();
        other = other || (named && leafHash(record) != wanted->second);
        return named;
    };
    const std::uint64_t end = std::min(static_cast<std::uint64_t>(*blocks), old.last / kBlockEvents + 1);
    for (std::uint64_t id = old.first / kBlockEvents; id < end; ++id) {
        auto state = database.integer(fmt::format("SELECT state FROM block WHERE id = {}", id));
        auto done = !state                                                       ? Result<void>(passOn(state))
                    : *state == static_cast<std::int64_t>(BlockState::Forgotten) ? Result<void>{}
                                                                                 : forgetter.block(id, goes);
        if (!done) {
            return done;
        }
    }
    Certificate next;
    forgetter.describe(next);
    if (later.forgotten.empty() && next.chain != old.chain) {
        out.open = "some of its records lie after the end of the backup's whole blocks, so it cannot be checked";
        return {};
    }
    if (other) {
        return otherLog(fmt::format("certificate {} forgot other records than this backup has", old.id), "certificate");
    }
    // What the backup still has in its tail cannot be forgotten before its block is full; what it never had need not.
    const auto inTail = std::ranges::count_if(later.forgotten, [&](const auto& row) {
        return row.first >= static_cast<std::uint64_t>(*blocks) * kBlockEvents && row.first < m_size;
    });
    if (inTail > 0) {
        out.open = "some of its records lie in the last block, which is not full yet; the next retention takes them";
    }
    if (next.count == 0) {
        return {};
    }
    if (auto settled = forgetter.settle(); !settled) {
        return settled;
    }
    m_forgot = true;
    out.records = next.count;
    next.policy = old.policy;
    return issue(writer, std::move(next), old, out);
}

Result<void> CertificateApplier::finish() {
    if (!m_subjects.empty()) {
        auto table = openSubjectTable(m_folder);
        auto done = table ? (*table)->erase(m_subjects) : Result<void>(passOn(table));
        if (!done) {
            return done;
        }
    }
    auto database = openStoreDatabase(m_folder, Database::Mode::ReadWrite);
    if (!database) {
        return passOn(database);
    }
    std::ranges::sort(m_needles);
    m_needles.erase(std::ranges::unique(m_needles).begin(), m_needles.end());
    if (m_forgot) {
        if (auto done = shrink(*database); !done) {
            return done;
        }
    }
    return wipe(*database, StorePaths(m_folder).database, m_needles);
}

}  // namespace vedette
