// SPDX-License-Identifier: GPL-3.0-or-later
// Whether all that a node served is in the log: requests an hour by the node's own counter against the rows of its
// request log. An hour that nobody can judge has no bar, and is counted in words.
#pragma once

#include "core/policy/completeness.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class KeyValueList;
class StackedBars;
class TextLabel;

// Of one node, over the newest hours of a period.
struct CompletenessHours {
    std::vector<NodeHour> hours;
    std::optional<NodeCompleteness> whole;
};

// At most so many hours are shown, the newest; more would be lines and not bars.
inline constexpr int kMostHours = 72;

// For a reader's thread.
[[nodiscard]] Result<CompletenessHours> readCompleteness(Reader& reader, const Period& period, const std::string& node);

class CompletenessChart : public ThemedWidget {
    Q_OBJECT

public:
    explicit CompletenessChart(const Theme& theme, QWidget* parent = nullptr);
    // Until then it says that the log is being read.
    void show(const CompletenessHours& hours);
    void showTrouble(const QString& trouble);
    using QWidget::show;

Q_SIGNALS:
    // The rows of an hour, or of all of them.
    void rowsWanted(const QString& filter);

private:
    void drawBars();
    void sayFigures(const NodeCompleteness& whole);

    StackedBars* m_bars;
    KeyValueList* m_figures;
    TextLabel* m_words;
    CompletenessHours m_hours;
};

// What is known of the node's completeness, as a sentence.
[[nodiscard]] QString completenessWords(const NodeCompleteness& whole);

}  // namespace vedette::ui
