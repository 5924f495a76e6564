// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/key_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/store/log_state.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

constexpr std::array<std::string_view, 4> kNames = {"rotate", "break", "revoke", "attest"};

bool introduces(KeyChange::Kind kind) { return kind == KeyChange::Kind::Rotate || kind == KeyChange::Kind::Break; }

}  // namespace

std::string_view keyChangeName(KeyChange::Kind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::string KeyChange::line() const {
    return fmt::format("{} {} {}", keyChangeName(kind), key.text(), introduces(kind) ? next.text() : formatTime(from));
}

Result<KeyChange> KeyChange::parse(std::string_view line) {
    const auto wrong = [] { return fail(ErrorCode::Invalid, "the line about keys is malformed", "checkpoint"); };
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    const auto* const name = std::ranges::find(kNames, line.substr(0, first));
    if (second == std::string_view::npos || name == kNames.end()) {
        return wrong();
    }
    KeyChange change;
    change.kind = static_cast<Kind>(name - kNames.begin());
    auto key = VerifierKey::parse(line.substr(first + 1, second - first - 1));
    if (!key) {
        return wrong();
    }
    change.key = std::move(*key);
    if (introduces(change.kind)) {
        auto next = VerifierKey::parse(line.substr(second + 1));
        if (!next || next->name != change.key.name) {
            return wrong();
        }
        change.next = std::move(*next);
    } else {
        auto from = parseTime(line.substr(second + 1));
        if (!from) {
            return wrong();
        }
        change.from = *from;
    }
    if (change.line() != line) {
        return wrong();
    }
    return change;
}

KeyChain::KeyChain(VerifierKey only) : m_trusted(std::move(only)) { m_spans.push_back({m_trusted}); }

const KeySpan& KeyChain::at(std::uint64_t size) const {
    const auto after = std::ranges::upper_bound(m_spans, size, {}, &KeySpan::from);
    return after == m_spans.begin() ? m_spans.front() : *std::prev(after);
}

Result<Checkpoint> KeyChain::open(std::string_view note) const {
    auto claimed = parseCheckpoint(note);
    if (!claimed) {
        return claimed;
    }
    const KeySpan& span = at(claimed->size);
    auto opened = openCheckpoint(note, span.key);
    if (!opened) {
        for (const KeySpan& other : m_spans) {
            if (&other != &span && openCheckpoint(note, other.key)) {
                return fail(ErrorCode::Corrupt,
                            fmt::format("the checkpoint is signed by key {:08x}, but that of its size is key {:08x}",
                                        other.key.id, span.key.id),
                            "checkpoint");
            }
        }
        return opened;
    }
    if (claimed->size == span.from && span.from > 0 && !span.broken) {
        return openCheckpoint(note, at(claimed->size - 1).key);  // a handover: the key before signed as well
    }
    return opened;
}

bool KeyChain::isPlain(const Checkpoint& checkpoint) const {
    const KeySpan& span = at(checkpoint.size);
    if (checkpoint.size != span.from || span.from == 0 || span.broken) {
        return isPlainNote(checkpoint, span.key);
    }
    // Two lines, the older key's first: without either it must be a plain note of the other.
    const std::size_t gap = checkpoint.note.find("\n\n");
    const std::size_t end = gap == std::string::npos ? gap : checkpoint.note.find('\n', gap + 2);
    if (end == std::string::npos) {
        return false;
    }
    Checkpoint one = checkpoint;
    one.note = checkpoint.note.substr(0, end + 1);
    Checkpoint two = checkpoint;
    two.note = checkpoint.note.substr(0, gap + 2) + checkpoint.note.substr(end + 1);
    const VerifierKey& before = at(checkpoint.size - 1).key;
    return isPlainNote(one, before) && openCheckpoint(one.note, before) && isPlainNote(two, span.key);
}

std::string KeyChain::introduce(const Checkpoint& checkpoint, const KeyChange& change, Time when) {
    if (m_spans.empty()) {
        m_spans.push_back({change.key});
    }
    const KeySpan& last = m_spans.back();
    if (change.key.text() != last.key.text() || checkpoint.size <= last.from) {
        return "it replaces a key that was not in force";
    }
    if (std::ranges::any_of(m_spans, [&](const KeySpan& s) { return s.key.text() == change.next.text(); })) {
        return "it brings back a key that was replaced";
    }
    if (change.kind == KeyChange::Kind::Rotate && !openCheckpoint(checkpoint.note, change.key)) {
        return fmt::format("it hands over to key {:08x} without the signature of key {:08x}", change.next.id,
                           change.key.id);
    }
    if (!openCheckpoint(checkpoint.note, change.next)) {
        return fmt::format("the key {:08x} that it introduces did not sign it", change.next.id);
    }
    KeySpan span{change.next, checkpoint.size, when};
    span.broken = change.kind == KeyChange::Kind::Break;
    m_spans.push_back(std::move(span));
    return {};
}

std::string KeyChain::revoke(const Checkpoint& checkpoint, const KeyChange& change) {
    const auto revoked =
        std::ranges::find_if(m_spans, [&](const KeySpan& s) { return s.key.text() == change.key.text(); });
    if (revoked == m_spans.end() || std::next(revoked) == m_spans.end()) {
        return "it revokes a key that was not replaced before";
    }
    if (!openCheckpoint(checkpoint.note, m_spans.back().key)) {
        return "it revokes a key, and is not signed by the key in force";
    }
    revoked->revoked = change.from;
    revoked->attested = change.kind == KeyChange::Kind::Attest;
    return {};
}

// The problem with the note, empty when there is none.
std::string KeyChain::take(const std::string& note) {
    auto checkpoint = parseCheckpoint(note);
    if (!checkpoint) {
        return checkpoint.error().what;
    }
    auto extension = extensionOf(*checkpoint);
    if (!extension) {
        return extension.error().what;
    }
    if (extension->keys.empty()) {
        return {};
    }
    auto change = KeyChange::parse(extension->keys);
    if (!change) {
        return change.error().what;
    }
    return introduces(change->kind) ? introduce(*checkpoint, *change, extension->time) : revoke(*checkpoint, *change);
}

// Which keys the trusted one leads to.
void KeyChain::judge() {
    const auto trusted =
        std::ranges::find_if(m_spans, [this](const KeySpan& s) { return s.key.text() == m_trusted.text(); });
    if (trusted == m_spans.end()) {
        if (!m_spans.empty()) {
            m_problems.push_back({0, fmt::format("{} is not one of the keys of this log", m_trusted.text())});
        }
        m_spans.assign(1, {m_trusted});
        return;
    }
    for (auto span = std::next(trusted); span != m_spans.end(); ++span) {
        const KeySpan& before = *std::prev(span);
        span->vouched = before.vouched && !span->broken && !(before.revoked && span->since >= *before.revoked);
    }
}

KeyChain KeyChain::follow(std::span<const std::string> notes, const VerifierKey& trusted) {
    KeyChain chain;
    chain.m_trusted = trusted;
    for (const std::string& note : notes) {
        if (auto problem = chain.take(note); !problem.empty()) {
            const auto claimed = parseCheckpoint(note);
            chain.m_problems.push_back({claimed ? claimed->size : 0, std::move(problem)});
            break;
        }
    }
    chain.judge();
    return chain;
}

Result<std::vector<std::string>> KeyChain::readNotes(Database& database) {
    std::vector<std::string> notes;
    auto format = database.integer("PRAGMA user_version");
    if (!format) {
        return passOn(format);
    }
    if (*format < kKeyChangeFormat) {
        return notes;
    }
    auto rows = database.prepare(
        "SELECT note FROM checkpoint WHERE instr(note, char(10) || 'rotate ') OR instr(note, char(10) || 'break ') OR "
        "instr(note, char(10) || 'revoke ') OR instr(note, char(10) || 'attest ') ORDER BY size");
    if (!rows) {
        return passOn(rows);
    }
    for (;;) {
        auto row = rows->step();
        if (!row) {
            return passOn(row);
        }
        if (!*row) {
            return notes;
        }
        notes.emplace_back(rows->text(0));
    }
}

Result<KeyChain> KeyChain::read(Database& database, const VerifierKey& trusted) {
    auto notes = readNotes(database);
    if (!notes) {
        return passOn(notes);
    }
    return follow(*notes, trusted);
}

Result<Checkpoint> openCheckpoint(std::string_view note, const KeyChain& chain) {
    auto opened = chain.open(note);
    if (opened && !chain.at(opened->size).vouched) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("the checkpoint is signed by key {:08x}, which key {:08x} does not vouch for",
                                chain.at(opened->size).key.id, chain.trusted().id),
                    fmt::format("checkpoint {}", opened->size),
                    "the log's owner says which key is the one; see vedettectl key STORE show");
    }
    return opened;
}

}  // namespace vedette
