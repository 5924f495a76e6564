// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of the alert's and the case's detail: what happened, what proves it, what to do. Filled again for each
// alert; a click or Enter on an entry number opens its record.
#pragma once

#include <QCheckBox>
#include <QGridLayout>
#include <QVBoxLayout>

#include <vector>

#include "core/incident/playbook.h"
#include "core/incident/timeline.h"
#include "ui/alerts/alert_detail.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class Figure;

// Title, faint subtitle that changes with what is shown, and a body.
class DetailSection : public ThemedWidget {
    Q_OBJECT

public:
    DetailSection(const Theme& theme, const QString& title, const QString& objectName, QWidget* parent = nullptr);
    void setSubtitle(const QString& subtitle);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    void addHeadWidget(QWidget* widget);

private:
    QHBoxLayout* m_head;
    TextLabel* m_subtitle;
    QVBoxLayout* m_body;
};

// Rows of a grid that are made anew each time.
class RowList : public ThemedWidget {
    Q_OBJECT

public:
    explicit RowList(const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void entryOpened(quint64 entry);

protected:
    void clearRows();
    TextLabel* addText(int row, int column, const QString& text, Token tone, FontRole role = FontRole::Table);
    Figure* addEntry(int row, int column, std::uint64_t entry, bool sealed, const QString& what);
    QGridLayout* grid() const { return m_grid; }

private:
    QGridLayout* m_grid;
    QWidget* m_rows = nullptr;
};

class TimelineList : public RowList {
    Q_OBJECT

public:
    using RowList::RowList;
    // Of one alert the findings have all the same title: their reasons tell them apart.
    void setReasonsShown(bool shown) { m_reasons = shown; }
    // Entries below `sealedBelow` carry a seal. Longer lists are cut in the middle: `most` rows are shown.
    void show(const std::vector<TimelineItem>& items, std::uint64_t sealedBelow, std::size_t most);
    using QWidget::show;

private:
    void addItem(int row, const TimelineItem& item, bool sealed);
    bool m_reasons = false;
};

class EvidenceList : public RowList {
    Q_OBJECT

public:
    using RowList::RowList;
    void show(const std::vector<EvidenceLine>& lines, std::uint64_t sealedBelow);
    using QWidget::show;
};

class PlaybookList : public ThemedWidget {
    Q_OBJECT

public:
    explicit PlaybookList(const Theme& theme, QWidget* parent = nullptr);
    // Null: there is none for this detector.
    void show(const Playbook* playbook, const std::map<std::string, StepDone, std::less<>>& done, bool enabled);
    using QWidget::show;

Q_SIGNALS:
    // A person has ticked or unticked; the mark stays as it was until the note is in the log.
    void stepAsked(const QString& step, bool done);

private:
    void addStep(const PlaybookStep& step, const StepDone* done, bool enabled);
    QVBoxLayout* m_column;
    QWidget* m_steps = nullptr;
};

}  // namespace vedette::ui
