// SPDX-License-Identifier: GPL-3.0-or-later
// The report as it would be written now, page by page, painted as the PDF paints it. Its first page is made on a
// reader's thread a moment after the last change, and only while somebody looks: it takes the judgement and every alert
// of the period. Other pages are made so when somebody turns to them, as a report may be too large to keep; how many
// there are is known from then on. The page before stays until the new one is there.
#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <optional>

#include "reports/data/report.h"
#include "reports/pdf/preview.h"
#include "ui/bridge/query.h"
#include "ui/page/context.h"
#include "ui/reports/report_draft.h"

class QToolButton;

namespace vedette::ui {

class Card;
class TextLabel;

// What the page says about the report before it is written.
struct ReportOutlook {
    QImage page;
    QImage half;  // the same at half its size: what is left of scaling it costs the window's thread a quarter
    StateCounts states;
    QString title;
    std::uint64_t entries = 0;  // in the period
    int number = 1;             // of the page, counted from 1
    int pages = 0;              // 0: not known, as only the first was laid out
};

class PaperView : public QWidget {
    Q_OBJECT

public:
    explicit PaperView(const Theme& theme, QWidget* parent = nullptr);
    // `half`: the page at half its size.
    void setPage(const QImage& page, const QImage& half, int number, const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QImage m_page;
    QImage m_half;
    QImage m_shown;  // scaled to what is on the screen
};

class ReportPreview : public QWidget {
    Q_OBJECT

public:
    explicit ReportPreview(Context& context, QWidget* parent = nullptr);
    // Shows this draft soon after it can be seen.
    void setDraft(const ReportDraft& draft);
    [[nodiscard]] const std::optional<ReportOutlook>& outlook() const { return m_outlook; }

Q_SIGNALS:
    void changed();
    void widerPeriodWanted();  // the button where the period has nothing in it

protected:
    void showEvent(QShowEvent* event) override;

private:
    void make();
    void ask(int number);
    void makeTurning();
    void turn(int by);
    void showTurning();
    void take(Result<ReportOutlook> answer);

    Context& m_context;
    Card* m_card;
    PaperView* m_paper;
    QTimer m_soon;
    QToolButton* m_back = nullptr;
    QToolButton* m_next = nullptr;
    TextLabel* m_where = nullptr;
    Query m_query;
    ReportDraft m_draft;
    // The page that is asked for, and stays so when the report changes. 0: the first page alone, which needs the least;
    // how many there are is not known then.
    int m_number = 0;
    bool m_wanted = false;  // the draft has changed since
    std::optional<ReportOutlook> m_outlook;
};

}  // namespace vedette::ui
