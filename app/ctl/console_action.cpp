// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/console_action.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <span>

#include "core/privacy/sealer.h"
#include "core/store/store.h"

namespace vedette::ctl {
namespace {

Result<Checkpoint> append(const std::filesystem::path& store, const Event& event, const Clock& clock) {
    // A person is waiting: a collector that holds the lock for longer than this is worth saying.
    WriterOptions options;
    options.lockWait = std::chrono::seconds(10);
    auto writer = Writer::open(store, clock, options);
    if (!writer) return passOn(writer);
    auto sealer = Sealer::open(store);
    if (!sealer) return passOn(sealer);
    std::array<ClearEvent, 1> events;
    events[0].event = event;
    Batch batch;
    if (auto sealed = (*sealer)->seal(events, batch); !sealed) return passOn(sealed);
    return (*writer)->write(batch);
}

}  // namespace

std::string loginName() {
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return found->pw_name;
    return fmt::format("uid {}", geteuid());
}

Result<Checkpoint> recordAction(const std::filesystem::path& store, const Action& action, const Clock& clock) {
    JsonObject json = action.details;
    json.text("kind", action.kind).text("name", action.name).text("actor", action.actor);
    if (!action.target.empty()) json.text("target", action.target);
    const std::string text = json.str();
    Event event;
    const Time now = clock.now();
    event.setClass(ocsf::kConsoleAction, 1);
    event.setTime(now);
    event.setLoggedTime(now);
    event.setSeverity(ocsf::kInformational);
    event.setStatus(action.success ? ocsf::kSuccess : ocsf::kFailure);
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
    event.setText(Field::message, action.message);
    event.setJson(Field::vAction, text);
    return append(store, event, clock);
}

Result<Checkpoint> recordEvent(const std::filesystem::path& store, const Event& event, const Clock& clock) {
    return append(store, event, clock);
}

std::string recordIfPossible(Context& context, const std::filesystem::path& store, const Action& action, bool skip) {
    if (skip) return "null";
    auto recorded = recordAction(store, action, context.clock);
    if (recorded) return std::to_string(recorded->size - 1);
    context.out.note(fmt::format("not recorded in the log: {}", recorded.error().text()));
    return "null";
}

}  // namespace vedette::ctl
