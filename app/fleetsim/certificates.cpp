// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>

namespace vedette::fleetsim {
namespace {

struct Free {
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(X509* p) const { X509_free(p); }
    void operator()(BIO* p) const { BIO_free(p); }
    void operator()(X509_EXTENSION* p) const { X509_EXTENSION_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

std::unexpected<Error> refused() {
    return fail(ErrorCode::Io, "OpenSSL could not make a certificate", "certificates of the simulated nodes",
                "check the installation of OpenSSL 3");
}

template <class Write>
std::string pemOf(Write&& write) {
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    if (!bio || write(bio.get()) != 1) return {};
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

bool addExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setTime(ASN1_TIME* field, Time t) {
    return ASN1_TIME_set(field, static_cast<std::time_t>(toMicros(t) / 1'000'000)) != nullptr;
}

// A certificate for `key`, all but its issuer, extensions and signature.
Owned<X509> blank(EVP_PKEY* key, const std::string& name, long serial, Time notBefore, Time notAfter) {
    Owned<X509> x(X509_new());
    if (!x) return {};
    X509_NAME* subject = X509_get_subject_name(x.get());
    const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
    const bool good =
        X509_set_version(x.get(), 2) == 1 && ASN1_INTEGER_set(X509_get_serialNumber(x.get()), serial) == 1 &&
        setTime(X509_getm_notBefore(x.get()), notBefore) && setTime(X509_getm_notAfter(x.get()), notAfter) &&
        X509_set_pubkey(x.get(), key) == 1 &&
        X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>("Vedette simulated fleet"), -1, -1, 0) == 1 &&
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1;
    return good ? std::move(x) : Owned<X509>();
}

}  // namespace

struct Authority::Impl {
    Owned<EVP_PKEY> key;
    Owned<X509> certificate;
    long serial = 1;
};

Authority::Authority() : m_impl(std::make_unique<Impl>()) {}
Authority::Authority(Authority&&) noexcept = default;
Authority& Authority::operator=(Authority&&) noexcept = default;
Authority::~Authority() = default;

Result<Authority> Authority::create(Time notBefore, Time notAfter) {
    Authority out;
    Impl& d = *out.m_impl;
    d.key.reset(EVP_EC_gen("P-256"));
    if (!d.key) return refused();
    d.certificate = blank(d.key.get(), "Simulated fleet CA", d.serial++, notBefore, notAfter);
    X509* x = d.certificate.get();
    if (x == nullptr || X509_set_issuer_name(x, X509_get_subject_name(x)) != 1 ||
        !addExtension(x, x, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
        !addExtension(x, x, NID_key_usage, "critical,keyCertSign,cRLSign") ||
        !addExtension(x, x, NID_subject_key_identifier, "hash") || X509_sign(x, d.key.get(), EVP_sha256()) == 0) {
        return refused();
    }
    out.m_pem = pemOf([&](BIO* bio) { return PEM_write_bio_X509(bio, x); });
    if (out.m_pem.empty()) return refused();
    return out;
}

Result<IssuedCertificate> Authority::issue(const std::string& hostName, Time notBefore, Time notAfter) {
    Impl& d = *m_impl;
    const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    if (!key) return refused();
    const Owned<X509> leaf = blank(key.get(), hostName, ++d.serial, notBefore, notAfter);
    X509* x = leaf.get();
    X509* ca = d.certificate.get();
    if (x == nullptr || X509_set_issuer_name(x, X509_get_subject_name(ca)) != 1 ||
        !addExtension(x, ca, NID_basic_constraints, "critical,CA:FALSE") ||
        !addExtension(x, ca, NID_key_usage, "critical,digitalSignature") ||
        !addExtension(x, ca, NID_ext_key_usage, "serverAuth") ||
        !addExtension(x, ca, NID_subject_key_identifier, "hash") ||
        !addExtension(x, ca, NID_authority_key_identifier, "keyid") ||
        !addExtension(x, ca, NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost,DNS:" + hostName) ||
        X509_sign(x, d.key.get(), EVP_sha256()) == 0) {
        return refused();
    }
    IssuedCertificate out;
    out.certificatePem = pemOf([&](BIO* bio) { return PEM_write_bio_X509(bio, x); });
    out.keyPem = pemOf(
        [&](BIO* bio) { return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    if (out.certificatePem.empty() || out.keyPem.empty()) return refused();
    return out;
}

}  // namespace vedette::fleetsim
