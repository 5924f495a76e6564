// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_preview.h"

#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "core/incident/alerts.h"
#include "core/policy/judge.h"
#include "reports/words/report_language.h"
#include "ui/bridge/text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kSoonMs = 250;
constexpr int kPicture = 1600;  // sharp at twice the size it is shown at

}  // namespace

PaperView::PaperView(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setObjectName(QStringLiteral("reportPaper"));
    setMinimumSize(200, 240);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PaperView::setPage(const QImage& page, const QImage& half, int number, const QString& words) {
    m_page = page;
    m_half = half;
    m_shown = {};
    setAccessibleName(number == 1 ? tr("First page of the report") : tr("Page %1 of the report").arg(number));
    setAccessibleDescription(words);
    update();
}

void PaperView::paintEvent(QPaintEvent*) {
    if (m_page.isNull()) return;
    QPainter painter(this);
    const qreal ratio = devicePixelRatioF();
    const QSize fits = m_page.size().scaled(size() - QSize(2, 2), Qt::KeepAspectRatio);
    const QRect place(QPoint((width() - fits.width()) / 2, (height() - fits.height()) / 2), fits);
    if (const QSize sharp = fits * ratio; m_shown.size() != sharp) {
        const QImage& from = sharp.width() <= m_half.width() ? m_half : m_page;
        m_shown = from.scaled(sharp, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    painter.drawImage(place, m_shown);
    painter.setPen(m_theme.color(Token::BorderControl));
    painter.drawRect(QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5));
}

ReportPreview::ReportPreview(Context& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_card(new Card(context.theme, tr("Preview"), this)),
      m_paper(new PaperView(context.theme)),
      m_query(context.session) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    m_card->setHeadLine(true);
    m_card->body()->setContentsMargins(16, 16, 16, 12);
    m_card->body()->setSpacing(10);
    m_card->body()->addWidget(m_paper, 1);
    auto* note = new TextLabel(context.theme, tr("Every figure in the files names its entries."), FontRole::Table,
                               Token::TextMuted, m_card);
    m_card->body()->addWidget(note);
    makeTurning();
    m_card->showState(StatePanel::Kind::Loading, tr("Laying out the first page."));
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &ReportPreview::make);
    connect(m_card, &Card::stateActionTriggered, this, [this] {
        if (m_context.session.entries() == 0)
            m_context.go.open(
                {.page = PageId::Settings, .item = QStringLiteral("sources"), .filter = {}, .entry = {}, .period = {}});
        else
            make();
    });
}

void ReportPreview::makeTurning() {
    const auto button = [this](const char* name, const QString& icon, const QString& words, int by) {
        auto* made = new QToolButton(m_card);
        made->setObjectName(QString::fromLatin1(name));
        const auto tint = [made, icon, this] { made->setIcon(m_context.theme.icon(icon)); };
        tint();
        connect(&m_context.theme, &Theme::changed, made, tint);
        made->setAccessibleName(words);
        made->setToolTip(words);
        connect(made, &QToolButton::clicked, this, [this, by] { turn(by); });
        return made;
    };
    QString before = QStringLiteral("go-previous");
    QString after = QStringLiteral("go-next");
    if (layoutDirection() == Qt::RightToLeft) before.swap(after);
    m_back = button("previewBack", before, tr("Previous page"), -1);
    m_next = button("previewNext", after, tr("Next page"), 1);
    m_where = new TextLabel(m_context.theme, {}, FontRole::Table, Token::TextMuted, m_card);
    m_where->setObjectName(QStringLiteral("previewWhere"));
    m_card->addHeadWidget(m_back);
    m_card->addHeadWidget(m_where);
    m_card->addHeadWidget(m_next);
    showTurning();
}

void ReportPreview::showTurning() {
    const int number = m_outlook ? m_outlook->number : 1;
    const int pages = m_outlook ? m_outlook->pages : 0;
    // Without a page they stand there disabled: to show each would lay out the whole page three times.
    m_where->setText(!m_outlook   ? QString()
                     : pages == 0 ? tr("Page %1").arg(number)
                                  : tr("Page %1 of %2").arg(number).arg(pages));
    m_back->setEnabled(m_outlook && number > 1);
    m_next->setEnabled(m_outlook && (pages == 0 || number < pages));
}

// From the page that is asked for, be it there already or not: no click is lost. What is being made gives way.
void ReportPreview::turn(int by) {
    const int pages = m_outlook ? m_outlook->pages : 0;
    const int wanted = std::max(1, std::max(1, m_number) + by);
    m_number = pages > 0 ? std::min(wanted, pages) : wanted;
    make();
}

void ReportPreview::setDraft(const ReportDraft& draft) {
    m_draft = draft;
    m_wanted = true;
    if (isVisible()) m_soon.start();
}

void ReportPreview::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_wanted) m_soon.start();
}

void ReportPreview::make() {
    m_wanted = false;
    if (m_context.session.entries() == 0) {
        m_card->showState(StatePanel::Kind::Empty,
                          tr("This store holds no evidence yet, so there is nothing to report."),
                          tr("Connect a node or import logs, then come back."), tr("Connect my nodes"));
        return;
    }
    if (m_draft.packs.isEmpty() || m_draft.period.to <= m_draft.period.from) {
        m_card->showState(StatePanel::Kind::Nothing, m_draft.problem());
        return;
    }
    m_card->setLoading(true);
    ask(m_number);
}

void ReportPreview::ask(int number) {
    ReportOptions options;
    options.title = toStd(m_draft.title);
    options.nodes = m_draft.nodes;
    options.preparedBy = toStd(m_draft.preparedBy);
    options.version = VEDETTE_VERSION;
    options.storeName = toStd(m_context.session.name());
    options.generated = m_context.session.now();
    std::vector<std::string> packs;
    for (const auto& id : m_draft.packs) packs.push_back(toStd(id));
    // What the watch has found so far; writing verifies anew.
    m_query.run<ReportOutlook>(
        [options, packs, period = m_draft.period, resources = m_context.resources, language = toStd(m_draft.language),
         number, verification = m_context.integrity.report()](Reader& reader) -> Result<ReportOutlook> {
            auto words = loadReportWords(resources, language);
            if (!words) return passOn(words);
            auto loaded = loadPacks(resources / "packs", packs);
            if (!loaded) return passOn(loaded);
            auto judgement = judgePart(reader, *loaded, resources / "regions" / "regions.yaml", period,
                                       options.generated, options.nodes);
            if (!judgement) return passOn(judgement);
            auto alerts = loadAlerts(reader, period.from, period.to);
            if (!alerts) return passOn(alerts);
            auto gathered = gatherReport(reader, std::move(*judgement), std::move(*alerts), verification, options);
            if (!gathered) return passOn(gathered);
            const ReportData told = reportIn(*words, std::move(*gathered));
            ReportOutlook outlook;
            if (number > 0) {
                ReportPage page = paintReportPage(told, number, kPicture);
                outlook.page = std::move(page.picture);
                outlook.number = page.number;
                outlook.pages = page.pages;
            } else {
                outlook.page = paintFirstPage(told, kPicture);
            }
            outlook.half = outlook.page.scaledToWidth(outlook.page.width() / 2, Qt::SmoothTransformation);
            outlook.states = told.states;
            outlook.title = toQString(told.title);
            outlook.entries = told.tieOut.entriesInPeriod;
            return outlook;
        },
        [this](Result<ReportOutlook> answer) { take(std::move(answer)); });
}

void ReportPreview::take(Result<ReportOutlook> answer) {
    m_card->setLoading(false);
    if (!answer) {
        m_outlook.reset();
        m_card->showState(StatePanel::Kind::Error, tr("The report could not be laid out."), errorText(answer.error()),
                          tr("Try again"));
    } else {
        m_outlook = std::move(*answer);
        m_card->setSubtitle(m_outlook->entries == 0 ? tr("an empty period is a result, too")
                                                    : tr("as the PDF will have it"));
        if (m_number > 0) m_number = m_outlook->number;  // the last one, where there are fewer
        m_paper->setPage(m_outlook->page, m_outlook->half, m_outlook->number, m_outlook->title);
        m_card->showBody();
    }
    showTurning();
    Q_EMIT changed();
}

}  // namespace vedette::ui
