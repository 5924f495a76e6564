// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/verify_since.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "core/base/file.h"
#include "core/store/log_state.h"
#include "core/store/merkle.h"
#include "core/store/verify_state.h"

namespace vedette {

namespace {

using namespace verifying;

class SinceCheck {
public:
    SinceCheck(const std::filesystem::path& folder, const std::string& name, const SinceOptions& options)
        : m_paths(folder), m_name(name), m_options(options) {}

    Result<SinceReport> run(std::string_view note);

private:
    Result<void> open();
    Result<void> believe();
    void want();
    Result<void> readBlocks();
    void fold();
    void compare();
    void judge();
    void note(std::string what) { m_damage.add(Place::Anchor, 1, m_name, std::move(what)); }
    [[nodiscard]] bool stopped() const { return m_options.stop.stop_requested() || m_damage.failed(); }
    [[nodiscard]] std::uint64_t firstBlock() const { return m_report.kept.size / kBlockEvents; }

    StorePaths m_paths;
    std::string m_name;
    const SinceOptions& m_options;
    Database m_database;
    VerifierKey m_key;
    KeyChain m_keys;
    Snapshot m_snapshot;
    DamageList m_damage;
    Derived m_derived;
    std::vector<Hash> m_blockRoots;
    std::vector<Hash> m_tailLeaves;
    std::map<std::uint64_t, Hash> m_roots;  // of the sizes that are wanted
    SinceReport m_report;
};

// One transaction for all of it.
Result<void> SinceCheck::open() {
    auto text = m_options.key.empty() ? readFile(m_paths.verifier, 4096) : Result<std::string>(m_options.key);
    auto key = text ? VerifierKey::parse(*text) : Result<VerifierKey>(passOn(text));
    if (!key) {
        return passOn(key);
    }
    m_key = std::move(*key);
    auto database = openStoreDatabase(m_paths.folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    m_database = std::move(*database);
    if (auto begun = m_database.exec("BEGIN"); !begun) {
        return begun;
    }
    auto format = m_database.integer("PRAGMA user_version");
    auto keys = format ? KeyChain::read(m_database, m_key) : Result<KeyChain>(passOn(format));
    if (!keys) {
        return passOn(keys);
    }
    m_keys = std::move(*keys);
    m_snapshot.database = m_paths.database;
    m_snapshot.format = *format;
    return {};
}

// Whether a key of the log signed the checkpoint, and may be believed that it did.
Result<void> SinceCheck::believe() {
    const Checkpoint& kept = m_report.kept;
    if (kept.origin != m_keys.name()) {
        return fail(ErrorCode::Invalid, fmt::format("the checkpoint is of another log: {}", kept.origin), m_name,
                    fmt::format("give one of {}", m_keys.name()));
    }
    const auto extension = extensionOf(kept);
    m_report.signedAt = extension ? std::optional(extension->time) : std::nullopt;
    if (auto opened = openCheckpoint(kept.note, m_keys); !opened) {
        note(std::move(opened.error().what));
        return {};
    }
    const KeySpan& span = m_keys.at(kept.size);
    if (span.revoked && (!m_report.signedAt || *m_report.signedAt >= *span.revoked)) {
        note(fmt::format("it is signed by key {:08x}, of which nothing is believed from {} on", span.key.id,
                         formatTime(*span.revoked)));
        return {};
    }
    m_report.signedBy = span.key.text();
    return {};
}

// The sizes whose roots are compared: the checkpoint's, and those of the checkpoints after it.
void SinceCheck::want() {
    const auto add = [this](std::uint64_t size) {
        m_roots.emplace(size, Hash{});
        if (size % kBlockEvents != 0) {
            m_snapshot.partialSizes.push_back(size);
        }
    };
    if (m_report.kept.size <= m_snapshot.size) {
        add(m_report.kept.size);
    }
    for (const CheckpointRow& row : m_snapshot.checkpoints) {
        if (row.size >= firstBlock() * kBlockEvents && row.size != m_report.kept.size) {
            add(row.size);
        }
    }
    std::ranges::sort(m_snapshot.partialSizes);
}

Result<void> SinceCheck::readBlocks() {
    SegmentCheck check(m_snapshot, m_damage, m_derived);
    if (auto opened = check.open(m_database); !opened) {
        return opened;
    }
    const auto& heads = m_snapshot.blocks;
    auto first = std::ranges::lower_bound(heads, firstBlock(), {}, &BlockHead::id);
    while (first != heads.end() && !stopped()) {
        const std::uint64_t segment = first->id / kSegmentBlocks;
        const auto last = std::ranges::lower_bound(heads, (segment + 1) * kSegmentBlocks, {}, &BlockHead::id);
        check.check(segment, {first, last}, [this] { return stopped(); });
        first = last;
    }
    checkTail(m_database, m_snapshot, m_damage, m_derived, m_tailLeaves);
    return {};
}

// Of blocks that were not read the roots as they stand: together they must give the root that was signed, so none can
// be another one.
void SinceCheck::fold() {
    std::map<std::uint64_t, Hash> read(m_derived.roots.begin(), m_derived.roots.end());
    for (const BlockHead& head : m_snapshot.blocks) {
        if (head.id != m_blockRoots.size()) {
            break;
        }
        const auto found = read.find(head.id);
        m_blockRoots.push_back(found != read.end() ? found->second : head.root);
    }
    Frontier frontier;
    std::uint64_t blocks = 0;
    std::map<std::uint64_t, Hash> known;
    for (const auto& [size, none] : m_roots) {
        const std::uint64_t whole = size / kBlockEvents;
        if (whole > m_blockRoots.size()) {
            break;
        }
        for (; blocks < whole; ++blocks) {
            frontier.append(kBlockLevel, m_blockRoots[blocks]);
        }
        if (size % kBlockEvents == 0) {
            known[size] = frontier.root();
        } else if (const auto rest = m_derived.partialRoots.find(size); rest != m_derived.partialRoots.end()) {
            known[size] = frontier.rootWith(rest->second);
        }
    }
    m_roots = std::move(known);
}

void SinceCheck::compare() {
    const Checkpoint& kept = m_report.kept;
    if (kept.size > m_snapshot.size) {
        note(fmt::format("it remembers {} entries, the store has {}: the store was rolled back or truncated", kept.size,
                         m_snapshot.size));
    } else if (const auto root = m_roots.find(kept.size); root == m_roots.end()) {
        note("the entries it attests are not all there");
    } else if (root->second != kept.root) {
        note(fmt::format("the first {} entries are not those it attests: the log was forked", kept.size));
    } else {
        m_report.continues = true;
    }
}

void SinceCheck::judge() {
    const std::uint64_t from = firstBlock() * kBlockEvents;
    readPeople(m_database, m_key.name, m_snapshot);
    m_derived.people = m_snapshot.people.get();
    if (auto read = readBlocks(); !read) {
        m_damage.take(std::move(read.error()), Place::Database, 0, "database");
        return;
    }
    fold();
    compare();
    checkNodes(m_database, m_blockRoots, m_damage);
    Checkpoint head;
    checkCheckpoints(m_snapshot, m_keys, m_roots, from, 1, m_damage, head);
    // Changes of keys before are in the chain, whose signatures hold; entries that name them were not read.
    std::erase_if(m_snapshot.checkpoints, [from](const CheckpointRow& row) { return row.size <= from; });
    VerifyReport keys;
    checkKeys(m_keys, !m_options.key.empty(), m_snapshot, m_derived, m_damage, keys);
    m_report.readFrom = from;
    m_report.verified = m_derived.verified;
    m_report.forgotten = m_derived.forgotten;
}

Result<SinceReport> SinceCheck::run(std::string_view note) {
    const auto start = std::chrono::steady_clock::now();
    auto parsed = parseCheckpoint(note);
    if (!parsed) {
        return fail(ErrorCode::Invalid, std::move(parsed.error().what), m_name, "give a signed checkpoint of this log");
    }
    m_report.kept = std::move(*parsed);
    if (auto opened = open(); !opened) {
        return passOn(opened);
    }
    if (auto believed = believe(); !believed) {
        return passOn(believed);
    }
    readSnapshot(m_database, m_keys, m_snapshot, m_damage);
    want();
    m_report.entries = m_snapshot.size;
    // From what nobody of the log signed, nothing follows.
    if (!m_report.signedBy.empty() && m_report.kept.size <= m_snapshot.size) {
        judge();
    } else if (!m_report.signedBy.empty()) {
        compare();
    }
    if (m_options.stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "the check was stopped", m_paths.folder.string());
    }
    if (auto failure = m_damage.failure()) {
        return std::unexpected(std::move(*failure));
    }
    VerifyReport shown;
    m_damage.moveTo(shown);
    m_report.damage = std::move(shown.damage);
    std::ranges::stable_partition(m_report.damage, [this](const Damage& d) { return d.place == m_name; });
    m_report.damageCount = shown.damageCount;
    m_report.holds = m_report.damageCount == 0 && m_report.continues &&
                     m_report.verified + m_report.forgotten == m_report.entries - m_report.readFrom;
    m_report.took = std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - start);
    return std::move(m_report);
}

}  // namespace

Result<SinceReport> verifySince(const std::filesystem::path& folder, std::string_view note, const std::string& name,
                                const SinceOptions& options) {
    return SinceCheck(folder, name, options).run(note);
}

}  // namespace vedette
