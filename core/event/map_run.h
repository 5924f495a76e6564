// SPDX-License-Identifier: GPL-3.0-or-later
// One line on its way through a compiled pack. Internal to the mapper; map_run_*.cpp hold the steps.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/event/json_scan.h"
#include "core/event/mapping.h"
#include "core/event/pack.h"

namespace vedette {

namespace pack {

// What was found at one named path of the line.
struct Found {
    enum class Kind : std::uint8_t { Nothing, Null, Text, Number, True, False, Structure };
    Kind kind = Kind::Nothing;
    bool escaped = false;  // Text: `text` is still in the source's escapes
    std::string_view text;
};

}  // namespace pack

struct Mapper::Scratch::Impl {
    std::vector<pack::Found> found;
    std::vector<int> repeated;  // slots whose member occurred twice
    std::vector<std::string_view> captures;
    std::string text;
    std::string json;
    std::int64_t dropped = 0;
};

namespace pack {

// One line being mapped. Lives on the stack of map().
class Run {
public:
    Run(const Pack& pack, Mapper::Scratch::Impl& scratch, Arena& arena, Event& event)
        : m_pack(pack), m_scratch(scratch), m_arena(arena), m_event(event) {}

    Result<void> map(std::string_view line, Content& content);

private:
    // Errors never quote the line: what was refused may be personal, and reasons stand in records in clear.
    static std::unexpected<Error> reject(std::string reason) { return fail(ErrorCode::Invalid, std::move(reason)); }

    Result<void> readJson(std::string_view line);
    Result<void> readText(std::string_view line);
    bool walk(JsonScan& scan, int node);
    bool walkInner(std::string_view json, int node);
    bool take(JsonScan& scan, const pack::SourceNode& node, JsonScan::Kind kind);

    std::string_view slotText(int slot);
    bool present(int slot, const std::vector<std::string>& absent);
    bool holds(const Condition& condition);
    bool hold(const pack::Conditions& all) {
        return std::ranges::all_of(all, [this](const Condition& c) { return holds(c); });
    }
    Result<void> apply(const Rule& rule);
    Result<void> applyFound(const Rule& rule, int slot);
    Result<void> applyTimes(const Rule& rule, int slot, std::string_view text);
    void setLiteral(const Rule& rule, const pack::Literal& literal);
    void setObject(const Rule& rule);
    void classify();
    void complete();
    void keepUnmapped();
    void setContent(Content& content);
    [[nodiscard]] std::string mistake(int slot, Step step) const {
        return "member \"" + m_pack.tree.slotPaths[static_cast<std::size_t>(slot)] + "\" is not " +
               std::string(stepExpects(step));
    }

    const Pack& m_pack;
    Mapper::Scratch::Impl& m_scratch;
    Arena& m_arena;
    Event& m_event;
    bool m_timed = false;
};

}  // namespace pack

}  // namespace vedette
