// SPDX-License-Identifier: GPL-3.0-or-later
// Times as people write them, and the lines of files as they come.
#include "app/ctl/moment.h"

#include <QTemporaryFile>
#include <QTest>

#include "app/ctl/line_reader.h"
#include "app/ctl/suggest.h"

using namespace vedette;
using namespace vedette::ctl;

class MomentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spans_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char* text, const char* from, const char* to) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(from) << QString::fromUtf8(to);
        };
        row("2026Q3", "2026-07-01", "2026-10-01");
        row("2026-Q4", "2026-10-01", "2027-01-01");
        row("2026q1", "2026-01-01", "2026-04-01");
        row("2026-02", "2026-02-01", "2026-03-01");
        row("2026-12", "2026-12-01", "2027-01-01");
        row("2026", "2026-01-01", "2027-01-01");
        row("2024-02-29", "2024-02-29", "2024-03-01");
        row("2026-07-01T08:30:00+02:00", "2026-07-01T06:30:00Z", "2026-07-01T06:30:00Z");
        row("today", "2026-11-21", "2026-11-22");
        row("yesterday", "2026-11-20", "2026-11-21");
        row("now", "2026-11-21T02:00:00Z", "2026-11-21T02:00:00Z");
        row("-7d", "2026-11-14T02:00:00Z", "2026-11-14T02:00:00Z");
        row("-12h", "2026-11-20T14:00:00Z", "2026-11-20T14:00:00Z");
    }
    void spans() {
        QFETCH(QString, text);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto now = *parseTime("2026-11-21T02:00:00Z");
        const auto span = parseSpan(text.toStdString(), now);
        QVERIFY(span);
        QCOMPARE(formatTime(span->from), formatTime(*parseTime(from.toStdString())));
        QCOMPARE(formatTime(span->to), formatTime(*parseTime(to.toStdString())));
    }

    void nonsense_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "2026Q0", "2026Q5", "2026-13", "2026-00", "1969", "tomorrowish", "-7", "-d", "7d",
                                 "2026-02-30", "20260701", "99999999999999", "2026-7", "-999999999999999999d"})
            QTest::newRow(*text != '\0' ? text : "empty") << QString::fromUtf8(text);
    }
    void nonsense() {
        QFETCH(QString, text);
        QVERIFY(!parseSpan(text.toStdString(), *parseTime("2026-11-21T02:00:00Z")));
    }

    void theLastDayIsIncluded() {
        const auto now = *parseTime("2026-11-21T02:00:00Z");
        const auto period = readPeriod({"2026-07-01", "2026-09-30", ""}, now);
        QVERIFY(period);
        QCOMPARE(formatTime(*period->to), formatTime(*parseTime("2026-10-01")));
        QVERIFY(!readPeriod({"2026-07-02", "2026-07-01", ""}, now));
        QVERIFY(readPeriod({"2026-07-01", "2026-07-01", ""}, now));
    }

    void lines_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<QByteArray>>("lines");
        QTest::newRow("empty") << QByteArray() << QList<QByteArray>{};
        QTest::newRow("no newline at the end") << QByteArray("a\nb") << QList<QByteArray>{"a", "b"};
        QTest::newRow("blank lines") << QByteArray("\n\na\n\r\n\n") << QList<QByteArray>{"a"};
        QTest::newRow("carriage returns") << QByteArray("a\r\nb\r\n") << QList<QByteArray>{"a", "b"};
        QTest::newRow("zero bytes stay") << QByteArray("a\0b\n", 4) << QList<QByteArray>{QByteArray("a\0b", 3)};
        QTest::newRow("across chunks") << QByteArray(300'000, 'x') + "\ny\n"
                                       << QList<QByteArray>{QByteArray(300'000, 'x'), "y"};
    }
    void lines() {
        QFETCH(QByteArray, bytes);
        QFETCH(QList<QByteArray>, lines);
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(bytes);
        file.close();
        auto reader = LineReader::open(file.fileName().toStdString());
        QVERIFY(reader);
        QList<QByteArray> read;
        while (true) {
            auto line = reader->next();
            QVERIFY(line);
            if (!*line) break;
            QVERIFY((*line)->problem.empty());
            read << QByteArray::fromStdString((*line)->bytes);
        }
        QCOMPARE(read, lines);
    }

    void ofALongLineOnlyTheBeginningIsKept() {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(QByteArray(5'000'000, 'x') + "\nend\n");
        file.close();
        auto reader = LineReader::open(file.fileName().toStdString());
        QVERIFY(reader);
        auto first = reader->next();
        QVERIFY(first && *first);
        QCOMPARE((*first)->bytes.size(), LineReader::kLongest);
        QCOMPARE((*first)->fullSize, std::uint64_t{5'000'000});
        QVERIFY(!(*first)->problem.empty());
        auto second = reader->next();
        QVERIFY(second && *second);
        QCOMPARE((*second)->bytes, std::string("end"));
    }

    void suggestions() {
        QVERIFY(suggestion("ngnix-json", {"caddy", "nginx-json"}).starts_with("did you mean nginx-json?"));
        QVERIFY(suggestion("zzzzzz", {"caddy", "nginx-json"}).starts_with("there are: caddy"));
        QCOMPARE(suggestion("x", {}), std::string("none is installed"));
    }
};

QTEST_APPLESS_MAIN(MomentTest)
#include "moment_test.moc"
