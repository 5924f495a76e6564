// SPDX-License-Identifier: GPL-3.0-or-later
// What the fleet is declared to be: the last Fleet Declaration (7706004) before a moment.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette {

struct DeclaredNode {
    std::string id;
    std::string provider;
    std::string region;
    std::string country;
    std::vector<std::string> allowedZones;
    std::vector<std::string> dataClasses;
    std::vector<std::string> models;
    std::vector<std::string> sources;  // "<node>/<source id>"
};

struct DeclaredRetention {
    std::string dataClass;
    std::string minimum;
    std::string maximum;
    std::string basis;
};

struct Declaration {
    std::uint64_t entry = 0;
    Time time{};
    std::string name;
    std::vector<DeclaredNode> nodes;
    std::map<std::string, std::string> facts;  // a list is written "a, b"
    std::vector<DeclaredRetention> retention;

    [[nodiscard]] std::string fact(std::string_view name) const;  // empty when not declared
    [[nodiscard]] const DeclaredNode* node(std::string_view id) const;
    [[nodiscard]] const DeclaredRetention* retentionFor(std::string_view dataClass) const;
};

// From the record's text. Corrupt when it holds no declaration.
[[nodiscard]] Result<Declaration> parseDeclaration(std::string_view record);

// "EU, US" and "[EU, US]" → EU and US.
[[nodiscard]] std::vector<std::string> words(std::string_view list);
[[nodiscard]] std::string joined(const std::vector<std::string>& items, std::string_view separator = ", ");

}  // namespace vedette
