// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_rows.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

namespace vedette {
namespace {

bool isText(const YAML::Node& node) { return node.IsScalar() && !node.Scalar().empty(); }

}  // namespace

TextRows parseTextRows(std::string_view yaml, const std::string& name) {
    TextRows out;
    const auto place = [&name](const YAML::Mark& mark) { return fmt::format("{}:{}", name, mark.line + 1); };
    try {
        const YAML::Node root = YAML::Load(std::string(yaml));
        if (!root.IsMap() || !root["texts"] || !root["texts"].IsSequence()) {
            out.problems.push_back(place(root.Mark()) + ": the file has no list 'texts'");
            return out;
        }
        for (const YAML::Node& node : root["texts"]) {
            TextRow row{{}, place(node.Mark())};
            if (!node.IsSequence() || node.size() == 0 || !std::all_of(node.begin(), node.end(), isText)) {
                out.problems.push_back(row.where + ": an entry is a list of texts, none of them empty");
                continue;
            }
            for (const YAML::Node& field : node) row.fields.push_back(field.Scalar());
            out.rows.push_back(std::move(row));
        }
    } catch (const YAML::Exception& e) {  // the library's way to say that the text is no YAML
        out.problems.push_back(place(e.mark) + ": " + e.msg);
    }
    return out;
}

}  // namespace vedette
