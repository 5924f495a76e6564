// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/flavour.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <initializer_list>

namespace vedette {

namespace {

struct RefusedFlavour {
    int line;
    std::string what;
};

[[noreturn]] void refuse(const YAML::Node& at, std::string what) {
    throw RefusedFlavour{at.Mark().is_null() ? 1 : at.Mark().line + 1, std::move(what)};
}

std::string scalar(const YAML::Node& node, const char* what) {
    if (!node || !node.IsScalar()) {
        refuse(node ? node : YAML::Node(), std::string(what) + " must be a text");
    }
    return node.Scalar();
}

std::vector<std::string> texts(const YAML::Node& node, const char* what) {
    std::vector<std::string> list;
    if (!node) {
        return list;
    }
    if (node.IsScalar()) {
        return {node.Scalar()};
    }
    if (!node.IsSequence()) {
        refuse(node, std::string(what) + " must be a list");
    }
    for (const auto& item : node) {
        list.push_back(scalar(item, what));
    }
    return list;
}

void onlyKeys(const YAML::Node& map, std::initializer_list<std::string_view> known) {
    if (!map.IsMap()) {
        refuse(map, "a map is expected here");
    }
    for (const auto& item : map) {
        const auto key = item.first.as<std::string>();
        if (std::ranges::find(known, key) == known.end()) {
            refuse(item.first, "unknown key \"" + key + "\"");
        }
    }
}

Source source(const YAML::Node& node) {
    Source made;
    if (node.IsScalar()) {
        made.series = node.Scalar();
        return made;
    }
    onlyKeys(node, {"series", "where"});
    made.series = scalar(node["series"], "series");
    if (node["where"]) {
        for (const auto& pair : node["where"]) {
            made.where.emplace_back(pair.first.as<std::string>(), texts(pair.second, "where"));
        }
    }
    return made;
}

void metrics(const YAML::Node& list, bool counter, Flavour& out) {
    if (!list) {
        return;
    }
    if (!list.IsMap()) {
        refuse(list, "metrics are a table from the common name to the series");
    }
    for (const auto& pair : list) {
        Metric metric;
        metric.name = pair.first.as<std::string>();
        metric.counter = counter;
        YAML::Node sources = pair.second;
        if (sources.IsMap()) {
            onlyKeys(sources, {"any", "sum", "by", "scale"});
            metric.largest = sources["by"] && scalar(sources["by"], "by") == "max";
            metric.scale = sources["scale"] ? sources["scale"].as<int>() : 0;
            if (metric.scale < 0 || metric.scale > 9) {
                refuse(sources["scale"], "scale is a power of ten from 0 to 9");
            }
            metric.all = static_cast<bool>(sources["sum"]);
            if (metric.all == static_cast<bool>(sources["any"])) {
                refuse(sources, "a metric is read from \"any\" or from \"sum\"");
            }
            sources.reset(metric.all ? sources["sum"] : sources["any"]);
        }
        if (sources.IsSequence()) {
            for (const auto& item : sources) {
                metric.sources.push_back(source(item));
            }
        } else {
            metric.sources.push_back(source(sources));
        }
        out.metrics.push_back(std::move(metric));
    }
}

Flavour flavour(const YAML::Node& root) {
    onlyKeys(root, {"id", "title", "recognise", "start", "models", "ranks", "only", "counters", "gauges"});
    Flavour made;
    made.id = scalar(root["id"], "id");
    made.prefixes = texts(root["recognise"], "recognise");
    made.start = root["start"] ? scalar(root["start"], "start") : "";
    made.models = texts(root["models"], "models");
    made.ranks = texts(root["ranks"], "ranks");
    if (root["only"]) {
        for (const auto& pair : root["only"]) {
            made.only.emplace_back(pair.first.as<std::string>(), pair.second.as<std::string>());
        }
    }
    metrics(root["counters"], true, made);
    metrics(root["gauges"], false, made);
    std::ranges::sort(made.metrics, {}, &Metric::name);
    return made;
}

}  // namespace

Result<Flavour> loadFlavour(std::string_view yaml, const std::string& nameForErrors) {
    try {
        return flavour(YAML::Load(std::string(yaml)));
    } catch (const RefusedFlavour& refused) {
        return fail(ErrorCode::Invalid, refused.what, nameForErrors + ":" + std::to_string(refused.line));
    } catch (const YAML::Exception& broken) {
        return fail(ErrorCode::Invalid, "not readable as YAML: " + broken.msg,
                    nameForErrors + ":" + std::to_string(broken.mark.is_null() ? 1 : broken.mark.line + 1));
    } catch (const std::exception& broken) {
        return fail(ErrorCode::Invalid, std::string("not readable: ") + broken.what(), nameForErrors);
    }
}

}  // namespace vedette
