// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/campaign/tamper_store.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <cstdlib>

#include "core/base/file.h"
#include "core/store/forget_erase.h"
#include "core/store/forget_retention.h"
#include "core/store/key_change.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/core/store/old_store.h"
#include "tests/support/campaign.h"

namespace vedette::test {

namespace {

namespace fs = std::filesystem;

constexpr Duration kSecond = std::chrono::seconds(1);
constexpr Duration kHour = std::chrono::hours(1);
constexpr auto kOver = fs::copy_options::overwrite_existing;

[[noreturn]] void die(const std::string& what) {
    std::fprintf(stderr, "tamper store: %s\n", what.c_str());
    std::abort();
}

template <class T>
T take(Result<T> result) {
    if (!result) {
        die(result.error().text());
    }
    return std::move(*result);
}

void erase(const fs::path& store, std::size_t person, Time when) {
    const FixedClock clock(when);
    ErasureOrder order;
    order.subject = personName(person);
    order.actor = "officer";
    order.reason = fmt::format("request {}", person);
    const auto done = take(eraseSubject(store, order, clock));
    if (done.unfinished) {
        die(done.unfinished->text());
    }
}

template <class Expired>
void expire(const fs::path& store, Time when, const Expired& expired) {
    const FixedClock clock(when);
    RetentionOrder order;
    order.before = when;
    order.actor = "officer";
    order.reason = "policy 4.1";
    order.policy = R"([{"data_class":"personal","maximum":"13 months"}])";
    order.expired = expired;
    const auto done = take(forgetExpired(store, order, clock));
    if (done.unfinished || done.forgotten == 0) {
        die("nothing was forgotten");
    }
}

void append(const fs::path& store, std::size_t count, std::uint64_t seed, Time when) {
    const FixedClock clock(when);
    EventSource source({.seed = seed});
    (void)take(take(Writer::open(store, clock))->write(source.batch(count)));
}

void fold(const fs::path& store) { Insider(store).run("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace

Insider::Insider(const fs::path& store) {
    if (sqlite3_open((store / "evidence.db").c_str(), &m_db) != SQLITE_OK) {
        die("cannot open the database");
    }
}

Insider::~Insider() { sqlite3_close(m_db); }

bool Insider::run(const std::string& sql) {
    return sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::int64_t Insider::number(const std::string& sql) {
    sqlite3_stmt* row = nullptr;
    if (sqlite3_prepare_v2(m_db, sql.c_str(), -1, &row, nullptr) != SQLITE_OK || sqlite3_step(row) != SQLITE_ROW) {
        die(sql + ": " + sqlite3_errmsg(m_db));
    }
    const std::int64_t value = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return value;
}

std::string Insider::bytes(const std::string& sql) {
    sqlite3_stmt* row = nullptr;
    if (sqlite3_prepare_v2(m_db, sql.c_str(), -1, &row, nullptr) != SQLITE_OK || sqlite3_step(row) != SQLITE_ROW) {
        die(sql + ": " + sqlite3_errmsg(m_db));
    }
    const auto* data = static_cast<const char*>(sqlite3_column_blob(row, 0));
    std::string value(data == nullptr ? "" : data, static_cast<std::size_t>(sqlite3_column_bytes(row, 0)));
    sqlite3_finalize(row);
    return value;
}

bool Insider::put(const std::string& sql, const std::string& blob) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(m_db, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
        die(sql + ": " + sqlite3_errmsg(m_db));
    }
    sqlite3_bind_blob(statement, 1, blob.data(), static_cast<int>(blob.size()), SQLITE_TRANSIENT);
    const int code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE;
}

std::optional<std::string> Insider::contents() {
    std::string all;
    std::vector<std::string> queries = {"SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name",
                                        "SELECT col, value, id FROM dict INDEXED BY dict_value ORDER BY col, value",
                                        "PRAGMA application_id", "PRAGMA user_version"};
    for (const EvidenceTable& table : evidenceTables()) {
        queries.push_back(fmt::format("SELECT {} FROM {} ORDER BY {}", fmt::join(table.columns, ", "), table.name,
                                      fmt::join(table.keys, ", ")));
    }
    for (const std::string& sql : queries) {
        sqlite3_stmt* row = nullptr;
        if (sqlite3_prepare_v2(m_db, sql.c_str(), -1, &row, nullptr) != SQLITE_OK) {
            return {};
        }
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(row)) == SQLITE_ROW) {
            for (int c = 0; c < sqlite3_column_count(row); ++c) {
                all += static_cast<char>('0' + sqlite3_column_type(row, c));
                if (const void* data = sqlite3_column_blob(row, c); data != nullptr) {
                    all.append(static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(row, c)));
                }
                all += '|';
            }
            all += '\n';
        }
        sqlite3_finalize(row);
        if (code != SQLITE_DONE) {
            return {};
        }
    }
    return all;
}

std::unique_ptr<TamperStore> TamperStore::everything() {
    auto made = std::make_unique<TamperStore>();
    const fs::path s = made->folder();
    const Time day = kFixtureStart + 48 * kHour;
    unpackOldStore(1, s);
    addRequests(s, 1'400, 9, day, kSecond);
    addHold(s, "hold-1", "node=node-9");
    addHold(s, "hold-2", "node=node-2");
    addHold(s, "hold-2", "", "hold_release");
    fold(s);
    fs::copy_file(made->database(), made->beforeForgetting());
    erase(s, 3, day + kHour);
    // All that the first program wrote, and one node's first requests.
    expire(s, day + 2 * kHour, [day](std::string_view record, const Columns& c) {
        return record.find("test@1") == std::string_view::npos ||
               (c[TextColumn::Node] == "node-0" && c.time() < day + 300 * kSecond);
    });
    append(s, 400, 1, day + 3 * kHour);
    fold(s);
    fs::copy_file(made->database(), made->yesterday());
    copyStore(s, made->fork());
    append(made->fork(), 600, 7, day + 4 * kHour);
    append(s, 300, 2, day + 4 * kHour);
    addRequests(s, 120, 9, day + 5 * kHour, kSecond);
    erase(s, 4, day + 6 * kHour);
    append(s, 30, 3, day + 7 * kHour);
    made->keep();
    fs::copy_file(made->ownAnchors(), made->outsideAnchors());
    return made;
}

std::unique_ptr<TamperStore> TamperStore::segment() {
    auto made = std::make_unique<TamperStore>();
    makePeopleStore(made->folder(), 66'000, 50, kFixtureStart, kSecond);
    expire(made->folder(), kFixtureStart + 100 * kHour,
           [](std::string_view, const Columns& c) { return c.time() < kFixtureStart + 62 * 1'024 * kSecond; });
    made->keep();
    return made;
}

std::unique_ptr<TamperStore> TamperStore::rotated() {
    auto made = std::make_unique<TamperStore>();
    const fs::path s = made->folder();
    const Time day = kFixtureStart;
    const auto rotate = [&](int hour) {
        made->m_oldKeys.push_back(take(SigningKey::fromPem(take(readFile(s / "keys/signing.pem")))));
        return take(rotateKey(s, {"officer", "yearly change"}, FixedClock(day + hour * kHour)));
    };
    makePeopleStore(s, 1'100, 9, day, kSecond);
    erase(s, 3, day + kHour);
    fold(s);
    fs::copy_file(made->database(), made->yesterday());
    const std::uint32_t first = rotate(2).change.key.id;
    addRequests(s, 700, 9, day + 3 * kHour, kSecond);
    expire(s, day + 4 * kHour, [day](std::string_view, const Columns& c) { return c.time() < day + 400 * kSecond; });
    (void)rotate(5);
    addRequests(s, 500, 7, day + 6 * kHour, kSecond);
    RevokeOrder revoke;
    revoke.key = first;
    revoke.from = day + kHour / 2;
    revoke.attest = true;
    (void)take(revokeKey(s, revoke, {"officer", "an old laptop was lost"}, FixedClock(day + 7 * kHour)));
    addRequests(s, 120, 9, day + 8 * kHour, kSecond);
    erase(s, 4, day + 9 * kHour);
    addRequests(s, 30, 11, day + 10 * kHour, kSecond);
    made->keep();
    return made;
}

void TamperStore::keep() {
    fold(folder());
    fs::copy(folder(), m_folder / "good", fs::copy_options::recursive);
    fs::remove(m_folder / "good/evidence.db-wal");
    fs::remove(m_folder / "good/evidence.db-shm");
}

void TamperStore::restore() {
    for (const char* suffix : {"-wal", "-shm"}) {
        fs::remove(database().string() + suffix);
    }
    for (const char* name : {"evidence.db", "anchors/checkpoints", "keys/verifier", "keys/signing.pem"}) {
        fs::copy_file(m_folder / "good" / name, folder() / name, kOver);
    }
}

VerifyReport verdictReport(const fs::path& store, VerifyOptions options) {
    options.threads = 1;
    auto report = verifyStore(store, options);
    if (report) {
        return std::move(*report);
    }
    VerifyReport broken;
    broken.damage.push_back({"error", report.error().text()});
    return broken;
}

std::string damageText(const VerifyReport& report) {
    std::string out;
    for (const Damage& damage : report.damage) {
        out += damage.place + ": " + damage.what + "\n";
    }
    return out.empty() ? "no damage" : out;
}

const std::vector<EvidenceTable>& evidenceTables() {
    static const std::vector<EvidenceTable> all = {
        {"meta", {"key"}, {"key", "value"}},
        {"block", {"id"}, {"id", "state", "t0", "t1", "root", "digest", "zones"}},
        {"block_columns", {"id"}, {"id", "data"}},
        {"block_records", {"id"}, {"id", "records", "parts"}},
        {"part", {"id"}, {"id", "data"}},
        {"tail", {"entry"}, {"entry", "record", "part"}},
        {"dict", {"col", "id"}, {"col", "id", "value"}},
        {"posting", {"col", "bucket", "segment"}, {"col", "bucket", "segment", "data"}},
        {"rollup",
         {"minute", "node", "class", "status"},
         {"minute", "node", "class", "status", "count", "latency", "prompt", "output", "cost"}},
        {"node", {"level", "idx"}, {"level", "idx", "hash"}},
        {"checkpoint", {"size"}, {"size", "note"}},
        {"certificate", {"id"}, {"id", "entry", "kind", "body"}},
        {"forgotten", {"entry"}, {"entry", "leaf", "certificate"}},
    };
    return all;
}

}  // namespace vedette::test
