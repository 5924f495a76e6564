// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/action.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/privacy/sealer.h"
#include "core/store/account.h"
#include "core/store/people.h"
#include "core/store/reader.h"
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

namespace {

bool isAction(const Event& event) {
    const auto classUid = event.integer(Field::classUid);
    return event.has(Field::vAction) && (classUid == ocsf::kConsoleAction || classUid == ocsf::kIncidentFinding);
}

// Room for the signature: it is made when record and entry number are known, and takes the dashes' place then.
Result<std::string> withRoomToSign(std::string_view action) {
    std::string json(action.substr(0, action.size() - 1));  // without the closing brace
    json += R"(,"signature":")" + std::string(kSignatureText, '-') + "\"}";
    return canonicalJson(json);
}

std::string signRecord(const PersonSigner& signer, std::string_view origin, std::uint64_t entry,
                       std::string_view record) {
    std::string out(record);
    const auto place = signaturePlace(out);
    if (!place) return out;
    const auto signature = signer.key->sign(signedText(origin, entry, out));
    out.replace(*place, kSignatureText, toBase64({reinterpret_cast<const char*>(signature.data()), signature.size()}));
    return out;
}

}  // namespace

struct ActionLog::Impl {
    const Clock& clock;
    std::filesystem::path store;
    std::unique_ptr<Writer> writer;
    std::unique_ptr<Sealer> sealer;
    std::unique_ptr<Reader> reader;
    PeopleLog people;
    std::optional<PersonSigner> signer;

    Result<void> refresh();
    Result<void> sign(std::span<const Event> events, std::uint64_t first, Batch& batch);
};

// What the log says of people now.
Result<void> ActionLog::Impl::refresh() {
    if (!reader) {
        auto opened = Reader::open(store);
        if (!opened) return passOn(opened);
        reader = std::move(*opened);
    }
    return people.update(*reader);
}

// Signs the actions among the rows and refuses what verify would name: a forged action and one that is not allowed are
// the same to whoever reads the log later. While the writer holds the lock, as numbers and roles are certain only then.
Result<void> ActionLog::Impl::sign(std::span<const Event> events, std::uint64_t first, Batch& batch) {
    if (auto known = refresh(); !known) return known;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!isAction(events[i])) continue;
        SealedRow& row = batch.rows[i];
        if (people.any() && !signer)
            return fail(ErrorCode::Denied, "this store has accounts, so whoever acts must sign in", store.string(),
                        "on a command line: --actor NAME");
        if (signer) row.record = batch.arena.copy(signRecord(*signer, writer->head().origin, first + i, row.record));
        if (auto wrong = people.problem(first + i, row.record))
            return fail(ErrorCode::Denied, "not recorded: " + *wrong, {}, "vedettectl people STORE list says who may");
    }
    return {};
}

void ActionLog::actAs(const PersonSigner* signer) {
    m_impl->signer = signer == nullptr ? std::nullopt : std::optional(*signer);
}

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
        new ActionLog(std::make_unique<Impl>(Impl{clock, store, std::move(*writer), std::move(*sealer), {}, {}, {}})));
}

Result<Recorded> ActionLog::record(std::span<const Event> events) {
    if (events.empty()) return fail(ErrorCode::Invalid, "there is nothing to record");
    std::vector<ClearEvent> clear(events.size());
    Batch batch;
    for (std::size_t i = 0; i < events.size(); ++i) {
        clear[i].event = events[i];
        if (!m_impl->signer || !isAction(events[i])) continue;
        auto room = withRoomToSign(events[i].text(Field::vAction));
        if (!room) return passOn(room);
        clear[i].event.setJson(Field::vAction, batch.arena.copy(*room));
    }
    if (auto sealed = m_impl->sealer->seal(clear, batch); !sealed) return passOn(sealed);
    if (auto begun = m_impl->writer->begin(); !begun) return passOn(begun);
    const std::uint64_t first = m_impl->writer->nextEntry();
    Result<void> added = m_impl->sign(events, first, batch);
    if (added) added = m_impl->writer->append(batch);
    if (!added) {
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

Result<Checkpoint> recordAction(const std::filesystem::path& store, const ConsoleAction& action, const Clock& clock,
                                const PersonSigner* signer) {
    Arena arena;
    return recordEvent(store, consoleActionEvent(action, clock.now(), arena), clock, signer);
}

Result<Checkpoint> recordEvent(const std::filesystem::path& store, const Event& event, const Clock& clock,
                               const PersonSigner* signer) {
    auto log = ActionLog::open(store, clock);
    if (!log) return passOn(log);
    (*log)->actAs(signer);
    auto recorded = (*log)->record(event);
    if (!recorded) return passOn(recorded);
    return std::move(recorded->checkpoint);
}

}  // namespace vedette
