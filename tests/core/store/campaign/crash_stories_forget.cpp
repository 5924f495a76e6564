// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "core/privacy/sealer.h"
#include "core/store/backup.h"
#include "core/store/forget_erase.h"
#include "core/store/forget_retention.h"
#include "core/store/hold.h"
#include "core/store/reader.h"
#include "tests/core/store/campaign/crash_stories.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

namespace {

namespace fs = std::filesystem;

constexpr Duration kSecond = std::chrono::seconds(1);
const FixedClock kLater{kFixtureStart + std::chrono::hours(24 * 400)};

Time at(std::int64_t second) { return kFixtureStart + std::chrono::seconds(second); }

[[noreturn]] void die(const std::string& what) {
    std::fprintf(stderr, "crash story: %s\n", what.c_str());
    std::abort();
}

RetentionOrder expiry() {
    RetentionOrder order;
    order.before = at(1'600);
    order.actor = "officer";
    order.reason = "policy";
    order.blocksAtOnce = 1;
    // The whole first block, and every other record of the second.
    order.expired = [](std::string_view, const Columns& c) {
        return c.time() < at(1'024) || c[TextColumn::Node] == "node-0";
    };
    return order;
}
constexpr std::uint64_t kExpired = 1'024 + 288;

std::string runRetention(const fs::path& store) {
    auto done = forgetExpired(store, expiry(), kLater);
    if (!done) {
        return done.error().text();
    }
    return done->unfinished ? done->unfinished->text() : "";
}

CrashStory retentionStory() {
    return {"retention",
            150,
            [](const fs::path& store) { makePeopleStore(store, 2'100, 30, kFixtureStart, kSecond); },
            [](const fs::path& store, const Acknowledge& done) {
                if (runRetention(store).empty()) {
                    done("all");
                }
            },
            [](const fs::path& store, const Aftermath& after) -> std::string {
                const VerifyReport report = verified(store);
                const std::array<std::uint64_t, 3> sums = {0, 1'024, kExpired};
                const std::size_t issued = report.certificates.size();
                if (issued >= sums.size() || report.forgotten != sums[issued]) {
                    return fmt::format("{} records are forgotten under {} certificates", report.forgotten, issued);
                }
                return after.acknowledged.contains("all") && issued != 2 ? "it was acknowledged and is undone" : "";
            },
            [](const fs::path& store) -> std::string {
                if (std::string problem = runRetention(store); !problem.empty()) {
                    return problem;
                }
                return verified(store).forgotten == kExpired ? "" : "it was not brought to its end";
            }};
}

struct Secrets {
    std::string part;     // ciphertext of one of the subject's parts
    std::string subject;  // its id at the head of each
    std::string wrapped;  // key
};

// Of person 1; empty texts when the row is gone.
Secrets secretsOf(const fs::path& store) {
    Secrets out;
    auto reader = Reader::open(store);
    auto part = reader ? (*reader)->sealedPart(1) : Result<std::string>(passOn(reader));
    if (!part) {
        die("no part to erase: " + part.error().text());
    }
    out.part = part->substr(17);
    out.subject = part->substr(1, 16);
    sqlite3* db = nullptr;
    sqlite3_stmt* row = nullptr;
    sqlite3_open((store / "keys/subjects.db").c_str(), &db);
    sqlite3_prepare_v2(db, "SELECT wrapped FROM subject WHERE id = ?", -1, &row, nullptr);
    sqlite3_bind_blob(row, 1, out.subject.data(), static_cast<int>(out.subject.size()), SQLITE_TRANSIENT);
    if (sqlite3_step(row) == SQLITE_ROW) {
        out.wrapped.assign(static_cast<const char*>(sqlite3_column_blob(row, 0)),
                           static_cast<std::size_t>(sqlite3_column_bytes(row, 0)));
    }
    sqlite3_finalize(row);
    sqlite3_close(db);
    if (out.wrapped.empty()) {
        die("no key to destroy");
    }
    return out;
}

Secrets& secrets() {
    static Secrets kept;
    return kept;
}

Result<Erasure> runErasure(const fs::path& store) {
    ErasureOrder order;
    order.subject = personName(1);
    order.actor = "officer";
    order.reason = "request 1";
    return eraseSubject(store, order, kLater);
}

std::string somethingLeft(const fs::path& store) {
    for (const auto& [name, bytes] : {std::pair("sealed part", secrets().part), std::pair("key", secrets().wrapped),
                                      std::pair("subject id", secrets().subject)}) {
        if (const auto files = filesHolding(store, bytes); !files.empty()) {
            return fmt::format("the {} still stands in {}", name, files[0]);
        }
    }
    return {};
}

bool isErased(const fs::path& store) { return !verified(store).certificates.empty(); }

CrashStory erasureStory() {
    return {"erasure",
            130,
            [](const fs::path& store) {
                makePeopleStore(store, 1'100, 3, kFixtureStart, kSecond);
                secrets() = secretsOf(store);
            },
            [](const fs::path& store, const Acknowledge& done) {
                if (const auto erased = runErasure(store)) {
                    done(erased->unfinished ? "certified" : "all");
                }
            },
            [](const fs::path& store, const Aftermath& after) -> std::string {
                if (after.acknowledged.empty() == isErased(store) && !(after.doubtful && isErased(store))) {
                    return after.acknowledged.empty() ? "it failed and has happened" : "it was acknowledged and is not";
                }
                if (after.acknowledged.contains("all")) {
                    return somethingLeft(store);
                }
                // Not begun: the key opens what it opened.
                return isErased(store) || !filesHolding(store / "keys", secrets().wrapped).empty()
                           ? ""
                           : "the key is gone, and nothing says why";
            },
            [](const fs::path& store) -> std::string {
                // Opening a writer ended what had been begun; what had not is done now.
                if (!isErased(store)) {
                    const auto again = runErasure(store);
                    if (!again || again->unfinished) {
                        return again ? again->unfinished->text() : again.error().text();
                    }
                }
                return somethingLeft(store);
            }};
}

// The same while a collector has the store open and appends the subject's requests: its write-ahead logs hold sealed
// parts and keys.
CrashStory sharedErasureStory() {
    CrashStory story = erasureStory();
    story.name = "erasure beside a collector";
    story.points = 110;
    story.work = [](const fs::path& store, const Acknowledge& done) {
        auto collector = Writer::open(store, kLater);
        auto sealer = Sealer::open(store);
        if (!collector || !sealer) {
            return;
        }
        const std::string person = personName(1);  // events only point at their texts
        const std::string other = personName(7);
        std::vector<ClearEvent> events(40);
        for (std::size_t i = 0; i < events.size(); ++i) {
            Event& event = events[i].event;
            event.setClass(ocsf::kApiActivity, 1);
            event.setTime(at(static_cast<std::int64_t>(2'000 + i)));
            event.setLoggedTime(at(2'000));
            event.setText(Field::vNode, "node-0");
            event.setText(Field::userUid, i % 2 == 0 ? person : other);
        }
        Batch batch;
        (void)((*sealer)->seal(events, batch) && (*collector)->write(batch));
        if (const auto erased = runErasure(store)) {
            done(erased->unfinished ? "certified" : "all");
        }
    };
    return story;
}

Result<Checkpoint> recordHold(const fs::path& store, const char* name) {
    auto writer = Writer::open(store, kLater);
    if (!writer) {
        return passOn(writer);
    }
    Batch batch;
    Event event;
    event.setClass(ocsf::kConsoleAction, 1);
    event.setTime(kFixtureStart);
    event.setLoggedTime(kFixtureStart);
    const std::string action = fmt::format(
        R"({{"actor":"lawyer","filter":"node=node-1","kind":"hold","name":"{}","note":"case","target":"hold-1"}})",
        name);
    event.setJson(Field::vAction, action);
    addEvent(batch, event);
    return (*writer)->write(batch);
}

std::vector<Hold> holdsOf(const fs::path& store) {
    auto reader = Reader::open(store);
    auto holds = reader ? loadHolds(**reader) : Result<std::vector<Hold>>(passOn(reader));
    if (!holds) {
        die(holds.error().text());
    }
    return std::move(*holds);
}

// A hold is ordered, is felt by retention, and is released.
CrashStory holdStory() {
    return {"hold",
            90,
            [](const fs::path& store) { makePeopleStore(store, 1'030, 3, kFixtureStart, kSecond); },
            [](const fs::path& store, const Acknowledge& done) {
                if (!recordHold(store, "hold_add")) {
                    return;
                }
                done("added");
                if (recordHold(store, "hold_release")) {
                    done("released");
                }
            },
            [](const fs::path& store, const Aftermath& after) -> std::string {
                const auto holds = holdsOf(store);
                const bool released = !holds.empty() && holds[0].released;
                if (after.acknowledged.contains("added") && holds.empty()) {
                    return "the hold was acknowledged and is lost";
                }
                if (after.acknowledged.contains("released") && !released) {
                    return "the release was acknowledged and is lost";
                }
                const std::size_t said = after.acknowledged.size();
                const std::size_t there = (holds.empty() ? 0 : 1) + (released ? 1 : 0);
                return there > said + (after.doubtful ? 1 : 0) ? "an order failed and is there" : "";
            },
            [](const fs::path& store) -> std::string {
                const auto holds = holdsOf(store);
                const bool inForce = !holds.empty() && !holds[0].released;
                RetentionOrder order = expiry();
                order.before = at(600);
                auto done = forgetExpired(store, order, kLater);
                if (!done) {
                    return done.error().text();
                }
                return done->held == (inForce ? 300 : 0) ? "" : fmt::format("{} records are held", done->held);
            }};
}

// A backup is whole or it is not there, and the store does not notice.
CrashStory backupStory() {
    const auto target = [](const fs::path& store) { return store.parent_path() / "backup"; };
    return {"backup",
            70,
            [](const fs::path& store) { makePeopleStore(store, 1'030, 3, kFixtureStart, kSecond); },
            [target](const fs::path& store, const Acknowledge& done) {
                if (backupStore(store, target(store), {})) {
                    done("all");
                }
            },
            [target](const fs::path& store, const Aftermath& after) -> std::string {
                if (!fs::exists(target(store))) {
                    return after.acknowledged.empty() ? "" : "the backup was acknowledged and is not there";
                }
                return verdictOf(target(store)) == "intact" ? "" : "half a backup: " + verdictOf(target(store));
            },
            [target](const fs::path& store) -> std::string {
                fs::remove_all(target(store));
                const auto again = backupStore(store, target(store), {});
                return again ? "" : again.error().text();
            }};
}

}  // namespace

const std::vector<CrashStory>& crashStories() {
    static const std::vector<CrashStory> all = {retentionStory(), erasureStory(), sharedErasureStory(), holdStory(),
                                                backupStory()};
    return all;
}

}  // namespace vedette::test
