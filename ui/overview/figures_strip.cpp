// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/figures_strip.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kCourse = 4;     // points that make one
constexpr int kOneLine = 900;  // wide enough for six beside each other
constexpr std::array kShown = {"mttd", "mtta", "mttr", "audit-coverage", "unlogged", "open-alerts"};

QString base(const KpiValue& value) {
    if (!value.value) return said(value.missing);
    QStringList parts;
    if (value.p90) parts.push_back(FiguresStrip::tr("P90 %1").arg(said(kpiText(*value.p90, value.definition.unit))));
    if (value.numerator && value.denominator)
        parts.push_back(FiguresStrip::tr("%1 of %2 %3")
                            .arg(number(static_cast<std::uint64_t>(*value.numerator)),
                                 number(static_cast<std::uint64_t>(*value.denominator)), saidAfterOf(value.nUnit)));
    else
        parts.push_back(FiguresStrip::tr("n %1").arg(number(value.n)));
    return parts.join(QStringLiteral(" · "));
}

QString trend(const KpiValue& value) {
    if (!value.value || !value.previous) return FiguresStrip::tr("no earlier period");
    const double delta = *value.value - *value.previous;
    if (delta == 0) return FiguresStrip::tr("as before");
    const bool lower = value.definition.direction == KpiDirection::Lower;
    const bool better = value.definition.direction == KpiDirection::Neither ? false : (delta < 0) == lower;
    const QString amount = value.definition.unit == KpiUnit::Count ? decimal(delta, 0)
                           : *value.previous == 0
                               ? decimal(delta, 2)
                               : decimal(delta / std::abs(*value.previous) * 100.0, 0) + QStringLiteral(" %");
    const QString sign = delta > 0 ? QStringLiteral("+") : QString();
    if (value.definition.direction == KpiDirection::Neither) return sign + amount;
    return better ? FiguresStrip::tr("%1 better").arg(sign + amount) : FiguresStrip::tr("%1 worse").arg(sign + amount);
}

}  // namespace

class FigureCell : public QWidget {
public:
    FigureCell(Context& context, const QString& id, QWidget* parent) : QWidget(parent), m_context(context) {
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(16, 12, 12, 10);
        layout->setSpacing(2);
        m_title = new TextLabel(context.theme, {}, FontRole::Table, Token::TextMuted, this);
        m_title->setElided(true);
        m_figure = new Figure(context.theme, QStringLiteral("…"), FontRole::Figure, this);
        m_figure->setObjectName(QStringLiteral("figure_") + id);
        m_base = new TextLabel(context.theme, {}, FontRole::Caption, Token::TextMuted, this);
        m_base->setAlignment(Qt::AlignLeading | Qt::AlignTop);
        m_spark = new Sparkline(context.theme, Sparkline::Form::Line, this);
        m_spark->setFixedSize(44, 16);
        m_trend = new TextLabel(context.theme, {}, FontRole::Caption, Token::TextMuted, this);
        m_trend->setElided(true);
        layout->addWidget(m_title);
        layout->addWidget(m_figure, 0, Qt::AlignLeft);
        layout->addWidget(m_base);
        m_line = new QWidget(this);
        auto* line = new QHBoxLayout(m_line);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        line->addWidget(m_spark);
        line->addWidget(m_trend, 1);
        layout->addWidget(m_line);
        layout->addStretch(1);
        QObject::connect(m_figure, &Figure::opened, this, [this](const QString& filter) {
            m_context.go.open({.page = PageId::Evidence, .filter = filter});
        });
    }

    void show(const KpiValue& value) {
        m_title->setText(said(value.definition.title));
        setToolTip(said(value.definition.definition));
        m_figure->setValue(value.value ? said(kpiText(*value.value, value.definition.unit)) : QStringLiteral("–"));
        m_figure->setWhat(said(value.definition.title));
        m_figure->setOpens(value.value ? toQString(value.filter) : QString());
        m_figure->setSealed(value.value && value.covered && !value.filter.empty() &&
                            m_context.integrity.sealedBelow() > 0);
        // Why there is no figure takes both lines; there is nothing to compare then.
        m_base->setElided(value.value.has_value());
        m_base->setWordWrap(!value.value);
        m_base->setText(base(value));
        m_line->setVisible(value.value.has_value());
        m_trend->setText(trend(value));
        QList<double> points;
        for (const auto& point : value.series)
            points.push_back(point.value ? *point.value : std::numeric_limits<double>::quiet_NaN());
        // A course needs some points; without them the words take its room.
        const auto known = std::ranges::count_if(points, [](double v) { return !std::isnan(v); });
        m_spark->setVisible(known >= kCourse && known * 3 >= points.size());
        m_spark->setValues(points, m_trend->text());
    }

private:
    Context& m_context;
    TextLabel* m_title;
    Figure* m_figure;
    TextLabel* m_base;
    QWidget* m_line;
    Sparkline* m_spark;
    TextLabel* m_trend;
};

FiguresStrip::FiguresStrip(Context& context)
    : ThemedWidget(context.theme), m_context(context), m_query(context.session) {
    setObjectName(QStringLiteral("figuresStrip"));
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    for (const char* id : kShown) m_cells.push_back(new FigureCell(context, QString::fromLatin1(id), this));
    arrange(static_cast<int>(kShown.size()));
}

void FiguresStrip::arrange(int columns) {
    if (columns == m_columns) return;
    m_columns = columns;
    for (int i = 0; i < m_cells.size(); ++i) {
        m_grid->addWidget(m_cells[i], i / columns, i % columns);
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    }
}

void FiguresStrip::resizeEvent(QResizeEvent* event) {
    ThemedWidget::resizeEvent(event);
    const auto all = static_cast<int>(kShown.size());
    arrange(width() >= kOneLine ? all : all / 2);
}

void FiguresStrip::refresh() {
    m_query.run<KpiReport>(
        [folder = m_context.resources / "kpis", period = m_context.session.period(),
         nodes = m_context.session.scope().nodes, now = m_context.session.now(),
         known = m_context.knownAlerts](Reader& reader) -> Result<KpiReport> {
            auto definitions = loadKpis(folder);
            if (!definitions) return passOn(definitions);
            std::vector<KpiDefinition> wanted;
            for (const char* id : kShown)
                for (const auto& definition : *definitions)
                    if (definition.id == id) wanted.push_back(definition);
            auto log = reader.extent(Filter{});
            if (!log) return passOn(log);
            const Time from = log->count > 0 ? std::max(period.from, log->firstTime) : period.from;
            KpiInputs inputs;
            inputs.alerts = known.get();
            return computeKpis(reader, wanted, {from, period.to}, nodes, now, inputs);
        },
        [this](Result<KpiReport> report) {
            if (report) show(*report);
        });
}

void FiguresStrip::show(const KpiReport& report) {
    for (qsizetype i = 0; i < m_cells.size() && i < static_cast<qsizetype>(report.values.size()); ++i)
        m_cells[i]->show(report.values[static_cast<std::size_t>(i)]);
}

void FiguresStrip::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(theme().color(Token::Border), 1));
    p.setBrush(theme().color(Token::Surface));
    p.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius, metrics::kRadius);
    for (const FigureCell* cell : m_cells) {
        if (cell->x() > 0)
            p.fillRect(QRect(cell->x(), cell->y() + 1, 1, cell->height() - 2), theme().color(Token::Border));
        if (cell->y() > 0)
            p.fillRect(QRect(cell->x() + 1, cell->y(), cell->width() - 2, 1), theme().color(Token::Border));
    }
}

}  // namespace vedette::ui
