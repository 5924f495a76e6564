// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with Vedette goes into the log as an event of its own (class 7706003, Console Action), sealed and
// signed like every other. The log is so the audit trail of the console and of vedettectl.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/base/error.h"
#include "core/base/json_object.h"
#include "core/base/time.h"
#include "core/base/user.h"
#include "core/event/event.h"
#include "core/store/checkpoint.h"

namespace vedette {

class Arena;
struct PersonSigner;

struct ConsoleAction {
    std::string kind;     // what it is about: "store", "report", "evidence", "control", "alert"
    std::string name;     // what was done: "verify", "export", "reveal", "waive"
    std::string target;   // which one: control id, alert id, file name
    std::string actor;    // who, as they said or by the login name
    std::string message;  // one sentence for readers of the log
    JsonObject details;   // further members of vedette.action
    bool success = true;
};

// The action as an event for the log. Texts are copied into `arena`.
[[nodiscard]] Event consoleActionEvent(const ConsoleAction& action, Time now, Arena& arena);

// Fills what every Console Action has: class, times, severity, product.
void beginConsoleAction(Event& event, Time now, bool success = true);

// Appends one action, or an event somebody else made, to the store's log; durable when it returns. For one-off use: a
// writer is opened and closed. Timeout when another process holds the store for longer than ten seconds. `signer`: see
// ActionLog::actAs().
[[nodiscard]] Result<Checkpoint> recordAction(const std::filesystem::path& store, const ConsoleAction& action,
                                              const Clock& clock, const PersonSigner* signer = nullptr);
[[nodiscard]] Result<Checkpoint> recordEvent(const std::filesystem::path& store, const Event& event, const Clock& clock,
                                             const PersonSigner* signer = nullptr);

// Where the recorded events stand.
struct Recorded {
    std::uint64_t firstEntry = 0;
    std::uint64_t count = 0;
    Checkpoint checkpoint;
};

// Records many actions over one open writer and sealer, so that a decision costs one transaction and nothing else. One
// thread; `clock` must outlive it. Other processes may append between two calls.
class ActionLog {
public:
    // Errors of Writer::open() and Sealer::open().
    [[nodiscard]] static Result<std::unique_ptr<ActionLog>> open(const std::filesystem::path& store,
                                                                 const Clock& clock);
    ~ActionLog();

    // Who acts from now on and signs each action with their own key (core/store/account.h); null: nobody. In a store
    // with accounts nothing a person does is recorded without, nor what the person's role does not allow: record() then
    // answers Denied. In a store without accounts nothing is signed.
    void actAs(const PersonSigner* signer);

    // All events in one transaction, in this order: all are durable when it returns, or none is in the log. After an
    // error the log can be used again. No events: Invalid.
    [[nodiscard]] Result<Recorded> record(std::span<const Event> events);
    [[nodiscard]] Result<Recorded> record(const Event& event);
    [[nodiscard]] Result<Recorded> record(const ConsoleAction& action);

private:
    struct Impl;
    explicit ActionLog(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace vedette
