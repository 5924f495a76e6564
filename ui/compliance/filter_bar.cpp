// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/filter_bar.h"

#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/compliance/control_words.h"
#include "ui/theme/metrics.h"

namespace vedette::ui {
namespace {

constexpr int kFieldLeast = 96;  // beside an open drawer on a small screen
constexpr int kFieldIcons = 72;  // room for the glass and for the cross that clears
constexpr int kIconGap = -10;    // the frame's padding is there already

// As wide as the words in it, in any language; narrower where the head has no room.
class WordsField : public QLineEdit {
public:
    using QLineEdit::QLineEdit;
    [[nodiscard]] QSize sizeHint() const override {
        return {fontMetrics().horizontalAdvance(placeholderText()) + kFieldIcons, QLineEdit::sizeHint().height()};
    }
    [[nodiscard]] QSize minimumSizeHint() const override {
        return {kFieldLeast, QLineEdit::minimumSizeHint().height()};
    }
};

}  // namespace

ComplianceFilterBar::ComplianceFilterBar(const Theme& theme, QWidget* parent)
    : ThemedWidget(theme, parent),
      m_states(new ChipBar(theme, this)),
      m_choices(new ChipBar(theme, this)),
      m_frameworks(new QMenu(this)),
      m_text(new WordsField(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    addStateChips();
    addChoices();
    column->addWidget(m_states);
    column->addWidget(m_choices);
    m_text->setObjectName(QStringLiteral("complianceFilter"));
    m_text->setAccessibleName(tr("Words to look for in the controls"));
    m_text->setPlaceholderText(tr("Words in the control"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(theme.icon(QStringLiteral("edit-find")), QLineEdit::LeadingPosition);
    m_text->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_text->setTextMargins(mirrored ? 0 : kIconGap, 0, mirrored ? kIconGap : 0, 0);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter.text = text.simplified();
        Q_EMIT filterChanged();
    });
    sayChoices();
}

void ComplianceFilterBar::addStateChips() {
    for (const ControlState state : kWorstFirst) {
        const Glyph glyph = stateGlyph(state);
        Chip* chip = m_states->addChip(Chip::Kind::Toggle, {}, glyphWord(glyph));
        chip->setGlyph(glyph);
        chip->setObjectName(QStringLiteral("state_") + toQString(stateName(state)));
        m_stateChips[state] = chip;
        connect(chip, &Chip::toggled, this, [this, state](bool on) {
            if (on)
                m_filter.states.insert(state);
            else
                m_filter.states.erase(state);
            Q_EMIT filterChanged();
        });
    }
}

void ComplianceFilterBar::choose(QMenu* menu, const QString& key, const QString& words, std::function<void()> apply) {
    QAction* action = menu->addAction(words);
    action->setObjectName(key);
    connect(action, &QAction::triggered, this, [this, apply = std::move(apply)] {
        apply();
        changed();
    });
}

void ComplianceFilterBar::addChoices() {
    const auto chip = [this](const char* name, QMenu* menu) {
        Chip* made = m_choices->addChip(Chip::Kind::Choice, {}, {});
        made->setObjectName(QString::fromLatin1(name));
        made->setMenu(menu);
        return made;
    };
    m_framework = chip("frameworkChoice", m_frameworks);
    auto* severities = new QMenu(this);
    choose(severities, QStringLiteral("severityAny"), tr("Any"), [this] { m_filter.severity.clear(); });
    for (const char* name : {"critical", "high", "medium", "low"})
        choose(severities, QString::fromLatin1(name), glyphWord(controlSeverityGlyph(name)),
               [this, name] { m_filter.severity = QString::fromLatin1(name); });
    m_severity = chip("severityChoice", severities);
    auto* bases = new QMenu(this);
    choose(bases, QStringLiteral("basisAny"), tr("Any"), [this] { m_filter.bases.clear(); });
    for (const auto basis : {ThresholdBasis::Text, ThresholdBasis::Mixed, ThresholdBasis::HouseDefault,
                             ThresholdBasis::DeclaredPolicy, ThresholdBasis::Derived})
        choose(bases, toQString(basisName(basis)), basisWords(basis), [this, basis] { m_filter.bases = {basis}; });
    m_basis = chip("basisChoice", bases);
    m_period = chip("periodChoice", nullptr);
}

void ComplianceFilterBar::setRows(const std::vector<ControlRow>& rows) {
    for (const auto& [state, chip] : m_stateChips)
        chip->setCount(
            std::ranges::count_if(rows, [of = state](const ControlRow& row) { return row.get().state == of; }));
    fillFrameworks(rows);
    sayChoices();
}

void ComplianceFilterBar::fillFrameworks(const std::vector<ControlRow>& rows) {
    std::map<QString, QString> names;
    for (const auto& row : rows) names.emplace(toQString(row.framework().pack.id), said(row.framework().pack.title));
    if (names == m_frameworkNames) return;
    m_frameworkNames = std::move(names);
    m_frameworks->clear();
    choose(m_frameworks, QStringLiteral("frameworkAll"), tr("All"), [this] { m_filter.frameworks.clear(); });
    for (const auto& [id, name] : m_frameworkNames)
        choose(m_frameworks, id, name, [this, only = id] { m_filter.frameworks = {only}; });
}

void ComplianceFilterBar::setFilter(const ControlFilter& filter) {
    m_filter = filter;
    for (const auto& [state, chip] : m_stateChips) {
        const QSignalBlocker quiet(chip);
        chip->setChecked(filter.states.contains(state));
    }
    const QSignalBlocker quiet(m_text);
    m_text->setText(filter.text);
    changed();
}

void ComplianceFilterBar::changed() {
    sayChoices();
    Q_EMIT filterChanged();
}

void ComplianceFilterBar::sayChoices() {
    const auto named = [this](const QString& id) {
        const auto found = m_frameworkNames.find(id);
        return found == m_frameworkNames.end() ? id : found->second;
    };
    const auto all = static_cast<std::uint64_t>(m_frameworkNames.size());
    m_framework->setText(tr("framework"), m_filter.frameworks.empty() ? tr("all %1").arg(number(all))
                                                                      : named(*m_filter.frameworks.begin()));
    m_framework->setActive(!m_filter.frameworks.empty());
    m_severity->setText(tr("severity"), m_filter.severity.isEmpty()
                                            ? tr("any")
                                            : glyphWord(controlSeverityGlyph(toStd(m_filter.severity))));
    m_severity->setActive(!m_filter.severity.isEmpty());
    m_basis->setText(tr("number from"), m_filter.bases.empty() ? tr("any") : basisWords(*m_filter.bases.begin()));
    m_basis->setActive(!m_filter.bases.empty());
}

}  // namespace vedette::ui
