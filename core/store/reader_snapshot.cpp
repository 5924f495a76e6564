// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader_snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/file.h"
#include "core/store/certificate.h"

namespace vedette {

namespace {

constexpr std::uint64_t kAllBlocks = ~std::uint64_t{0};

}  // namespace

std::unexpected<Error> Snapshot::broken(std::string what, std::string where) const {
    return fail(ErrorCode::Corrupt, std::move(what), std::move(where),
                "run verify on " + m_folder.string() + " to see what is damaged");
}

Result<std::unique_ptr<Snapshot>> Snapshot::open(const std::filesystem::path& folder) {
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    const StorePaths paths(folder);
    auto text = readFile(paths.verifier, 4096);
    if (!text) {
        return fail(ErrorCode::Denied, "cannot read the store's verifier key: " + text.error().what,
                    paths.verifier.string(), "restore keys/verifier; without it nothing read here can be trusted");
    }
    while (!text->empty() && (text->back() == '\n' || text->back() == '\r' || text->back() == ' ')) {
        text->pop_back();
    }
    auto key = VerifierKey::parse(*text);
    if (!key) {
        key.error().where = paths.verifier.string();
        return passOn(key);
    }
    std::unique_ptr<Snapshot> snapshot(new Snapshot);
    snapshot->m_folder = folder;
    snapshot->m_database = std::move(*database);
    snapshot->m_keys = KeyChain(std::move(*key));
    snapshot->m_database.setBusyTimeout(std::chrono::seconds(10));
    if (auto ok = snapshot->prepare(); !ok) {
        return passOn(ok);
    }
    if (auto ok = snapshot->begin(); !ok) {
        return passOn(ok);
    }
    snapshot->end();
    return snapshot;
}

Result<void> Snapshot::prepare() {
    const std::array<std::pair<Statement*, std::string_view>, 11> all = {{
        {&m_begin, "BEGIN"},
        {&m_commit, "COMMIT"},
        {&m_headRow, "SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1"},
        {&m_timeRows, "SELECT id, t0, t1, state, zones FROM block WHERE id >= ? ORDER BY id"},
        {&m_records, "SELECT records, parts FROM block_records WHERE id = ?"},
        {&m_part, "SELECT data FROM part WHERE id = ?"},
        {&m_posting, "SELECT data FROM posting WHERE col = ? AND bucket = ? AND segment = ?"},
        {&m_idOf, "SELECT id FROM dict WHERE col = ? AND value = ?"},
        {&m_valueOf, "SELECT value FROM dict WHERE col = ? AND id = ?"},
        {&m_largest, "SELECT max(id) FROM dict WHERE col = ?"},
        {&m_tailRows, "SELECT entry, record, part FROM tail ORDER BY entry"},
    }};
    for (const auto& [statement, sql] : all) {
        auto made = m_database.prepare(sql);
        if (!made) {
            return passOn(made);
        }
        *statement = std::move(*made);
    }
    // What is read over and over fits; pages of columns go through it once, and more than the processor's own cache
    // holds only makes them slower to read.
    return m_database.exec("PRAGMA cache_size=-4096");
}

Result<void> Snapshot::begin() {
    m_interrupted = false;
    if (auto ok = m_begin.run(); !ok) {
        return ok;
    }
    m_active = true;
    auto ok = readHead();
    if (ok) {
        ok = readTimes();
    }
    if (!ok) {
        end();
    }
    return ok;
}

void Snapshot::end() {
    if (m_active) {
        m_active = false;
        m_columns.close();
        // A read transaction has nothing to lose: whatever COMMIT answers, the next begin() shows what is wrong.
        (void)m_commit.run();
    }
}

void Snapshot::interrupt() {
    m_interrupted = true;
    m_database.interrupt();
}

Result<void> Snapshot::goOn() const {
    if (m_interrupted.load(std::memory_order_relaxed)) {
        return fail(ErrorCode::Cancelled, "the query was stopped", m_folder.string());
    }
    return {};
}

void Snapshot::forget() {
    m_times.clear();
    m_states.clear();
    for (auto& column : m_zones) {
        column.clear();
    }
    for (Texts& texts : m_texts) {
        texts = {};
    }
    m_found.clear();
    m_textArena = std::make_unique<Arena>();
    m_tailOf.clear();
    for (DecodedBlock& d : m_decoded) {
        d.block = ~std::uint64_t{0};
    }
}

// The keys are those of this moment: one that was replaced meanwhile must not open what it signed since.
Result<Checkpoint> Snapshot::openHead(std::string_view note) {
    auto keys = KeyChain::read(m_database, m_keys.trusted());
    if (!keys) {
        return passOn(keys);
    }
    m_keys = std::move(*keys);
    return openCheckpoint(note, m_keys);
}

Result<void> Snapshot::readHead() {
    const Reset reset(m_headRow);
    auto row = m_headRow.step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return broken("the store has no checkpoint", "checkpoint");
    }
    if (m_headRow.text(1) == m_head.note) {
        return {};
    }
    const std::int64_t size = m_headRow.integer(0);
    auto head = openHead(m_headRow.text(1));
    if (!head) {
        head.error().where = fmt::format("checkpoint {}", size);
        return passOn(head);
    }
    if (size < 0 || head->size != static_cast<std::uint64_t>(size)) {
        return broken("the checkpoint stands under another size than it signs", fmt::format("checkpoint {}", size));
    }
    auto newest = newestCertificate(m_database);
    if (!newest) {
        return passOn(newest);
    }
    if (head->size < m_head.size || *newest != m_certificates) {
        forget();  // somebody put an older store in its place, or records were forgotten
    }
    m_certificates = *newest;
    m_head = std::move(*head);
    return {};
}

Result<void> Snapshot::readTimes() {
    const std::uint64_t wanted = blocks();
    if (m_times.size() >= wanted) {
        return {};
    }
    const Reset reset(m_timeRows);
    m_timeRows.bind(1, static_cast<std::int64_t>(m_times.size()));
    while (m_times.size() < wanted) {
        auto row = m_timeRows.step();
        if (!row) {
            return passOn(row);
        }
        if (!*row || m_timeRows.integer(0) != static_cast<std::int64_t>(m_times.size())) {
            return broken("a block is missing", fmt::format("block {}", m_times.size()));
        }
        const Bounds times{m_timeRows.integer(1), m_timeRows.integer(2)};
        const std::string_view zones = m_timeRows.text(4);
        const std::int64_t state = m_timeRows.integer(3);
        if (state == static_cast<std::int64_t>(BlockState::Forgotten)) {
            m_states.push_back(BlockState::Forgotten);
            m_times.emplace_back();
            for (auto& column : m_zones) {
                column.emplace_back();
            }
            continue;
        }
        if (!times.known() || zones.size() != kZonesBytes ||
            (state != static_cast<std::int64_t>(BlockState::Whole) &&
             state != static_cast<std::int64_t>(BlockState::PartlyForgotten))) {
            return broken("the head of a block is damaged", fmt::format("block {}", m_times.size()));
        }
        m_states.push_back(static_cast<BlockState>(state));
        m_times.push_back(times);
        for (std::size_t c = 0; c < kIntColumns; ++c) {
            m_zones[c].push_back({getI64(zones.data() + 16 * c), getI64(zones.data() + 16 * c + 8)});
        }
    }
    return {};
}

Result<void> Snapshot::readTail() {
    m_tail.clear();
    m_tailArena.clear();
    m_tailOf.clear();
    const Reset reset(m_tailRows);
    for (std::uint64_t entry = blocks() * kBlockEvents; entry < size(); ++entry) {
        auto row = m_tailRows.step();
        if (!row) {
            return passOn(row);
        }
        if (!*row || m_tailRows.integer(0) != static_cast<std::int64_t>(entry)) {
            return broken("an entry is missing", fmt::format("entry {}", entry));
        }
        TailRow tail;
        tail.entry = entry;
        tail.record = m_tailArena.copy(m_tailRows.text(1));
        tail.part = m_tailArena.copy(m_tailRows.text(2));
        tail.erased = tail.part.empty() && !m_tailRows.isNull(2);
        auto columns = m_columnReader.read(tail.record);
        if (!columns) {
            columns.error().where = fmt::format("entry {}", entry);
            return passOn(columns);
        }
        tail.columns = *columns;
        for (std::string_view& text : tail.columns.texts) {
            text = m_tailArena.copy(text);
        }
        m_tail.push_back(tail);
    }
    m_tailOf = m_head.note;
    return {};
}

Result<std::span<const TailRow>> Snapshot::tail() {
    if (m_tailOf != m_head.note) {
        if (auto ok = readTail(); !ok) {
            return passOn(ok);
        }
    }
    return std::span<const TailRow>(m_tail);
}

Result<std::string_view> Snapshot::column(std::uint64_t block, std::size_t number) {
    return m_columns.read(m_database, block, number);
}

Result<std::uint64_t> Snapshot::postings(std::size_t column, std::int64_t value, std::uint64_t segment) {
    if (!isPosted(column) || (segment + 1) * kSegmentBlocks > blocks()) {
        return kAllBlocks;
    }
    const std::uint64_t key = postingKey(column, value);
    const std::uint64_t bucket = key / kPostingBucket;
    const Reset reset(m_posting);
    m_posting.bind(1, static_cast<std::int64_t>(column)).bind(2, static_cast<std::int64_t>(bucket));
    m_posting.bind(3, static_cast<std::int64_t>(segment));
    auto row = m_posting.step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return std::uint64_t{0};
    }
    auto mask = postingMask(m_posting.text(0), bucket, key);
    if (!mask) {
        mask.error().where = fmt::format("posting {} {} {}", columnNameAt(column), bucket, segment);
    }
    return mask;
}

Result<std::int64_t> Snapshot::textId(std::size_t column, std::string_view value) {
    const Reset reset(m_idOf);
    m_idOf.bind(1, static_cast<std::int64_t>(column)).bindText(2, value);
    auto row = m_idOf.step();
    if (!row) {
        return passOn(row);
    }
    return *row ? m_idOf.integer(0) : std::int64_t{-1};
}

Result<std::string_view> Snapshot::textOf(std::size_t column, std::int64_t id) {
    Texts& texts = m_texts[column];
    const auto known = static_cast<std::size_t>(id);
    if (id >= 0 && known < texts.byId.size() && texts.byId[known].data() != nullptr) {
        return texts.byId[known];
    }
    if (id > texts.largest) {
        const Reset reset(m_largest);
        m_largest.bind(1, static_cast<std::int64_t>(column));
        auto row = m_largest.step();
        if (!row) {
            return passOn(row);
        }
        // There are no more values than entries: a larger id is damage, and must not become a size in memory.
        texts.largest = *row && !m_largest.isNull(0) ? m_largest.integer(0) : -1;
        texts.largest = std::min(texts.largest, static_cast<std::int64_t>(size()));
    }
    if (id < 0 || id > texts.largest) {
        return broken("a column points past the dictionary", fmt::format("dict {} {}", columnNameAt(column), id));
    }
    const Reset reset(m_valueOf);
    m_valueOf.bind(1, static_cast<std::int64_t>(column)).bind(2, id);
    auto row = m_valueOf.step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return broken("a value of the dictionary is missing", fmt::format("dict {} {}", columnNameAt(column), id));
    }
    if (texts.byId.size() <= known) {
        texts.byId.resize(std::max(known + 1, texts.byId.size() * 2));
    }
    const std::string_view value = m_valueOf.text(0);
    texts.byId[known] = value.empty() ? std::string_view("") : m_textArena->copy(value);
    return texts.byId[known];
}

Result<std::vector<std::string>> Snapshot::texts(std::size_t column) {
    auto rows = m_database.prepare("SELECT value FROM dict WHERE col = ?");
    if (!rows) {
        return passOn(rows);
    }
    rows->bind(1, static_cast<std::int64_t>(column));
    std::vector<std::string> out;
    auto done = forEachRow(*rows, [&](const Statement& row) -> Result<void> {
        out.emplace_back(row.text(0));
        return {};
    });
    if (!done) {
        return passOn(done);
    }
    return out;
}

Result<std::string> Snapshot::record(std::uint64_t entry) {
    if (entry >= size()) {
        return fail(ErrorCode::NotFound, fmt::format("there is no entry {}; the log holds {}", entry, size()),
                    m_folder.string());
    }
    const std::uint64_t block = entry / kBlockEvents;
    if (block >= blocks()) {
        auto rows = tail();
        if (!rows) {
            return passOn(rows);
        }
        return std::string((*rows)[entry % kBlockEvents].record);
    }
    if (m_states[block] == BlockState::Forgotten) {
        return forgotten(entry);
    }
    auto records = blockRecords(block);
    if (!records) {
        return passOn(records);
    }
    const std::string_view record = (*records)[entry % kBlockEvents];
    if (record.empty()) {
        return forgotten(entry);
    }
    return std::string(record);
}

std::unexpected<Error> Snapshot::forgotten(std::uint64_t entry) {
    auto certificate = m_database.integer(fmt::format("SELECT certificate FROM forgotten WHERE entry = {}", entry));
    if (!certificate) {
        return broken("the record of an entry is missing", fmt::format("entry {}", entry));
    }
    return fail(ErrorCode::NotFound,
                fmt::format("entry {} was forgotten under {}", entry, certificateText(m_database, *certificate)),
                m_folder.string(), "its leaf remains: vedettectl prove still proves that it was there");
}

std::unexpected<Error> Snapshot::erased(std::uint64_t entry) {
    auto text = record(entry);
    if (!text) {
        return passOn(text);
    }
    auto digest = sealedDigestOf(*text);
    auto rows = m_database.prepare("SELECT id FROM certificate WHERE kind = 2 AND instr(body, ?) > 0 ORDER BY id");
    if (digest && *digest && rows) {
        const std::string hex = toHex(**digest);
        rows->bindBlob(1, hex);
        if (auto row = rows->step(); row && *row) {
            return fail(ErrorCode::NotFound,
                        fmt::format("the sealed part of entry {} was erased under {}", entry,
                                    certificateText(m_database, rows->integer(0))),
                        m_folder.string());
        }
    }
    return broken("the sealed part of an entry is missing", fmt::format("entry {}", entry));
}

Result<std::string> Snapshot::part(std::uint64_t entry) {
    const auto none = [&] {
        return fail(ErrorCode::NotFound, fmt::format("entry {} has no sealed part", entry), m_folder.string());
    };
    if (entry >= size()) {
        return fail(ErrorCode::NotFound, fmt::format("there is no entry {}; the log holds {}", entry, size()),
                    m_folder.string());
    }
    const std::uint64_t block = entry / kBlockEvents;
    if (block >= blocks()) {
        auto rows = tail();
        if (!rows) {
            return passOn(rows);
        }
        const TailRow& row = (*rows)[entry % kBlockEvents];
        if (row.part.empty()) {
            return row.erased ? erased(entry) : none();
        }
        return std::string(row.part);
    }
    if (m_states[block] != BlockState::Whole) {
        if (auto there = record(entry); !there) {
            return there;
        }
    }
    const Reset reset(m_records);
    m_records.bind(1, static_cast<std::int64_t>(block));
    auto row = m_records.step();
    if (!row) {
        return passOn(row);
    }
    if (!*row) {
        return broken("the records of a block are missing", fmt::format("block {}", block));
    }
    if (m_records.text(1).empty()) {
        return none();
    }
    auto index = decodePartIndex(m_records.text(1), kBlockEvents);
    if (!index) {
        index.error().where = fmt::format("block {}", block);
        return passOn(index);
    }
    const std::int64_t number = (*index)[entry % kBlockEvents];
    if (number == 0) {
        return none();
    }
    const Reset resetPart(m_part);
    m_part.bind(1, number - 1);
    auto part = m_part.step();
    if (!part) {
        return passOn(part);
    }
    if (!*part) {
        return broken("the sealed part of an entry is missing", fmt::format("entry {}", entry));
    }
    if (m_part.text(0).empty()) {
        return erased(entry);
    }
    return std::string(m_part.text(0));
}

}  // namespace vedette
