// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/json_pages.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <unordered_set>

#include "collectors/http_source.h"
#include "collectors/json_page.h"
#include "core/base/json.h"

namespace vedette {
namespace {

constexpr std::size_t kRowsAPoll = 8192;  // a window with more is read in halves, the older one first
constexpr std::size_t kBytesAPoll = 8u << 20;
constexpr int kMostPages = 20'000;
constexpr int kMostRequestsWithoutRows = 64;  // then the poll returns, so that a stop is never far away

using std::chrono::seconds;

struct Window {
    Time from;  // both ends belong to it, in whole seconds
    Time to;
};

Time wholeSecond(Time t) { return Time{std::chrono::floor<seconds>(t.time_since_epoch())}; }

// "2026-11-21 01:02:03"
std::string queryTime(Time t) {
    std::string text = formatTime(t).substr(0, 19);
    text[10] = ' ';
    return text;
}

struct State {
    std::optional<Time> high;     // everything up to here is read, once the windows are
    std::vector<Window> windows;  // still to be read, oldest last
};

std::string write(const State& state) {
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    json.key("high").string(state.high ? formatTime(*state.high) : std::string{});
    json.key("windows").beginArray();
    for (const Window& w : state.windows)
        json.beginArray().string(formatTime(w.from)).string(formatTime(w.to)).endArray();
    json.endArray().endObject();
    return out;
}

Result<State> read(const std::string& cursor) {
    State out;
    if (cursor.empty()) return out;
    const auto bad = [] {
        return fail(ErrorCode::Corrupt, "the saved position of this source cannot be read", {},
                    "the store's cursor was changed from outside; verify the store");
    };
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string_view text;
    simdjson::dom::array windows;
    if (parser.parse(simdjson::padded_string(cursor)).get(root) != simdjson::SUCCESS) return bad();
    if (root["high"].get_string().get(text) != simdjson::SUCCESS) return bad();
    const auto high = parseTime(text);
    if (!high) return bad();
    out.high = *high;
    if (root["windows"].get_array().get(windows) != simdjson::SUCCESS) return bad();
    for (const simdjson::dom::element pair : windows) {
        std::string_view from;
        std::string_view to;
        if (pair.at(0).get_string().get(from) != simdjson::SUCCESS ||
            pair.at(1).get_string().get(to) != simdjson::SUCCESS)
            return bad();
        const auto begin = parseTime(from);
        const auto end = parseTime(to);
        if (!begin || !end) return bad();
        out.windows.push_back({*begin, *end});
    }
    return out;
}

}  // namespace

struct JsonPages::Run {
    std::string source;
    State state;
    Poll poll;
    std::function<void(Poll)> done;
    std::unordered_set<std::uint64_t> fresh;  // ids of `rows`
    std::vector<JsonRow> rows;                // of the present window, as they came
    std::size_t bytes = 0;
    int page = 1;
    int requests = 0;
};

namespace {

// More than is taken at once? As far as the interface says how much there is.
bool knownAsLarge(const JsonPage& page) {
    if (page.capped) return true;
    return page.totalPages && *page.totalPages > 0 &&
           static_cast<std::uint64_t>(*page.totalPages) > kRowsAPoll / std::max<std::size_t>(1, page.rows.size());
}

// Whether the interface answers for the window that was asked: else smaller windows do not make smaller answers. Rows
// may be written in the time of another zone.
bool honours(const JsonPage& page, const Window& window) {
    constexpr auto kZones = std::chrono::hours(24);
    const Duration slack = window.to - window.from > 2 * kZones ? Duration(kZones) : Duration(seconds(1));
    return std::ranges::all_of(page.rows, [&](const JsonRow& row) {
        return !row.time || (*row.time >= window.from - slack && *row.time <= window.to + slack);
    });
}

}  // namespace

JsonPages::JsonPages(std::string source, NodeConfig node, SourceConfig config, HttpEngine& http, const Clock& clock,
                     SeenIdsOf seenIds)
    : m_source(std::move(source)),
      m_node(std::move(node)),
      m_config(std::move(config)),
      m_http(http),
      m_clock(clock),
      m_seenIds(std::move(seenIds)) {}

void JsonPages::poll(const std::string& cursor, std::function<void(Poll)> done) {
    Poll nothing;
    nothing.nextCursor = cursor;
    auto state = read(cursor);
    if (!state) {
        nothing.failure = std::move(state.error());
        nothing.failure->where = m_source;
        return done(std::move(nothing));
    }
    if (state->windows.empty()) {
        const Time to = wholeSecond(m_clock.now() - m_config.lag);
        Time from{};
        if (state->high) from = std::max(Time{}, wholeSecond(*state->high - m_config.overlap));
        if (to < from) return done(std::move(nothing));  // the clock was set back
        state->windows.push_back({from, to});
        state->high = to;
    }
    auto run = std::make_shared<Run>();
    run->source = m_source;
    run->state = std::move(*state);
    run->poll.nextCursor = cursor;
    run->done = std::move(done);
    recall(cursor);
    askPage(std::move(run));
}

void JsonPages::recall(const std::string& cursor) {
    if (m_recalled && cursor == m_lastCursor) return;
    m_seen.clear();
    if (m_seenIds) {
        for (const std::uint64_t id : m_seenIds(m_source)) m_seen.emplace(id, Time::max());
    }
    m_recalled = true;
    m_lastCursor = cursor;
}

void JsonPages::askPage(std::shared_ptr<Run> run) {
    const Window& window = run->state.windows.back();
    std::string path = withQuery(m_config.path, "start_date", queryTime(window.from));
    path = withQuery(path, "end_date", queryTime(window.to));
    path = withQuery(path, "page", std::to_string(run->page));
    path = withQuery(path, "page_size", std::to_string(m_config.pageSize));
    HttpRequest request = requestTo(m_node, path);
    request.headers["Accept"] = "application/json";
    ++run->requests;
    m_http.submit(request, [this, request, run](HttpResponse response) { takePage(run, request, response); });
}

void JsonPages::takePage(std::shared_ptr<Run> run, const HttpRequest& request, const HttpResponse& response) {
    // On a failure the cursor stays, and the rows so far are read again.
    if (!takeResponse(request, response, run->poll)) return finish(*run);
    auto page = readJsonPage(response.body, m_config.pageItems, m_config.pageTime, m_config.pageId);
    if (!page) {
        run->poll.failure = std::move(page.error());
        run->poll.failure->where = request.url.substr(0, request.url.find('?'));
        return finish(*run);
    }
    const Window& window = run->state.windows.back();
    const bool divisible = window.to - window.from >= seconds(2) && honours(*page, window);
    if (divisible && run->page == 1 && knownAsLarge(*page)) return halve(std::move(run));

    for (JsonRow& row : page->rows) {
        if (m_seen.contains(row.id) || !run->fresh.insert(row.id).second) continue;
        run->bytes += row.text.size();
        run->rows.push_back(std::move(row));
    }
    const bool counted = page->totalPages.has_value() && !page->capped;
    const bool end = page->rows.empty() || (counted && run->page >= *page->totalPages);
    if (!end && run->page < kMostPages) {
        // It did not say how much there is, or the rows are long. Page numbers are never kept, because they shift when
        // rows come in.
        const bool enough = run->rows.size() >= kRowsAPoll || run->bytes >= kBytesAPoll;
        if (enough && divisible) return halve(std::move(run));
        ++run->page;
        return askPage(std::move(run));
    }
    if (!end)
        run->poll.notes.push_back(
            fmt::format("gap: a window of time has more than {} pages; the rest was not read", kMostPages));

    std::vector<Window>& windows = run->state.windows;
    windows.pop_back();
    run->page = 1;
    if (!windows.empty() && run->rows.empty() && run->requests < kMostRequestsWithoutRows)
        return askPage(std::move(run));
    run->poll.nextCursor = write(run->state);
    run->poll.more = !windows.empty();
    if (windows.empty() && run->state.high)
        run->poll.forgetSeenBefore = wholeSecond(*run->state.high - m_config.overlap) - seconds(1);
    finish(*run);
}

// What judges the rows wants them in the order of their times, and the interface gives the newest first: so no part of
// a window is taken before what is older. Rows of it that have been read are read again.
void JsonPages::halve(std::shared_ptr<Run> run) {
    std::vector<Window>& windows = run->state.windows;
    const Window window = windows.back();
    const Time middle = wholeSecond(window.from + (window.to - window.from) / 2);
    windows.back() = {middle, window.to};
    windows.push_back({window.from, middle});
    run->page = 1;
    run->rows.clear();
    run->fresh.clear();
    run->bytes = 0;
    if (run->requests < kMostRequestsWithoutRows) return askPage(std::move(run));
    run->poll.nextCursor = write(run->state);
    run->poll.more = true;
    finish(*run);
}

void JsonPages::finish(Run& run) {
    const Time fallback = run.state.high.value_or(Time{});
    if (run.poll.failure) run.rows.clear();
    run.poll.records.reserve(run.rows.size());
    // Oldest first, as everything else is collected.
    std::ranges::reverse(run.rows);
    std::ranges::stable_sort(run.rows, {}, [&](const JsonRow& row) { return row.time.value_or(fallback); });
    for (const JsonRow& row : run.rows) {
        run.poll.records.push_back(lineRecord(row.text));
        run.poll.seen.push_back({run.source, row.id, row.time.value_or(fallback)});
        m_seen.emplace(row.id, row.time.value_or(fallback));
    }
    if (run.poll.forgetSeenBefore) {
        std::erase_if(m_seen, [&](const auto& seen) { return seen.second < *run.poll.forgetSeenBefore; });
    }
    if (!run.poll.failure) m_lastCursor = run.poll.nextCursor;
    auto done = std::move(run.done);
    done(std::move(run.poll));
}

}  // namespace vedette
