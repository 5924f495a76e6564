// SPDX-License-Identifier: GPL-3.0-or-later
// One line over the controls: how many turned worse or better since the period before, or why that cannot be said. The
// earlier judgement is made in the background, and only while the line can be seen.
#pragma once

#include <memory>
#include <vector>

#include "ui/bridge/query.h"
#include "ui/compliance/control_row.h"
#include "ui/compliance/earlier.h"
#include "ui/page/context.h"
#include "ui/widgets/prose.h"

namespace vedette::ui {

class ChangeLine : public Prose {
    Q_OBJECT

public:
    explicit ChangeLine(Context& context, QWidget* parent = nullptr);
    // The period that is looked at, and the part of the fleet (empty: all of it); judges the one before when that is
    // another one than last time.
    void compareWith(Range range, const Period& period, const std::vector<std::string>& nodes);
    // Null while it is not known.
    [[nodiscard]] const Judgement* earlier() const { return m_earlier ? m_earlier->judgement.get() : nullptr; }
    // Says what changed; rows as setEarlier() has left them. `chosen`: the change that the filter shows.
    void showRows(const std::vector<ControlRow>& rows, ControlChange chosen);

Q_SIGNALS:
    void earlierChanged();
    void changeWanted(vedette::ui::ControlChange change);  // None: all controls

protected:
    void showEvent(QShowEvent* event) override;

private:
    void judgeIfSeen();
    [[nodiscard]] QString lackWords() const;

    Context& m_context;
    Query m_query;
    std::optional<Period> m_wanted;  // none: there is no period before
    std::vector<std::string> m_nodes;
    bool m_asked = false;  // for m_wanted and m_nodes
    std::optional<Earlier> m_earlier;
    QString m_trouble;
};

}  // namespace vedette::ui
