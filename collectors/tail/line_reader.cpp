// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/tail/line_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace vedette {
namespace {

constexpr std::size_t kChunk = 256u << 10;

void spend(std::size_t& from, std::size_t amount) { from -= std::min(from, amount); }

class Cutter {
public:
    Cutter(LogFile& file, TailState& state, FilePrint& print, const TailLimits& limits, TailBudget& budget,
           std::vector<RawRecord>& out)
        : m_file(file), m_state(state), m_print(print), m_limits(limits), m_budget(budget), m_out(out) {}

    Result<ReadEnd> run(bool takeRest);

private:
    void emit(std::string line);
    Result<void> emitLong(std::uint64_t end, bool hasLineEnd);
    // Looks for the end of a line that is already known to be too long.
    Result<ReadEnd> passLongLine(bool takeRest);

    LogFile& m_file;
    TailState& m_state;
    FilePrint& m_print;
    const TailLimits& m_limits;
    TailBudget& m_budget;
    std::vector<RawRecord>& m_out;
    std::string m_buffer = std::string(kChunk, '\0');
};

void Cutter::emit(std::string line) {
    spend(m_budget.bytes, line.size() + 1);
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) return;
    spend(m_budget.lines, 1);
    RawRecord record;
    record.bytes = std::move(line);
    m_out.push_back(std::move(record));
}

Result<void> Cutter::emitLong(std::uint64_t end, bool hasLineEnd) {
    const std::uint64_t length = end - m_state.offset;
    RawRecord record;
    record.bytes.resize(std::min<std::uint64_t>(length, m_limits.keptOfLongLine));
    auto n = m_file.read(m_state.offset, record.bytes.data(), record.bytes.size());
    if (!n) return passOn(n);
    record.bytes.resize(*n);
    record.fullSize = length;
    record.problem =
        fmt::format("a line of {} bytes, more than {}; its first {} are kept", length, m_limits.longestLine, *n);
    m_out.push_back(std::move(record));
    spend(m_budget.lines, 1);
    spend(m_budget.bytes, *n);

    const std::uint64_t next = end + (hasLineEnd ? 1 : 0);
    std::string before(std::min<std::uint64_t>(kTailPrint, next), '\0');
    n = m_file.read(next - before.size(), before.data(), before.size());
    if (!n) return passOn(n);
    before.resize(*n);
    m_print.tail = before;
    m_state.offset = next;
    m_state.scanned = 0;
    return {};
}

Result<ReadEnd> Cutter::passLongLine(bool takeRest) {
    for (;;) {
        if (m_budget.empty()) return ReadEnd::OutOfBudget;
        const auto n = m_file.read(m_state.scanned, m_buffer.data(), m_buffer.size());
        if (!n) return std::unexpected(n.error());
        if (*n == 0) {
            if (!takeRest) return ReadEnd::Partial;
            if (auto done = emitLong(m_state.scanned, false); !done) return passOn(done);
            return ReadEnd::Complete;
        }
        spend(m_budget.scanned, *n);
        m_print.take(m_state.scanned, {m_buffer.data(), *n});
        const auto* end = static_cast<const char*>(std::memchr(m_buffer.data(), '\n', *n));
        if (end == nullptr) {
            m_state.scanned += *n;
            continue;
        }
        if (auto done = emitLong(m_state.scanned + static_cast<std::uint64_t>(end - m_buffer.data()), true); !done)
            return passOn(done);
        return ReadEnd::Complete;
    }
}

Result<ReadEnd> Cutter::run(bool takeRest) {
    for (;;) {
        if (m_state.scanned > m_state.offset) {
            auto passed = passLongLine(takeRest);
            if (!passed || *passed != ReadEnd::Complete) return passed;
            continue;
        }
        std::string carry;  // the beginning of the line that the present chunk continues
        bool longLine = false;
        while (!longLine) {
            if (m_budget.empty()) return ReadEnd::OutOfBudget;
            const std::uint64_t at = m_state.offset + carry.size();
            const auto n = m_file.read(at, m_buffer.data(), m_buffer.size());
            if (!n) return std::unexpected(n.error());
            if (*n == 0) {
                if (carry.empty()) return ReadEnd::Complete;
                if (!takeRest) return ReadEnd::Partial;
                m_print.consumed(carry);
                m_state.offset += carry.size();
                emit(std::move(carry));
                return ReadEnd::Complete;
            }
            m_print.take(at, {m_buffer.data(), *n});
            std::string_view rest(m_buffer.data(), *n);
            while (!rest.empty()) {
                const auto end = rest.find('\n');
                const std::size_t length = carry.size() + (end == std::string_view::npos ? rest.size() : end);
                if (length > m_limits.longestLine) {
                    longLine = true;
                    m_state.scanned =
                        m_state.offset + carry.size() + (end == std::string_view::npos ? rest.size() : end);
                    break;
                }
                if (end == std::string_view::npos) {
                    carry.append(rest);
                    break;
                }
                std::string line = std::move(carry);
                carry.clear();
                line.append(rest.substr(0, end + 1));
                rest.remove_prefix(end + 1);
                m_print.consumed(line);
                m_state.offset += line.size();
                line.pop_back();
                emit(std::move(line));
                if (m_budget.empty()) return ReadEnd::OutOfBudget;
            }
        }
    }
}

}  // namespace

void FilePrint::take(std::uint64_t position, std::string_view bytes) {
    if (head.size() >= kHeadPrint || position > head.size() || position + bytes.size() <= head.size()) return;
    head.append(bytes.substr(head.size() - position, kHeadPrint - head.size()));
}

void FilePrint::consumed(std::string_view bytes) {
    if (bytes.size() >= kTailPrint) {
        tail = bytes.substr(bytes.size() - kTailPrint);
        return;
    }
    if (tail.size() + bytes.size() > kTailPrint) tail.erase(0, tail.size() + bytes.size() - kTailPrint);
    tail.append(bytes);
}

Result<ReadEnd> readLines(LogFile& file, TailState& state, FilePrint& print, const TailLimits& limits, bool takeRest,
                          TailBudget& budget, std::vector<RawRecord>& out) {
    return Cutter(file, state, print, limits, budget, out).run(takeRest);
}

}  // namespace vedette
