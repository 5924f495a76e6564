// SPDX-License-Identifier: GPL-3.0-or-later
// Playbooks, the baseline's arithmetic, and the form a decision is written in.
#include <QSignalSpy>
#include <QTest>

#include <cmath>

#include "core/detect/detector.h"
#include "core/incident/playbook.h"
#include "tests/support/store_fixture.h"
#include "ui/alerts/alert_baseline.h"
#include "ui/alerts/decision_editor.h"

using namespace vedette;
using namespace vedette::ui;

namespace {

constexpr Time kStart = fromMicros(1'795'132'800'000'000);

AlertAction noted(std::string note, std::uint64_t entry) {
    AlertAction action;
    action.action = "note";
    action.actor = "ada";
    action.note = std::move(note);
    action.entry = entry;
    return action;
}

BaselineSeries steady(Duration step, int count, double low, double high) {
    BaselineSeries out;
    out.step = step;
    for (int i = 0; i < count; ++i) out.points.push_back({kStart + step * i, i % 2 == 0 ? low : high});
    return out;
}

}  // namespace

class PartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDetectorHasAPlaybook();
    void brokenPlaybooks_data();
    void brokenPlaybooks();
    void stepsAreNotes();
    void medians_data();
    void medians();
    void bandNeedsHistory();
    void bandByHourOfDay();
    void historyBeforeTheLogBegan_data();
    void historyBeforeTheLogBegan();
    void editorSaysWhatIsMissing_data();
    void editorSaysWhatIsMissing();
    void editorLeavesByEscape();
};

void PartsTest::everyDetectorHasAPlaybook() {
    const Playbooks books = loadPlaybooks(std::filesystem::path(VEDETTE_RESOURCES) / "playbooks");
    QVERIFY2(books.problems.empty(), books.problems.empty() ? "" : books.problems.front().c_str());
    for (const DetectorInfo& detector : detectorInfos())
        QVERIFY2(books.forDetector(detector.id) != nullptr, detector.id.c_str());
    for (const Playbook& book : books.all)
        for (const std::string& detector : book.detectors)
            QVERIFY2(std::ranges::find(detectorInfos(), detector, &DetectorInfo::id) != detectorInfos().end(),
                     detector.c_str());
    QVERIFY(books.forDetector("unheard-of") == nullptr);
    QVERIFY(loadPlaybooks("nowhere").all.empty());
}

void PartsTest::brokenPlaybooks_data() {
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("no map") << QByteArray("- a\n") << QByteArray("x.yaml:1");
    QTest::newRow("no yaml") << QByteArray("playbook: [a\n") << QByteArray("x.yaml:");
    QTest::newRow("unknown key") << QByteArray("playbook: a\ncolour: red\n") << QByteArray("x.yaml:2");
    QTest::newRow("no steps") << QByteArray("playbook: a\ntitle: t\nversion: 1\ndetectors: [d]\nsteps: []\n")
                              << QByteArray("x.yaml:5");
    QTest::newRow("version is a word")
        << QByteArray("playbook: a\ntitle: t\nversion: one\ndetectors: [d]\nsteps: [{id: a, do: b}]\n")
        << QByteArray("x.yaml:3");
    QTest::newRow("step twice")
        << QByteArray(
               "playbook: a\ntitle: t\nversion: 1\ndetectors: [d]\nsteps:\n  - {id: a, do: b}\n  - {id: a, do: c}\n")
        << QByteArray("x.yaml:7");
    QTest::newRow("id with blanks")
        << QByteArray("playbook: a\ntitle: t\nversion: 1\ndetectors: [d]\nsteps:\n  - {id: a b, do: b}\n")
        << QByteArray("x.yaml:6");
}

void PartsTest::brokenPlaybooks() {
    QFETCH(QByteArray, yaml);
    QFETCH(QByteArray, where);
    const auto book = parsePlaybook(yaml.toStdString(), "x.yaml");
    QVERIFY(!book.has_value());
    QVERIFY2(book.error().text().find(where.toStdString()) != std::string::npos, book.error().text().c_str());
}

void PartsTest::stepsAreNotes() {
    Playbook book{"b", "B", 1, {"d"}, {{"ask", "Ask."}, {"ask-more", "Ask more."}}};
    std::vector<AlertAction> actions{noted("Ask.", 1), noted(stepNote(book, book.steps[1], true), 2)};
    auto done = stepsDone(book, actions);
    QCOMPARE(done.size(), std::size_t{1});
    QCOMPARE(done.at("ask-more").entry, std::uint64_t{2});
    QCOMPARE(done.at("ask-more").actor, std::string("ada"));

    actions.push_back(noted(stepNote(book, book.steps[0], true), 3));
    actions.push_back(noted(stepNote(book, book.steps[1], false), 4));
    done = stepsDone(book, actions);
    QVERIFY(done.contains("ask") && !done.contains("ask-more"));
    actions[2].undone = true;
    QVERIFY(stepsDone(book, actions).empty());
}

void PartsTest::medians_data() {
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("median");
    QTest::addColumn<double>("mad");
    QTest::newRow("none") << QList<double>{} << 0.0 << 0.0;
    QTest::newRow("one") << QList<double>{4} << 4.0 << 0.0;
    QTest::newRow("odd") << QList<double>{9, 1, 4} << 4.0 << 3.0;
    QTest::newRow("even") << QList<double>{1, 2, 3, 10} << 2.5 << 1.0;
    QTest::newRow("one wild value moves nothing") << QList<double>{5, 5, 5, 5, 5000} << 5.0 << 0.0;
}

void PartsTest::medians() {
    QFETCH(QList<double>, values);
    const MedianSpread s = medianSpread({values.begin(), values.end()});
    QTEST(s.median, "median");
    QTEST(s.mad, "mad");
}

void PartsTest::bandNeedsHistory() {
    using namespace std::chrono_literals;
    auto few = steady(15min, 40, 8, 12);
    addBand(few, kStart + 15min * 23, kStart);
    QCOMPARE(few.history, std::size_t{23});
    QVERIFY(few.band.empty());

    auto enough = steady(15min, 40, 8, 12);
    enough.points[30].value = 900;  // the attack is no part of what is usual
    enough.points[3].value = std::nan("");
    addBand(enough, kStart + 15min * 28, kStart + 15min * 20);
    QCOMPARE(enough.history, std::size_t{27});
    QVERIFY(!enough.byHourOfDay);
    QCOMPARE(enough.points.size(), std::size_t{20});
    QCOMPARE(enough.band.size(), std::size_t{20});
    for (const BaselineBand& b : enough.band) {
        QCOMPARE(b.middle, 8.0);
        QVERIFY(b.high < 900 && b.low >= 0);
    }
}

void PartsTest::bandByHourOfDay() {
    using namespace std::chrono_literals;
    BaselineSeries days;
    days.step = 1h;
    // Quiet nights, busy days, for five days.
    for (int h = 0; h < 5 * 24; ++h) days.points.push_back({kStart + 1h * h, h % 24 < 12 ? 10.0 : 100.0});
    addBand(days, kStart + 1h * (4 * 24), kStart + 1h * (4 * 24));
    QVERIFY(days.byHourOfDay);
    QCOMPARE(days.band.size(), std::size_t{24});
    const int first = static_cast<int>((kStart.time_since_epoch() / 1h) % 24);
    QCOMPARE(first, 0);
    QCOMPARE(days.band[6].middle, 10.0);
    QCOMPARE(days.band[18].middle, 100.0);
}

void PartsTest::historyBeforeTheLogBegan_data() {
    QTest::addColumn<QString>("node");
    QTest::addColumn<int>("history");
    // The hour before the alarm is not counted as usual.
    QTest::newRow("its node was read 12 hours back") << QStringLiteral("edge-1") << 43;
    QTest::newRow("no node named: the whole log") << QString() << 43;
    QTest::newRow("its node has just joined") << QStringLiteral("edge-2") << 3;
    QTest::newRow("nothing is known of its node") << QStringLiteral("edge-3") << 0;
}

// Logs that reach back are read after the entries in which Vedette notes its own start.
void PartsTest::historyBeforeTheLogBegan() {
    using namespace std::chrono_literals;
    QFETCH(QString, node);
    QFETCH(int, history);
    const Time alarm = kStart + 12h;
    const test::TempFolder folder;
    test::FixedClock clock(alarm);
    test::makeStore(folder.path(), clock);
    Batch batch;
    Event event;
    const auto add = [&](Time time, std::int64_t classUid, std::string_view of) {
        event.clear();
        event.setClass(classUid, 1);
        event.setStatus(ocsf::kSuccess);
        event.setSeverity(ocsf::kInformational);
        event.setTime(time);
        event.setText(Field::vNode, of);
        if (classUid == ocsf::kApiActivity) event.setText(Field::userUid, "s-1");
        test::addEvent(batch, event);
    };
    add(alarm + 30min, ocsf::kCollectorStatus, "edge-1");
    for (int i = 0; i < 48; ++i) add(alarm - 15min * i, ocsf::kApiActivity, "edge-1");
    add(alarm - 110min, ocsf::kApiActivity, "edge-2");
    auto writer = Writer::open(folder.path(), clock);
    QVERIFY(writer && (*writer)->write(batch));

    auto reader = Reader::open(folder.path());
    QVERIFY(reader.has_value());
    Alert alert;
    alert.detector = "model-extraction";
    alert.principal = "s-1";
    alert.node = node.toStdString();
    alert.lastSeen = alarm;
    const auto series = readBaseline(**reader, alert, alarm, alarm + 1h);
    QVERIFY2(series.has_value(), series ? "" : series.error().text().c_str());
    QCOMPARE(series->history, static_cast<std::size_t>(history));
    QCOMPARE(!series->band.empty(), history >= static_cast<int>(BaselineSeries::kLeastHistory));
}

void PartsTest::editorSaysWhatIsMissing_data() {
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("note");
    QTest::addColumn<bool>("complete");
    using Form = DecisionEditor::Form;
    const auto row = [](const char* name, Form form, const char* verdict, const char* note, bool complete) {
        QTest::newRow(name) << static_cast<int>(form) << QString::fromLatin1(verdict) << QString::fromLatin1(note)
                            << complete;
    };
    row("closing needs a verdict", Form::Resolve, "", "it is fine", false);
    row("closing", Form::Resolve, "true_positive", "", true);
    row("false positive needs a note", Form::Resolve, "false_positive", " ", false);
    row("false positive", Form::Resolve, "false_positive", "batch job", true);
    row("by f as well", Form::FalsePositive, "", "", false);
    row("by f", Form::FalsePositive, "", "batch job", true);
    row("empty note", Form::Note, "", "\n", false);
    row("note", Form::Note, "", "seen", true);
    row("nobody", Form::Assign, "", "", true);
    row("new case", Form::Escalate, "", "", true);
    row("reopen needs a note", Form::Reopen, "", "", false);
}

void PartsTest::editorSaysWhatIsMissing() {
    QFETCH(int, form);
    QFETCH(QString, verdict);
    QFETCH(QString, note);
    QFETCH(bool, complete);
    const Theme theme(Theme::Mode::Light);
    DecisionEditor editor(theme);
    editor.show();
    DecisionChoices choices;
    choices.caseTitle = QStringLiteral("Extraction");
    editor.begin(static_cast<DecisionEditor::Form>(form), QStringLiteral("one"), choices);
    auto* verdicts = editor.findChild<QComboBox*>(QStringLiteral("decisionVerdict"));
    verdicts->setCurrentIndex(verdicts->findData(verdict));
    editor.findChild<QPlainTextEdit*>(QStringLiteral("decisionNote"))->setPlainText(note);
    auto* submit = editor.findChild<QPushButton*>(QStringLiteral("decisionSubmit"));
    QCOMPARE(submit->isEnabled(), complete);
    QVERIFY(!editor.findChild<TextLabel*>(QStringLiteral("decisionProblem"))->text().isEmpty());
    QSignalSpy submitted(&editor, &DecisionEditor::submitted);
    QTest::keyClick(&editor, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(submitted.count(), complete ? 1 : 0);
}

void PartsTest::editorLeavesByEscape() {
    const Theme theme(Theme::Mode::Light);
    DecisionEditor editor(theme);
    editor.show();
    editor.begin(DecisionEditor::Form::Note, QStringLiteral("one"), {});
    QSignalSpy cancelled(&editor, &DecisionEditor::cancelled);
    QTest::keyClick(editor.findChild<QPlainTextEdit*>(QStringLiteral("decisionNote")), Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 1);
}

QTEST_MAIN(PartsTest)
#include "parts_test.moc"
