// SPDX-License-Identifier: GPL-3.0-or-later
// The signed checkpoint, on the first page and in annex I, and how anybody can check it without us.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/bytes.h"
#include "reports/pdf/press.h"
#include "reports/pdf/qr.h"
#include "reports/pdf/shapes.h"

namespace vedette::pdf {
namespace {

constexpr double kCode = 78;
constexpr double kInset = 11;

// The lines of the note that say what it commits to: log, size, root.
std::vector<std::string> bodyLines(const std::string& note) {
    std::vector<std::string> out;
    std::size_t start = 0;
    while (out.size() < 3 && start < note.size()) {
        const auto end = std::min(note.find('\n', start), note.size());
        if (end == start) break;
        out.push_back(note.substr(start, end - start));
        start = end + 1;
    }
    return out;
}

Block checkpointText(Type& type, const ReportData& data, double width) {
    Block block;
    block.text(0, 9, Face::Heading, Ink::Text, type.shown(data.words.say("Signed checkpoint")));
    block.height = 16;
    const auto add = [&](std::string_view text, Face face, Ink ink) {
        auto lines = type.wrapped(type.shown(text), face, width);
        if (lines.size() > 3) {
            lines.resize(3);
            lines.back() = type.elided(lines.back() + QStringLiteral(" …"), face, width);
        }
        for (auto& line : lines) {
            block.text(0, block.height + 7, face, ink, std::move(line));
            block.height += Type::leading(face);
        }
    };
    const auto lines = bodyLines(data.judgement.checkpoint.note);
    if (lines.empty())
        add(data.words.say("The log holds no checkpoint: nothing was ever signed in it."), Face::Cell,
            Ink::Insufficient);
    for (const auto& line : lines) add(line, Face::Mono, Ink::Text);
    block.height += 3;
    if (data.verification) {
        // The name is in the first line already; what matters beside it is the key's own digits.
        const auto key = VerifierKey::parse(data.verification->key);
        const auto text = key ? data.words.say("key {}, in full in annex I", {fmt::format("{:08x}", key->id)})
                              : data.words.say("key {}", {data.verification->key});
        add(type.elided(type.shown(text), Face::Mono, width).toStdString(), Face::Mono, Ink::Faint);
    }
    block.height += 3;
    add(data.words.say("Verification: {}.", {verificationText(data)}), Face::Small, Ink::Muted);
    if (const auto anchor = anchorText(data); !anchor.empty())
        add(data.words.say("Anchor: {}.", {anchor}), Face::Small, Ink::Muted);
    return block;
}

Block steps(Type& type, const ReportWords& words, double width) {
    const std::array<std::string, 4> texts = {
        words.say("1. Scan the code: it holds the whole signed note. Compare it with your anchor or witness."),
        words.say("2. Compare the verifier key with the copy you were given when the log was made."),
        words.say("3. Take any entry number N of this report: vedettectl prove STORE N"),
        words.say("4. Or by hand: sha256sum of a zero byte and the record, then RFC 9162. Annex I says how.")};
    Block block;
    block.text(0, 9, Face::Heading, Ink::Text, type.shown(words.say("Check it without us")));
    block.height = 16;
    for (const auto& step : texts) {
        const auto text = paragraph(type, type.shown(step), Face::Small, Ink::Text, width);
        block.add(text, 0, block.height);
        block.height += text.height + 2;
    }
    return block;
}

void noteLines(const Press& press) {
    const auto& note = press.data.judgement.checkpoint.note;
    Block block;
    std::size_t start = 0;
    double y = 6;
    while (start < note.size()) {
        const auto end = std::min(note.find('\n', start), note.size());
        for (auto& line : press.type.wrapped(press.shown(std::string_view(note).substr(start, end - start)), Face::Mono,
                                             press.pages.width() - 2 * kInset)) {
            block.text(kInset, y + 6.5, Face::Mono, Ink::Text, std::move(line));
            y += Type::leading(Face::Mono);
        }
        start = end + 1;
        if (y > press.pages.bodyHeight() * 0.8) break;  // no note we write is so long
    }
    Block framed;
    framed.height = y + 6;
    framed.box({0, 0, press.pages.width(), framed.height}, 3, Ink::Inset, Ink::Border);
    framed.add(block, 0, 0);
    press.pages.place(framed, 4);
}

void writeDamage(const Press& press) {
    if (!press.data.verification || press.data.verification->damage.empty()) return;
    const auto& v = *press.data.verification;
    press.heading(press.words("Places that do not verify"));
    Table table(press.pages, press.type, {{press.told("Place"), 1}, {press.told("What"), 3}});
    for (const auto& damage : v.damage)
        table.row(
            {{{press.shown(damage.place), Face::Mono, Ink::Fail, ControlState::Fail}}, {{press.shown(damage.what)}}});
    if (v.damageCount > v.damage.size())
        table.remark(
            press.told("The first {} of {} are shown.", {press.number(v.damage.size()), press.number(v.damageCount)}));
}

}  // namespace

Block checkpointBox(Type& type, const ReportData& data, double width) {
    const auto code = qrPath(data.judgement.checkpoint.note, kCode);
    const double codeRoom = code ? kCode + 14 : 0;
    const double rest = width - 2 * kInset - codeRoom - 16;
    const double textWidth = rest * 0.56;
    const Block text = checkpointText(type, data, textWidth);
    const Block check = steps(type, data.words, rest - textWidth);
    Block block;
    block.height = 2 * kInset + std::max({code ? kCode : 0.0, text.height, check.height});
    block.box({0, 0, width, block.height}, 3, Ink::Inset, Ink::Border);
    if (code) {
        const double top = (block.height - kCode) / 2;
        // The quiet zone a camera needs, four modules at most 3 points each.
        block.box({kInset - 5, top - 5, kCode + 10, kCode + 10}, 0, Ink::Paper);
        block.marks.emplace_back(PathMark{code->translated(kInset, top), Ink::Text, 0});
    }
    block.add(text, kInset + codeRoom, kInset);
    block.add(check, kInset + codeRoom + textWidth + 16, kInset);
    return block;
}

void writeIntegrity(const Press& press) {
    const auto& head = press.data.judgement.checkpoint;
    press.section(press.words("Annex I: Integrity, and how to check it without us"), 220);
    press.say(judgedAgainst(press.data));
    if (!head.note.empty()) noteLines(press);
    press.pages.skip(8);
    press.pages.place(
        definitions(press.type,
                    {{press.words("Log"), head.origin},
                     {press.words("Root"), toHex(head.root)},
                     {press.words("Verifier key"), press.data.verification ? press.data.verification->key : ""},
                     {press.words("Verification"), verificationText(press.data)},
                     {press.words("Anchor"), anchorText(press.data)}},
                    press.pages.width(), 90));
    writeDamage(press);
    press.heading(press.words("Check it"));
    int number = 0;
    for (auto step : checkSteps(press.data.words)) {
        std::erase(step, '`');
        press.say(fmt::format("{}. {}", ++number, step), Face::Body, Ink::Text);
        press.pages.skip(3);
    }
}

}  // namespace vedette::pdf
