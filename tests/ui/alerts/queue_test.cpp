// SPDX-License-Identifier: GPL-3.0-or-later
// The queue's order, groups and stillness, and its model with a hundred thousand alerts.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>
#include <deque>

#include "core/event/event.h"
#include "ui/alerts/queue_model.h"
#include "ui/bridge/text.h"
#include "ui/widgets/glyph.h"

using namespace vedette;
using namespace vedette::ui;

namespace {

constexpr Time kNow = fromMicros(1'795'200'000'000'000);

// Alerts with texts of their own, as the index keeps them.
class Alerts {
public:
    AlertSummary& add(std::int64_t severity, const std::string& node, const std::string& detector) {
        AlertSummary a;
        a.id = keep("alert-" + std::to_string(m_alerts.size()));
        a.detector = keep(detector);
        a.node = keep(node);
        a.principal = keep("p-" + std::to_string(m_alerts.size() % 977));
        a.severity = severity;
        a.firstSeen = kNow - std::chrono::hours(2);
        a.lastSeen = kNow - std::chrono::minutes(5);
        a.raised = a.firstSeen;
        a.findings = 1 + m_alerts.size() % 7;
        if (const auto target = responseTarget(severity))
            a.due = kNow + *target - std::chrono::seconds(m_alerts.size() % 100'000);
        m_alerts.push_back(a);
        return m_alerts.back();
    }
    std::string_view keep(std::string text) {
        m_texts->push_back(std::move(text));
        return m_texts->back();
    }
    std::vector<AlertSummary>& all() { return m_alerts; }
    std::shared_ptr<const AlertQueue> queue(std::uint64_t entries = 1000) const {
        auto kept =
            std::make_shared<std::pair<std::vector<AlertSummary>, std::shared_ptr<const void>>>(m_alerts, m_texts);
        std::ranges::sort(kept->first, moreUrgent);
        return std::make_shared<AlertQueue>(AlertQueue{kept->first, kept, entries});
    }

private:
    std::shared_ptr<std::deque<std::string>> m_texts = std::make_shared<std::deque<std::string>>();
    std::vector<AlertSummary> m_alerts;
};

void addMany(Alerts& alerts, std::size_t count) {
    static const std::array<std::string, 4> kDetectors = {"model-extraction", "credential-stuffing", "source-silent",
                                                          "denial-of-wallet"};
    for (std::size_t i = 0; i < count; ++i) {
        AlertSummary& a = alerts.add(1 + static_cast<std::int64_t>(i % 5), "node-" + std::to_string(i % 210),
                                     kDetectors[i % kDetectors.size()]);
        if (i % 3 == 0) a.status = AlertStatus::InProgress;
        if (i % 10 == 0) a.status = AlertStatus::Resolved;
    }
}

// "H:severity:5 alert-3 alert-1 H:severity:3 ..."
QString outline(const QueueView& view) {
    QStringList out;
    for (const QueueLine& line : view.lines)
        out.append((line.head() ? QStringLiteral("H:") : QString()) + toQString(view.key(line)));
    return out.join(u' ');
}

}  // namespace

class QueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groups_data();
    void groups();
    void filters_data();
    void filters();
    void whatIsNewWaits();
    void whatWasDecidedLeavesAndComesBack();
    void foldingKeepsTheRest();
    void rowsSayWhatTheyAre();
    void hundredThousand();
    void marksAndNextOpen();
};

void QueueTest::groups_data() {
    QTest::addColumn<int>("grouping");
    QTest::addColumn<QString>("lines");
    QTest::newRow("severity") << static_cast<int>(QueueGrouping::Severity)
                              << "H:severity:5 alert-1 H:severity:4 alert-2 alert-0 H:severity:3 alert-3";
    QTest::newRow("node") << static_cast<int>(QueueGrouping::Node)
                          << "H:node:eu-2 alert-1 alert-2 H:node:eu-1 alert-0 alert-3";
    QTest::newRow("detector") << static_cast<int>(QueueGrouping::Detector)
                              << "H:detector:b alert-1 alert-3 H:detector:a alert-2 alert-0";
    QTest::newRow("none") << static_cast<int>(QueueGrouping::None) << "alert-1 alert-2 alert-0 alert-3";
}

void QueueTest::groups() {
    QFETCH(int, grouping);
    Alerts alerts;
    alerts.add(4, "eu-1", "a");
    alerts.add(5, "eu-2", "b");
    alerts.add(4, "eu-2", "a");
    alerts.add(3, "eu-1", "b");
    QueueWish wish;
    wish.grouping = static_cast<QueueGrouping>(grouping);
    const QueueView view = layOutQueue(alerts.queue(), wish, {});
    QTEST(outline(view), "lines");
    QCOMPARE(view.alerts, std::size_t{4});
    QCOMPARE(view.findings, std::uint64_t{1 + 2 + 3 + 4});
}

void QueueTest::filters_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("lines");
    QTest::newRow("open") << "" << "alert-1 alert-0 alert-2";
    QTest::newRow("closed") << "closed" << "alert-3";
    QTest::newRow("new") << "new" << "alert-1 alert-2";
    QTest::newRow("nobody's") << "nobody" << "alert-1 alert-2";
    QTest::newRow("mine") << "mine" << "alert-0";
    QTest::newRow("node") << "node" << "alert-1";
    QTest::newRow("words of the title, in any case") << "text:STUFFING" << "alert-1";
    QTest::newRow("technique and node") << "text:t0024.002 eu-1" << "alert-0 alert-2";
    QTest::newRow("nothing like it") << "text:zebra" << "";
    QTest::newRow("before") << "before" << "alert-2";
    QTest::newRow("fleet") << "fleet" << "alert-1";
}

void QueueTest::filters() {
    QFETCH(QString, what);
    Alerts alerts;
    AlertSummary& first = alerts.add(4, "eu-1", "model-extraction");
    first.owner = alerts.keep("me");
    first.status = AlertStatus::InProgress;
    alerts.add(5, "eu-2", "credential-stuffing");
    AlertSummary& old = alerts.add(4, "eu-1", "model-extraction");
    old.firstSeen = old.lastSeen = kNow - std::chrono::hours(100);
    old.due = kNow;
    alerts.all()[0].due = kNow - std::chrono::hours(1);
    alerts.add(4, "eu-1", "model-extraction").status = AlertStatus::Suppressed;
    QueueWish wish;
    wish.grouping = QueueGrouping::None;
    if (what == QLatin1String("closed")) wish.status = QueueStatus::Closed;
    if (what == QLatin1String("new")) wish.status = QueueStatus::New;
    if (what == QLatin1String("nobody")) wish.owner = "";
    if (what == QLatin1String("mine")) wish.owner = "me";
    if (what == QLatin1String("node")) wish.node = "eu-2";
    if (what == QLatin1String("fleet")) wish.nodes = {"eu-2"};
    if (what == QLatin1String("before")) wish.to = kNow - std::chrono::hours(50);
    if (what.startsWith(QLatin1String("text:"))) wish.text = what.mid(5).toStdString();
    const QueueView view = layOutQueue(alerts.queue(), wish, {});
    QTEST(outline(view), "lines");
    if (what == QLatin1String("before")) QCOMPARE(view.openElsewhere, std::size_t{2});
}

void QueueTest::whatIsNewWaits() {
    Alerts alerts;
    alerts.add(4, "eu-1", "a");
    alerts.add(3, "eu-1", "a");
    AlertQueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNow(kNow);
    model.replace(layOutQueue(alerts.queue(), {}, {}));
    const QString before = outline(model.view());

    alerts.add(5, "eu-2", "b");
    alerts.add(4, "eu-2", "b").status = AlertStatus::Resolved;  // does not belong here: not new either
    alerts.all()[0].findings = 99;
    QSignalSpy moved(&model, &QAbstractItemModel::rowsInserted);
    model.renew(keepPlaces(model.view(), alerts.queue(), {}, {}));
    QCOMPARE(outline(model.view()), before);
    QCOMPARE(moved.count(), 0);
    QCOMPARE(model.view().fresh, std::size_t{1});
    const int row = model.rowOf(QStringLiteral("alert-0"));
    QCOMPARE(model.index(row, AlertQueueModel::Count).data().toString(), QStringLiteral("99"));

    // Somebody else closes one: it stays where it is until the user takes in what is new.
    alerts.all()[1].status = AlertStatus::Resolved;
    model.renew(keepPlaces(model.view(), alerts.queue(), {}, {}));
    QCOMPARE(outline(model.view()), before);
    model.replace(layOutQueue(alerts.queue(), {}, {}));
    QCOMPARE(outline(model.view()), QStringLiteral("H:severity:5 alert-2 H:severity:4 alert-0"));
}

void QueueTest::whatWasDecidedLeavesAndComesBack() {
    Alerts alerts;
    for (const std::int64_t severity : {5, 4, 4, 4, 3}) alerts.add(severity, "eu-1", "a");
    AlertQueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.replace(layOutQueue(alerts.queue(), {}, {}));
    const QString before = outline(model.view());
    const QPersistentModelIndex kept = model.index(model.rowOf(QStringLiteral("alert-2")), 0);

    alerts.all()[0].status = AlertStatus::Resolved;
    alerts.all()[3].status = AlertStatus::Suppressed;
    model.renew(keepPlaces(model.view(), alerts.queue(), {}, {"alert-0", "alert-3"}));
    QCOMPARE(outline(model.view()), QStringLiteral("H:severity:4 alert-2 alert-1 H:severity:3 alert-4"));
    QCOMPARE(kept.data(IdRole).toString(), QStringLiteral("alert-2"));

    alerts.all()[0].status = AlertStatus::New;
    alerts.all()[3].status = AlertStatus::New;
    model.renew(keepPlaces(model.view(), alerts.queue(), {}, {"alert-0", "alert-3"}));
    QCOMPARE(outline(model.view()), before);
    QCOMPARE(kept.data(IdRole).toString(), QStringLiteral("alert-2"));
}

void QueueTest::foldingKeepsTheRest() {
    Alerts alerts;
    for (const std::int64_t severity : {5, 4, 4, 3}) alerts.add(severity, "eu-1", "a");
    AlertQueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.replace(layOutQueue(alerts.queue(), {}, {}));
    model.toggleFold(2);
    QCOMPARE(outline(model.view()), QStringLiteral("H:severity:5 alert-0 H:severity:4 H:severity:3 alert-3"));
    QCOMPARE(model.index(2, 0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    model.renew(keepPlaces(model.view(), alerts.queue(), model.folded(), {}));
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.view().alerts, std::size_t{4});
    model.toggleFold(2);
    QCOMPARE(model.rowCount(), 7);
}

void QueueTest::rowsSayWhatTheyAre() {
    Alerts alerts;
    AlertSummary& a = alerts.add(5, "eu-1", "model-extraction");
    a.model = alerts.keep("llama");
    a.due = kNow + std::chrono::minutes(5);
    AlertSummary& late = alerts.add(4, "eu-1", "unheard-of");
    late.due = kNow - std::chrono::minutes(65);
    AlertQueueModel model;
    model.setNow(kNow);
    model.replace(layOutQueue(alerts.queue(), {}, {}));
    const auto at = [&](const char* id, int column, int role = Qt::DisplayRole) {
        return model.index(model.rowOf(QString::fromLatin1(id)), column).data(role);
    };
    QCOMPARE(at("alert-0", AlertQueueModel::Left).toString(), QStringLiteral("5 min"));
    QCOMPARE(at("alert-0", AlertQueueModel::Left, GlyphRole).toInt(), static_cast<int>(Glyph::Critical));
    QVERIFY(at("alert-0", AlertQueueModel::Left, StrongRole).toBool());  // the last quarter of 30 minutes
    QCOMPARE(at("alert-0", AlertQueueModel::Rule, SubtitleRole).toString(), QStringLiteral("p-0 · llama · eu-1"));
    QCOMPARE(at("alert-0", AlertQueueModel::Threat).toString(), QStringLiteral("AML.T0024.002"));
    const QString opens = at("alert-0", AlertQueueModel::Count, OpensRole).toString();
    QVERIFY2(parseFilter(opens.toStdString()).has_value(), qPrintable(opens));
    QVERIFY(opens.contains(QLatin1String("group=alert-0")));
    QCOMPARE(at("alert-1", AlertQueueModel::Left).toString(), QStringLiteral("−1 h 05"));
    QCOMPARE(at("alert-1", AlertQueueModel::Rule).toString(), QStringLiteral("unheard-of"));
    QCOMPARE(model.index(0, 0).data(GroupRole).toBool(), true);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Critical"));
}

void QueueTest::hundredThousand() {
    Alerts alerts;
    addMany(alerts, 100'000);
    const auto queue = alerts.queue();
    AlertQueueModel model;
    model.setNow(kNow);
    model.replace(layOutQueue(queue, {}, {}));
    QCOMPARE(model.view().alerts, std::size_t{90'000});
    QCOMPARE(model.rowCount(), 90'000 + 5);
    // From here on the tester looks at every cell after every change.
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QString id = model.index(model.rowCount() / 2, 0).data(IdRole).toString();
    const QPersistentModelIndex kept = model.index(model.rowOf(id), 0);
    for (AlertSummary& a : alerts.all())
        if (a.id == "alert-17") a.status = AlertStatus::Resolved;
    addMany(alerts, 3);
    model.renew(keepPlaces(model.view(), alerts.queue(2000), {}, {"alert-17"}));
    QCOMPARE(model.view().alerts, std::size_t{89'999});
    QCOMPARE(model.view().fresh, std::size_t{2});  // the first of the three is closed
    QCOMPARE(kept.data(IdRole).toString(), id);
    model.toggleFold(0);
    QCOMPARE(kept.data(IdRole).toString(), id);
    QueueWish byNode;
    byNode.grouping = QueueGrouping::Node;
    byNode.text = "extraction node-4";
    const QueueView narrow = layOutQueue(queue, byNode, {});
    QVERIFY(narrow.alerts > 0);
    QVERIFY(std::ranges::all_of(narrow.groups, [](const QueueGroup& g) { return g.name.starts_with("node-4"); }));
}

void QueueTest::marksAndNextOpen() {
    Alerts alerts;
    for (const std::int64_t severity : {5, 4, 3}) alerts.add(severity, "eu-1", "a");
    AlertQueueModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.replace(layOutQueue(alerts.queue(), {}, {}));
    model.toggleMark(QStringLiteral("alert-2"));
    model.toggleMark(QStringLiteral("alert-0"));
    QCOMPARE(model.marked(), (QStringList{QStringLiteral("alert-0"), QStringLiteral("alert-2")}));
    model.toggleMark(QStringLiteral("alert-0"));
    QCOMPARE(model.marked(), QStringList{QStringLiteral("alert-2")});
    model.clearMarks();
    QVERIFY(model.marked().isEmpty());

    const int last = model.rowOf(QStringLiteral("alert-2"));
    QCOMPARE(model.nextOpen(model.rowOf(QStringLiteral("alert-0")), {}), model.rowOf(QStringLiteral("alert-1")));
    QCOMPARE(model.nextOpen(model.rowOf(QStringLiteral("alert-0")), {QStringLiteral("alert-1")}), last);
    QCOMPARE(model.nextOpen(last, {}), model.rowOf(QStringLiteral("alert-1")));  // none below: the nearest above
    QCOMPARE(model.nextOpen(last, {QStringLiteral("alert-0"), QStringLiteral("alert-1")}), -1);
}

QTEST_MAIN(QueueTest)
#include "queue_test.moc"
