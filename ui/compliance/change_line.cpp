// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/change_line.h"

#include <array>

#include "ui/bridge/text.h"
#include "ui/compliance/control_words.h"

namespace vedette::ui {
namespace {

// A range that ends now moves on all the time: judging anew pays after a part of its length only.
constexpr int kPartThatMatters = 24;

constexpr std::array kKinds = {std::pair(ControlChange::Worse, "worse"), std::pair(ControlChange::Better, "better"),
                               std::pair(ControlChange::Other, "other")};

QString kindWords(ControlChange change) {
    switch (change) {
        case ControlChange::Worse: return ChangeLine::tr(" turned worse");
        case ControlChange::Better: return ChangeLine::tr(" turned better");
        case ControlChange::Other: return ChangeLine::tr(" changed otherwise");
        case ControlChange::None: break;
    }
    return {};
}

}  // namespace

ChangeLine::ChangeLine(Context& context, QWidget* parent)
    : Prose(context.theme, FontRole::Table, parent), m_context(context), m_query(context.session) {
    setObjectName(QStringLiteral("complianceChanges"));
    setTone(Token::TextMuted);
    connect(this, &Prose::opened, this, [this](const QString& what) {
        for (const auto& [change, name] : kKinds)
            if (what == QLatin1String(name)) return Q_EMIT changeWanted(change);
        Q_EMIT changeWanted(ControlChange::None);
    });
}

void ChangeLine::compareWith(Range range, const Period& period, const std::vector<std::string>& nodes) {
    const auto before = periodBefore(range, period);
    if (nodes != m_nodes) {
        m_nodes = nodes;
    } else if (before && m_wanted) {
        const Duration moved = before->to > m_wanted->to ? before->to - m_wanted->to : m_wanted->to - before->to;
        const Duration length = before->to - before->from;
        const bool likewise = length == m_wanted->to - m_wanted->from;
        if (likewise && (moved == Duration::zero() || moved < length / kPartThatMatters)) return;
    } else if (!before && !m_wanted) {
        return;
    }
    m_wanted = before;
    m_asked = false;
    m_earlier.reset();
    m_trouble.clear();
    m_query.cancel();
    judgeIfSeen();
}

void ChangeLine::showEvent(QShowEvent* event) {
    Prose::showEvent(event);
    judgeIfSeen();
}

void ChangeLine::judgeIfSeen() {
    if (!m_wanted || m_asked || !isVisible()) return;
    m_asked = true;
    m_query.run<Earlier>([resources = m_context.resources, before = *m_wanted,
                          nodes = m_nodes](Reader& reader) { return judgeEarlier(reader, resources, before, nodes); },
                         [this](Result<Earlier> earlier) {
                             if (earlier)
                                 m_earlier = std::move(*earlier);
                             else
                                 m_trouble = errorText(earlier.error());
                             Q_EMIT earlierChanged();
                         });
}

QString ChangeLine::lackWords() const {
    if (!m_trouble.isEmpty()) return tr("The period before could not be judged: %1").arg(m_trouble);
    if (!m_earlier) return tr("Judging the period before, %1…").arg(periodWords(*m_wanted));
    const QString span = periodWords(m_earlier->period);
    if (m_earlier->lack == Earlier::Lack::LogBeginsLater)
        return tr("What changed cannot be said: the log begins %1 UTC, after the beginning of the period before (%2).")
            .arg(dateTime(m_earlier->logBegins), span);
    return tr("What changed cannot be said: no fleet was declared in or before the period before (%1).").arg(span);
}

void ChangeLine::showRows(const std::vector<ControlRow>& rows, ControlChange chosen) {
    setVisible(m_wanted.has_value() && !rows.empty());
    if (!m_wanted) return;
    if (earlier() == nullptr) {
        setParts({{lackWords()}});
        return;
    }
    QList<ProsePart> parts{{tr("Since the period before (%1): ").arg(periodWords(m_earlier->period))}};
    std::size_t changed = 0;
    for (const auto& [change, name] : kKinds) {
        const auto n = static_cast<std::size_t>(std::ranges::count(rows, change, &ControlRow::change));
        if (n == 0) continue;
        if (changed > 0) parts.append({QStringLiteral(", ")});
        parts.append({number(n), QString::fromLatin1(name), change == chosen});
        parts.append({kindWords(change)});
        changed += n;
    }
    const auto same = static_cast<int>(rows.size() - changed);
    parts.append({changed == 0 ? tr("no control changed.") : tr(", %n as before.", nullptr, same)});
    if (chosen != ControlChange::None) {
        parts.append({QStringLiteral(" ")});
        parts.append({tr("Show all"), QStringLiteral("all")});
    }
    setParts(parts);
}

}  // namespace vedette::ui
