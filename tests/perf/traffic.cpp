// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/perf/traffic.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace vedette::perf {

namespace {

constexpr std::size_t kPeople = 5000;
constexpr std::array kModels = {"llama-3.1-70b-instruct", "mixtral-8x7b", "qwen2.5-32b", "phi-3-medium", "gemma-2-27b"};
constexpr std::array kPaths = {"/v1/chat/completions", "/v1/embeddings", "/v1/completions", "/v1/models"};
constexpr std::array kAgents = {
    "OpenAI/Python 1.51.0", "python-httpx/0.27.2", "langchain-openai/0.2.1 (python 3.11; linux x86_64)", "curl/8.5.0",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"};

}  // namespace

std::string nodeName(std::size_t node) { return fmt::format("node-{:02}", node + 1); }

Traffic::Traffic(std::uint64_t seed, std::int64_t start) : m_random(seed), m_micros(start) {
    for (std::size_t i = 0; i < kPeople; ++i) {
        m_people.push_back({fmt::format("user{}@tenant-{}.example", i, i % 61),
                            fmt::format("{}.{}.{}.{}", 20 + pick(180), pick(256), pick(256), 1 + pick(254)),
                            kAgents[pick(kAgents.size())], fmt::format("{:016x}", m_random())});
    }
}

const std::string& Traffic::next() {
    m_micros += static_cast<std::int64_t>(pick(2 * kStep));
    m_node = pick(kNodes);
    // Few ask most, as in real traffic.
    const Person& who = m_people[pick(pick(pick(kPeople) + 1) + 1)];
    const std::size_t model = pick(kModels.size());
    const std::size_t roll = pick(1000);
    const int status = roll < 8 ? 401 : roll < 14 ? 500 : roll < 20 ? 429 : 200;
    const std::size_t prompt = 20 + pick(3000);
    const std::size_t output = status == 200 ? 1 + pick(900) : 0;
    const auto session = static_cast<std::uint64_t>(m_micros / 1'800'000'000) * 2654435761U + who.key.size() * 977 +
                         static_cast<std::uint64_t>(&who - m_people.data());
    m_line.clear();
    fmt::format_to(
        std::back_inserter(m_line),
        R"({{"msec":"{}.{:03}","remote_addr":"{}","remote_port":"{}","request_method":"POST","uri":"{}",)"
        R"("server_protocol":"HTTP/2.0","host":"gw.example","http_user_agent":"{}",)"
        R"("request_id":"{:016x}{:016x}","request_length":"{}","status":"{}","body_bytes_sent":"{}","request_time":"{}.{:03}",)"
        R"("upstream_header_time":"0.{:03}","ssl_protocol":"TLSv1.3",)"
        R"("sent_http_x_principal":"{}","sent_http_x_session_id":"{:016x}","http_x_api_key_id":"{}","sent_http_x_model":"{}",)"
        R"("sent_http_x_prompt_tokens":"{}","sent_http_x_completion_tokens":"{}","sent_http_x_cost_usd":"0.{:06}"}})",
        m_micros / 1'000'000, m_micros / 1000 % 1000, who.address, 20000 + pick(40000), kPaths[pick(kPaths.size())],
        who.agent, m_random(), m_random(), 300 + prompt * 4, status, 200 + output * 5, output / 60, pick(1000),
        50 + pick(900), who.name, session, who.key, kModels[model], prompt, output, (prompt + 3 * output) / 2);
    return m_line;
}

}  // namespace vedette::perf
