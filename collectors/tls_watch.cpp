// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/tls_watch.h"

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <vector>

#include "core/base/bytes.h"

namespace vedette {
namespace {

std::string nameText(const X509_NAME* name) {
    if (name == nullptr) return {};
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
    // UTF-8 as it is, everything else escaped by RFC 2253.
    if (!out || X509_NAME_print_ex(out.get(), name, 0,
                                   XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB)) < 0) {
        return {};
    }
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(std::min(size, 1024L))) : std::string{};
}

std::optional<Time> timeOf(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    return Time{std::chrono::seconds(timegm(&parts))};
}

std::string dateText(const ASN1_TIME* time) {
    const auto read = timeOf(time);
    return read ? formatTime(*read).substr(0, 19) + "Z" : "an unreadable date";
}

std::string versionText(const SSL* ssl) {
    switch (SSL_version(ssl)) {
        case TLS1_VERSION: return "1.0";
        case TLS1_1_VERSION: return "1.1";
        case TLS1_2_VERSION: return "1.2";
        case TLS1_3_VERSION: return "1.3";
        default: return SSL_get_version(ssl);
    }
}

void describe(X509* leaf, PeerObservation& into) {
    if (leaf == nullptr) return;
    into.subject = nameText(X509_get_subject_name(leaf));
    into.issuer = nameText(X509_get_issuer_name(leaf));
    into.notAfter = timeOf(X509_get0_notAfter(leaf));
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (X509_digest(leaf, EVP_sha256(), digest, &size) == 1) {
        into.fingerprint = toHex(std::string_view(reinterpret_cast<const char*>(digest), size));
    }
}

void describe(const SSL* ssl, PeerObservation& into) {
    if (ssl == nullptr) return;
    into.tlsVersion = versionText(ssl);
    const SSL_CIPHER* cipher = SSL_get_current_cipher(ssl);
    if (cipher == nullptr) cipher = SSL_get_pending_cipher(ssl);
    if (cipher != nullptr) into.cipher = SSL_CIPHER_get_name(cipher);
}

std::string chainProblem(int error, int depth, X509* at) {
    const std::string_view whose = depth > 0 ? "an authority in its chain" : "it";
    switch (error) {
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return "it is self-signed and not trusted here";
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            return fmt::format("it is signed by an authority that is not trusted here ({})",
                               at != nullptr ? nameText(X509_get_issuer_name(at)) : std::string("unknown"));
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return fmt::format("{} expired on {}", whose, dateText(at != nullptr ? X509_get0_notAfter(at) : nullptr));
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return fmt::format("{} is not valid before {}", whose,
                               dateText(at != nullptr ? X509_get0_notBefore(at) : nullptr));
        case X509_V_ERR_CERT_SIGNATURE_FAILURE: return "its signature does not match the authority's key";
        default:
            return fmt::format("{} (certificate {} of the chain)", X509_verify_cert_error_string(error), depth + 1);
    }
}

std::string alternativeNames(X509* leaf) {
    std::string out;
    auto* names = static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(leaf, NID_subject_alt_name, nullptr, nullptr));
    const int count = names == nullptr ? 0 : sk_GENERAL_NAME_num(names);
    for (int i = 0; i < count && i < 5; ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
        if (name->type != GEN_DNS) continue;
        const auto* text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName));
        const auto size = static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName));
        if (!out.empty()) out += ", ";
        out += std::string(text, std::min<std::size_t>(size, 253));
    }
    if (names != nullptr) GENERAL_NAMES_free(names);
    return out;
}

bool nameMatches(X509* leaf, const std::string& host) {
    std::string plain = host;
    if (plain.starts_with('[') && plain.ends_with(']')) plain = plain.substr(1, plain.size() - 2);
    ASN1_OCTET_STRING* address = a2i_IPADDRESS(plain.c_str());
    if (address != nullptr) {
        ASN1_OCTET_STRING_free(address);
        return X509_check_ip_asc(leaf, plain.c_str(), 0) == 1;
    }
    return X509_check_host(leaf, plain.data(), plain.size(), 0, nullptr) == 1;
}

}  // namespace

struct TlsWatch::Callback {
    static int verify(X509_STORE_CTX* store, void* argument) {
        auto& watch = *static_cast<TlsWatch*>(argument);
        PeerObservation& seen = watch.m_seen;
        seen = {};
        watch.m_handshakeSeen = true;
        X509* leaf = X509_STORE_CTX_get0_cert(store);
        describe(static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx())), seen);
        if (leaf == nullptr) {
            seen.problem = "no certificate was shown";
            watch.m_refused = true;
            X509_STORE_CTX_set_error(store, X509_V_ERR_UNSPECIFIED);
            return 0;
        }
        describe(leaf, seen);

        // All problems are named, not only the first: an expired certificate for the wrong name needs both mended.
        std::vector<std::string> problems;
        int error = X509_V_OK;
        if (X509_verify_cert(store) != 1) {
            error = X509_STORE_CTX_get_error(store);
            problems.push_back(
                chainProblem(error, X509_STORE_CTX_get_error_depth(store), X509_STORE_CTX_get_current_cert(store)));
        }
        if (error != X509_V_ERR_CERT_HAS_EXPIRED && X509_cmp_current_time(X509_get0_notAfter(leaf)) < 0) {
            problems.push_back(fmt::format("it expired on {}", dateText(X509_get0_notAfter(leaf))));
            error = X509_V_ERR_CERT_HAS_EXPIRED;
        }
        if (!nameMatches(leaf, watch.m_host)) {
            const std::string names = alternativeNames(leaf);
            problems.push_back(
                fmt::format("it is not for the name {}{}{}", watch.m_host, names.empty() ? "" : " but for ", names));
            if (error == X509_V_OK) error = X509_V_ERR_HOSTNAME_MISMATCH;
        }
        const bool wrongPin = !watch.m_config.pinSha256.empty() && watch.m_config.pinSha256 != seen.fingerprint;
        if (wrongPin) {
            problems.push_back("its SHA-256 is not the pinned one");
            error = X509_V_ERR_APPLICATION_VERIFICATION;
        }
        for (const std::string& problem : problems) {
            if (!seen.problem.empty()) seen.problem += "; ";
            seen.problem += problem;
        }
        seen.verified = problems.empty();
        // A pin is asked for by hand, so it holds even where nothing else is verified.
        watch.m_refused = watch.m_config.verify ? !problems.empty() : wrongPin;
        X509_STORE_CTX_set_error(store, watch.m_refused ? error : X509_V_OK);
        return watch.m_refused ? 0 : 1;
    }
};

void TlsWatch::attach(void* sslContext) {
    auto* context = static_cast<SSL_CTX*>(sslContext);
    SSL_CTX_set_cert_verify_callback(context, &Callback::verify, this);
    // The connection outlives this watch; without renegotiation nobody verifies again on it.
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
}

void TlsWatch::readConnection(void* sslPointer, const PeerObservation* known) {
    const auto* ssl = static_cast<const SSL*>(sslPointer);
    if (ssl == nullptr) return;
    if (m_handshakeSeen) return describe(ssl, m_seen);
    const std::unique_ptr<X509, decltype(&X509_free)> leaf(SSL_get1_peer_certificate(ssl), &X509_free);
    m_seen = {};
    describe(ssl, m_seen);
    describe(leaf.get(), m_seen);
    if (known != nullptr && known->fingerprint == m_seen.fingerprint) {
        m_seen.verified = known->verified;
        m_seen.problem = known->problem;
    } else {
        m_seen.verified = m_config.verify;
    }
    if (leaf && X509_cmp_current_time(X509_get0_notAfter(leaf.get())) < 0 && m_seen.verified) {
        m_seen.verified = false;
        m_seen.problem =
            fmt::format("it expired on {}, after the connection was made", dateText(X509_get0_notAfter(leaf.get())));
    }
}

}  // namespace vedette
