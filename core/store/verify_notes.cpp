// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints in the database and anchors outside it, against the roots recomputed from the records.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "core/base/file.h"
#include "core/store/anchor.h"
#include "core/store/log_state.h"
#include "core/store/verify_state.h"

namespace vedette::verifying {

void forAll(std::size_t n, int threads, const std::function<void(std::size_t)>& each) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < n; i = next++) {
            each(i);
        }
    };
    std::vector<std::jthread> helpers;
    for (int t = 1; t < threads && static_cast<std::size_t>(t) < n; ++t) {
        helpers.emplace_back(work);
    }
    work();
}

void checkCheckpoints(const Snapshot& snapshot, const KeyChain& keys, const std::map<std::uint64_t, Hash>& roots,
                      std::uint64_t known, int threads, DamageList& damage, Checkpoint& head) {
    const auto& rows = snapshot.checkpoints;
    forAll(rows.size(), threads, [&](std::size_t i) {
        if (known > 0 && rows[i].size <= known && i + 1 < rows.size()) {
            return;
        }
        const auto note = [&](std::string what) {
            damage.add(Place::Checkpoint, rows[i].size, fmt::format("checkpoint {}", rows[i].size), std::move(what));
        };
        auto opened = keys.open(rows[i].note);
        if (!opened) {
            note(opened.error().what);
            return;
        }
        if (opened->size != rows[i].size) {
            note(fmt::format("it signs the size {}", opened->size));
        }
        if (opened->origin != keys.name()) {
            note("it belongs to another log: " + opened->origin);
        }
        if (!keys.isPlain(*opened)) {
            note("the note has bytes that do not belong there");
        }
        if (const auto root = roots.find(opened->size); root == roots.end()) {
            note("the entries it signs are not all there");
        } else if (root->second != opened->root) {
            note("the entries do not have the root it signs");
        }
        auto extension = extensionOf(*opened);
        if (!extension) {
            note(extension.error().what);
        } else if (!extension->keys.empty() && snapshot.format < kKeyChangeFormat) {
            note(fmt::format("it changes keys, which format {} does not know", snapshot.format));
        } else if (i == 0 ? !(extension->previous.empty() && rows[0].size == 0)
                          : extension->previous != toHex(sha256(rows[i - 1].note))) {
            note(i == 0 ? "the first checkpoint is missing" : "it does not follow the checkpoint before it");
        }
        if (i + 1 == rows.size()) {
            head = std::move(*opened);
        }
    });
}

Result<std::vector<AnchorNote>> readAnchors(const std::vector<std::filesystem::path>& files) {
    std::vector<AnchorNote> all;
    for (const auto& file : files) {
        auto text = readFile(file, std::size_t{16} << 30);
        if (!text) {
            return passOn(text);
        }
        std::size_t number = 0;
        for (const std::string_view note : splitAnchors(*text).notes) {
            all.push_back({file.string(), ++number, std::string(note)});
        }
    }
    return all;
}

void checkAnchors(const std::vector<AnchorNote>& anchors, const Snapshot& snapshot, const KeyChain& keys,
                  const std::map<std::uint64_t, Hash>& roots, int threads, DamageList& damage, VerifyReport& report) {
    std::mutex mutex;
    forAll(anchors.size(), threads, [&](std::size_t i) {
        const AnchorNote& anchor = anchors[i];
        const auto note = [&](std::string what) {
            damage.add(Place::Anchor, anchor.number, fmt::format("anchor {} of {}", anchor.number, anchor.file),
                       std::move(what));
        };
        auto opened = keys.open(anchor.note);
        if (!opened) {
            note(opened.error().what);
            return;
        }
        if (opened->origin != keys.name()) {
            note("it belongs to another log: " + opened->origin);
            return;
        }
        const KeySpan& span = keys.at(opened->size);
        if (const auto extension = extensionOf(*opened);
            span.revoked && (!extension || extension->time >= *span.revoked)) {
            const std::lock_guard lock(mutex);
            ++report.unbelievedAnchors;  // whoever stole the key may have made it: it proves nothing, either way
            return;
        }
        {
            const std::lock_guard lock(mutex);
            report.anchored = true;
            report.anchoredSize = std::max(report.anchoredSize, opened->size);
        }
        if (opened->size > snapshot.size) {
            note(fmt::format("it remembers {} entries, the store has {}: the store was rolled back or truncated",
                             opened->size, snapshot.size));
            return;
        }
        if (const auto root = roots.find(opened->size); root == roots.end()) {
            note("the entries it attests are not all there");
        } else if (root->second != opened->root) {
            note(fmt::format("the first {} entries are not those it attests: the log was forked", opened->size));
        }
    });
}

}  // namespace vedette::verifying
