// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compliance/controls_model.h"

#include "ui/bridge/content.h"
#include "ui/bridge/text.h"
#include "ui/compliance/control_words.h"

namespace vedette::ui {
namespace {

std::vector<TableColumn> makeColumns() {
    const auto column = [](const char* key, const QString& title, int width, int yields = 0, bool shown = true) {
        TableColumn c;
        c.key = QString::fromLatin1(key);
        c.title = title;
        c.width = width;
        c.sortable = true;
        c.shown = shown;
        c.yields = yields;
        return c;
    };
    std::vector<TableColumn> out = {column("state", ControlsModel::tr("State"), 168),
                                    column("before", ControlsModel::tr("Before"), 148, 2),
                                    column("clause", ControlsModel::tr("Clause"), 200),
                                    column("title", ControlsModel::tr("Title"), 176, 4),
                                    column("reason", ControlsModel::tr("Reason"), 240),
                                    column("coverage", ControlsModel::tr("Coverage"), 116, 3),
                                    column("basis", ControlsModel::tr("Number from"), 128, 6),
                                    column("severity", ControlsModel::tr("Severity"), 104, 5),
                                    column("group", ControlsModel::tr("Group"), 128, 0, false),
                                    column("id", ControlsModel::tr("Control"), 120, 0, false)};
    out[ControlsModel::Before].description =
        ControlsModel::tr("State in the period before, of equal length; a dash where nothing is known of it");
    out[ControlsModel::Reason].stretch = true;
    return out;
}

QVariant stateCell(const ControlResult& r, int role) {
    const Glyph glyph = stateGlyph(r.state);
    switch (role) {
        case Qt::DisplayRole: return glyphWord(glyph);
        case GlyphRole: return static_cast<int>(glyph);
        case ToneRole: return static_cast<int>(glyphToken(glyph));
        case SortRole: return worstRank(r.state);
        default: return {};
    }
}

QVariant beforeCell(const ControlRow& row, int role) {
    if (!row.before) return role == Qt::DisplayRole ? QVariant(QStringLiteral("—")) : QVariant();
    const bool same = row.change() == ControlChange::None;
    switch (role) {
        case Qt::DisplayRole: return same ? ControlsModel::tr("the same") : glyphWord(stateGlyph(*row.before));
        case GlyphRole: return same ? QVariant() : QVariant(static_cast<int>(stateGlyph(*row.before)));
        case ToneRole: return static_cast<int>(same ? Token::TextFaint : Token::Text);
        case SortRole: return same ? 4 : static_cast<int>(row.change());
        default: return {};
    }
}

QVariant severityCell(const ControlResult& r, int role) {
    const Glyph glyph = controlSeverityGlyph(r.control.severity);
    switch (role) {
        case Qt::DisplayRole: return glyphWord(glyph);
        case GlyphRole: return static_cast<int>(glyph);
        case SortRole: return static_cast<int>(glyph);
        default: return {};
    }
}

double coverageShare(const Coverage& c) {
    return c.expected == 0 ? 2.0 : static_cast<double>(c.seen) / static_cast<double>(c.expected);
}

}  // namespace

ControlsModel::ControlsModel(QObject* parent) : RowsModel(makeColumns(), parent) {}

QVariant ControlsModel::cell(const ControlRow& row, int column, int role) const {
    if (!row.judgement) return {};
    const ControlResult& r = row.get();
    const bool text = role == Qt::DisplayRole;
    switch (column) {
        case State: return stateCell(r, role);
        case Before: return beforeCell(row, role);
        case Severity: return severityCell(r, role);
        case Clause:
            if (text) return controlTitle(row.framework().pack, r.control);
            return role == StrongRole ? QVariant(true) : QVariant();
        case Title:
            if (text || role == Qt::ToolTipRole) return said(r.control.title);
            if (role == ExportRole) return visible(r.control.title);
            return {};
        case Reason:
            if (text || role == Qt::ToolTipRole) return said(r.reason);
            if (role == ExportRole) return visible(r.reason);
            return {};
        case Covered:
            if (text) return coverageWords(r.coverage);
            if (role == SortRole) return coverageShare(r.coverage);
            if (role == ToneRole && r.coverage.seen < r.coverage.expected) return static_cast<int>(Token::Insuf);
            if (role == Qt::ToolTipRole && !r.coverage.missing.empty())
                return tr("Missing: %1").arg(said(r.coverage.missing));
            return {};
        case Basis: return text ? basisWords(r.control.basis) : QVariant();
        case Group: {
            if (!text) return {};
            const auto words = groupWords(r.control.group);
            return words.second.isEmpty() ? words.first : tr("%1, %2").arg(words.first, words.second);
        }
        case Id:
            if (role == MonoRole) return true;
            return text ? row.id() : QVariant();
        default: return {};
    }
}

}  // namespace vedette::ui
