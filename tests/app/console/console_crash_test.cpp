// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 in the middle of triage: the program starts itself again as a console in which somebody writes one note after
// the other, and ends it from outside at no particular moment. What the screen had confirmed is in the log.
#include <QPlainTextEdit>
#include <QProcess>
#include <QRandomGenerator>
#include <QTableView>

#include <cstdio>

#include "core/incident/alerts.h"
#include "core/store/verify.h"
#include "tests/app/console/store_window.h"
#include "ui/bridge/text.h"

using namespace vedette;
using namespace vedette::ui;

namespace {

constexpr int kRounds = 5;
constexpr int kMostConfirmed = 6;

// Tells whoever started the program what the person in front of it has been told.
class TellingWindow : public MainWindow {
public:
    using MainWindow::MainWindow;
    void toast(const QString& text, std::function<void()> undo) override {
        MainWindow::toast(text, std::move(undo));
        ++told;
    }
    int told = 0;
};

// Writes notes until it is killed; each is printed once the toast stands.
int triage(const QStringList& arguments) {
    test::StoreWindow desk(toStd(arguments[2]), fromMicros(arguments[3].toLongLong()));
    auto telling = std::make_unique<TellingWindow>(desk.theme, *desk.settings);
    auto* window = telling.get();
    desk.window = std::move(telling);
    if (auto opened = desk.open(); !opened) {
        std::fprintf(stderr, "%s\n", opened.error().text().c_str());
        return 1;
    }
    desk.press(QKeySequence(Qt::CTRL | Qt::Key_2));
    auto* table = desk.wait<QTableView>("alertsTable");
    if (table == nullptr || !QTest::qWaitFor([&] { return table->currentIndex().isValid(); }, test::kWindowPatience))
        return 1;
    for (int i = 0;; ++i) {
        const QString note = arguments[4] + QChar(u'-') + QString::number(i);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_N);
        auto* field = desk.wait<QPlainTextEdit>("decisionNote");
        if (field == nullptr) return 1;
        QTest::keyClicks(field, note);
        const int before = window->told;
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        if (!QTest::qWaitFor([&] { return window->told > before; }, test::kWindowPatience)) return 1;
        std::printf("confirmed %s\n", qPrintable(note));
        std::fflush(stdout);
    }
}

QSet<QString> notesIn(const std::filesystem::path& store) {
    QSet<QString> notes;
    auto reader = Reader::open(store);
    if (!reader) return notes;
    const auto alerts = loadAlerts(**reader);
    if (!alerts) return notes;
    for (const Alert& alert : *alerts)
        for (const AlertAction& action : alert.actions) notes.insert(toQString(action.note));
    return notes;
}

// What was confirmed until the program was killed after the given number of confirmations.
QStringList killedAfter(QProcess& process, int confirmations) {
    QStringList confirmed;
    const auto read = [&] {
        while (process.canReadLine())
            if (const QByteArray line = process.readLine().trimmed(); line.startsWith("confirmed "))
                confirmed.push_back(QString::fromUtf8(line.mid(10)));
    };
    while (confirmed.size() < confirmations) {
        if (!process.canReadLine() && !process.waitForReadyRead(2 * test::kWindowPatience)) break;
        read();
    }
    QTest::qWait(static_cast<int>(QRandomGenerator::global()->bounded(40)));  // no particular moment
    process.kill();  // SIGKILL; and nothing, should the program have ended: the id of no process means all of the group
    process.waitForFinished(test::kWindowPatience);
    read();
    return confirmed;
}

}  // namespace

class ConsoleCrashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void confirmedDecisionsSurviveKill() {
        const test::TempFolder folder;
        const auto store = folder / "store";
        const Time now = test::copyDemoStore(store);
        QStringList confirmed;
        for (int round = 0; round < kRounds; ++round) {
            QProcess process;
            process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process.start(QCoreApplication::applicationFilePath(),
                          {QStringLiteral("--triage"), toQString(store.string()), QString::number(toMicros(now)),
                           QStringLiteral("round%1").arg(round)});
            QVERIFY(process.waitForStarted());
            const int wanted = 1 + static_cast<int>(QRandomGenerator::global()->bounded(kMostConfirmed));
            const QStringList more = killedAfter(process, wanted);
            QVERIFY2(more.size() >= wanted, "the console ended before it was killed");
            QCOMPARE(process.exitStatus(), QProcess::CrashExit);
            confirmed += more;
            const auto notes = notesIn(store);
            for (const QString& note : std::as_const(confirmed))
                QVERIFY2(notes.contains(note),
                         qPrintable(note + QStringLiteral(" was confirmed and is not in the log")));
        }
        const auto report = verifyStore(store, {});
        QVERIFY2(report.has_value(), report ? "" : report.error().text().c_str());
        QVERIFY(report->intact);
        QCOMPARE(report->verified, report->entries);
    }
};

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.value(1) == QStringLiteral("--triage")) return arguments.size() == 5 ? triage(arguments) : 2;
    ConsoleCrashTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "console_crash_test.moc"
