// SPDX-License-Identifier: GPL-3.0-or-later
// Two people erase a data subject from the console, the whole way on screen: one asks on the record, it stands where
// decisions wait, another agrees or refuses, the certificate is handed over. What stops it is named and no dead end.
#include <QAction>
#include <QDesktopServices>
#include <QFile>
#include <QMenu>
#include <QPointer>
#include <QPushButton>

#include <future>

#include "core/privacy/sealer.h"
#include "core/store/hold.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/ui/people/people_bench.h"
#include "ui/evidence/evidence_page.h"
#include "ui/overview/overview_page.h"
#include "ui/settings/requests_card.h"

using namespace vedette;
using namespace vedette::ui;
using test::PeopleBench;

namespace {

constexpr int kPatience = test::kWindowPatience;
constexpr std::size_t kWho = 1;

QString s(const char* text) { return QString::fromUtf8(text); }

std::vector<ui::Page*> fourPages(ui::Context& context) {
    return {new OverviewPage(context), new AlertsPage(context), new EvidencePage(context), new SettingsPage(context)};
}

// A window on a store with accounts, in whose log four people have been seen.
struct EraseBench : PeopleBench {
    EraseBench() : PeopleBench(fourPages) {
        test::addRequests(store(), 40, 4, staffed.now() - std::chrono::hours(1), std::chrono::seconds(1));
        if (const auto sealer = Sealer::open(store()))
            pseudonym = (*sealer)->pseudonymOf(Field::userUid, test::personName(kWho)).value_or("");
        const auto reader = Reader::open(store()).value();
        const auto rows = reader->newest(Filter().is(TextColumn::Principal, pseudonym), 1);
        entry = rows && !rows->rows.empty() ? rows->rows.front().entry : 0;
        part = reader->sealedPart(entry).value_or("");
        good = good && !pseudonym.empty() && part.size() > 17;
    }
    [[nodiscard]] const std::filesystem::path& store() const { return desk.folder(); }
    [[nodiscard]] bool act(const char* by, const char* kind, const char* name, const std::string& target,
                           JsonObject details = {}) const {
        const auto signer = staffed.signer(by);
        ConsoleAction action;
        action.kind = kind;
        action.name = name;
        action.target = target;
        action.actor = by;
        action.message = "Something two people decide on";
        action.details = std::move(details);
        return signer && recordAction(store(), action, *desk.clock, &*signer).has_value();
    }
    // The bytes that only the subject's data is made of: in how many files they stand.
    [[nodiscard]] std::size_t filesLeft() const {
        std::size_t files = 0;
        for (const auto& bytes : {test::personName(kWho), part.substr(1, 16), part.substr(17)})
            files += test::filesHolding(store(), bytes).size();
        return files;
    }
    void goToRequests() const { desk.window->open({.page = PageId::Settings, .item = QStringLiteral("people")}); }
    void fill(const char* name, const char* text) const {
        auto* field = desk.wait<QLineEdit>(name);
        field->setFocus();
        field->clear();
        QTest::keyClicks(field, s(text));
    }
    // What waits on the first page about erasures: its words, and the click on it.
    [[nodiscard]] QAbstractButton* waiting(const char* words) const {
        for (auto* button : desk.window->findChildren<QAbstractButton*>())
            if (button->objectName().startsWith(s("decision")) && button->accessibleName().contains(s(words)))
                return button;
        return nullptr;
    }
    [[nodiscard]] QString state() const {
        const auto* model = desk.window->findChild<RequestsModel*>();
        return model->rowCount() == 0 ? QString() : model->index(0, 4).data().toString();
    }
    [[nodiscard]] QString outcome() const {
        const auto* label = desk.window->findChild<QLabel*>(s("requestOutcome"));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] FourEyesRequest request() const {
        const auto people = PeopleLog::load(*Reader::open(store()).value());
        return people->requests().begin()->second;
    }

    std::string pseudonym;
    std::uint64_t entry = 0;
    std::string part;
};

}  // namespace

class EraseTogetherTest : public QObject {
    Q_OBJECT

    QStringList m_opened;

private Q_SLOTS:
    void opened(const QUrl& url) { m_opened += url.toLocalFile(); }
    void init() {
        m_opened.clear();
        QDesktopServices::setUrlHandler(s("file"), this, "opened");
    }
    void cleanup() { QDesktopServices::unsetUrlHandler(s("file")); }

    void theWholeWay_data() {
        QTest::addColumn<bool>("agrees");
        QTest::newRow("the second agrees") << true;
        QTest::newRow("the second refuses") << false;
    }
    void theWholeWay() {
        QFETCH(bool, agrees);
        EraseBench bench;
        auto& desk = bench.desk;
        QVERIFY(bench.good && bench.filesLeft() > 0);
        // An analyst may not ask for it.
        QVERIFY(bench.signIn("ben"));
        desk.window->open({.page = PageId::Evidence, .entry = bench.entry});
        auto* command = desk.window->findChild<QAction*>(s("eraseSubject"));
        QTRY_VERIFY_WITH_TIMEOUT(command->isEnabled(), kPatience);
        command->trigger();
        bench.fill("eraseReason", "request 4711");
        auto* ask = desk.wait<QPushButton>("eraseAsk");
        QVERIFY(!ask->isEnabled());
        bench.identity().signOut();
        QVERIFY(bench.signIn("otto"));
        QTRY_VERIFY_WITH_TIMEOUT(ask->isEnabled(), kPatience);
        QVERIFY(desk.click("eraseAsk"));
        auto* asked = desk.wait<QLabel>("eraseTogether");
        QVERIFY(asked != nullptr);
        QCOMPARE(asked->text(), s("otto asked for it. Another officer or lead agrees or refuses."));
        QVERIFY(bench.filesLeft() > 0);
        test::UiFixture::shoot(*desk.window, s("erase-asked"), {1280, 800});
        // It stands where decisions wait, and leads to where it is answered.
        desk.window->open({.page = PageId::Overview});
        const char* const title = "Erasure of a data subject asked for";
        QTRY_VERIFY_WITH_TIMEOUT(bench.waiting(title) != nullptr, kPatience);
        test::UiFixture::shoot(*desk.window, s("erase-overview"), {1280, 800});
        bench.waiting(title)->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.page(), s("settingsPage"), kPatience);
        auto* agree = desk.wait<QPushButton>("requestAgree");
        bench.fill("requestReason", "The request is right");
        QVERIFY(!agree->isEnabled());  // one person is one person
        bench.identity().signOut();
        QVERIFY(bench.signIn("lea"));
        QTRY_VERIFY_WITH_TIMEOUT(agree->isEnabled(), kPatience);
        QCOMPARE(agree->text(), s("Agree and erase"));
        auto* rows = desk.window->findChild<RequestsModel*>();
        QVERIFY(desk.click(agrees ? "requestAgree" : "requestRefuse"));
        // The log says so before the last copy is gone; the screen says so after.
        if (agrees) QTRY_VERIFY_WITH_TIMEOUT(bench.outcome().startsWith(s("Erased under certificate 1: ")), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 0, kPatience);
        QCOMPARE(bench.request().refusedBy, std::string(agrees ? "" : "lea"));
        QCOMPARE(bench.request().confirmedBy, std::string(agrees ? "lea" : ""));
        QCOMPARE(bench.request().done.has_value(), agrees);
        QCOMPARE(bench.filesLeft() == 0, agrees);
        QCOMPARE(test::verdictOf(bench.store()), std::string("intact"));
        desk.window->open({.page = PageId::Overview});
        QTRY_VERIFY_WITH_TIMEOUT(bench.waiting(title) == nullptr, kPatience);
        if (!agrees) return;
        bench.goToRequests();
        QTRY_VERIFY_WITH_TIMEOUT(bench.outcome().startsWith(s("Erased under certificate 1: ")), kPatience);
        test::UiFixture::shoot(*desk.window, s("erase-done"), {1280, 800});
        QVERIFY(desk.click("requestOpenPaper"));
        QCOMPARE(m_opened.size(), 1);
        QVERIFY2(m_opened.front().endsWith(s("/certificates/certificate-1.pdf")), qPrintable(m_opened.front()));
        QVERIFY(QFile::exists(m_opened.front().chopped(4) + s(".json")));
    }

    // The other one runs it again, as the hold's end may come long after.
    void aHoldStopsWhatTwoAgreedOn() {
        EraseBench bench;
        auto& desk = bench.desk;
        QVERIFY(bench.good && bench.act("otto", "hold", "hold_add", "hold-7", JsonObject().text("note", "case 7")) &&
                bench.act("otto", "erasure", "erase_request", bench.pseudonym,
                          JsonObject().text("request", "request-abc").text("note", "4711")) &&
                bench.signIn("lea"));
        bench.goToRequests();
        auto* agree = desk.wait<QPushButton>("requestAgree");
        QTRY_VERIFY_WITH_TIMEOUT(bench.state().startsWith(s("held by hold-7 of ")), kPatience);
        bench.fill("requestReason", "The request is right");
        QTRY_VERIFY_WITH_TIMEOUT(agree->isEnabled(), kPatience);
        QVERIFY(desk.click("requestAgree"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.outcome().startsWith(s("Nothing was erased.")), kPatience);
        QVERIFY2(bench.outcome().contains(s("hold-7")), qPrintable(bench.outcome()));
        QTRY_COMPARE_WITH_TIMEOUT(agree->text(), s("Erase now"), kPatience);
        QVERIFY(!agree->isEnabled() && !desk.window->findChild<QPushButton*>(s("requestRefuse"))->isVisible());
        QVERIFY(desk.wait<QLabel>("requestWords")->text().startsWith(s("lea agreed, but the legal hold hold-7")));
        QVERIFY(bench.filesLeft() > 0 && bench.request().unfinished());
        test::UiFixture::shoot(*desk.window, s("erase-held"), {1280, 800});
        desk.window->open({.page = PageId::Overview});
        QTRY_VERIFY_WITH_TIMEOUT(bench.waiting("Erasure agreed to, not done yet") != nullptr, kPatience);

        QVERIFY(
            bench.act("otto", "hold", "hold_release_request", "hold-7", JsonObject().text("request", "request-def")) &&
            bench.act("lea", "hold", "hold_release", "hold-7", JsonObject().text("request", "request-def")));
        bench.identity().signOut();
        QVERIFY(bench.signIn("otto"));
        bench.goToRequests();
        QTRY_COMPARE_WITH_TIMEOUT(bench.state(), s("agreed to, not erased yet"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(agree->isEnabled(), kPatience);
        const std::uint64_t before = bench.entries();
        QVERIFY(desk.click("requestAgree"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.outcome().startsWith(s("Erased under certificate 1: ")), kPatience);
        QCOMPARE(bench.filesLeft(), 0u);
        // The certificate names who agreed, the log also who ran it.
        const QString again = QString::fromStdString(bench.record(before));
        QVERIFY2(again.contains(s("\"erase_run\"")) && again.contains(s("\"actor\":\"otto\"")), qPrintable(again));
        const QString certificate = QString::fromStdString(bench.record(before + 1));
        QVERIFY2(certificate.contains(s("\"actor\":\"lea\"")), qPrintable(certificate));
        QCOMPARE(test::verdictOf(bench.store()), std::string("intact"));
    }

    // The program was killed after the agreement was in the log.
    void cutOffAfterTheAgreement() {
        EraseBench bench;
        auto& desk = bench.desk;
        const auto details = JsonObject().text("request", "request-abc").text("note", "4711");
        QVERIFY(bench.good && bench.act("otto", "erasure", "erase_request", bench.pseudonym, details) &&
                bench.act("lea", "erasure", "erase_confirm", bench.pseudonym, details) && bench.signIn("lea"));
        bench.goToRequests();
        auto* agree = desk.wait<QPushButton>("requestAgree");
        QTRY_VERIFY_WITH_TIMEOUT(agree->isEnabled() && agree->text() == s("Erase now"), kPatience);
        const std::uint64_t before = bench.entries();
        QVERIFY(desk.click("requestAgree"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.outcome().startsWith(s("Erased under certificate 1: ")), kPatience);
        QCOMPARE(bench.filesLeft(), 0u);
        QCOMPARE(bench.entries(), before + 1);  // nobody else agreed; only the certificate
        QCOMPARE(test::verdictOf(bench.store()), std::string("intact"));
    }
    // Where it stops, the agreement stays and can be carried out later; where it is too late, it is done whole.
    void stoppedItIsAgreedAndNotErased() {
        EraseBench bench;
        const auto details = JsonObject().text("request", "request-abc").text("note", "4711");
        QVERIFY(bench.good && bench.act("otto", "erasure", "erase_request", bench.pseudonym, details) &&
                bench.signIn("lea"));
        const auto erase = [&](bool stop) {
            std::optional<Result<ErasureDone>> ended;
            Job* job = startAgreedErasure(bench.desk.context(), bench.request(), bench.identity().signer(), "right",
                                          [&ended](Result<ErasureDone> done) { ended = std::move(done); });
            const bool inTime = stop && job->cancel();
            if (!QTest::qWaitFor([&] { return ended.has_value(); }, kPatience)) return false;
            return inTime ? !*ended && ended->error().code == ErrorCode::Cancelled : ended->has_value();
        };
        QVERIFY(erase(true));
        if (!bench.request().done) {
            QVERIFY(bench.request().unfinished() && bench.filesLeft() > 0);
            QVERIFY(erase(false));
        }
        QCOMPARE(bench.filesLeft(), 0u);
        QCOMPARE(test::verdictOf(bench.store()), std::string("intact"));
    }

    // The menu at the foot of the window offers to stop what can be stopped, and nothing else.
    void theStopMenuOffersWhatIsTrue() {
        EraseBench bench;
        QVERIFY(bench.good && bench.signIn("lea"));
        auto& desk = bench.desk;
        std::promise<void> goOn;
        std::promise<void> end;
        std::optional<bool> stopped;
        desk.context().jobs.start<bool>(
            s("Counting sheep"),
            [toGoOn = goOn.get_future().share(),
             toEnd = end.get_future().share()](JobControl& control) -> Result<bool> {
                toGoOn.wait();
                if (!control.commit()) return fail(ErrorCode::Cancelled, "stopped");
                toEnd.wait();
                return control.stop().stop_requested();
            },
            [&stopped](Result<bool> done) { stopped = done.value_or(true); });
        QVERIFY(desk.click("statusJobs"));
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activePopupWidget() != nullptr, kPatience);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr && menu->actions().size() == 1);
        const QPointer<QAction> action = menu->actions().front();
        QVERIFY(action->isEnabled());
        QCOMPARE(action->text(), s("Stop: Counting sheep"));
        goOn.set_value();  // while the menu is open
        QTRY_VERIFY_WITH_TIMEOUT(!action->isEnabled(), kPatience);
        QCOMPARE(action->text(), s("Counting sheep: cannot be stopped any more"));
        QVERIFY(!desk.context().jobs.running().front()->cancel());
        menu->close();
        end.set_value();
        QTRY_VERIFY_WITH_TIMEOUT(stopped.has_value(), kPatience);
        QCOMPARE(*stopped, false);
    }
};

QTEST_MAIN(EraseTogetherTest)
#include "erase_together_test.moc"
