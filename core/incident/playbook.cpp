// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/incident/playbook.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "core/base/file.h"

namespace vedette {
namespace {

constexpr std::size_t kLargestPlaybook = 256u << 10;
constexpr std::string_view kDone = "done";
constexpr std::string_view kOpen = "to do";

class PlaybookReader {
public:
    explicit PlaybookReader(const std::string& file) : m_file(file) {}

    Result<Playbook> read(std::string_view yaml) {
        const YAML::Node root = YAML::Load(std::string(yaml));
        if (!root.IsMap()) return wrong(root, "a playbook is a map with playbook, title, version, detectors and steps");
        static const std::set<std::string> known{"playbook", "title", "version", "detectors", "steps"};
        for (const auto& field : root)
            if (const auto key = field.first.as<std::string>(); !known.contains(key))
                return wrong(field.first, fmt::format("unknown key '{}'", key));
        for (const std::string& key : known)
            if (!root[key]) return wrong(root, fmt::format("the playbook has no '{}'", key));
        Playbook out;
        out.id = root["playbook"].as<std::string>();
        out.title = root["title"].as<std::string>();
        out.version = root["version"].as<int>();
        out.detectors = root["detectors"].as<std::vector<std::string>>();
        std::set<std::string> ids;
        for (const YAML::Node& node : root["steps"]) {
            if (!node.IsMap() || !node["id"] || !node["do"]) return wrong(node, "a step has an 'id' and a 'do'");
            PlaybookStep step{node["id"].as<std::string>(), node["do"].as<std::string>()};
            const bool plain = std::ranges::all_of(
                step.id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
            if (step.id.empty() || !plain || step.text.empty())
                return wrong(node, "a step's id is made of small letters, digits and '-', and its text is not empty");
            if (!ids.insert(step.id).second) return wrong(node, fmt::format("step id '{}' is used twice", step.id));
            out.steps.push_back(std::move(step));
        }
        if (out.steps.empty()) return wrong(root["steps"], "the playbook has no step");
        return out;
    }

private:
    [[nodiscard]] std::unexpected<Error> wrong(const YAML::Node& at, std::string what) const {
        return fail(ErrorCode::Invalid, std::move(what), fmt::format("{}:{}", m_file, at.Mark().line + 1));
    }
    const std::string& m_file;
};

std::string noteHead(const Playbook& playbook, std::string_view step) {
    return fmt::format("Playbook {}, step {}: ", playbook.id, step);
}

}  // namespace

Result<Playbook> parsePlaybook(std::string_view yaml, const std::string& file) {
    try {
        return PlaybookReader(file).read(yaml);
    } catch (const YAML::Exception& e) {  // the library's way to say that the text is no YAML, or a value has another
        return fail(ErrorCode::Invalid, e.msg, fmt::format("{}:{}", file, e.mark.line + 1));  // type
    }
}

const Playbook* Playbooks::forDetector(std::string_view detector) const {
    const auto found = std::ranges::find_if(
        all, [&](const Playbook& p) { return std::ranges::find(p.detectors, detector) != p.detectors.end(); });
    return found == all.end() ? nullptr : &*found;
}

Playbooks loadPlaybooks(const std::filesystem::path& folder) {
    Playbooks out;
    std::error_code trouble;
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::directory_iterator(folder, trouble))
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    std::ranges::sort(files);
    for (const auto& file : files) {
        auto text = readFile(file, kLargestPlaybook);
        auto playbook = text ? parsePlaybook(*text, file.filename().string()) : Result<Playbook>(passOn(text));
        if (playbook)
            out.all.push_back(std::move(*playbook));
        else
            out.problems.push_back(playbook.error().text());
    }
    return out;
}

std::string stepNote(const Playbook& playbook, const PlaybookStep& step, bool done) {
    return fmt::format("{}{}. {}", noteHead(playbook, step.id), done ? kDone : kOpen, step.text);
}

std::map<std::string, StepDone, std::less<>> stepsDone(const Playbook& playbook, std::span<const AlertAction> actions) {
    std::map<std::string, StepDone, std::less<>> out;
    for (const AlertAction& action : actions) {
        if (action.undone || action.action != "note") continue;
        for (const PlaybookStep& step : playbook.steps) {
            const std::string head = noteHead(playbook, step.id);
            if (!action.note.starts_with(head)) continue;
            const std::string_view rest = std::string_view(action.note).substr(head.size());
            if (rest.starts_with(kDone))
                out.insert_or_assign(step.id, StepDone{action.actor, action.time, action.entry});
            else if (rest.starts_with(kOpen))
                out.erase(step.id);
        }
    }
    return out;
}

}  // namespace vedette
