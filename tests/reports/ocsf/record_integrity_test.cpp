// SPDX-License-Identifier: GPL-3.0-or-later
// A line with its proof stands alone: the program that docs/ocsf-extension.md prints checks it, and nothing of it can
// be changed without that being seen.
#include "reports/ocsf/record_integrity.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/json.h"
#include "core/store/prover.h"
#include "core/store/reader.h"
#include "core/store/store.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

constexpr std::uint64_t kEntries = 2'300;  // two blocks and a tail

// The block between the fences.
QByteArray programOfTheDocument() {
    QFile file(QStringLiteral(DOCUMENT));
    if (!file.open(QIODevice::ReadOnly)) return {};
    const QByteArray text = file.readAll();
    const auto from = text.indexOf("```python\n") + 10;
    return text.mid(from, text.indexOf("```", from) - from);
}

}  // namespace

class RecordIntegrityTest : public QObject {
    Q_OBJECT

    TempFolder m_folder;
    QTemporaryDir m_python;
    std::vector<std::string> m_records;
    std::vector<std::string> m_lines;

    // What the program of the document says; empty with its complaint in `error` when it refuses.
    QByteArray checked(const QByteArray& lines, QByteArray* error = nullptr) {
        QProcess python;
        python.start(QStringLiteral(PYTHON), {m_python.filePath(QStringLiteral("check.py"))});
        python.write(lines);
        python.closeWriteChannel();
        if (!python.waitForFinished(120'000)) return {};
        if (error != nullptr) *error = python.readAllStandardError();
        return python.exitCode() == 0 ? python.readAllStandardOutput() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() {
        FixedClock clock(kFixtureStart);
        makeStore(m_folder.path(), clock);
        auto writer = Writer::open(m_folder.path(), clock);
        QVERIFY(writer);
        EventSource source;
        Batch batch = source.batch(kEntries - 2);
        // One that has no other profile, texts in need of escapes, and members beside those that are added.
        Event event;
        event.setClass(ocsf::kConsoleAction, 1);
        event.setText(Field::message, "say \"ü\"\n\\ \u65e5");
        event.setJson(Field::vAction, "{\"kind\":\"test\",\"note\":\"a,b}]\"}");
        addEvent(batch, event);
        event.clear();
        event.setClass(ocsf::kConsoleAction, 1);
        event.setTime(kFixtureStart);
        event.setText(Field::productName, "Vedette");
        addEvent(batch, event);
        QVERIFY((*writer)->write(batch));
        auto reader = Reader::open(m_folder.path());
        auto prover = Prover::open(m_folder.path());
        QVERIFY(reader && prover);
        for (std::uint64_t entry = 0; entry < kEntries; ++entry) {
            auto record = (*reader)->record(entry);
            auto proof = prover->inclusion(entry);
            QVERIFY(record && proof);
            auto line = withIntegrity(*record, *proof, prover->key());
            QVERIFY2(line, line ? "" : line.error().text().c_str());
            m_records.push_back(*record);
            m_lines.push_back(*line);
        }
        QFile program(m_python.filePath(QStringLiteral("check.py")));
        QVERIFY(program.open(QIODevice::WriteOnly));
        QVERIFY(program.write(programOfTheDocument()) > 500);
    }

    void linesAreCanonicalAndGiveTheRecordBack() {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            QCOMPARE(*canonicalJson(m_lines[i]), m_lines[i]);
            QVERIFY(m_lines[i].find("\"version\":\"1.8.0\"") != std::string::npos);
            const auto record = withoutIntegrity(m_lines[i]);
            QVERIFY2(record, record ? "" : record.error().text().c_str());
            QCOMPARE(*record, m_records[i]);
        }
        QVERIFY(!withoutIntegrity(m_records[0]));
        QVERIFY(!withoutIntegrity("[]"));
    }

    void theProgramOfTheDocumentChecksThem() {
        QByteArray lines;
        for (const auto& line : m_lines) lines += QByteArray::fromStdString(line) + '\n';
        QByteArray error;
        const auto said = checked(lines, &error);
        QVERIFY2(error.isEmpty(), error.constData());
        QCOMPARE(said.count('\n'), static_cast<qsizetype>(kEntries));
        QVERIFY(said.startsWith("0 of 2300 "));
    }

    // The signature under the checkpoint, which the program leaves to others.
    void theProofHoldsUnderTheKey() {
        auto prover = Prover::open(m_folder.path());
        QVERIFY(prover);
        for (const std::uint64_t entry : {std::uint64_t{0}, std::uint64_t{1'500}, kEntries - 1}) {
            const auto proof = prover->inclusion(entry);
            QVERIFY(proof);
            std::string escaped;
            appendJsonString(escaped, proofText(*proof));
            QVERIFY(m_lines[entry].find("\"proof\":" + escaped) != std::string::npos);
            const auto record = withoutIntegrity(m_lines[entry]);
            QVERIFY(checkProof(proofText(*proof), *record, prover->keys()));
        }
    }

    void changesAreSeen_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("a word") << QByteArray("node-") << QByteArray("nodf-");
        QTest::newRow("the version") << QByteArray("1.8.0") << QByteArray("1.9.0");
        QTest::newRow("the entry") << QByteArray("\"entry\":") << QByteArray("\"entry\":1");
        QTest::newRow("the leaf") << QByteArray("\"leaf\":\"") << QByteArray("\"leaf\":\"0");
        QTest::newRow("the fingerprint") << QByteArray("\"value\":\"") << QByteArray("\"value\":\"0");
        QTest::newRow("the chain") << QByteArray("\"chain_uid\":\"") << QByteArray("\"chain_uid\":\"x");
    }
    void changesAreSeen() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray line = QByteArray::fromStdString(m_lines[1'100]);
        QVERIFY(!checked(line + '\n').isEmpty());
        const auto at = line.indexOf(from);
        QVERIFY(at >= 0);
        line.replace(at, from.size(), to);
        QByteArray error;
        QVERIFY(checked(line + '\n', &error).isEmpty());
        QVERIFY2(error.contains("Error"), error.constData());
    }

    // Who changes a record can make a new fingerprint; the proof he cannot.
    void aNewFingerprintDoesNotHelp() {
        auto prover = Prover::open(m_folder.path());
        QVERIFY(prover);
        std::string forged = m_records[1'100];
        forged.replace(forged.find("node-"), 5, "nodf-");
        const auto line = withIntegrity(forged, *prover->inclusion(1'100), prover->key());
        QVERIFY(line);
        QByteArray error;
        QVERIFY(checked(QByteArray::fromStdString(*line) + '\n', &error).isEmpty());
        QVERIFY2(error.contains("does not lead to the checkpoint"), error.constData());
    }
};

QTEST_GUILESS_MAIN(RecordIntegrityTest)
#include "record_integrity_test.moc"
