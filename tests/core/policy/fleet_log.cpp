// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/policy/fleet_log.h"

#include <algorithm>
#include <filesystem>

namespace vedette::test {

FleetLog::FleetLog(const fleetsim::FleetSpec& spec)
    : m_clock(spec.start),
      m_traffic(spec),
      m_states(m_traffic.nodes().size()),
      m_flavours(MetricFlavours::load(VEDETTE_RESOURCES "/metrics")),
      m_at(spec.start) {
    makeStore(m_folder / "store", m_clock);
    for (std::size_t i = 0; i < m_traffic.nodes().size(); ++i)
        m_feeds.push_back(std::make_unique<fleetsim::NodeFeed>(m_traffic, static_cast<int>(i)));
    for (const auto& file : std::filesystem::directory_iterator(VEDETTE_RESOURCES "/mappings")) {
        auto mapper = Mapper::load(file.path());
        if (!mapper) {
            m_problem = mapper.error().text();
            continue;
        }
        const std::string id = mapper->id();
        m_mappers[id] = std::make_shared<Mapper>(std::move(*mapper));
    }
    if (!m_flavours) m_problem = m_flavours.error().text();
}

void FleetLog::poll(int node, Time from, Time to, Batch& batch) {
    fleetsim::NodeFeed& feed = *m_feeds[static_cast<std::size_t>(node)];
    if (feed.silent(from)) return;
    Arena arena;
    for (std::size_t s = 0; s < feed.plan().sources.size(); ++s) {
        const auto& source = feed.plan().sources[s];
        for (const fleetsim::Line& line : feed.linesBetween(static_cast<int>(s), from - rowsLate, to - rowsLate, to)) {
            if (keepLine && !keepLine(feed.plan(), m_lines++)) continue;
            Event event;
            Content content;
            const std::string_view text = arena.copy(line.text);
            if (auto mapped = m_mappers.at(source.mapping)->map(text, m_scratch, arena, event, content); !mapped) {
                m_problem = mapped.error().text() + ": " + line.text;
                return;
            }
            event.setLoggedTime(to);
            event.setText(Field::vNode, feed.plan().id);
            event.setText(Field::vSource, arena.copy(feed.plan().id + "/" + source.id));
            addEvent(batch, event);
        }
    }
}

void FleetLog::scrape(int node, Time at, Batch& batch) {
    fleetsim::NodeFeed& feed = *m_feeds[static_cast<std::size_t>(node)];
    if (feed.silent(at) || (scrapeNow && !scrapeNow(feed.plan(), at))) return;
    std::string& state = m_states[static_cast<std::size_t>(node)];
    auto page = m_flavours->read(feed.metrics(at), feed.plan().flavour, state);
    if (!page) {
        m_problem = page.error().text();
        return;
    }
    state = page->nextState;
    const std::string source = feed.plan().id + "/metrics";
    Event event;
    event.setClass(ocsf::kMetricScrape, 1);
    event.setStatus(ocsf::kSuccess);
    event.setTime(at + scrapeTakes);
    event.setInteger(Field::startTime, toMicros(at) / 1000);
    event.setLoggedTime(at + scrapeTakes);
    event.setText(Field::vNode, feed.plan().id);
    event.setText(Field::vSource, source);
    event.setJson(Field::vMetrics, page->metrics);
    addEvent(batch, event);
}

void FleetLog::write(const Batch& batch) {
    auto writer = Writer::open(m_folder / "store", m_clock);
    if (!writer) {
        m_problem = writer.error().text();
    } else if (auto written = (*writer)->write(batch); !written) {
        m_problem = written.error().text();
    }
}

void FleetLog::collect(Time to) {
    const int nodes = static_cast<int>(m_feeds.size());
    while (m_problem.empty() && m_at < to) {
        Batch batch;
        // An hour of polls to a commit. The scrapes of a poll come somewhere within it, at another time for each node.
        for (int i = 0; i < 60 && m_at < to; ++i) {
            const Time until = std::min(to, m_at + scrapeEvery);
            for (int node = 0; node < nodes; ++node) {
                const Time at = m_at + scrapeEvery * (node % 7 + 1) / 8;
                if (at < until) scrape(node, at, batch);
                poll(node, m_at, until, batch);
            }
            m_at = until;
        }
        m_clock.set(m_at);
        write(batch);
    }
    m_clock.advance(std::chrono::minutes(2));
    status("collector/none", 1, m_clock.now());
}

void FleetLog::status(const std::string& source, int activity, Time t) {
    Event event;
    event.setClass(ocsf::kCollectorStatus, activity);
    event.setStatus(activity == 1 ? ocsf::kSuccess : ocsf::kFailure);
    event.setTime(t);
    event.setLoggedTime(m_clock.now());
    const std::string node = source.substr(0, source.rfind('/'));
    event.setText(Field::vNode, node);
    event.setText(Field::vSource, source);
    Batch batch;
    addEvent(batch, event);
    write(batch);
}

bool FleetLog::repeat(const Filter& filter) {
    auto reader = open();
    if (!reader) return false;
    std::vector<std::uint64_t> entries;
    auto scanned = reader->scan(filter, [&](const Row& row) {
        entries.push_back(row.entry);
        return true;
    });
    auto records = reader->records(entries);
    if (!scanned || !records || records->empty()) return false;
    Batch batch;
    for (const std::string& record : *records) {
        std::string scratch;
        Event event;
        if (!readRecord(record, scratch, event)) return false;
        addEvent(batch, event);
    }
    write(batch);
    return m_problem.empty();
}

std::unique_ptr<Reader> FleetLog::open() {
    auto reader = Reader::open(m_folder / "store");
    if (!reader) m_problem = reader.error().text();
    return reader ? std::move(*reader) : nullptr;
}

}  // namespace vedette::test
