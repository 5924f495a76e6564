// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fleet/node_detail.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QPushButton>

#include <algorithm>

#include "core/event/event.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/fleet/completeness_chart.h"
#include "ui/fleet/nodes_model.h"
#include "ui/page/glyphs.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/drawer.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/key_value_list.h"

namespace vedette::ui {
namespace {

KeyValueList* factList(const Theme& theme) {
    auto* list = new KeyValueList(theme);
    list->setLabelWidth(120);
    return list;
}

}  // namespace

EndpointLook endpointLook(const std::string& record) {
    const auto root = QJsonDocument::fromJson(QByteArray::fromStdString(record)).object();
    const auto seen = root[QStringLiteral("vedette")].toObject()[QStringLiteral("observation")].toObject();
    const auto text = [&seen](const char* name) { return visible(toStd(seen[QLatin1String(name)].toString())); };
    EndpointLook look;
    look.tls = text("tls");
    look.cipher = text("cipher");
    look.issuer = text("issuer");
    look.notAfter = text("not_after");
    look.problem = text("problem");
    look.anonymous = text("anonymous");
    look.verified = seen[QStringLiteral("verified")].toBool();
    look.plaintext = seen[QStringLiteral("plaintext")].toBool();
    return look;
}

Result<EndpointLook> newestLook(Reader& reader, const std::string& node) {
    Filter filter;
    filter.is(TextColumn::Node, node).is(IntColumn::Class, ocsf::kEndpointObservation);
    auto page = reader.newest(filter, 1);
    if (!page) return passOn(page);
    if (page->rows.empty()) return EndpointLook{};
    const Row& row = page->rows.front();
    auto record = reader.record(row.entry);
    if (!record) return passOn(record);
    EndpointLook look = endpointLook(*record);
    look.entry = row.entry;
    look.time = row.columns.time();
    return look;
}

NodeDetail::NodeDetail(Context& context, Drawer* drawer, QObject* parent)
    : QObject(parent),
      m_context(context),
      m_drawer(drawer),
      m_query(context.session),
      m_completeness(context.session) {}

void NodeDetail::show(const NodeState& node) {
    m_drawer->clear();
    m_drawer->setTitle(visible(node.declared.id), said(node.reason));
    auto* badge = new Badge(m_context.theme, healthWord(node.health));
    badge->setGlyph(healthGlyph(node.health));
    m_drawer->addBadge(badge);
    auto* open = new QPushButton(tr("Open the node's evidence"));
    open->setObjectName(QStringLiteral("nodeEvidence"));
    connect(open, &QPushButton::clicked, this,
            [this, id = toQString(node.declared.id)] { Q_EMIT rowsWanted(QStringLiteral("node=") + id); });
    m_drawer->addAction(open);
    addDeclared(node);
    addFigures(node);
    addCompleteness(node);
    addSources(node);
    addControls(node);
    askEndpoint(node.declared.id);
}

void NodeDetail::addFigure(KeyValueList* list, const QString& what, const QString& value, const QString& filter) {
    connect(list->addFigureRow(what, value, filter), &Figure::opened, this, &NodeDetail::rowsWanted);
}

void NodeDetail::addDeclared(const NodeState& node) {
    const auto& d = node.declared;
    auto* facts = factList(m_context.theme);
    facts->addRow(tr("Provider, region"), visible(d.provider + " " + d.region));
    facts->addRow(tr("Country"), d.country.empty() ? tr("by the region") : visible(d.country));
    facts->addRow(tr("Data"), d.dataClasses.empty() ? tr("none declared") : visible(joined(d.dataClasses)));
    facts->addRow(tr("May be in"), d.allowedZones.empty() ? tr("nothing declared") : visible(joined(d.allowedZones)));
    facts->addRow(tr("Models"), visible(joined(d.models)));
    m_drawer->addSection(tr("Declared"), {}, facts);
}

void NodeDetail::addFigures(const NodeState& node) {
    auto* traffic = factList(m_context.theme);
    const QString filter = QStringLiteral("node=") + toQString(node.declared.id);
    addFigure(traffic, tr("Requests"), number(node.requests), filter + QStringLiteral(" class=3002..6003"));
    addFigure(traffic, tr("Failed"), number(node.failures), filter + QStringLiteral(" class=3002..6003 status=2"));
    if (node.latencyMs > 0) traffic->addRow(tr("Mean latency"), tr("%1 ms").arg(decimal(node.latencyMs, 0)));
    if (node.outputTokens > 0) traffic->addRow(tr("Tokens out"), number(node.outputTokens));
    addFigure(traffic, tr("Metrics"), tr("open the scrapes"), filter + QStringLiteral(" class=7706001"));
    if (node.openAlerts > 0)
        addFigure(traffic, tr("Open alerts"), number(node.openAlerts), filter + QStringLiteral(" class=2004"));
    else
        traffic->addRow(tr("Open alerts"), number(0));
    traffic->addRow(tr("Last seen"), node.lastSeen == Time{} ? tr("never") : dateTime(node.lastSeen));
    m_drawer->addSection(tr("In the range of time"), {}, traffic);
}

void NodeDetail::addCompleteness(const NodeState& node) {
    auto* chart = new CompletenessChart(m_context.theme);
    connect(chart, &CompletenessChart::rowsWanted, this, &NodeDetail::rowsWanted);
    m_drawer->addSection(tr("Completeness"), tr("by the node’s own counter, newest %1 h").arg(kMostHours), chart);
    m_completeness.run<CompletenessHours>([id = node.declared.id, period = m_context.session.period()](
                                              Reader& reader) { return readCompleteness(reader, period, id); },
                                          // The drawer may have been cleared in between.
                                          [chart = QPointer(chart)](Result<CompletenessHours> hours) {
                                              if (!chart) return;
                                              if (hours)
                                                  chart->show(*hours);
                                              else
                                                  chart->showTrouble(errorText(hours.error()));
                                          });
}

void NodeDetail::addSources(const NodeState& node) {
    auto* sources = new KeyValueList(m_context.theme);
    sources->setLabelWidth(200);
    for (const auto& source : node.declared.sources) {
        const bool fails = std::ranges::find(node.failingSources, source) != node.failingSources.end();
        sources->addRow(visible(source), fails ? tr("cannot be read") : tr("is read"),
                        fails ? Glyph::Fail : Glyph::Pass);
    }
    if (node.declared.sources.empty()) sources->addRow(tr("None"), tr("no source is declared"));
    m_drawer->addSection(tr("Sources"), {}, sources);
}

void NodeDetail::addControls(const NodeState& node) {
    auto* controls = new KeyValueList(m_context.theme);
    controls->setLabelWidth(120);
    int shown = 0;
    if (const auto judgement = m_context.posture.value())
        for (const auto& pack : judgement->packs)
            for (const auto& result : pack.results)
                for (const auto& item : result.items) {
                    // "europe-west1-03", "europe-west1-03 in asia-south1", "europe-west1-03 reached from RU"
                    const bool named = item.item == node.declared.id || item.item.starts_with(node.declared.id + " ");
                    if (!named || item.state == ControlState::Pass || item.state == ControlState::NotApplicable)
                        continue;
                    controls->addRow(said(pack.pack.title) + QChar(u' ') + said(result.control.clause),
                                     said(item.reason), stateGlyph(item.state));
                    ++shown;
                }
    if (shown == 0) controls->addRow(tr("None"), tr("no control names this node"));
    m_drawer->addSection(tr("Controls that fail or lack evidence here"), {}, controls);
}

void NodeDetail::askEndpoint(const std::string& node) {
    m_query.run<EndpointLook>([node](Reader& reader) { return newestLook(reader, node); },
                              [this](Result<EndpointLook> look) {
                                  if (look) addEndpoint(*look);
                              });
}

void NodeDetail::addEndpoint(const EndpointLook& look) {
    auto* list = factList(m_context.theme);
    if (look.time == Time{}) {
        list->addRow(tr("Endpoint"), tr("never looked at"), Glyph::Insufficient);
        m_drawer->addSection(tr("Certificate and exposure"), {}, list);
        return;
    }
    if (const auto until = parseTime(toStd(look.notAfter)); until) {
        const Time now = m_context.session.now();
        const auto days = std::chrono::floor<std::chrono::days>(*until - now).count();
        const QString date = dateTime(*until);
        if (*until <= now)
            list->addRow(tr("Valid until"), tr("%1, expired").arg(date), Glyph::Fail);
        else
            list->addRow(tr("Valid until"), tr("%1, %n day(s) left", nullptr, static_cast<int>(days)).arg(date),
                         days < kExpiresSoonDays ? Glyph::Insufficient : Glyph::Pass);
    } else {
        list->addRow(tr("Valid until"), tr("no certificate was seen"), Glyph::Insufficient);
    }
    list->addRow(tr("Trust"), look.verified ? tr("verified") : tr("not verified"),
                 look.verified ? Glyph::Pass : Glyph::Fail);
    if (!look.issuer.isEmpty()) list->addRow(tr("Issuer"), look.issuer);
    if (!look.tls.isEmpty()) list->addRow(tr("TLS"), look.tls + QStringLiteral(", ") + look.cipher);
    if (look.plaintext) list->addRow(tr("Without TLS"), tr("the endpoint answers in clear"), Glyph::Fail);
    if (look.anonymous == QStringLiteral("refused"))
        list->addRow(tr("Without a token"), tr("refused"), Glyph::Pass);
    else if (look.anonymous == QStringLiteral("admitted"))
        list->addRow(tr("Without a token"), tr("admitted"), Glyph::Fail);
    else
        list->addRow(tr("Without a token"), tr("not known"), Glyph::Insufficient);
    if (!look.problem.isEmpty()) list->addRow(tr("Problem"), said(toStd(look.problem)), Glyph::Fail);
    list->addRow(tr("Looked at"), dateTime(look.time));
    auto* figure = list->addFigureRow(tr("Entry"), number(look.entry), QString::number(look.entry));
    figure->setSealed(look.entry < m_context.integrity.sealedBelow());
    connect(figure, &Figure::opened, this, [this, entry = look.entry] {
        m_context.go.open({.page = PageId::Evidence, .filter = QStringLiteral("class=7706002"), .entry = entry});
    });
    m_drawer->addSection(tr("Certificate and exposure"), tr("as the last probe saw it"), list);
}

}  // namespace vedette::ui
