// SPDX-License-Identifier: GPL-3.0-or-later
// The first page of the report as it would be written now, painted as the PDF paints it. Made on a reader's thread a
// moment after the last change, and only while somebody looks: it takes the judgement and every alert of the period.
// The page before stays until the new one is there.
#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <optional>

#include "reports/data/report.h"
#include "ui/bridge/query.h"
#include "ui/page/context.h"
#include "ui/reports/report_draft.h"

namespace vedette::ui {

class Card;

// What the page says about the report before it is written.
struct ReportOutlook {
    QImage page;
    StateCounts states;
    QString title;
    std::uint64_t entries = 0;  // in the period
};

class PaperView : public QWidget {
    Q_OBJECT

public:
    explicit PaperView(const Theme& theme, QWidget* parent = nullptr);
    void setPage(const QImage& page, const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QImage m_page;
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
    void take(Result<ReportOutlook> answer);

    Context& m_context;
    Card* m_card;
    PaperView* m_paper;
    QTimer m_soon;
    Query m_query;
    ReportDraft m_draft;
    bool m_wanted = false;  // the draft has changed since
    std::optional<ReportOutlook> m_outlook;
};

}  // namespace vedette::ui
