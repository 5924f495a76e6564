// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fleetsim/metrics_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "app/fleetsim/rng.h"

namespace vedette::fleetsim {
namespace {

class Page {
public:
    void family(std::string_view name, std::string_view type, std::string_view help) {
        fmt::format_to(std::back_inserter(m_text), "# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
    }
    // `labels` without braces; empty for none. Python's clients write all numbers as floats.
    void real(std::string_view name, std::string_view labels, double value) {
        if (value == static_cast<double>(static_cast<std::int64_t>(value)) && value < 1e15) {
            line(name, labels, fmt::format("{:.1f}", value));
        } else {
            line(name, labels, fmt::format("{}", value));
        }
    }
    void whole(std::string_view name, std::string_view labels, std::uint64_t value) {
        line(name, labels, fmt::format("{}", value));
    }
    void histogram(std::string_view name, std::string_view help, const std::string& labels, const Histogram& h) {
        family(name, "histogram", help);
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < Histogram::kBounds.size(); ++i) {
            sum += h.buckets[i];
            real(fmt::format("{}_bucket", name), fmt::format("{},le=\"{:.2f}\"", labels, Histogram::kBounds[i]),
                 static_cast<double>(sum));
        }
        real(fmt::format("{}_bucket", name), labels + ",le=\"+Inf\"", static_cast<double>(h.count));
        real(fmt::format("{}_count", name), labels, static_cast<double>(h.count));
        real(fmt::format("{}_sum", name), labels, h.sum);
    }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    void line(std::string_view name, std::string_view labels, const std::string& value) {
        if (labels.empty()) {
            fmt::format_to(std::back_inserter(m_text), "{} {}\n", name, value);
        } else {
            fmt::format_to(std::back_inserter(m_text), "{}{{{}}} {}\n", name, labels, value);
        }
    }
    std::string m_text;
};

double number(std::uint64_t n) { return static_cast<double>(n); }
double epochSeconds(Time t) { return static_cast<double>(toMicros(t)) / 1e6; }

void processPart(Page& page, Time started, std::uint64_t answered) {
    page.family("process_start_time_seconds", "gauge", "When the process began, in seconds since 1970.");
    page.real("process_start_time_seconds", "", epochSeconds(started));
    page.family("process_cpu_seconds_total", "counter", "Processor time used so far.");
    page.real("process_cpu_seconds_total", "", 31.5 + 0.02 * number(answered));
}

}  // namespace

void Histogram::add(double seconds) {
    ++count;
    sum += seconds;
    const auto it = std::ranges::lower_bound(kBounds, seconds);
    if (it != kBounds.end()) ++buckets[static_cast<std::size_t>(it - kBounds.begin())];
}

void ServerCounters::add(const NodePlan& node, const Request& r) {
    if (!r.reachedServer()) return;
    const char statusClass = static_cast<char>('0' + r.status / 100);
    ++m_http[fmt::format("{}\n{}\n{}xx", pathText(node, r), r.isInference() ? "POST" : "GET", statusClass)];
    if (!r.isInference()) return;
    ModelCounters& m = m_models[static_cast<std::size_t>(r.model)];
    if (r.status != 200) {
        ++m.failed;
        return;
    }
    ++(r.cutOff ? m.cutOff : m.stopped);
    m.promptTokens += static_cast<std::uint64_t>(r.promptTokens);
    m.outputTokens += static_cast<std::uint64_t>(r.outputTokens);
    m.busyMicros += static_cast<std::uint64_t>(r.duration.count());
    m.latency.add(static_cast<double>(r.duration.count()) / 1e6);
    m.firstToken.add(static_cast<double>(r.firstToken.count()) / 1e6);
}

namespace {

std::string vllmPage(const NodePlan& node, const std::vector<ModelCounters>& models,
                     const std::map<std::string, std::uint64_t>& http, Time started, int running) {
    Page page;
    std::uint64_t answered = 0;
    std::vector<std::string> labels;
    for (const Model& m : node.models) labels.push_back(fmt::format(R"(engine="0",model_name="{}")", m.name));
    const auto perModel = [&](std::string_view name, std::string_view type, std::string_view help, auto&& value) {
        page.family(name, type, help);
        for (std::size_t i = 0; i < models.size(); ++i) page.real(name, labels[i], value(models[i], i));
    };
    perModel("vllm:num_requests_running", "gauge", "Requests being worked on.",
             [&](const ModelCounters&, std::size_t i) { return i == 0 ? running : 0.0; });
    perModel("vllm:num_requests_waiting", "gauge", "Requests waiting for their turn.",
             [](const ModelCounters&, std::size_t) { return 0.0; });
    perModel("vllm:kv_cache_usage_perc", "gauge", "Share of the cache in use.",
             [&](const ModelCounters&, std::size_t i) { return i == 0 ? std::min(1.0, 0.015 * running) : 0.0; });
    perModel("vllm:prompt_tokens_total", "counter", "Prompt tokens read.",
             [](const ModelCounters& m, std::size_t) { return number(m.promptTokens); });
    perModel("vllm:generation_tokens_total", "counter", "Tokens written.",
             [](const ModelCounters& m, std::size_t) { return number(m.outputTokens); });
    page.family("vllm:request_success_total", "counter", "Requests answered.");
    for (std::size_t i = 0; i < models.size(); ++i) {
        answered += models[i].succeeded();
        page.real("vllm:request_success_total", labels[i] + R"(,finished_reason="stop")", number(models[i].stopped));
        page.real("vllm:request_success_total", labels[i] + R"(,finished_reason="length")", number(models[i].cutOff));
        page.real("vllm:request_success_total", labels[i] + R"(,finished_reason="abort")", 0);
    }
    perModel("vllm:num_preemptions_total", "counter", "Requests pushed back for lack of memory.",
             [](const ModelCounters&, std::size_t) { return 0.0; });
    for (std::size_t i = 0; i < models.size(); ++i) {
        page.histogram("vllm:e2e_request_latency_seconds", "From arrival to the last token.", labels[i],
                       models[i].latency);
        page.histogram("vllm:time_to_first_token_seconds", "From arrival to the first token.", labels[i],
                       models[i].firstToken);
    }
    page.family("http_requests_total", "counter", "Requests by handler, method and class of status.");
    for (const auto& [key, count] : http) {
        const std::size_t a = key.find('\n'), b = key.rfind('\n');
        page.real("http_requests_total",
                  fmt::format(R"(handler="{}",method="{}",status="{}")", key.substr(0, a), key.substr(a + 1, b - a - 1),
                              key.substr(b + 1)),
                  number(count));
    }
    processPart(page, started, answered);
    return page.take();
}

std::string tritonPage(const NodePlan& node, const std::vector<ModelCounters>& models, int running) {
    Page page;
    const auto perModel = [&](std::string_view name, std::string_view type, std::string_view help, auto&& value) {
        page.family(name, type, help);
        for (std::size_t i = 0; i < models.size(); ++i) {
            page.whole(name, fmt::format(R"(model="{}",version="1")", node.models[i].name), value(models[i]));
        }
    };
    perModel("nv_inference_request_success", "counter", "Requests answered, whatever their batch size",
             [](const ModelCounters& m) { return m.succeeded(); });
    perModel("nv_inference_request_failure", "counter", "Requests that failed, whatever their batch size",
             [](const ModelCounters& m) { return m.failed; });
    perModel("nv_inference_count", "counter", "Inferences made", [](const ModelCounters& m) { return m.succeeded(); });
    perModel("nv_inference_exec_count", "counter", "Model runs", [](const ModelCounters& m) { return m.succeeded(); });
    perModel("nv_inference_request_duration_us", "counter", "Time spent on requests, in microseconds",
             [](const ModelCounters& m) { return m.busyMicros; });
    perModel("nv_inference_queue_duration_us", "counter", "Time spent waiting, in microseconds",
             [](const ModelCounters& m) { return m.busyMicros / 40; });
    perModel("nv_inference_compute_infer_duration_us", "counter", "Time spent computing, in microseconds",
             [](const ModelCounters& m) { return m.busyMicros / 10 * 9; });
    perModel("nv_inference_pending_request_count", "gauge", "Requests waiting to be run",
             [](const ModelCounters&) { return std::uint64_t{0}; });
    const std::uint64_t g = mix(static_cast<std::uint64_t>(node.index), 0x6b);
    const std::string gpu = fmt::format(R"(gpu_uuid="GPU-{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}")", g >> 32,
                                        g >> 16 & 0xffff, g & 0xfff, g >> 8 & 0xfff, mix(g, 1) & 0xffffffffffffULL);
    page.family("nv_gpu_utilization", "gauge", "Share of the GPU in use, 0.0 to 1.0");
    page.real("nv_gpu_utilization", gpu, std::min(0.99, 0.02 + 0.07 * running));
    page.family("nv_gpu_memory_total_bytes", "gauge", "Memory of the GPU, in bytes");
    page.whole("nv_gpu_memory_total_bytes", gpu, 25'769'803'776ULL);
    page.family("nv_gpu_power_usage", "gauge", "Power drawn, in watts");
    page.real("nv_gpu_power_usage", gpu, 38.25 + 9.5 * running);
    return page.take();
}

std::string sglangPage(const NodePlan& node, const std::vector<ModelCounters>& models, int running) {
    Page page;
    // Both tensor-parallel ranks report the whole, as the real server does.
    const auto ranks = [&](std::string_view name, std::string_view type, std::string_view help, auto&& value) {
        page.family(name, type, help);
        for (int rank = 0; rank < 2; ++rank) {
            for (std::size_t i = 0; i < models.size(); ++i) {
                page.real(
                    name,
                    fmt::format(R"(engine_type="unified",model_name="{}",moe_ep_rank="0",pp_rank="0",tp_rank="{}")",
                                node.models[i].name, rank),
                    value(models[i]));
            }
        }
    };
    ranks("sglang:num_running_reqs", "gauge", "Requests being worked on.",
          [&](const ModelCounters&) { return running; });
    ranks("sglang:num_queue_reqs", "gauge", "Requests waiting.", [](const ModelCounters&) { return 0; });
    ranks("sglang:token_usage", "gauge", "Share of the token pool in use.",
          [&](const ModelCounters&) { return std::min(1.0, 0.01 * running); });
    ranks("sglang:cache_hit_rate", "gauge", "Share of prompt tokens found in the cache.",
          [](const ModelCounters&) { return 0.25; });
    ranks("sglang:prompt_tokens_total", "counter", "Prompt tokens read.",
          [](const ModelCounters& m) { return number(m.promptTokens); });
    ranks("sglang:generation_tokens_total", "counter", "Tokens written.",
          [](const ModelCounters& m) { return number(m.outputTokens); });
    ranks("sglang:num_requests_total", "counter", "Requests answered.",
          [](const ModelCounters& m) { return number(m.succeeded()); });
    ranks("sglang:num_aborted_requests_total", "counter", "Requests given up.",
          [](const ModelCounters&) { return 0.0; });
    for (std::size_t i = 0; i < models.size(); ++i) {
        const std::string labels = fmt::format(
            R"(engine_type="unified",model_name="{}",moe_ep_rank="0",pp_rank="0",tp_rank="0")", node.models[i].name);
        page.histogram("sglang:e2e_request_latency_seconds", "From arrival to the last token.", labels,
                       models[i].latency);
        page.histogram("sglang:time_to_first_token_seconds", "From arrival to the first token.", labels,
                       models[i].firstToken);
    }
    return page.take();
}

std::string llamaPage(const std::vector<ModelCounters>& models, int running) {
    Page page;
    const ModelCounters& m = models.front();
    const auto counter = [&](std::string_view name, std::string_view help, double value) {
        page.family(name, "counter", help);
        page.real(name, "", value);
    };
    const auto gauge = [&](std::string_view name, std::string_view help, double value) {
        page.family(name, "gauge", help);
        page.real(name, "", value);
    };
    const double first = m.firstToken.sum;
    const double rest = m.latency.sum - m.firstToken.sum;
    counter("llamacpp:prompt_tokens_total", "Prompt tokens read.", number(m.promptTokens));
    counter("llamacpp:prompt_seconds_total", "Time spent on prompts.", first);
    counter("llamacpp:tokens_predicted_total", "Tokens written.", number(m.outputTokens));
    counter("llamacpp:tokens_predicted_seconds_total", "Time spent writing.", rest);
    counter("llamacpp:n_decode_total", "Calls of the decoder.", number(m.outputTokens + m.succeeded()));
    counter("llamacpp:n_tokens_max", "Longest context seen.", 24'000);
    gauge("llamacpp:prompt_tokens_seconds", "Prompt tokens per second.",
          first > 0 ? number(m.promptTokens) / first : 0);
    gauge("llamacpp:predicted_tokens_seconds", "Tokens written per second.",
          rest > 0 ? number(m.outputTokens) / rest : 0);
    gauge("llamacpp:requests_processing", "Requests being worked on.", running);
    gauge("llamacpp:requests_deferred", "Requests put off.", 0);
    gauge("llamacpp:n_busy_slots_per_decode", "Slots busy per call of the decoder.", 1.0 + 0.1 * running);
    return page.take();
}

}  // namespace

std::string ServerCounters::page(const NodePlan& node, Time started, int running) const {
    switch (node.server) {
        case ServerKind::Vllm: return vllmPage(node, m_models, m_http, started, running);
        case ServerKind::Triton: return tritonPage(node, m_models, running);
        case ServerKind::Sglang: return sglangPage(node, m_models, running);
        case ServerKind::LlamaCpp: return llamaPage(m_models, running);
    }
    return {};
}

}  // namespace vedette::fleetsim
