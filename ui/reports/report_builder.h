// SPDX-License-Identifier: GPL-3.0-or-later
// The form: frameworks, period, title, who, formats, language, folder. Says what is missing, and gives the draft.
#pragma once

#include <QWidget>

#include <map>

#include "ui/page/context.h"
#include "ui/reports/report_draft.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLineEdit;
class QVBoxLayout;

namespace vedette::ui {

class Chip;
class ChipBar;
class SegmentedControl;
class TextLabel;

class ReportBuilder : public QWidget {
    Q_OBJECT

public:
    explicit ReportBuilder(Context& context, QWidget* parent = nullptr);
    [[nodiscard]] ReportDraft draft() const;
    // Frameworks to choose from, all chosen unless told before.
    void setPacks(const std::vector<Pack>& packs);
    void choosePacks(const QStringList& ids);  // empty: all
    void choosePeriod(const Period& period);
    // The last whole quarter if the log reaches back into it, else the one that runs.
    void suggestPeriod(Time firstEntry);
    void setFolder(const QString& folder);

Q_SIGNALS:
    void changed();

private:
    void addFrameworks(QVBoxLayout* column);
    void addPeriod(QVBoxLayout* column);
    void addTexts(QVBoxLayout* column);
    void addFormats(QVBoxLayout* column);
    void addLanguage(QVBoxLayout* column);
    void addFolder(QVBoxLayout* column);
    void showUnit(int unit);  // 0 month, 1 quarter, 2 custom
    void chooseFolder();
    void describePart();

    Context& m_context;
    ChipBar* m_frameworks;
    std::map<QString, Chip*> m_chips;
    QStringList m_wantedPacks;
    SegmentedControl* m_unit;
    QComboBox* m_span;
    QWidget* m_days;
    QDateEdit* m_from;
    QDateEdit* m_to;
    std::vector<CalendarSpan> m_spans;
    TextLabel* m_part;       // what of the fleet the report is about
    bool m_touched = false;  // a person has chosen a period: suggestions no longer count
    QLineEdit* m_title;
    QLineEdit* m_preparedBy;
    QCheckBox* m_pdf;
    QCheckBox* m_html;
    QCheckBox* m_csv;
    QComboBox* m_language;
    QLineEdit* m_folder;
};

}  // namespace vedette::ui
