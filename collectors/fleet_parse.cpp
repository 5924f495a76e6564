// SPDX-License-Identifier: GPL-3.0-or-later
// Reading fleet.yaml. Problems are collected, not thrown: the reader of the message wants to mend all of them at once.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <set>

#include "collectors/fleet.h"
#include "collectors/fleet_check.h"
#include "core/base/file.h"

namespace vedette {
namespace {

constexpr std::size_t kLargestFile = 16u << 20;
constexpr std::size_t kProblemsShown = 50;

class FleetReader {
public:
    FleetReader(std::string file, std::filesystem::path folder)
        : m_file(std::move(file)), m_folder(std::move(folder)) {}

    Result<FleetConfig> read(std::string_view yaml);

private:
    using Keys = std::initializer_list<std::string_view>;

    void problem(const YAML::Mark& mark, const std::string& what) {
        if (m_problems.size() >= kProblemsShown) return;
        const int line = mark.line < 0 ? 1 : mark.line + 1;
        m_problems.push_back(fmt::format("{}:{}: {}", m_file, line, what));
    }

    // True when `node` is a mapping; complains of unknown and repeated keys.
    bool mapping(const YAML::Node& node, const std::string& what, Keys known);
    std::string text(const YAML::Node& parent, const char* key, const std::string& what, bool required = false);
    std::vector<std::string> list(const YAML::Node& parent, const char* key, const std::string& what);
    bool boolean(const YAML::Node& parent, const char* key, const std::string& what, bool otherwise);
    Duration duration(const YAML::Node& parent, const char* key, const std::string& what, Duration otherwise);
    std::string file(const YAML::Node& parent, const char* key, const std::string& what);
    SecretRef secret(const YAML::Node& parent, const char* key, const std::string& what);
    void identifier(const YAML::Node& node, const std::string& id, const std::string& what);

    void facts(const YAML::Node& node, FleetConfig& fleet);
    void retention(const YAML::Node& node, FleetConfig& fleet);
    void node(const YAML::Node& yaml, FleetConfig& fleet);
    TlsConfig tls(const YAML::Node& yaml, const std::string& what);
    SourceConfig source(const YAML::Node& yaml, const std::string& what);

    std::string resolved(const std::string& path) const {
        if (path.empty() || m_folder.empty() || std::filesystem::path(path).is_absolute()) return path;
        return (m_folder / path).lexically_normal().string();
    }

    std::string m_file;
    std::filesystem::path m_folder;
    std::vector<std::string> m_problems;
    std::set<std::string> m_nodeIds;
};

bool FleetReader::mapping(const YAML::Node& node, const std::string& what, Keys known) {
    if (!node.IsMap()) {
        problem(node.Mark(), what + " must be a mapping (key: value)");
        return false;
    }
    std::set<std::string> met;
    for (const auto& entry : node) {
        if (!entry.first.IsScalar()) {
            problem(entry.first.Mark(), what + " has a key that is not a word");
            continue;
        }
        const std::string key = entry.first.Scalar();
        if (!met.insert(key).second) problem(entry.first.Mark(), fmt::format("{} has the key '{}' twice", what, key));
        if (std::ranges::find(known, key) != known.end()) continue;
        const std::string_view near = nearestWord(key, known);
        problem(entry.first.Mark(), near.empty()
                                        ? fmt::format("{} has no key '{}'", what, shortened(key))
                                        : fmt::format("{} has no key '{}'; did you mean '{}'?", what, key, near));
    }
    return true;
}

std::string FleetReader::text(const YAML::Node& parent, const char* key, const std::string& what, bool required) {
    const YAML::Node value = parent[key];
    if (!value || value.IsNull()) {
        if (required) problem(parent.Mark(), fmt::format("{} lacks '{}'", what, key));
        return {};
    }
    if (!value.IsScalar()) {
        problem(value.Mark(), fmt::format("'{}' of {} must be one text", key, what));
        return {};
    }
    const std::string& found = value.Scalar();
    if (!isUtf8(found) || std::ranges::any_of(found, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
        problem(value.Mark(), fmt::format("'{}' of {} has control or ill-formed characters", key, what));
        return {};
    }
    if (required && found.empty()) problem(value.Mark(), fmt::format("'{}' of {} is empty", key, what));
    return found;
}

std::vector<std::string> FleetReader::list(const YAML::Node& parent, const char* key, const std::string& what) {
    std::vector<std::string> out;
    const YAML::Node value = parent[key];
    if (!value || value.IsNull()) return out;
    if (!value.IsSequence()) {
        problem(value.Mark(), fmt::format("'{}' of {} must be a list: [a, b]", key, what));
        return out;
    }
    for (const auto& item : value) {
        if (!item.IsScalar() || item.Scalar().empty() || !isUtf8(item.Scalar())) {
            problem(item.Mark(), fmt::format("'{}' of {} holds something that is not a text", key, what));
        } else if (std::ranges::find(out, item.Scalar()) != out.end()) {
            problem(item.Mark(), fmt::format("'{}' of {} names '{}' twice", key, what, item.Scalar()));
        } else {
            out.push_back(item.Scalar());
        }
    }
    return out;
}

bool FleetReader::boolean(const YAML::Node& parent, const char* key, const std::string& what, bool otherwise) {
    const std::string value = text(parent, key, what);
    if (value.empty()) return otherwise;
    if (value == "true" || value == "yes") return true;
    if (value == "false" || value == "no") return false;
    problem(parent[key].Mark(), fmt::format("'{}' of {} must be true or false", key, what));
    return otherwise;
}

Duration FleetReader::duration(const YAML::Node& parent, const char* key, const std::string& what, Duration otherwise) {
    const std::string value = text(parent, key, what);
    if (value.empty()) return otherwise;
    const auto parsed = parseDuration(value);
    if (!parsed || *parsed < Duration::zero()) {
        problem(parent[key].Mark(), fmt::format("'{}' of {} is '{}', not a length of time such as 15s, 10m or 2h", key,
                                                what, shortened(value)));
        return otherwise;
    }
    return *parsed;
}

std::string FleetReader::file(const YAML::Node& parent, const char* key, const std::string& what) {
    return resolved(text(parent, key, what));
}

SecretRef FleetReader::secret(const YAML::Node& parent, const char* key, const std::string& what) {
    const std::string value = text(parent, key, what);
    if (value.empty()) return {};
    const auto colon = value.find(':');
    const std::string kind = value.substr(0, colon == std::string::npos ? 0 : colon);
    if ((kind != "env" && kind != "file" && kind != "keychain") || colon + 1 == value.size()) {
        // The value is not repeated: it may well be the secret.
        problem(parent[key].Mark(), fmt::format("'{}' of {} must be a reference to a secret (env:NAME, file:PATH or "
                                                "keychain:SERVICE/NAME), never the secret itself",
                                                key, what));
        return {};
    }
    if (kind == "file") return {"file:" + resolved(value.substr(5))};
    return {value};
}

void FleetReader::identifier(const YAML::Node& node, const std::string& id, const std::string& what) {
    if (id.empty() || isIdentifier(id)) return;
    problem(node.Mark(), fmt::format("'{}' cannot be the id of {}: use letters, digits, '.', '_' and '-' only",
                                     shortened(id), what));
}

void FleetReader::facts(const YAML::Node& node, FleetConfig& fleet) {
    if (!node || node.IsNull()) return;
    if (!node.IsMap()) return problem(node.Mark(), "'facts' must be a mapping (key: value)");
    for (const auto& entry : node) {
        if (!entry.first.IsScalar() || !entry.second.IsScalar() || !isIdentifier(entry.first.Scalar())) {
            problem(entry.first.Mark(), "a declared fact must be 'name: value'");
            continue;
        }
        if (!fleet.facts.emplace(entry.first.Scalar(), entry.second.Scalar()).second) {
            problem(entry.first.Mark(), fmt::format("the fact '{}' is declared twice", entry.first.Scalar()));
        }
    }
}

void FleetReader::retention(const YAML::Node& node, FleetConfig& fleet) {
    if (!node || node.IsNull()) return;
    if (!node.IsSequence()) return problem(node.Mark(), "'retention' must be a list");
    for (const auto& item : node) {
        const std::string what = "a retention row";
        if (!mapping(item, what, {"data_class", "maximum", "minimum", "basis"})) continue;
        RetentionRow row;
        row.dataClass = text(item, "data_class", what, true);
        row.maximum = text(item, "maximum", what);
        row.minimum = text(item, "minimum", what);
        row.basis = text(item, "basis", what);
        for (const char* key : {"maximum", "minimum"}) {
            const std::string& period = std::string_view(key) == "maximum" ? row.maximum : row.minimum;
            if (!period.empty() && !isPeriod(period)) {
                problem(item[key].Mark(), fmt::format("'{}' of {} is '{}', not a period such as 400d, 13 months or "
                                                      "6 years",
                                                      key, what, shortened(period)));
            }
        }
        if (std::ranges::any_of(fleet.retention, [&](const auto& r) { return r.dataClass == row.dataClass; })) {
            problem(item.Mark(), fmt::format("the retention of '{}' is declared twice", row.dataClass));
        }
        fleet.retention.push_back(std::move(row));
    }
}

TlsConfig FleetReader::tls(const YAML::Node& yaml, const std::string& what) {
    TlsConfig out;
    const std::string whose = "'tls' of " + what;
    if (!yaml || yaml.IsNull()) return out;
    if (!mapping(yaml, whose, {"ca_file", "cert_file", "key_file", "pin_sha256", "verify"})) return out;
    out.caFile = file(yaml, "ca_file", whose);
    out.certFile = file(yaml, "cert_file", whose);
    out.keyFile = file(yaml, "key_file", whose);
    if (out.certFile.empty() != out.keyFile.empty()) {
        problem(yaml.Mark(), whose + " needs cert_file and key_file together");
    }
    const std::string pin = text(yaml, "pin_sha256", whose);
    out.pinSha256 = plainHex(pin);
    if (!pin.empty() && out.pinSha256.size() != 64) {
        problem(yaml["pin_sha256"].Mark(),
                "'pin_sha256' of " + whose + " must be 64 hex digits (SHA-256 of the certificate)");
    }
    out.verify = boolean(yaml, "verify", whose, true);
    return out;
}

SourceConfig FleetReader::source(const YAML::Node& yaml, const std::string& what) {
    SourceConfig out;
    out.id = text(yaml, "id", what, true);
    if (yaml["id"]) identifier(yaml["id"], out.id, "a source");
    const std::string whose = out.id.empty() ? what : fmt::format("source '{}'", shortened(out.id));
    const std::string kind = text(yaml, "kind", whose, true);
    if (kind == "file")
        out.kind = SourceKind::File;
    else if (kind == "json_pages")
        out.kind = SourceKind::JsonPages;
    else if (kind == "json_lines")
        out.kind = SourceKind::JsonLines;
    else if (kind == "metrics")
        out.kind = SourceKind::Metrics;
    else if (!kind.empty()) {
        problem(yaml["kind"].Mark(), fmt::format("'kind' of {} is '{}': use file, json_pages, json_lines or metrics",
                                                 whose, shortened(kind)));
    }
    out.mapping = text(yaml, "mapping", whose);
    out.flavour = text(yaml, "flavour", whose);
    out.path = text(yaml, "path", whose, true);
    if (out.kind == SourceKind::File) {
        out.path = resolved(out.path);
        if (!kind.empty() && !isTailPath(out.path)) {
            problem(yaml["path"] ? yaml["path"].Mark() : yaml.Mark(),
                    fmt::format("'path' of {} may have one '*', in the file name only", whose));
        }
    } else if (!out.path.empty() && !isUrlPath(out.path)) {
        problem(yaml["path"].Mark(), fmt::format("'path' of {} must begin with '/' and hold no blanks: it is the path "
                                                 "below the node's endpoint",
                                                 whose));
    }
    if (out.kind == SourceKind::Metrics && !out.mapping.empty()) {
        problem(yaml["mapping"].Mark(), fmt::format("{} reads metrics: it has a 'flavour', not a 'mapping'", whose));
    }
    if (out.kind != SourceKind::Metrics && out.mapping.empty()) {
        problem(yaml.Mark(), fmt::format("{} lacks 'mapping': the pack that reads its lines", whose));
    }
    if (out.kind != SourceKind::Metrics && !out.flavour.empty()) {
        problem(yaml["flavour"].Mark(), fmt::format("{} has a 'flavour', which only metrics have", whose));
    }
    out.every = duration(yaml, "every", whose, out.every);
    if (out.every < std::chrono::milliseconds(100)) {
        problem(yaml["every"].Mark(), fmt::format("'every' of {} must be 100ms or more", whose));
    }
    for (const char* key : {"page_items", "page_time", "page_id", "overlap", "lag", "page_size"}) {
        if (yaml[key] && out.kind != SourceKind::JsonPages && !kind.empty()) {
            problem(yaml[key].Mark(), fmt::format("'{}' of {} has a meaning for json_pages only", key, whose));
        }
    }
    const auto member = [&](const char* key, std::string& into) {
        const std::string value = text(yaml, key, whose);
        if (!value.empty()) into = value;
    };
    member("page_items", out.pageItems);
    member("page_time", out.pageTime);
    member("page_id", out.pageId);
    out.overlap = duration(yaml, "overlap", whose, out.overlap);
    out.lag = duration(yaml, "lag", whose, out.lag);
    const std::string size = text(yaml, "page_size", whose);
    if (!size.empty()) {
        const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), out.pageSize);
        if (error != std::errc{} || end != size.data() + size.size() || out.pageSize < 1 || out.pageSize > 10'000) {
            problem(yaml["page_size"].Mark(), fmt::format("'page_size' of {} must be a number from 1 to 10000", whose));
            out.pageSize = 100;
        }
    }
    return out;
}

void FleetReader::node(const YAML::Node& yaml, FleetConfig& fleet) {
    std::string what = fmt::format("node {}", fleet.nodes.size() + 1);
    if (!mapping(yaml, what,
                 {"id", "provider", "region", "country", "data_classes", "allowed_zones", "models", "endpoint",
                  "bearer", "tls", "sources"})) {
        return;
    }
    NodeConfig out;
    out.id = text(yaml, "id", what, true);
    if (yaml["id"]) identifier(yaml["id"], out.id, "a node");
    if (!out.id.empty()) {
        what = fmt::format("node '{}'", shortened(out.id));
        if (!m_nodeIds.insert(out.id).second) problem(yaml["id"].Mark(), fmt::format("{} is declared twice", what));
    }
    out.provider = text(yaml, "provider", what);
    out.region = text(yaml, "region", what);
    out.country = text(yaml, "country", what);
    if (!out.country.empty() && !isCountry(out.country)) {
        problem(yaml["country"].Mark(), fmt::format("'country' of {} must be two capital letters, as DE", what));
    }
    out.dataClasses = list(yaml, "data_classes", what);
    out.allowedZones = list(yaml, "allowed_zones", what);
    out.models = list(yaml, "models", what);
    out.endpoint = text(yaml, "endpoint", what);
    while (out.endpoint.ends_with('/')) out.endpoint.pop_back();
    if (!out.endpoint.empty()) {
        const std::string trouble = endpointProblem(out.endpoint);
        if (!trouble.empty()) problem(yaml["endpoint"].Mark(), fmt::format("'endpoint' of {} {}", what, trouble));
    }
    out.bearer = secret(yaml, "bearer", what);
    out.tls = tls(yaml["tls"], what);
    if (!out.tls.verify && !out.dataClasses.empty()) {
        problem(yaml["tls"].Mark(), fmt::format("{} holds {} data, so 'verify: false' is refused: give its own "
                                                "ca_file instead",
                                                what, out.dataClasses.front()));
    }
    if (!out.bearer.empty() && out.endpoint.starts_with("http://") && !isLoopback(out.endpoint)) {
        problem(yaml["bearer"].Mark(), fmt::format("{} would send its bearer token in clear: use https", what));
    }

    const YAML::Node sources = yaml["sources"];
    if (sources && !sources.IsNull() && !sources.IsSequence()) {
        problem(sources.Mark(), fmt::format("'sources' of {} must be a list", what));
    } else if (sources && sources.IsSequence()) {
        for (const auto& item : sources) {
            const std::string which = fmt::format("source {} of {}", out.sources.size() + 1, what);
            if (!mapping(item, which,
                         {"id", "kind", "mapping", "flavour", "path", "every", "page_items", "page_time", "page_id",
                          "overlap", "lag", "page_size"})) {
                continue;
            }
            SourceConfig read = source(item, which);
            if (std::ranges::any_of(out.sources, [&](const auto& s) { return !read.id.empty() && s.id == read.id; })) {
                problem(item.Mark(), fmt::format("{} has the source '{}' twice", what, read.id));
            }
            if (read.kind != SourceKind::File && out.endpoint.empty()) {
                problem(item.Mark(), fmt::format("source '{}' is read over HTTP, but {} lacks 'endpoint'",
                                                 shortened(read.id), what));
            }
            out.sources.push_back(std::move(read));
        }
    }
    fleet.nodes.push_back(std::move(out));
}

Result<FleetConfig> FleetReader::read(std::string_view yaml) {
    FleetConfig fleet;
    if (yaml.size() > kLargestFile) {
        return fail(ErrorCode::Invalid, "the fleet file is larger than 16 MiB", m_file);
    }
    if (!isUtf8(yaml)) return fail(ErrorCode::Invalid, "the fleet file is not UTF-8 text", m_file);
    if (const std::size_t line = tooDeepAtLine(yaml); line != 0) {
        return fail(ErrorCode::Invalid, "the fleet file is nested too deeply", fmt::format("{}:{}", m_file, line));
    }
    try {
        const YAML::Node root = YAML::Load(std::string(yaml));
        if (!root || root.IsNull()) {
            return fail(ErrorCode::Invalid, "the fleet file is empty", m_file, "docs/fleet.md shows an example");
        }
        if (mapping(root, "the fleet file", {"name", "nodes", "facts", "retention"})) {
            fleet.name = text(root, "name", "the fleet file", true);
            facts(root["facts"], fleet);
            retention(root["retention"], fleet);
            const YAML::Node nodes = root["nodes"];
            if (!nodes || !nodes.IsSequence() || nodes.size() == 0) {
                problem(nodes ? nodes.Mark() : root.Mark(),
                        "the fleet file lacks 'nodes': a list with at least one node");
            } else {
                for (const auto& item : nodes) node(item, fleet);
            }
        }
    } catch (const YAML::Exception& e) {
        problem(e.mark, fmt::format("not well-formed YAML: {}", e.msg));
    } catch (const std::exception& e) {
        problem(YAML::Mark::null_mark(), fmt::format("not readable as YAML: {}", e.what()));
    }
    if (m_problems.empty()) return fleet;
    std::string all;
    for (const std::string& one : m_problems) {
        if (!all.empty()) all += '\n';
        all += one;
    }
    return fail(ErrorCode::Invalid, all, {}, "docs/fleet.md describes every key");
}

}  // namespace

Result<FleetConfig> parseFleet(std::string_view yaml, const std::string& nameForErrors) {
    return FleetReader(nameForErrors, {}).read(yaml);
}

Result<FleetConfig> loadFleet(const std::filesystem::path& file) {
    auto text = readFile(file, kLargestFile);
    if (!text) return passOn(text);
    std::error_code ignored;
    const auto absolute = std::filesystem::absolute(file, ignored);
    return FleetReader(file.string(), absolute.parent_path()).read(*text);
}

}  // namespace vedette
