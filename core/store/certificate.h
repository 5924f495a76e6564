// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates of lawful forgetting (docs/store-format.md, section 9): what was erased or forgotten, by whom, why and
// when, signed by the store's key. The body stands in table `certificate`; the log entry that names its digest puts it
// under the signed checkpoints.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/store/checkpoint.h"
#include "core/store/database.h"
#include "core/store/key_chain.h"
#include "core/store/store_signer.h"

namespace vedette {

enum class CertificateKind : std::int64_t { Retention = 1, Erasure = 2 };
[[nodiscard]] std::string_view certificateKindName(CertificateKind kind);  // "retention", "erasure"

struct Certificate {
    std::uint64_t id = 0;     // from 1
    std::uint64_t entry = 0;  // of the log, holding the record that names it
    CertificateKind kind = CertificateKind::Erasure;
    Time time{};
    std::string log;  // the store's origin
    std::string actor;
    std::string reason;
    // Erasure.
    std::vector<Hash> parts;       // digests, ascending
    std::vector<Hash> subjects;    // SHA-256 of each pseudonym
    std::vector<Hash> subjectIds;  // SHA-256 of each subject id as sealed parts carry it
    std::uint64_t records = 0;     // that lost their part
    // Retention.
    std::uint64_t count = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    Hash chain{};               // over the forgotten entries, see chainOn()
    std::string policy = "[]";  // canonical JSON list of what was applied
};

// The next link of Certificate::chain; it starts with zeroes.
[[nodiscard]] Hash chainOn(const Hash& before, std::uint64_t entry, const Hash& leaf);

[[nodiscard]] Result<std::string> signCertificate(const Certificate& certificate, const VerifierKey& name,
                                                  const StoreSigner& key);
// Checks form and signature, by the key that was in force at its entry. Corrupt when either is wrong.
[[nodiscard]] Result<Certificate> openCertificate(std::string_view body, const KeyChain& keys);

// What a log entry says of a certificate.
struct CertificateMention {
    std::uint64_t id = 0;
    std::string kind;
    std::string body;  // SHA-256 of the body, hex
};
// None when the record is no certificate's.
[[nodiscard]] std::optional<CertificateMention> certificateIn(std::string_view record);
// `vedette.action` of the record that names the certificate; `body` as signed.
[[nodiscard]] std::string certificateAction(const Certificate& certificate, std::string_view body);

// All of the store's certificates, unchecked but for their signature; Corrupt when one is damaged. Within a
// transaction.
[[nodiscard]] Result<std::vector<Certificate>> readCertificates(Database& database, const KeyChain& keys);
// Largest id; 0 when nothing was ever forgotten. Whoever remembers anything of a store must forget it when this moves.
[[nodiscard]] Result<std::int64_t> newestCertificate(Database& database);
// "certificate 3 of 2026-11-21": for messages. A certificate that cannot be read is named by its number.
[[nodiscard]] std::string certificateText(Database& database, std::int64_t id);

}  // namespace vedette
