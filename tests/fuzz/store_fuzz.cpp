// SPDX-License-Identifier: GPL-3.0-or-later
// What a tampered database can hand to the store: blobs of a block, posting rows, notes, anchors, proofs and
// certificates. The first byte chooses the parser.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "core/store/anchor.h"
#include "core/store/block.h"
#include "core/store/certificate.h"
#include "core/store/checkpoint.h"
#include "core/store/posting.h"
#include "core/store/proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vedette;
    if (size == 0) {
        return 0;
    }
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    static const VerifierKey key = VerifierKey::of("log", SigningKey::generate());
    switch (data[0] % 8) {
        case 0: {
            std::vector<std::int64_t> values(64);
            if (decodeColumn(bytes, values)) {
                std::string again;
                encodeColumn(values, again);
                std::vector<std::int64_t> back(values.size());
                if (!decodeColumn(again, back) || back != values) {
                    std::abort();
                }
            }
            std::vector<std::int64_t> distinct;
            [[maybe_unused]] const auto done = distinctOfColumn(bytes, 64, distinct);
            break;
        }
        case 1: {
            if (const auto index = decodePartIndex(bytes, 16)) {
                const auto again = decodePartIndex(encodePartIndex(*index), 16);
                if (!again || *again != *index) {
                    std::abort();
                }
            }
            break;
        }
        case 2: {
            static BlockCodec codec;
            [[maybe_unused]] const auto records = codec.decodeRecords(bytes, 4);
            break;
        }
        case 3: {
            static const auto columns = std::make_unique<BlockColumns>();
            columns->n = 16;
            [[maybe_unused]] const auto done = decodeColumns(bytes, *columns);
            break;
        }
        case 4: {
            [[maybe_unused]] const auto mask = postingMask(bytes, 0, 5);
            [[maybe_unused]] const auto digest = sealedDigestOf(bytes);
            break;
        }
        case 5: {
            const AnchorFile file = splitAnchors(bytes);
            std::size_t total = file.torn.size();
            for (const std::string_view note : file.notes) {
                total += note.size();
                [[maybe_unused]] const auto opened = openCheckpoint(note, key);
            }
            if (total != bytes.size()) {
                std::abort();
            }
            break;
        }
        case 6: {
            [[maybe_unused]] const auto mention = certificateIn(bytes);
            // Signed here, so that what stands behind the signature is read too.
            static const StoreSigner pair{SigningKey::generate()};
            static const VerifierKey own = verifierKeyOf("log", pair);
            Certificate certificate;
            certificate.reason = bytes;
            certificate.policy = bytes;
            const std::string body = signCertificate(certificate, own, pair).value();
            if (const auto opened = openCertificate(body, own);
                opened && signCertificate(*opened, own, pair).value() != body) {
                std::abort();
            }
            break;
        }
        default: {
            [[maybe_unused]] const auto proof = checkProof(bytes, "{}", key);
            [[maybe_unused]] const auto parsed = VerifierKey::parse(bytes);
            break;
        }
    }
    return 0;
}
