// SPDX-License-Identifier: GPL-3.0-or-later
// A compiled mapping pack: what mapping.cpp runs per line. Made by pack_load.cpp, never changed after.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/event/convert.h"
#include "core/event/event.h"
#include "core/event/line_pattern.h"

namespace vedette::pack {

// The members a pack names, as a tree. A slot holds what was found at one named path.
struct SourceNode {
    struct Child {
        std::string key;
        int node;
    };
    std::vector<Child> children;
    std::vector<std::int16_t> table;  // open addressing over `children`, filled by SourceTree::index()
    int first = -1;                   // node of the first element, when the pack looks into a list
    int slot = -1;
    bool ignore = false;  // named by the pack as known and not wanted, with all below it
};

struct SourceTree {
    std::vector<SourceNode> nodes{1};
    std::vector<std::string> slotPaths;

    // The slot of a path like `request.headers.User-Agent[0]`; made when it is new.
    int slotOf(std::string_view path, std::string& error);
    int nodeOf(std::string_view path, std::string& error);
    // The child of a node, -1 when the pack does not name it. Fast once index() was called.
    [[nodiscard]] int find(int node, std::string_view key) const;
    void index();
};

struct Condition {
    enum class Test : std::uint8_t { Has, Named, Is, Starts, Ends, Contains, Below, AtLeast };
    Test test = Test::Has;
    bool negated = false;
    bool onField = false;
    Field field{};
    int slot = -1;
    std::vector<std::string> texts;
    std::int64_t number = 0;
};
using Conditions = std::vector<Condition>;  // all must hold

struct Literal {
    std::string text;
    std::int64_t number = 0;
};

struct Rule {
    bool toTime = false;
    Field to{};
    std::vector<int> from;  // the first that is present counts
    bool join = false;      // or all of them, joined
    std::string separator;
    std::vector<std::pair<Step, std::string>> steps;  // text steps with their marker
    Step as = Step::Integer;                          // the typed conversion
    bool elapsed = false;
    Duration zone{};
    std::vector<std::string> absent;  // texts that mean "nothing", besides the pack's
    std::vector<std::pair<std::string, Literal>> values;
    bool hasOtherwise = false;
    Literal otherwise;
    bool hasValue = false;  // a constant, or the default when no source is present
    Literal value;
    std::vector<std::pair<std::string, int>> members;  // Json target: members of one object in a list
    Conditions when;
};

struct ClassRule {
    Conditions when;
    std::int64_t classUid = 0;
    std::int64_t activity = 0;
    bool byField = false;
    Field activityField{};
    std::vector<std::pair<std::string, std::int64_t>> activities;
};

struct Pack {
    std::string id, version, title, mapping;  // mapping: "nginx-json@1"
    bool text = false;
    std::vector<LinePattern> patterns;
    std::vector<std::vector<int>> patternSlots;  // per pattern, per capture; -1 for those not kept
    LogEscapes escapes = LogEscapes::None;
    SourceTree tree;
    std::vector<std::string> absent;
    Conditions match;
    std::vector<Rule> fields;
    std::vector<ClassRule> classes;
    std::vector<Rule> rules;
    int prompt = -1, completion = -1;
    std::vector<std::pair<std::string, int>> keep;  // sorted by path
};

}  // namespace vedette::pack
