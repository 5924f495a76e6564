// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl kpis and packs kpis, as a script meets them.
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include "tests/app/ctl/cli.h"
#include "tests/support/store_fixture.h"

using namespace vedette::test;

namespace {

QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class KpisTest : public QObject {
    Q_OBJECT
    TempFolder m_folder;
    QString m_store;

private Q_SLOTS:
    void initTestCase() {
        m_store = QString::fromStdString((m_folder / "store").string());
        makeFilledStore(m_folder / "store", 5'000);
    }

    // The query beside a figure must open exactly as many rows as its n says.
    void figuresOpenToTheirRows() {
        const auto ran = ctl({s("kpis"), m_store, s("--json")});
        QVERIFY2(ran.exit == 0 || ran.exit == 1, ran.err.constData());
        const auto json = ran.json();
        QVERIFY(json.value(s("entries")).toInt() >= 5'000);
        QSet<QString> ids;
        int opened = 0;
        const auto kpis = json.value(s("kpis")).toArray();
        for (const auto& value : kpis) {
            const auto kpi = value.toObject();
            const auto id = kpi.value(s("id")).toString();
            ids.insert(id);
            // A figure, or the reason why there is none.
            QCOMPARE(kpi.value(s("value")).isNull(), !kpi.value(s("missing")).toString().isEmpty());
            if (id != s("collection-delay") && id != s("authenticated")) continue;
            QVERIFY(kpi.value(s("covered")).toBool());
            const auto rows = ctl({s("query"), m_store, kpi.value(s("query")).toString(), s("--count"), s("--json")});
            QCOMPARE(rows.exit, 0);
            QCOMPARE(rows.json().value(s("count")).toInteger(), kpi.value(s("n")).toInteger());
            QVERIFY(kpi.value(s("n")).toInteger() > 0);
            ++opened;
        }
        QCOMPARE(opened, 2);
        QCOMPARE(ids.size(), kpis.size());
        QVERIFY(ids.contains(s("audit-coverage")) && ids.contains(s("controls-failing")));
    }

    void oneFigureAlone() {
        const auto ran = ctl({s("kpis"), m_store, s("--kpi"), s("error-rate"), s("--json")});
        QCOMPARE(ran.json().value(s("kpis")).toArray().size(), 1);
        const auto wrong = ctl({s("kpis"), m_store, s("--kpi"), s("eror-rate")});
        QCOMPARE(wrong.exit, 2);
        QVERIFY2(wrong.err.contains("error-rate"), wrong.err.constData());
    }

    void packsListsThem() {
        const auto ran = ctl({s("packs"), s("kpis"), s("--json")});
        QCOMPARE(ran.exit, 0);
        const auto packs = ran.json().value(s("packs")).toArray();
        QVERIFY(packs.size() >= 17);
        for (const auto& value : packs) {
            const auto kpi = value.toObject();
            QVERIFY(!kpi.value(s("definition")).toString().isEmpty());
            QCOMPARE(kpi.value(s("target")).isNull(), kpi.value(s("target_owner")).toString().isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(KpisTest)
#include "kpis_test.moc"
