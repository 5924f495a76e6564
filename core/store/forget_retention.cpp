// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget_retention.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/privacy/detectors.h"
#include "core/store/forget_blocks.h"
#include "core/store/forget_space.h"
#include "core/store/hold.h"
#include "core/store/reader.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

std::uintmax_t bytesOf(const std::filesystem::path& database) {
    std::uintmax_t total = 0;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code error;
        const auto size = std::filesystem::file_size(database.string() + suffix, error);
        total += error ? 0 : size;
    }
    return total;
}

// What lawful forgetting itself and the chain of keys rest on stays.
bool mustStay(std::string_view record, const Columns& columns) {
    return columns[IntColumn::Class] == ocsf::kConsoleAction &&
           (certificateIn(record) || record.find(R"("kind":"hold")") != std::string_view::npos ||
            record.find(R"("kind":"key")") != std::string_view::npos ||
            record.find(R"("kind":"person")") != std::string_view::npos ||
            record.find(R"("kind":"erasure")") != std::string_view::npos ||
            record.find(R"("kind":"restore")") != std::string_view::npos);
}

class RetentionRun {
public:
    RetentionRun(const std::filesystem::path& folder, const RetentionOrder& order, const Clock& clock)
        : m_folder(folder), m_order(order), m_clock(clock) {}
    Result<Retention> run();

private:
    Result<void> readHolds(Reader& reader, std::uint64_t first, std::uint64_t end);
    Result<std::vector<std::uint64_t>> candidates(Database& database);
    Result<void> atOnce(std::span<const std::uint64_t> blocks, const StoreKeys& keys);
    Result<void> countOnly(std::span<const std::uint64_t> blocks);
    Result<void> countTail(Database& database);
    bool goes(std::uint64_t entry, std::string_view record, const Columns& columns);
    Result<void> giveBack();
    Result<void> checkReleasesNow();

    const std::filesystem::path& m_folder;
    const RetentionOrder& m_order;
    const Clock& m_clock;
    Retention m_result;
    std::set<std::uint64_t> m_held;  // entries of the blocks at hand
    std::set<std::string> m_holds;
};

// Entries of [first, end) that a hold in force covers.
Result<void> RetentionRun::readHolds(Reader& reader, std::uint64_t first, std::uint64_t end) {
    m_held.clear();
    const Hold* named = nullptr;
    return forEachHeld(reader, first, end, [&](const Hold& hold, std::uint64_t entry) {
        if (m_held.insert(entry).second && named != &hold) {
            m_holds.insert(holdText(hold));
            named = &hold;
        }
        return true;
    });
}

// Blocks that hold something old enough.
Result<std::vector<std::uint64_t>> RetentionRun::candidates(Database& database) {
    std::vector<std::uint64_t> out;
    auto done = forEachRow(
        database, "SELECT id FROM block WHERE state <> 2 AND t0 < ? ORDER BY id",
        [&](Statement& query) { query.bind(1, toMicros(m_order.before)); },
        [&](const Statement& row) -> Result<void> {
            out.push_back(static_cast<std::uint64_t>(row.integer(0)));
            return {};
        });
    if (!done) {
        return passOn(done);
    }
    return out;
}

bool RetentionRun::goes(std::uint64_t entry, std::string_view record, const Columns& columns) {
    if (columns.time() >= m_order.before || mustStay(record, columns) || !m_order.expired(record, columns)) {
        return false;
    }
    if (m_held.contains(entry)) {
        ++m_result.held;
        return false;
    }
    return true;
}

// One transaction: some blocks, one certificate.
Result<void> RetentionRun::atOnce(std::span<const std::uint64_t> blocks, const StoreKeys& keys) {
    auto writer = Writer::open(m_folder, m_clock);
    if (!writer) {
        return passOn(writer);
    }
    if (auto begun = (*writer)->begin(); !begun) {
        return begun;
    }
    const auto work = [&]() -> Result<std::optional<IssuedCertificate>> {
        // Nobody can append while we hold the lock, so a reader of its own sees every hold there is.
        auto reader = Reader::open(m_folder);
        auto held = reader ? readHolds(**reader, blocks.front() * kBlockEvents, (blocks.back() + 1) * kBlockEvents)
                           : Result<void>(passOn(reader));
        if (!held) {
            return passOn(held);
        }
        Database& database = (*writer)->connection();
        auto newest = newestCertificate(database);
        if (!newest) {
            return passOn(newest);
        }
        BlockForgetter forgetter(database, *newest + 1);
        for (const std::uint64_t id : blocks) {
            auto done = forgetter.block(id, [&](std::uint64_t entry, std::string_view record, const Columns& columns) {
                return goes(entry, record, columns);
            });
            if (!done) {
                return passOn(done);
            }
        }
        Certificate certificate;
        forgetter.describe(certificate);
        if (certificate.count == 0) {
            return std::optional<IssuedCertificate>{};
        }
        if (auto settled = forgetter.settle(); !settled) {
            return passOn(settled);
        }
        certificate.kind = CertificateKind::Retention;
        certificate.time = m_clock.now();
        certificate.actor = m_order.actor;
        certificate.reason = redact(m_order.reason, detect(m_order.reason));  // stays for ever
        certificate.policy = m_order.policy;
        auto issued = issueCertificate(**writer, keys, std::move(certificate));
        if (!issued) {
            return passOn(issued);
        }
        m_result.wholeBlocks += forgetter.wholeBlocks();
        return std::optional(std::move(*issued));
    };
    auto issued = work();
    if (!issued || !*issued) {
        (*writer)->rollback();
        return issued ? Result<void>{} : Result<void>(passOn(issued));
    }
    if (auto done = (*writer)->commit(); !done) {
        return passOn(done);
    }
    m_result.forgotten += (*issued)->certificate.count;
    m_result.issued.push_back(std::move(**issued));
    return {};
}

Result<void> RetentionRun::countOnly(std::span<const std::uint64_t> blocks) {
    auto reader = Reader::open(m_folder);
    if (!reader) {
        return passOn(reader);
    }
    const std::uint64_t first = blocks.front() * kBlockEvents;
    const std::uint64_t end = (blocks.back() + 1) * kBlockEvents;
    if (auto held = readHolds(**reader, first, end); !held) {
        return held;
    }
    Filter filter;
    filter.firstEntry = first;
    filter.endEntry = end;
    filter.to = m_order.before;
    std::vector<std::uint64_t> entries;
    const auto look = [&]() -> Result<void> {
        auto records = (*reader)->records(entries);
        if (!records) {
            return passOn(records);
        }
        ColumnReader columns;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            auto read = columns.read((*records)[i]);
            if (!read) {
                return passOn(read);
            }
            m_result.forgotten += goes(entries[i], (*records)[i], *read) ? 1 : 0;
        }
        entries.clear();
        return {};
    };
    std::optional<std::uint64_t> from;
    for (;;) {
        auto page = (*reader)->oldest(filter, kBlockEvents, from);
        if (!page) {
            return passOn(page);
        }
        for (const Row& row : page->rows) {
            entries.push_back(row.entry);
        }
        if (auto done = look(); !done) {
            return done;
        }
        if (!page->next) {
            return {};
        }
        from = page->next;
    }
}

Result<void> RetentionRun::countTail(Database& database) {
    ColumnReader columns;
    return forEachRow(database, "SELECT record FROM tail ORDER BY entry", [&](const Statement& row) -> Result<void> {
        const std::string_view record = row.text(0);
        auto read = columns.read(record);
        if (!read) {
            return passOn(read);
        }
        const bool over = read->time() < m_order.before && !mustStay(record, *read) && m_order.expired(record, *read);
        m_result.waiting += over ? 1 : 0;
        return {};
    });
}

Result<void> RetentionRun::checkReleasesNow() {
    auto reader = Reader::open(m_folder);
    return reader ? checkReleases(m_folder, **reader) : Result<void>(passOn(reader));
}

// A run that was interrupted may have left free pages as well.
Result<void> RetentionRun::giveBack() {
    auto database = openStoreDatabase(m_folder, Database::Mode::ReadWrite);
    if (!database) {
        return passOn(database);
    }
    database->setBusyTimeout(std::chrono::seconds(30));
    auto free = database->integer("PRAGMA freelist_count");
    if (!free) {
        return passOn(free);
    }
    return *free > 0 || m_result.forgotten > 0 ? shrink(*database) : emptyLog(*database);
}

Result<Retention> RetentionRun::run() {
    const StorePaths paths(m_folder);
    auto database = openStoreDatabase(m_folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    m_result.bytesBefore = bytesOf(paths.database);
    auto blocks = candidates(*database);
    if (!blocks) {
        return passOn(blocks);
    }
    if (auto counted = countTail(*database); !counted) {
        return passOn(counted);
    }
    *database = Database();
    if (auto checked = checkReleasesNow(); !checked) {
        return passOn(checked);
    }
    std::optional<StoreKeys> keys;
    if (!m_order.dryRun) {
        auto read = readStoreKeys(m_folder);
        if (!read) {
            return passOn(read);
        }
        keys.emplace(std::move(*read));
    }
    const std::span<const std::uint64_t> all(*blocks);
    const std::size_t step = std::max<std::uint64_t>(1, m_order.blocksAtOnce);
    for (std::size_t from = 0; from < all.size(); from += step) {
        if (from > 0 && m_order.between && !m_order.between()) {
            break;
        }
        const auto some = all.subspan(from, std::min(step, all.size() - from));
        if (auto done = m_order.dryRun ? countOnly(some) : atOnce(some, *keys); !done) {
            return passOn(done);
        }
    }
    m_result.holds.assign(m_holds.begin(), m_holds.end());
    if (!m_order.dryRun && m_order.shrink) {
        if (auto done = giveBack(); !done) {
            m_result.unfinished = done.error();
        }
    }
    m_result.bytesAfter = bytesOf(paths.database);
    return std::move(m_result);
}

}  // namespace

Result<Retention> forgetExpired(const std::filesystem::path& folder, const RetentionOrder& order, const Clock& clock) {
    return RetentionRun(folder, order, clock).run();
}

}  // namespace vedette
