// SPDX-License-Identifier: GPL-3.0-or-later
// Timestamps whose authority's certificate has run out since: judged by the day they were made.
#include "core/store/timestamp.h"

#include <QTest>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include <memory>

#include "core/base/file.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

template <class T, void (*release)(T*)>
struct Release {
    void operator()(T* object) const { release(object); }
};
template <class T, void (*release)(T*)>
using Owned = std::unique_ptr<T, Release<T, release>>;
using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using Certificate509 = Owned<X509, X509_free>;
void freeBio(BIO* bio) { BIO_free(bio); }
using Bio = Owned<BIO, freeBio>;

constexpr std::int64_t k2020 = 1'577'836'800;
constexpr std::int64_t kDay = 86'400;

// Valid through the year 2020. Signed by `issuer`, or by itself.
Certificate509 certificateOf(EVP_PKEY* key, const char* name, bool authority, X509* issuer, EVP_PKEY* issuerKey) {
    Certificate509 out(X509_new());
    X509_set_version(out.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(out.get()), authority ? 1 : 2);
    ASN1_TIME_set(X509_getm_notBefore(out.get()), k2020);
    ASN1_TIME_set(X509_getm_notAfter(out.get()), k2020 + 365 * kDay);
    X509_set_pubkey(out.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(out.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509_set_issuer_name(out.get(), X509_get_subject_name(issuer != nullptr ? issuer : out.get()));
    const auto add = [&](int nid, const char* value) {
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value);
        X509_add_ext(out.get(), extension, -1);
        X509_EXTENSION_free(extension);
    };
    add(NID_basic_constraints, authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (!authority) {
        add(NID_ext_key_usage, "critical,timeStamping");
    }
    X509_sign(out.get(), issuerKey != nullptr ? issuerKey : key, EVP_sha256());
    return out;
}

ASN1_INTEGER* oneAsSerial(TS_RESP_CTX* /*context*/, void* /*data*/) {
    ASN1_INTEGER* serial = ASN1_INTEGER_new();
    ASN1_INTEGER_set(serial, 7);
    return serial;
}
int timeOf(TS_RESP_CTX* /*context*/, void* data, long* seconds, long* micros) {
    *seconds = static_cast<long>(*static_cast<std::int64_t*>(data));
    *micros = 0;
    return 1;
}

// An authority whose clock says what the test wants.
class StampAuthority {
public:
    explicit StampAuthority(const std::filesystem::path& folder)
        : m_caKey(EVP_EC_gen("P-256")),
          m_key(EVP_EC_gen("P-256")),
          m_ca(certificateOf(m_caKey.get(), "CA of 2020", true, nullptr, nullptr)),
          m_certificate(certificateOf(m_key.get(), "Stamps of 2020", false, m_ca.get(), m_caKey.get())),
          m_file(folder / "ca.pem") {
        const Bio bio(BIO_new(BIO_s_mem()));
        PEM_write_bio_X509(bio.get(), m_ca.get());
        if (!writeFileAtomic(m_file, text(bio.get()))) qFatal("cannot write the certificate");
    }
    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    [[nodiscard]] std::string answer(const std::string& request, std::int64_t seconds) const {
        const Owned<TS_RESP_CTX, TS_RESP_CTX_free> context(TS_RESP_CTX_new());
        TS_RESP_CTX_set_signer_cert(context.get(), m_certificate.get());
        TS_RESP_CTX_set_signer_key(context.get(), m_key.get());
        const Owned<ASN1_OBJECT, ASN1_OBJECT_free> policy(OBJ_txt2obj("1.2.3.4.1", 1));
        TS_RESP_CTX_set_def_policy(context.get(), policy.get());
        TS_RESP_CTX_add_md(context.get(), EVP_sha256());
        TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256());
        TS_RESP_CTX_set_serial_cb(context.get(), oneAsSerial, nullptr);
        TS_RESP_CTX_set_time_cb(context.get(), timeOf, &seconds);
        const Bio in(BIO_new_mem_buf(request.data(), static_cast<int>(request.size())));
        const Owned<TS_RESP, TS_RESP_free> response(TS_RESP_create_response(context.get(), in.get()));
        const Bio out(BIO_new(BIO_s_mem()));
        if (!response || i2d_TS_RESP_bio(out.get(), response.get()) != 1) qFatal("no answer");
        return text(out.get());
    }

private:
    static std::string text(BIO* bio) {
        char* data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        return {data, static_cast<std::size_t>(size)};
    }
    Key m_caKey;
    Key m_key;
    Certificate509 m_ca;
    Certificate509 m_certificate;
    std::filesystem::path m_file;
};

}  // namespace

class TimestampTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isJudgedByItsOwnDay_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<bool>("holds");
        QTest::newRow("before the certificate was valid") << qint64(k2020 - kDay) << false;
        QTest::newRow("while it was valid") << qint64(k2020 + 100 * kDay) << true;
        QTest::newRow("after it had run out") << qint64(k2020 + 400 * kDay) << false;
    }
    void isJudgedByItsOwnDay() {
        QFETCH(qint64, seconds);
        QFETCH(bool, holds);
        const TempFolder f;
        const StampAuthority authority(f.path());
        const std::string message = "a checkpoint\n";
        const std::string request = *timestampRequest(message);
        const std::string answer = authority.answer(request, seconds);
        const auto kept = checkTimestamp(answer, message, authority.file());
        QVERIFY2(kept.has_value() == holds, kept ? "" : kept.error().text().c_str());
        if (holds) {
            QCOMPARE(toMicros(kept->time), seconds * 1'000'000);
            QVERIFY(kept->authority.find("Stamps of 2020") != std::string::npos);
        } else {
            QCOMPARE(kept.error().code, ErrorCode::Corrupt);
        }
        // Somebody who answers now with a certificate of 2020 is not believed, whatever time he writes.
        const auto fresh = checkTimestamp(answer, message, authority.file(), request);
        QVERIFY(!fresh);
        QCOMPARE(fresh.error().code, ErrorCode::Corrupt);
        QVERIFY2(fresh.error().what.find("the authority's certificate ran out on 2020-12-31") != std::string::npos,
                 fresh.error().what.c_str());
        QVERIFY(!checkTimestamp(answer, "another checkpoint\n", authority.file()));
    }
};

QTEST_GUILESS_MAIN(TimestampTest)
#include "timestamp_test.moc"
