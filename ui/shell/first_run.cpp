// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/first_run.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/bridge/text.h"
#include "ui/shell/connect_wizard.h"
#include "ui/shell/mirrored.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kWidth = 1080;
constexpr int kMostRecent = 5;
constexpr int kChoices = 3;

// An icon of the theme that follows light and dark.
class IconView : public ThemedWidget {
public:
    IconView(const Theme& theme, const QString& name, int size, QWidget* parent)
        : ThemedWidget(theme, parent), m_name(name) {
        setFixedSize(size, size);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter(this).drawPixmap(0, 0,
                                  theme().pixmap(m_name, width(), theme().color(Token::Accent), devicePixelRatioF()));
    }

private:
    QString m_name;
};

// A short fact under a choice: small square and words.
class FactLine : public ThemedWidget {
public:
    FactLine(const Theme& theme, const QString& words, QWidget* parent) : ThemedWidget(theme, parent), m_words(words) {
        setFixedHeight(20);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter p(this);
        p.fillRect(mirroredIn(*this, QRectF(0, 8, 4, 4)), theme().color(Token::TextFaint));
        p.setFont(theme().font(FontRole::Table));
        p.setPen(theme().color(Token::TextFaint));
        const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
        p.drawText(mirroredIn(*this, QRectF(14, 0, width() - 14, height())), side,
                   p.fontMetrics().elidedText(m_words, Qt::ElideRight, width() - 14));
    }

private:
    QString m_words;
};

// A store that was open before: its name, where it is, and the key that opens it.
class RecentRow : public QAbstractButton {
public:
    RecentRow(const Theme& theme, const QString& store, int key, QWidget* parent)
        : QAbstractButton(parent), m_theme(theme), m_folder(store), m_key(QString::number(key)) {
        setText(QFileInfo(store).fileName());
        setAccessibleName(FirstRun::tr("Open %1, %2").arg(text(), store));
        setToolTip(store);
        setFixedHeight(36);
        setFocusPolicy(Qt::StrongFocus);
        setProperty("ownFocus", true);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent*) override {
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        if (underMouse()) p.fillRect(rect(), m_theme.color(Token::Hover));
        p.fillRect(QRect(0, 0, width(), 1), m_theme.color(Token::Border));
        const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
        p.drawPixmap(mirroredIn(*this, QRectF(2, 10, 16, 16)).topLeft(),
                     m_theme.pixmap(QStringLiteral("server-database"), 16, m_theme.color(Token::TextMuted),
                                    devicePixelRatioF()));
        const double key = keyWidth(m_key, m_theme);
        const QString open = FirstRun::tr("Open");
        p.setFont(m_theme.font(FontRole::BodyMedium));
        const double word = p.fontMetrics().horizontalAdvance(open);
        const double room = width() - key - word - 24;
        p.setPen(m_theme.color(Token::Accent));
        p.drawText(mirroredIn(*this, QRectF(width() - key - 8 - word, 0, word + 1, height())), side, open);
        p.setPen(m_theme.color(Token::Text));
        p.drawText(mirroredIn(*this, QRectF(28, 0, kName, height())), side,
                   p.fontMetrics().elidedText(text(), Qt::ElideRight, kName - 12));
        p.setFont(m_theme.font(FontRole::Table));
        p.setPen(m_theme.color(Token::TextMuted));
        const double left = 28 + kName;
        p.drawText(mirroredIn(*this, QRectF(left, 0, room - left, height())), side,
                   p.fontMetrics().elidedText(m_folder, Qt::ElideMiddle, static_cast<int>(room - left)));
        paintKey(p, QPointF(mirroredIn(*this, QRectF(width() - key, 0, key, height())).left(), height() / 2.0), m_key,
                 m_theme, m_theme.color(Token::TextMuted), m_theme.color(Token::Border));
        if (showsFocus(this)) paintFocusRing(p, QRectF(rect()).adjusted(3, 4, -3, -3), m_theme, 4);
    }

private:
    static constexpr int kName = 220;
    const Theme& m_theme;
    QString m_folder;
    QString m_key;
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
    rows->addWidget(makeHead(column));
    rows->addSpacing(metrics::kGap);
    auto* choices = new QHBoxLayout;
    choices->setSpacing(metrics::kGapWide);
    for (const Choice& choice :
         {Choice{QStringLiteral("media-playback-start"),
                 tr("Try the demo fleet"),
                 tr("Twelve simulated nodes on this computer. Within two minutes an attack unfolds, a control turns "
                    "and an alert arrives."),
                 {tr("nothing of yours is touched"), tr("needs no network")},
                 tr("Start the demo"),
                 QStringLiteral("firstRunDemo"),
                 &FirstRun::demoRequested},
          Choice{QStringLiteral("document-open-folder"),
                 tr("Open a store"),
                 tr("A folder with signed evidence that Vedette has made, here or on another machine. It is verified "
                    "while you read."),
                 {tr("read-only if the disk is read-only"), tr("needs no network")},
                 tr("Choose the folder…"),
                 QStringLiteral("firstRunOpen"),
                 &FirstRun::openRequested},
          Choice{QStringLiteral("network-connect"),
                 tr("Connect my nodes"),
                 tr("Name a node, test the connection as you type, and start collecting."),
                 {tr("vLLM, Triton, gateways, access logs"), tr("TLS is checked, no token is written down")},
                 tr("Connect a node"),
                 QStringLiteral("firstRunConnect"),
                 &FirstRun::connectRequested}})
        choices->addWidget(makeChoice(choice, static_cast<int>(choices->count()) + 1, page), 1);
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
    rows->addSpacing(metrics::kGapWide);
    rows->addWidget(makeFoot(column), 0, Qt::AlignHCenter);
    // As wide as it may be, and in the middle.
    auto* middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(column, 1000);
    middle->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(3);
    connect(this, &FirstRun::connectRequested, this, [this] {
        m_stack->setCurrentIndex(1);
        m_wizard->start();
    });
    return page;
}

QWidget* FirstRun::makeHead(QWidget* parent) {
    auto* head = new QWidget(parent);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::kGapWide);
    line->addWidget(new IconView(theme(), QStringLiteral("logo"), 48, head));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(new TextLabel(theme(), QStringLiteral("Vedette"), FontRole::LeadFigure, Token::Text, head));
    auto* what =
        new TextLabel(theme(), tr("Watches your inference fleet. Keeps what it sees as signed evidence, on this desk."),
                      FontRole::Lead, Token::TextMuted, head);
    what->setWordWrap(true);
    words->addWidget(what);
    line->addLayout(words, 1);
    return head;
}

QWidget* FirstRun::makeFoot(QWidget* parent) {
    auto* foot = new QWidget(parent);
    auto* line = new QHBoxLayout(foot);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(20);
    for (const QString& words : {tr("No telemetry"), QStringLiteral("GPL-3.0-or-later")})
        line->addWidget(new TextLabel(theme(), words, FontRole::Caption, Token::TextFaint, foot));
    line->addWidget(new KeyHint(theme(), {QStringLiteral("?")}, tr("keys"), foot));
    return foot;
}

QWidget* FirstRun::makeChoice(const Choice& choice, int key, QWidget* page) {
    auto* card = new Card(theme(), {}, page);
    card->setMinimumHeight(296);
    card->setHighlighted(key == 1);
    card->body()->setSpacing(8);
    card->body()->setContentsMargins(24, 24, 24, 24);
    card->body()->addWidget(new IconView(theme(), choice.icon, 24, card));
    card->body()->addSpacing(12);
    card->body()->addWidget(new TextLabel(theme(), choice.title, FontRole::Figure, Token::Text, card));
    auto* text = new TextLabel(theme(), choice.words, FontRole::Body, Token::TextMuted, card);
    text->setWordWrap(true);
    card->body()->addWidget(text);
    card->body()->addSpacing(4);
    auto* facts = new QVBoxLayout;
    facts->setSpacing(2);
    for (const QString& fact : choice.facts) facts->addWidget(new FactLine(theme(), fact, card));
    card->body()->addLayout(facts);
    card->body()->addStretch(1);
    auto* line = new QHBoxLayout;
    auto* go = new QPushButton(choice.button, card);
    go->setObjectName(choice.objectName);
    go->setAccessibleDescription(choice.words);
    setFormSized(go);
    if (key == 1) setVariant(go, Variant::Primary);
    line->addWidget(go);
    line->addStretch(1);
    line->addWidget(new KeyHint(theme(), {QString::number(key)}, {}, card));
    card->body()->addLayout(line);
    connect(go, &QPushButton::clicked, this, [this, asked = choice.asked] {
        m_error->hide();
        Q_EMIT(this->*asked)();
    });
    // While the choices are seen.
    auto* shortcut = new QShortcut(QKeySequence(Qt::Key_0 + key), page);
    connect(shortcut, &QShortcut::activated, go, &QPushButton::click);
    return card;
}

void FirstRun::refresh() {
    delete m_recentList;
    m_recentList = new QWidget(this);
    auto* rows = new QVBoxLayout(m_recentList);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->setSpacing(0);
    int shown = 0;
    for (const auto& store : m_settings.get().recentStores) {
        // A store on a disk that is not there is no choice.
        if (!QFileInfo::exists(store + QStringLiteral("/evidence.db")) || shown >= kMostRecent) continue;
        if (shown++ == 0) {
            rows->addWidget(
                new TextLabel(theme(), tr("Recent stores"), FontRole::TableStrong, Token::Text, m_recentList));
            rows->addSpacing(6);
        }
        auto* row = new RecentRow(theme(), store, kChoices + shown, m_recentList);
        row->setObjectName(QStringLiteral("recentStore%1").arg(shown));
        rows->addWidget(row);
        connect(row, &QAbstractButton::clicked, this, [this, store] { Q_EMIT storeChosen(store); });
        auto* shortcut = new QShortcut(QKeySequence(Qt::Key_0 + kChoices + shown), row);
        connect(shortcut, &QShortcut::activated, row, &QAbstractButton::click);
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

// Enter takes the first choice, Tab goes to the next.
void FirstRun::showEvent(QShowEvent* event) {
    ThemedWidget::showEvent(event);
    if (auto* demo = findChild<QPushButton*>(QStringLiteral("firstRunDemo"))) demo->setFocus();
}

void FirstRun::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), theme().color(Token::Window)); }

}  // namespace vedette::ui
