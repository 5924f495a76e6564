// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_pki.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <fstream>
#include <stdexcept>

#include "core/base/bytes.h"

namespace vedette::test {
namespace {

std::string fromBio(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    std::string out(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    return out;
}

std::string pem(X509* certificate) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    return fromBio(bio);
}

std::string pem(EVP_PKEY* key) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    return fromBio(bio);
}

void extend(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    if (extension == nullptr) throw std::runtime_error("bad extension " + value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

X509* blank(EVP_PKEY* key, const std::string& name, std::chrono::hours until) {
    static std::atomic<long> serial{1000};
    X509* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    const long end = static_cast<long>(std::chrono::seconds(until).count());
    X509_gmtime_adj(X509_getm_notBefore(certificate), std::min(-3600L, end - 3600));
    X509_gmtime_adj(X509_getm_notAfter(certificate), end);
    X509_set_pubkey(certificate, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return certificate;
}

}  // namespace

struct Authority::Impl {
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    std::string text;
};

Authority::Authority(const std::string& name) : m_impl(std::make_unique<Impl>()) {
    m_impl->key = EVP_EC_gen("P-256");
    m_impl->certificate = blank(m_impl->key, name, std::chrono::hours(240));
    X509* self = m_impl->certificate;
    X509_set_issuer_name(self, X509_get_subject_name(self));
    extend(self, self, NID_basic_constraints, "critical,CA:TRUE");
    extend(self, self, NID_key_usage, "critical,keyCertSign,cRLSign");
    extend(self, self, NID_subject_key_identifier, "hash");
    X509_sign(self, m_impl->key, EVP_sha256());
    m_impl->text = pem(self);
}

Authority::~Authority() {
    X509_free(m_impl->certificate);
    EVP_PKEY_free(m_impl->key);
}

const std::string& Authority::certificate() const { return m_impl->text; }

Issued Authority::issue(const std::vector<std::string>& names, std::chrono::hours until) const {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* leaf = blank(key, names.front(), until);
    X509_set_issuer_name(leaf, X509_get_subject_name(m_impl->certificate));
    std::string alternatives;
    for (const std::string& name : names) {
        if (!alternatives.empty()) alternatives += ',';
        const bool address = name.find_first_not_of("0123456789.") == std::string::npos;
        alternatives += (address ? "IP:" : "DNS:") + name;
    }
    extend(leaf, m_impl->certificate, NID_subject_alt_name, alternatives);
    extend(leaf, m_impl->certificate, NID_ext_key_usage, "serverAuth,clientAuth");
    X509_sign(leaf, m_impl->key, EVP_sha256());
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    X509_digest(leaf, EVP_sha256(), digest, &size);
    Issued out{pem(leaf), pem(key), toHex(std::string_view(reinterpret_cast<const char*>(digest), size))};
    X509_free(leaf);
    EVP_PKEY_free(key);
    return out;
}

std::string writeText(const std::filesystem::path& folder, const std::string& name, const std::string& text) {
    const auto path = folder / name;
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    return path.string();
}

}  // namespace vedette::test
