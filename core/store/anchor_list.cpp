// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/anchor_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "core/base/file.h"
#include "core/store/anchor.h"
#include "core/store/checkpoint.h"
#include "core/store/key_chain.h"
#include "core/store/log_state.h"
#include "core/store/schema.h"
#include "core/store/timestamp.h"
#include "core/store/witness.h"

namespace vedette {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDash = "\xE2\x80\x94 ";
constexpr Duration kClocksDiffer = std::chrono::minutes(5);
constexpr std::size_t kNewestTokens = 16;  // looked at, of one store

fs::path timestampFolder(const fs::path& store) { return store / "anchors" / "timestamps"; }

// Names of files there, newest size first: they begin with the size.
std::vector<fs::path> timestampNotes(const fs::path& store) {
    std::vector<fs::path> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(timestampFolder(store), error)) {
        if (entry.path().extension() == ".note" && entry.is_regular_file(error)) {
            out.push_back(entry.path());
        }
    }
    const auto sizeOf = [](const fs::path& path) { return std::strtoull(path.filename().c_str(), nullptr, 10); };
    std::ranges::sort(out, [&](const fs::path& a, const fs::path& b) {
        return sizeOf(a) != sizeOf(b) ? sizeOf(a) > sizeOf(b) : a.filename() < b.filename();
    });
    return out;
}

// Names in the signature lines of a note.
std::vector<std::string> signersOf(std::string_view note) {
    std::vector<std::string> out;
    for (std::size_t at = note.find("\n\n") + 2; at < note.size();) {
        const std::size_t lf = std::min(note.find('\n', at), note.size());
        const std::string_view line = note.substr(at, lf - at);
        if (const std::size_t space = line.rfind(' '); line.starts_with(kDash) && space > kDash.size()) {
            out.emplace_back(line.substr(kDash.size(), space - kDash.size()));
        }
        at = lf + 1;
    }
    return out;
}

// Lines of anchors/witnesses. One that cannot be read is as good as missing: its witness is listed as unchecked.
std::vector<WitnessKey> witnessKeys(const fs::path& store) {
    std::vector<WitnessKey> out;
    const auto text = readFile(store / "anchors" / "witnesses");
    for (std::size_t at = 0; text && at < text->size();) {
        const std::size_t lf = std::min(text->find('\n', at), text->size());
        if (auto key = WitnessKey::parse(std::string_view(*text).substr(at, lf - at))) {
            out.push_back(std::move(*key));
        }
        at = lf + 1;
    }
    return out;
}

class AnchorList {
public:
    AnchorList(fs::path store, KeyChain log, Time now) : m_store(std::move(store)), m_log(std::move(log)), m_now(now) {}

    Result<std::vector<HeldAnchor>> made() {
        if (auto done = own(); !done) {
            return passOn(done);
        }
        if (auto done = witnesses(); !done) {
            return passOn(done);
        }
        timestamps();
        std::vector<HeldAnchor> out;
        for (auto& [key, anchor] : m_newest) {
            out.push_back(std::move(anchor));
        }
        return out;
    }

private:
    // One that holds counts before one that does not; then the newest.
    void add(HeldAnchor anchor) {
        HeldAnchor& known = m_newest.try_emplace({anchor.kind, anchor.name}, anchor).first->second;
        const auto rank = [](const HeldAnchor& a) { return std::tuple(a.checked, a.size, a.time.value_or(Time{})); };
        if (rank(anchor) > rank(known)) {
            known = std::move(anchor);
        }
    }

    Result<void> own() {
        auto last = lastAnchor(m_store / "anchors" / "checkpoints", m_log);
        if (!last) {
            add({AnchorKind::File, "anchors/checkpoints", 0, {}, false, last.error().what});
        } else if (*last) {
            const auto extension = extensionOf(**last);
            add({AnchorKind::File,
                 "anchors/checkpoints",
                 (*last)->size,
                 extension ? std::optional(extension->time) : std::nullopt,
                 true,
                 {}});
        }
        return {};
    }

    Result<void> witnesses() {
        auto text = readFile(m_store / "anchors" / "witnessed", SIZE_MAX);
        if (!text) {
            return text.error().code == ErrorCode::NotFound ? Result<void>{} : Result<void>(passOn(text));
        }
        const auto keys = witnessKeys(m_store);
        for (const std::string_view note : splitAnchors(*text).notes) {
            auto checkpoint = openCheckpoint(note, m_log);
            const std::string_view lines = note.substr(std::min(note.find("\n\n") + 2, note.size()));
            for (const std::string& name : signersOf(note)) {
                if (name == m_log.name()) {
                    continue;
                }
                HeldAnchor anchor{AnchorKind::Witness, name, checkpoint ? checkpoint->size : 0, {}, false, {}};
                if (!checkpoint) {
                    anchor.problem = checkpoint.error().what;
                } else {
                    readCosignature(lines, *checkpoint, keys, anchor);
                }
                add(std::move(anchor));
            }
        }
        return {};
    }

    static void readCosignature(std::string_view lines, const Checkpoint& checkpoint,
                                const std::vector<WitnessKey>& keys, HeldAnchor& anchor) {
        anchor.problem = "its key is not noted in anchors/witnesses";
        for (const WitnessKey& key : keys) {
            if (key.name != anchor.name) {
                continue;
            }
            auto found = findCosignature(lines, checkpoint, key);
            anchor.checked = found.has_value();
            anchor.problem = found ? std::string() : found.error().what;
            if (found) {
                anchor.time = found->time;
                anchor.remark = aheadOf(checkpoint, found->time);
                return;
            }
        }
    }

    // Nobody can sign what is not there yet: the log's clock was ahead of who attests it.
    static std::string aheadOf(const Checkpoint& checkpoint, Time attested) {
        const auto extension = extensionOf(checkpoint);
        if (!extension || extension->time <= attested + kClocksDiffer) {
            return {};
        }
        return fmt::format("the log says that it signed this on {}, {} later: its clock was ahead",
                           formatTime(extension->time), formatDuration(extension->time - attested));
    }

    void timestamps() {
        auto notes = timestampNotes(m_store);
        notes.resize(std::min(notes.size(), kNewestTokens));
        for (const fs::path& note : notes) {
            fs::path token = note;
            fs::path authorities = note;
            token.replace_extension(".tsr");
            authorities.replace_extension(".pem");
            HeldAnchor anchor{AnchorKind::Timestamp, "timestamp authority", 0, {}, false, {}};
            auto text = readFile(note);
            auto checkpoint = text ? openCheckpoint(*text, m_log) : Result<Checkpoint>(passOn(text));
            auto answer = readFile(token);
            if (!checkpoint || !answer) {
                anchor.problem = checkpoint ? answer.error().what : checkpoint.error().what;
                add(std::move(anchor));
                continue;
            }
            anchor.size = checkpoint->size;
            std::error_code error;
            auto stamp = fs::exists(authorities, error)
                             ? checkTimestamp(*answer, *text, authorities)
                             : Result<Timestamp>(
                                   fail(ErrorCode::NotFound, "the certificates to check it by are not kept beside it"));
            anchor.checked = stamp.has_value();
            if (stamp) {
                anchor.name = stamp->authority;
                anchor.time = stamp->time;
                anchor.remark = aheadOf(*checkpoint, stamp->time);
                if (anchor.remark.empty() && stamp->until < m_now) {
                    anchor.remark = fmt::format("the authority's certificate ran out on {}; judged by its own day",
                                                formatTime(stamp->until).substr(0, 10));
                }
            } else {
                anchor.problem = stamp.error().what;
            }
            add(std::move(anchor));
        }
    }

    fs::path m_store;
    KeyChain m_log;
    Time m_now;
    std::map<std::pair<AnchorKind, std::string>, HeldAnchor> m_newest;
};

}  // namespace

std::string_view anchorKindName(AnchorKind kind) {
    switch (kind) {
        case AnchorKind::File: return "file";
        case AnchorKind::Witness: return "witness";
        case AnchorKind::Timestamp: break;
    }
    return "timestamp";
}

std::vector<fs::path> anchorFiles(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code error;
    for (const char* name : {"checkpoints", "witnessed"}) {
        if (const fs::path file = folder / "anchors" / name; fs::exists(file, error)) {
            out.push_back(file);
        }
    }
    const auto notes = timestampNotes(folder);
    out.insert(out.end(), notes.begin(), notes.end());
    return out;
}

Result<std::vector<HeldAnchor>> listAnchors(const fs::path& folder, std::optional<Time> now) {
    auto text = readFile(StorePaths(folder).verifier, 4096);
    auto key = text ? VerifierKey::parse(*text) : Result<VerifierKey>(passOn(text));
    if (!key) {
        return passOn(key);
    }
    // Its keys may have changed since some of the notes were signed.
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    auto chain = database ? KeyChain::read(*database, *key) : Result<KeyChain>(passOn(database));
    return chain ? AnchorList(folder, std::move(*chain), now.value_or(SystemClock().now())).made()
                 : Result<std::vector<HeldAnchor>>(passOn(chain));
}

bool OutsideStanding::old() const { return entries > 0 && !by.empty() && age > kAnchorOld; }

std::string OutsideStanding::text() const {
    if (by.empty()) {
        return "no entry is anchored by anyone else: whoever can change this folder can put the whole store back "
               "unseen";
    }
    const std::string last = fmt::format("the last attestation is that of {}{}", by,
                                         time ? " on " + formatTime(*time).substr(0, 19) + "Z" : std::string());
    if (entries == 0) {
        return "all entries are anchored by somebody else: " + last;
    }
    return fmt::format("entries from {} on are not anchored by anyone else: {}{}", size, last,
                       old() ? fmt::format(", {} ago. vedettectl anchor asks for another", formatDuration(age)) : "");
}

OutsideStanding outsideStanding(std::span<const HeldAnchor> anchors, std::uint64_t entries, Time now) {
    OutsideStanding out;
    out.entries = entries;
    for (const HeldAnchor& anchor : anchors) {
        const bool more =
            std::tuple(anchor.size, anchor.time.value_or(Time{})) >= std::tuple(out.size, out.time.value_or(Time{}));
        // More than the log holds: it was put back, and verify says so.
        if (!anchor.outside() || !anchor.checked || !more || anchor.size > entries) {
            continue;
        }
        out.size = anchor.size;
        out.by = anchor.name;
        out.time = anchor.time;
        out.entries = entries - anchor.size;
        out.age = anchor.time ? std::max(now - *anchor.time, Duration{0}) : Duration{0};
    }
    return out;
}

Result<void> noteWitness(const fs::path& folder, const std::string& given) {
    const std::string key = given.substr(0, given.find_last_not_of(" \r\n") + 1);
    const fs::path file = folder / "anchors" / "witnesses";
    auto text = readFile(file);
    if (!text && text.error().code != ErrorCode::NotFound) {
        return passOn(text);
    }
    const auto bare = [](std::string_view line) { return line.substr(0, line.find(" until ")); };
    std::string lines;
    std::string_view rest = text ? std::string_view(*text) : std::string_view();
    bool known = false;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const bool same = bare(line) == bare(key);
        known = known || same;
        // Until when it is good may be said later; said nothing, it stays as it was.
        lines += same && bare(key) != key ? key : std::string(line);
        lines += '\n';
    }
    if (!known) {
        lines += key + "\n";
    }
    return text && lines == *text ? Result<void>{} : writeFileAtomic(file, lines);
}

}  // namespace vedette
