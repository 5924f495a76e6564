// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/fleet_text.h"

#include <fmt/format.h>

#include <set>

#include "core/base/json.h"

namespace vedette::console {
namespace {

// JSON strings are YAML strings.
std::string quoted(const QString& text) {
    std::string out;
    appendJsonString(out, text.trimmed().toStdString());
    return out;
}

std::string list(const QStringList& items) {
    std::string out = "[";
    for (const auto& item : items) out += (out.size() > 1 ? ", " : "") + quoted(item);
    return out + "]";
}

bool isMetrics(const QString& kind) {
    static const std::set<QString> kFlavours = {QStringLiteral("vllm"), QStringLiteral("triton"),
                                                QStringLiteral("sglang"), QStringLiteral("llamacpp"),
                                                QStringLiteral("metrics")};
    return kFlavours.contains(kind);
}

std::string sources(const ui::NodeDraft& node) {
    if (isMetrics(node.kind)) {
        const bool named = node.kind != QStringLiteral("metrics");
        return fmt::format("      - id: metrics\n        kind: metrics\n        path: /metrics\n{}",
                           named ? fmt::format("        flavour: {}\n", quoted(node.kind)) : "");
    }
    if (node.kind == QStringLiteral("litellm-spend"))
        return fmt::format(
            "      - id: spend\n        kind: json_pages\n        mapping: {}\n        path: /spend/logs/v2\n",
            quoted(node.kind));
    return fmt::format(
        "      - id: access\n        kind: json_lines\n        mapping: {}\n        path: /logs/access\n",
        quoted(node.kind));
}

}  // namespace

std::string fleetText(const std::vector<ui::NodeDraft>& nodes) {
    std::string out = "name: \"My fleet\"\nnodes:\n";
    for (const auto& node : nodes) {
        out += fmt::format("  - id: {}\n    provider: {}\n    region: {}\n    endpoint: {}\n", quoted(node.id),
                           quoted(node.provider), quoted(node.region), quoted(node.url));
        if (!node.dataClasses.isEmpty()) out += "    data_classes: " + list(node.dataClasses) + "\n";
        if (!node.allowedZones.isEmpty()) out += "    allowed_zones: " + list(node.allowedZones) + "\n";
        if (!node.bearer.trimmed().isEmpty()) out += "    bearer: " + quoted(node.bearer) + "\n";
        if (!node.caFile.trimmed().isEmpty()) out += "    tls:\n      ca_file: " + quoted(node.caFile) + "\n";
        out += "    sources:\n" + sources(node);
    }
    return out;
}

}  // namespace vedette::console
