// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pipeline/due_retention.h"

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>

#include "core/base/file.h"
#include "core/policy/retention_policy.h"
#include "core/store/forget_retention.h"

namespace vedette {

namespace {

constexpr Duration kEvery = std::chrono::hours(24);
// 8,192 records between two chances for the collector to write.
constexpr std::uint64_t kBlocksAtOnce = 8;
// The collector waits for the lock by asking again and again; this is long enough to be asked in.
constexpr auto kPause = std::chrono::milliseconds(250);

// Waits, unless stopped.
bool pause(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, kPause, [] { return false; });
    return !stop.stop_requested();
}

// Nothing when the policy lets nothing go.
Result<std::optional<Retention>> forgetDue(const std::filesystem::path& store, const FleetConfig& fleet,
                                           const Clock& clock, const std::stop_token& stop) {
    auto laws = loadRetentionLaws(resourceFolder() / "retention" / "laws.yaml");
    auto policy = laws ? RetentionPolicy::resolve(declarationOf(fleet), *laws, clock.now())
                       : Result<RetentionPolicy>(passOn(laws));
    if (!policy) {
        return passOn(policy);
    }
    const auto before = policy->before();
    if (!before) {
        return std::optional<Retention>{};
    }
    RetentionOrder order;
    order.before = *before;
    order.expired = [&](std::string_view record, const Columns& columns) { return policy->expired(record, columns); };
    order.policy = policy->json();
    order.actor = "collector service";
    order.reason = "retention of " + fleet.name;
    order.blocksAtOnce = kBlocksAtOnce;
    order.shrink = false;  // writing the file anew would lock everybody out for as long as that takes
    order.between = [&] { return pause(stop); };
    auto done = forgetExpired(store, order, clock);
    return done ? Result<std::optional<Retention>>(std::move(*done)) : Result<std::optional<Retention>>(passOn(done));
}

std::string wordsFor(const Retention& done) {
    std::string out = fmt::format("Retention: {} records forgotten", done.forgotten);
    if (!done.issued.empty()) {
        out += done.issued.size() == 1 ? fmt::format(" under certificate {}", done.issued.front().certificate.id)
                                       : fmt::format(" under certificates {} to {}", done.issued.front().certificate.id,
                                                     done.issued.back().certificate.id);
    }
    if (done.held > 0) {
        out += fmt::format("; {} kept by {}", done.held, fmt::join(done.holds, ", "));
    }
    return out;
}

}  // namespace

Declaration declarationOf(const FleetConfig& fleet) {
    Declaration out;
    out.name = fleet.name;
    out.facts = fleet.facts;
    for (const NodeConfig& node : fleet.nodes) {
        DeclaredNode declared;
        declared.id = node.id;
        declared.dataClasses = node.dataClasses;
        out.nodes.push_back(std::move(declared));
    }
    for (const RetentionRow& row : fleet.retention) {
        out.retention.push_back({row.dataClass, row.minimum, row.maximum, row.basis});
    }
    return out;
}

DueRetention::DueRetention(std::filesystem::path store, const FleetConfig& fleet, const Clock& clock)
    : m_store(std::move(store)), m_fleet(fleet), m_clock(clock) {}

DueRetention::~DueRetention() = default;

std::optional<DueRetention::Said> DueRetention::tick() {
    const Time now = m_clock.now();
    {
        const std::lock_guard lock(m_mutex);
        if (m_running || (m_state.last && now - *m_state.last < kEvery)) {
            return std::exchange(m_said, std::nullopt);
        }
        m_running = true;
        m_state.last = now;
    }
    // The thread of the run before has ended or is ending: it touches nothing any more.
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_said, std::nullopt);
}

RetentionState DueRetention::state() const {
    const std::lock_guard lock(m_mutex);
    return m_state;
}

void DueRetention::run(const std::stop_token& stop) {
    const auto done = forgetDue(m_store, m_fleet, m_clock, stop);
    const std::lock_guard lock(m_mutex);
    m_running = false;
    ++m_state.runs;
    m_state.problem.clear();
    if (!done) {
        m_state.problem = done.error().text();
        m_said = Said{"Retention failed, and is tried again tomorrow: " + m_state.problem,
                      std::string(errorCodeName(done.error().code))};
    } else if (*done && ((*done)->forgotten > 0 || (*done)->held > 0)) {
        m_state.forgotten += (*done)->forgotten;
        m_said = Said{wordsFor(**done), {}};
    }
}

}  // namespace vedette
