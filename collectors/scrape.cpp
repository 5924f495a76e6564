// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/scrape.h"

#include <fmt/format.h>

#include <algorithm>

#include "collectors/http_source.h"

namespace vedette {
namespace {

constexpr std::size_t kProblemsTold = 5;

}  // namespace

Scrape::Scrape(std::string source, NodeConfig node, SourceConfig config, HttpEngine& http,
               const MetricFlavours& flavours)
    : m_source(std::move(source)),
      m_node(std::move(node)),
      m_config(std::move(config)),
      m_http(http),
      m_flavours(flavours) {}

void Scrape::poll(const std::string& cursor, std::function<void(Poll)> done) {
    HttpRequest request = requestTo(m_node, m_config.path);
    request.headers["Accept"] = "text/plain;version=0.0.4;q=0.9,application/openmetrics-text;q=0.5,*/*;q=0.1";
    m_http.submit(request, [this, request, cursor, done = std::move(done)](HttpResponse response) {
        Poll poll;
        poll.nextCursor = cursor;
        if (takeResponse(request, response, poll)) {
            auto scrape = m_flavours.read(response.body, m_config.flavour, cursor);
            if (!scrape) {
                poll.failure = std::move(scrape.error());
                if (poll.failure->where.empty()) poll.failure->where = m_node.endpoint + m_config.path;
            } else {
                RawRecord record;
                record.kind = RawKind::Scrape;
                record.bytes = std::move(scrape->metrics);
                poll.records.push_back(std::move(record));
                poll.nextCursor = std::move(scrape->nextState);
                const std::size_t told = std::min(scrape->problems.size(), kProblemsTold);
                poll.notes.assign(scrape->problems.begin(),
                                  scrape->problems.begin() + static_cast<std::ptrdiff_t>(told));
                if (scrape->problems.size() > told) {
                    poll.notes.push_back(
                        fmt::format("and {} more problems in this page", scrape->problems.size() - told));
                }
            }
        }
        done(std::move(poll));
    });
}

}  // namespace vedette
