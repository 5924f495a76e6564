// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/action.h"

#include <vector>

#include "core/base/bytes.h"
#include "core/privacy/sealer.h"
#include "core/store/store.h"

namespace vedette {

void beginConsoleAction(Event& event, Time now, bool success) {
    event.setClass(ocsf::kConsoleAction, 1);
    event.setTime(now);
    event.setLoggedTime(now);
    event.setSeverity(ocsf::kInformational);
    event.setStatus(success ? ocsf::kSuccess : ocsf::kFailure);
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
}

Event consoleActionEvent(const ConsoleAction& action, Time now, Arena& arena) {
    JsonObject json = action.details;
    json.text("kind", action.kind).text("name", action.name).text("actor", action.actor);
    if (!action.target.empty()) json.text("target", action.target);
    Event event;
    beginConsoleAction(event, now, action.success);
    event.setText(Field::message, arena.copy(action.message));
    event.setJson(Field::vAction, arena.copy(json.str()));
    return event;
}

struct ActionLog::Impl {
    const Clock& clock;
    std::unique_ptr<Writer> writer;
    std::unique_ptr<Sealer> sealer;
};

ActionLog::ActionLog(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ActionLog::~ActionLog() = default;

Result<std::unique_ptr<ActionLog>> ActionLog::open(const std::filesystem::path& store, const Clock& clock) {
    // A person is waiting: a collector that holds the lock for longer than this is worth saying.
    WriterOptions options;
    options.lockWait = std::chrono::seconds(10);
    auto writer = Writer::open(store, clock, options);
    if (!writer) return passOn(writer);
    auto sealer = Sealer::open(store);
    if (!sealer) return passOn(sealer);
    return std::unique_ptr<ActionLog>(
        new ActionLog(std::make_unique<Impl>(Impl{clock, std::move(*writer), std::move(*sealer)})));
}

Result<Recorded> ActionLog::record(std::span<const Event> events) {
    if (events.empty()) return fail(ErrorCode::Invalid, "there is nothing to record");
    std::vector<ClearEvent> clear(events.size());
    for (std::size_t i = 0; i < events.size(); ++i) clear[i].event = events[i];
    Batch batch;
    if (auto sealed = m_impl->sealer->seal(clear, batch); !sealed) return passOn(sealed);
    if (auto begun = m_impl->writer->begin(); !begun) return passOn(begun);
    const std::uint64_t first = m_impl->writer->nextEntry();
    if (auto added = m_impl->writer->append(batch); !added) {
        m_impl->writer->rollback();
        return passOn(added);
    }
    auto done = m_impl->writer->commit();
    if (!done) return passOn(done);
    return Recorded{first, events.size(), *done};
}

Result<Recorded> ActionLog::record(const Event& event) { return record(std::span(&event, 1)); }

Result<Recorded> ActionLog::record(const ConsoleAction& action) {
    Arena arena;
    return record(consoleActionEvent(action, m_impl->clock.now(), arena));
}

Result<Checkpoint> recordAction(const std::filesystem::path& store, const ConsoleAction& action, const Clock& clock) {
    Arena arena;
    return recordEvent(store, consoleActionEvent(action, clock.now(), arena), clock);
}

Result<Checkpoint> recordEvent(const std::filesystem::path& store, const Event& event, const Clock& clock) {
    auto log = ActionLog::open(store, clock);
    if (!log) return passOn(log);
    auto recorded = (*log)->record(event);
    if (!recorded) return passOn(recorded);
    return std::move(recorded->checkpoint);
}

}  // namespace vedette
