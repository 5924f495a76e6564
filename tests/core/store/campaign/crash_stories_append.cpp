// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "core/store/key_change.h"
#include "core/store/schema.h"
#include "tests/core/store/campaign/crash_stories.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/core/store/old_store.h"
#include "tests/support/named_batches.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

namespace {

namespace fs = std::filesystem;

const FixedClock kLater{kFixtureStart + std::chrono::hours(24 * 400)};

[[noreturn]] void die(const std::string& what) {
    std::fprintf(stderr, "crash story: %s\n", what.c_str());
    std::abort();
}

// Appends named batches of these sizes with one writer.
void appendBatches(const fs::path& store, const std::vector<std::size_t>& sizes, const Acknowledge& done) {
    // An anchor with each commit, so that one that says more than the disk holds shows.
    auto writer = Writer::open(store, kLater, {.anchorEvery = Duration{0}});
    for (std::size_t i = 0; writer && i < sizes.size(); ++i) {
        const std::string name = fmt::format("new.{}", i);
        if ((*writer)->write(namedBatch(name, sizes[i]))) {
            done(name);
        }
    }
}

void prepareBatches(const fs::path& store, std::size_t size) {
    makeStore(store, kLater);
    appendBatches(store, {}, {});
    auto writer = Writer::open(store, kLater);
    if (!writer || !(*writer)->write(namedBatch("old.0", size))) {
        die("cannot prepare");
    }
}

std::string checkBatches(const fs::path& store, const Aftermath& after) {
    const FoundBatches found = findBatches(store);
    if (const std::string problem = found.problem(); !problem.empty()) {
        return problem;
    }
    std::size_t fresh = 0;
    for (const auto& [name, counts] : found.batches) {
        fresh += name.starts_with("new.") ? 1 : 0;
        if (name.starts_with("new.") && !after.acknowledged.contains(name) && !after.doubtful) {
            return "batch " + name + " failed and is there";
        }
    }
    for (const std::string& name : after.acknowledged) {
        if (!found.batches.contains(name)) {
            return "batch " + name + " was acknowledged and is lost";
        }
    }
    if (!found.batches.contains("old.0")) {
        return "what was there before is lost";
    }
    return fresh > after.acknowledged.size() + 1 ? "more than the batch in flight was not acknowledged" : "";
}

// A source repeats what it has no acknowledgement for; its cursor says from where.
std::string appendAgain(const fs::path& store) {
    const FoundBatches before = findBatches(store);
    appendBatches(store, {3}, [](const std::string&) {});
    return before.batches.contains("new.0") || findBatches(store).batches.contains("new.0") ? "" : "it cannot go on";
}

CrashStory appendStory() {
    return {"append",
            150,
            [](const fs::path& store) { prepareBatches(store, 700); },
            [](const fs::path& store, const Acknowledge& done) { appendBatches(store, {1, 40, 7, 120}, done); },
            checkBatches,
            appendAgain};
}

// The tail becomes a block, and blocks come from the batch alone.
CrashStory sealStory() {
    return {"seal",
            150,
            [](const fs::path& store) { prepareBatches(store, 1'000); },
            [](const fs::path& store, const Acknowledge& done) { appendBatches(store, {60, 2'100, 5}, done); },
            checkBatches,
            appendAgain};
}

// A store made by the first program.
CrashStory migrationStory() {
    return {"migration",
            80,
            [](const fs::path& store) { unpackOldStore(1, store); },
            [](const fs::path& store, const Acknowledge& done) { appendBatches(store, {2, 30}, done); },
            [](const fs::path& store, const Aftermath& after) -> std::string {
                const FoundBatches found = findBatches(store);
                for (const std::string& name : after.acknowledged) {
                    if (!found.batches.contains(name)) {
                        return "batch " + name + " was acknowledged and is lost";
                    }
                }
                return verified(store).entries >= 1'093 ? found.problem() : "old entries are lost";
            },
            [](const fs::path& store) -> std::string {
                return numberOf(store, "PRAGMA user_version") == kStoreFormat ? "" : "it is still of the old format";
            }};
}

std::size_t changesOf(const fs::path& store) {
    const auto keys = keysOf(store);
    if (!keys) {
        die("the keys cannot be read: " + keys.error().text());
    }
    return keys->spans().size() - 1;
}

bool rotate(const fs::path& store) { return rotateKey(store, {"officer", "yearly change"}, kLater).has_value(); }

// The key is changed, something is logged under the new one, and it is changed again.
CrashStory rotationStory() {
    return {"rotation",
            70,
            [](const fs::path& store) { prepareBatches(store, 60); },
            [](const fs::path& store, const Acknowledge& done) {
                if (rotate(store)) {
                    done("one");
                }
                appendBatches(store, {5}, done);
                if (rotate(store)) {
                    done("two");
                }
            },
            [](const fs::path& store, const Aftermath& after) -> std::string {
                Aftermath batches = after;
                const std::size_t said = batches.acknowledged.erase("one") + batches.acknowledged.erase("two");
                const std::size_t there = changesOf(store);
                if (there < said) {
                    return "a change of keys was acknowledged and is lost";
                }
                if (there > said + (after.doubtful ? 1 : 0)) {
                    return "a change of keys failed and is there";
                }
                return checkBatches(store, batches);
            },
            [](const fs::path& store) -> std::string {
                const std::size_t before = changesOf(store);
                return rotate(store) && changesOf(store) == before + 1 ? appendAgain(store)
                                                                       : "it cannot be changed again";
            }};
}

}  // namespace

const std::vector<CrashStory>& crashStories() {
    static const std::vector<CrashStory> all = {appendStory(), sealStory(), migrationStory(), rotationStory()};
    return all;
}

}  // namespace vedette::test
