// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/verify_since.h"

#include <fmt/format.h>

#include "app/ctl/verdict.h"
#include "core/base/file.h"
#include "core/store/anchor.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

constexpr std::size_t kPlacesSaid = 20;
constexpr std::size_t kLargest = std::size_t{1} << 28;  // a file of anchors gets a note a minute

void sayBroken(Output& out, const SinceReport& report) {
    out.say(fmt::format("Since a checkpoint kept elsewhere: BROKEN. {} {} not verify.", grouped(report.damageCount),
                        report.damageCount == 1 ? "place does" : "places do"));
    for (std::size_t i = 0; i < report.damage.size() && i < kPlacesSaid; ++i)
        out.say(fmt::format("  {}: {}", report.damage[i].place, report.damage[i].what));
    if (report.damageCount > kPlacesSaid)
        out.say(fmt::format("  and {} more; --json lists up to 1,000", grouped(report.damageCount - kPlacesSaid)));
}

std::string readWords(const SinceReport& report) {
    const auto gone = report.forgotten == 0 ? std::string()
                                            : fmt::format("; of {} that were forgotten only the hashes are left",
                                                          grouped(report.forgotten));
    return fmt::format(
        "  read: {} entries from {} on, with their sealed parts and columns, and the checkpoints since{}",
        grouped(report.verified), grouped(report.readFrom), gone);
}

}  // namespace

std::optional<std::string> checkpointIn(const std::string& file) {
    const auto text = readFile(file, kLargest);
    if (!text) return {};
    const auto notes = splitAnchors(*text).notes;
    if (notes.empty() || !parseCheckpoint(notes.back())) return {};
    return std::string(notes.back());
}

std::string sinceJson(const std::string& file, const SinceReport& report) {
    std::vector<std::string> damage;
    for (const auto& d : report.damage)
        damage.push_back(JsonObject().text("place", d.place).text("what", d.what).str());
    JsonObject out;
    out.text("file", file).number("checkpoint_size", report.kept.size).time("checkpoint_time", report.signedAt);
    out.text("signed_by", report.signedBy)
        .boolean("continues", report.continues)
        .boolean("holds", report.holds)
        .number("entries", report.entries);
    out.number("read_from", report.readFrom).number("verified", report.verified);
    out.number("forgotten", report.forgotten).number("damage_count", report.damageCount);
    return out.raw("damage", jsonArray(damage)).str();
}

void saySince(Output& out, const std::string& file, const SinceReport& report) {
    if (!report.holds)
        sayBroken(out, report);
    else
        out.say(
            fmt::format("Since a checkpoint kept elsewhere: HOLDS. The log of {} entries goes on from the {} that it "
                        "attests.",
                        grouped(report.entries), grouped(report.kept.size)));
    if (report.signedBy.empty()) {
        out.say(fmt::format("  {} proves nothing: no key of this log that is believed has signed it. Nothing was read.",
                            file));
        return;
    }
    out.say(fmt::format("  {}: signed{} by a key of this log, {}", file,
                        report.signedAt ? " on " + formatTime(*report.signedAt) : std::string(), report.signedBy));
    if (report.kept.size > report.entries) return;
    if (!report.continues) out.say("  the log does NOT go on from it");
    out.say(readWords(report));
    if (report.readFrom > 0)
        out.say(fmt::format("  NOT READ: the {} records before. {}", grouped(report.readFrom),
                            report.continues ? "The tree over their hashes is the one that was signed; that they are "
                                               "still there, and are what was hashed, was not shown."
                                             : "Whether they are what they were was not shown."));
    out.say(
        "  NOT COMPARED: posting lists, roll-ups, certificates of forgetting and legal holds; what is missing at the");
    out.say("  sources was not looked for. vedettectl verify without --since shows all of that.");
}

}  // namespace vedette::ctl
