// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, Retention, in the whole window: what laws and policy say with their conflicts, what is due and what a hold
// keeps, forgetting it; and legal holds that one places and two lift.
#include <QCheckBox>
#include <QDateTimeEdit>
#include <QPushButton>

#include "core/event/event.h"
#include "core/store/certificate.h"
#include "core/store/hold.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/ui/people/people_bench.h"
#include "ui/settings/holds_card.h"
#include "ui/settings/retention_card.h"

using namespace vedette;
using namespace vedette::ui;
using test::PeopleBench;
using test::SmallWindow;

namespace {

constexpr int kPatience = test::kWindowPatience;
constexpr Duration kDay = std::chrono::hours(24);
constexpr std::uint64_t kRequests = 1'100;  // the first block is full, whatever else stands before them

QString s(const char* text) { return QString::fromUtf8(text); }

void fill(const SmallWindow& desk, const char* name, const char* text) {
    auto* field = desk.wait<QLineEdit>(name);
    field->setFocus();
    field->clear();
    QTest::keyClicks(field, s(text));
}

QString words(const SmallWindow& desk, const char* name) {
    const auto* label = desk.window->findChild<QLabel*>(s(name));
    return label == nullptr ? QString() : label->text();
}

void goToRetention(const SmallWindow& desk) {
    desk.window->open({.page = PageId::Settings, .item = QStringLiteral("retention")});
}

// A fleet whose policy forgets after ninety days what a law keeps for a year, and keeps nothing of "telemetry" longer
// than a week.
void declareFleet(const std::filesystem::path& store, Time now) {
    test::FixedClock clock(now);
    auto writer = Writer::open(store, clock);
    Batch batch;
    Event event;
    event.setClass(ocsf::kFleetDeclaration, 1);
    event.setTime(now);
    event.setLoggedTime(now);
    event.setSeverity(ocsf::kInformational);
    event.setStatus(ocsf::kSuccess);
    event.setJson(Field::vFleet,
                  "{\"facts\":{\"ai_act_role\":\"none\",\"cde_scope\":\"none\",\"dpdp_role\":\"data_fiduciary\"},"
                  "\"name\":\"clinic\",\"nodes\":[{\"data_classes\":[\"personal\"],\"id\":\"node-0\"},"
                  "{\"data_classes\":[\"telemetry\"],\"id\":\"node-1\"}],\"retention\":["
                  "{\"basis\":\"our policy\",\"data_class\":\"personal\",\"maximum\":\"90 days\",\"minimum\":\"\"},"
                  "{\"basis\":\"our policy\",\"data_class\":\"telemetry\",\"maximum\":\"7 days\",\"minimum\":\"\"}]}");
    test::addEvent(batch, event);
    if (!writer || !(*writer)->write(batch)) qFatal("cannot declare the fleet");
}

QString cell(const SmallWindow& desk, const char* dataClass, int column, int role = Qt::DisplayRole) {
    const auto* model = desk.window->findChild<RetentionModel*>();
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->index(row, 0).data().toString() == s(dataClass))
            return model->index(row, column).data(role).toString();
    return {};
}

QString holdState(const SmallWindow& desk) {
    const auto* model = desk.window->findChild<HoldsModel*>();
    return model->rowCount() == 0 ? QString() : model->index(0, 1).data().toString();
}

std::size_t inForce(const std::filesystem::path& store) { return activeHolds(*Reader::open(store).value())->size(); }

}  // namespace

class RetentionScreenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Requests of 200 days ago: the week of node-1 is over, the law's year of node-0 is not.
    void whatIsDueIsShownAndForgotten() {
        PeopleBench bench;
        auto& desk = bench.desk;
        QVERIFY(bench.good);
        const std::uint64_t first = bench.entries();
        test::addRequests(desk.folder(), kRequests, 3, bench.staffed.now() - 200 * kDay, std::chrono::seconds(1));
        declareFleet(desk.folder(), bench.staffed.now());
        QVERIFY(bench.signIn("ben"));
        goToRetention(desk);
        QTRY_COMPARE_WITH_TIMEOUT(cell(desk, "telemetry", 3), s("forgotten after 7 days"), kPatience);
        QCOMPARE(cell(desk, "personal", 1), s("1 year"));
        QCOMPARE(cell(desk, "personal", 1, SubtitleRole), s("India, DPDP Rules"));
        QCOMPARE(cell(desk, "personal", 2), s("90 days"));
        QCOMPARE(cell(desk, "personal", 2, SubtitleRole), s("our policy"));
        QCOMPARE(cell(desk, "personal", 2, ExportRole), s("90 days (our policy)"));
        QCOMPARE(cell(desk, "personal", 3), s("conflict: kept 1 year, as a duty wins"));
        QCOMPARE(cell(desk, "telemetry", 4), s("not counted"));
        QVERIFY2(!words(desk, "retentionRemarks").isEmpty() || cell(desk, "telemetry", 1) == s("none"),
                 qPrintable(words(desk, "retentionRemarks")));
        // Anybody may look. Every second request is node-1's; what is not in a full block waits.
        QVERIFY(desk.click("retentionCount"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(desk, "telemetry", 4), number(kRequests / 2), kPatience);
        QCOMPARE(cell(desk, "personal", 4), s("0"));
        const std::uint64_t due = (1024 - first) / 2;
        QVERIFY2(words(desk, "retentionWords").startsWith(s("%1 records are due.").arg(number(due))),
                 qPrintable(words(desk, "retentionWords")));
        QVERIFY(words(desk, "retentionWords").contains(s("wait until their block of the log is full")));
        test::UiFixture::shoot(*desk.window, s("retention-due"), {1280, 800});
        // Not everybody may forget.
        auto* forget = desk.wait<QPushButton>("retentionForget");
        desk.wait<QCheckBox>("retentionSure")->setChecked(true);
        QVERIFY(!forget->isEnabled());
        const QString note = bench.roleNote();
        QVERIFY2(note.contains(s("Officer or Lead")), qPrintable(note));
        bench.identity().signOut();
        QVERIFY(bench.signIn("otto"));
        QTRY_VERIFY_WITH_TIMEOUT(forget->isEnabled(), kPatience);
        const std::uint64_t before = bench.entries();
        QVERIFY(desk.click("retentionForget"));
        QTRY_COMPARE_WITH_TIMEOUT(words(desk, "retentionWords"),
                                  s("%1 records are forgotten, under 1 certificate(s).").arg(number(due)), kPatience);
        QVERIFY(desk.wait<QPushButton>("retentionFolder") != nullptr);
        QVERIFY(std::filesystem::exists(desk.folder() / "certificates/certificate-1.json"));
        const QString ordered = QString::fromStdString(bench.record(before));
        QVERIFY2(ordered.contains(s("\"kind\":\"retention\"")) && ordered.contains(s("\"actor\":\"otto\"")),
                 qPrintable(ordered));
        QVERIFY(bench.record(first + 1).empty() && !bench.record(first).empty());
        QCOMPARE(test::verdictOf(desk.folder()), std::string("intact"));
        QVERIFY(desk.click("retentionCount"));
        QTRY_VERIFY_WITH_TIMEOUT(words(desk, "retentionWords").startsWith(s("Nothing is due.")), kPatience);
    }

    void aHoldKeepsWhatIsDue() {
        PeopleBench bench;
        auto& desk = bench.desk;
        QVERIFY(bench.good);
        const std::uint64_t first = bench.entries();
        test::addRequests(desk.folder(), kRequests, 3, bench.staffed.now() - 200 * kDay, std::chrono::seconds(1));
        declareFleet(desk.folder(), bench.staffed.now());
        QVERIFY(bench.signIn("otto"));
        goToRetention(desk);
        QTRY_VERIFY_WITH_TIMEOUT(!cell(desk, "telemetry", 3).isEmpty(), kPatience);
        // What names somebody in clear, or nothing at all, is no hold.
        auto* place = desk.wait<QPushButton>("holdPlace");
        fill(desk, "holdReason", "case 7");
        QVERIFY(!place->isEnabled());
        fill(desk, "holdFilter", "principal=jo@example.org");
        QTRY_VERIFY_WITH_TIMEOUT(words(desk, "holdWords").contains(s("may not name a person in clear")), kPatience);
        QVERIFY(!place->isEnabled());
        fill(desk, "holdFilter", "node=node-1");
        QTRY_COMPARE_WITH_TIMEOUT(
            words(desk, "holdWords"),
            s("It would hold %1 records now, and what is added to them.").arg(number(kRequests / 2)), kPatience);
        QVERIFY(desk.click("holdPlace"));
        QTRY_COMPARE_WITH_TIMEOUT(holdState(desk), s("in force"), kPatience);
        QCOMPARE(inForce(desk.folder()), 1u);
        QTRY_VERIFY_WITH_TIMEOUT(desk.wait<QPushButton>("retentionCount")->isEnabled(), kPatience);
        QVERIFY(desk.click("retentionCount"));
        const QString held =
            s("%1 are past their time and kept by a legal hold: hold-").arg(number((1024 - first) / 2));
        QTRY_VERIFY_WITH_TIMEOUT(words(desk, "retentionWords").startsWith(s("Nothing is due. ") + held), kPatience);
        QVERIFY(words(desk, "retentionWords").contains(s("(case 7)")));
        QVERIFY(!desk.window->findChild<QPushButton*>(s("retentionForget"))->isVisible());

        // One asks for its release, another agrees.
        auto* release = desk.wait<QPushButton>("holdRelease");
        fill(desk, "holdReason", "the case is closed");
        QTRY_COMPARE_WITH_TIMEOUT(release->text(), s("Ask for the release"), kPatience);
        QVERIFY(desk.click("holdRelease"));
        QTRY_COMPARE_WITH_TIMEOUT(holdState(desk), s("in force; otto asks for its release"), kPatience);
        fill(desk, "holdReason", "once more");
        QVERIFY(!release->isEnabled());
        QCOMPARE(inForce(desk.folder()), 1u);
        test::UiFixture::shoot(*desk.window, s("retention-held"), {1280, 800});
        bench.identity().signOut();
        QVERIFY(bench.signIn("lea"));
        QTRY_VERIFY_WITH_TIMEOUT(release->isEnabled(), kPatience);
        QCOMPARE(release->text(), s("Agree to the release"));
        QVERIFY(desk.click("holdRelease"));
        QTRY_COMPARE_WITH_TIMEOUT(holdState(desk), s("released by lea"), kPatience);
        QCOMPARE(inForce(desk.folder()), 0u);
        QVERIFY(desk.click("retentionCount"));
        QTRY_VERIFY_WITH_TIMEOUT(words(desk, "retentionWords").startsWith(number((1024 - first) / 2)), kPatience);
        QCOMPARE(test::verdictOf(desk.folder()), std::string("intact"));
    }

    // Requests of forty minutes; the hold is for the first ten of them.
    void aHoldMayBeOfATime() {
        const test::TempFolder folder;
        test::makePeopleStore(folder / "one.store", 40, 3, test::kFixtureStart, std::chrono::minutes(1));
        SmallWindow desk(folder / "one.store", test::kFixtureStart + kDay);
        QVERIFY(desk.open());
        goToRetention(desk);
        auto* limited = desk.wait<QCheckBox>("holdLimited");
        QTRY_VERIFY_WITH_TIMEOUT(limited->isEnabled(), kPatience);
        auto* from = desk.wait<QDateTimeEdit>("holdFrom");
        auto* to = desk.wait<QDateTimeEdit>("holdTo");
        QVERIFY(!from->isEnabled() && !to->isEnabled());
        QVERIFY(desk.click("holdEverything"));
        QVERIFY(desk.click("holdLimited"));
        QVERIFY(from->isEnabled() && to->isEnabled());
        const QDateTime start = QDateTime::fromMSecsSinceEpoch(toMicros(test::kFixtureStart) / 1000, Qt::UTC);
        from->setDateTime(start);
        to->setDateTime(start.addSecs(-60));
        fill(desk, "holdReason", "case 8");
        QTRY_VERIFY_WITH_TIMEOUT(words(desk, "holdWords").startsWith(s("The time ends before it begins")), kPatience);
        QVERIFY(!desk.wait<QPushButton>("holdPlace")->isEnabled());
        to->setDateTime(start.addSecs(600));
        QTRY_VERIFY_WITH_TIMEOUT(words(desk, "holdWords").contains(s("10 records")), kPatience);
        QVERIFY(desk.click("holdPlace"));
        QTRY_COMPARE_WITH_TIMEOUT(holdState(desk), s("in force"), kPatience);
        const auto holds = activeHolds(*Reader::open(desk.folder()).value());
        QVERIFY(holds && holds->size() == 1);
        QVERIFY(holds->front().from == test::kFixtureStart);
        QVERIFY(holds->front().to == test::kFixtureStart + std::chrono::minutes(10));
        QVERIFY(!limited->isChecked());
        const auto* model = desk.window->findChild<HoldsModel*>();
        QCOMPARE(model->index(0, 4).data().toString(), s("every record"));
        const QString times = s("yyyy-MM-dd HH:mm");
        QCOMPARE(model->index(0, 4).data(SubtitleRole).toString(),
                 s("%1 – %2").arg(start.toString(times), start.addSecs(600).toString(times)));
    }

    // A single user is asked for nobody else.
    void oneAloneHoldsAndReleases() {
        const test::TempFolder folder;
        test::makePeopleStore(folder / "one.store", 40, 3, test::kFixtureStart, std::chrono::seconds(1));
        SmallWindow desk(folder / "one.store", test::kFixtureStart + kDay);
        QVERIFY(desk.open());
        goToRetention(desk);
        QTRY_VERIFY_WITH_TIMEOUT(desk.wait<QCheckBox>("holdEverything")->isEnabled(), kPatience);
        fill(desk, "holdReason", "everything, for now");
        QVERIFY(desk.click("holdEverything"));
        auto* place = desk.wait<QPushButton>("holdPlace");
        QTRY_VERIFY_WITH_TIMEOUT(place->isEnabled(), kPatience);
        QVERIFY(words(desk, "holdWords").contains(s("40 records")));
        QVERIFY(desk.click("holdPlace"));
        QTRY_COMPARE_WITH_TIMEOUT(holdState(desk), s("in force"), kPatience);
        fill(desk, "holdReason", "over");
        auto* release = desk.wait<QPushButton>("holdRelease");
        QTRY_VERIFY_WITH_TIMEOUT(release->isEnabled() && release->text() == s("Release"), kPatience);
        QVERIFY(desk.click("holdRelease"));
        QTRY_VERIFY_WITH_TIMEOUT(holdState(desk).startsWith(s("released by ")), kPatience);
        QCOMPARE(inForce(desk.folder()), 0u);
        QCOMPARE(test::verdictOf(desk.folder()), std::string("intact"));
    }
};

QTEST_MAIN(RetentionScreenTest)
#include "retention_screen_test.moc"
