// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/restore.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "core/base/file.h"
#include "core/base/json_object.h"
#include "core/event/event.h"
#include "core/privacy/detectors.h"
#include "core/store/backup_parts.h"
#include "core/store/new_folder.h"
#include "core/store/restore_apply.h"
#include "core/store/schema.h"
#include "core/store/store_keys.h"

namespace vedette {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRestored = "restored";

class RestoreRun {
public:
    RestoreRun(const fs::path& backup, const RestoreOrder& order, const Clock& clock)
        : m_backup(backup), m_order(order), m_clock(clock) {}
    Result<RestoreDone> run(const fs::path& store);

private:
    Result<void> copy(const fs::path& into);
    Result<void> putKeys(const fs::path& into);
    Result<void> check(const fs::path& into);
    Result<void> applyAll(const fs::path& into, const StoreKeys& keys);
    Result<void> record(const fs::path& into);

    const fs::path& m_backup;
    const RestoreOrder& m_order;
    const Clock& m_clock;
    std::string m_key;  // text of the verifier key that is believed
    std::uint64_t m_newest = 0;
    RestoreDone m_done;
};

Result<void> RestoreRun::copy(const fs::path& into) {
    auto own = readFile(StorePaths(m_backup).verifier, 4096);
    if (!own) {
        own.error().hint = "is this a backup made by vedettectl backup?";
        return passOn(own);
    }
    m_key = m_order.key.empty() ? *own : m_order.key;
    const CopyControl control = copyControl(m_order.progress, m_order.stop);
    if (auto done = copyDatabase(StorePaths(m_backup).database, StorePaths(into).database, 0644, control); !done) {
        return done;
    }
    for (const char* part : {"anchors", "certificates"}) {
        if (auto done = copyFiles(m_backup / part, into / part, 0644); !done) {
            return done;
        }
    }
    std::error_code error;
    fs::create_directories(into / "anchors", error);
    return putKeys(into);
}

// When the key in force at the end of the backup was replaced, as the living store's log tells; empty when it does not.
std::string replacedSince(const fs::path& living, const VerifierKey& then) {
    auto database = openStoreDatabase(living, Database::Mode::ReadOnly);
    auto chain = database ? claimedKeys(*database) : Result<KeyChain>(passOn(database));
    if (!chain) {
        return {};
    }
    const auto& spans = chain->spans();
    for (std::size_t i = 1; i < spans.size(); ++i) {
        if (spans[i - 1].key.text() == then.text()) {
            return fmt::format(": key {:08x} took over on {} at entry {}", spans[i].key.id, formatTime(spans[i].since),
                               spans[i].from - 1);
        }
    }
    return {};
}

// Keys and backup may be of different times. What is missing then is said, and where it may be.
Error explained(Error error, const fs::path& into, const fs::path& place) {
    error.where = place.string();
    if (error.what == "the passphrase is wrong") {
        error.what = "the passphrase is wrong for these keys";
        error.hint =
            "a copy of keys stays under the passphrase it was made under: the one of that time is needed, if it was "
            "changed since; vedettectl key STORE passphrase sets a new one afterwards";
    }
    if (error.what != "the signing key is not this store's") {
        return error;
    }
    auto database = openStoreDatabase(into, Database::Mode::ReadOnly);
    auto then = database ? claimedKeys(*database) : Result<KeyChain>(passOn(database));
    if (!then) {
        return error;
    }
    const VerifierKey& key = then->current();
    error.what = fmt::format("the backup's log ends under key {:08x}, and this is another one{}", key.id,
                             replacedSince(place.parent_path(), key));
    error.hint =
        "a change of keys destroys the old private key, so only a copy of keys/ from before it goes with this backup "
        "(backup --with-keys): name it by --keys. Without one take a backup from after the change; this one can be "
        "read and verified as it is";
    return error;
}

// The living store's own are the best: those of erased subjects are gone from them.
Result<void> RestoreRun::putKeys(const fs::path& into) {
    std::error_code error;
    std::vector<fs::path> places;
    if (!m_order.keys.empty()) {
        places = {m_order.keys};
    } else {
        if (!m_order.living.empty()) {
            places.push_back(m_order.living / "keys");
        }
        places.push_back(m_backup / kBackupKeys);
    }
    Error why{ErrorCode::Denied, "the private keys of the store are not there", places.back().string(),
              "say where they are: --keys FOLDER; to read and verify only, the backup itself is enough"};
    for (const fs::path& place : places) {
        if (!fs::exists(place / "signing.pem", error) || !fs::exists(place / "subjects.db", error)) {
            continue;
        }
        fs::remove_all(into / "keys", error);
        auto put = copyKeys(place, into / "keys");
        if (put) {
            put = writeFileAtomic(StorePaths(into).verifier, m_key.ends_with('\n') ? m_key : m_key + "\n");
        }
        if (!put) {
            return put;
        }
        // The living store may have another signing key by now than the backup ends with.
        auto keys = readStoreKeys(into);
        if (keys) {
            return {};
        }
        why = explained(std::move(keys.error()), into, place);
    }
    return std::unexpected(std::move(why));
}

Result<void> RestoreRun::check(const fs::path& into) {
    auto head = verifyCopy(into, m_key, m_order.threads, m_order.progress, m_order.stop);
    if (!head) {
        return passOn(head);
    }
    m_done.size = head->size;
    auto database = openStoreDatabase(into, Database::Mode::ReadOnly);
    auto newest = database ? newestCertificate(*database) : Result<std::int64_t>(passOn(database));
    if (!newest) {
        return passOn(newest);
    }
    m_newest = static_cast<std::uint64_t>(*newest);
    return {};
}

Result<void> RestoreRun::applyAll(const fs::path& into, const StoreKeys& keys) {
    auto later = readLaterState(m_order, keys.chain, m_done.size, m_newest);
    if (!later) {
        return passOn(later);
    }
    m_done.known = later->known;
    m_done.allKnown = later->all;
    CertificateApplier applier(into, m_done.size, keys, m_clock);
    for (const auto& [id, certificate] : later->certificates) {
        auto applied = applier.apply(certificate);
        if (!applied) {
            return passOn(applied);
        }
        m_done.certificates.push_back(std::move(*applied));
    }
    return applier.finish();
}

Result<void> RestoreRun::record(const fs::path& into) {
    RestoredMark mark;
    mark.size = m_done.size;
    mark.known = m_done.known;
    mark.allKnown = m_done.allKnown;
    for (const AppliedAgain& c : m_done.certificates) {
        mark.applied.push_back(c.certificate);
        if (!c.open.empty()) {
            mark.open.push_back(c.certificate);
        }
    }
    const std::string action = JsonObject()
                                   .text("actor", m_order.actor)
                                   .boolean("all_known", mark.allKnown)
                                   .raw("certificates", jsonNumbers(mark.applied))
                                   .text("kind", "restore")
                                   .number("known", mark.known)
                                   .text("name", kRestored)
                                   .text("note", redact(m_order.reason, detect(m_order.reason)))  // stays for ever
                                   .raw("open", jsonNumbers(mark.open))
                                   .number("size", mark.size)
                                   .str();
    Event event;
    Batch batch;
    const Time now = m_clock.now();
    event.setClass(ocsf::kConsoleAction, 1);
    event.setTime(now);
    event.setLoggedTime(now);
    event.setSeverity(mark.mayHaveUndone() ? ocsf::kHigh : ocsf::kInformational);
    event.setStatus(ocsf::kSuccess);
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
    event.setText(Field::message, batch.arena.copy(restoredText(mark)));
    event.setJson(Field::vAction, batch.arena.copy(action));
    appendEvent(event, batch);
    auto writer = Writer::open(into, m_clock);
    auto written = writer ? (*writer)->write(batch) : Result<Checkpoint>(passOn(writer));
    if (!written) {
        return passOn(written);
    }
    m_done.entry = written->size - 1;
    return {};
}

Result<RestoreDone> RestoreRun::run(const fs::path& store) {
    auto half = NewFolder::begin(store);
    if (!half) {
        return passOn(half);
    }
    const fs::path& into = half->path();
    auto done = copy(into);
    if (done) {
        done = check(into);
    }
    if (!done) {
        return passOn(done);
    }
    auto keys = readStoreKeys(into);
    if (!keys) {
        return passOn(keys);
    }
    done = applyAll(into, *keys);
    if (done) {
        done = record(into);
    }
    if (!done) {
        return passOn(done);
    }
    // What was done to it must verify as well before anybody relies on it.
    if (auto head = verifyCopy(into, m_key, m_order.threads, m_order.progress, m_order.stop); !head) {
        return passOn(head);
    }
    if (auto finished = half->finish(); !finished) {
        return passOn(finished);
    }
    return std::move(m_done);
}

std::vector<std::uint64_t> numbersAt(const simdjson::dom::element& action, const char* name) {
    simdjson::dom::array items;
    std::vector<std::uint64_t> out;
    if (action[name].get(items) == simdjson::SUCCESS) {
        for (const simdjson::dom::element item : items) {
            std::uint64_t number = 0;
            if (item.get(number) == simdjson::SUCCESS) {
                out.push_back(number);
            }
        }
    }
    return out;
}

std::optional<RestoredMark> markIn(std::string_view record, std::uint64_t entry) {
    Event event;
    std::string scratch;
    if (!readRecord(record, scratch, event)) {
        return {};
    }
    const std::string_view json = event.text(Field::vAction);
    simdjson::dom::parser parser;
    simdjson::dom::element action;
    std::string_view text;
    if (parser.parse(json.data(), json.size()).get(action) != simdjson::SUCCESS ||
        action["kind"].get(text) != simdjson::SUCCESS || text != "restore") {
        return {};
    }
    RestoredMark mark;
    mark.entry = entry;
    mark.time = event.time();
    if (action["actor"].get(text) == simdjson::SUCCESS) {
        mark.actor = text;
    }
    if (action["note"].get(text) == simdjson::SUCCESS) {
        mark.reason = text;
    }
    // What is missing or odd counts as the worse case.
    const bool read = action["size"].get(mark.size) == simdjson::SUCCESS &&
                      action["known"].get(mark.known) == simdjson::SUCCESS &&
                      action["all_known"].get(mark.allKnown) == simdjson::SUCCESS;
    mark.allKnown = mark.allKnown && read;
    mark.applied = numbersAt(action, "certificates");
    mark.open = numbersAt(action, "open");
    return mark;
}

}  // namespace

Result<RestoreDone> restoreStore(const fs::path& backup, const fs::path& store, const RestoreOrder& order,
                                 const Clock& clock) {
    return RestoreRun(backup, order, clock).run(store);
}

Result<std::vector<RestoredMark>> restoredMarks(Reader& reader) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kConsoleAction);
    filter.texts.emplace_back(TextColumn::Rule, std::vector<std::string>{std::string(kRestored)});
    std::vector<std::uint64_t> entries;
    auto scanned = reader.scan(filter, ColumnSet(), [&](const Row& row) {
        entries.push_back(row.entry);
        return true;
    });
    auto records = scanned ? reader.records(entries) : Result<std::vector<std::string>>(passOn(scanned));
    if (!records) {
        return passOn(records);
    }
    std::vector<RestoredMark> out;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (auto mark = markIn((*records)[i], entries[i])) {
            out.push_back(std::move(*mark));
        }
    }
    return out;
}

std::string restoredText(const RestoredMark& mark) {
    std::string out = fmt::format("This store was restored from a backup of {} entries", mark.size);
    if (mark.known > mark.size) {
        out += fmt::format("; the log is known to have had {}", mark.known);
    }
    if (!mark.allKnown) {
        out += fmt::format(
            ". Erasures and forgetting ordered after entry {} may be undone: not all certificates issued "
            "since were there",
            mark.size == 0 ? 0 : mark.size - 1);
    }
    if (!mark.applied.empty()) {
        out += fmt::format(
            ". {} issued since {} applied again",
            mark.applied.size() == 1 ? "1 certificate" : fmt::format("{} certificates", mark.applied.size()),
            mark.applied.size() == 1 ? "was" : "were");
    } else if (mark.allKnown) {
        out += ". No certificate had been issued since";
    }
    if (!mark.open.empty()) {
        out += fmt::format(". {} of them not as a whole", mark.open.size());
    }
    return out;
}

}  // namespace vedette
