// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/timestamp.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>
#include <memory>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/crypto.h"

namespace vedette {

namespace {

template <auto Free>
struct FreeBy {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
template <class T, auto Free>
using Owned = std::unique_ptr<T, FreeBy<Free>>;

using Request = Owned<TS_REQ, TS_REQ_free>;
using Response = Owned<TS_RESP, TS_RESP_free>;
using Imprint = Owned<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using Algorithm = Owned<X509_ALGOR, X509_ALGOR_free>;
using Number = Owned<ASN1_INTEGER, ASN1_INTEGER_free>;
using Check = Owned<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using Store = Owned<X509_STORE, X509_STORE_free>;

// The newest of OpenSSL's complaints, in its words.
std::string complaint() {
    const unsigned long code = ERR_peek_last_error();
    std::array<char, 256> text{};
    ERR_error_string_n(code, text.data(), text.size());
    const char* const reason = ERR_reason_error_string(code);
    ERR_clear_error();
    return reason != nullptr ? reason : text.data();
}

std::unexpected<Error> failedRequest() {
    return fail(ErrorCode::Io, "cannot make a timestamp request: " + complaint(), "timestamp");
}

std::unexpected<Error> wrong(std::string what) {
    return fail(ErrorCode::Corrupt, std::move(what), "timestamp",
                "do not rely on this timestamp until it is explained");
}

Number randomNumber() {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        return nullptr;
    }
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);  // positive, and always as long
    const Owned<BIGNUM, BN_free> number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return Number(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
}

template <class T, auto Read, class Into>
Into parsed(std::string_view der) {
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const auto* const end = at + der.size();
    Into object(Read(nullptr, &at, static_cast<long>(der.size())));
    return at == end ? std::move(object) : nullptr;
}

std::string textOf(const X509_NAME* name) {
    const Owned<BIO, BIO_free_all> out(BIO_new(BIO_s_mem()));
    if (!out || X509_NAME_print_ex(out.get(), name, 0,
                                   XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)) < 0) {
        return {};
    }
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

std::string serialOf(const TS_TST_INFO* info) {
    const Owned<BIGNUM, BN_free> number(ASN1_INTEGER_to_BN(TS_TST_INFO_get_serial(info), nullptr));
    if (!number) {
        return {};
    }
    char* const hex = BN_bn2hex(number.get());
    std::string text = hex == nullptr ? "" : hex;
    OPENSSL_free(hex);
    return text;
}

// Whether the nonce of the request came back.
bool answers(TS_RESP* response, std::string_view request) {
    const auto asked = parsed<TS_REQ, d2i_TS_REQ, Request>(request);
    const TS_TST_INFO* const info = TS_RESP_get_tst_info(response);
    const ASN1_INTEGER* const nonce = asked ? TS_REQ_get_nonce(asked.get()) : nullptr;
    const ASN1_INTEGER* const back = info != nullptr ? TS_TST_INFO_get_nonce(info) : nullptr;
    return nonce != nullptr && back != nullptr && ASN1_INTEGER_cmp(nonce, back) == 0;
}

std::optional<Time> timeOf(const ASN1_TIME* time) {
    std::tm when{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &when) != 1) {
        return {};
    }
    return fromMicros(static_cast<std::int64_t>(::timegm(&when)) * 1'000'000);
}

Result<Timestamp> contentOf(TS_RESP* response) {
    TS_TST_INFO* const info = TS_RESP_get_tst_info(response);
    PKCS7* const token = TS_RESP_get_token(response);
    const auto when = info == nullptr ? std::nullopt : timeOf(TS_TST_INFO_get_time(info));
    if (token == nullptr || !when) {
        return wrong("the timestamp has no time");
    }
    Timestamp timestamp;
    timestamp.time = *when;
    timestamp.serial = serialOf(info);
    const Owned<STACK_OF(X509), [](STACK_OF(X509) * s) { sk_X509_free(s); }> signers(
        PKCS7_get0_signers(token, nullptr, 0));
    if (signers && sk_X509_num(signers.get()) > 0) {
        const X509* const signer = sk_X509_value(signers.get(), 0);
        timestamp.authority = textOf(X509_get_subject_name(signer));
        timestamp.until = timeOf(X509_get0_notAfter(signer)).value_or(Time{});
    }
    return timestamp;
}

}  // namespace

Result<std::string> timestampRequest(std::string_view message) {
    Hash digest = sha256(message);
    const Request request(TS_REQ_new());
    const Imprint imprint(TS_MSG_IMPRINT_new());
    const Algorithm algorithm(X509_ALGOR_new());
    const Number nonce = randomNumber();
    if (!request || !imprint || !algorithm || !nonce ||
        X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) != 1 ||
        TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) != 1 ||
        TS_MSG_IMPRINT_set_msg(imprint.get(), digest.data(), static_cast<int>(digest.size())) != 1 ||
        TS_REQ_set_version(request.get(), 1) != 1 || TS_REQ_set_msg_imprint(request.get(), imprint.get()) != 1 ||
        TS_REQ_set_nonce(request.get(), nonce.get()) != 1 || TS_REQ_set_cert_req(request.get(), 1) != 1) {
        return failedRequest();
    }
    unsigned char* der = nullptr;
    const int size = i2d_TS_REQ(request.get(), &der);
    if (size <= 0) {
        return failedRequest();
    }
    std::string text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size));
    OPENSSL_free(der);
    return text;
}

Result<Timestamp> checkTimestamp(std::string_view response, std::string_view message,
                                 const std::filesystem::path& authorities, std::string_view request) {
    ERR_clear_error();
    const auto answer = parsed<TS_RESP, d2i_TS_RESP, Response>(response);
    if (!answer) {
        ERR_clear_error();
        return wrong("the answer is not a timestamp");
    }
    const TS_STATUS_INFO* const status = TS_RESP_get_status_info(answer.get());
    const long code = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status));
    if (code != TS_STATUS_GRANTED && code != TS_STATUS_GRANTED_WITH_MODS) {
        return fail(ErrorCode::Denied, "the timestamp authority refused, status " + std::to_string(code), "timestamp");
    }
    Store store(X509_STORE_new());
    if (!store || X509_STORE_load_file(store.get(), authorities.c_str()) != 1) {
        return fail(ErrorCode::Io, "cannot read the authorities: " + complaint(), authorities.string(),
                    "a file of certificates in PEM");
    }
    // An answer that has just come must be good today. One that was kept was checked then, and is judged by its own
    // day: authorities' certificates run out sooner than evidence is needed.
    if (request.empty()) {
        auto when = contentOf(answer.get());
        if (!when) {
            return passOn(when);
        }
        X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), toMicros(when->time) / 1'000'000);
    }
    const Check check(TS_VERIFY_CTX_new());
    if (!check) {
        return failedRequest();
    }
    TS_VERIFY_CTX_set_flags(check.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_DATA);
    TS_VERIFY_CTX_set_store(check.get(), store.release());                                                   // owns it
    TS_VERIFY_CTX_set_data(check.get(), BIO_new_mem_buf(message.data(), static_cast<int>(message.size())));  // owns it
    if (TS_RESP_verify_response(check.get(), answer.get()) != 1) {
        const std::string said = complaint();
        const auto content = contentOf(answer.get());
        if (!request.empty() && content && content->until < SystemClock().now()) {
            return fail(ErrorCode::Corrupt,
                        "the timestamp does not hold: the authority's certificate ran out on " +
                            formatTime(content->until).substr(0, 10),
                        "timestamp", "ask who runs it, or another authority");
        }
        return wrong("the timestamp does not hold: " + said);
    }
    if (!request.empty() && !answers(answer.get(), request)) {
        return wrong("the timestamp answers another request");
    }
    return contentOf(answer.get());
}

}  // namespace vedette
