// SPDX-License-Identifier: GPL-3.0-or-later
// Which alerts a person at the desktop hears of, in which words and how often, with a notifier that writes down what it
// was given; and the look of the tray's icon.
#include "ui/shell/alert_notices.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/raise_alert.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
#include "ui/shell/tray.h"

using namespace vedette;
using namespace vedette::ui;
using test::RaisedAlert;
using test::UiFixture;

namespace {

constexpr int kPatience = 60'000;
constexpr int kForever = 3'600'000;

class FakeNotifier final : public Notifier {
public:
    void show(const Notice& notice, std::function<void(bool)> done) override {
        shown.push_back(notice);
        stands = takes;
        done(takes);
    }
    void withdraw() override { stands = false; }
    [[nodiscard]] QString trouble() const override { return {}; }
    QList<Notice> shown;
    bool takes = true;
    bool stands = false;
};

// A store that is empty when it is opened, and somebody at the desktop.
struct Desk {
    explicit Desk(int pauseMs = 0, std::initializer_list<RaisedAlert> before = {})
        : notices(notifier, fixture.context().settings, pauseMs) {
        if (before.size() > 0) raise(before);
        notices.setContext(&fixture.context());
        fixture.context().alerts.refreshNow();
        ready = QTest::qWaitFor([&] { return known() == before.size(); }, kPatience);
        size = before.size();
    }
    // Into the log, and the queue knows it.
    bool raise(std::initializer_list<RaisedAlert> alerts) {
        if (!test::raiseAlerts(fixture.folder(), *fixture.clock, alerts)) return false;
        size += alerts.size();
        fixture.context().alerts.refreshNow();
        return QTest::qWaitFor([this] { return known() == size; }, kPatience);
    }
    [[nodiscard]] std::size_t known() const {
        const auto queue = fixture.context().alerts.value();
        return queue ? queue->alerts.size() : kNothing;
    }
    void setWanted(bool wanted) {
        Settings next = fixture.context().settings.get();
        next.notifications = wanted;
        fixture.context().settings.set(next);
    }
    static constexpr std::size_t kNothing = ~std::size_t{0};
    mutable UiFixture fixture{UiFixture::Store::Empty};
    FakeNotifier notifier;
    AlertNotices notices;
    std::size_t size = 0;
    bool ready = false;
};

}  // namespace

class AlertNoticesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAndWhereAndNeverWho() {
        Desk desk;
        QVERIFY(desk.ready);
        QVERIFY(desk.raise({{"a"}}));
        QCOMPARE(desk.notifier.shown.size(), 1);
        const Notice notice = desk.notifier.shown.front();
        QCOMPARE(notice.title,
                 QStringLiteral("Critical alert: %1").arg(toQString(alertLabel("credential-stuffing").title)));
        QVERIFY2(notice.text.contains(QStringLiteral("edge-1")), qPrintable(notice.text));
        const QString all = notice.title + notice.text;
        for (const char* secret : {test::kRaisedPrincipal, "jane", test::kRaisedClient, "400 failed"})
            QVERIFY2(!all.contains(QString::fromLatin1(secret)), qPrintable(all));
    }

    void aRuleOfOnesOwnIsNotSpeltOut() {
        Desk desk;
        QVERIFY(desk.raise({{.group = "a", .detector = "7a1f0c2e-jane.roe"}}));
        QCOMPARE(desk.notifier.shown.front().title, QStringLiteral("Critical alert"));
    }

    void onlyCriticalOnesRaisedSince() {
        Desk desk(0, {{"before"}});
        QVERIFY(desk.ready);
        QVERIFY(desk.raise({{.group = "high", .severity = ocsf::kHigh}}));
        QVERIFY(desk.notifier.shown.isEmpty());
        QVERIFY(desk.raise({{"since"}}));
        QCOMPARE(desk.notifier.shown.size(), 1);
    }

    void manyAreOneNoticeAndThenQuiet() {
        Desk desk(kForever);
        QVERIFY(desk.raise({{.group = "a"}, {.group = "b", .node = "edge-2"}, {.group = "c"}}));
        QCOMPARE(desk.notifier.shown.size(), 1);
        QCOMPARE(desk.notifier.shown.back().title, AlertNotices::tr("%n critical alert(s)", nullptr, 3));
        QVERIFY(desk.notifier.shown.back().text.contains(QStringLiteral("edge-2")));
        QVERIFY(desk.raise({{"d"}}));
        QCOMPARE(desk.notifier.shown.size(), 1);
        // When the pause is over, one notice counts all that nobody has looked at.
        desk.notices.findChild<QTimer*>(QStringLiteral("noticePause"))->start(0);
        QTRY_COMPARE(desk.notifier.shown.size(), 2);
        QCOMPARE(desk.notifier.shown.back().title, AlertNotices::tr("%n critical alert(s)", nullptr, 4));
    }

    void dismissedIsNotCountedAgain() {
        Desk desk;
        QVERIFY(desk.raise({{"a"}}));
        desk.notifier.onDismissed();
        QTRY_VERIFY(!desk.notices.findChild<QTimer*>(QStringLiteral("noticePause"))->isActive());
        QVERIFY(desk.raise({{"b"}}));
        QCOMPARE(desk.notifier.shown.size(), 2);
        QVERIFY(desk.notifier.shown.back().title.startsWith(QStringLiteral("Critical alert: ")));
    }

    void aClickLeadsToTheAlert() {
        Desk desk;
        QList<Target> asked;
        connect(&desk.notices, &AlertNotices::openRequested, this, [&](const Target& t) { asked.push_back(t); });
        QVERIFY(desk.raise({{"group-a"}}));
        desk.notifier.onOpened();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().page, PageId::Alerts);
        QCOMPARE(asked.front().item, toQString(desk.fixture.context().alerts.value()->alerts.front().id));
    }

    void whatTheDesktopDoesNotTakeIsSaidElsewhere() {
        Desk desk;
        desk.notifier.takes = false;
        QString said;
        connect(&desk.notices, &AlertNotices::notTaken, this, [&](const Notice& notice) { said = notice.title; });
        QVERIFY(desk.raise({{"a"}}));
        QVERIFY(said.startsWith(QStringLiteral("Critical alert: ")));
    }

    void theSettingDecides() {
        Desk desk;
        desk.setWanted(false);
        QVERIFY(desk.raise({{"a"}}));
        QVERIFY(desk.notifier.shown.isEmpty());
        // Switched on again, it tells of what comes then.
        desk.setWanted(true);
        QVERIFY(desk.raise({{"b"}}));
        QCOMPARE(desk.notifier.shown.size(), 1);
        QVERIFY(desk.notifier.shown.front().title.startsWith(QStringLiteral("Critical alert: ")));
        QVERIFY(desk.notifier.stands);
        desk.setWanted(false);
        QVERIFY(!desk.notifier.stands);
    }

    void takenBackWhenSomebodyHasTakenItUp() {
        Desk desk;
        QVERIFY(desk.raise({{"a"}}));
        QVERIFY(desk.notifier.stands);
        const std::string id(desk.fixture.context().alerts.value()->alerts.front().id);
        desk.fixture.context().session.record(
            [id](Reader&, Arena& arena, Time now) -> Result<std::vector<Event>> {
                auto event = alertAction(id, "acknowledge", {}, {}, "dana", now, arena);
                if (!event) return passOn(event);
                return std::vector<Event>{*event};
            },
            [&](const Result<std::uint64_t>&) { desk.fixture.context().alerts.refreshNow(); });
        QTRY_VERIFY_WITH_TIMEOUT(!desk.notifier.stands, kPatience);
    }

    void gonewithTheStore() {
        Desk desk;
        QVERIFY(desk.raise({{"a"}}));
        desk.notices.setContext(nullptr);
        QVERIFY(!desk.notifier.stands);
        desk.notifier.onOpened();  // too late: leads to no store, and harms nothing
    }

    void aSimulatedFleetIsCalledOne() {
        Desk desk;
        desk.fixture.services.state.simulated = true;
        QVERIFY(desk.raise({{"a"}}));
        QVERIFY2(desk.notifier.shown.front().text.contains(QStringLiteral("Simulated")),
                 qPrintable(desk.notifier.shown.front().text));
    }

    void theTraySaysTheWorst() {
        Desk desk;
        Context& context = desk.fixture.context();
        QCOMPARE(trayLook(nullptr).glyph, Glyph::None);
        QCOMPARE(trayLook(&context).glyph, Glyph::None);
        desk.fixture.services.state.failing = 2;
        QCOMPARE(trayLook(&context).glyph, Glyph::NodeShort);
        QVERIFY(desk.raise({{"a"}}));
        QCOMPARE(trayLook(&context).glyph, Glyph::Critical);
        QVERIFY(trayLook(&context).words != trayLook(nullptr).words);
    }

    // Told apart without colour: in black and white every state is another picture.
    void trayStatesDifferByShape() {
        const UiFixture fixture(UiFixture::Store::Empty);
        QList<QImage> seen;
        for (const Glyph glyph : {Glyph::None, Glyph::Fail, Glyph::Critical, Glyph::NodeSilent, Glyph::NodeShort}) {
            const QIcon icon = trayIcon(const_cast<UiFixture&>(fixture).context().theme, glyph);
            const QImage shape = icon.pixmap(22).toImage().createAlphaMask();
            QVERIFY(!shape.isNull());
            QVERIFY(!seen.contains(shape));
            seen.push_back(shape);
        }
    }
};

QTEST_MAIN(AlertNoticesTest)
#include "alert_notices_test.moc"
