// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/token.h"

#include <QtCore/QtAlgorithms>

#include <algorithm>
#include <array>
#include <cmath>

namespace vedette::ui {
namespace {

struct TokenRow {
    const char* name;
    QRgb light;
    QRgb dark;
};

constexpr std::array<TokenRow, kTokenCount> kTokens{{
    {"window", 0xF2F4F6, 0x11161A},       {"rail", 0xE9EDF0, 0x0C1013},
    {"surface", 0xFFFFFF, 0x181E23},      {"surfaceAlt", 0xF7F9FA, 0x1E252B},
    {"hover", 0xEDF2F3, 0x222B31},        {"selected", 0xDCEEEC, 0x163536},
    {"border", 0xDBE1E5, 0x2A343B},       {"borderControl", 0x76848F, 0x74828C},
    {"text", 0x16202A, 0xE7ECEF},         {"textMuted", 0x465460, 0xAEB9C1},
    {"textFaint", 0x5D6B76, 0x8D9AA4},    {"accent", 0x0B6A68, 0x45B8B0},
    {"onAccent", 0xFFFFFF, 0x06201F},     {"accentSoft", 0xDCEEEC, 0x163536},
    {"critical", 0xB3173A, 0xFF7085},     {"high", 0xB14A08, 0xF7975A},
    {"medium", 0x7F6000, 0xE2BD4D},       {"low", 0x2A66AE, 0x7DB0F2},
    {"info", 0x5A6873, 0x97A5AF},         {"pass", 0x187346, 0x58C48D},
    {"fail", 0xB3173A, 0xFF7085},         {"insuf", 0x8A5A00, 0xE8B04A},
    {"na", 0x5E6B76, 0x929FA8},           {"waived", 0x6B4BB0, 0xB79CF2},
    {"criticalSoft", 0xFBE7EA, 0x3A1B23}, {"insufSoft", 0xFBF1DC, 0x33290F},
    {"passSoft", 0xE3F3EA, 0x14301F},     {"waivedSoft", 0xEEE9F9, 0x271F3B},
    {"quiet", 0x87929B, 0x69747D},        {"c1", 0x3F7CB0, 0x5B97CB},
    {"c2", 0xBB6A0D, 0xD98A33},           {"c3", 0x7A6BC2, 0x9587DA},
    {"c4", 0x2C8C6E, 0x3FA787},           {"c5", 0xAF4F88, 0xC76BA1},
    {"c6", 0x8A8420, 0xA9A23A},           {"c7", 0x77848F, 0x84919B},
}};

const TokenRow& row(Token token) {
    const auto index = static_cast<std::size_t>(token);
    return kTokens[index < kTokens.size() ? index : static_cast<std::size_t>(Token::Text)];
}

double linear(int channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.red()) + 0.7152 * linear(color.green()) + 0.0722 * linear(color.blue());
}

}  // namespace

QColor tokenColor(Token token, bool dark) {
    return QColor::fromRgb(0xFF000000U | (dark ? row(token).dark : row(token).light));
}

const char* tokenName(Token token) { return row(token).name; }

double contrastRatio(const QColor& a, const QColor& b) {
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace vedette::ui
