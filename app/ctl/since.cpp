// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/since.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "core/base/file.h"
#include "core/store/schema.h"
#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

namespace fs = std::filesystem;

// Where programs keep what they know from run to run.
fs::path stateFolder() {
    if (const char* const given = std::getenv("XDG_STATE_HOME"); given != nullptr && *given == '/')
        return fs::path(given) / "vedette";
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? fs::path(home) / ".local" / "state" / "vedette" : fs::path();
}

Result<Key256> secretIn(const fs::path& folder) {
    const fs::path file = folder / "check.key";
    Key256 secret{};
    auto there = readFile(file, secret.size());
    if (there && there->size() == secret.size()) {
        std::memcpy(secret.data(), there->data(), secret.size());
        return secret;
    }
    if (!there && there.error().code != ErrorCode::NotFound) return passOn(there);
    std::error_code trouble;
    fs::create_directories(folder, trouble);
    if (trouble)
        return fail(ErrorCode::Io, "the folder cannot be made: " + trouble.message(), folder.string(),
                    "set XDG_STATE_HOME to a folder of yours");
    randomBytes(secret);
    const std::string_view bytes(reinterpret_cast<const char*>(secret.data()), secret.size());
    if (auto written = writeFileAtomic(file, bytes, 0600); !written) return passOn(written);
    return secret;
}

}  // namespace

bool liesIn(const fs::path& file, const fs::path& folder) {
    std::error_code ignored;
    const fs::path inner = fs::weakly_canonical(fs::absolute(file, ignored), ignored);
    fs::path outer = fs::weakly_canonical(fs::absolute(folder, ignored), ignored);
    if (!outer.has_filename()) outer = outer.parent_path();  // "store/" names the same folder
    const auto [end, rest] = std::ranges::mismatch(outer, inner);
    return end == outer.end();
}

Result<Since> Since::open(const std::string& where, const fs::path& store, const std::string& key) {
    const fs::path folder = stateFolder();
    if (folder.empty())
        return fail(ErrorCode::NotFound, "there is no place to keep what a check found", "--since",
                    "set HOME or XDG_STATE_HOME");
    Since made;
    auto secret = secretIn(folder);
    if (!secret) return passOn(secret);
    made.m_secret = *secret;
    made.m_file = where;
    if (where == "last") {
        auto trusted = key.empty() ? readFile(StorePaths(store).verifier, 4096) : Result<std::string>(key);
        if (!trusted) return passOn(trusted);
        // By the log, so that it is found wherever the store lies.
        made.m_file = folder / ("check-" + toHex(sha256(*trusted)).substr(0, 16));
    }
    if (liesIn(made.m_file, store))
        return fail(ErrorCode::Invalid, "whoever can change the store could change this file too", made.m_file.string(),
                    "keep it outside the store, or say --since last");
    auto kept = loadCheck(made.m_file, made.m_secret, *made.m_memory);
    if (!kept && kept.error().code == ErrorCode::Invalid) return passOn(kept);
    if (kept)
        made.m_kept = std::move(*kept);
    else
        made.m_problem =
            kept.error().code == ErrorCode::NotFound ? "there is no earlier check to go on from" : kept.error().what;
    return made;
}

void Since::prepare(VerifyOptions& options) {
    options.memory = m_memory;
    if (m_kept) options.notes.push_back(m_kept->head);
}

Result<void> Since::keep(const VerifyReport& report, Time now) {
    if (report.intact) return saveCheck(m_file, m_secret, *m_memory, report, now);
    // What was found broken must not be believed by the next check. Only a file of ours is taken away.
    std::error_code trouble;
    if (m_kept) fs::remove(m_file, trouble);
    if (trouble)
        return fail(ErrorCode::Io, "the file of the earlier check cannot be removed: " + trouble.message(),
                    m_file.string(), "remove it: it says that what is broken now was intact");
    return {};
}

std::string Since::why(const VerifyReport& report) const {
    if (report.readFrom > 0) return {};
    if (!m_kept) return m_problem;
    if (m_kept->readTo == 0) return "the earlier check found fewer than 65,536 entries, which are read again";
    return "what the earlier check read is not what it was: something was forgotten, erased or changed, or another key "
           "is trusted";
}

std::string Since::json(const VerifyReport& report) const {
    JsonObject out;
    out.text("file", m_file.string()).number("read_from", report.readFrom).text("reason", why(report));
    out.time("checked", m_kept ? std::optional(m_kept->time) : std::nullopt);
    out.number("checked_entries", m_kept ? m_kept->size : 0);
    return out.str();
}

void Since::say(Output& out, const VerifyReport& report) const {
    if (report.readFrom == 0) {
        out.say(fmt::format("Everything was read: {}.", why(report)));
        return;
    }
    out.say(fmt::format("NOT READ AGAIN: the records and columns of the first {} entries, read by the check of {}.",
                        grouped(report.readFrom), formatTime(m_kept->time)));
    out.say(
        "  compared all the same: their block heads, checkpoints, dictionary and sealed parts with what they were,");
    out.say(
        "  posting lists, roll-ups and tree nodes with what follows from them. A record changed under an unchanged");
    out.say("  block head is found by verify without --since.");
    out.say(fmt::format("  the log continues the {} entries that check saw", grouped(m_kept->size)));
}

}  // namespace vedette::ctl
