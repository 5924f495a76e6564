// SPDX-License-Identifier: GPL-3.0-or-later
// The parts under the printed report: breaking text, code for cameras, bookmarks appended to a file.
#include <QGuiApplication>
#include <QTest>

#include "reports/pdf/outline.h"
#include "reports/pdf/qr.h"
#include "reports/pdf/type.h"
#include "tests/reports/pdf/pdf_fixture.h"

using namespace vedette;
using pdf::Face;

class PdfTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesFitAndLoseNothing_data() {
        QTest::addColumn<QByteArray>("given");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a word") << QByteArray("evidence");
        QTest::newRow("a sentence") << QByteArray("14 of 42,118 requests were served in us-east-1, outside the EEA.");
        QTest::newRow("a word without end") << QByteArray(3'000, 'w');
        QTest::newRow("a query") << QByteArray("class=6003 and node=edge-1,edge-2,edge-3,edge-4 and region=eu");
        QTest::newRow("many blanks") << QByteArray("a      b                       c");
        QTest::newRow("accents") << QByteArray("Zürich, Łódź, Genève und so weiter und so fort");
        QTest::newRow("Greek") << QByteArray("Ευρωπαϊκός Οικονομικός Χώρος");
        QTest::newRow("Hebrew") << QByteArray("שלום עולם שלום עולם שלום עולם");
        QTest::newRow("hostile") << QByteArray::fromStdString(test::hostileText());
    }
    void linesFitAndLoseNothing() {
        QFETCH(QByteArray, given);
        pdf::Type type;
        const auto shown = type.shown(given.toStdString());
        for (const auto face : {Face::Title, Face::Body, Face::Cell, Face::Mono})
            for (const double room : {40.0, 90.0, 400.0}) {
                QString all;
                for (const auto& line : type.wrapped(shown, face, room)) {
                    QVERIFY2(type.width(line, face) <= room + 0.5, qPrintable(line));
                    all += line;
                }
                QCOMPARE(all.remove(QLatin1Char(' ')), QString(shown).remove(QLatin1Char(' ')));
            }
    }

    void linesBreakWhereAReaderWould_data() {
        QTest::addColumn<QString>("given");
        QTest::addColumn<double>("room");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("at a blank") << "evidence evidence" << 45.0
                                    << QStringList{QStringLiteral("evidence"), QStringLiteral("evidence")};
        QTest::newRow("behind a mark") << "edge-1/access-log" << 48.0
                                       << QStringList{QStringLiteral("edge-1/"), QStringLiteral("access-log")};
        QTest::newRow("not at all") << "evidence" << 400.0 << QStringList{QStringLiteral("evidence")};
    }
    void linesBreakWhereAReaderWould() {
        QFETCH(QString, given);
        QFETCH(double, room);
        QFETCH(QStringList, lines);
        pdf::Type type;
        const auto got = type.wrapped(given, Face::Body, room);
        QCOMPARE(QStringList(got.begin(), got.end()), lines);
    }

    void shownTextIsHarmless_data() {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QString>("shown");
        const auto isolate = [](const QString& text) { return QChar(0x2067) + text + QChar(0x2069); };
        QTest::newRow("plain") << QByteArray("12x3 -> 4") << QStringLiteral("12x3 -> 4");
        QTest::newRow("override") << QByteArray("\xE2\x80\xAEx") << QStringLiteral("U+202Ex");
        QTest::newRow("variation selector") << QByteArray("a\xEF\xB8\x8F") << QStringLiteral("aU+FE0F");
        QTest::newRow("private use") << QByteArray("\xEE\x80\x80") << QStringLiteral("U+E000");
        QTest::newRow("never assigned") << QByteArray("\xF3\xB0\x80\x80") << QStringLiteral("U+F0000");
        QTest::newRow("Hebrew before a number")
            << QByteArray("שלום: 12") << isolate(QStringLiteral("שלום")) + QStringLiteral(": 12");
        QTest::newRow("two words in one run")
            << QByteArray("a שלום עולם b")
            << QStringLiteral("a ") + isolate(QStringLiteral("שלום עולם")) + QStringLiteral(" b");
        QTest::newRow("two runs") << QByteArray("שלום a עולם")
                                  << isolate(QStringLiteral("שלום")) + QStringLiteral(" a ") +
                                         isolate(QStringLiteral("עולם"));
    }
    void shownTextIsHarmless() {
        QFETCH(QByteArray, given);
        QFETCH(QString, shown);
        pdf::Type type;
        QCOMPARE(type.shown(given.toStdString()), shown);
    }

    void textBeyondReasonIsCutAndSaysSo() {
        pdf::Type type;
        const auto shown = type.shown(std::string(1 << 20, 'x'));
        QVERIFY(shown.size() < 4'100);
        QVERIFY(shown.endsWith(QStringLiteral("(cut; 1,048,576 bytes in all)")));
    }

    void codesHoldWhatFits() {
        const auto path = pdf::qrPath(test::quarterReport().judgement.checkpoint.note, 80);
        QVERIFY(path.has_value());
        QCOMPARE(path->boundingRect(), QRectF(0, 0, 80, 80));
        QVERIFY(!pdf::qrPath("", 80));
        QVERIFY(!pdf::qrPath(std::string(5'000, 'x'), 80));
    }

    void filesOfOthersStayAsTheyAre_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no table") << QByteArray("%PDF-1.4\nstartxref\n99\n%%EOF\n");
        QTest::newRow("table past the end") << QByteArray("%PDF-1.4\nxref\n0 1\nstartxref\n9999999\n%%EOF\n");
        QTest::newRow("no number") << QByteArray("%PDF-1.4\nstartxref\nx\n");
        QTest::newRow("table without a trailer") << QByteArray("xref\n0 1\n0000000000 65535 f \nstartxref\n0\n%%EOF\n");
        QTest::newRow("trailer without a root")
            << QByteArray("xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n0\n%%EOF\n");
        QTest::newRow("root past the end") << QByteArray(
            "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Info 7 0 R /Root 8 0 R /ID [ <aa> <aa> ]"
            " >>\nstartxref\n0\n%%EOF\n");
    }
    void filesOfOthersStayAsTheyAre() {
        QFETCH(QByteArray, file);
        pdf::Navigation navigation;
        navigation.bookmarks.push_back({QStringLiteral("Summary"), 0, 1, 0});
        QVERIFY(!pdf::withNavigation(file.toStdString(), navigation));
    }
};

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    PdfTextTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "pdf_text_test.moc"
