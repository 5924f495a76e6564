// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/forget_fixture.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/event/event.h"
#include "core/privacy/sealer.h"
#include "core/store/store.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

namespace {

[[noreturn]] void die(const std::string& what) {
    std::fprintf(stderr, "forget fixture: %s\n", what.c_str());
    std::abort();
}

template <class T>
T take(Result<T> result) {
    if (!result) {
        die(result.error().text());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

struct Insider {
    explicit Insider(const std::filesystem::path& folder) {
        if (sqlite3_open((folder / "evidence.db").c_str(), &db) != SQLITE_OK) {
            die("cannot open the database");
        }
    }
    ~Insider() { sqlite3_close(db); }
    Insider(const Insider&) = delete;
    Insider& operator=(const Insider&) = delete;
    sqlite3* db = nullptr;
};

}  // namespace

std::string personName(std::size_t number) { return fmt::format("person-{}.quux@example.org", number); }
std::string personAddress(std::size_t number) { return fmt::format("203.0.113.{}", number + 1); }

void addRequests(const std::filesystem::path& folder, std::size_t entries, std::size_t people, Time from,
                 Duration step) {
    FixedClock clock(from);
    auto writer = take(Writer::open(folder, clock));
    auto sealer = take(Sealer::open(folder));
    std::vector<std::string> names;
    std::vector<std::string> addresses;
    for (std::size_t i = 0; i < people; ++i) {
        names.push_back(personName(i));
        addresses.push_back(personAddress(i));
    }
    std::vector<ClearEvent> events(entries);
    for (std::size_t i = 0; i < entries; ++i) {
        Event& event = events[i].event;
        event.setClass(ocsf::kApiActivity, 1);
        event.setTime(from + static_cast<std::int64_t>(i) * step);
        event.setLoggedTime(from);
        event.setSeverity(ocsf::kInformational);
        event.setStatus(ocsf::kSuccess);
        event.setText(Field::vNode, i % 2 == 0 ? "node-0" : "node-1");
        event.setText(Field::vMapping, "test@1");
        event.setText(Field::userUid, names[i % people]);
        event.setText(Field::clientUid, addresses[i % people]);
        event.setInteger(Field::duration, static_cast<std::int64_t>(i % 900));
    }
    Batch batch;
    if (auto sealed = sealer->seal(events, batch); !sealed) {
        die(sealed.error().text());
    }
    (void)take(writer->write(batch));
}

void makePeopleStore(const std::filesystem::path& folder, std::size_t entries, std::size_t people, Time from,
                     Duration step) {
    FixedClock clock(from);
    makeStore(folder, clock);
    addRequests(folder, entries, people, from, step);
}

void addHold(const std::filesystem::path& folder, const std::string& id, const std::string& filter,
             const std::string& name) {
    FixedClock clock(kFixtureStart);
    auto writer = take(Writer::open(folder, clock));
    Batch batch;
    Event event;
    event.setClass(ocsf::kConsoleAction, 1);
    event.setTime(kFixtureStart);
    event.setLoggedTime(kFixtureStart);
    event.setSeverity(ocsf::kInformational);
    event.setStatus(ocsf::kSuccess);
    const std::string action =
        fmt::format(R"({{"actor":"lawyer","filter":"{}","kind":"hold","name":"{}","note":"case 7","target":"{}"}})",
                    filter, name, id);
    event.setJson(Field::vAction, action);
    addEvent(batch, event);
    (void)take(writer->write(batch));
}

std::vector<std::string> filesHolding(const std::filesystem::path& folder, const std::string& bytes) {
    const std::string hex = toHex(bytes);
    std::vector<std::string> found;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) {
            continue;
        }
        std::ostringstream all;
        all << std::ifstream(file.path(), std::ios::binary).rdbuf();
        if (all.view().find(bytes) != std::string_view::npos || all.view().find(hex) != std::string_view::npos) {
            found.push_back(file.path().filename().string());
        }
    }
    return found;
}

VerifyReport verified(const std::filesystem::path& folder) { return take(verifyStore(folder, {})); }

std::string verdictOf(const std::filesystem::path& folder) {
    const VerifyReport report = verified(folder);
    if (report.intact) {
        return "intact";
    }
    std::string out;
    for (const Damage& damage : report.damage) {
        out += damage.place + ": " + damage.what + "\n";
    }
    return out;
}

void tamper(const std::filesystem::path& folder, const std::string& sql) {
    const Insider insider(folder);
    if (sqlite3_exec(insider.db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        die(sql + ": " + sqlite3_errmsg(insider.db));
    }
}

std::int64_t numberOf(const std::filesystem::path& folder, const std::string& sql) {
    const Insider insider(folder);
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(insider.db, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW) {
        die(sql + ": " + sqlite3_errmsg(insider.db));
    }
    const std::int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

}  // namespace vedette::test
