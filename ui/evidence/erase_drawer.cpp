// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/erase_drawer.h"

#include <QCheckBox>
#include <QDesktopServices>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "core/event/event.h"
#include "core/incident/action.h"
#include "core/privacy/detectors.h"
#include "ui/bridge/identity.h"
#include "ui/bridge/text.h"
#include "ui/page/role_note.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kLongestReason = 500;
constexpr int kLabelWidth = 132;

std::string conditionOn(const std::string& subject) {
    return (subject.starts_with("a-") ? "client=" : "principal=") + subject;
}

Result<ErasureOutlook> outlookOn(Reader& reader, const std::string& subject) {
    auto filter = parseFilter(conditionOn(subject));
    if (!filter) return passOn(filter);
    auto extent = reader.extent(*filter);
    if (!extent) return passOn(extent);
    auto people = PeopleLog::load(reader);
    if (!people) return passOn(people);
    ErasureOutlook outlook{extent->count, people->any(), {}};
    for (const auto& [id, request] : people->requests())
        if (request.kind == "erasure" && request.target == subject && (request.open() || request.unfinished()))
            outlook.asked = request;
    return outlook;
}

// The first of two people asks; their reason stays in the log, so personal data in it gives way to its kind.
Result<std::string> recordRequest(const std::filesystem::path& store, const ErasureOrder& order, const PersonSigner& by,
                                  const Clock& clock) {
    if (auto good = checkErasureWords(order); !good) return passOn(good);
    ConsoleAction action;
    const std::string id = newRequestId();
    action.kind = "erasure";
    action.name = "erase_request";
    action.target = order.pseudonym;
    action.actor = by.name;
    action.message = "The erasure of a data subject was asked for";
    action.details.text("request", id).text("note", order.reason).boolean("shared", order.shared);
    auto recorded = recordAction(store, action, clock, &by);
    if (!recorded) return passOn(recorded);
    return id;
}

QUrl urlOf(const std::filesystem::path& path) { return QUrl::fromLocalFile(toQString(path.string())); }

}  // namespace

std::string dataSubjectOf(const Event& event) {
    for (const auto& [field, kind] : {std::pair(Field::userUid, "p-"), std::pair(Field::clientUid, "a-")})
        if (const std::string_view named = event.text(field); named.starts_with(kind)) return std::string(named);
    return {};
}

EraseDrawer::EraseDrawer(Context& context, QWidget* parent)
    : Drawer(context.theme, parent), m_context(context), m_query(context.session) {
    setObjectName(QStringLiteral("eraseDrawer"));
}

TextLabel* EraseDrawer::words(const QString& text, Token tone) {
    auto* label = new TextLabel(theme(), text, FontRole::Table, tone);
    label->setWordWrap(true);
    return label;
}

void EraseDrawer::ask(const std::string& subject) {
    openDrawer();
    if (m_running || subject.empty()) return;
    m_subject = subject;
    clear();
    m_reason = nullptr;
    setTitle(tr("Erase a data subject"), visible(subject));
    addSection({}, {}, words(tr("Reading the log…"), Token::TextMuted));
    m_query.run<ErasureOutlook>([subject](Reader& reader) { return outlookOn(reader, subject); },
                                [this](Result<ErasureOutlook> outlook) {
                                    clear();
                                    setTitle(tr("Erase a data subject"), visible(m_subject));
                                    if (outlook)
                                        showOutlook(*outlook);
                                    else
                                        addSection({}, {}, words(errorText(outlook.error()), Token::Critical));
                                });
}

void EraseDrawer::showOutlook(const ErasureOutlook& outlook) {
    auto* list = new KeyValueList(theme());
    list->setLabelWidth(kLabelWidth);
    Figure* records =
        list->addFigureRow(tr("Records that name it"), number(outlook.records), toQString(conditionOn(m_subject)));
    records->setObjectName(QStringLiteral("eraseRecords"));
    connect(records, &Figure::opened, this,
            [this](const QString& filter) { m_context.go.open({.page = PageId::Evidence, .filter = filter}); });
    addSection({}, {}, list);
    addSection(tr("What goes"), {},
               words(tr("The key that its clear values are sealed with, and those values: names, addresses and texts. "
                        "Nobody can read them any more, and copies outside this store are not reached.")));
    addSection(tr("What stays"), {},
               words(tr("The records, under a pseudonym that nobody can resolve any more; they verify as before. A "
                        "signed certificate says what was erased, by whom and why.")));
    m_together = outlook.accounts;
    if (m_together) identityOf(m_context.session).look();  // they may be younger than what it knows
    if (outlook.asked) {
        showAsked(
            outlook.asked->unfinished()
                ? tr("%1 asked for it and %2 agreed, but it has not happened yet. It can be run again.")
                      .arg(visible(outlook.asked->actor), visible(outlook.asked->confirmedBy))
                : tr("%1 asked for it. Another officer or lead agrees or refuses.").arg(visible(outlook.asked->actor)));
        return;
    }
    addSection(m_together ? tr("Two people erase together") : tr("Erase"), {}, makeForm());
    m_reason->setFocus(Qt::OtherFocusReason);
}

// It waits where the requests of all stand.
void EraseDrawer::showAsked(const QString& text) {
    auto* together = words(text);
    together->setObjectName(QStringLiteral("eraseTogether"));
    addSection(tr("Two people erase together"), {}, together);
    auto* button = new QPushButton(tr("Show what waits"));
    button->setObjectName(QStringLiteral("eraseShowRequests"));
    connect(button, &QPushButton::clicked, this,
            [this] { m_context.go.open({.page = PageId::Settings, .item = QStringLiteral("people")}); });
    addAction(button);
}

QWidget* EraseDrawer::makeForm() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_reason = new QLineEdit(box);
    m_reason->setObjectName(QStringLiteral("eraseReason"));
    m_reason->setPlaceholderText(tr("Why: for example the request it answers"));
    m_reason->setAccessibleName(tr("Reason for the erasure; it stays in the log and may not name the subject"));
    m_reason->setMaxLength(kLongestReason);
    m_shared = new QCheckBox(tr("Also values of others that name it"), box);
    m_shared->setObjectName(QStringLiteral("eraseShared"));
    m_sure = new QCheckBox(tr("I know that this cannot be undone"), box);
    m_sure->setObjectName(QStringLiteral("eraseSure"));
    m_sure->setVisible(!m_together);
    m_problem = new TextLabel(theme(), {}, FontRole::Table, Token::Critical, box);
    m_problem->setObjectName(QStringLiteral("eraseProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_erase = new QPushButton(m_together ? tr("Ask for the erasure") : tr("Erase for good"), box);
    m_erase->setObjectName(m_together ? QStringLiteral("eraseAsk") : QStringLiteral("eraseConfirm"));
    m_erase->setEnabled(false);
    m_progress = new ProgressRow(theme(), box);
    m_progress->setObjectName(QStringLiteral("eraseProgress"));
    m_progress->hide();
    m_may = new RoleNote(theme(), m_context.session, "erasure", "erase_request", box);
    column->addWidget(m_reason);
    column->addWidget(words(tr("The reason stays in the log, so it may not name the subject."), Token::TextMuted));
    column->addWidget(m_shared);
    column->addWidget(m_sure);
    if (m_together)
        column->addWidget(words(tr("Nothing is erased before another officer or lead has agreed."), Token::TextMuted));
    column->addWidget(m_may);
    column->addWidget(m_problem);
    column->addWidget(m_progress);
    column->addWidget(m_erase, 0, Qt::AlignLeading);
    connect(m_reason, &QLineEdit::textChanged, this, &EraseDrawer::updateConfirm);
    connect(m_sure, &QCheckBox::toggled, this, &EraseDrawer::updateConfirm);
    connect(m_may, &RoleNote::changed, this, &EraseDrawer::updateConfirm);
    connect(m_erase, &QPushButton::clicked, this, m_together ? &EraseDrawer::askTogether : &EraseDrawer::erase);
    return box;
}

void EraseDrawer::updateConfirm() {
    if (m_reason == nullptr) return;  // somebody signs in or out while no form is shown
    m_erase->setEnabled(!m_running && m_may->allowed() && (m_together || m_sure->isChecked()) &&
                        !m_reason->text().trimmed().isEmpty());
}

ErasureOrder EraseDrawer::begin() {
    ErasureOrder order;
    order.pseudonym = m_subject;
    order.actor = toStd(m_context.session.actor());
    order.shared = m_shared->isChecked();
    // Free text that anybody with the log can read: personal data in it gives way to its kind.
    const std::string reason = toStd(m_reason->text().trimmed());
    order.reason = redact(reason, detect(reason));
    m_running = true;
    m_problem->hide();
    for (QWidget* part : {static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_shared),
                          static_cast<QWidget*>(m_sure), static_cast<QWidget*>(m_erase)})
        part->setEnabled(false);
    return order;
}

void EraseDrawer::askTogether() {
    const auto by = identityOf(m_context.session).signer();
    if (!by) return;
    identityOf(m_context.session)
        .run<std::string>([store = m_context.session.folder(), order = begin(), by,
                           clock = m_context.session.clock()] { return recordRequest(store, order, *by, *clock); },
                          [self = QPointer(this)](Result<std::string> request) {
                              if (!self) return;
                              self->m_running = false;
                              identityOf(self->m_context.session).look();
                              if (!request)
                                  self->showProblem(tr("Nothing was recorded. %1").arg(errorText(request.error())));
                              else
                                  self->ask(self->m_subject);
                          });
}

void EraseDrawer::erase() {
    Job* job = startErasure(m_context, begin(), [self = QPointer(this)](Result<ErasureDone> done) {
        if (!self) return;
        self->m_running = false;
        if (done) {
            self->showDone(*done);
            Q_EMIT self->erased();
        } else {
            self->showProblem(notErasedWords(done.error()));
        }
    });
    follow(*m_progress, job);
}

void EraseDrawer::showProblem(const QString& problem) {
    for (QWidget* part :
         {static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_shared), static_cast<QWidget*>(m_sure)})
        part->setEnabled(true);
    m_problem->setText(problem);
    m_problem->show();
    updateConfirm();
}

void EraseDrawer::showDone(const ErasureDone& done) {
    const Certificate& certificate = done.erasure.issued.certificate;
    clear();
    m_reason = nullptr;
    setTitle(tr("Erased under certificate %1").arg(certificate.id), visible(m_subject));
    auto* list = new KeyValueList(theme());
    list->setLabelWidth(kLabelWidth);
    list->addRow(tr("Sealed parts gone"), number(certificate.parts.size()));
    list->addRow(tr("Of records"), number(certificate.records));
    if (done.erasure.partsLeft > 0) list->addRow(tr("Of others, kept"), number(done.erasure.partsLeft));
    list->addRow(tr("By"), visible(certificate.actor));
    list->addRow(tr("Reason"), visible(certificate.reason));
    Figure* entry = list->addFigureRow(tr("In the log"), number(certificate.entry),
                                       QStringLiteral("entry=%1").arg(certificate.entry));
    entry->setObjectName(QStringLiteral("eraseEntry"));
    connect(entry, &Figure::opened, this, [this, at = certificate.entry](const QString& filter) {
        m_context.go.open({.page = PageId::Evidence, .filter = filter, .entry = at});
    });
    addSection({}, {}, list);
    if (done.erasure.unfinished)
        addSection(tr("Not finished"), {},
                   words(tr("The erasure is in the log, but old copies may remain in files of the store: %1")
                             .arg(errorText(*done.erasure.unfinished)),
                         Token::Critical));
    addFiles(done);
}

void EraseDrawer::addFiles(const ErasureDone& done) {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (const auto& [path, name] : {std::pair(done.paper, "erasePaper"), std::pair(done.file, "eraseFile")}) {
        if (path.empty()) continue;
        auto* label = new TextLabel(theme(), toQString(path.string()), FontRole::Caption, Token::TextMuted, box);
        label->setObjectName(QString::fromLatin1(name));
        label->setElided(true, Qt::ElideMiddle);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    if (done.unwritten)
        column->addWidget(
            words(tr("The certificate is in the log, but not in a file: %1").arg(errorText(*done.unwritten)),
                  Token::Critical));
    addSection(tr("Certificate"), tr("for whoever asked for it"), box);
    const auto opens = [this](const char* name, const QString& text, const std::filesystem::path& path) {
        if (path.empty()) return;
        auto* button = new QPushButton(text);
        button->setObjectName(QString::fromLatin1(name));
        connect(button, &QPushButton::clicked, this, [path] { QDesktopServices::openUrl(urlOf(path)); });
        addAction(button);
    };
    opens("eraseOpenPaper", tr("Open the certificate"), done.paper);
    opens("eraseOpenFolder", tr("Open folder"), done.file.empty() ? done.file : done.file.parent_path());
}

}  // namespace vedette::ui
