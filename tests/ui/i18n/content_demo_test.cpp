// SPDX-License-Identifier: GPL-3.0-or-later
// What a German console shows of the demo's store: every sentence the core made of it has its German.
#include <QCoreApplication>
#include <QLocale>
#include <QTest>

#include "core/incident/alerts.h"
#include "core/kpi/fleet_state.h"
#include "core/kpi/kpi.h"
#include "core/policy/policy.h"
#include "core/store/reader.h"
#include "tests/support/store_fixture.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

using namespace vedette;

namespace {

const std::filesystem::path kResources = VEDETTE_RESOURCES;

class ContentDemoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QStringLiteral("de_DE")));
        const QString given = qEnvironmentVariable("VEDETTE_DEMO");
        const std::filesystem::path demo = given.isEmpty() ? VEDETTE_DEMO_DIR : given.toStdString();
        std::filesystem::copy(demo / "store", m_folder / "store", std::filesystem::copy_options::recursive);
        auto reader = Reader::open(m_folder / "store");
        QVERIFY2(reader, reader ? "" : reader.error().text().c_str());
        m_reader = std::move(*reader);
        const auto last = m_reader->newest({}, 1);
        QVERIFY(last && !last->rows.empty());
        m_now = last->rows.front().columns.time() + std::chrono::seconds(20);
        m_period = {m_now - std::chrono::hours(24), m_now};
        const auto packs = loadPacks(kResources / "packs");
        QVERIFY(packs);
        auto judged = judge(*m_reader, *packs, kResources / "regions" / "regions.yaml", m_period, m_now);
        QVERIFY2(judged, judged ? "" : judged.error().text().c_str());
        m_judgement = std::make_shared<const Judgement>(std::move(*judged));
    }

    void everyReasonHasItsGerman() {
        for (const PackResult& pack : m_judgement->packs)
            for (const ControlResult& r : pack.results) {
                look(r.control.id, r.reason);
                look(r.control.id, r.coverage.unit);
                for (const ItemResult& item : r.items) look(r.control.id + " " + item.item, item.reason);
            }
        complain();
    }

    void everyAlertHasItsGerman() {
        const auto alerts = loadAlerts(*m_reader);
        QVERIFY(alerts);
        QVERIFY(!alerts->empty());
        for (const Alert& alert : *alerts)
            for (const auto& text : {alert.title, alert.reason, alert.baseline}) look(alert.detector, text);
        complain();
    }

    void everyKeyFigureHasItsGerman() {
        KpiInputs inputs;
        inputs.judgement = m_judgement.get();
        const auto kpis = loadKpis(kResources / "kpis");
        QVERIFY(kpis);
        const auto report = computeKpis(*m_reader, *kpis, m_period, {}, m_now, inputs);
        QVERIFY(report);
        for (const KpiValue& value : report->values) {
            for (const auto& text : {value.missing, value.note, value.nUnit}) look(value.definition.id, text);
            if (value.value) look(value.definition.id, kpiText(*value.value, value.definition.unit));
        }
        const auto fleet = fleetState(*m_reader, m_period, {{"eu-fra-07", 2}}, m_now);
        QVERIFY(fleet);
        for (const NodeState& node : fleet->nodes) look(node.declared.id, node.reason);
        complain();
    }

private:
    void look(const std::string& from, const std::string& text) {
        if (text.empty()) return;
        ++m_looked;
        const auto said = m_german.say(ui::toQString(text));
        if (!said)
            m_missing += ui::toQString(from + ": " + text);
        else
            for (const QString& part : said->unknown)
                if (part.contains(QChar(u' '))) m_missing += ui::toQString(from) + QStringLiteral(": … ") + part;
    }

    void complain() {
        const QString all = m_missing.join(QChar(u'\n'));
        m_missing.clear();
        QVERIFY(m_looked > 0);
        m_looked = 0;
        QVERIFY2(all.isEmpty(), qPrintable(all));
    }

    const ContentWords m_german = ContentWords::load(kResources / "i18n" / "de", QLocale(QStringLiteral("de_DE")));
    QStringList m_missing;
    int m_looked = 0;
    test::TempFolder m_folder;
    std::unique_ptr<Reader> m_reader;
    Time m_now{};
    Period m_period{};
    std::shared_ptr<const Judgement> m_judgement;
};

}  // namespace

QTEST_GUILESS_MAIN(ContentDemoTest)
#include "content_demo_test.moc"
