// SPDX-License-Identifier: GPL-3.0-or-later
// What is anchored until when, and what is not: whether a store put back as a whole would be noticed. With the newest
// checkpoint as a code for a camera, so that a phone or a printout can be an anchor too.
#pragma once

#include "core/store/anchor_list.h"
#include "core/store/restore.h"
#include "ui/bridge/query.h"
#include "ui/models/table_model.h"
#include "ui/page/context.h"
#include "ui/widgets/card.h"

namespace vedette::ui {

class DataTable;
class KeyValueList;

class AnchorsModel : public RowsModel<HeldAnchor> {
    Q_OBJECT

public:
    explicit AnchorsModel(QObject* parent);

protected:
    [[nodiscard]] QVariant cell(const HeldAnchor& row, int column, int role) const override;
    [[nodiscard]] QString idOf(const HeldAnchor& row) const override;
};

// Black on white in every theme, with the quiet zone a camera needs.
class QrCode : public QWidget {
    Q_OBJECT

public:
    explicit QrCode(QWidget* parent);
    // Nothing is shown for text that no code can hold.
    void setText(const std::string& text);
    [[nodiscard]] bool isCode() const { return m_code; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::string m_text;
    bool m_code = false;
};

class AnchorsCard : public Card {
    Q_OBJECT

public:
    AnchorsCard(Context& context, QWidget* parent);
    // Looks again at what lies in the store's folder.
    void look();

private:
    struct Seen {
        std::vector<HeldAnchor> anchors;
        OutsideStanding standing;
        std::vector<RestoredMark> restored;
    };
    void show(const Seen& seen);
    void showStanding(const OutsideStanding& standing);

    Context& m_context;
    Query m_query;
    KeyValueList* m_facts;
    AnchorsModel* m_anchors;
    DataTable* m_table;
    QrCode* m_code;
};

}  // namespace vedette::ui
