// SPDX-License-Identifier: GPL-3.0-or-later
// The store's own keys: the private key that signs now, and the chain of all keys of its log.
#pragma once

#include <filesystem>

#include "core/base/crypto.h"
#include "core/store/key_chain.h"

namespace vedette {

struct StoreKeys {
    SigningKey signing;
    VerifierKey verifier;  // of `signing`: the key in force
    KeyChain chain;        // as seen from `verifier`
};

// Denied when the signing key cannot be read or is not the one in force. The second is for whoever has the store open.
[[nodiscard]] Result<StoreKeys> readStoreKeys(const std::filesystem::path& folder);
[[nodiscard]] Result<StoreKeys> readStoreKeys(const std::filesystem::path& folder, Database& database);

// The key in force, from the log alone and unchecked: which key the signing key must be.
[[nodiscard]] Result<KeyChain> claimedKeys(Database& database);

// keys/signing-1a2b3c4d.pem: where a new key waits until its handover is in the log.
[[nodiscard]] std::filesystem::path waitingKeyFile(const std::filesystem::path& folder, const VerifierKey& key);
// keys/verifier.next: where the key waits that keys/verifier is to hold.
[[nodiscard]] std::filesystem::path waitingVerifierFile(const std::filesystem::path& folder);
// Puts what waits into its place once the log says that it is in force. Safe to call again, and from several processes.
[[nodiscard]] Result<void> settleKeyFiles(const std::filesystem::path& folder, const VerifierKey& current);

}  // namespace vedette
