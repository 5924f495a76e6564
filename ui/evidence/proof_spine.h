// SPDX-License-Identifier: GPL-3.0-or-later
// The path of a proof as a picture: the entry at the bottom, the signed root at the top, each sibling on the side it
// has in the tree, middle levels folded and counted. A root that does not match is critical and shows both hashes.
// Up and Down walk the levels, Enter unfolds.
#pragma once

#include "ui/evidence/proof_steps.h"
#include "ui/widgets/themed_widget.h"

namespace vedette::ui {

class ProofSpine : public ThemedWidget {
    Q_OBJECT

public:
    explicit ProofSpine(const Theme& theme, QWidget* parent = nullptr);
    void setProof(std::shared_ptr<const EntryProof> proof);
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return m_folded; }
    // Levels that are not painted one by one now.
    [[nodiscard]] int foldedLevels() const;
    // Words of the level under the keyboard, as a screen reader says them.
    [[nodiscard]] QString currentWords() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    // What stands on one line of the picture, from the root down.
    struct Rung {
        enum class Kind { Root, Level, Fold } kind = Kind::Level;
        int step = -1;  // of the proof
    };
    [[nodiscard]] QList<Rung> rungs() const;
    [[nodiscard]] double rungY(int rung) const;
    [[nodiscard]] double pitch() const;
    [[nodiscard]] QString wordsOf(const Rung& rung) const;
    [[nodiscard]] int rungAt(const QPointF& point) const;
    void describe();
    void paintRoot(QPainter& painter, double x) const;
    void paintSibling(QPainter& painter, double x, double y, const ProofStep& step) const;
    void paintEntry(QPainter& painter, double x) const;

    std::shared_ptr<const EntryProof> m_proof;
    bool m_folded = true;
    int m_current = 0;
};

}  // namespace vedette::ui
