// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/first_run.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/shell/connect_wizard.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kWidth = 880;

// An icon of the theme that follows light and dark.
class IconView : public ThemedWidget {
public:
    IconView(const Theme& theme, const QString& name, QWidget* parent) : ThemedWidget(theme, parent), m_name(name) {
        setFixedSize(28, 28);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter(this).drawPixmap(0, 0, theme().pixmap(m_name, 28, theme().color(Token::Accent), devicePixelRatioF()));
    }

private:
    QString m_name;
};

}  // namespace

FirstRun::FirstRun(const Theme& theme, SettingsStore& settings, Services& services, QWidget* parent)
    : ThemedWidget(theme, parent), m_settings(settings) {
    setObjectName(QStringLiteral("firstRun"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack);
    m_wizard = new ConnectWizard(theme, services, m_stack);
    m_stack->addWidget(makeChoices());
    m_stack->addWidget(m_wizard);
    connect(m_wizard, &ConnectWizard::cancelled, this, [this] { m_stack->setCurrentIndex(0); });
    connect(m_wizard, &ConnectWizard::finished, this, [this](const QString& store, const QString& fleetFile) {
        m_stack->setCurrentIndex(0);
        Q_EMIT fleetReady(store, fleetFile);
    });
    refresh();
}

QWidget* FirstRun::makeChoices() {
    auto* page = new QWidget(m_stack);
    auto* outer = new QVBoxLayout(page);
    outer->addStretch(2);
    auto* column = new QWidget(page);
    column->setMaximumWidth(kWidth);
    auto* rows = new QVBoxLayout(column);
    rows->setSpacing(metrics::kGapWide);
    rows->addWidget(new TextLabel(theme(), tr("Good morning. What would you like to look at?"), FontRole::Figure,
                                  Token::Text, column));
    auto* words = new TextLabel(theme(),
                                tr("Vedette keeps what your inference nodes log as signed evidence in a folder on this "
                                   "machine, says what it proves, and shows who is attacking the models."),
                                FontRole::Body, Token::TextMuted, column);
    words->setWordWrap(true);
    rows->addWidget(words);
    auto* choices = new QHBoxLayout;
    choices->setSpacing(metrics::kGapWide);
    choices->addWidget(
        makeChoice(QStringLiteral("media-playback-start"), tr("Try the demo fleet"),
                   tr("Twelve simulated nodes over real TLS, with attacks under way. Nothing of yours is touched."),
                   tr("Start the demo"), QStringLiteral("firstRunDemo"), true));
    choices->addWidget(
        makeChoice(QStringLiteral("document-open-folder"), tr("Open a store"),
                   tr("A folder with signed evidence that Vedette has made, here or on another machine."),
                   tr("Choose the folder…"), QStringLiteral("firstRunOpen"), false));
    choices->addWidget(makeChoice(QStringLiteral("network-connect"), tr("Connect my nodes"),
                                  tr("Name a node, test the connection as you type, and start collecting."),
                                  tr("Connect a node"), QStringLiteral("firstRunConnect"), false));
    rows->addLayout(choices);
    m_busy = new ProgressRow(theme(), column);
    m_busy->setObjectName(QStringLiteral("firstRunBusy"));
    m_busy->setCancellable(false);
    m_busy->hide();
    rows->addWidget(m_busy);
    m_error = new StatePanel(theme(), column);
    m_error->setObjectName(QStringLiteral("firstRunError"));
    m_error->hide();
    rows->addWidget(m_error);
    m_recent = new QVBoxLayout;
    rows->addLayout(m_recent);
    outer->addWidget(column, 0, Qt::AlignHCenter);
    outer->addStretch(3);
    return page;
}

QWidget* FirstRun::makeChoice(const QString& icon, const QString& title, const QString& words, const QString& button,
                              const QString& objectName, bool primary) {
    auto* card = new Card(theme(), {}, this);
    card->setMinimumHeight(190);
    card->body()->setSpacing(8);
    card->body()->addWidget(new IconView(theme(), icon, card));
    card->body()->addWidget(new TextLabel(theme(), title, FontRole::Title, Token::Text, card));
    auto* text = new TextLabel(theme(), words, FontRole::Body, Token::TextMuted, card);
    text->setWordWrap(true);
    card->body()->addWidget(text);
    card->body()->addStretch(1);
    auto* go = new QPushButton(button, card);
    go->setObjectName(objectName);
    go->setAccessibleDescription(words);
    if (primary) setVariant(go, Variant::Primary);
    card->body()->addWidget(go, 0, Qt::AlignLeft);
    connect(go, &QPushButton::clicked, this, [this, objectName] {
        m_error->hide();
        if (objectName == QStringLiteral("firstRunDemo")) Q_EMIT demoRequested();
        if (objectName == QStringLiteral("firstRunOpen")) Q_EMIT openRequested();
        if (objectName == QStringLiteral("firstRunConnect")) {
            m_stack->setCurrentIndex(1);
            m_wizard->start();
        }
    });
    return card;
}

void FirstRun::refresh() {
    delete m_recentList;
    m_recentList = new QWidget(this);
    auto* rows = new QVBoxLayout(m_recentList);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->setSpacing(4);
    int shown = 0;
    for (const auto& store : m_settings.get().recentStores) {
        // A store on a disk that is not there is no choice.
        if (!QFileInfo::exists(store + QStringLiteral("/evidence.db")) || shown >= 5) continue;
        if (shown++ == 0)
            rows->addWidget(new TextLabel(theme(), tr("Recent"), FontRole::BodyStrong, Token::Text, m_recentList));
        auto* button = new QPushButton(QFileInfo(store).fileName() + QStringLiteral("   ") + store, m_recentList);
        button->setObjectName(QStringLiteral("recentStore%1").arg(shown));
        setVariant(button, Variant::Link);
        rows->addWidget(button, 0, Qt::AlignLeft);
        connect(button, &QPushButton::clicked, this, [this, store] { Q_EMIT storeChosen(store); });
    }
    m_recent->addWidget(m_recentList);
}

void FirstRun::showError(const Error& error) {
    m_error->setState(StatePanel::Kind::Error, tr("That did not work."), errorText(error));
    m_error->show();
}

void FirstRun::showBusy(const QString& words) {
    m_busy->setVisible(!words.isEmpty());
    m_busy->setText(words);
    m_busy->setProgress(0, 0);
}

void FirstRun::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), theme().color(Token::Window)); }

}  // namespace vedette::ui
