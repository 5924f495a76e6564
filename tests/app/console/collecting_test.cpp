// SPDX-License-Identifier: GPL-3.0-or-later
// What the wizard says of a node before anything is collected from it: also whether its token can be read, and never
// the token.
#include "app/console/collecting.h"

#include <QTcpServer>
#include <QTest>

using namespace vedette;
using ui::ProbeLine;

namespace {

constexpr int kPatience = 120'000;
constexpr const char* kToken = "t0p-s3cret-value";

}  // namespace

class CollectingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhetherTheTokenCanBeRead_data() {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("good");
        QTest::newRow("there") << QStringLiteral("env:VEDETTE_TEST_TOKEN")
                               << QStringLiteral("The bearer token can be read") << true;
        QTest::newRow("not set") << QStringLiteral("env:VEDETTE_TEST_NO_TOKEN")
                                 << QStringLiteral("The bearer token cannot be read") << false;
        QTest::newRow("no such file") << QStringLiteral("file:/nowhere/token")
                                      << QStringLiteral("The bearer token cannot be read") << false;
        QTest::newRow("none") << QString() << QString() << true;
    }
    void saysWhetherTheTokenCanBeRead() {
        QFETCH(const QString, reference);
        QFETCH(const QString, says);
        QFETCH(const bool, good);
        qputenv("VEDETTE_TEST_TOKEN", kToken);
        // Nobody listens there: what is said of the token does not hang on the node.
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const auto port = taken.serverPort();
        taken.close();
        ui::NodeDraft draft;
        draft.id = QStringLiteral("gw-1");
        draft.url = QStringLiteral("https://127.0.0.1:%1").arg(port);
        draft.kind = QStringLiteral("vllm");
        draft.provider = QStringLiteral("own");
        draft.region = QStringLiteral("eu-central-1");
        draft.bearer = reference;
        console::Collecting collecting;
        std::vector<ProbeLine> lines;
        bool done = false;
        collecting.probe(draft, [&](const ProbeLine& line) { lines.push_back(line); }, [&](bool) { done = true; });
        QTRY_VERIFY_WITH_TIMEOUT(done, kPatience);
        QString all;
        const ProbeLine* ofToken = nullptr;
        for (const ProbeLine& line : lines) {
            all += line.what + QChar(u'\n') + line.detail + QChar(u'\n');
            if (line.what.contains(QStringLiteral("token"))) ofToken = &line;
        }
        QCOMPARE(ofToken == nullptr ? QString() : ofToken->what, says);
        if (ofToken != nullptr) {
            QCOMPARE(ofToken->outcome == ProbeLine::Outcome::Good, good);
            QVERIFY2(all.contains(reference), qPrintable(all));
        }
        QVERIFY(!all.contains(QLatin1String(kToken)));
    }
};

QTEST_GUILESS_MAIN(CollectingTest)
#include "collecting_test.moc"
