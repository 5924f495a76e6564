// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include <QHBoxLayout>
#include <QHash>
#include <QMenu>
#include <QPainter>
#include <QPointer>

#include <numeric>

#include "ui/bridge/text.h"
#include "ui/shell/strip_item.h"
#include "ui/theme/metrics.h"

namespace vedette::ui {

StatusStrip::StatusStrip(const Theme& theme, QWidget* parent) : ThemedWidget(theme, parent) {
    setObjectName(QStringLiteral("statusBar"));
    setFixedHeight(metrics::kStatusBar);
    m_layout = new QHBoxLayout(this);
    m_layout->setContentsMargins(8, 1, 0, 0);
    m_layout->setSpacing(0);
    m_integrity = add(QStringLiteral("statusIntegrity"), tr("Integrity"));
    m_completeness = add(QStringLiteral("statusCompleteness"), tr("Completeness"));
    m_collectors = add(QStringLiteral("statusCollectors"), tr("Sources"));
    m_ingest = add(QStringLiteral("statusIngest"), tr("Ingest"));
    m_anchor = add(QStringLiteral("statusAnchor"), tr("Anchor"));
    m_jobs = add(QStringLiteral("statusJobs"), {});
    m_layout->addStretch(1);
    m_store = add(QStringLiteral("statusStore"), {});
    for (auto* item : {m_integrity, m_completeness, m_collectors, m_jobs}) item->setOpens(true);
    const auto settings = [this](const char* section) {
        if (m_context != nullptr) m_context->go.open({.page = PageId::Settings, .item = QString::fromLatin1(section)});
    };
    connect(m_integrity, &QAbstractButton::clicked, this, [settings] { settings("integrity"); });
    connect(m_completeness, &QAbstractButton::clicked, this, [settings] { settings("sources"); });
    connect(m_collectors, &QAbstractButton::clicked, this, [settings] { settings("sources"); });
    connect(m_jobs, &QAbstractButton::clicked, this, &StatusStrip::offerToStop);
    connect(&m_tick, &QTimer::timeout, this, &StatusStrip::describe);
    m_tick.start(1000);
}

StripItem* StatusStrip::add(const QString& objectName, const QString& name) {
    auto* item = new StripItem(theme(), name, this);
    item->setObjectName(objectName);
    m_layout->addWidget(item);
    return item;
}

void StatusStrip::setContext(Context* context) {
    m_context = context;
    if (context != nullptr) {
        connect(&context->integrity, &IntegrityWatch::changed, this, &StatusStrip::describe);
        connect(&context->session, &Session::headMoved, this, &StatusStrip::describe);
        connect(&context->fleet, &FeedBase::changed, this, &StatusStrip::describe);
        connect(&context->jobs, &Jobs::started, this, [this](Job* job) {
            connect(job, &Job::changed, this, &StatusStrip::describeJobs);
            describeJobs();
        });
        connect(&context->jobs, &Jobs::ended, this, &StatusStrip::describeJobs);
    }
    describe();
}

void StatusStrip::describe() {
    if (m_context == nullptr) {
        for (auto* item : findChildren<StripItem*>()) item->setValue({});
        return;
    }
    describeIntegrity();
    describeCompleteness();
    describeCollectors();
    describeJobs();
    const double rate = m_context->session.ingestPerMinute();
    m_ingest->setValue(tr("%1/min").arg(number(static_cast<std::uint64_t>(rate))));
    m_store->setValue(tr("%1 · %2 UTC").arg(m_context->session.name(), clockTime(m_context->session.now())),
                      Glyph::None, Token::TextMuted);
    fit();
}

// Where room is short an item says less, the least needed first: the names of what says itself what it is about, then
// what other places say as well (the store is in the window's title, the anchor under Settings), at last how long ago
// the check was. A number never stands there without its name, and nothing is cut.
void StatusStrip::fit() {
    constexpr int kGone = StripItem::kGone;
    const QList<std::pair<StripItem*, int>> steps = {{m_completeness, 1}, {m_integrity, 1}, {m_collectors, 1},
                                                     {m_anchor, 1},       {m_store, kGone}, {m_ingest, kGone},
                                                     {m_integrity, 2},    {m_anchor, kGone}};
    const auto items = findChildren<StripItem*>(Qt::FindDirectChildrenOnly);
    const QMargins margins = m_layout->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    QHash<StripItem*, int> forms;
    const auto wanted = [&] {
        return std::accumulate(items.begin(), items.end(), 0,
                               [&](int sum, StripItem* item) { return sum + item->widthIn(forms.value(item, 0)); });
    };
    for (const auto& [item, form] : steps) {
        if (wanted() <= room) break;
        forms[item] = form;
    }
    for (StripItem* item : items) item->setForm(forms.value(item, 0));
}

void StatusStrip::resizeEvent(QResizeEvent* event) {
    ThemedWidget::resizeEvent(event);
    fit();
}

void StatusStrip::describeIntegrity() {
    const auto& watch = m_context->integrity;
    const auto& report = watch.report();
    if (watch.error() && !report) {
        m_integrity->setValue(tr("could not be checked"), Glyph::Insufficient, Token::Insuf);
    } else if (!report) {
        m_integrity->setValue(watch.permille() > 0 ? tr("verifying, %1 %").arg(watch.permille() / 10)
                                                   : tr("verifying"));
    } else if (report->intact) {
        const QString last = number(report->entries == 0 ? 0 : report->entries - 1);
        const QString all = tr("Verified to entry %1 · %2").arg(last, ago(watch.sinceVerified()));
        m_integrity->setValue(all, Glyph::Seal, Token::Text,
                              {{all, false}, {tr("Verified to entry %1").arg(last), false}});
    } else {
        m_integrity->setValue(tr("broken: %Ln place(s)", nullptr, static_cast<int>(report->damageCount)), Glyph::Fail,
                              Token::Critical);
    }
    if (!report) return;
    if (report->anchored)
        m_anchor->setValue(tr("to entry %1").arg(number(report->anchoredSize == 0 ? 0 : report->anchoredSize - 1)));
    else
        m_anchor->setValue(tr("none: rollback would go unseen"), Glyph::Insufficient, Token::Insuf,
                           {{tr("none"), true}});
}

void StatusStrip::describeCompleteness() {
    const auto& report = m_context->integrity.report();
    if (!report) {
        m_completeness->setValue({});
    } else if (report->gaps.empty()) {
        m_completeness->setValue(tr("no gap known"), Glyph::NodeHealthy, Token::Text, {{tr("no gap known"), false}});
    } else {
        const QString gaps = tr("%n gap(s) in the sources", nullptr, static_cast<int>(report->gaps.size()));
        m_completeness->setValue(gaps, Glyph::NodeShort, Token::Insuf, {{gaps, false}});
    }
}

void StatusStrip::describeCollectors() {
    const auto health = m_context->services.health();
    if (!health.running) {
        const QString still = health.stopped.isEmpty() ? tr("not collecting here") : tr("collecting stopped");
        m_collectors->setValue(still, health.stopped.isEmpty() ? Glyph::None : Glyph::Fail,
                               health.stopped.isEmpty() ? Token::TextMuted : Token::Critical, {{still, false}});
        return;
    }
    const auto good = health.sources - std::min(health.sources, health.failing);
    const auto counts = tr("%1/%2").arg(good).arg(health.sources);
    m_collectors->setValue(health.simulated ? tr("%1 · simulated").arg(counts) : counts,
                           health.failing > 0 ? Glyph::NodeShort : Glyph::None,
                           health.failing > 0 ? Token::Insuf : Token::Text, {{counts, true}});
}

void StatusStrip::describeJobs() {
    if (m_context == nullptr) return;
    const auto running = m_context->jobs.running();
    if (running.empty()) {
        m_jobs->setValue({});
        return;
    }
    const Job* job = running.front();
    QString text = job->title();
    if (job->permille() >= 0) text = tr("%1, %2 %").arg(text).arg(job->permille() / 10);
    if (running.size() > 1) text = tr("%1 and %n more", nullptr, static_cast<int>(running.size()) - 1).arg(text);
    m_jobs->setValue(text);
    fit();
}

void StatusStrip::offerToStop() {
    if (m_context == nullptr) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("jobsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (Job* job : m_context->jobs.running()) {
        auto* stop = menu->addAction(tr("Stop: %1").arg(job->title()), this, [job = QPointer(job)] {
            if (job) job->cancel();
        });
        // It may get there while the menu is open.
        const auto describe = [stop, job] {
            if (job->canStop()) return;
            stop->setEnabled(false);
            stop->setText(tr("%1: cannot be stopped any more").arg(job->title()));
        };
        connect(job, &Job::changed, stop, describe);
        connect(job, &Job::finished, stop, describe);
        describe();
    }
    const int left = layoutDirection() == Qt::RightToLeft ? m_jobs->width() - menu->sizeHint().width() : 0;
    menu->popup(m_jobs->mapToGlobal(QPoint(left, -menu->sizeHint().height())));
}

void StatusStrip::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.fillRect(rect(), theme().color(Token::Rail));
    p.fillRect(QRect(0, 0, width(), 1), theme().color(Token::Border));
}

}  // namespace vedette::ui
