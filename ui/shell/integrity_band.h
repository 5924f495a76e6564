// SPDX-License-Identifier: GPL-3.0-or-later
// The band under the top bar when something is not as it should be: the store is damaged, or does not answer.
#pragma once

#include "core/store/verify.h"
#include "ui/widgets/themed_widget.h"

class QPushButton;

namespace vedette::ui {

class IntegrityBand : public ThemedWidget {
    Q_OBJECT

public:
    explicit IntegrityBand(const Theme& theme, QWidget* parent = nullptr);
    // Names the first damaged place; hidden when the report is intact.
    void showReport(const VerifyReport& report);
    // Trouble of another kind; empty text takes it back.
    void showTrouble(const QString& trouble);
    // No store is open: nothing to say of it.
    void clear();

Q_SIGNALS:
    void openRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void fit();
    [[nodiscard]] int wordsWidth() const;
    QString m_damage;
    QString m_trouble;
    QPushButton* m_open;
};

}  // namespace vedette::ui
