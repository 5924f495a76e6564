// SPDX-License-Identifier: GPL-3.0-or-later
// Deterministic traffic of a simulated fleet. Time is cut into slices of one simulated minute, and each slice of a node
// is drawn from hash(seed, node, slice) alone: whatever range is asked for, and however often, the lines are the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/fleetsim/plan.h"
#include "core/base/time.h"

namespace vedette::fleetsim {

inline constexpr Duration kSlice = std::chrono::minutes(1);
// No request takes longer, so a row that began in a range was logged at most this much later.
inline constexpr Duration kLongestRequest = std::chrono::minutes(3);

struct Attack {
    Scenario scenario;
    Time begin;
};

struct FleetSpec {
    int nodes = 6;
    std::uint64_t seed = 1;
    Time start{};                  // the first simulated instant: servers were started then, logs begin here
    double requestsPerHour = 600;  // of one node, mean of a week
    std::vector<Attack> attacks;
};

enum class Endpoint : std::uint8_t { Chat, Completion, Embedding, Infer, ListModels, Health, Probe };

// One request as the node saw it; every log line and every counter is made from these.
struct Request {
    Time logged{};  // when it was finished and written down
    Duration duration{};
    Duration firstToken{};
    std::uint64_t id = 0;  // random; request ids and prompt texts are derived from it
    const Actor* actor = nullptr;
    std::string_view country;
    std::uint32_t address = 0;
    Endpoint endpoint = Endpoint::Chat;
    int model = 0;
    int status = 200;
    int promptTokens = 0;
    int outputTokens = 0;
    int requestBytes = 0;
    int responseBytes = 0;
    std::int64_t costMicros = 0;
    bool cutOff = false;  // the answer ended at its token limit
    int serial = 0;       // running number of a systematic attack, else 0

    [[nodiscard]] Time began() const { return logged - duration; }
    [[nodiscard]] bool isInference() const { return endpoint < Endpoint::ListModels; }
    // The model server saw it: not turned away at the gateway.
    [[nodiscard]] bool reachedServer() const {
        return status != 401 && status != 403 && status != 404 && status != 429;
    }
};

struct Line {
    Time time;
    std::string text;  // without the line feed
};

class Traffic {
public:
    explicit Traffic(FleetSpec spec);

    [[nodiscard]] const FleetSpec& spec() const { return m_spec; }
    [[nodiscard]] const std::vector<NodePlan>& nodes() const { return m_nodes; }
    [[nodiscard]] const NodePlan& node(int index) const { return m_nodes[static_cast<std::size_t>(index)]; }

    // Requests logged in one slice, in order of logging. Slice 0 begins at spec().start.
    [[nodiscard]] std::vector<Request> slice(int node, std::int64_t slice) const;
    // Requests logged in [from, to), in order.
    [[nodiscard]] std::vector<Request> requests(int node, Time from, Time to) const;
    // Log lines of one source written in [from, to), in order.
    [[nodiscard]] std::vector<Line> lines(int node, int source, Time from, Time to) const;
    // Lines of one source in one slice.
    [[nodiscard]] std::vector<Line> sliceLines(int node, int source, std::int64_t slice) const;

    [[nodiscard]] std::int64_t sliceAt(Time t) const;
    [[nodiscard]] Time sliceStart(std::int64_t slice) const { return m_spec.start + slice * kSlice; }
    // When the model server that runs at `t` was started: it is restarted once a week for its updates.
    [[nodiscard]] Time serverStart(int node, Time t) const;
    // The attack of this kind on this node that has begun by `t`, or nullptr.
    [[nodiscard]] const Attack* attackAt(Scenario scenario, int node, Time t) const;
    // Whether a tampered log leaves this request out.
    [[nodiscard]] bool hiddenByTampering(int node, const Request& request) const;

private:
    void addBenign(int node, std::int64_t slice, std::vector<Request>& out) const;
    void addProbes(int node, std::int64_t slice, std::vector<Request>& out) const;
    void addAttack(const Attack& attack, int node, std::int64_t slice, std::vector<Request>& out) const;
    void addExtraction(int node, std::int64_t slice, std::vector<Request>& out) const;
    void addSlowExtraction(int node, std::int64_t slice, std::vector<Request>& out) const;
    void addDistributed(int node, std::int64_t slice, std::vector<Request>& out) const;
    void addStuffing(int node, std::int64_t slice, std::vector<Request>& out) const;
    void addWallet(int node, std::int64_t slice, std::vector<Request>& out) const;
    void addAnonymous(int node, std::int64_t slice, std::vector<Request>& out) const;
    // Fills what follows from the tokens: times, bytes, cost, and now and then an error.
    void complete(const NodePlan& node, Request& request, class Rng& rng, double load) const;
    [[nodiscard]] const Actor* accountUnderAttack(int node, int rank) const;

    FleetSpec m_spec;
    std::vector<NodePlan> m_nodes;
    std::vector<std::vector<Actor>> m_actors;  // per node
    std::vector<Actor> m_attackers;
    std::vector<std::int64_t> m_restart;  // per node: minute of the week of its restart
    const Actor* m_probe = nullptr;
    std::size_t m_clones = 0, m_guessers = 0, m_anonymous = 0, m_scanners = 0;  // where each begins in m_attackers
};

// Appends one line of the given source for a request; false when that source does not log it.
[[nodiscard]] bool formatRequest(const NodePlan& node, LogKind kind, const Request& request, std::string& out);
// What a Kubernetes API server wrote down in one slice.
[[nodiscard]] std::vector<Line> kubernetesLines(const NodePlan& node, std::uint64_t seed, Time sliceStart);

// The account name a request was made under: that of its actor, or a guessed one.
[[nodiscard]] std::string accountName(const Request& request);
[[nodiscard]] std::string addressText(const Request& request);
// The prompt a request carried, and the beginning of the answer. UTF-8, may hold line feeds and quotes.
[[nodiscard]] std::string promptText(const Request& request);
[[nodiscard]] std::string answerText(const Request& request);

// Parts shared by the formats.
void appendIsoTime(std::string& out, Time t, int fractionDigits);  // "2026-11-21T01:02:03.123", without a zone
void appendHex(std::string& out, std::uint64_t value, int digits);
void appendEscaped(std::string& out, std::string_view text);  // the inside of a JSON string
[[nodiscard]] std::string pathText(const NodePlan& node, const Request& request);

}  // namespace vedette::fleetsim
