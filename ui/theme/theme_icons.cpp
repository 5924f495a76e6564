// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

#include "ui/theme/theme.h"

// The macro refuses to stand in a namespace.
static void loadIconResources() { Q_INIT_RESOURCE(icons); }

namespace vedette::ui {
namespace {

/// Where Breeze keeps what look.md names: sizes of 16 are drawn for the pixel grid we use.
QByteArray breezeFile(const QString& name) {
    // The small drawing of the dashboard is an empty frame.
    const char* first = name == QStringLiteral("dashboard-show") ? "actions/22" : "actions/16";
    for (const char* folder : {first, "actions/16", "places/16", "status/16", "devices/16", "apps/16", "actions/22"}) {
        const QString path =
            QStandardPaths::locate(QStandardPaths::GenericDataLocation,
                                   QStringLiteral("icons/breeze/%1/%2.svg").arg(QString::fromLatin1(folder), name));
        if (path.isEmpty()) continue;
        QFile file(path);
        if (file.open(QIODevice::ReadOnly)) return file.readAll();
    }
    return {};
}

QByteArray ownFile(const QString& name) {
    loadIconResources();
    QFile file(QStringLiteral(":/vedette/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Paints one tinted SVG at whatever size is asked for, so that icons stay sharp at every scale.
class TintedSvg : public QIconEngine {
public:
    TintedSvg(QByteArray svg, const QColor& normal, const QColor& disabled)
        : m_svg(std::move(svg)), m_normal(normal), m_disabled(disabled) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        QPixmap tinted(rect.size() * ratio);
        tinted.setDevicePixelRatio(ratio);
        tinted.fill(Qt::transparent);
        draw(tinted, mode);
        painter->drawPixmap(rect.topLeft(), tinted);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        QPixmap tinted(size);
        tinted.fill(Qt::transparent);
        draw(tinted, mode);
        return tinted;
    }
    QIconEngine* clone() const override { return new TintedSvg(*this); }
    bool isNull() override { return false; }

private:
    void draw(QPixmap& pixmap, QIcon::Mode mode) const {
        QPainter inner(&pixmap);
        const QRectF all(QPointF(0, 0), pixmap.deviceIndependentSize());
        QSvgRenderer renderer(m_svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(&inner, all);
        inner.setCompositionMode(QPainter::CompositionMode_SourceIn);
        inner.fillRect(all, mode == QIcon::Disabled ? m_disabled : m_normal);
    }
    QByteArray m_svg;
    QColor m_normal;
    QColor m_disabled;
};

}  // namespace

bool Theme::hasIconTheme() const { return !breezeFile(QStringLiteral("edit-find")).isEmpty(); }

QIcon Theme::icon(const QString& name, Token token) const {
    auto found = m_svg.constFind(name);
    if (found == m_svg.cend()) {
        QByteArray content = breezeFile(name);
        if (content.isEmpty()) content = ownFile(name);
        if (content.isEmpty()) content = ownFile(QStringLiteral("frame"));
        found = m_svg.insert(name, content);
    }
    return QIcon(new TintedSvg(found.value(), color(token), mixed(token, Token::Surface, 0.45)));
}

QPixmap Theme::pixmap(const QString& name, int size, const QColor& tint, qreal ratio) const {
    (void)icon(name);  // loads the file
    TintedSvg engine(m_svg.value(name), tint, tint);
    QPixmap made = engine.pixmap(QSize(size, size) * ratio, QIcon::Normal, QIcon::Off);
    made.setDevicePixelRatio(ratio);
    return made;
}

}  // namespace vedette::ui
