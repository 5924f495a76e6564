// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/key_change.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/store/key_passphrase.h"
#include "core/store/log_state.h"
#include "core/store/schema.h"
#include "core/store/store_keys.h"

namespace vedette {

namespace {

// Puts the entry and the changed checkpoint into the log. Within a transaction of the writer.
Result<ChangedKeys> commitChange(Writer& writer, const PendingKeyChange& pending, const KeyOrder& order, Time now) {
    Batch batch;
    addKeyAction(pending.change, order, now, batch);
    const std::uint64_t entry = writer.nextEntry();
    if (auto added = writer.append(batch); !added) {
        return passOn(added);
    }
    auto done = writer.commit(pending);
    if (!done) {
        return passOn(done);
    }
    return ChangedKeys{pending.change, entry, std::move(*done)};
}

// A store whose privacy key is under a passphrase keeps its new signing key under it too, wherever the old one was.
Result<void> knowPassphrase(const std::filesystem::path& folder) {
    if (keysAtRest(folder).privacy != KeyRest::Locked) {
        return {};
    }
    auto opened = readKeyFile(folder / "keys" / "kek");
    return opened ? Result<void>() : passOn(opened);
}

StoreSigner signerFor(const StoreSigner* next) { return next != nullptr ? *next : StoreSigner(SigningKey::generate()); }

Result<void> checkNew(const KeyChain& chain, const VerifierKey& next) {
    const auto had = [&](const KeySpan& span) { return span.key.publicKey == next.publicKey; };
    if (std::ranges::any_of(chain.spans(), had)) {
        return fail(ErrorCode::Invalid, "the log had this key before", fmt::format("key {:08x}", next.id),
                    "a key that was replaced does not come back: make another one");
    }
    return {};
}

}  // namespace

Result<ChangedKeys> rotateKey(const std::filesystem::path& folder, const KeyOrder& order, const Clock& clock,
                              const StoreSigner* to) {
    auto writer = Writer::open(folder, clock);
    if (!writer) {
        return passOn(writer);
    }
    if (auto known = to == nullptr ? knowPassphrase(folder) : Result<void>(); !known) {
        return passOn(known);
    }
    const StoreSigner next = signerFor(to);
    if (auto begun = (*writer)->begin(); !begun) {
        return passOn(begun);
    }
    PendingKeyChange pending;
    pending.change.kind = KeyChange::Kind::Rotate;
    pending.change.key = (*writer)->key();
    pending.change.next = verifierKeyOf(pending.change.key.name, next);
    pending.next = &next;
    auto written = checkNew((*writer)->keys(), pending.change.next);
    if (written) {
        written = writeSigner(waitingKeyFile(folder, pending.change.next), next);
    }
    if (!written) {
        return passOn(written);
    }
    auto changed = commitChange(**writer, pending, order, clock.now());
    if (!changed) {
        // Only what the log does not name: the commit may have gone through.
        auto keys = keysOf(folder);
        std::error_code ignored;
        if (keys && keys->current().text() == pending.change.key.text()) {
            std::filesystem::remove(waitingKeyFile(folder, pending.change.next), ignored);
        }
    }
    return changed;
}

Result<ChangedKeys> recoverKey(const std::filesystem::path& folder, const KeyOrder& order, const Clock& clock,
                               const StoreSigner* to) {
    if (auto there = readStoreKeys(folder)) {
        return fail(ErrorCode::Conflict, "the signing key is there", StorePaths(folder).signingKey.string(),
                    "vedettectl key STORE rotate replaces it");
    }
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    auto claimed = claimedKeys(*database);
    if (!claimed) {
        return passOn(claimed);
    }
    StoreSigner next = signerFor(to);
    PendingKeyChange pending;
    pending.change.kind = KeyChange::Kind::Break;
    pending.change.key = claimed->current();
    pending.change.next = verifierKeyOf(pending.change.key.name, next);
    // Seen from the lost key: that is the one whose checkpoints there are.
    auto chain = KeyChain::read(*database, claimed->current());
    if (!chain) {
        return passOn(chain);
    }
    auto written = checkNew(*chain, pending.change.next);
    if (written) {
        written = writeSigner(waitingKeyFile(folder, pending.change.next), next);
    }
    if (written) {
        written = writeFileAtomic(waitingVerifierFile(folder), pending.change.next.text() + "\n");
    }
    if (!written) {
        return passOn(written);
    }
    auto writer =
        Writer::openWith(folder, clock, {}, StoreKeys{std::move(next), pending.change.next, std::move(*chain)});
    if (!writer) {
        return passOn(writer);
    }
    if (auto begun = (*writer)->begin(); !begun) {
        return passOn(begun);
    }
    return commitChange(**writer, pending, order, clock.now());
}

Result<ChangedKeys> revokeKey(const std::filesystem::path& folder, const RevokeOrder& revoke, const KeyOrder& order,
                              const Clock& clock) {
    auto writer = Writer::open(folder, clock);
    if (!writer) {
        return passOn(writer);
    }
    if (auto begun = (*writer)->begin(); !begun) {
        return passOn(begun);
    }
    const auto& spans = (*writer)->keys().spans();
    const auto span = std::ranges::find_if(spans, [&](const KeySpan& s) { return s.key.id == revoke.key; });
    const std::string where = fmt::format("key {:08x}", revoke.key);
    if (span == spans.end()) {
        return fail(ErrorCode::NotFound, "the log never had this key", where, "vedettectl key STORE show lists them");
    }
    if (std::next(span) == spans.end()) {
        return fail(ErrorCode::Invalid, "the key is in force: there is none to sign that it is revoked", where,
                    "replace it first: vedettectl key STORE rotate");
    }
    PendingKeyChange pending;
    pending.change.kind = revoke.attest ? KeyChange::Kind::Attest : KeyChange::Kind::Revoke;
    pending.change.key = span->key;
    pending.change.from = revoke.from;
    auto written = writeFileAtomic(waitingVerifierFile(folder), (*writer)->key().text() + "\n");
    if (!written) {
        return passOn(written);
    }
    auto changed = commitChange(**writer, pending, order, clock.now());
    if (!changed) {
        std::error_code ignored;
        std::filesystem::remove(waitingVerifierFile(folder), ignored);
    }
    return changed;
}

Result<KeyChain> keysOf(const std::filesystem::path& folder) {
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    auto text = readFile(StorePaths(folder).verifier, 4096);
    auto key = text ? VerifierKey::parse(*text) : Result<VerifierKey>(passOn(text));
    if (!key) {
        return passOn(key);
    }
    return KeyChain::read(*database, *key);
}

Result<std::string> keyNotesOf(const std::filesystem::path& folder) {
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    auto notes = KeyChain::readNotes(*database);
    if (!notes) {
        return passOn(notes);
    }
    std::string all;
    for (const std::string& note : *notes) {
        all += note;
    }
    return all;
}

}  // namespace vedette
