// SPDX-License-Identifier: GPL-3.0-or-later
// Drives a real web server with numbered requests and compares what its log, as collected, says about them.
#pragma once

#include <QThread>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "collectors/http_engine.h"
#include "collectors/tail/file_tail.h"

namespace vedette::test {

class RequestCounter {
public:
    RequestCounter(std::string baseUrl, std::string caFile, std::filesystem::path log, std::string filler = {})
        : m_url(std::move(baseUrl)), m_caFile(std::move(caFile)), m_log(std::move(log)), m_filler(std::move(filler)) {}

    // Queues `count` requests; `during` is called when half of them are answered.
    void drive(int count, const std::function<void()>& during = {}) {
        int answered = 0;
        HttpEngine engine;  // its own connections each time: the server may have been restarted
        for (int i = 0; i < count; ++i) {
            HttpRequest request;
            request.url = m_url + "/r/" + std::to_string(m_next++);
            request.tls.caFile = m_caFile;
            request.attempts = 1;
            if (!m_filler.empty()) request.headers["X-Filler"] = m_filler;
            engine.submit(request, [&, count](HttpResponse response) {
                if (response.status == 200)
                    ++m_good;
                else
                    m_failure = response.failure ? response.failure->text() : std::to_string(response.status);
                if (++answered == count / 2 && during) during();
                if (answered % 50 == 0) pollOnce();
            });
            if (i % 20 == 19) engine.runUntilIdle();
        }
        engine.runUntilIdle();
    }

    void pollOnce() {
        FileTail tail("n/access", m_log);
        tail.poll(m_cursor, [this](Poll poll) {
            for (const RawRecord& record : poll.records) {
                const auto at = record.bytes.find("/r/");
                if (at == std::string::npos)
                    ++m_strange;
                else
                    ++m_collected[std::stoi(record.bytes.substr(at + 3))];
            }
            // A rotation between looking and opening is met at the next poll; the count proves that nothing was lost.
            for (const auto& note : poll.notes)
                if (note.find("replaced while it was looked at") == std::string::npos) m_notes.push_back(note);
            m_cursor = poll.nextCursor;
            m_more = poll.more;
        });
    }

    // Polls until every request was collected (servers log after they have answered), then some more.
    std::string compare() {
        for (int i = 0; i < 300 && (static_cast<int>(m_collected.size()) < m_next || m_more); ++i) {
            pollOnce();
            QThread::msleep(20);
        }
        for (int i = 0; i < 5; ++i) pollOnce();
        std::string trouble;
        if (m_good != m_next) trouble += std::to_string(m_next - m_good) + " requests failed: " + m_failure + "; ";
        int missing = 0;
        int twice = 0;
        for (int i = 0; i < m_next; ++i) {
            const auto found = m_collected.find(i);
            if (found == m_collected.end())
                ++missing;
            else if (found->second != 1)
                ++twice;
        }
        if (missing > 0) trouble += std::to_string(missing) + " of " + std::to_string(m_next) + " lost; ";
        if (twice > 0) trouble += std::to_string(twice) + " collected twice; ";
        if (m_strange > 0) trouble += std::to_string(m_strange) + " lines that are no request; ";
        for (const auto& note : m_notes) trouble += note + "; ";
        return trouble;
    }

private:
    std::string m_url;
    std::string m_caFile;
    std::filesystem::path m_log;
    std::string m_filler;
    std::string m_cursor;
    std::map<int, int> m_collected;
    std::vector<std::string> m_notes;
    std::string m_failure;
    int m_next = 0;
    int m_good = 0;
    int m_strange = 0;
    bool m_more = false;
};

}  // namespace vedette::test
