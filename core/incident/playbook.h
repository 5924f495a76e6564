// SPDX-License-Identifier: GPL-3.0-or-later
// Playbooks: what to do about an alert, step by step. They are data (resources/playbooks/DETECTOR.yaml); a step that
// somebody has done is recorded as a note of the alert, so the log says who did what and when.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/incident/alert_action.h"

namespace vedette {

struct PlaybookStep {
    std::string id;    // "confirm-client"; never used for another step
    std::string text;  // what to do, one sentence
};

struct Playbook {
    std::string id;  // "model-extraction"; the name of its file
    std::string title;
    int version = 1;
    std::vector<std::string> detectors;
    std::vector<PlaybookStep> steps;
};

// Invalid with file and line for anything that is no playbook.
[[nodiscard]] Result<Playbook> parsePlaybook(std::string_view yaml, const std::string& file);

struct Playbooks {
    std::vector<Playbook> all;          // by id
    std::vector<std::string> problems;  // of files that were refused, one sentence each
    // Null when there is none for the detector.
    [[nodiscard]] const Playbook* forDetector(std::string_view detector) const;
};
// Every *.yaml of the folder. A folder that is not there has no playbooks.
[[nodiscard]] Playbooks loadPlaybooks(const std::filesystem::path& folder);

// The note that says a step was done, or is to be done after all.
[[nodiscard]] std::string stepNote(const Playbook& playbook, const PlaybookStep& step, bool done);

struct StepDone {
    std::string actor;
    Time time{};
    std::uint64_t entry = 0;
};
// Steps that are done, by id, from the alert's actions (foldActions() first: what was taken back does not count).
[[nodiscard]] std::map<std::string, StepDone, std::less<>> stepsDone(const Playbook& playbook,
                                                                     std::span<const AlertAction> actions);

}  // namespace vedette
