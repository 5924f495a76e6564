// SPDX-License-Identifier: GPL-3.0-or-later
// Erasing a data subject from the evidence page: nothing goes without a reason and a second thought, what goes is gone
// from the store, and the certificate is there to be handed over.
#include <QAction>
#include <QCheckBox>
#include <QDesktopServices>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "core/incident/enrol.h"
#include "tests/support/ui_fixture.h"
#include "ui/bridge/text.h"
#include "ui/evidence/erase_drawer.h"
#include "ui/evidence/evidence_page.h"
#include "ui/evidence/record_card.h"
#include "ui/evidence/reveal_panel.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/text_label.h"

using namespace vedette;
using namespace vedette::ui;
using test::UiFixture;

namespace {

constexpr int kPatience = 120'000;
constexpr ScryptCost kCheap{4, 1, 1};

QString s(const char* text) { return QString::fromUtf8(text); }

}  // namespace

class EraseTest : public QObject {
    Q_OBJECT

    std::unique_ptr<UiFixture> m_fixture;
    std::unique_ptr<EvidencePage> m_page;
    std::uint64_t m_entry = 0;  // of the record that is open
    QStringList m_opened;

    template <class T = QWidget>
    [[nodiscard]] T* find(const char* name) const {
        return m_page->findChild<T*>(s(name));
    }
    [[nodiscard]] QAction* command() const { return find<QAction>("eraseSubject"); }
    [[nodiscard]] std::unique_ptr<Reader> reader() const { return std::move(*Reader::open(m_fixture->folder())); }
    // A record whose sealed part can be opened, of somebody the log names.
    void openRecord() {
        auto filter = parseFilter("class=6003 status=failure");
        const auto rows = reader()->newest(*filter, 200);
        for (const Row& row : rows->rows)
            if (row.columns[TextColumn::Principal].starts_with("p-") && reader()->sealedPart(row.entry)) {
                m_entry = row.entry;
                break;
            }
        QVERIFY(m_entry > 0);
        m_page->visit({.page = PageId::Evidence, .entry = m_entry});
        QTRY_COMPARE_WITH_TIMEOUT(find<RevealPanel>("revealPanel")->state(), RevealPanel::State::Sealed, kPatience);
        QVERIFY(command()->isEnabled());
    }
    void ask() {
        command()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(find<QLineEdit>("eraseReason") != nullptr, kPatience);
    }

private Q_SLOTS:
    void opened(const QUrl& url) { m_opened += url.toLocalFile(); }

    void init() {
        m_entry = 0;
        m_opened.clear();
        m_fixture = std::make_unique<UiFixture>();
        Scope scope;
        scope.range = Range::Everything;
        m_fixture->context().session.setScope(scope);
        m_page = std::make_unique<EvidencePage>(m_fixture->context());
        m_page->resize(1096, 724);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->visit({});
        QDesktopServices::setUrlHandler(s("file"), this, "opened");
    }
    void cleanup() {
        QDesktopServices::unsetUrlHandler(s("file"));
        m_page.reset();
        m_fixture.reset();
    }

    void whatIsErasedIsGoneAndCertified() {
        openRecord();
        const std::string subject = find<RecordCard>("recordCard")->shown()->subject;
        ask();
        QCOMPARE(find<Figure>("eraseRecords")->value(),
                 number(reader()->extent(*parseFilter("principal=" + subject))->count));
        auto* confirm = find<QPushButton>("eraseConfirm");
        QVERIFY(!confirm->isEnabled());
        QTest::keyClicks(find<QLineEdit>("eraseReason"), s("Request 17 of joe@example.com"));
        QVERIFY(!confirm->isEnabled());  // without the second thought
        QTest::mouseClick(find<QCheckBox>("eraseSure"), Qt::LeftButton, Qt::NoModifier, QPoint(8, 8));
        QVERIFY(confirm->isEnabled());
        const std::uint64_t before = reader()->head()->size;
        QTest::mouseClick(confirm, Qt::LeftButton);

        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("eraseOpenPaper") != nullptr, kPatience);
        UiFixture::shoot(*m_page, s("evidence-erased"));
        QVERIFY(!reader()->sealedPart(m_entry).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(find<RevealPanel>("revealPanel")->state(), RevealPanel::State::Erased, kPatience);
        // The log says who and why; the address in the reason gave way.
        const QString record = toQString(*reader()->record(before));
        QVERIFY2(record.contains(s("m.okafor")) && record.contains(s("erasure")), qPrintable(record));
        QVERIFY(!record.contains(s("joe@example.com")));
        QCOMPARE(find<Figure>("eraseEntry")->value(), number(before));
        // The certificate as it is handed over.
        QTest::mouseClick(find<QPushButton>("eraseOpenPaper"), Qt::LeftButton);
        QCOMPARE(m_opened.size(), 1);
        QVERIFY2(m_opened.front().endsWith(s("/certificates/certificate-1.pdf")), qPrintable(m_opened.front()));
        QFile paper(m_opened.front());
        QVERIFY(paper.open(QIODevice::ReadOnly));
        QVERIFY(paper.readAll().startsWith("%PDF-"));
        QVERIFY(QFile::exists(m_opened.front().chopped(4) + s(".json")));
        QTest::mouseClick(find<Figure>("eraseEntry"), Qt::LeftButton);
        QCOMPARE(m_fixture->navigator.opened.back().entry, std::optional(before));

        // Nobody is erased twice, and the page says so.
        ask();
        QTest::keyClicks(find<QLineEdit>("eraseReason"), s("Request 18"));
        find<QCheckBox>("eraseSure")->setChecked(true);
        QTest::mouseClick(find<QPushButton>("eraseConfirm"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(find<TextLabel>("eraseProblem")->isVisible(), kPatience);
        QVERIFY(find<TextLabel>("eraseProblem")->text().startsWith(s("Nothing was erased.")));
        QCOMPARE(reader()->head()->size, before + 1);
    }

    // Where two people have to agree, one at a console is not enough.
    void withAccountsItIsLeftToTwo() {
        const Enrolment first{"anna", AccountRole::Administrator, "a pass phrase of our own", false, kCheap};
        QVERIFY(enrolPerson(m_fixture->folder(), first, nullptr, *m_fixture->clock).has_value());
        openRecord();
        command()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("eraseAsk") != nullptr, kPatience);
        QVERIFY(find<QPushButton>("eraseConfirm") == nullptr);
        // Who has not signed in asks for nothing.
        QTest::keyClicks(find<QLineEdit>("eraseReason"), s("Request 17"));
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("eraseAsk")->isEnabled(), kPatience);
    }

    void withoutASubjectThereIsNothingToErase() {
        QVERIFY(!command()->isEnabled());  // no record is open
        const auto rows = reader()->newest(*parseFilter("class=7706001"), 1);
        QVERIFY(rows.has_value() && !rows->rows.empty());
        m_page->visit({.page = PageId::Evidence, .entry = rows->rows.front().entry});
        const auto& shown = find<RecordCard>("recordCard")->shown();
        QTRY_VERIFY_WITH_TIMEOUT(shown.has_value(), kPatience);
        QVERIFY(!command()->isEnabled());  // it is about a machine
    }
};

QTEST_MAIN(EraseTest)
#include "erase_test.moc"
