// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connect_wizard.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kTestAfterMs = 700;  // a pause in typing

QStringList listOf(const QLineEdit* field) {
    QStringList items;
    for (const auto& item : field->text().split(QChar(u','), Qt::SkipEmptyParts)) items.push_back(item.trimmed());
    return items;
}

Glyph glyphOf(ProbeLine::Outcome outcome) {
    switch (outcome) {
        case ProbeLine::Outcome::Good: return Glyph::Pass;
        case ProbeLine::Outcome::Warning: return Glyph::Insufficient;
        case ProbeLine::Outcome::Bad: return Glyph::Fail;
        case ProbeLine::Outcome::Running: break;
    }
    return Glyph::Info;
}

}  // namespace

ConnectWizard::ConnectWizard(const Theme& theme, Services& services, QWidget* parent)
    : ThemedWidget(theme, parent), m_services(services) {
    setObjectName(QStringLiteral("connectWizard"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kPagePadding, metrics::kPagePadding, metrics::kPagePadding,
                               metrics::kPagePadding);
    layout->setSpacing(metrics::kGapWide);
    layout->addWidget(makeForm(), 1);
    layout->addWidget(makeProof(), 1);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &ConnectWizard::test);
    for (auto* field : findChildren<QLineEdit*>())
        if (field != m_folder)
            connect(field, &QLineEdit::textEdited, this, [this] {
                m_add->setEnabled(filled());
                m_soon.start(kTestAfterMs);
            });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] { m_soon.start(kTestAfterMs); });
}

QLineEdit* ConnectWizard::addField(QVBoxLayout* form, const QString& objectName, const QString& label,
                                   const QString& example) {
    auto* name = new TextLabel(theme(), label, FontRole::Table, Token::TextMuted, this);
    auto* field = new QLineEdit(this);
    field->setObjectName(objectName);
    field->setAccessibleName(label);
    field->setPlaceholderText(example);
    setFormSized(field);
    name->setBuddy(field);
    form->addWidget(name);
    form->addWidget(field);
    return field;
}

QWidget* ConnectWizard::makeForm() {
    auto* card = new Card(theme(), tr("Connect a node"), this);
    auto* scroll = new QScrollArea(card);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto* page = new QWidget(scroll);
    scroll->setWidget(page);
    scroll->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    auto* form = new QVBoxLayout(page);
    // Room for the focus ring at the edges.
    card->body()->setContentsMargins(metrics::kCardPadding - 5, 0, metrics::kCardPadding - 9, metrics::kCardPadding);
    form->setContentsMargins(4, 0, 8, 4);
    form->setSpacing(6);
    m_id = addField(form, QStringLiteral("nodeId"), tr("Name of the node"), QStringLiteral("gateway-fra-1"));
    m_url =
        addField(form, QStringLiteral("nodeUrl"), tr("Address"), QStringLiteral("https://gateway.example.org:4000"));
    form->addWidget(new TextLabel(theme(), tr("What it is"), FontRole::Table, Token::TextMuted, page));
    m_kind = new QComboBox(page);
    m_kind->setObjectName(QStringLiteral("nodeKind"));
    m_kind->setAccessibleName(tr("What it is"));
    setFormSized(m_kind);
    m_kind->addItem(tr("vLLM, metrics"), QStringLiteral("vllm"));
    m_kind->addItem(tr("Triton, metrics"), QStringLiteral("triton"));
    m_kind->addItem(tr("SGLang, metrics"), QStringLiteral("sglang"));
    m_kind->addItem(tr("llama.cpp, metrics"), QStringLiteral("llamacpp"));
    m_kind->addItem(tr("Any Prometheus page"), QStringLiteral("metrics"));
    m_kind->addItem(tr("LiteLLM gateway, spend rows"), QStringLiteral("litellm-spend"));
    m_kind->addItem(tr("nginx access log in JSON, offered over HTTP"), QStringLiteral("nginx-json"));
    m_kind->addItem(tr("Caddy access log in JSON, offered over HTTP"), QStringLiteral("caddy"));
    form->addWidget(m_kind);
    m_provider = addField(form, QStringLiteral("nodeProvider"), tr("Provider"), QStringLiteral("aws"));
    m_region = addField(form, QStringLiteral("nodeRegion"), tr("Region, as the provider spells it"),
                        QStringLiteral("eu-central-1"));
    m_classes = addField(form, QStringLiteral("nodeClasses"), tr("Classes of data, with commas"),
                         QStringLiteral("personal, health"));
    m_zones = addField(form, QStringLiteral("nodeZones"), tr("Zones the data may be in"), QStringLiteral("EU"));
    m_ca = addField(form, QStringLiteral("nodeCa"), tr("Own certificate authority, a PEM file (optional)"), {});
    m_bearer =
        addField(form, QStringLiteral("nodeBearer"), tr("Where the bearer token is kept (optional); never the token"),
                 QStringLiteral("keychain:GATEWAY_TOKEN"));
    auto* where = new TextLabel(theme(),
                                tr("keychain:NAME is an entry of this desktop’s keychain (service vedette, or "
                                   "keychain:SERVICE/NAME), env:NAME a variable of the environment, file:/path a file "
                                   "that only you can read."),
                                FontRole::Caption, Token::TextFaint, page);
    where->setObjectName(QStringLiteral("nodeBearerHint"));
    where->setWordWrap(true);
    m_bearer->setAccessibleDescription(where->text());
    form->addWidget(where);
    form->addStretch(1);
    card->body()->addWidget(scroll);
    return card;
}

QWidget* ConnectWizard::makeProof() {
    auto* card = new Card(theme(), tr("What the node shows"), this);
    card->setSubtitle(tr("tested as you type, without credentials"));
    m_hint = new TextLabel(theme(), {}, FontRole::Body, Token::TextMuted, card);
    m_hint->setObjectName(QStringLiteral("wizardHint"));
    m_hint->setWordWrap(true);
    card->body()->addWidget(m_hint);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(8);
    card->body()->addLayout(m_lines);
    card->body()->addStretch(1);
    m_folder = addField(card->body(), QStringLiteral("storeFolder"), tr("Folder for the store"), {});
    m_folder->setText(QDir::homePath() + QStringLiteral("/Vedette/evidence"));
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Back"), card);
    cancel->setObjectName(QStringLiteral("wizardBack"));
    m_add = new QPushButton(tr("Add another node"), card);
    m_add->setObjectName(QStringLiteral("wizardAdd"));
    m_finish = new QPushButton(tr("Start collecting"), card);
    m_finish->setObjectName(QStringLiteral("wizardFinish"));
    setVariant(m_finish, Variant::Primary);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    buttons->addWidget(m_add);
    buttons->addWidget(m_finish);
    card->body()->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, [this] {
        m_services.cancelProbe();
        Q_EMIT cancelled();
    });
    connect(m_add, &QPushButton::clicked, this, &ConnectWizard::addAnother);
    connect(m_finish, &QPushButton::clicked, this, &ConnectWizard::finish);
    return card;
}

void ConnectWizard::start() {
    m_nodes.clear();
    clearLines();
    m_add->setEnabled(false);
    m_finish->setEnabled(false);
    m_hint->setText(
        tr("Type a name and an address. Vedette then connects as it would when collecting, and says what it sees."));
    m_id->setFocus();
}

NodeDraft ConnectWizard::draft() const {
    NodeDraft node;
    node.id = m_id->text().trimmed();
    node.url = m_url->text().trimmed();
    node.kind = m_kind->currentData().toString();
    node.provider = m_provider->text().trimmed();
    node.region = m_region->text().trimmed();
    node.dataClasses = listOf(m_classes);
    node.allowedZones = listOf(m_zones);
    node.caFile = m_ca->text().trimmed();
    node.bearer = m_bearer->text().trimmed();
    return node;
}

bool ConnectWizard::filled() const {
    return !m_id->text().trimmed().isEmpty() && m_url->text().contains(QStringLiteral("://"));
}

void ConnectWizard::test() {
    clearLines();
    m_finish->setEnabled(filled() || !m_nodes.empty());
    if (!filled()) return;
    m_hint->setText(tr("A node that shows a problem can still be collected from; what it shows is evidence too."));
    m_services.probe(
        draft(),
        [this](const ProbeLine& line) {
            if (line.outcome != ProbeLine::Outcome::Running) {
                // The first answer takes the place of "connecting".
                if (m_lines->count() == 1 && m_lines->itemAt(0)->widget()->property("running").toBool()) clearLines();
            }
            showLine(line);
        },
        [](bool) {});
}

void ConnectWizard::showLine(const ProbeLine& line) {
    auto* row = new QWidget(this);
    row->setProperty("running", line.outcome == ProbeLine::Outcome::Running);
    auto* layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* what = new GlyphLabel(theme(), glyphOf(line.outcome), line.what, row);
    what->setTone(Token::Text);
    layout->addWidget(what);
    if (!line.detail.isEmpty()) {
        auto* detail = new TextLabel(theme(), line.detail, FontRole::Table, Token::TextMuted, row);
        detail->setWordWrap(true);
        detail->setContentsMargins(20, 0, 0, 0);
        layout->addWidget(detail);
    }
    m_lines->addWidget(row);
}

void ConnectWizard::clearLines() {
    while (auto* item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ConnectWizard::addAnother() {
    m_nodes.push_back(draft());
    m_id->clear();
    m_url->clear();
    clearLines();
    m_hint->setText(tr("%n node(s) noted. The next one:", nullptr, static_cast<int>(m_nodes.size())));
    m_add->setEnabled(false);
    m_finish->setEnabled(true);
    m_id->setFocus();
}

void ConnectWizard::finish() {
    m_soon.stop();
    m_services.cancelProbe();
    auto nodes = m_nodes;
    if (filled()) nodes.push_back(draft());
    const QString store = m_folder->text().trimmed();
    QDir().mkpath(QFileInfo(store).path());
    const QString fleetFile = QFileInfo(store).path() + QStringLiteral("/fleet.yaml");
    if (auto written = m_services.writeFleet(fleetFile, nodes); !written) {
        clearLines();
        showLine({ProbeLine::Outcome::Bad, tr("The fleet file cannot be written"), errorText(written.error())});
        return;
    }
    Q_EMIT finished(store, fleetFile);
}

}  // namespace vedette::ui
