// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>

#include "reports/data/report.h"

namespace vedette::ctl {
namespace {

constexpr std::size_t kWidestCell = 72;

std::int64_t milliseconds() {
    using namespace std::chrono;
    return duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count();
}

// Width on a terminal, near enough: code points.
std::size_t widthOf(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void Output::say(std::string_view line) {
    if (!json) raw(visibleText(line, true) + "\n");
}

void Output::raw(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) refused();
}

void Output::refused() {
    m_readerLeft = m_readerLeft || errno == EPIPE;
    m_broken = true;
}

void Output::document(const JsonObject& object) {
    if (json) raw(object.str() + "\n");
}

void Output::error(const Error& error, int exit) {
    std::string text;
    if (json) {
        JsonObject inner;
        inner.text("code", errorCodeName(error.code)).text("what", error.what).text("where", error.where);
        inner.text("hint", error.hint).integer("exit", exit);
        text = JsonObject().raw("error", inner.str()).str();
    } else {
        text = "vedettectl: " + visibleText(error.text(), true);  // all problems of a file, one a line
    }
    std::fflush(stdout);
    fmt::print(stderr, "{}\n", text);
}

void Output::note(std::string_view line) {
    if (!json && !quiet) fmt::print(stderr, "{}\n", visibleText(line));
}

void Output::table(const std::vector<std::vector<std::string>>& rows) {
    if (json || rows.empty()) return;
    std::vector<std::size_t> widths(rows.front().size(), 0);
    std::vector<std::vector<std::string>> clean = rows;
    for (auto& row : clean)
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i) {
            row[i] = visibleText(row[i]);
            widths[i] = std::max(widths[i], std::min(widthOf(row[i]), kWidestCell));
        }
    for (const auto& row : clean) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            const auto width = widthOf(row[i]);
            if (i + 1 < row.size()) line += std::string(width < widths[i] ? widths[i] - width : 0, ' ') + "  ";
        }
        while (line.ends_with(' ')) line.pop_back();
        raw(line + "\n");
    }
}

void Output::flush() {
    if (std::fflush(stdout) != 0) refused();
}

Progress::Progress(const Output& out, std::string what)
    : m_what(std::move(what)), m_on(!out.json && !out.quiet && isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (m_drawn) fmt::print(stderr, "\r\033[K");
}

void Progress::draw(std::string_view text) {
    if (!m_on) return;
    const auto now = milliseconds();
    if (m_drawn && now - m_last < 100) return;
    m_last = now;
    m_drawn = true;
    fmt::print(stderr, "\r\033[K{} {}", m_what, visibleText(text));
    std::fflush(stderr);
}

void Progress::update(std::string_view text) { draw(text); }

void Progress::update(std::uint64_t done, std::uint64_t total) {
    if (!m_on) return;
    constexpr std::uint64_t kBar = 30;
    const auto filled = total == 0 ? kBar : std::min(kBar, done * kBar / total);
    draw(fmt::format("[{}{}] {} of {}", std::string(filled, '='), std::string(kBar - filled, ' '), grouped(done),
                     grouped(total)));
}

}  // namespace vedette::ctl
