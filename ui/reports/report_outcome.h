// SPDX-License-Identifier: GPL-3.0-or-later
// How the last report came out: its files with their digests and where they are, or what went wrong. Nothing else is
// shown as written.
#pragma once

#include <vector>

#include "reports/files/files.h"
#include "ui/page/context.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/themed_widget.h"

class QPushButton;
class QVBoxLayout;

namespace vedette::ui {

class GlyphLabel;
class TextLabel;

class ReportOutcome : public ThemedWidget {
    Q_OBJECT

public:
    ReportOutcome(Context& context, QWidget* parent = nullptr);
    void clear();
    // `note`: what else has to be said, e.g. that it is not recorded; may be empty.
    void showFiles(const std::vector<WrittenFile>& files, const QString& note);
    void showProblem(const QString& sentence, const QString& detail);
    void showCancelled();

private:
    void tell(Glyph glyph, const QString& words, const QString& detail);
    Context& m_context;
    GlyphLabel* m_head;
    TextLabel* m_detail;
    QWidget* m_buttons;
    QPushButton* m_open;
    QString m_folder;

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace vedette::ui
