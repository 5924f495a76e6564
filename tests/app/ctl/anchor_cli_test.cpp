// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl anchor against a witness that speaks the published protocol and an authority made of `openssl ts`; both
// are Python programs on loopback.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include "tests/app/ctl/cli.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using vedette::test::ctl;
namespace fs = std::filesystem;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }
QString q(const fs::path& path) { return QString::fromStdString(path.string()); }

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// A program of tests/support/witness; ends with the object.
class Peer {
public:
    explicit Peer(const QStringList& arguments) {
        m_process.start(QStringLiteral(PYTHON), QStringList{s("-B")} + arguments);
        while (!m_said.contains("port ") || (arguments[0].contains(s("witness.py")) && !m_said.contains("\nkey "))) {
            if (!m_process.waitForReadyRead(60'000)) qFatal("%s", m_process.readAllStandardError().constData());
            m_said += m_process.readAllStandardOutput();
        }
        while (!m_said.endsWith('\n') && m_process.waitForReadyRead(10'000))
            m_said += m_process.readAllStandardOutput();
    }
    ~Peer() {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(10'000)) m_process.kill();
        m_process.waitForFinished(10'000);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    [[nodiscard]] QString url() const { return s("http://127.0.0.1:") + word("port "); }
    [[nodiscard]] QString key() const { return word("key "); }

private:
    [[nodiscard]] QString word(const char* name) const {
        const auto at = m_said.indexOf(name) + static_cast<qsizetype>(qstrlen(name));
        return QString::fromUtf8(m_said.mid(at, m_said.indexOf('\n', at) - at));
    }
    QProcess m_process;
    QByteArray m_said;
};

}  // namespace

class AnchorCliTest : public QObject {
    Q_OBJECT

    test::TempFolder m_folder;
    test::FixedClock m_clock{test::kFixtureStart};
    test::EventSource m_source;

    [[nodiscard]] QString store() const { return q(m_folder / "s"); }
    void grow(std::size_t count) {
        m_clock.advance(std::chrono::hours(1));
        auto writer = Writer::open(m_folder / "s", m_clock);
        QVERIFY(writer);
        QVERIFY((*writer)->write(m_source.batch(count)));
    }
    [[nodiscard]] QStringList witnessed(const Peer& peer) const {
        return {s("anchor"), store(), s("--witness"), peer.url(), s("--witness-key"), peer.key(), s("--json")};
    }
    // What verify says of the only anchor of a kind.
    [[nodiscard]] QJsonObject attested(const char* kind) const {
        const auto ran = ctl({s("verify"), store(), s("--no-record"), s("--json")});
        QJsonObject out;
        for (const auto& anchor : ran.json().value(s("anchors")).toArray())
            if (anchor.toObject().value(s("kind")).toString() == s(kind)) out = anchor.toObject();
        return out;
    }
    [[nodiscard]] QStringList witnessScript(const char* forge = nullptr) const {
        QStringList out{s(PEERS "/witness.py"), QString::fromUtf8(contents(store() + s("/keys/verifier")).trimmed())};
        if (forge != nullptr) out << s(forge);
        return out;
    }

private Q_SLOTS:
    void initTestCase() {
        test::makeStore(m_folder / "s", m_clock);
        grow(700);
    }

    void witness() {
        const Peer peer(witnessScript());
        auto ran = ctl(witnessed(peer));
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("size")).toInt(), 700);
        QCOMPARE(ran.json().value(s("witness")).toObject().value(s("name")).toString(), s("witness.example/test"));
        const QString file = store() + s("/anchors/witnessed");
        QCOMPARE(contents(file).count(QByteArray("\n\xE2\x80\x94 ")), 2);

        // Grown, and once more without growth.
        grow(900);
        QCOMPARE(ctl(witnessed(peer)).exit, 0);
        QCOMPARE(ctl(witnessed(peer)).exit, 0);
        // What we know of the witness is lost: it says itself where it stands.
        const QByteArray kept = contents(file);
        QVERIFY(QFile::rename(file, file + s(".away")));
        grow(500);
        ran = ctl(witnessed(peer));
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("size")).toInt(), 2100);
        // Every verification takes it up by itself, and checks the witness's line by the key that was noted.
        QCOMPARE(attested("witness").value(s("size")).toInt(), 2100);
        QVERIFY(attested("witness").value(s("checked")).toBool());
        QVERIFY(!attested("witness").value(s("time")).toString().isEmpty());
        QFile forged(file);
        QVERIFY(forged.open(QIODevice::ReadWrite));
        QByteArray line = forged.readAll();
        const auto at = line.lastIndexOf(' ') + 20;  // within the signature
        line[at] = line[at] == 'A' ? 'B' : 'A';
        QVERIFY(forged.resize(0) && forged.seek(0) && forged.write(line) == line.size());
        forged.close();
        QVERIFY(!attested("witness").value(s("checked")).toBool());
        QCOMPARE(attested("witness").value(s("problem")).toString(), s("the cosignature is wrong"));
        line[at] = line[at] == 'A' ? 'B' : 'A';
        // The file is an anchor like any other.
        ran = ctl({s("verify"), store(), s("--no-record"), s("--anchor"), file, s("--json")});
        QVERIFY2(ran.exit == 0, ran.out.constData());
        QCOMPARE(ran.json().value(s("integrity")).toObject().value(s("anchored_size")).toInt(), 2100);
        QVERIFY(kept.size() > contents(file).size());
    }

    // A witness that knows the log's first key is led to the newest.
    void changedKeys() {
        const Peer peer(witnessScript());
        const int before = ctl(witnessed(peer)).json().value(s("size")).toInt();
        QVERIFY(before > 0);
        for (int i = 0; i < 2; ++i) {
            const auto ran = ctl({s("key"), store(), s("rotate"), s("--reason"), s("yearly")});
            QVERIFY2(ran.exit == 0, ran.err.constData());
            grow(50);
        }
        const auto ran = ctl(witnessed(peer));
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("size")).toInt(), before + 102);
    }

    // Whoever can change the database alone, and knows of anchors/checkpoints, is found by what the witness signed.
    void theDatabaseIsPutBack() {
        const Peer peer(witnessScript());
        const fs::path old = m_folder / "old.db";
        fs::copy_file(m_folder / "s/evidence.db", old);
        grow(100);
        const auto seen = ctl(witnessed(peer));
        QVERIFY2(seen.exit == 0, seen.err.constData());
        const QByteArray size = QByteArray::number(seen.json().value(s("size")).toInt());
        const fs::path now = m_folder / "now.db";
        fs::copy_file(m_folder / "s/evidence.db", now);
        fs::rename(m_folder / "s/anchors/checkpoints", m_folder / "away");
        fs::copy_file(old, m_folder / "s/evidence.db", fs::copy_options::overwrite_existing);
        const auto ran = ctl({s("verify"), store(), s("--no-record")});
        QCOMPARE(ran.exit, 3);
        QVERIFY2(ran.out.contains("/anchors/witnessed: it remembers " + size + " entries"), ran.out.constData());
        fs::copy_file(now, m_folder / "s/evidence.db", fs::copy_options::overwrite_existing);
        fs::rename(m_folder / "away", m_folder / "s/anchors/checkpoints");
        QCOMPARE(ctl({s("verify"), store(), s("--no-record")}).exit, 0);
    }

    // The store is put back to an older state: the witness remembers.
    void rollback() {
        const Peer peer(witnessScript());
        const fs::path copy = m_folder / "copy";
        fs::copy(m_folder / "s", copy, fs::copy_options::recursive);
        grow(100);
        const auto seen = ctl(witnessed(peer));
        QVERIFY2(seen.exit == 0, seen.err.constData());
        const QString size = QString::number(seen.json().value(s("size")).toInt());
        fs::remove_all(m_folder / "s");
        fs::rename(copy, m_folder / "s");
        auto ran = ctl(witnessed(peer));
        QCOMPARE(ran.exit, 3);
        QVERIFY(ran.errorJson().value(s("what")).toString().contains(s("the witness has seen ") + size));
        // And grows again from there, another way, to the same size and beyond: a fork.
        for (const std::size_t more : {100, 200}) {
            grow(more);
            ran = ctl(witnessed(peer));
            QCOMPARE(ran.exit, 3);
            QVERIFY2(ran.errorJson().value(s("what")).toString().contains(s("does not continue")), ran.err.constData());
        }
    }

    // How much nobody else has attested, and for how long; a key that its operator has retired.
    void ageOfAWitness() {
        const auto said = [&] {
            return ctl({s("verify"), store(), s("--no-record"), s("--json")})
                .json()
                .value(s("not_anchored"))
                .toObject();
        };
        fs::rename(m_folder / "s", m_folder / "kept");
        test::makeStore(m_folder / "s", m_clock);
        grow(40);
        QCOMPARE(said().value(s("entries")).toInt(), 40);
        QVERIFY(said().value(s("text")).toString().startsWith(s("no entry is anchored by anyone else")));
        const Peer peer(witnessScript());
        QVERIFY(ctl(witnessed(peer)).exit == 0);
        QCOMPARE(said().value(s("entries")).toInt(), 0);
        QVERIFY(said().value(s("text")).toString().startsWith(s("all entries are anchored by somebody else")));
        grow(7);
        QCOMPARE(said().value(s("entries")).toInt(), 7);
        QCOMPARE(said().value(s("last_by")).toString(), s("witness.example/test"));
        QVERIFY(!said().value(s("old")).toBool());
        QVERIFY(said().value(s("text")).toString().startsWith(s("entries from 40 on are not anchored by anyone else")));
        // Its operator said that the key was good until a day in the past.
        auto line = witnessed(peer);
        line << s("--witness-until") << s("2001-02-03");
        auto ran = ctl(line);
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.errorJson().value(s("what")).toString(), s("the witness's key ran out on 2001-02-03"));
        line.last() = s("some day");
        QCOMPARE(ctl(line).exit, 2);
        // Until some day to come: it is noted, once.
        line.last() = s("9998-01-01");
        QCOMPARE(ctl(line).exit, 0);
        const QString noted = store() + s("/anchors/witnesses");
        QCOMPARE(contents(noted).count('\n'), 1);
        QVERIFY(contents(noted).endsWith(" until 9998-01-01\n"));
        QVERIFY(attested("witness").value(s("checked")).toBool());
        // As if the day had come: what it signs from then on counts no more.
        QFile file(noted);
        const QByteArray retired = contents(noted).replace("9998-01-01", "2001-02-03");
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(retired) == retired.size());
        file.close();
        QVERIFY(!attested("witness").value(s("checked")).toBool());
        QVERIFY(
            attested("witness").value(s("problem")).toString().contains(s("with a key that ran out on 2001-02-03")));
        QCOMPARE(said().value(s("entries")).toInt(), 47);
        fs::remove_all(m_folder / "s");
        fs::rename(m_folder / "kept", m_folder / "s");
    }

    void wrongWitnesses() {
        const Peer forger(witnessScript("--forge"));
        auto ran = ctl(witnessed(forger));
        QCOMPARE(ran.exit, 3);
        QVERIFY(ran.errorJson().value(s("what")).toString().contains(s("the cosignature is wrong")));

        const Peer honest(witnessScript());
        auto line = witnessed(honest);
        line[5] = forger.key();  // another key of the same name
        ran = ctl(line);
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.errorJson().value(s("code")).toString(), s("not_found"));
        line[5] = QString::fromUtf8(contents(store() + s("/keys/verifier")).trimmed());  // a log's key, no witness's
        QCOMPARE(ctl(line).exit, 2);

        // A witness of another log.
        test::makeStore(m_folder / "other", m_clock);
        line = witnessed(honest);
        line[1] = q(m_folder / "other");
        QCOMPARE(ctl(line).exit, 4);
        // Nobody there. The store is as it was.
        const QByteArray before = contents(store() + s("/anchors/witnessed"));
        line = witnessed(honest);
        line[3] = s("http://127.0.0.1:1");
        QCOMPARE(ctl(line).exit, 4);
        QCOMPARE(contents(store() + s("/anchors/witnessed")), before);
    }

    void timestamp() {
        QVERIFY(QDir(q(m_folder.path())).mkdir(s("tsa")));
        QVERIFY(QDir(q(m_folder.path())).mkdir(s("tsa2")));
        const Peer peer({s(PEERS "/tsa.py"), q(m_folder / "tsa")});
        const Peer other({s(PEERS "/tsa.py"), q(m_folder / "tsa2")});
        const QString ca = q(m_folder / "tsa/ca.pem");
        auto ran = ctl({s("anchor"), store(), s("--tsa"), peer.url(), s("--tsa-ca"), ca, s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        const auto stamp = ran.json().value(s("timestamp")).toObject();
        QVERIFY(stamp.value(s("authority")).toString().contains(s("Timestamps for tests")));
        const QString file = stamp.value(s("file")).toString();
        // OpenSSL's own program agrees, with what lies in the folder.
        QProcess openssl;
        openssl.start(s("openssl"), {s("ts"), s("-verify"), s("-data"), QString(file).replace(s(".tsr"), s(".note")),
                                     s("-in"), file, s("-CAfile"), ca});
        QVERIFY(openssl.waitForFinished(30'000));
        QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
        // verify checks it again by what lies beside it, and says so when that is not enough.
        QVERIFY(attested("timestamp").value(s("checked")).toBool());
        QVERIFY(attested("timestamp").value(s("name")).toString().contains(s("Timestamps for tests")));
        const QString beside = QString(file).replace(s(".tsr"), s(".pem"));
        QVERIFY(QFile::rename(beside, beside + s(".away")));
        QVERIFY(!attested("timestamp").value(s("checked")).toBool());
        QVERIFY(QFile::copy(q(m_folder / "tsa2/ca.pem"), beside));
        QVERIFY(attested("timestamp").value(s("problem")).toString().contains(s("the timestamp does not hold")));
        QVERIFY(QFile::remove(beside) && QFile::rename(beside + s(".away"), beside));
        // An authority that is not trusted.
        ran = ctl({s("anchor"), store(), s("--tsa"), other.url(), s("--tsa-ca"), ca, s("--json")});
        QCOMPARE(ran.exit, 3);
        QVERIFY(ran.errorJson().value(s("what")).toString().contains(s("the timestamp does not hold")));
        // Nobody there: said in words, and the store is as it was.
        const QDir stamps(store() + s("/anchors/timestamps"));
        const auto before = stamps.entryList().size();
        ran = ctl({s("anchor"), store(), s("--tsa"), s("http://127.0.0.1:1"), s("--tsa-ca"), ca, s("--json")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.errorJson().value(s("code")).toString(), s("network"));
        QVERIFY2(!ran.errorJson().value(s("hint")).toString().isEmpty(), ran.err.constData());
        QVERIFY2(ran.err.contains("127.0.0.1:1"), ran.err.constData());
        QCOMPARE(stamps.entryList().size(), before);
        QCOMPARE(ctl({s("anchor"), store(), s("--tsa"), peer.url(), s("--tsa-ca"), store()}).exit, 4);
    }

    void wrongUse() {
        QCOMPARE(ctl({s("anchor"), store()}).exit, 2);
        QCOMPARE(ctl({s("anchor"), store(), s("--witness"), s("http://127.0.0.1:1")}).exit, 2);
        QCOMPARE(ctl({s("anchor"), store(), s("--tsa"), s("http://127.0.0.1:1")}).exit, 2);
        QVERIFY(ctl({s("anchor"), s("--help")}).out.contains("Example:\n  vedettectl anchor"));
    }
};

QTEST_GUILESS_MAIN(AnchorCliTest)
#include "anchor_cli_test.moc"
