// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kpis/kpi_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/charts/time_line.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kChartHeight = 88;  // enough to see a course, and six cards on a small screen

QString words(double value, KpiUnit unit) { return said(kpiText(value, unit)); }

QString basisOf(const KpiValue& value) {
    QStringList parts;
    if (value.median) parts.push_back(KpiCard::tr("median %1").arg(words(*value.median, value.definition.unit)));
    if (value.p90) parts.push_back(KpiCard::tr("P90 %1").arg(words(*value.p90, value.definition.unit)));
    if (value.low && value.high)
        parts.push_back(KpiCard::tr("95 %: %1 to %2")
                            .arg(words(*value.low, value.definition.unit), words(*value.high, value.definition.unit)));
    if (value.numerator && value.denominator)
        parts.push_back(KpiCard::tr("%1 of %2")
                            .arg(number(static_cast<std::uint64_t>(*value.numerator)),
                                 number(static_cast<std::uint64_t>(*value.denominator))));
    parts.push_back(KpiCard::tr("n %1 %2").arg(number(value.n), said(value.nUnit)));
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

KpiCard::KpiCard(Context& context, const KpiDefinition& definition)
    : KpiCard(context, definition, new TimeLine(context.theme)) {}

KpiCard::KpiCard(Context& context, const KpiDefinition& definition, TimeLine* chart)
    : ChartCard(context.theme, said(definition.title), chart, QStringLiteral("kpi-") + toQString(definition.id)),
      m_context(context),
      m_id(toQString(definition.id)),
      m_group(toQString(definition.group)),
      m_chart(chart) {
    setObjectName(QStringLiteral("kpi_") + m_id);
    chart->setCompact(true);
    chart->setWhat(said(definition.title));
    chart->setFixedHeight(kChartHeight);
    auto* head = new QVBoxLayout;
    head->setSpacing(2);
    auto* line = new QHBoxLayout;
    line->setSpacing(10);
    m_figure = new Figure(context.theme, QStringLiteral("…"), FontRole::LeadFigure, this);
    m_figure->setObjectName(QStringLiteral("kpiFigure_") + m_id);
    m_figure->setWhat(said(definition.title));
    m_trend = new TextLabel(context.theme, {}, FontRole::Table, Token::TextMuted, this);
    line->addWidget(m_figure);
    line->addStretch(1);
    line->addWidget(m_trend, 0, Qt::AlignBottom);
    head->addLayout(line);
    m_basis = new TextLabel(context.theme, {}, FontRole::Table, Token::TextMuted, this);
    m_basis->setWordWrap(true);
    m_target = new TextLabel(context.theme, {}, FontRole::Table, Token::TextMuted, this);
    m_target->setWordWrap(true);
    head->addWidget(m_basis);
    m_verdict = new GlyphLabel(context.theme, Glyph::None, {}, this);
    m_verdict->setWordShown(false);
    auto* target = new QHBoxLayout;
    target->setSpacing(6);
    target->addWidget(m_verdict, 0, Qt::AlignVCenter);
    target->addWidget(m_target, 1);
    head->addLayout(target);
    body()->insertLayout(0, head);
    m_definition = new TextLabel(context.theme, said(definition.definition), FontRole::Caption, Token::TextFaint, this);
    m_definition->setWordWrap(true);
    body()->addStretch(1);
    body()->addWidget(m_definition);
    connect(m_figure, &Figure::opened, this,
            [this](const QString& filter) { m_context.go.open({.page = PageId::Evidence, .filter = filter}); });
}

void KpiCard::show(const KpiValue& value) {
    showFigure(value);
    showTarget(value);
    showCourse(value);
    QString text = said(value.definition.definition);
    if (!value.note.empty()) text += QChar(u' ') + said(value.note);
    m_definition->setText(text);
}

void KpiCard::showFigure(const KpiValue& value) {
    m_figure->setValue(value.value ? words(*value.value, value.definition.unit) : tr("Insufficient evidence"));
    m_figure->setRole(value.value ? FontRole::LeadFigure : FontRole::Title);
    m_figure->setOpens(value.value ? toQString(value.filter) : QString());
    m_figure->setSealed(value.value && value.covered && !value.filter.empty() && m_context.integrity.sealedBelow() > 0);
    m_figure->setTone(value.value ? Token::Text : Token::Insuf);
    m_basis->setText(value.value ? basisOf(value) : said(value.missing));
    if (!value.value || !value.previous) {
        m_trend->setText(value.value ? tr("no earlier period") : QString());
        return;
    }
    m_trend->setText(
        tr("before: %1 (n %2)").arg(words(*value.previous, value.definition.unit), number(value.previousN)));
}

void KpiCard::showTarget(const KpiValue& value) {
    const auto& definition = value.definition;
    m_verdict->setVisible(value.met.has_value());
    if (value.met) m_verdict->setGlyph(*value.met ? Glyph::Pass : Glyph::Fail, {});
    if (!definition.target) {
        m_target->setText(tr("No target."));
        return;
    }
    const QString bound = words(*definition.target, definition.unit);
    const QString rule = definition.direction == KpiDirection::Lower
                             ? tr("target at most %1, %2").arg(bound, said(definition.targetOwner))
                             : tr("target at least %1, %2").arg(bound, said(definition.targetOwner));
    const QString verdict = !value.met ? QString() : *value.met ? tr(": met") : tr(": missed");
    m_target->setText(rule + verdict);
    m_target->setTone(!value.met ? Token::TextMuted : *value.met ? Token::Pass : Token::Fail);
}

void KpiCard::showCourse(const KpiValue& value) {
    m_chart->setVisible(value.series.size() > 1);
    if (value.series.size() < 2) return;
    LineSeries line{said(value.definition.title), Token::TextMuted};
    for (const auto& point : value.series)
        line.points.push_back(
            {toMicros(point.from) / 1000, point.value ? *point.value : std::numeric_limits<double>::quiet_NaN()});
    m_chart->setSeries({line});
    m_chart->setTarget(value.definition.target ? tr("target") : QString(), value.definition.target);
}

}  // namespace vedette::ui
