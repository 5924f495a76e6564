// SPDX-License-Identifier: GPL-3.0-or-later
// A world judged by the packs and regions that ship.
#pragma once

#include <QtGlobal>

#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/policy/judge.h"
#include "tests/core/policy/world.h"

namespace vedette::test {

inline const RegionTable& regions() {
    static const RegionTable table = *RegionTable::load(resourceFolder() / "regions" / "regions.yaml");
    return table;
}

inline const std::vector<Pack>& packs() {
    static const std::vector<Pack> all = *loadPacks(resourceFolder() / "packs");
    return all;
}

inline Judgement judged(const World& world, Period period = kPeriod, Time now = kPeriod.to + std::chrono::hours(1),
                        const std::vector<std::string>& part = {}) {
    const Batch batch = world.batch();
    const auto evidence = evidenceOf(batch);
    auto j = judgeEvidence(*evidence, packs(), regions(), period, now, part);
    if (!j) qFatal("%s", j.error().text().c_str());
    return *j;
}

inline const ControlResult& resultOf(const Judgement& j, const std::string& id) {
    for (const PackResult& p : j.packs) {
        for (const ControlResult& r : p.results) {
            if (r.control.id == id) return r;
        }
    }
    qFatal("no control %s", id.c_str());
}

}  // namespace vedette::test
