// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed into the connection wizard, as a fleet file: the collector's own reader must take it, and nothing typed
// may become structure.
#include "app/console/fleet_text.h"

#include <QTest>

#include "collectors/fleet.h"

using namespace vedette;

class FleetTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsRead_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind :
             {"vllm", "triton", "sglang", "llamacpp", "metrics", "litellm-spend", "nginx-json", "caddy"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void everyKindIsRead() {
        QFETCH(QString, kind);
        auto fleet = parseFleet(console::fleetText({node(QStringLiteral("gw-1"), kind)}), "typed");
        QVERIFY2(fleet.has_value(), fleet ? "" : fleet.error().text().c_str());
        QCOMPARE(fleet->nodes.size(), 1U);
        QCOMPARE(fleet->nodes[0].id, std::string("gw-1"));
        QCOMPARE(fleet->nodes[0].endpoint, std::string("https://gw-1.example.org:4000"));
        QCOMPARE(fleet->nodes[0].sources.size(), 1U);
        QCOMPARE(fleet->nodes[0].dataClasses, (std::vector<std::string>{"personal", "health"}));
    }
    void typedTextStaysText() {
        auto draft = node(QStringLiteral("gw-1"), QStringLiteral("vllm"));
        draft.region = QStringLiteral("eu\"\nnodes: []\n# ");
        const auto text = console::fleetText({draft});
        auto fleet = parseFleet(text, "typed");
        // Refused or kept as the odd region it is; never another structure.
        if (fleet) {
            QCOMPARE(fleet->nodes.size(), 1U);
            QVERIFY(fleet->nodes[0].region.find("nodes: []") != std::string::npos);
        }
    }
    void aWrongNodeIsRefused() {
        auto draft = node(QString(), QStringLiteral("vllm"));
        QVERIFY(!parseFleet(console::fleetText({draft}), "typed").has_value());
    }

private:
    static ui::NodeDraft node(const QString& id, const QString& kind) {
        ui::NodeDraft draft;
        draft.id = id;
        draft.url = QStringLiteral("https://gw-1.example.org:4000");
        draft.kind = kind;
        draft.provider = QStringLiteral("aws");
        draft.region = QStringLiteral("eu-central-1");
        draft.dataClasses = {QStringLiteral("personal"), QStringLiteral("health")};
        draft.allowedZones = {QStringLiteral("EU")};
        return draft;
    }
};

QTEST_APPLESS_MAIN(FleetTextTest)
#include "fleet_text_test.moc"
