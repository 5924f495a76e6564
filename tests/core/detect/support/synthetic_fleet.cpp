// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/detect/support/synthetic_fleet.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vedette::test {
namespace {

constexpr std::int64_t kAnonymous = 2;
constexpr std::int64_t kAuthenticated = 1;
const char* const kCountries[] = {"DE", "FR", "NL", "US", "PL"};

double rhythm(char kind, int hour, int batchHour) {
    const int day = (hour / 24) % 7;
    const int ofDay = hour % 24;
    const bool weekend = day >= 5;
    switch (kind) {
        case 'h': return (weekend ? 0.1 : 1.0) * (0.02 + 2.6 * std::exp(-0.5 * std::pow((ofDay - 13.0) / 3.2, 2)));
        case 'b': return ofDay == batchHour || ofDay == batchHour + 1 ? 12.0 : 0.0;
        default: return (weekend ? 0.7 : 1.0) * (0.7 + 0.5 * std::sin((ofDay - 9) / 24.0 * 6.2832));
    }
}

}  // namespace

SyntheticFleet::SyntheticFleet(std::uint64_t seed, int nodes, Attack attack) : m_attack(attack), m_random(seed) {
    for (int n = 0; n < nodes; ++n) {
        Node node;
        node.name = fmt::format("node-{}", n);
        node.access = node.name + "/access";
        node.metrics = node.name + "/metrics";
        node.region = "eu-central-1";
        node.deployHour = static_cast<int>(200 + m_random() % 60);
        node.rotationHour = static_cast<int>(180 + m_random() % 100);
        node.brokenHour = static_cast<int>(100 + m_random() % 200);
        for (int u = 0; u < 30; ++u) {
            User user;
            user.kind = u < 22 ? 'h' : u < 28 ? 's' : 'b';
            const auto id = m_random();
            user.name = fmt::format("p-{:012x}", id & 0xffffffffffff);
            user.rotated = u == 24 ? fmt::format("p-{:012x}", m_random() & 0xffffffffffff) : user.name;
            user.client = fmt::format("c-{:012x}", m_random() & 0xffffffffffff);
            user.network = fmt::format("10.{}.{}.0/24", n, u / 3);
            user.country = kCountries[m_random() % 5];
            user.model = m_random() % 10 < 7 ? "llama" : "mistral";
            // Pareto with exponent 1.3, cut at a hundred times the least.
            const double weight = std::min(100.0, std::pow(1.0 - uniform(), -1 / 1.3));
            user.perHour = (user.kind == 'h' ? 1.5 : user.kind == 's' ? 10.0 : 6.0) * weight;
            user.perHour = std::min(user.perHour, 150.0);
            user.promptTokens = 200 + 600 * uniform();
            user.outputTokens = 100 + 300 * uniform();
            user.batchHour = 1 + static_cast<int>(m_random() % 4);
            user.travels = m_random() % 60 == 0;
            user.offset = static_cast<int>(m_random() % 3);
            node.users.push_back(std::move(user));
        }
        m_nodes.push_back(std::move(node));
    }
}

std::string SyntheticFleet::target() const {
    switch (m_attack.kind) {
        case AttackKind::Stuffing:
        case AttackKind::NamelessStuffing: return "c-attacker";
        case AttackKind::Extraction: return m_nodes[0].users[23].name;
        case AttackKind::SlowExtraction: return m_nodes[0].users[quietUser()].name;
        case AttackKind::Wallet: return m_nodes[0].users[25].name;
        case AttackKind::Region: return m_nodes[0].users[22].name;
        case AttackKind::NewcomerExtraction: return "p-newcomer";
        case AttackKind::None:
        case AttackKind::Distributed: return {};
        default: return m_nodes[0].name;
    }
}

// The person of the first node with the fewest calls above two an hour: busy enough to have days of its own.
std::size_t SyntheticFleet::quietUser() const {
    const std::vector<User>& users = m_nodes[0].users;
    std::size_t quiet = 0;
    for (std::size_t i = 1; i < 22; ++i) {
        const bool fits =
            users[i].perHour >= 2 && (users[quiet].perHour < 2 || users[i].perHour < users[quiet].perHour);
        if (fits) quiet = i;
    }
    return quiet;
}

std::string_view SyntheticFleet::keep(std::string text) {
    if (text.empty()) return {};
    const auto found = m_known.find(text);
    if (found != m_known.end()) return found->second;
    m_texts.push_back(text);
    m_known.emplace(std::move(text), m_texts.back());
    return m_texts.back();
}

// Written out, because the standard distributions may differ between libraries and the seeds are part of the tests.
double SyntheticFleet::uniform() { return static_cast<double>(m_random() >> 11) * 0x1.0p-53; }

double SyntheticFleet::normal() {
    return std::sqrt(-2 * std::log(1 - uniform())) * std::cos(6.283185307179586 * uniform());
}

int SyntheticFleet::poisson(double mean) {
    if (mean <= 0) return 0;
    if (mean > 60) return std::max(0, static_cast<int>(std::lround(mean + std::sqrt(mean) * normal())));
    const double limit = std::exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) ++count;
    return count;
}

Columns SyntheticFleet::request(const Node& node, const User& user, std::int64_t time, int hour) {
    Columns c;
    c[TextColumn::Node] = keep(node.name);
    c[TextColumn::Source] = keep(node.access);
    c[TextColumn::Principal] = keep(hour >= node.rotationHour ? user.rotated : user.name);
    c[TextColumn::Client] = keep(user.client);
    c[TextColumn::Network] = keep(user.network);
    const bool away = user.travels && (hour / 24) % 14 >= 10 && (hour / 24) % 14 < 12;
    c[TextColumn::Country] = keep(away ? "ES" : user.country);
    c[TextColumn::Region] = keep(node.region);
    c[TextColumn::Model] = keep(user.model);
    c[TextColumn::Operation] = "POST /v1/chat/completions";
    c[TextColumn::ClientKind] = "sdk";
    c[IntColumn::Time] = time;
    c[IntColumn::LoggedTime] = (time + 2 * kSecond) / 1000;
    c[IntColumn::Class] = ocsf::kApiActivity;
    c[IntColumn::Activity] = 1;
    c[IntColumn::Status] = ocsf::kSuccess;
    c[IntColumn::Code] = 200;
    c[IntColumn::Auth] = kAuthenticated;
    const double output = user.outputTokens * std::exp(0.6 * normal());
    c[IntColumn::PromptTokens] = static_cast<std::int64_t>(user.promptTokens * std::exp(0.5 * normal())) + 1;
    c[IntColumn::OutputTokens] = static_cast<std::int64_t>(output) + 1;
    c[IntColumn::CostMicros] = c[IntColumn::PromptTokens] + 2 * c[IntColumn::OutputTokens];
    double latency = (120 + 18 * output) * std::exp(node.load + 0.2 * normal());
    if (hour >= node.deployHour) latency *= 1.25;
    c[IntColumn::Latency] = static_cast<std::int64_t>(latency) + 1;
    c[IntColumn::PromptHash] = static_cast<std::int64_t>(m_random());
    c[IntColumn::PromptSimhash] = static_cast<std::int64_t>(m_random());
    const double u = uniform();
    if (u < 0.003) {
        c[IntColumn::Status] = ocsf::kFailure;
        c[IntColumn::Code] = 502;
    } else if (u < 0.006 && user.kind == 'h') {
        c[IntColumn::Status] = ocsf::kFailure;
        c[IntColumn::Code] = 401;
        c[IntColumn::Auth] = 0;
    }
    return c;
}

void SyntheticFleet::benign(Node& node, int hour, std::vector<Columns>& out) {
    const std::int64_t begin = kStart + hour * kHour;
    for (int bin = 0; bin < 12; ++bin) {
        node.load = 0.8 * node.load + 0.06 * normal();
        const std::int64_t from = begin + bin * kHour / 12;
        for (const User& user : node.users) {
            const double mean = user.perHour * rhythm(user.kind, hour + user.offset, user.batchHour);
            const int count = poisson(mean / 12 * std::exp(0.3 * normal()));
            for (int i = 0; i < count; ++i) {
                const auto at = from + static_cast<std::int64_t>(uniform() * static_cast<double>(kHour / 12));
                out.push_back(request(node, user, at, hour));
            }
        }
    }
    for (int minute = 0; minute < 60; minute += 2) {
        Columns c;
        c[TextColumn::Node] = keep(node.name);
        c[TextColumn::Source] = keep(node.metrics);
        c[TextColumn::Region] = keep(node.region);
        c[IntColumn::Time] = begin + minute * kHour / 60;
        c[IntColumn::LoggedTime] = c[IntColumn::Time] / 1000;
        c[IntColumn::Class] = ocsf::kMetricScrape;
        c[IntColumn::Status] = ocsf::kSuccess;
        out.push_back(c);
    }
    // A program with an expired key that tries again every twenty seconds until somebody notices.
    if (hour == node.brokenHour || hour == node.brokenHour + 1) {
        for (int i = 0; i < 180; ++i) {
            Columns c = request(node, node.users[26], begin + i * 20 * kSecond, hour);
            c[TextColumn::Principal] = {};
            c[IntColumn::Status] = ocsf::kFailure;
            c[IntColumn::Code] = 401;
            c[IntColumn::Auth] = 0;
            c[IntColumn::PromptTokens] = c[IntColumn::OutputTokens] = c[IntColumn::CostMicros] = 0;
            out.push_back(c);
        }
    }
}

void SyntheticFleet::attack(int hour, std::vector<Columns>& out) {
    if (m_attack.kind == AttackKind::None || hour < m_attack.beginHour || hour >= m_attack.beginHour + m_attack.hours) {
        return;
    }
    Node& node = m_nodes[0];
    const std::int64_t begin = kStart + hour * kHour;
    const auto at = [&](double part) { return begin + static_cast<std::int64_t>(part * static_cast<double>(kHour)); };
    const auto spread = [&](int count, auto&& make) {
        for (int i = 0; i < count; ++i) make(i, at((i + uniform()) / count));
    };
    const double strength = m_attack.strength;
    switch (m_attack.kind) {
        case AttackKind::Stuffing:
        case AttackKind::NamelessStuffing:
            spread(static_cast<int>(strength * 6), [&](int i, std::int64_t time) {
                Columns c = request(node, node.users[0], time, hour);
                c[TextColumn::Principal] = m_attack.kind == AttackKind::Stuffing
                                               ? keep(fmt::format("p-guess-{}-{}", hour, i))
                                               : std::string_view{};
                c[TextColumn::Client] = "c-attacker";
                c[TextColumn::Network] = "203.0.113.0/24";
                c[IntColumn::Status] = ocsf::kFailure;
                c[IntColumn::Code] = 401;
                c[IntColumn::Auth] = 0;
                out.push_back(c);
            });
            break;
        case AttackKind::Anonymous:
            spread(static_cast<int>(strength), [&](int, std::int64_t time) {
                Columns c = request(node, node.users[0], time, hour);
                c[TextColumn::Principal] = {};
                c[TextColumn::Client] = "c-stranger";
                c[IntColumn::Auth] = kAnonymous;
                c[IntColumn::Status] = ocsf::kSuccess;
                c[IntColumn::Code] = 200;
                out.push_back(c);
            });
            break;
        case AttackKind::Extraction:
        case AttackKind::NewcomerExtraction:
            spread(static_cast<int>(strength), [&](int, std::int64_t time) {
                Columns c = request(node, node.users[23], time, hour);
                if (m_attack.kind == AttackKind::NewcomerExtraction) {
                    c[TextColumn::Principal] = "p-newcomer";
                    c[TextColumn::Client] = "c-newcomer";
                    c[TextColumn::Network] = "203.0.113.0/24";
                }
                c[IntColumn::OutputTokens] = 1800;
                out.push_back(c);
            });
            break;
        case AttackKind::SlowExtraction:
            spread(static_cast<int>(strength),
                   [&](int, std::int64_t time) { out.push_back(request(node, node.users[quietUser()], time, hour)); });
            break;
        case AttackKind::Distributed:
            for (int account = 0; account < static_cast<int>(strength); ++account) {
                spread(10, [&](int, std::int64_t time) {
                    Columns c = request(node, node.users[23], time, hour);
                    c[TextColumn::Principal] = keep(fmt::format("p-clone-{}", account));
                    c[TextColumn::Client] = keep(fmt::format("c-clone-{}", account / 4));
                    c[TextColumn::Network] = keep(fmt::format("203.0.{}.0/24", account % 5));
                    c[IntColumn::PromptSimhash] =
                        static_cast<std::int64_t>(0x1234567800000000ull | (m_random() & 0xffff));
                    out.push_back(c);
                });
            }
            break;
        case AttackKind::Wallet:
            spread(60, [&](int, std::int64_t time) {
                Columns c = request(node, node.users[25], time, hour);
                c[IntColumn::PromptTokens] = 100'000;
                c[IntColumn::CostMicros] = static_cast<std::int64_t>(strength * 1e6 / 60);
                out.push_back(c);
            });
            break;
        case AttackKind::Region:
            spread(static_cast<int>(strength), [&](int, std::int64_t time) {
                Columns c = request(node, node.users[22], time, hour);
                c[TextColumn::Country] = "KP";
                c[IntColumn::Status] = ocsf::kSuccess;
                c[IntColumn::Code] = 200;
                out.push_back(c);
            });
            break;
        case AttackKind::NodeRegion:
            for (Columns& c : out) {
                if (c[TextColumn::Node] == node.name) c[TextColumn::Region] = "ap-south-1";
            }
            break;
        case AttackKind::Slow:
            for (Columns& c : out) {
                if (c[TextColumn::Node] != node.name) continue;
                c[IntColumn::Latency] =
                    static_cast<std::int64_t>(static_cast<double>(c[IntColumn::Latency]) * strength / 100);
            }
            break;
        case AttackKind::Errors:
            for (Columns& c : out) {
                if (c[TextColumn::Node] != node.name || c[IntColumn::Class] != ocsf::kApiActivity) continue;
                if (uniform() * 100 >= strength) continue;
                c[IntColumn::Status] = ocsf::kFailure;
                c[IntColumn::Code] = 503;
            }
            break;
        case AttackKind::Silent:
            std::erase_if(out, [&](const Columns& c) { return c[TextColumn::Node] == node.name; });
            break;
        case AttackKind::None: break;
    }
}

std::vector<Columns> SyntheticFleet::hour(int hour) {
    std::vector<Columns> out;
    for (Node& node : m_nodes) benign(node, hour, out);
    attack(hour, out);
    std::ranges::stable_sort(out, {}, [](const Columns& c) { return c[IntColumn::Time]; });
    return out;
}

}  // namespace vedette::test
