// SPDX-License-Identifier: GPL-3.0-or-later
// Drawn on a grid of 12 by 12. Filled: judged by the machine. Outlined: by hand.
#include "reports/pdf/shapes.h"

#include <cmath>
#include <initializer_list>
#include <numbers>

namespace vedette::pdf {
namespace {

class Drawing {
public:
    Drawing(Block& block, double x, double y, double size) : m_block(block), m_at(x, y), m_scale(size / 12) {}

    void fill(const QPainterPath& path, Ink ink) { add(path, ink, 0); }
    void stroke(const QPainterPath& path, Ink ink, double width = 1.4) { add(path, ink, width * m_scale); }

private:
    void add(const QPainterPath& path, Ink ink, double width) {
        QTransform place;
        place.translate(m_at.x(), m_at.y());
        place.scale(m_scale, m_scale);
        m_block.marks.emplace_back(PathMark{place.map(path), ink, width});
    }

    Block& m_block;
    QPointF m_at;
    double m_scale;
};

QPainterPath polyline(std::initializer_list<QPointF> points, bool closed = false) {
    QPainterPath path;
    for (const auto& point : points) path.elementCount() == 0 ? path.moveTo(point) : path.lineTo(point);
    if (closed) path.closeSubpath();
    return path;
}

QPainterPath disc(double radius) {
    QPainterPath path;
    path.addEllipse(QPointF(6, 6), radius, radius);
    return path;
}

QPainterPath square(double inset, double radius) {
    QPainterPath path;
    path.addRoundedRect(QRectF(inset, inset, 12 - 2 * inset, 12 - 2 * inset), radius, radius);
    return path;
}

QPainterPath cross(double inset) {
    auto path = polyline({{inset, inset}, {12 - inset, 12 - inset}});
    path.moveTo(12 - inset, inset);
    path.lineTo(inset, 12 - inset);
    return path;
}

QPainterPath tick() { return polyline({{3.3, 6.2}, {5.3, 8.2}, {8.8, 4.2}}); }

// A bar and a dot below it.
QPainterPath exclamation(double top) {
    auto path = polyline({{6, top}, {6, top + 3.3}});
    path.moveTo(6, top + 4.5);
    path.lineTo(6, top + 5.7);
    return path;
}

}  // namespace

Ink inkOf(ControlState state) {
    switch (state) {
        case ControlState::Fail:
        case ControlState::ManualFail: return Ink::Fail;
        case ControlState::Pass:
        case ControlState::ManualPass: return Ink::Pass;
        case ControlState::NotApplicable: return Ink::NotApplicable;
        case ControlState::Waived: return Ink::Waived;
        case ControlState::InsufficientEvidence: break;
    }
    return Ink::Insufficient;
}

Ink inkOfSeverity(std::int64_t severity) {
    if (severity >= ocsf::kCritical) return Ink::Critical;
    if (severity == ocsf::kHigh) return Ink::High;
    if (severity == ocsf::kMedium) return Ink::Medium;
    if (severity == ocsf::kLow) return Ink::Low;
    return Ink::Info;
}

void addState(Block& block, double x, double y, double size, ControlState state) {
    Drawing draw(block, x, y, size);
    const Ink ink = inkOf(state);
    switch (state) {
        case ControlState::Fail:
            draw.fill(square(0, 1.5), ink);
            draw.stroke(cross(3.5), Ink::Paper, 1.5);
            break;
        case ControlState::ManualFail:
            draw.stroke(square(0.75, 1), ink);
            draw.stroke(cross(3.9), ink);
            break;
        case ControlState::Pass:
            draw.fill(disc(6), ink);
            draw.stroke(tick(), Ink::Paper, 1.5);
            break;
        case ControlState::ManualPass:
            draw.stroke(disc(5.25), ink);
            draw.stroke(tick(), ink);
            break;
        case ControlState::NotApplicable: draw.stroke(polyline({{2, 6}, {10, 6}}), ink, 1.8); break;
        case ControlState::Waived:
            draw.stroke(polyline({{6, .8}, {10.5, 3.4}, {10.5, 8.6}, {6, 11.2}, {1.5, 8.6}, {1.5, 3.4}}, true), ink);
            draw.stroke(polyline({{6, 3.4}, {6, 6}, {7.8, 7.2}}), ink, 1.3);
            break;
        case ControlState::InsufficientEvidence:
            draw.stroke(polyline({{6, .8}, {11.2, 6}, {6, 11.2}, {.8, 6}}, true), ink);
            draw.stroke(exclamation(3.2), ink);
            break;
    }
}

void addSeverity(Block& block, double x, double y, double size, std::int64_t severity) {
    Drawing draw(block, x, y, size);
    const Ink ink = inkOfSeverity(severity);
    if (severity >= ocsf::kCritical) {
        draw.fill(polyline({{3.5, 0}, {8.5, 0}, {12, 3.5}, {12, 8.5}, {8.5, 12}, {3.5, 12}, {0, 8.5}, {0, 3.5}}, true),
                  ink);
        draw.stroke(exclamation(2.7), Ink::Paper, 1.6);
    } else if (severity == ocsf::kHigh) {
        draw.fill(polyline({{6, .8}, {11.6, 11}, {.4, 11}}, true), ink);
    } else if (severity == ocsf::kMedium) {
        draw.stroke(polyline({{1, 4}, {11, 4}}), ink, 2.2);
        draw.stroke(polyline({{1, 8}, {11, 8}}), ink, 2.2);
    } else if (severity == ocsf::kLow) {
        draw.stroke(polyline({{6, 10.4}, {1, 1.8}, {11, 1.8}}, true), ink);
    } else {
        draw.stroke(disc(5.3), ink);
        auto letter = polyline({{6, 5.2}, {6, 8.8}});
        letter.moveTo(6, 2.8);
        letter.lineTo(6, 4.0);
        draw.stroke(letter, ink);
    }
}

void addSeal(Block& block, double x, double y, double size, Ink ink) {
    Drawing draw(block, x, y, size);
    constexpr int kScallops = 10;
    QPainterPath ring;
    for (int i = 0; i <= kScallops; ++i) {
        const auto point = [](double turn, double radius) {
            const double angle = 2 * std::numbers::pi * turn / kScallops;
            return QPointF(6 + radius * std::sin(angle), 6 - radius * std::cos(angle));
        };
        if (i == 0)
            ring.moveTo(point(0, 4.9));
        else
            ring.quadTo(point(i - 0.5, 6.3), point(i, 4.9));
    }
    ring.closeSubpath();
    draw.stroke(ring, ink, 1.1);
    draw.stroke(polyline({{3.9, 6.2}, {5.4, 7.7}, {8.1, 4.5}}), ink, 1.2);
}

void addLogo(Block& block, double x, double y, double size) {
    Drawing draw(block, x, y, size);
    draw.fill(square(0, 3), Ink::Accent);
    draw.stroke(polyline({{3, 4}, {6, 8.5}, {9, 4}}), Ink::Paper, 1.2);
    QPainterPath dot;
    dot.addEllipse(QPointF(6, 3.7), .85, .85);
    draw.fill(dot, Ink::Paper);
}

}  // namespace vedette::pdf
