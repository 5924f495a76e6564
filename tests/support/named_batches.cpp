// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/named_batches.h"

#include <fmt/format.h>

#include <set>

#include "core/store/block.h"
#include "core/store/database.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

namespace {

constexpr std::string_view kKey = "\"uid\":\"batch ";

}  // namespace

Batch namedBatch(std::string_view name, std::size_t count) {
    Batch batch;
    Event event;
    for (std::size_t i = 0; i < count; ++i) {
        event.clear();
        event.setClass(ocsf::kApiActivity, 1);
        event.setTime(kFixtureStart + std::chrono::seconds(i));
        event.setLoggedTime(kFixtureStart);
        event.setSeverity(1);
        event.setText(Field::vNode, batch.arena.copy(name.substr(0, name.find('.'))));
        event.setText(Field::metadataUid, batch.arena.copy(fmt::format("batch {}#{}/{}", name, i, count)));
        addEvent(batch, event);
    }
    batch.cursors = {{std::string(name.substr(0, name.find('.'))), std::string(name)}};
    return batch;
}

std::string FoundBatches::problem() const {
    if (twice) {
        return "an event is there twice";
    }
    for (const auto& [name, counts] : batches) {
        if (counts.first != counts.second) {
            return fmt::format("batch {} has {} of its {} events", name, counts.first, counts.second);
        }
    }
    return {};
}

FoundBatches findBatches(const std::filesystem::path& store) {
    FoundBatches result;
    std::set<std::string> uids;
    const auto look = [&](std::string_view record) {
        std::size_t at = record.find(kKey);
        if (at == std::string_view::npos) {
            return;
        }
        at += kKey.size();
        const std::string uid(record.substr(at, record.find('"', at) - at));
        result.twice = result.twice || !uids.insert(uid).second;
        auto& batch = result.batches[uid.substr(0, uid.find('#'))];
        ++batch.first;
        batch.second = std::stoul(uid.substr(uid.find('/') + 1));
    };
    auto database = Database::open(store / "evidence.db", Database::Mode::ReadOnly);
    BlockCodec codec;
    auto blocks = database->prepare("SELECT records FROM block_records ORDER BY id");
    while (*blocks->step()) {
        const auto records = codec.decodeRecords(blocks->text(0), kBlockEvents);
        for (const std::string_view record : records.value()) {
            look(record);
        }
    }
    auto tail = database->prepare("SELECT record FROM tail ORDER BY entry");
    while (*tail->step()) {
        look(tail->text(0));
    }
    return result;
}

}  // namespace vedette::test
