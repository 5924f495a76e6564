// SPDX-License-Identifier: GPL-3.0-or-later
// Traffic for the detectors' tests: a benign fleet with the habits that cause false alarms (day and week rhythm, heavy
// tails, night jobs, rotated keys, deployments, travellers, broken clients), and attacks of chosen strength on top.
// Made hour by hour; everything follows from the seed.
#pragma once

#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/event/columns.h"

namespace vedette::test {

inline constexpr std::int64_t kSecond = 1'000'000;
inline constexpr std::int64_t kHour = 3600 * kSecond;
inline constexpr std::int64_t kDay = 24 * kHour;

enum class AttackKind {
    None,
    Stuffing,          // strength: accounts tried in ten minutes
    NamelessStuffing,  // strength: failures in ten minutes
    Anonymous,         // strength: open model calls an hour
    Extraction,        // strength: calls an hour of a known principal
    NewcomerExtraction,
    SlowExtraction,  // strength: calls an hour of another known principal, for days
    Distributed,     // strength: accounts, ten calls an hour each
    Wallet,          // strength: US dollars an hour of a known principal
    Region,          // strength: events an hour of a known principal from abroad
    NodeRegion,
    Slow,    // strength: latency factor in percent
    Errors,  // strength: percent of requests that fail
    Silent,  // the node stops
};

struct Attack {
    AttackKind kind = AttackKind::None;
    double strength = 0;
    int beginHour = 0;
    int hours = 6;
};

class SyntheticFleet {
public:
    SyntheticFleet(std::uint64_t seed, int nodes, Attack attack = {});

    static constexpr std::int64_t kStart = 1'767'571'200 * kSecond;  // a Monday, 00:00 UTC
    // The rows of one hour, in order of time. The views live as long as the fleet.
    std::vector<Columns> hour(int hour);
    // What the attack should be reported about: a node, principal or client; empty for a cluster.
    [[nodiscard]] std::string target() const;

private:
    struct User {
        std::string name;
        std::string rotated;  // after the keys are changed
        std::string client;
        std::string network;
        std::string country;
        std::string model;
        double perHour = 1;
        double promptTokens = 300;
        double outputTokens = 250;
        char kind = 'h';  // human, service, batch
        int batchHour = 2;
        bool travels = false;
        int offset = 0;
    };
    struct Node {
        std::string name;
        std::string access;
        std::string metrics;
        std::string region;
        std::vector<User> users;
        double load = 0;  // AR(1) of latency, in logs
        int deployHour = 0;
        int rotationHour = 0;
        int brokenHour = 0;
    };

    [[nodiscard]] std::size_t quietUser() const;
    [[nodiscard]] std::string_view keep(std::string text);
    [[nodiscard]] double uniform();
    [[nodiscard]] int poisson(double mean);
    [[nodiscard]] double normal();
    Columns request(const Node& node, const User& user, std::int64_t time, int hour);
    void benign(Node& node, int hour, std::vector<Columns>& out);
    void attack(int hour, std::vector<Columns>& out);

    Attack m_attack;
    std::mt19937_64 m_random;
    std::vector<Node> m_nodes;
    std::deque<std::string> m_texts;
    std::unordered_map<std::string, std::string_view> m_known;
};

}  // namespace vedette::test
