// SPDX-License-Identifier: GPL-3.0-or-later
// Judging a part of the fleet.
#include <QTest>

#include "tests/core/policy/judged.h"
#include "tests/core/policy/world.h"

using namespace vedette;
using namespace vedette::test;
using namespace std::chrono_literals;
using enum ControlState;

namespace {

bool on(const Line& l, const char* node) { return l.node == node; }

}  // namespace

class JudgePartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPartIsJudgedByItsNodes();
    void aPartHasToBeDeclared();
};

// What one node does is not held against the other; what is about the fleet is judged for all of it and says so.
void JudgePartTest::aPartIsJudgedByItsNodes() {
    World w = healthyWorld();
    w.drop([](const Line& l) { return on(l, "deid-1") && l.time >= at(15) && l.time < at(18); });
    w.add(status(at(15), "deid-1", "access", 2, "connection refused"));
    w.node("eu-1").seenRegion = "eu-west-2";
    const auto of = [&](const char* id, const std::vector<std::string>& part) {
        return resultOf(judged(w, kPeriod, kPeriod.to + 1h, part), id);
    };
    // The node with personal data is in London, outside its zones.
    QVERIFY(of("gdpr-art44", {}).state == Fail);
    QVERIFY(of("gdpr-art44", {"eu-1"}).state == Fail);
    const ControlResult other = of("gdpr-art44", {"deid-1"});
    QVERIFY2(other.state == NotApplicable && other.reason.find("this part") != std::string::npos, other.reason.c_str());
    // Every item and every row of evidence is the part's, in the words of its filter as well.
    World healthy = healthyWorld();
    healthy.node("deid-1").dataClasses = {"cardholder"};
    const Judgement one = judged(healthy, kPeriod, kPeriod.to + 1h, {"eu-1"});
    const Judgement all = judged(healthy);
    const ControlResult& part = resultOf(one, "pci-10.2.1");
    const ControlResult& whole = resultOf(all, "pci-10.2.1");
    for (const ItemResult& item : part.items) QVERIFY2(item.item.starts_with("eu-1"), item.item.c_str());
    QVERIFY(whole.items.size() > part.items.size());
    for (const EvidenceRef& ref : part.evidence)
        QVERIFY2(ref.query.find("deid-1") == std::string::npos, ref.query.c_str());
    QVERIFY(part.evidence.front().extent.count < whole.evidence.front().extent.count);
    const ControlResult& chain = resultOf(one, "pci-10.3.2");
    QVERIFY2(chain.reason.ends_with("Judged for the whole fleet: it is not about single nodes."), chain.reason.c_str());
    QVERIFY(resultOf(all, "pci-10.3.2").reason.find("whole fleet") == std::string::npos);
}

void JudgePartTest::aPartHasToBeDeclared() {
    const Batch batch = healthyWorld().batch();
    const auto evidence = evidenceOf(batch);
    const auto j = judgeEvidence(*evidence, packs(), regions(), kPeriod, kPeriod.to, {"eu-1", "eu-9"});
    QVERIFY(!j.has_value());
    QVERIFY(j.error().code == ErrorCode::NotFound);
    QVERIFY2(j.error().text().find("eu-9") != std::string::npos, j.error().text().c_str());
    QVERIFY2(j.error().text().find("deid-1") != std::string::npos, j.error().text().c_str());
}

QTEST_APPLESS_MAIN(JudgePartTest)
#include "judge_part_test.moc"
