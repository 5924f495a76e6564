// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ocsf_check.h"

#include <simdjson.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "core/base/time.h"

namespace vedette {

namespace {

using Json = simdjson::dom::element;

struct Table {
    YAML::Node objects = YAML::LoadFile(OCSF_TABLES "/objects.yaml");
    YAML::Node classes = YAML::LoadFile(OCSF_TABLES "/classes.yaml");
};

bool has(const YAML::Node& list, std::string_view text) {
    return std::ranges::any_of(list, [&text](const YAML::Node& item) { return item.Scalar() == text; });
}

class Check {
public:
    explicit Check(const Table& table) : m_table(table) {}

    void record(Json root) {
        simdjson::dom::object object;
        if (root.get(object)) {
            problem("", "not an object");
            return;
        }
        std::int64_t classUid = 0;
        if (object["class_uid"].get(classUid)) {
            problem("class_uid", "missing");
            return;
        }
        const YAML::Node rules = m_table.classes["classes"][std::to_string(classUid)];
        if (!rules) {
            problem("class_uid", "unknown class " + std::to_string(classUid));
            return;
        }
        const YAML::Node base = m_table.classes["base"];
        required("", object, base);
        required("", object, rules);
        if (rules["one_of"]) {
            for (const auto& alternatives : rules["one_of"]) {
                oneOf("", object, alternatives);
            }
        }
        std::vector<std::string> profiles;
        simdjson::dom::array list;
        if (!object["metadata"]["profiles"].get(list)) {
            for (const Json item : list) {
                std::string_view text;
                if (!item.get(text)) {
                    profiles.emplace_back(text);
                }
            }
        }
        for (const auto& member : object) {
            const std::string key(member.key);
            YAML::Node type;
            bool known = false;
            const auto choose = [&type, &known](const YAML::Node& found) {
                if (found && !known) {
                    type.reset(found);
                    known = true;
                    return true;
                }
                return false;
            };
            choose(rules["attributes"][key]);
            choose(base["attributes"][key]);
            choose(m_table.classes["extension"][key]);
            for (const auto& profile : m_table.classes["profiles"]) {
                if (choose(profile.second[key]) &&
                    std::ranges::find(profiles, profile.first.Scalar()) == profiles.end()) {
                    problem(key,
                            "belongs to the profile " + profile.first.Scalar() + ", which metadata.profiles lacks");
                }
            }
            if (!known) {
                problem(key, "unknown attribute of class " + std::to_string(classUid));
                continue;
            }
            value(key, member.value, type);
        }
        captions(object, rules, classUid);
    }

    std::vector<std::string> problems;

private:
    void problem(const std::string& where, const std::string& what) {
        problems.push_back((where.empty() ? "record" : where) + ": " + what);
    }

    void required(const std::string& where, simdjson::dom::object object, const YAML::Node& rules) {
        for (const auto& name : rules["required"]) {
            if (object[name.Scalar()].error()) {
                problem(where, "lacks required " + name.Scalar());
            }
        }
    }

    void oneOf(const std::string& where, simdjson::dom::object object, const YAML::Node& names) {
        std::string list;
        for (const auto& name : names) {
            if (!object[name.Scalar()].error()) {
                return;
            }
            list += (list.empty() ? "" : ", ") + name.Scalar();
        }
        problem(where, "needs one of " + list);
    }

    void value(const std::string& where, Json json, const YAML::Node& type) {
        if (type.IsSequence()) {
            simdjson::dom::array list;
            if (json.get(list)) {
                problem(where, "is not a list");
                return;
            }
            std::size_t i = 0;
            for (const Json item : list) {
                value(where + "[" + std::to_string(i++) + "]", item, type[0]);
            }
            return;
        }
        if (type.IsMap()) {
            std::string text;
            std::int64_t number = 0;
            std::string_view view;
            if (!json.get(number)) {
                text = std::to_string(number);
            } else if (!json.get(view)) {
                text = view;
            }
            if (!has(type["enum"], text)) {
                problem(where, "value " + text + " is not allowed");
            }
            return;
        }
        scalar(where, json, type.Scalar());
    }

    void scalar(const std::string& where, Json json, const std::string& type) {
        if (type == "json") {
            return;
        }
        std::string_view text;
        std::int64_t number = 0;
        bool flag = false;
        const bool isText = !json.get(text);
        const bool isNumber = !json.get(number);
        if (type == "string") {
            if (!isText) {
                problem(where, "is not a text");
            }
        } else if (type == "version") {
            if (text != "1.8.0") {
                problem(where, "is not 1.8.0");
            }
        } else if (type == "country") {
            if (text.size() != 2) {
                problem(where, "is not an ISO 3166-1 code of two letters");
            }
        } else if (type == "datetime") {
            if (!isText || !parseTime(text)) {
                problem(where, "is not an RFC 3339 time");
            }
        } else if (type == "bool") {
            if (json.get(flag)) {
                problem(where, "is not true or false");
            }
        } else if (type == "int") {
            // Beyond 2^53 whole numbers are texts in canonical JSON.
            if (!isNumber && !(isText && text.find_first_not_of("-0123456789") == std::string_view::npos)) {
                problem(where, "is not a whole number");
            }
        } else if (type == "time") {
            if (!isNumber || number < 0 || number > 253402300799999) {
                problem(where, "is not a time in milliseconds");
            }
        } else if (type == "port") {
            if (!isNumber || number < 0 || number > 65535) {
                problem(where, "is not a port");
            }
        } else {
            object(where, json, type);
        }
    }

    void object(const std::string& where, Json json, const std::string& type) {
        const YAML::Node rules = m_table.objects[type];
        simdjson::dom::object members;
        if (!rules) {
            problem(where, "the tables have no type " + type);
            return;
        }
        if (json.get(members)) {
            problem(where, "is not an object");
            return;
        }
        required(where, members, rules);
        if (rules["one_of"]) {
            oneOf(where, members, rules["one_of"]);
        }
        for (const auto& member : members) {
            const std::string path = where + "." + std::string(member.key);
            if (const YAML::Node of = rules["attributes"][std::string(member.key)]) {
                value(path, member.value, of);
            } else {
                problem(path, "unknown attribute of " + type);
            }
        }
    }

    void captions(simdjson::dom::object object, const YAML::Node& rules, std::int64_t classUid) {
        std::int64_t activity = -1, type = 0, category = 0, status = 0;
        std::string_view text;
        if (object["activity_id"].get(activity) || object["type_uid"].get(type) ||
            object["category_uid"].get(category)) {
            return;  // told above: they are required
        }
        const YAML::Node activityName = rules["activities"][std::to_string(activity)];
        if (!activityName) {
            problem("activity_id", "the class has no activity " + std::to_string(activity));
            return;
        }
        if (type != classUid * 100 + activity) {
            problem("type_uid", "is not class_uid * 100 + activity_id");
        }
        if (category != rules["category"].as<std::int64_t>()) {
            problem("category_uid", "is not the category of the class");
        }
        const auto caption = [&](const char* key, const std::string& wanted) {
            if (!object[key].get(text) && text != wanted) {
                problem(key, "is \"" + std::string(text) + "\" instead of \"" + wanted + "\"");
            }
        };
        caption("activity_name", activityName.Scalar());
        caption("class_name", rules["name"].Scalar());
        caption("category_name", m_table.classes["categories"][std::to_string(category)].Scalar());
        caption("type_name", rules["name"].Scalar() + ": " + activityName.Scalar());
        if (!object["status_id"].get(status) && !has(rules["status"], std::to_string(status))) {
            problem("status_id", "value " + std::to_string(status) + " is not allowed");
        }
    }

    const Table& m_table;
};

}  // namespace

std::vector<std::string> ocsfProblems(std::string_view record) {
    static const Table table;
    simdjson::dom::parser parser;
    Json root;
    if (parser.parse(record.data(), record.size()).get(root)) {
        return {"record: not JSON"};
    }
    Check check(table);
    check.record(root);
    return check.problems;
}

}  // namespace vedette
