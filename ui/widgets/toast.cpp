// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include <QtCore/QTimer>
#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/glyph_label.h"
#include "ui/widgets/text_label.h"

namespace vedette::ui {
namespace {

constexpr int kMostToasts = 3;

class Toast : public ThemedWidget {
public:
    Toast(const Theme& theme, const ToastMessage& message, QWidget* parent) : ThemedWidget(theme, parent) {
        auto* row = new QHBoxLayout(this);
        row->setContentsMargins(14, 6, 6, 6);
        row->setSpacing(10);
        if (message.glyph != Glyph::None) {
            auto* glyph = new GlyphLabel(theme, message.glyph, {}, this);
            glyph->setWordShown(false);
            row->addWidget(glyph);
        }
        auto* words = new TextLabel(theme, message.text, FontRole::Body, Token::Text, this);
        words->setWordWrap(message.text.size() > 70);
        row->addWidget(words, 1);
        if (!message.action.isEmpty()) {
            action = new QPushButton(message.action, this);
            action->setObjectName(QStringLiteral("toastAction"));
            setVariant(action, Variant::Link);
            connect(action, &QPushButton::clicked, this, [this, run = message.onAction] {
                if (run) run();
                close();
            });
            row->addWidget(action);
        }
        auto* closer = new QToolButton(this);
        closer->setIcon(theme.icon(QStringLiteral("window-close")));
        closer->setAccessibleName(ToastHost::tr("Close"));
        connect(closer, &QToolButton::clicked, this, [this] { close(); });
        row->addWidget(closer);
        setAttribute(Qt::WA_DeleteOnClose);
        setAccessibleName(message.text);
        m_life.setSingleShot(true);
        connect(&m_life, &QTimer::timeout, this, [this] {
            // Nobody should lose a message they are reading or about to act on.
            if (underMouse() || isAncestorOf(window()->focusWidget())) {
                m_life.start(1500);
            } else {
                close();
            }
        });
        if (message.milliseconds > 0) m_life.start(message.milliseconds);
    }
    QPushButton* action = nullptr;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paint::box(painter, rect(), theme().color(Token::SurfaceAlt), theme().color(Token::BorderControl),
                   metrics::kRadius);
    }

private:
    QTimer m_life;
};

QList<Toast*> toastsOf(const QWidget* host) {
    QList<Toast*> found;
    for (QObject* child : host->children()) {
        auto* toast = dynamic_cast<Toast*>(child);
        if (toast != nullptr && !toast->isHidden()) found.append(toast);
    }
    return found;
}

}  // namespace

ToastHost::ToastHost(const Theme& theme, QWidget* window) : ThemedWidget(theme, window) {
    window->installEventFilter(this);
    hide();
}

ToastHost::~ToastHost() {
    // Toasts that still stand go as children of a QWidget, when there is nothing left to place them.
    for (QObject* child : children()) child->disconnect(this);
}

void ToastHost::post(const ToastMessage& message) {
    const QList<Toast*> standing = toastsOf(this);
    if (standing.size() >= kMostToasts) standing.first()->close();
    auto* toast = new Toast(theme(), message, this);
    toast->installEventFilter(this);
    toast->show();
    connect(toast, &QObject::destroyed, this, [this] { place(); });
    place();
    show();
    raise();
    QAccessibleEvent announcement(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

int ToastHost::count() const { return static_cast<int>(toastsOf(this).size()); }

bool ToastHost::triggerAction() {
    const QList<Toast*> standing = toastsOf(this);
    for (auto i = standing.crbegin(); i != standing.crend(); ++i) {
        if ((*i)->action != nullptr) {
            (*i)->action->click();
            return true;
        }
    }
    return false;
}

bool ToastHost::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Hide) place();
    return ThemedWidget::eventFilter(watched, event);
}

void ToastHost::place() {
    const QList<Toast*> standing = toastsOf(this);
    setVisible(!standing.isEmpty());
    if (standing.isEmpty() || parentWidget() == nullptr) return;
    const QSize room = parentWidget()->size();
    int wide = 0;
    int high = 0;
    for (Toast* toast : standing) {
        wide = std::max(wide, std::min(toast->sizeHint().width(), room.width() - 32));
        high += toast->sizeHint().height() + 8;
    }
    wide = std::max(wide, 320);
    int y = 0;
    for (Toast* toast : standing) {
        const int tall = std::max(toast->sizeHint().height(), toast->heightForWidth(wide));
        toast->setGeometry(0, y, wide, tall);
        y += tall + 8;
    }
    // Above the status bar, in the middle; only as large as the toasts, so that clicks beside them reach the page.
    setGeometry((room.width() - wide) / 2, room.height() - y - metrics::kStatusBar - 8, wide, std::max(y, high));
}

}  // namespace vedette::ui
