// SPDX-License-Identifier: GPL-3.0-or-later
// erase, hold and retention as a script sees them.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/app/ctl/cli.h"

using vedette::test::ctl;
using vedette::test::Ran;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

void writeTo(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

// Lines of an nginx log: 1,500 requests of November 2024, by five people.
QByteArray accessLog() {
    QByteArray out;
    for (int i = 0; i < 1'500; ++i)
        out += QStringLiteral(
                   "203.0.113.%1 - worker-%1.quux [20/Nov/2024:10:%2:%3 +0000] \"POST /v1/chat/completions HTTP/1.1\" "
                   "200 512 \"-\" \"python-requests/2.31\"\n")
                   .arg(i % 5 + 1)
                   .arg(i / 60 % 60, 2, 10, QLatin1Char('0'))
                   .arg(i % 60, 2, 10, QLatin1Char('0'))
                   .toUtf8();
    return out;
}

QByteArray fleetFile(const QByteArray& classes, const QByteArray& rest) {
    return "name: clinic\nnodes:\n  - id: edge-1\n    provider: onprem\n    region: onprem-1\n    data_classes: [" +
           classes + "]\n" + rest;
}

// What a tool of poppler-utils says (scripts/packages-test.txt).
QByteArray tool(const QString& name, const QStringList& arguments) {
    QProcess process;
    process.start(name, arguments);
    process.waitForFinished(120'000);
    return process.readAllStandardOutput();
}

int filesHolding(const QString& folder, const QByteArray& bytes) {
    int found = 0;
    for (QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes)) ++found;
    }
    return found;
}

}  // namespace

class ForgetCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_store;

    [[nodiscard]] QString at(const char* name) const { return m_folder.filePath(s(name)); }
    [[nodiscard]] QJsonObject integrity() const {
        return ctl({s("verify"), m_store, s("--json"), s("--no-record")}).json().value(s("integrity")).toObject();
    }

private Q_SLOTS:
    void init() {
        QVERIFY(m_folder.isValid());
        m_store = at("store");
        QDir(m_store).removeRecursively();
        QCOMPARE(ctl({s("init"), m_store}).exit, 0);
        writeTo(at("access.log"), accessLog());
        const auto ran = ctl(
            {s("import"), m_store, s("--mapping"), s("nginx-combined"), s("--node"), s("edge-1"), at("access.log")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
    }

    void eraseLeavesACertificate() {
        const QString subject = s("worker-3.quux");
        auto ran = ctl({s("erase"), m_store, s("--subject"), subject, s("--reason"), s("asked by WORKER-3.quux")});
        QCOMPARE(ran.exit, 2);
        QVERIFY2(ran.err.contains("names the data subject"), ran.err.constData());
        ran = ctl({s("erase"), m_store, s("--subject"), subject, s("--reason"), s("request 4711"), s("--actor"),
                   s("dpo"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("records")).toInt(), 300);
        QCOMPARE(ran.json().value(s("certificate")).toInt(), 1);
        QVERIFY(ran.json().value(s("unfinished")).isNull());
        QFile file(ran.json().value(s("file")).toString());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto certificate = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(certificate.value(s("kind")).toString(), s("erasure"));
        QCOMPARE(certificate.value(s("reason")).toString(), s("request 4711"));
        QCOMPARE(certificate.value(s("actor")).toString(), s("dpo"));
        QVERIFY(certificate.value(s("signed")).toString().startsWith(s("vedette certificate 1\n")));
        QCOMPARE(filesHolding(m_store, "worker-3.quux"), 0);

        // For reading: one page with what there is to compare.
        const QString pdf = ran.json().value(s("pdf")).toString();
        QCOMPARE(pdf, file.fileName().replace(s(".json"), s(".pdf")));
        const QString page = QString::fromUtf8(tool(s("pdftotext"), {pdf, s("-")})).remove(QLatin1Char('\n'));
        for (const QString& text : {s("Certificate of erasure"), s("request 4711"), s("dpo"), s("300 records"),
                                    certificate.value(s("signed_sha256")).toString()})
            QVERIFY2(page.contains(text), qPrintable(text + s(" not in ") + page));
        QVERIFY(!page.contains(subject));
        QVERIFY(tool(s("pdfinfo"), {pdf}).contains("Pages:           1\n"));

        const auto verdict = integrity();
        QVERIFY(verdict.value(s("intact")).toBool());
        QCOMPARE(verdict.value(s("certificates")).toArray().size(), 1);
        QVERIFY(verdict.value(s("erased_parts")).toInt() > 0);
        ran = ctl({s("verify"), m_store, s("--no-record")});
        QVERIFY2(ran.out.contains("erased under certificate 1 of "), ran.out.constData());
        // Known to nobody any more.
        ran = ctl({s("erase"), m_store, s("--subject"), subject, s("--reason"), s("again"), s("--json")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.errorJson().value(s("code")).toString(), s("not_found"));
    }

    void aBackupComesBackWithoutWhatWasErased() {
        const QString backup = at("backup");
        const QString restored = at("restored");
        QDir(backup).removeRecursively();
        auto ran = ctl({s("backup"), m_store, backup, s("--with-keys"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        const int size = ran.json().value(s("size")).toInt();
        QVERIFY(size >= 1'500);
        QVERIFY(ran.json().value(s("keys")).toBool());
        QCOMPARE(ran.json().value(s("recorded_entry")).toInt(), size);  // the next one
        ran = ctl({s("backup"), m_store, backup, s("--json")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.errorJson().value(s("code")).toString(), s("conflict"));
        ran = ctl({s("verify"), backup, s("--json")});
        QCOMPARE(ran.exit, 0);
        QVERIFY(ran.json().value(s("recorded_entry")).isNull());
        QCOMPARE(ctl({s("erase"), m_store, s("--subject"), s("worker-3.quux"), s("--reason"), s("request")}).exit, 0);

        // Nothing is known of what happened since: said at once, and by every verify.
        ran = ctl({s("restore"), backup, restored, s("--json")});
        QCOMPARE(ran.exit, 1);
        QVERIFY(!ran.json().value(s("all_known")).toBool());
        ran = ctl({s("verify"), restored, s("--no-record")});
        QCOMPARE(ran.exit, 0);
        QVERIFY2(ran.out.contains("may be undone"), ran.out.constData());
        QDir(restored).removeRecursively();

        ran = ctl({s("restore"), backup, restored, s("--living"), m_store, s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("certificates")).toArray().size(), 1);
        QCOMPARE(ran.json().value(s("certificates")).toArray()[0].toObject().value(s("records")).toInt(), 300);
        ran = ctl({s("verify"), restored, s("--no-record"), s("--json")});
        QCOMPARE(ran.exit, 0);
        const auto mark = ran.json().value(s("restored")).toArray()[0].toObject();
        QCOMPARE(mark.value(s("size")).toInt(), size);
        QCOMPARE(mark.value(s("may_have_undone")).toBool(), false);
        ran = ctl({s("erase"), restored, s("--subject"), s("worker-3.quux"), s("--reason"), s("again"), s("--json")});
        QCOMPARE(ran.errorJson().value(s("code")).toString(), s("not_found"));
        QDir(restored).removeRecursively();
    }

    void holdsAreOrderedListedAndReleased() {
        auto ran = ctl({s("hold"), m_store, s("add"), s("--reason"), s("case 7")});
        QCOMPARE(ran.exit, 2);
        ran = ctl({s("hold"), m_store, s("add"), s("principal=worker-1.quux"), s("--reason"), s("case 7")});
        QCOMPARE(ran.exit, 2);
        QVERIFY2(ran.err.contains("in clear"), ran.err.constData());
        ran = ctl({s("hold"), m_store, s("add"), s("node=edge-1"), s("--period"), s("2024"), s("--reason"), s("case 7"),
                   s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("records")).toInt(), 1'500);
        const QString id = ran.json().value(s("id")).toString();
        ran = ctl({s("erase"), m_store, s("--subject"), s("worker-1.quux"), s("--reason"), s("request"), s("--json")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.errorJson().value(s("code")).toString(), s("denied"));
        QVERIFY(ran.errorJson().value(s("what")).toString().contains(id));
        ran = ctl({s("hold"), m_store, s("list"), s("--json")});
        QCOMPARE(ran.json().value(s("holds")).toArray().size(), 1);
        QVERIFY(ran.json().value(s("holds")).toArray()[0].toObject().value(s("released")).isNull());
        QCOMPARE(ctl({s("hold"), m_store, s("release"), s("hold-0"), s("--reason"), s("x")}).exit, 2);
        QCOMPARE(ctl({s("hold"), m_store, s("release"), id, s("--reason"), s("settled")}).exit, 0);
        QCOMPARE(ctl({s("erase"), m_store, s("--subject"), s("worker-1.quux"), s("--reason"), s("request")}).exit, 0);
        ran = ctl({s("hold"), m_store, s("add"), s("--subject"), s("worker-2.quux"), s("--reason"), s("case 8"),
                   s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("records")).toInt(), 300);
        QCOMPARE(filesHolding(m_store, "worker-2.quux"), 0);  // the log holds the pseudonym
        QCOMPARE(ctl({s("erase"), m_store, s("--subject"), s("worker-2.quux"), s("--reason"), s("request")}).exit, 4);
        QCOMPARE(ctl({s("erase"), m_store, s("--subject"), s("worker-4.quux"), s("--reason"), s("request")}).exit, 0);
        QVERIFY(integrity().value(s("intact")).toBool());
    }

    void retentionShowsConflictsAndForgets() {
        writeTo(at("conflict.yaml"),
                fleetFile("personal, health",
                          "facts:\n  hipaa_role: covered_entity\nretention:\n  - data_class: personal\n    maximum: 13 "
                          "months\n    basis: policy 4.1\n  - data_class: health\n    maximum: 5 years\n"));
        auto ran = ctl({s("retention"), m_store, s("--fleet"), at("conflict.yaml"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("forgotten")).toInt(), 0);  // HIPAA's six years win
        const auto rules = ran.json().value(s("rules")).toArray();
        QCOMPARE(rules.size(), 2);
        const auto health = rules[0].toObject();
        QCOMPARE(health.value(s("data_class")).toString(), s("health"));
        QVERIFY(health.value(s("conflict")).toBool());
        QCOMPARE(health.value(s("minimum")).toString(), s("6 years"));
        QVERIFY(ctl({s("retention"), m_store, s("--fleet"), at("conflict.yaml"), s("--dry-run")})
                    .out.contains("CONFLICT: kept 6 years"));

        writeTo(at("fleet.yaml"), fleetFile("personal",
                                            "retention:\n  - data_class: personal\n    maximum: 13 months\n    basis: "
                                            "policy 4.1\n"));
        ran = ctl({s("retention"), m_store, s("--fleet"), at("fleet.yaml"), s("--dry-run"), s("--json")});
        QCOMPARE(ran.json().value(s("forgotten")).toInt(), 1'024);
        QVERIFY(ran.json().value(s("certificates")).toArray().isEmpty());
        ran = ctl({s("retention"), m_store, s("--fleet"), at("fleet.yaml"), s("--json")});
        QVERIFY2(ran.exit == 0, ran.err.constData());
        QCOMPARE(ran.json().value(s("forgotten")).toInt(), 1'024);
        QCOMPARE(ran.json().value(s("waiting")).toInt(), 476);
        QVERIFY(QFile::exists(ran.json().value(s("files")).toArray()[0].toString()));
        const auto verdict = integrity();
        QVERIFY(verdict.value(s("intact")).toBool());
        QCOMPARE(verdict.value(s("forgotten")).toInt(), 1'024);
        // Everything else goes on.
        QCOMPARE(ctl({s("query"), m_store, s("class=6003"), s("--count")}).out.trimmed(), QByteArray("476"));
        QCOMPARE(ctl({s("check"), m_store}).exit & ~1, 0);
        ran = ctl({s("prove"), m_store, s("5")});
        QVERIFY2(ran.exit == 0 && ran.out.startsWith("c2sp.org/tlog-proof@v1"), ran.err.constData());
        QVERIFY2(ran.err.contains("forgotten under certificate 1 of "), ran.err.constData());
    }

    void withoutADeclarationNothingIsForgotten() {
        const auto ran = ctl({s("retention"), m_store, s("--json")});
        QCOMPARE(ran.exit, 4);
        QCOMPARE(ran.errorJson().value(s("code")).toString(), s("not_found"));
    }
};

QTEST_GUILESS_MAIN(ForgetCliTest)
#include "forget_cli_test.moc"
