// SPDX-License-Identifier: GPL-3.0-or-later
// Stores for tests: plausible random events of a small fleet, written without collectors, mapping or sealer. The same
// seed gives the same events.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/event/event.h"
#include "core/privacy/batch.h"
#include "core/store/store.h"

namespace vedette::test {

// A folder that goes away with the object.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

// A clock that stands still until it is moved.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Time t) : m_now(t) {}
    [[nodiscard]] Time now() const override { return m_now; }
    void set(Time t) { m_now = t; }
    void advance(Duration d) { m_now += d; }

private:
    Time m_now;
};

// 2026-11-20T08:00:00Z: when the fixture's events begin.
inline constexpr Time kFixtureStart = fromMicros(1'795'161'600'000'000);

struct FixtureOptions {
    std::uint64_t seed = 1;
    std::size_t nodes = 12;
    std::size_t principals = 400;
    Duration step = std::chrono::milliseconds(40);  // mean time between events
    bool personal = true;  // with sealed parts (random bytes of a plausible size, not real ciphertext)
    bool wide = false;     // records of about 660 bytes, as the budgets are meant
};

// Makes events one after the other. Mostly API and HTTP activity, some logins, findings, scrapes, rejected records and
// collector status.
class EventSource {
public:
    explicit EventSource(FixtureOptions options = {});
    ~EventSource();
    // Appends `count` rows to the batch; parts and arena included.
    void fill(Batch& batch, std::size_t count);
    [[nodiscard]] Batch batch(std::size_t count);
    [[nodiscard]] Time now() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// Adds one event as a row: record, columns, no sealed part.
void addEvent(Batch& batch, const Event& event);

// createStore() at `folder`, terminating the test program with a message when it fails.
void makeStore(const std::filesystem::path& folder, const Clock& clock);
// The same, with `count` events of an EventSource in it, written in batches of `batchSize`.
void makeFilledStore(const std::filesystem::path& folder, std::size_t count, std::size_t batchSize = 10'000,
                     FixtureOptions options = {});

}  // namespace vedette::test
