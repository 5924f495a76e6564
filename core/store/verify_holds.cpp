// SPDX-License-Identifier: GPL-3.0-or-later
// Legal holds win over forgetting: a certificate issued over one was made by a program that did not care, or by hand.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/event/event.h"
#include "core/store/hold.h"
#include "core/store/restore.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

namespace {

bool inForce(const Hold& hold, const LetGo& what) {
    return hold.entry < what.issuedAt && (!hold.released || hold.releaseEntry > what.issuedAt);
}

void note(const Hold& hold, const LetGo& what, DamageList& damage) {
    const std::string whose = what.entry == kNever ? "records" : fmt::format("the sealed part of entry {}", what.entry);
    damage.add(Place::Certificate, what.certificate, fmt::format("certificate {}", what.certificate),
               fmt::format("it let go {}, over the legal hold {}", whose, holdText(hold)));
}

Result<void> checkHold(Reader& reader, const Hold& hold, std::span<const LetGo> gone, DamageList& damage) {
    std::map<std::uint64_t, const LetGo*> wanted;
    for (const LetGo& what : gone) {
        // Of a record that is gone nothing says whether a filter matched it. One without any filter covers all.
        const bool all = hold.filter.empty() && !hold.from && !hold.to;
        if (what.entry == kNever && all && inForce(hold, what)) {
            note(hold, what, damage);
        } else if (what.entry < what.issuedAt && inForce(hold, what)) {
            wanted.emplace(what.entry, &what);
        }
    }
    auto filter = wanted.empty() ? Result<Filter>(Filter{}) : hold.records();
    if (wanted.empty() || !filter) {
        return filter ? Result<void>{} : Result<void>(passOn(filter));
    }
    filter->firstEntry = std::max(filter->firstEntry.value_or(0), wanted.begin()->first);
    std::set<std::uint64_t> named;  // one entry per certificate is enough to find it
    return reader.scan(*filter, ColumnSet(), [&](const Row& row) {
        const auto hit = wanted.find(row.entry);
        if (hit != wanted.end() && named.insert(hit->second->certificate).second) {
            note(hold, *hit->second, damage);
        }
        return true;
    });
}

// Whether all that a restore is said to have written is certificates, as it is when there was one.
Result<bool> holdsOnlyCertificates(Reader& reader, const RestoredMark& mark) {
    if (mark.size >= mark.entry) {
        return true;
    }
    Filter certificates;
    certificates.is(IntColumn::Class, ocsf::kConsoleAction);
    certificates.texts.emplace_back(TextColumn::Rule, std::vector<std::string>{"erasure", "retention"});
    certificates.firstEntry = mark.size;
    certificates.endEntry = mark.entry;
    auto found = reader.extent(certificates);
    return found ? Result<bool>(found->count == mark.entry - mark.size) : Result<bool>(passOn(found));
}

// A restore applies again what was let go since the backup, when the hold had been released; of that release the backup
// knows nothing. Its mark follows the certificates it issued.
Result<std::vector<LetGo>> withoutAppliedAgain(Reader& reader, std::span<const LetGo> gone) {
    auto restored = restoredMarks(reader);
    if (!restored) {
        return passOn(restored);
    }
    std::vector<LetGo> out(gone.begin(), gone.end());
    for (const RestoredMark& mark : *restored) {
        const auto only = holdsOnlyCertificates(reader, mark);
        if (!only) {
            return std::unexpected(only.error());
        }
        if (*only) {
            std::erase_if(out,
                          [&](const LetGo& what) { return mark.size <= what.issuedAt && what.issuedAt < mark.entry; });
        }
    }
    return out;
}

}  // namespace

void checkHolds(const std::filesystem::path& folder, std::span<const LetGo> gone, DamageList& damage) {
    if (gone.empty()) {
        return;
    }
    const auto check = [&]() -> Result<void> {
        auto reader = Reader::open(folder);
        if (!reader) {
            return passOn(reader);
        }
        auto holds = loadHolds(**reader);
        auto judged = holds ? withoutAppliedAgain(**reader, gone) : Result<std::vector<LetGo>>(passOn(holds));
        if (!judged) {
            return passOn(judged);
        }
        for (const Hold& hold : *holds) {
            // One whose filter cannot be read never covered anything: retention and erasure refuse to run over it.
            auto done = checkHold(**reader, hold, *judged, damage);
            if (!done && done.error().code != ErrorCode::Invalid) {
                return done;
            }
        }
        return {};
    };
    if (auto done = check(); !done) {
        damage.take(std::move(done.error()), Place::Certificate, 0, "certificate");
    }
}

}  // namespace vedette::verifying
