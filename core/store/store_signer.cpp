// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store_signer.h"

#include "core/base/key_file.h"

namespace vedette {

namespace {

constexpr std::string_view kTokenHead = "vedette token 1\n";

}  // namespace

std::string tokenUriIn(std::string_view contents) {
    if (!contents.starts_with(kTokenHead)) {
        return {};
    }
    contents.remove_prefix(kTokenHead.size());
    return std::string(contents.substr(0, contents.find('\n')));
}

Result<StoreSigner> StoreSigner::fromFile(std::string_view contents, const VerifierKey& expected) {
    if (const std::string uri = tokenUriIn(contents); !uri.empty()) {
        auto plain = tokenUri(uri);
        auto key = plain ? TokenKey::open(*plain, expected.publicKey) : Result<TokenKey>(passOn(plain));
        return key ? Result<StoreSigner>(StoreSigner(std::move(*key))) : Result<StoreSigner>(passOn(key));
    }
    auto key = SigningKey::fromPem(contents);
    return key ? Result<StoreSigner>(StoreSigner(std::move(*key))) : Result<StoreSigner>(passOn(key));
}

std::array<std::uint8_t, 32> StoreSigner::publicKey() const {
    const TokenKey* const inToken = token();
    return inToken != nullptr ? inToken->publicKey() : std::get<std::shared_ptr<const SigningKey>>(m_key)->publicKey();
}

Result<std::array<std::uint8_t, 64>> StoreSigner::sign(std::string_view message) const {
    const TokenKey* const inToken = token();
    return inToken != nullptr ? inToken->sign(message)
                              : std::get<std::shared_ptr<const SigningKey>>(m_key)->sign(message);
}

std::string StoreSigner::file() const {
    const TokenKey* const inToken = token();
    return inToken != nullptr ? std::string(kTokenHead) + inToken->uri() + "\n"
                              : std::get<std::shared_ptr<const SigningKey>>(m_key)->toPem();
}

}  // namespace vedette
