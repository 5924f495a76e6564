// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/make_collectors.h"

#include "collectors/json_lines.h"
#include "collectors/json_pages.h"
#include "collectors/scrape.h"
#include "collectors/tail/file_tail.h"

namespace vedette {

std::string sourceName(const NodeConfig& node, const SourceConfig& source) { return node.id + "/" + source.id; }

std::vector<std::unique_ptr<Collector>> makeCollectors(const FleetConfig& fleet, HttpEngine& http,
                                                       const MetricFlavours& flavours, const Clock& clock,
                                                       SeenIdsOf seenIds) {
    std::vector<std::unique_ptr<Collector>> out;
    for (const NodeConfig& node : fleet.nodes) {
        for (const SourceConfig& source : node.sources) {
            const std::string name = sourceName(node, source);
            switch (source.kind) {
                case SourceKind::File: out.push_back(std::make_unique<FileTail>(name, source.path)); break;
                case SourceKind::JsonPages:
                    out.push_back(std::make_unique<JsonPages>(name, node, source, http, clock, seenIds));
                    break;
                case SourceKind::JsonLines: out.push_back(std::make_unique<JsonLines>(name, node, source, http)); break;
                case SourceKind::Metrics:
                    out.push_back(std::make_unique<Scrape>(name, node, source, http, flavours));
                    break;
            }
        }
    }
    return out;
}

SourceOfNode findSource(const FleetConfig& fleet, std::string_view name) {
    for (const NodeConfig& node : fleet.nodes) {
        if (!name.starts_with(node.id) || name.size() <= node.id.size() || name[node.id.size()] != '/') continue;
        for (const SourceConfig& source : node.sources) {
            if (name.substr(node.id.size() + 1) == source.id) return {&node, &source};
        }
    }
    return {};
}

Duration sourceInterval(const FleetConfig& fleet, std::string_view name) {
    const SourceOfNode found = findSource(fleet, name);
    return found.source != nullptr ? found.source->every : SourceConfig{}.every;
}

}  // namespace vedette
