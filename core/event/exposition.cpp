// SPDX-License-Identifier: GPL-3.0-or-later
// The Prometheus text format and its OpenMetrics variant, read line by line.
#include <charconv>
#include <cmath>
#include <limits>

#include "core/event/metrics.h"

namespace vedette {

namespace {

bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'; }
bool isName(char c) { return isNameStart(c) || (c >= '0' && c <= '9'); }

class LineReader {
public:
    LineReader(std::string_view line, Sample& sample, std::string& scratch)
        : m_rest(line), m_sample(sample), m_scratch(scratch) {}

    // Empty when the line was read, else what is wrong with it.
    std::string_view read() {
        m_sample.labels.clear();
        m_sample.name = name();
        blanks();
        if (!m_rest.empty() && m_rest.front() == '{') {
            m_rest.remove_prefix(1);
            if (const auto wrong = labels(); !wrong.empty()) {
                return wrong;
            }
        }
        if (m_sample.name.empty()) {
            return "no metric name";
        }
        blanks();
        const std::string_view number = m_rest.substr(0, m_rest.find_first_of(" \t"));
        m_sample.number = number;
        return value(number) ? std::string_view{} : std::string_view("the value is not a number");
    }

private:
    void blanks() {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\t')) {
            m_rest.remove_prefix(1);
        }
    }

    std::string_view name() {
        std::size_t n = 0;
        while (n < m_rest.size() && (n == 0 ? isNameStart(m_rest[n]) : isName(m_rest[n]))) {
            ++n;
        }
        const std::string_view text = m_rest.substr(0, n);
        m_rest.remove_prefix(n);
        return text;
    }

    std::string_view labels() {
        for (;;) {
            blanks();
            if (m_rest.empty()) {
                return "the label set does not end";
            }
            if (m_rest.front() == '}') {
                m_rest.remove_prefix(1);
                return {};
            }
            std::string_view label;
            if (m_rest.front() == '"') {  // newer pages quote names that are not plain
                if (!quoted(label)) {
                    return "a quoted name does not end";
                }
            } else {
                label = name();
            }
            if (label.empty()) {
                return "a label without a name";
            }
            blanks();
            if (!m_rest.empty() && m_rest.front() == '=') {
                m_rest.remove_prefix(1);
                blanks();
                std::string_view text;
                if (m_rest.empty() || m_rest.front() != '"' || !quoted(text)) {
                    return "a label value without its quotes";
                }
                m_sample.labels.emplace_back(label, text);
            } else if (m_sample.name.empty()) {
                m_sample.name = label;
            } else {
                return "a label without a value";
            }
            blanks();
            if (!m_rest.empty() && m_rest.front() == ',') {
                m_rest.remove_prefix(1);
            } else if (m_rest.empty() || m_rest.front() != '}') {
                return "expected a comma between labels";
            }
        }
    }

    // Takes a quoted text; `text` views the page, or the scratch when it held escapes.
    bool quoted(std::string_view& text) {
        m_rest.remove_prefix(1);
        const std::size_t special = m_rest.find_first_of("\"\\");
        if (special == std::string_view::npos) {
            return false;
        }
        if (m_rest[special] == '"') {
            text = m_rest.substr(0, special);
            m_rest.remove_prefix(special + 1);
            return true;
        }
        const std::size_t at = m_scratch.size();
        for (std::size_t i = 0; i < m_rest.size(); ++i) {
            const char c = m_rest[i];
            if (c == '"') {
                text = std::string_view(m_scratch).substr(at);
                m_rest.remove_prefix(i + 1);
                return true;
            }
            if (c == '\\' && i + 1 < m_rest.size()) {
                ++i;
                m_scratch.push_back(m_rest[i] == 'n' ? '\n' : m_rest[i]);
            } else {
                m_scratch.push_back(c);
            }
        }
        return false;
    }

    bool value(std::string_view number) {
        if (number.starts_with('+')) {
            number.remove_prefix(1);
        }
        if (number.empty()) {
            return false;
        }
        const auto [last, error] = std::from_chars(number.data(), number.data() + number.size(), m_sample.value);
        if (error == std::errc::result_out_of_range) {
            m_sample.value = number.front() == '-' ? -std::numeric_limits<double>::infinity()
                                                   : std::numeric_limits<double>::infinity();
            return true;
        }
        return error == std::errc{} && last == number.data() + number.size();
    }

    std::string_view m_rest;
    Sample& m_sample;
    std::string& m_scratch;
};

}  // namespace

std::vector<std::string> parseExposition(std::string_view page, const std::function<void(const Sample&)>& each) {
    constexpr std::size_t kMaxProblems = 100;  // a page of nonsense must not become a list as long as itself
    std::vector<std::string> problems;
    std::string scratch;
    Sample sample;
    for (std::size_t lineNumber = 1; !page.empty(); ++lineNumber) {
        const std::size_t end = page.find('\n');
        std::string_view line = page.substr(0, end);
        page.remove_prefix(end == std::string_view::npos ? page.size() : end + 1);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
            line.remove_suffix(1);
        }
        while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
            line.remove_prefix(1);
        }
        if (line.empty() || line.front() == '#') {
            continue;
        }
        scratch.clear();
        scratch.reserve(line.size());
        if (const auto wrong = LineReader(line, sample, scratch).read(); wrong.empty()) {
            each(sample);
        } else if (problems.size() < kMaxProblems) {
            problems.push_back("line " + std::to_string(lineNumber) + ": " + std::string(wrong));
        } else if (problems.size() == kMaxProblems) {
            problems.emplace_back("further problems are not listed");
        }
    }
    return problems;
}

}  // namespace vedette
