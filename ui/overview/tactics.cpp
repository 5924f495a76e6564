// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/tactics.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

#include "core/incident/alert_queue.h"

namespace vedette::ui {
namespace {

enum Tactic { ModelAccess, Execution, InitialAccess, Discovery, Exfiltration, Impact, Other };

// First tactic of each technique, as resources/atlas/atlas.yaml (edition 2026.07) lists them.
struct Technique {
    std::string_view id;
    Tactic tactic;
};
constexpr std::array kTechniques = {
    Technique{"AML.T0012", InitialAccess}, Technique{"AML.T0021", Other},         Technique{"AML.T0024", Exfiltration},
    Technique{"AML.T0029", Impact},        Technique{"AML.T0031", Impact},        Technique{"AML.T0034", Impact},
    Technique{"AML.T0040", ModelAccess},   Technique{"AML.T0049", InitialAccess}, Technique{"AML.T0091", Other},
    Technique{"AML.T0051", Execution},     Technique{"AML.T0014", Discovery},
};

}  // namespace

QString tacticName(int tactic) {
    static constexpr std::array kNames = {
        QT_TRANSLATE_NOOP("vedette::ui::Tactic", "AI Model Access"),
        QT_TRANSLATE_NOOP("vedette::ui::Tactic", "Execution"),
        QT_TRANSLATE_NOOP("vedette::ui::Tactic", "Initial Access"),
        QT_TRANSLATE_NOOP("vedette::ui::Tactic", "Discovery"),
        QT_TRANSLATE_NOOP("vedette::ui::Tactic", "Exfiltration"),
        QT_TRANSLATE_NOOP("vedette::ui::Tactic", "Impact"),
        QT_TRANSLATE_NOOP("vedette::ui::Tactic", "Other"),
    };
    return QCoreApplication::translate("vedette::ui::Tactic", kNames.at(static_cast<std::size_t>(tactic)));
}

Token tacticToken(int tactic) {
    static constexpr std::array kTokens = {Token::C1, Token::C2, Token::C3, Token::C4, Token::C5, Token::C6, Token::C7};
    return kTokens.at(static_cast<std::size_t>(tactic));
}

int tacticOf(std::string_view detector) {
    for (const auto& threat : alertLabel(detector).threats) {
        const auto known = std::find_if(kTechniques.begin(), kTechniques.end(),
                                        [&](const Technique& t) { return threat.id.starts_with(t.id); });
        if (known != kTechniques.end()) return known->tactic;
    }
    return Other;
}

}  // namespace vedette::ui
