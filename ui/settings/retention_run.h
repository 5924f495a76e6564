// SPDX-License-Identifier: GPL-3.0-or-later
// Retention as the console runs it: what laws and policy say, what is due, and forgetting it. Without widgets.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/policy/retention_policy.h"
#include "core/store/account.h"
#include "core/store/forget_retention.h"
#include "core/store/reader.h"
#include "ui/bridge/jobs.h"

namespace vedette::ui {

// By the last declaration of the log.
struct RetentionPlan {
    std::string fleet;
    RetentionPolicy policy;
    std::map<std::string, std::string> laws;  // title by id
};
// NotFound when the log holds no declaration.
[[nodiscard]] Result<RetentionPlan> planRetention(Reader& reader, const std::filesystem::path& resources, Time now);

struct RetentionOrdered {
    std::filesystem::path store;
    RetentionPlan plan;
    std::shared_ptr<const Clock> clock;
    std::string actor;
    std::shared_ptr<const PersonSigner> by;  // null: a store without accounts
    bool dryRun = true;
    bool collecting = false;  // somebody writes at the same time: in pieces, and the file is not written anew
};
struct RetentionFound {
    Retention done;
    // Records whose time is over by data class; one with several classes counts for each. Held ones and those that wait
    // in the last block are among them.
    std::map<std::string, std::uint64_t> over;
    bool stopped = false;            // somebody asked for it; what was forgotten by then is certified
    std::filesystem::path folder;    // where the certificates are; empty when there are none
    std::optional<Error> unwritten;  // a certificate is in the log but not in a file
};
// Stops between two pieces. That a person orders it goes into the log first.
[[nodiscard]] Result<RetentionFound> runRetention(const RetentionOrdered& ordered, JobControl& control);

}  // namespace vedette::ui
