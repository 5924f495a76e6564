// SPDX-License-Identifier: GPL-3.0-or-later
// From a pack's YAML to its compiled form. Everything is checked here, so that mapping a line cannot fail on the pack.
#include "core/event/pack_load.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "core/base/json.h"
#include "core/event/classes.h"
#include "core/event/json_scan.h"

namespace vedette::pack {

namespace {

// Thrown and caught inside this file only; carries the place in the pack.
struct Refused {
    int line;
    std::string what;
};

[[noreturn]] void refuse(const YAML::Node& at, std::string what) {
    throw Refused{at.Mark().is_null() ? 1 : at.Mark().line + 1, std::move(what)};
}

void onlyKeys(const YAML::Node& map, std::string_view what, std::initializer_list<std::string_view> known) {
    if (!map.IsMap()) {
        refuse(map, std::string(what) + " must be a map");
    }
    std::vector<std::string> seen;
    for (const auto& item : map) {
        const auto key = item.first.as<std::string>();
        if (std::ranges::find(seen, key) != seen.end()) {
            refuse(item.first, "\"" + key + "\" occurs twice in " + std::string(what));
        }
        seen.push_back(key);
        if (std::ranges::find(known, key) == known.end()) {
            std::string list;
            for (const auto name : known) {
                list += (list.empty() ? "" : ", ") + std::string(name);
            }
            refuse(item.first, "unknown key \"" + key + "\" in " + std::string(what) + "; known: " + list);
        }
    }
}

std::string textOf(const YAML::Node& node, std::string_view what) {
    if (!node.IsScalar()) {
        refuse(node, std::string(what) + " must be a text");
    }
    return node.Scalar();
}

std::string needText(const YAML::Node& map, const char* key, std::string_view what) {
    const YAML::Node node = map[key];
    if (!node) {
        refuse(map, std::string(what) + " needs \"" + key + "\"");
    }
    std::string text = textOf(node, key);
    if (text.empty()) {
        refuse(node, std::string("\"") + key + "\" must not be empty");
    }
    return text;
}

std::vector<std::string> textList(const YAML::Node& node, std::string_view what) {
    std::vector<std::string> list;
    if (node.IsScalar()) {
        list.push_back(node.Scalar());
    } else if (node.IsSequence()) {
        for (const auto& item : node) {
            list.push_back(textOf(item, what));
        }
    } else {
        refuse(node, std::string(what) + " must be a text or a list of texts");
    }
    return list;
}

std::int64_t wholeOf(const YAML::Node& node, std::string_view what) {
    std::int64_t value = 0;
    if (!node.IsScalar() || !parseWhole(node.Scalar(), value)) {
        refuse(node, std::string(what) + " must be a whole number");
    }
    return value;
}

Duration zoneOf(const YAML::Node& node) {
    const std::string text = textOf(node, "zone");
    if (text == "UTC" || text == "Z") {
        return Duration{0};
    }
    const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
    std::int64_t hours = 0, minutes = 0;
    if (!shaped || !parseWhole(text.substr(1, 2), hours) || !parseWhole(text.substr(4, 2), minutes) || hours > 23 ||
        minutes > 59) {
        refuse(node, "zone \"" + text + "\" is neither UTC nor like +02:00");
    }
    const Duration offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return text[0] == '-' ? -offset : offset;
}

class Loader {
public:
    explicit Loader(Pack& pack) : m_pack(pack) {}

    void load(const YAML::Node& root) {
        onlyKeys(root, "the pack",
                 {"id", "version", "title", "format", "lines", "escapes", "product", "log_name", "absent", "match",
                  "time", "fields", "classes", "rules", "content", "keep", "ignore"});
        m_pack.id = needText(root, "id", "the pack");
        m_pack.version = needText(root, "version", "the pack");
        m_pack.title = needText(root, "title", "the pack");
        for (const char c : m_pack.id) {
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                refuse(root["id"], "id may hold small letters, digits and dashes only");
            }
        }
        m_pack.mapping = m_pack.id + "@" + m_pack.version;
        const std::string format = needText(root, "format", "the pack");
        m_pack.text = format == "text";
        if (format != "text" && format != "json") {
            refuse(root["format"], "unknown format \"" + format + "\"; known: json, text");
        }
        m_pack.absent = root["absent"] ? textList(root["absent"], "absent") : std::vector<std::string>{"", "-"};
        loadLines(root);
        loadProduct(root);
        if (root["match"]) {
            m_pack.match = conditions(root["match"], false);
        }
        loadTime(root);
        loadRules(root, "fields", m_pack.fields);
        loadClasses(root);
        loadRules(root, "rules", m_pack.rules);
        loadContent(root);
        loadKeep(root);
        if (m_pack.text) {
            checkCaptures(root);
        }
    }

private:
    int slot(const YAML::Node& node) {
        std::string error;
        const std::string path = textOf(node, "a source path");
        const int made = m_pack.tree.slotOf(path, error);
        if (!error.empty()) {
            refuse(node, "source path \"" + path + "\": " + error);
        }
        return made;
    }

    std::vector<int> slots(const YAML::Node& node) {
        std::vector<int> list;
        if (node.IsSequence()) {
            for (const auto& item : node) {
                list.push_back(slot(item));
            }
        } else {
            list.push_back(slot(node));
        }
        if (list.empty()) {
            refuse(node, "\"from\" names nothing");
        }
        return list;
    }

    static Field fieldOf(const YAML::Node& node) {
        const auto field = fieldAt(textOf(node, "an attribute"));
        if (!field) {
            refuse(node, field.error().what);
        }
        return *field;
    }

    void loadLines(const YAML::Node& root) {
        if (!m_pack.text) {
            if (root["lines"] || root["escapes"]) {
                refuse(root["lines"] ? root["lines"] : root["escapes"], "lines and escapes belong to format: text");
            }
            return;
        }
        if (!root["lines"] || !root["lines"].IsSequence() || root["lines"].size() == 0) {
            refuse(root["format"], "format: text needs a list \"lines\" of patterns");
        }
        for (const auto& item : root["lines"]) {
            std::string error;
            LinePattern pattern = LinePattern::compile(textOf(item, "a pattern"), error);
            if (!error.empty()) {
                refuse(item, "pattern: " + error);
            }
            std::vector<int> captured;
            for (const std::string& name : pattern.names()) {
                captured.push_back(name == "_" ? -1 : m_pack.tree.slotOf(name, error));
                if (!error.empty()) {
                    refuse(item, "capture \"" + name + "\": " + error);
                }
            }
            m_pack.patterns.push_back(std::move(pattern));
            m_pack.patternSlots.push_back(std::move(captured));
        }
        m_captured = m_pack.tree.slotPaths.size();
        if (const auto node = root["escapes"]) {
            const std::string text = textOf(node, "escapes");
            if (text != "backslash" && text != "hash" && text != "none") {
                refuse(node, "unknown escapes \"" + text + "\"; known: none, backslash, hash");
            }
            m_pack.escapes = text == "backslash" ? LogEscapes::Backslash
                             : text == "hash"    ? LogEscapes::HashSign
                                                 : LogEscapes::None;
        }
    }

    // A text line has no other sources than its captures.
    void checkCaptures(const YAML::Node& root) const {
        if (m_pack.tree.slotPaths.size() > m_captured) {
            refuse(root, "no pattern captures \"" + m_pack.tree.slotPaths[m_captured] + "\"");
        }
    }

    void constant(Field to, std::string text) {
        Rule rule;
        rule.to = to;
        rule.hasValue = true;
        rule.value.text = std::move(text);
        m_pack.fields.push_back(std::move(rule));
    }

    void loadProduct(const YAML::Node& root) {
        const YAML::Node product = root["product"];
        if (!product) {
            refuse(root, "the pack needs \"product\": {name: …, vendor: …}");
        }
        onlyKeys(product, "product", {"name", "vendor"});
        constant(Field::productName, needText(product, "name", "product"));
        constant(Field::productVendor, needText(product, "vendor", "product"));
        if (root["log_name"]) {
            constant(Field::logName, textOf(root["log_name"], "log_name"));
        }
    }

    void loadTime(const YAML::Node& root) {
        const YAML::Node list = root["time"];
        if (!list || !list.IsSequence() || list.size() == 0) {
            refuse(root, "the pack needs a list \"time\": where the event's time stands");
        }
        for (const auto& item : list) {
            onlyKeys(item, "a time", {"from", "as", "zone"});
            if (!item["from"]) {
                refuse(item, "a time needs \"from\"");
            }
            Rule rule;
            rule.toTime = true;
            rule.from = slots(item["from"]);
            loadSteps(item, rule, FieldType::Integer);
            if (!isTimeStep(rule.as)) {
                refuse(item, "a time needs \"as\" with a conversion to a time");
            }
            m_pack.fields.push_back(std::move(rule));
        }
    }

    void loadSteps(const YAML::Node& item, Rule& rule, FieldType type) {
        bool typed = false;
        const auto add = [&](const YAML::Node& node) {
            std::string name;
            std::string marker;
            if (node.IsMap() && node.size() == 1) {
                name = node.begin()->first.as<std::string>();
                marker = textOf(node.begin()->second, "a marker");
            } else {
                name = textOf(node, "as");
            }
            if (name == "text") {
                return;
            }
            const auto step = stepNamed(name);
            if (!step) {
                refuse(node, "unknown conversion \"" + name + "\"");
            }
            if ((*step == Step::After) != !marker.empty()) {
                refuse(node, "\"after\" is written {after: marker}, other conversions without a marker");
            }
            if (typed) {
                refuse(node, "nothing can follow a conversion to a number or a time");
            }
            if (isTextStep(*step)) {
                rule.steps.emplace_back(*step, marker);
                return;
            }
            typed = true;
            rule.as = *step;
            rule.elapsed = *step == Step::Elapsed;
        };
        rule.as = type == FieldType::Boolean ? Step::Boolean : Step::Integer;
        if (const auto as = item["as"]) {
            if (as.IsSequence()) {
                for (const auto& step : as) {
                    add(step);
                }
            } else {
                add(as);
            }
            if (typed && type != FieldType::Integer && type != FieldType::Boolean) {
                refuse(as, "the attribute holds text; \"" + std::string(stepName(rule.as)) + "\" makes a number");
            }
            if (typed && type == FieldType::Boolean && rule.as != Step::Boolean) {
                refuse(as, "the attribute is true or false");
            }
        }
        const bool needsZone = rule.as == Step::Haproxy || rule.as == Step::Ctime;
        if (item["zone"]) {
            rule.zone = zoneOf(item["zone"]);
        } else if (needsZone) {
            refuse(item, "times like this have no zone: declare it, for example zone: UTC");
        }
    }

    static Literal literal(const YAML::Node& node, FieldType type) {
        Literal made;
        made.text = textOf(node, "a value");
        switch (type) {
            case FieldType::Integer: made.number = wholeOf(node, "the value"); break;
            case FieldType::Boolean:
                if (made.text != "true" && made.text != "false") {
                    refuse(node, "the value must be true or false");
                }
                made.number = made.text == "true" ? 1 : 0;
                break;
            case FieldType::Json: {
                auto canonical = canonicalJson(made.text);
                if (!canonical) {
                    refuse(node, "the value must be JSON text: " + canonical.error().what);
                }
                made.text = std::move(*canonical);
                break;
            }
            case FieldType::Text: break;
        }
        return made;
    }

    void loadRules(const YAML::Node& root, const char* key, std::vector<Rule>& out) {
        const YAML::Node list = root[key];
        if (!list) {
            return;
        }
        if (!list.IsSequence()) {
            refuse(list, std::string("\"") + key + "\" must be a list");
        }
        for (const auto& item : list) {
            onlyKeys(item, "a field",
                     {"to", "from", "join", "as", "zone", "absent", "values", "otherwise", "default", "value", "object",
                      "when"});
            if (!item["to"]) {
                refuse(item, "a field needs \"to\": an attribute of the record");
            }
            Rule rule;
            rule.to = fieldOf(item["to"]);
            const FieldType type = kFields[static_cast<std::size_t>(rule.to)].type;
            refuseReserved(item["to"], rule.to);
            const int sources = (item["from"] ? 1 : 0) + (item["value"] ? 1 : 0) + (item["object"] ? 1 : 0);
            if (sources != 1) {
                refuse(item, "a field needs one of \"from\", \"value\", \"object\"");
            }
            if (item["object"]) {
                loadObject(item["object"], rule, type);
            } else if (item["from"]) {
                if (type == FieldType::Json) {
                    refuse(item["to"], "this attribute holds a structure: use \"object\" or \"value\"");
                }
                rule.from = slots(item["from"]);
                loadSteps(item, rule, type);
                if (isTimeStep(rule.as) && rule.as != Step::Integer && type != FieldType::Integer) {
                    refuse(item, "a time goes into a number attribute");
                }
                if (rule.elapsed && rule.from.size() != 2) {
                    refuse(item["from"], "elapsed needs a start and an end: from: [start, end]");
                }
            }
            if (const auto join = item["join"]) {
                rule.join = true;
                rule.separator = textOf(join, "join");
                if (type != FieldType::Text) {
                    refuse(join, "only text can be joined");
                }
            }
            if (item["absent"]) {
                rule.absent = textList(item["absent"], "absent");
            }
            if (const auto values = item["values"]) {
                if (!values.IsMap()) {
                    refuse(values, "values must be a table");
                }
                for (const auto& pair : values) {
                    rule.values.emplace_back(textOf(pair.first, "a value"), literal(pair.second, type));
                }
            }
            if (item["otherwise"]) {
                rule.hasOtherwise = true;
                rule.otherwise = literal(item["otherwise"], type);
                if (rule.values.empty()) {
                    refuse(item["otherwise"],
                           "\"otherwise\" belongs to \"values\"; for a missing source use \"default\"");
                }
            }
            if (item["value"] && item["default"]) {
                refuse(item["default"], "a constant needs no default");
            }
            if (const auto value = item["value"] ? item["value"] : item["default"]) {
                rule.hasValue = true;
                rule.value = literal(value, type);
            }
            if (item["when"]) {
                rule.when = conditions(item["when"], true);
            }
            out.push_back(std::move(rule));
        }
    }

    // Attributes that the mapper or the pipeline sets itself; a pack that could set them could lie about them.
    static void refuseReserved(const YAML::Node& node, Field to) {
        static constexpr Field kReserved[] = {Field::classUid,
                                              Field::categoryUid,
                                              Field::typeUid,
                                              Field::activityId,
                                              Field::time,
                                              Field::timeDt,
                                              Field::loggedTime,
                                              Field::ocsfVersion,
                                              Field::profiles,
                                              Field::vNode,
                                              Field::vSource,
                                              Field::vMapping,
                                              Field::vSealed,
                                              Field::vNetwork,
                                              Field::vClientKind,
                                              Field::vDetected,
                                              Field::vEvidence,
                                              Field::vPromptHash,
                                              Field::vPromptLength,
                                              Field::vPromptSimhash,
                                              Field::vCompletionHash,
                                              Field::vCompletionLength,
                                              Field::vAction,
                                              Field::vFleet,
                                              Field::vMetrics,
                                              Field::vObservation,
                                              Field::vRejected,
                                              Field::unmapped,
                                              Field::originalTime};
        if (std::ranges::find(kReserved, to) != std::end(kReserved)) {
            refuse(node, "\"" + node.Scalar() + "\" is set by Vedette, not by a pack");
        }
    }

    void loadObject(const YAML::Node& node, Rule& rule, FieldType type) {
        if (type != FieldType::Json || !node.IsMap()) {
            refuse(node, "\"object\" is a map of members, for an attribute that holds a structure");
        }
        for (const auto& pair : node) {
            rule.members.emplace_back(textOf(pair.first, "a member"), slot(pair.second));
        }
        std::ranges::sort(rule.members);
    }

    Conditions conditions(const YAML::Node& node, bool fields) {
        Conditions made;
        if (node.IsSequence()) {
            for (const auto& item : node) {
                made.push_back(condition(item, fields));
            }
        } else {
            made.push_back(condition(node, fields));
        }
        return made;
    }

    Condition condition(const YAML::Node& node, bool fields) {
        onlyKeys(node, "a condition",
                 {"from", "field", "has", "lacks", "named", "missing", "set", "unset", "is", "not", "starts", "ends",
                  "contains", "below", "at_least"});
        Condition made;
        for (const char* key : {"has", "lacks", "named", "missing", "set", "unset"}) {
            if (const auto path = node[key]) {
                const std::string_view test = key;
                if (node.size() != 1) {
                    refuse(node, std::string("\"") + key + "\" stands alone in its condition");
                }
                made.test = test == "named" || test == "missing" ? Condition::Test::Named : Condition::Test::Has;
                made.negated = test == "lacks" || test == "missing" || test == "unset";
                made.onField = test == "set" || test == "unset";
                if (made.onField && !fields) {
                    refuse(path, "no attribute is set yet where lines are matched");
                }
                if (made.onField) {
                    made.field = fieldOf(path);
                } else {
                    made.slot = slot(path);
                }
                return made;
            }
        }
        if (node.size() != 2 || static_cast<bool>(node["from"]) == static_cast<bool>(node["field"])) {
            refuse(node, "a condition is one of \"from\" and \"field\" with one test");
        }
        if (node["field"]) {
            if (!fields) {
                refuse(node["field"], "no attribute is set yet where lines are matched");
            }
            made.onField = true;
            made.field = fieldOf(node["field"]);
        } else {
            made.slot = slot(node["from"]);
        }
        using Test = Condition::Test;
        const std::pair<const char*, Test> texts[] = {{"is", Test::Is},
                                                      {"not", Test::Is},
                                                      {"starts", Test::Starts},
                                                      {"ends", Test::Ends},
                                                      {"contains", Test::Contains}};
        for (const auto& [key, test] : texts) {
            if (node[key]) {
                made.test = test;
                made.negated = key == std::string_view("not");
                made.texts = textList(node[key], key);
                return made;
            }
        }
        made.test = node["below"] ? Test::Below : Test::AtLeast;
        made.number = wholeOf(node["below"] ? node["below"] : node["at_least"], "the limit");
        return made;
    }

    void loadClasses(const YAML::Node& root) {
        static const std::pair<std::string_view, std::int64_t> kClasses[] = {
            {"http_activity", ocsf::kHttpActivity},
            {"api_activity", ocsf::kApiActivity},
            {"authentication", ocsf::kAuthentication},
            {"detection_finding", ocsf::kDetectionFinding}};
        const YAML::Node list = root["classes"];
        if (!list || !list.IsSequence() || list.size() == 0) {
            refuse(root, "the pack needs a list \"classes\": which OCSF class a line becomes");
        }
        for (const auto& item : list) {
            onlyKeys(item, "a class", {"when", "class", "activity"});
            ClassRule rule;
            if (item["when"]) {
                rule.when = conditions(item["when"], true);
            }
            const std::string name = needText(item, "class", "a class");
            const auto known = std::ranges::find(kClasses, name, &std::pair<std::string_view, std::int64_t>::first);
            if (known == std::end(kClasses)) {
                refuse(item["class"], "unknown class \"" + name +
                                          "\"; known: http_activity, api_activity, authentication, detection_finding");
            }
            rule.classUid = known->second;
            const auto activity = [&](const YAML::Node& node) {
                const std::int64_t id = activityNamed(rule.classUid, textOf(node, "activity"));
                if (id < 0) {
                    refuse(node, name + " has no activity \"" + node.Scalar() + "\"");
                }
                return id;
            };
            const YAML::Node given = item["activity"];
            if (!given) {
                refuse(item, "a class needs \"activity\"");
            }
            if (given.IsMap()) {
                onlyKeys(given, "activity", {"field", "values", "otherwise"});
                if (!given["field"] || !given["values"] || !given["values"].IsMap()) {
                    refuse(given, "activity by field needs \"field\" and a table \"values\"");
                }
                rule.byField = true;
                rule.activityField = fieldOf(given["field"]);
                for (const auto& pair : given["values"]) {
                    rule.activities.emplace_back(textOf(pair.first, "a value"), activity(pair.second));
                }
                rule.activity = given["otherwise"] ? activity(given["otherwise"]) : 99;
            } else {
                rule.activity = activity(given);
            }
            m_pack.classes.push_back(std::move(rule));
        }
        if (!m_pack.classes.back().when.empty()) {
            refuse(list, "the last class must hold for every line: leave out its \"when\"");
        }
    }

    void loadContent(const YAML::Node& root) {
        const YAML::Node content = root["content"];
        if (!content) {
            return;
        }
        onlyKeys(content, "content", {"prompt", "completion"});
        m_pack.prompt = content["prompt"] ? slot(content["prompt"]) : -1;
        m_pack.completion = content["completion"] ? slot(content["completion"]) : -1;
    }

    void loadKeep(const YAML::Node& root) {
        if (const auto keep = root["keep"]) {
            for (const auto& path : textList(keep, "keep")) {
                for (const char c : path) {
                    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) {
                        refuse(keep, "names in \"keep\" must be plain ASCII");
                    }
                }
                m_pack.keep.emplace_back(path, slot(YAML::Node(path)));
            }
            std::ranges::sort(m_pack.keep);
            refusePersonal(keep);
        }
        if (const auto ignore = root["ignore"]) {
            for (const auto& path : textList(ignore, "ignore")) {
                std::string error;
                const int node = m_pack.tree.nodeOf(path, error);
                if (!error.empty()) {
                    refuse(ignore, "source path \"" + path + "\": " + error);
                }
                m_pack.tree.nodes[static_cast<std::size_t>(node)].ignore = true;
            }
        }
    }

    // What goes into a sealed attribute must not be kept in clear beside it.
    void refusePersonal(const YAML::Node& keep) const {
        static constexpr Field kSealed[] = {Field::userUid, Field::authUserUid, Field::clientUid, Field::sessionUid,
                                            Field::credentialUid};
        const auto check = [&](const std::vector<Rule>& rules) {
            for (const Rule& rule : rules) {
                if (std::ranges::find(kSealed, rule.to) == std::end(kSealed) || rule.toTime) {
                    continue;
                }
                for (const auto& [path, slot] : m_pack.keep) {
                    if (std::ranges::find(rule.from, slot) != rule.from.end()) {
                        refuse(keep, "\"" + path + "\" is personal (it becomes " +
                                         std::string(kFields[static_cast<std::size_t>(rule.to)].path) +
                                         ") and cannot be kept in clear");
                    }
                }
            }
        };
        check(m_pack.fields);
        check(m_pack.rules);
        for (const auto& [path, slot] : m_pack.keep) {
            if (slot == m_pack.prompt || slot == m_pack.completion) {
                refuse(keep, "\"" + path + "\" is content and cannot be kept in clear");
            }
        }
    }

    Pack& m_pack;
    std::size_t m_captured = 0;
};

}  // namespace

Result<std::unique_ptr<const Pack>> load(std::string_view yaml, const std::string& nameForErrors) {
    auto made = std::make_unique<Pack>();
    constexpr const char* kHint = "docs/add-a-source.md describes the format";
    try {
        const YAML::Node root = YAML::Load(std::string(yaml));
        if (!root.IsMap()) {
            return fail(ErrorCode::Invalid, "a mapping pack must be a YAML map", nameForErrors + ":1", kHint);
        }
        Loader(*made).load(root);
        made->tree.index();
    } catch (const Refused& refused) {
        return fail(ErrorCode::Invalid, refused.what, nameForErrors + ":" + std::to_string(refused.line), kHint);
    } catch (const YAML::Exception& broken) {
        const int line = broken.mark.is_null() ? 1 : broken.mark.line + 1;
        return fail(ErrorCode::Invalid, "not readable as YAML: " + broken.msg,
                    nameForErrors + ":" + std::to_string(line), kHint);
    } catch (const std::exception& broken) {
        return fail(ErrorCode::Invalid, std::string("not readable as YAML: ") + broken.what(), nameForErrors + ":1",
                    kHint);
    }
    return std::unique_ptr<const Pack>(std::move(made));
}

}  // namespace vedette::pack
