// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/evidence/saved_views.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

#include "ui/theme/style.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

const QString kViews = QStringLiteral("evidence/views");
const QString kName = QStringLiteral("name");
const QString kFilter = QStringLiteral("filter");
constexpr int kWidth = 320;

void store(QSettings& settings, const std::vector<SavedView>& views) {
    settings.remove(kViews);
    settings.beginWriteArray(kViews, static_cast<int>(views.size()));
    for (std::size_t i = 0; i < views.size(); ++i) {
        settings.setArrayIndex(static_cast<int>(i));
        settings.setValue(kName, views[i].name);
        settings.setValue(kFilter, views[i].filter);
    }
    settings.endArray();
}

}  // namespace

std::vector<SavedView> savedViews(QSettings& settings) {
    std::vector<SavedView> views;
    const int count = settings.beginReadArray(kViews);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        views.push_back({settings.value(kName).toString(), settings.value(kFilter).toString()});
    }
    settings.endArray();
    return views;
}

void saveView(QSettings& settings, const SavedView& view) {
    auto views = savedViews(settings);
    const auto at = std::find_if(views.begin(), views.end(), [&](const SavedView& v) { return v.name == view.name; });
    if (at == views.end())
        views.push_back(view);
    else
        *at = view;
    store(settings, views);
}

void removeView(QSettings& settings, const QString& name) {
    auto views = savedViews(settings);
    std::erase_if(views, [&](const SavedView& v) { return v.name == name; });
    store(settings, views);
}

ViewsPopup::ViewsPopup(const Theme& theme, QSettings& settings, QWidget* host)
    : PopupPanel(theme, host),
      m_settings(settings),
      m_name(new QLineEdit(this)),
      m_save(new QPushButton(tr("Save"), this)),
      m_list(new QListWidget(this)),
      m_empty(new TextLabel(theme, tr("No view is saved yet."), FontRole::Caption, Token::TextFaint, this)) {
    setObjectName(QStringLiteral("viewsPopup"));
    setAccessibleName(tr("Saved views"));
    m_name->setObjectName(QStringLiteral("viewName"));
    m_name->setPlaceholderText(tr("Name for the present filter"));
    m_name->setAccessibleName(tr("Name for the present filter"));
    m_name->setMinimumWidth(kWidth - 80);
    m_save->setObjectName(QStringLiteral("viewSave"));
    setVariant(m_save, Variant::Primary);
    m_list->setObjectName(QStringLiteral("viewList"));
    m_list->setAccessibleName(tr("Saved views; Enter opens one, Delete removes it"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->installEventFilter(this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    row->addWidget(m_save);
    content()->addLayout(row);
    content()->addWidget(m_empty);
    content()->addWidget(m_list);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString& t) { m_save->setEnabled(!t.trimmed().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, this, &ViewsPopup::save);
    connect(m_save, &QPushButton::clicked, this, &ViewsPopup::save);
    connect(m_list, &QListWidget::itemClicked, this, &ViewsPopup::openCurrent);
}

void ViewsPopup::start(QWidget* anchor, const QString& filter) {
    m_filter = filter;
    m_name->clear();
    m_save->setEnabled(false);
    fill();
    openUnder(anchor, m_list->count() > 0 ? static_cast<QWidget*>(m_list) : m_name);
}

void ViewsPopup::fill() {
    m_list->clear();
    for (const auto& view : savedViews(m_settings)) {
        auto* item = new QListWidgetItem(view.name, m_list);
        item->setToolTip(view.filter.isEmpty() ? tr("Everything") : view.filter);
        item->setData(Qt::UserRole, view.filter);
    }
    m_list->setCurrentRow(0);
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    m_list->setFixedHeight(std::min(8, m_list->count()) * 28 + 4);
}

void ViewsPopup::save() {
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) return;
    saveView(m_settings, {name, m_filter});
    dismiss();
    Q_EMIT saved(name);
}

void ViewsPopup::openCurrent() {
    const auto* item = m_list->currentItem();
    if (item == nullptr) return;
    const SavedView view{item->text(), item->data(Qt::UserRole).toString()};
    dismiss();
    Q_EMIT chosen(view);
}

void ViewsPopup::removeCurrent() {
    const auto* item = m_list->currentItem();
    if (item == nullptr) return;
    const SavedView view{item->text(), item->data(Qt::UserRole).toString()};
    removeView(m_settings, view.name);
    fill();
    if (m_list->count() == 0) m_name->setFocus();
    Q_EMIT removed(view);
}

bool ViewsPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) return openCurrent(), true;
        if (key == Qt::Key_Delete || key == Qt::Key_Backspace) return removeCurrent(), true;
    }
    return PopupPanel::eventFilter(watched, event);
}

}  // namespace vedette::ui
