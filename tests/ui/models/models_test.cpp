// SPDX-License-Identifier: GPL-3.0-or-later
// Every model under Qt's own tester while rows come, go, change and move; and that it is every model: the sources are
// read, and a class that nothing here looks at fails the test.
#include <QAbstractItemModelTester>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include "ui/charts/chart_pane.h"
#include "ui/compliance/controls_model.h"
#include "ui/evidence/record_tree.h"
#include "ui/fleet/flows_model.h"
#include "ui/fleet/nodes_model.h"
#include "ui/incidents/cases_model.h"
#include "ui/reports/reports_model.h"
#include "ui/settings/anchors_card.h"
#include "ui/settings/holds_card.h"
#include "ui/settings/key_spans_model.h"
#include "ui/settings/people_model.h"
#include "ui/settings/requests_card.h"
#include "ui/settings/retention_card.h"
#include "ui/settings/source_models.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_table.h"

using namespace vedette;
using namespace vedette::ui;

namespace {

const QString kRoot = QStringLiteral(VEDETTE_RESOURCES "/../");

Time day(int n) { return fromMicros(1'795'161'600'000'000) + std::chrono::hours(24 * n); }
std::string numbered(const char* what, int n) { return what + std::to_string(n); }

// How a row of each table looks; `again`: the same row, told otherwise.
template <class Row>
Row made(int n, bool again);

template <>
HeldAnchor made(int n, bool again) {
    HeldAnchor row;
    row.kind = n == 0 ? AnchorKind::File : AnchorKind::Witness;
    row.name = numbered("witness.example/", n);
    row.size = 120 + static_cast<std::uint64_t>(n) + (again ? 40 : 0);
    row.time = day(n);
    row.checked = n % 2 == 0;
    row.problem = n % 2 == 0 ? "" : "its key is not noted in anchors/witnesses";
    return row;
}
template <>
KeySpanRow made(int n, bool again) {
    KeySpanRow row;
    row.span.key = {"vedette/log", 0x1a2b3c00U + static_cast<std::uint32_t>(n), {}};
    row.span.from = static_cast<std::uint64_t>(n) * 1'000;
    row.span.since = day(n);
    row.span.broken = n == 1;
    row.inForce = !again;
    return row;
}
template <>
PersonRow made(int n, bool again) {
    PersonRow row;
    row.name = numbered("p.", n);
    row.now.enabled = !again;
    row.since = day(n);
    row.enrolledBy = "admin";
    return row;
}
template <>
RequestRow made(int n, bool again) {
    RequestRow row;
    row.request.id = numbered("request-", n);
    row.request.kind = n % 2 == 0 ? "hold" : "erasure";
    row.request.target = numbered("hold-", n);
    row.request.actor = "lead";
    row.request.note = again ? "another reason" : "a reason";
    row.request.time = day(n);
    if (again) row.holds.emplace_back("hold-1");
    return row;
}
template <>
HoldRow made(int n, bool again) {
    HoldRow row;
    row.hold.id = numbered("hold-", n);
    row.hold.time = day(n);
    row.hold.actor = "lead";
    row.hold.reason = "case 7";
    if (again) row.hold.released = day(n + 1);
    return row;
}
template <>
RetentionRow made(int n, bool again) {
    RetentionRow row;
    row.rule.dataClass = numbered("class-", n);
    row.rule.maximum = "90 days";
    row.rule.conflict = n % 2 == 0;
    if (again) row.over = 1000 + static_cast<std::uint64_t>(n);
    return row;
}
template <>
SourceRow made(int n, bool again) {
    return {QStringLiteral("node-%1/access").arg(n),
            QStringLiteral("gap"),
            again ? QStringLiteral("still down") : QStringLiteral("down"),
            day(n),
            day(n + 1),
            false};
}
template <>
Damage made(int n, bool /*again*/) {
    return {numbered("entry ", n), "the record is gone without a certificate"};
}
template <>
RecordedReport made(int n, bool again) {
    RecordedReport row;
    row.entry = static_cast<std::uint64_t>(n) + 7;
    row.time = day(n);
    row.actor = "m.okafor";
    row.title = again ? "Evidence report, again" : "Evidence report";
    row.scope = "GDPR";
    row.root = std::string(64, 'a');
    row.files = {{"report.pdf", std::string(64, 'b')}};
    return row;
}
template <>
NodeState made(int n, bool again) {
    NodeState row;
    row.declared.id = numbered("node-", n);
    row.declared.region = "eu-central-1";
    row.health = again ? NodeHealth::Silent : NodeHealth::Healthy;
    row.lastSeen = day(n);
    row.requests = 100 + static_cast<std::uint64_t>(n);
    return row;
}
template <>
FlowRow made(int n, bool again) {
    FlowRow row;
    row.flow.from = "DE";
    row.flow.provider = "acme";
    row.flow.region = numbered("region-", n);
    row.flow.to = "IN";
    row.flow.nodes = {"node-1"};
    row.flow.answered = static_cast<std::uint64_t>(n) + (again ? 50 : 1);
    row.flow.requests = row.flow.answered;
    row.place = QStringLiteral("Mumbai, IN");
    return row;
}
template <>
CaseRow made(int n, bool again) {
    auto incident = std::make_shared<IncidentCase>();
    incident->id = numbered("case-", n);
    incident->title = again ? "Extraction, second look" : "Extraction";
    incident->severity = 3 + n % 3;
    incident->opened = day(n);
    incident->changed = day(n);
    return {std::move(incident), {}};
}
template <>
ControlRow made(int n, bool again) {
    auto judgement = std::make_shared<Judgement>();
    ControlResult result;
    result.control.id = numbered("gdpr-", n);
    result.control.clause = numbered("Art. ", n);
    result.control.title = "Storage limitation";
    result.state = again ? ControlState::Fail : ControlState::Pass;
    result.reason = "3 of 6 fail";
    PackResult framework;
    framework.pack.id = "gdpr";
    framework.pack.title = "GDPR";
    framework.results = {std::move(result)};
    judgement->packs = {std::move(framework)};
    return {std::move(judgement), 0, 0, ControlState::Pass};
}

// Whatever may be asked of a cell; a model that cannot answer crashes here or in front of somebody.
QStringList texts(const QAbstractItemModel& model) {
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column) {
            const auto index = model.index(row, column);
            for (int role = Qt::UserRole; role <= WordRole; ++role) (void)index.data(role);
            out += index.data(Qt::DisplayRole).toString() + index.data(GlyphRole).toString();
        }
    return out;
}

template <class Model, class Row>
class Watched {
public:
    explicit Watched(Model& model) : m_model(model) {}
    void set(const std::vector<int>& numbers, int again = -1) {
        std::vector<Row> rows;
        for (const int n : numbers) rows.push_back(made<Row>(n, n == again));
        m_model.setRows(std::move(rows));
        QCOMPARE(m_model.rowCount(), static_cast<int>(numbers.size()));
        (void)texts(m_model);
    }
    void run() {
        QSignalSpy inserted(&m_model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&m_model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&m_model, &QAbstractItemModel::dataChanged);
        set({0, 1, 2});
        QCOMPARE(inserted.size(), 1);
        const QPersistentModelIndex kept(m_model.index(1, 0));
        const QString id = kept.data(IdRole).toString();
        const QStringList before = texts(m_model);
        set({0, 1, 2}, 2);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(texts(m_model) != before, (!std::is_same_v<Row, Damage>));  // which has nothing but its name
        set({1, 2});
        QCOMPARE(removed.size(), 1);
        QCOMPARE(kept.row(), 0);
        set({3, 1, 2, 4});
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(kept.row(), 1);
        set({4, 2, 1, 3});
        QCOMPARE(kept.row(), 2);
        QCOMPARE(kept.data(IdRole).toString(), id);
        sortEverywhere(id, kept);
        set({});
        QVERIFY(!kept.isValid());
        set({2, 0});
    }

private:
    void sortEverywhere(const QString& id, const QPersistentModelIndex& kept) {
        for (int column = 0; column < m_model.columnCount(); ++column) {
            for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                m_model.sort(column, order);
                QCOMPARE(kept.data(IdRole).toString(), id);
            }
            // Days are sorted as days, not as their names.
            if (m_model.index(0, column).data().toString().startsWith(QStringLiteral("24 Nov"))) sortsByTime(column);
        }
        m_model.sort(-1, Qt::AscendingOrder);
    }
    void sortsByTime(int column) {
        set({1, 20, 4});  // 21 November, 10 December, 24 November
        m_model.sort(column, Qt::DescendingOrder);
        QVERIFY2(m_model.index(0, column).data().toString().startsWith(QStringLiteral("10 Dec")),
                 qPrintable(m_model.columns()[static_cast<std::size_t>(column)].key));
    }

    Model& m_model;
};

template <class Model, class Row>
void watchRows() {
    Model model(nullptr);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Theme theme(Theme::Mode::Light);
    DataTable table(theme, QStringLiteral("watched"));
    table.setModel(&model);
    Watched<Model, Row>(model).run();
    QVERIFY(table.currentIndex().isValid());  // Qt 6.4 with a screen reader crashes on a table without
}

void watchTwin() {
    ChartTwin model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const int rows : {0, 3, 3, 1, 0}) {
        QList<QStringList> content;
        for (int i = 0; i < rows; ++i) content.append({QString::number(i), QStringLiteral("a\tb")});
        model.setContent({{QStringLiteral("n"), QStringLiteral("what")}, content});
        QCOMPARE(model.rowCount(), rows);
        QCOMPARE(texts(model).size(), 2 * rows);
    }
}

void watchTree() {
    RecordTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const char* record : {"{\"a\":{\"b\":[1,2,{\"c\":null}]}}", "{\"a\":1}", "{}", "{\"x\":[],\"y\":{}}"}) {
        QVERIFY(model.setRecord(record));
        (void)texts(model);
    }
    QVERIFY(model.indexOf(QStringLiteral("y")).isValid());
}

using Watch = void (*)();
struct Covered {
    QString name;
    Watch watch = nullptr;
    QString elsewhere = {};  // the test that has it under the tester, with a store or a queue behind it
};
const QList<Covered>& covered() {
    static const QList<Covered> all = {
        {QStringLiteral("AnchorsModel"), &watchRows<AnchorsModel, HeldAnchor>},
        {QStringLiteral("KeySpansModel"), &watchRows<KeySpansModel, KeySpanRow>},
        {QStringLiteral("PeopleModel"), &watchRows<PeopleModel, PersonRow>},
        {QStringLiteral("RequestsModel"), &watchRows<RequestsModel, RequestRow>},
        {QStringLiteral("HoldsModel"), &watchRows<HoldsModel, HoldRow>},
        {QStringLiteral("RetentionModel"), &watchRows<RetentionModel, RetentionRow>},
        {QStringLiteral("SourcesModel"), &watchRows<SourcesModel, SourceRow>},
        {QStringLiteral("DamageModel"), &watchRows<DamageModel, Damage>},
        {QStringLiteral("ReportsModel"), &watchRows<ReportsModel, RecordedReport>},
        {QStringLiteral("NodesModel"), &watchRows<NodesModel, NodeState>},
        {QStringLiteral("FlowsModel"), &watchRows<FlowsModel, FlowRow>},
        {QStringLiteral("CasesModel"), &watchRows<CasesModel, CaseRow>},
        {QStringLiteral("ControlsModel"), &watchRows<ControlsModel, ControlRow>},
        {QStringLiteral("ChartTwin"), &watchTwin},
        {QStringLiteral("RecordTreeModel"), &watchTree},
        {QStringLiteral("EntriesModel"), nullptr, QStringLiteral("tests/ui/models/entries_model_test.cpp")},
        {QStringLiteral("AlertQueueModel"), nullptr, QStringLiteral("tests/ui/alerts/queue_test.cpp")},
    };
    return all;
}

QString contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// Classes that are models and that no other is made of.
QSet<QString> modelsInTheSources() {
    static const QRegularExpression kClass(
        QStringLiteral("class (\\w+)(?: final)? *: *(?:public|protected|private) +(?:vedette::ui::)?(\\w+)"));
    QList<std::pair<QString, QString>> pairs;
    for (const char* folder : {"ui", "app"}) {
        QDirIterator files(kRoot + QLatin1String(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString code = contents(files.next());
            for (auto hit = kClass.globalMatch(code); hit.hasNext();) {
                const auto one = hit.next();
                pairs.append({one.captured(1), one.captured(2)});
            }
        }
    }
    static const QRegularExpression kQt(
        QStringLiteral("^Q(?:Abstract(?:Item|Table|List|Proxy)|SortFilterProxy|IdentityProxy|StandardItem|StringList|"
                       "ConcatenateTablesProxy|TransposeProxy|FileSystem)Model$"));
    QSet<QString> models;
    QSet<QString> bases;
    for (bool more = true; more;) {
        more = false;
        for (const auto& [name, base] : std::as_const(pairs)) {
            if (!models.contains(base) && !kQt.match(base).hasMatch()) continue;
            bases.insert(base);
            more = more || !models.contains(name);
            models.insert(name);
        }
    }
    return models - bases;
}

}  // namespace

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_GB"))); }

    void everyModelIsHere() {
        QSet<QString> known;
        for (const Covered& one : covered()) known.insert(one.name);
        const QSet<QString> there = modelsInTheSources();
        const QStringList missing = (there - known).values();
        const QStringList gone = (known - there).values();
        QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("under no tester: ") + missing.join(QChar(u' '))));
        QVERIFY2(gone.isEmpty(), qPrintable(QStringLiteral("no model any more: ") + gone.join(QChar(u' '))));
    }

    void holds_data() {
        QTest::addColumn<int>("at");
        for (int i = 0; i < covered().size(); ++i) QTest::newRow(qPrintable(covered()[i].name)) << i;
    }
    void holds() {
        QFETCH(const int, at);
        const Covered& one = covered()[at];
        if (one.watch != nullptr) {
            one.watch();
            return;
        }
        const QString test = contents(kRoot + one.elsewhere);
        QVERIFY2(test.contains(one.name), qPrintable(one.elsewhere));
        QVERIFY2(test.contains(QStringLiteral("QAbstractItemModelTester tester(&model")) ||
                     test.contains(QStringLiteral("make_unique<QAbstractItemModelTester>(model.get()")),
                 qPrintable(one.elsewhere));
    }
};

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
