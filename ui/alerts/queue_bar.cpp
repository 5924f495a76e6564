// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/queue_bar.h"

#include <QActionGroup>
#include <QHBoxLayout>

#include <array>
#include <set>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/metrics.h"

namespace vedette::ui {
namespace {

constexpr int kFieldWidth = 132;
constexpr int kNoteFrom = 780;    // narrower than this the summary stands under the queue only
constexpr int kMostChoices = 40;  // in a menu; for more there is the field

struct StatusWord {
    QueueStatus status;
    QString word;
};

std::array<StatusWord, 5> statusWords() {
    return {{{QueueStatus::Open, QueueBar::tr("open")},
             {QueueStatus::New, QueueBar::tr("new")},
             {QueueStatus::InProgress, QueueBar::tr("in progress")},
             {QueueStatus::Closed, QueueBar::tr("closed")},
             {QueueStatus::All, QueueBar::tr("any")}}};
}

struct GroupingWord {
    QueueGrouping grouping;
    QString word;
};

std::array<GroupingWord, 4> groupingWords() {
    return {{{QueueGrouping::Severity, QueueBar::tr("severity")},
             {QueueGrouping::Node, QueueBar::tr("node")},
             {QueueGrouping::Detector, QueueBar::tr("detector")},
             {QueueGrouping::None, QueueBar::tr("nothing")}}};
}

template <class Field>
std::set<std::string> valuesOf(const AlertQueue* queue, Field field) {
    std::set<std::string> out;
    if (queue == nullptr) return out;
    for (const AlertSummary& alert : queue->alerts) {
        if (!(alert.*field).empty()) out.emplace(alert.*field);
        if (out.size() >= kMostChoices) break;
    }
    return out;
}

}  // namespace

QueueBar::QueueBar(const Theme& theme, QString actor, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_actor(std::move(actor)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_chips = new ChipBar(theme, this);
    m_status = m_chips->addChip(Chip::Kind::Choice, tr("status"), {});
    m_status->setObjectName(QStringLiteral("alertsStatus"));
    m_grouping = m_chips->addChip(Chip::Kind::Choice, tr("group by"), {});
    m_grouping->setObjectName(QStringLiteral("alertsGrouping"));
    m_owner = m_chips->addChip(Chip::Kind::Choice, tr("owner"), {});
    m_owner->setObjectName(QStringLiteral("alertsOwner"));
    Chip* add = m_chips->addChipButton(tr("Filter"));
    add->setObjectName(QStringLiteral("alertsAddFilter"));
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("alertsFilter"));
    m_field->setAccessibleName(tr("Show only alerts with these words"));
    m_field->setPlaceholderText(tr("Words   /"));
    m_field->setClearButtonEnabled(true);
    m_field->setFixedWidth(kFieldWidth);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        QueueWish wish = m_wish;
        wish.text = toStd(text.trimmed());
        change(wish);
    });
    m_marks = new Chip(theme, Chip::Kind::Filter, this);
    m_marks->setObjectName(QStringLiteral("alertsMarks"));
    m_marks->setActive(true);
    m_marks->hide();
    connect(m_marks, &Chip::removed, this, &QueueBar::marksCleared);
    m_elsewhere = new Chip(theme, Chip::Kind::News, this);
    m_elsewhere->setObjectName(QStringLiteral("alertsElsewhere"));
    m_elsewhere->hide();
    connect(m_elsewhere, &QAbstractButton::clicked, this, &QueueBar::wholeRangeAsked);
    m_news = new Chip(theme, Chip::Kind::News, this);
    m_news->setObjectName(QStringLiteral("alertsNews"));
    m_news->hide();
    connect(m_news, &QAbstractButton::clicked, this, &QueueBar::newsAsked);
    row->addWidget(m_chips, 1);
    m_chips->alignToControls();
    auto* level = new QWidget(this);
    level->setFixedHeight(metrics::kControl);
    auto* right = new QHBoxLayout(level);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(8);
    for (QWidget* widget : {static_cast<QWidget*>(m_marks), static_cast<QWidget*>(m_elsewhere),
                            static_cast<QWidget*>(m_news), static_cast<QWidget*>(m_field)})
        right->addWidget(widget, 0, Qt::AlignVCenter);
    row->addWidget(level, 0, Qt::AlignTop);
    addMenus();
    connect(add, &QAbstractButton::clicked, this,
            [this, add] { m_moreMenu->popup(add->mapToGlobal(QPoint(0, add->height() + 2))); });
    showWish();
}

void QueueBar::addMenus() {
    auto* statuses = new QMenu(m_status);
    for (const StatusWord& s : statusWords()) {
        statuses->addAction(s.word, this, [this, status = s.status] {
            QueueWish wish = m_wish;
            wish.status = status;
            change(wish);
        });
    }
    m_status->setMenu(statuses);
    auto* groupings = new QMenu(m_grouping);
    for (const GroupingWord& g : groupingWords()) {
        groupings->addAction(g.word, this, [this, grouping = g.grouping] {
            QueueWish wish = m_wish;
            wish.grouping = grouping;
            change(wish);
        });
    }
    m_grouping->setMenu(groupings);
    m_ownerMenu = new QMenu(m_owner);
    m_owner->setMenu(m_ownerMenu);
    connect(m_ownerMenu, &QMenu::aboutToShow, this, &QueueBar::fillOwners);
    m_moreMenu = new QMenu(this);
    connect(m_moreMenu, &QMenu::aboutToShow, this, &QueueBar::fillMore);
}

void QueueBar::fillOwners() {
    m_ownerMenu->clear();
    const auto offer = [this](const QString& word, std::optional<std::string> owner) {
        m_ownerMenu->addAction(word, this, [this, owner] {
            QueueWish wish = m_wish;
            wish.owner = owner;
            change(wish);
        });
    };
    offer(tr("anyone"), std::nullopt);
    offer(tr("nobody"), std::string());
    offer(tr("me (%1)").arg(m_actor), toStd(m_actor));
    m_ownerMenu->addSeparator();
    for (const std::string& owner : valuesOf(m_queue.get(), &AlertSummary::owner))
        if (owner != toStd(m_actor)) offer(visible(owner), owner);
}

void QueueBar::fillMore() {
    m_moreMenu->clear();
    QMenu* nodes = m_moreMenu->addMenu(tr("Node"));
    for (const std::string& node : valuesOf(m_queue.get(), &AlertSummary::node)) {
        nodes->addAction(visible(node), this, [this, node] {
            QueueWish wish = m_wish;
            wish.node = node;
            change(wish);
        });
    }
    QMenu* detectors = m_moreMenu->addMenu(tr("Detector"));
    for (const std::string& detector : valuesOf(m_queue.get(), &AlertSummary::detector)) {
        detectors->addAction(said(alertLabel(detector).title), this, [this, detector] {
            QueueWish wish = m_wish;
            wish.detector = detector;
            change(wish);
        });
    }
    nodes->setEnabled(!nodes->isEmpty());
    detectors->setEnabled(!detectors->isEmpty());
}

void QueueBar::change(const QueueWish& wish) {
    if (wish == m_wish) return;
    m_wish = wish;
    showWish();
    Q_EMIT wishChanged(m_wish);
}

void QueueBar::setWish(const QueueWish& wish) {
    m_wish = wish;
    showWish();
}

Chip* QueueBar::filterChip(Chip* chip, const QString& name, const QString& field, const QString& value) {
    if (value.isEmpty()) {
        if (chip != nullptr) m_chips->removeChip(chip);
        return nullptr;
    }
    if (chip == nullptr) {
        chip = m_chips->addChip(Chip::Kind::Filter, field, value);
        chip->setObjectName(name);
        chip->setActive(true);
        connect(chip, &Chip::removed, this, [this, name] {
            QueueWish wish = m_wish;
            (name == QLatin1String("alertsNode") ? wish.node : wish.detector).clear();
            change(wish);
        });
    }
    chip->setText(field, value);
    return chip;
}

void QueueBar::showWish() {
    for (const StatusWord& s : statusWords())
        if (s.status == m_wish.status) m_status->setText(tr("status"), s.word);
    m_status->setActive(m_wish.status != QueueStatus::All);
    for (const GroupingWord& g : groupingWords())
        if (g.grouping == m_wish.grouping) m_grouping->setText(tr("group by"), g.word);
    m_owner->setText(tr("owner"), !m_wish.owner           ? tr("anyone")
                                  : m_wish.owner->empty() ? tr("nobody")
                                                          : visible(*m_wish.owner));
    m_owner->setActive(m_wish.owner.has_value());
    m_node = filterChip(m_node, QStringLiteral("alertsNode"), tr("node is"), visible(m_wish.node));
    m_detector = filterChip(m_detector, QStringLiteral("alertsDetector"), tr("detector is"),
                            m_wish.detector.empty() ? QString() : said(alertLabel(m_wish.detector).title));
    const QSignalBlocker quiet(m_field);
    if (toStd(m_field->text().trimmed()) != m_wish.text) m_field->setText(toQString(m_wish.text));
}

void QueueBar::setCounts(const QueueView& view, int marked) {
    const QString order = m_wish.order == QueueOrder::Urgency ? tr("by time left") : tr("sorted");
    m_note = QStringLiteral("%1, %2, %3")
                 .arg(tr("%n alert(s)", nullptr, static_cast<int>(view.alerts)),
                      tr("%n finding(s)", nullptr, static_cast<int>(view.findings)), order);
    m_chips->setNote(width() >= kNoteFrom ? m_note : QString());
    m_news->setText({}, tr("%n new", nullptr, static_cast<int>(view.fresh)));
    m_news->setVisible(view.fresh > 0);
    m_marks->setText({}, tr("%n marked", nullptr, marked));
    m_marks->setVisible(marked > 0);
    m_elsewhere->setText({}, tr("%n open before", nullptr, static_cast<int>(view.openElsewhere)));
    m_elsewhere->setToolTip(tr("Open alerts outside the time range: show everything"));
    m_elsewhere->setVisible(view.openElsewhere > 0);
}

void QueueBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_chips->setNote(width() >= kNoteFrom ? m_note : QString());
}

}  // namespace vedette::ui
