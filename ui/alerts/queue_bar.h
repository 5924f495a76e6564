// SPDX-License-Identifier: GPL-3.0-or-later
// The line above the queue: chips that say what is shown, a field for words, the summary and "3 new".
#pragma once

#include <QLineEdit>
#include <QMenu>

#include "ui/alerts/queue_view.h"
#include "ui/widgets/chip_bar.h"

namespace vedette::ui {

class QueueBar : public QWidget {
    Q_OBJECT

public:
    // `actor`: who "me" is.
    QueueBar(const Theme& theme, QString actor, QWidget* parent = nullptr);
    void setActor(const QString& actor) { m_actor = actor; }
    [[nodiscard]] const QueueWish& wish() const { return m_wish; }
    // Does not emit.
    void setWish(const QueueWish& wish);
    // What the menus offer.
    void setQueue(std::shared_ptr<const AlertQueue> queue) { m_queue = std::move(queue); }
    void setCounts(const QueueView& view, int marked);
    [[nodiscard]] QLineEdit* field() { return m_field; }

Q_SIGNALS:
    void wishChanged(const vedette::ui::QueueWish& wish);
    void newsAsked();
    void marksCleared();
    void wholeRangeAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void change(const QueueWish& wish);
    void addMenus();
    void fillOwners();
    void fillMore();
    void showWish();
    Chip* filterChip(Chip* chip, const QString& name, const QString& field, const QString& value);

    const Theme& m_theme;
    QString m_actor;
    QueueWish m_wish;
    std::shared_ptr<const AlertQueue> m_queue;
    ChipBar* m_chips;
    QLineEdit* m_field;
    Chip* m_status;
    Chip* m_grouping;
    Chip* m_owner;
    Chip* m_node = nullptr;
    Chip* m_detector = nullptr;
    Chip* m_marks;
    Chip* m_elsewhere;
    Chip* m_news;
    QMenu* m_ownerMenu;
    QMenu* m_moreMenu;
    QString m_note;
};

}  // namespace vedette::ui
