// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/store_fixture.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "core/base/crypto.h"

namespace vedette::test {

namespace {

void require(const Result<void>& done, const char* doing) {
    if (!done) {
        std::fprintf(stderr, "store fixture: %s: %s\n", doing, done.error().text().c_str());
        std::abort();
    }
}

std::string hexOf(std::mt19937_64& random, std::size_t bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes; i += 8) {
        out += fmt::format("{:016x}", random());
    }
    out.resize(bytes * 2);
    return out;
}

constexpr std::array<std::string_view, 5> kRegions = {"eu-central-1", "eu-west-1", "us-east-1", "ap-south-1",
                                                      "eu-north-1"};
constexpr std::array<std::string_view, 6> kCountries = {"DE", "FR", "US", "IN", "SE", ""};
constexpr std::array<std::string_view, 4> kModels = {"llama-3.1-70b", "mixtral-8x7b", "qwen2.5-32b", "phi-3-medium"};
constexpr std::array<std::string_view, 4> kOperations = {"POST /v1/chat/completions", "POST /v1/embeddings",
                                                         "GET /v1/models", "POST /v1/completions"};
constexpr std::array<std::string_view, 4> kAgents = {"OpenAI/Python 1.51.0", "curl/8.5.0", "langchain/0.3",
                                                     "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"};
constexpr std::array<std::string_view, 4> kKinds = {"sdk", "curl", "sdk", "browser"};

}  // namespace

TempFolder::TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "vedette-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        std::perror("mkdtemp");
        std::abort();
    }
    m_path = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

struct EventSource::Impl {
    FixtureOptions options;
    std::mt19937_64 random;
    Time now = kFixtureStart;
    std::uint64_t count = 0;
    struct Person {
        std::string principal;
        std::string client;
        std::string network;
        std::size_t country = 0;
    };
    std::vector<std::string> nodes;
    std::vector<std::string> sources;
    std::vector<Person> people;
    Event event;
    std::string record;

    std::size_t pick(std::size_t n) { return static_cast<std::size_t>(random() % n); }
    void fillRequest(Arena& arena, const Person& who);
    void fillOther(std::size_t kind);
};

EventSource::EventSource(FixtureOptions options) : m_impl(std::make_unique<Impl>()) {
    m_impl->options = options;
    m_impl->random.seed(options.seed);
    for (std::size_t i = 0; i < options.nodes; ++i) {
        m_impl->nodes.push_back(fmt::format("node-{}", i + 1));
        m_impl->sources.push_back(fmt::format("node-{}/gateway", i + 1));
    }
    for (std::size_t i = 0; i < options.principals; ++i) {
        auto& r = m_impl->random;
        m_impl->people.push_back({"s-" + hexOf(r, 8), "a-" + hexOf(r, 8),
                                  fmt::format("10.{}.{}.0/24", m_impl->pick(200), m_impl->pick(250)),
                                  m_impl->pick(kCountries.size())});
    }
}

EventSource::~EventSource() = default;

Time EventSource::now() const { return m_impl->now; }

void EventSource::Impl::fillRequest(Arena& arena, const Person& who) {
    const bool http = pick(5) == 0;
    event.setClass(http ? ocsf::kHttpActivity : ocsf::kApiActivity, http ? 6 : 1);
    const bool failed = pick(30) == 0;
    event.setStatus(failed ? ocsf::kFailure : ocsf::kSuccess);
    event.setText(Field::userUid, who.principal);
    event.setText(Field::clientUid, who.client);
    event.setText(Field::vNetwork, who.network);
    event.setText(Field::country, kCountries[who.country]);
    event.setInteger(Field::httpCode, failed ? (pick(2) == 0 ? 401 : 500) : 200);
    const std::size_t agent = pick(kAgents.size());
    event.setText(Field::userAgent, kAgents[agent]);
    event.setText(Field::vClientKind, kKinds[agent]);
    event.setText(Field::apiOperation, kOperations[pick(kOperations.size())]);
    event.setText(Field::aiModelName, kModels[pick(kModels.size())]);
    event.setInteger(Field::duration, static_cast<std::int64_t>(20 + pick(4000)));
    event.setInteger(Field::promptTokens, static_cast<std::int64_t>(10 + pick(3000)));
    event.setInteger(Field::completionTokens, static_cast<std::int64_t>(pick(1200)));
    event.setInteger(Field::vCostMicros, static_cast<std::int64_t>(pick(50'000)));
    event.setInteger(Field::httpResponseLength, static_cast<std::int64_t>(200 + pick(20'000)));
    event.setText(Field::vAuth, "authenticated");
    event.setText(Field::tlsVersion, "1.3");
    if (options.wide) {
        event.setText(Field::httpRequestUid, arena.copy(hexOf(random, 8)));
    }
}

void EventSource::Impl::fillOther(std::size_t kind) {
    switch (kind) {
        case 0:
            event.setClass(ocsf::kAuthentication, 1);
            event.setStatus(pick(4) == 0 ? ocsf::kFailure : ocsf::kSuccess);
            event.setText(Field::userUid, people[pick(people.size())].principal);
            break;
        case 1:
            event.setClass(ocsf::kMetricScrape, 1);
            event.setStatus(ocsf::kSuccess);
            event.setJson(Field::vMetrics, R"({"flavour":"vllm","gauges":{"running":3}})");
            break;
        case 2:
            event.setClass(ocsf::kRejectedRecord, 1);
            event.setJson(Field::vRejected, R"({"reason":"not_json","size":17})");
            event.setStatus(ocsf::kFailure);
            break;
        default:
            event.setClass(ocsf::kCollectorStatus, 4);
            event.setStatus(ocsf::kSuccess);
            event.setText(Field::message, "the source was read to its end");
            break;
    }
}

void EventSource::fill(Batch& batch, std::size_t count) {
    Impl& s = *m_impl;
    for (std::size_t i = 0; i < count; ++i, ++s.count) {
        const std::size_t node = s.pick(s.nodes.size());
        s.now += Duration{static_cast<std::int64_t>(s.pick(static_cast<std::size_t>(2 * s.options.step.count()) + 1))};
        s.event.clear();
        // Skewed as real traffic is: few people ask most.
        const std::size_t who = s.pick(s.pick(s.people.size()) + 1);
        const bool request = s.pick(20) != 0;
        if (request) {
            s.fillRequest(batch.arena, s.people[who]);
        } else {
            s.fillOther(s.pick(4));
        }
        s.event.setTime(s.now);
        s.event.setLoggedTime(s.now + std::chrono::milliseconds(s.pick(900)));
        s.event.setSeverity(ocsf::kInformational);
        s.event.setText(Field::vNode, s.nodes[node]);
        s.event.setText(Field::vSource, s.sources[node]);
        s.event.setText(Field::cloudRegion, kRegions[node % kRegions.size()]);
        std::int32_t part = -1;
        if (s.options.personal && request) {
            // Often the same clear values as a moment ago, so the same part.
            if (batch.parts.empty() || s.pick(3) != 0) {
                auto sealed = std::make_shared<SealedPart>();
                sealed->bytes.resize(45 + 40 + s.pick(40));
                sealed->bytes[0] = 1;
                for (std::size_t b = 1; b < sealed->bytes.size(); ++b) {
                    sealed->bytes[b] = static_cast<char>(s.random());
                }
                sealed->digest = sha256(sealed->bytes);
                batch.parts.push_back(std::move(sealed));
            }
            part = static_cast<std::int32_t>(batch.parts.size() - 1);
            s.event.setText(Field::vSealed, batch.arena.copy(toHex(batch.parts.back()->digest)));
        }
        addEvent(batch, s.event);
        batch.rows.back().part = part;
    }
}

Batch EventSource::batch(std::size_t count) {
    Batch batch;
    fill(batch, count);
    return batch;
}

void addEvent(Batch& batch, const Event& event) { appendEvent(event, batch); }

void makeStore(const std::filesystem::path& folder, const Clock& clock) {
    require(createStore(folder, {.origin = "vedette.example.org/test"}, clock), "createStore");
}

void makeFilledStore(const std::filesystem::path& folder, std::size_t count, std::size_t batchSize,
                     FixtureOptions options) {
    FixedClock clock(kFixtureStart);
    makeStore(folder, clock);
    auto writer = Writer::open(folder, clock);
    require(writer ? Result<void>{} : Result<void>{passOn(writer)}, "Writer::open");
    EventSource source(options);
    for (std::size_t done = 0; done < count; done += batchSize) {
        const Batch batch = source.batch(std::min(batchSize, count - done));
        clock.set(source.now());
        auto written = (*writer)->write(batch);
        require(written ? Result<void>{} : Result<void>{passOn(written)}, "Writer::write");
    }
}

}  // namespace vedette::test
