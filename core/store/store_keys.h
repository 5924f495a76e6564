// SPDX-License-Identifier: GPL-3.0-or-later
// The store's own keys: the private key that signs now, and the chain of all keys of its log.
#pragma once

#include <filesystem>

#include "core/store/key_chain.h"
#include "core/store/store_signer.h"

namespace vedette {

struct StoreKeys {
    StoreSigner signing;
    VerifierKey verifier;  // of `signing`: the key in force
    KeyChain chain;        // as seen from `verifier`
};

// Denied when the signing key cannot be read or is not the one in force. The second is for whoever has the store open.
[[nodiscard]] Result<StoreKeys> readStoreKeys(const std::filesystem::path& folder);
[[nodiscard]] Result<StoreKeys> readStoreKeys(const std::filesystem::path& folder, Database& database);

// Into a file of mode 0600: a key is put under the passphrase when one is given (core/base/key_file.h); where a token's
// key is, is no secret.
[[nodiscard]] Result<void> writeSigner(const std::filesystem::path& file, const StoreSigner& signer);

// The key in force, from the log alone and unchecked: which key the signing key must be.
[[nodiscard]] Result<KeyChain> claimedKeys(Database& database);

// keys/signing-1a2b3c4d.pem: where a new key waits until its handover is in the log.
[[nodiscard]] std::filesystem::path waitingKeyFile(const std::filesystem::path& folder, const VerifierKey& key);
// keys/verifier.next: where the key waits that keys/verifier is to hold.
[[nodiscard]] std::filesystem::path waitingVerifierFile(const std::filesystem::path& folder);
// Puts what waits into its place once the log says that it is in force. Safe to call again, and from several processes.
[[nodiscard]] Result<void> settleKeyFiles(const std::filesystem::path& folder, const VerifierKey& current);

}  // namespace vedette
