// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/fleet_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "app/fleetsim/log_files.h"

namespace vedette::fleetsim {
namespace {

// A simulated minute between polls, but no more than once a second and no less than the usual 15 s.
int pollMillis(double speed) {
    return static_cast<int>(std::clamp(60'000.0 / std::max(speed, 0.001), 1000.0, 15'000.0));
}

void appendSource(std::string& out, const NodePlan& node, const SourcePlan& source, const FleetFileOptions& options) {
    const int every = pollMillis(options.speed);
    const auto head = [&](std::string_view kind, std::string_view path) {
        fmt::format_to(std::back_inserter(out),
                       "      - id: {}\n        kind: {}\n        mapping: {}\n        path: {}\n        every: {}ms\n",
                       source.id, kind, source.mapping, path, every);
    };
    if (source.kind == LogKind::LiteLlm) {
        head("json_pages", "/spend/logs/v2");
        // Rows carry the time they began and show up after they ended, at most three simulated minutes later.
        out +=
            "        page_items: data\n        page_time: startTime\n        page_id: request_id\n"
            "        page_size: 100\n        overlap: 5m\n";
    } else if (options.files) {
        head("file",
             std::filesystem::relative(LogFiles::pathOf(options.folder, node, source), options.folder).string());
    } else {
        head("json_lines", "/logs/" + source.id);
    }
}

}  // namespace

std::string fleetYaml(const std::vector<NodePlan>& nodes, const std::vector<int>& ports,
                      const FleetFileOptions& options) {
    std::string out =
        "# Written by vedette-fleetsim: simulated nodes on this machine.\n"
        "name: simulated fleet\n"
        "facts:\n"
        "  hipaa_role: covered_entity\n"
        "  cde_scope: in_scope\n"
        "  gdpr_role: controller\n"
        "  subject_regions: EU\n"
        "retention:\n"
        "  - {data_class: personal, minimum: 6 months, maximum: 13 months, basis: logging policy 3.1}\n"
        "  - {data_class: health, minimum: 6 years, maximum: 10 years, basis: records policy 4.2}\n"
        "  - {data_class: cardholder, minimum: 12 months, maximum: 24 months, basis: card data policy 10.5}\n"
        "nodes:\n";
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const NodePlan& n = nodes[i];
        std::vector<std::string_view> models;
        for (const Model& m : n.models) models.push_back(m.name);
        fmt::format_to(std::back_inserter(out),
                       "  - id: {}\n    provider: {}\n    region: {}\n    country: {}\n    data_classes: [{}]\n"
                       "    allowed_zones: [{}]\n    models: [{}]\n    endpoint: https://127.0.0.1:{}\n"
                       "    bearer: file:token\n    tls:\n      ca_file: ca.pem\n    sources:\n",
                       n.id, n.provider, n.region, n.country, fmt::join(n.dataClasses, ", "),
                       fmt::join(n.allowedZones, ", "), fmt::join(models, ", "), ports[i]);
        for (const SourcePlan& source : n.sources) appendSource(out, n, source, options);
        fmt::format_to(std::back_inserter(out),
                       "      - id: metrics\n        kind: metrics\n        flavour: {}\n        path: /metrics\n"
                       "        every: {}ms\n",
                       n.flavour, pollMillis(options.speed));
    }
    return out;
}

}  // namespace vedette::fleetsim
