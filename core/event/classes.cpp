// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/classes.h"

#include <algorithm>
#include <cctype>
#include <span>
#include <string>

#include "core/event/event.h"

namespace vedette {

namespace {

struct Named {
    std::int64_t id;
    std::string_view name;
};

constexpr Named kLogon[] = {{1, "Logon"},
                            {2, "Logoff"},
                            {3, "Authentication Ticket"},
                            {4, "Service Ticket Request"},
                            {5, "Service Ticket Renew"},
                            {6, "Preauth"},
                            {7, "Account Switch"}};
constexpr Named kCrud[] = {{1, "Create"}, {2, "Read"}, {3, "Update"}, {4, "Delete"}};
constexpr Named kHttp[] = {{1, "Connect"}, {2, "Delete"}, {3, "Get"},   {4, "Head"}, {5, "Options"},
                           {6, "Post"},    {7, "Put"},    {8, "Trace"}, {9, "Patch"}};
constexpr Named kFinding[] = {{1, "Create"}, {2, "Update"}, {3, "Close"}};
constexpr Named kScrape[] = {{1, "Scrape"}};
constexpr Named kObserve[] = {{1, "Observe"}, {2, "Refuse"}};
constexpr Named kAct[] = {{1, "Act"}};
constexpr Named kDeclare[] = {{1, "Declare"}};
constexpr Named kReject[] = {{1, "Reject"}};
constexpr Named kReview[] = {{1, "Review"}};
constexpr Named kCollect[] = {{1, "Up"}, {2, "Down"}, {3, "Gap"}, {4, "Note"}};

struct ClassRow {
    std::int64_t uid;
    std::string_view name;
    std::int64_t category;
    std::span<const Named> activities;
};

constexpr ClassRow kClasses[] = {
    {ocsf::kAuthentication, "Authentication", 3, kLogon},
    {ocsf::kApiActivity, "API Activity", 6, kCrud},
    {ocsf::kHttpActivity, "HTTP Activity", 4, kHttp},
    {ocsf::kDetectionFinding, "Detection Finding", 2, kFinding},
    {ocsf::kComplianceFinding, "Compliance Finding", 2, kFinding},
    {ocsf::kIncidentFinding, "Incident Finding", 2, kFinding},
    {ocsf::kMetricScrape, "Metric Scrape", 6, kScrape},
    {ocsf::kEndpointObservation, "Endpoint Observation", 6, kObserve},
    {ocsf::kConsoleAction, "Console Action", 6, kAct},
    {ocsf::kFleetDeclaration, "Fleet Declaration", 6, kDeclare},
    {ocsf::kRejectedRecord, "Rejected Record", 6, kReject},
    {ocsf::kCollectorStatus, "Collector Status", 6, kCollect},
    {ocsf::kDetectionRun, "Detection Run", 6, kReview},
};

constexpr Named kCategories[] = {{0, "Uncategorized"},
                                 {1, "System Activity"},
                                 {2, "Findings"},
                                 {3, "Identity & Access Management"},
                                 {4, "Network Activity"},
                                 {5, "Discovery"},
                                 {6, "Application Activity"}};
constexpr Named kSeverities[] = {{0, "Unknown"}, {1, "Informational"}, {2, "Low"},   {3, "Medium"},
                                 {4, "High"},    {5, "Critical"},      {6, "Fatal"}, {99, "Other"}};
constexpr Named kOutcomes[] = {{0, "Unknown"}, {1, "Success"}, {2, "Failure"}, {99, "Other"}};
constexpr Named kFindingStates[] = {{0, "Unknown"},  {1, "New"},      {2, "In Progress"}, {3, "Suppressed"},
                                    {4, "Resolved"}, {5, "Archived"}, {6, "Deleted"},     {99, "Other"}};
constexpr Named kIncidentStates[] = {{0, "Unknown"},  {1, "New"},    {2, "In Progress"}, {3, "On Hold"},
                                     {4, "Resolved"}, {5, "Closed"}, {99, "Other"}};

std::string_view nameOf(std::span<const Named> table, std::int64_t id, std::string_view otherwise) {
    const auto hit = std::ranges::find(table, id, &Named::id);
    return hit == table.end() ? otherwise : hit->name;
}

std::size_t rowOf(std::int64_t classUid) {
    const auto hit = std::ranges::find(kClasses, classUid, &ClassRow::uid);
    return static_cast<std::size_t>(hit - std::begin(kClasses));
}

}  // namespace

ClassInfo classInfo(std::int64_t classUid) {
    const std::size_t row = rowOf(classUid);
    if (row == std::size(kClasses)) {
        const std::int64_t category = classUid > 0 && classUid < 100000 ? classUid / 1000 : 0;
        return {{}, category, nameOf(kCategories, category, "Other")};
    }
    return {kClasses[row].name, kClasses[row].category, nameOf(kCategories, kClasses[row].category, "Other")};
}

ActivityInfo activityInfo(std::int64_t classUid, std::int64_t activityId) {
    const std::size_t row = rowOf(classUid);
    const bool known = row != std::size(kClasses);
    return {classUid * 100 + activityId, activityId == 0 ? "Unknown"
                                         : known         ? nameOf(kClasses[row].activities, activityId, "Other")
                                                         : "Other"};
}

std::int64_t activityNamed(std::int64_t classUid, std::string_view name) {
    if (name == "unknown") {
        return 0;
    }
    if (name == "other") {
        return 99;
    }
    const std::size_t row = rowOf(classUid);
    if (row == std::size(kClasses)) {
        return -1;
    }
    for (const Named& activity : kClasses[row].activities) {
        const bool same = std::ranges::equal(activity.name, name, [](char a, char b) {
            return (a == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(a)))) == b;
        });
        if (same) {
            return activity.id;
        }
    }
    return -1;
}

std::string_view severityName(std::int64_t severityId) { return nameOf(kSeverities, severityId, "Other"); }

std::string_view statusName(std::int64_t classUid, std::int64_t statusId) {
    if (classUid == ocsf::kIncidentFinding) {
        return nameOf(kIncidentStates, statusId, "Other");
    }
    const bool finding = classUid == ocsf::kDetectionFinding || classUid == ocsf::kComplianceFinding;
    return nameOf(finding ? std::span<const Named>(kFindingStates) : std::span<const Named>(kOutcomes), statusId,
                  "Other");
}

std::string_view className(std::int64_t classUid) {
    const std::size_t row = rowOf(classUid);
    if (row != std::size(kClasses)) {
        return kClasses[row].name;
    }
    thread_local std::string unknown;
    unknown = "Class " + std::to_string(classUid);
    return unknown;
}

}  // namespace vedette
