// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/json_lines.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "collectors/http_source.h"
#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/json.h"

namespace vedette {
namespace {

constexpr std::size_t kLinesAsked = 5000;
constexpr std::uint64_t kRangeAsked = 8u << 20;
constexpr std::uint64_t kOverlapBytes = 256;  // read again to see that it is still the same file

struct Position {
    enum class Way { Unknown, Sequence, Ranges } way = Way::Unknown;
    std::string after = "0";
    std::uint64_t offset = 0;
    std::string print;            // hex SHA-256 of the overlap before offset
    bool insideLongLine = false;  // the line at offset has been reported; drop the rest of it
    [[nodiscard]] std::uint64_t overlap() const { return std::min(kOverlapBytes, offset); }
};

std::string write(const Position& position) {
    if (position.way == Position::Way::Unknown) return {};
    std::string out;
    JsonWriter json(out);
    json.beginObject();
    if (position.way == Position::Way::Sequence) {
        json.key("after").string(position.after);
    } else {
        json.key("inside_long_line").boolean(position.insideLongLine);
        json.key("offset").string(std::to_string(position.offset));
        json.key("print").string(position.print);
    }
    json.endObject();
    return out;
}

Result<Position> read(const std::string& cursor) {
    Position out;
    if (cursor.empty()) return out;
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    std::string_view text;
    if (parser.parse(simdjson::padded_string(cursor)).get(root) == simdjson::SUCCESS) {
        if (root["after"].get_string().get(text) == simdjson::SUCCESS) {
            out.way = Position::Way::Sequence;
            out.after = text;
            return out;
        }
        if (root["offset"].get_string().get(text) == simdjson::SUCCESS &&
            std::from_chars(text.data(), text.data() + text.size(), out.offset).ec == std::errc{}) {
            out.way = Position::Way::Ranges;
            if (root["print"].get_string().get(text) == simdjson::SUCCESS) out.print = text;
            bool inside = false;
            if (root["inside_long_line"].get_bool().get(inside) == simdjson::SUCCESS) out.insideLongLine = inside;
            return out;
        }
    }
    return fail(ErrorCode::Corrupt, "the saved position of this source cannot be read", {},
                "the store's cursor was changed from outside; verify the store");
}

std::string header(const HttpResponse& response, const std::string& name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string{} : found->second;
}

void addLine(std::string_view line, Poll& poll) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) poll.records.push_back(lineRecord(line));
}

void takeSequence(const HttpResponse& response, Position& position, Poll& poll) {
    const std::string next = header(response, "x-next-after");
    const bool sane =
        !next.empty() && next.size() <= 256 && std::ranges::all_of(next, [](char c) { return c > 0x20 && c < 0x7f; });
    if (!sane) {
        poll.failure =
            Error{ErrorCode::Invalid, "the answer lacks a usable X-Next-After header", {}, "docs/fleet.md, json_lines"};
        return;
    }
    std::string_view rest = response.body;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        addLine(rest.substr(0, end), poll);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    poll.more = poll.records.size() >= kLinesAsked && next != position.after;
    // A log only grows. Where both are numbers, a smaller one means that lines have been taken out of its past.
    const auto number = [](const std::string& text) {
        return text.size() < 19 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (number(next) && number(position.after) && std::stoll(next) < std::stoll(position.after)) {
        poll.notes.push_back(
            fmt::format("gap: the log has lost lines: its numbering went back from {} to {}; what was "
                        "collected before is kept",
                        position.after, next));
    }
    position.way = Position::Way::Sequence;
    position.after = next;
}

// `body` is what the file holds from position.offset on.
void takeBytes(std::string_view before, std::string_view body, bool full, Position& position, Poll& poll) {
    std::size_t used = 0;
    while (used < body.size()) {
        const auto end = body.find('\n', used);
        if (end == std::string_view::npos) break;
        if (position.insideLongLine)
            position.insideLongLine = false;
        else
            addLine(body.substr(used, end - used), poll);
        used = end + 1;
    }
    if (full && used == 0) {
        // A whole range without a line end. Its beginning is reported once, the rest is passed over.
        if (!position.insideLongLine) {
            RawRecord record = lineRecord(body);
            record.problem =
                fmt::format("a line of at least {} bytes; its first {} are kept", body.size(), record.bytes.size());
            poll.records.push_back(std::move(record));
        }
        position.insideLongLine = true;
        used = body.size();
    }
    std::string seen(before);
    seen += body.substr(0, used);
    position.offset += used;
    const auto overlap = static_cast<std::size_t>(position.overlap());
    position.print = toHex(sha256(std::string_view(seen).substr(seen.size() - std::min(overlap, seen.size()))));
    poll.more = full && used > 0;
}

void startAgain(Position& position, Poll& poll) {
    poll.notes.push_back(
        fmt::format("the file was replaced after {} bytes; it is read from its beginning, and lines that "
                    "were written before that may be missing",
                    position.offset));
    position = {};
    position.way = Position::Way::Ranges;
    poll.more = true;
}

void takeRange(const HttpResponse& response, Position& position, Poll& poll) {
    position.way = Position::Way::Ranges;
    std::string_view body = response.body;
    const auto overlap = static_cast<std::size_t>(position.overlap());
    bool full = body.size() >= kRangeAsked + overlap;
    if (response.status == 200) {  // the whole file: the server has ignored the range
        const std::uint64_t from = position.offset - overlap;
        if (body.size() < position.offset) return startAgain(position, poll);
        body.remove_prefix(static_cast<std::size_t>(from));
        full = false;
    }
    if (body.size() < overlap) return startAgain(position, poll);
    const std::string_view before = body.substr(0, overlap);
    if (overlap > 0 && toHex(sha256(before)) != position.print) return startAgain(position, poll);
    takeBytes(before, body.substr(overlap), full, position, poll);
}

}  // namespace

JsonLines::JsonLines(std::string source, NodeConfig node, SourceConfig config, HttpEngine& http)
    : m_source(std::move(source)), m_node(std::move(node)), m_config(std::move(config)), m_http(http) {}

void JsonLines::poll(const std::string& cursor, std::function<void(Poll)> done) {
    auto position = read(cursor);
    if (!position) {
        Poll poll;
        poll.nextCursor = cursor;
        poll.failure = std::move(position.error());
        poll.failure->where = m_source;
        return done(std::move(poll));
    }
    std::string path = m_config.path;
    if (position->way != Position::Way::Ranges) {
        path = withQuery(withQuery(path, "after", position->after), "limit", std::to_string(kLinesAsked));
    }
    HttpRequest request = requestTo(m_node, path);
    if (position->way != Position::Way::Sequence) {
        request.headers["Range"] =
            fmt::format("bytes={}-{}", position->offset - position->overlap(), position->offset + kRangeAsked - 1);
    }
    m_http.submit(request, [request, cursor, at = *position, done = std::move(done)](HttpResponse response) mutable {
        Poll poll;
        poll.nextCursor = cursor;
        const bool rangesOffered = response.status == 206 || header(response, "accept-ranges") == "bytes";
        if (response.status == 416 && !response.failure && at.way != Position::Way::Sequence) {
            // Nothing at this place. At the beginning the file is empty; later it has become shorter.
            takeResponse(request, response, poll);
            poll.failure.reset();
            if (at.offset > 0) {
                startAgain(at, poll);
                poll.nextCursor = write(at);
            }
        } else if (takeResponse(request, response, poll)) {
            if (at.way != Position::Way::Ranges &&
                (at.way == Position::Way::Sequence || !header(response, "x-next-after").empty())) {
                takeSequence(response, at, poll);
            } else if (at.way == Position::Way::Ranges || rangesOffered) {
                takeRange(response, at, poll);
            } else {
                poll.failure = Error{ErrorCode::Invalid,
                                     "the answer has neither X-Next-After nor Accept-Ranges: bytes",
                                     {},
                                     "docs/fleet.md, json_lines, says what a server must offer"};
            }
            if (poll.failure)
                poll.failure->where = request.url.substr(0, request.url.find('?'));
            else
                poll.nextCursor = write(at);
        }
        done(std::move(poll));
    });
}

}  // namespace vedette
