// SPDX-License-Identifier: GPL-3.0-or-later
// A file is recognised by device and inode, and by what was read of it: an inode is used again, and a file is cut and
// filled anew, under the same number. Content alone recognises the copy that copy-and-truncate leaves behind, and the
// packed form of a rotated file.
#include "collectors/tail/tail_match.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/crypto.h"

namespace vedette {
namespace {

constexpr int kPollsToRemember = 20;
constexpr std::size_t kCompared = 64u << 10;

// Loads the bytes that recognise the file; false when they are not the ones of `state`.
bool holds(LogFile& file, const TailState& state, FilePrint& print) {
    const std::uint64_t needed = std::max(state.offset, state.scanned);
    if (file.size() < needed || file.size() < state.headLength) return false;
    FilePrint found;
    found.head.resize(state.headLength);
    auto n = file.read(0, found.head.data(), found.head.size());
    if (!n || *n != found.head.size()) return false;
    if (state.headLength > 0 && toHex(sha256(found.head)) != state.head) return false;
    found.tail.resize(std::min<std::uint64_t>(kTailPrint, state.offset));
    n = file.read(state.offset - found.tail.size(), found.tail.data(), found.tail.size());
    if (!n || *n != found.tail.size()) return false;
    if (!found.tail.empty() && toHex(sha256(found.tail)) != state.tail) return false;
    print = std::move(found);
    return true;
}

bool sameBytes(LogFile& a, LogFile& b, std::uint64_t from, std::size_t size) {
    std::string left(size, '\0');
    std::string right(size, '\0');
    const auto n = a.read(from, left.data(), size);
    const auto m = b.read(from, right.data(), size);
    return n && m && *n == size && *m == size && left == right;
}

// True when all of `part` is also the beginning of `whole`, judged by both ends of `part`.
bool isBeginningOf(LogFile& part, LogFile& whole) {
    const std::uint64_t size = part.size();
    if (size == 0 || whole.size() < size) return false;
    const auto piece = static_cast<std::size_t>(std::min<std::uint64_t>(size, kCompared));
    return sameBytes(part, whole, 0, piece) && sameBytes(part, whole, size - piece, piece);
}

class Matcher {
public:
    Matcher(const std::filesystem::path& folder, std::vector<TailState> states) : m_folder(folder) {
        for (TailState& state : states) {
            if (state.copy)
                m_copies.push_back(std::move(state));
            else if (state.lost)
                m_lost.push_back(std::move(state));
            else
                m_current.push_back(std::move(state));
        }
    }

    Matched run(const std::vector<ListedFile>& listed);

private:
    void open(FollowedFile& followed);
    void byNumber(FollowedFile& followed);
    void byContent(FollowedFile& followed);
    void asCopy(FollowedFile& followed);
    void adopt(FollowedFile& followed, TailState state, FilePrint print);
    FollowedFile* withNumber(std::uint64_t device, std::uint64_t inode);
    void tellLosses(const std::vector<TailState>& newlyLost);

    const std::filesystem::path& m_folder;
    std::vector<TailState> m_current;
    std::vector<TailState> m_copies;
    std::vector<TailState> m_lost;
    Matched m_out;
};

void Matcher::open(FollowedFile& followed) {
    if (followed.file) return;
    auto opened = LogFile::open(m_folder, followed.listed);
    if (opened) {
        followed.file = std::move(*opened);
        return;
    }
    followed.skip = true;
    m_out.notes.push_back(opened.error().text());
}

void Matcher::adopt(FollowedFile& followed, TailState state, FilePrint print) {
    followed.known = true;
    followed.grownPartial = state.rotated && followed.listed.name.rotated && state.size == followed.listed.size;
    state.lost = false;
    state.polls = 0;
    state.device = followed.listed.device;
    state.inode = followed.listed.inode;
    followed.state = std::move(state);
    followed.print = std::move(print);
}

void Matcher::byNumber(FollowedFile& followed) {
    const auto found = std::ranges::find_if(m_current, [&](const TailState& s) {
        return s.device == followed.listed.device && s.inode == followed.listed.inode;
    });
    if (found == m_current.end()) return;
    const bool untouchedPack = found->done && followed.listed.name.gzip && found->size == followed.listed.size &&
                               found->modifiedNs == followed.listed.modifiedNs;
    FilePrint print;
    if (!untouchedPack) {
        open(followed);
        if (!followed.file) {  // unreadable now: its position is kept as it was
            followed.known = true;
            followed.state = std::move(*found);
            m_current.erase(found);
            return;
        }
        if (!holds(*followed.file, *found, print)) return;  // truncated, or the number was given to another file
    }
    TailState state = std::move(*found);
    m_current.erase(found);
    adopt(followed, std::move(state), std::move(print));
    followed.skip = untouchedPack;
}

void Matcher::byContent(FollowedFile& followed) {
    for (std::size_t i = 0; i < m_lost.size(); ++i) {
        if (m_lost[i].headLength == 0) continue;
        open(followed);
        if (!followed.file) return;
        FilePrint print;
        if (!holds(*followed.file, m_lost[i], print)) continue;
        TailState state = std::move(m_lost[i]);
        m_lost.erase(m_lost.begin() + static_cast<std::ptrdiff_t>(i));
        state.done = false;
        adopt(followed, std::move(state), std::move(print));
        followed.grownPartial = false;
        return;
    }
}

// The original of a copy, unless it was cut since.
FollowedFile* Matcher::withNumber(std::uint64_t device, std::uint64_t inode) {
    const bool cut =
        std::ranges::any_of(m_lost, [&](const TailState& s) { return s.device == device && s.inode == inode; });
    if (cut) return nullptr;
    const auto found = std::ranges::find_if(
        m_out.files, [&](const FollowedFile& f) { return f.listed.device == device && f.listed.inode == inode; });
    return found == m_out.files.end() ? nullptr : &*found;
}

// A sibling nobody has seen yet, with the same bytes as the live file has: copy-and-truncate at work, between its two
// steps. It is left alone until the live file has been cut; then it holds what was not yet read there.
void Matcher::asCopy(FollowedFile& followed) {
    const auto noted = std::ranges::find_if(m_copies, [&](const TailState& s) {
        return s.device == followed.listed.device && s.inode == followed.listed.inode;
    });
    FollowedFile* original = nullptr;
    if (noted != m_copies.end()) {
        original = withNumber(noted->originalDevice, noted->originalInode);
    } else if (followed.listed.name.rotated && !followed.listed.name.gzip) {
        const auto live = std::ranges::find_if(m_out.files, [&](const FollowedFile& f) {
            return !f.listed.name.rotated && f.listed.name.base == followed.listed.name.base;
        });
        if (live != m_out.files.end()) original = &*live;
    }
    open(followed);
    if (!followed.file) return;
    if (original != nullptr && original != &followed) {
        open(*original);
        if (original->file && isBeginningOf(*followed.file, *original->file)) {
            followed.known = true;
            followed.skip = true;
            followed.state.copy = true;
            followed.state.originalDevice = original->listed.device;
            followed.state.originalInode = original->listed.inode;
            return;
        }
    }
    if (noted == m_copies.end()) return;
    if (original != nullptr) return;  // the two differ while both are there: it never was a copy, so it is read
    // The original was cut, or is gone, and the copy has less than was read of the original: it holds nothing new.
    const auto cut = std::ranges::find_if(m_lost, [&](const TailState& s) {
        return s.device == noted->originalDevice && s.inode == noted->originalInode;
    });
    if (cut != m_lost.end() && followed.file->size() < std::max(cut->offset, cut->scanned)) {
        FilePrint print;
        TailState state;
        state.offset = followed.file->size();
        print.head.resize(std::min<std::uint64_t>(kHeadPrint, state.offset));
        print.tail.resize(std::min<std::uint64_t>(kTailPrint, state.offset));
        (void)followed.file->read(0, print.head.data(), print.head.size());
        (void)followed.file->read(state.offset - print.tail.size(), print.tail.data(), print.tail.size());
        m_lost.erase(cut);
        adopt(followed, std::move(state), std::move(print));
    }
}

void Matcher::tellLosses(const std::vector<TailState>& newlyLost) {
    for (const TailState& state : newlyLost) {
        const bool stillLost = std::ranges::any_of(m_lost, [&](const TailState& s) {
            return s.device == state.device && s.inode == state.inode && s.offset == state.offset;
        });
        if (!stillLost || state.done) continue;
        const bool sameNumber = std::ranges::any_of(m_out.files, [&](const FollowedFile& f) {
            return f.listed.device == state.device && f.listed.inode == state.inode;
        });
        const std::string_view what = sameNumber ? "was cut" : "is gone";
        if (state.size > state.offset) {
            m_out.notes.push_back(
                fmt::format("gap: {} {} with {} bytes that had not been read, and no sibling holds them", state.name,
                            what, state.size - state.offset));
        } else if (!state.rotated) {
            m_out.notes.push_back(
                fmt::format("possible gap: {} {} after {} bytes and no sibling holds its content; lines "
                            "written since the last poll may be missing",
                            state.name, what, state.offset));
        }
    }
}

Matched Matcher::run(const std::vector<ListedFile>& listed) {
    m_out.files.reserve(listed.size());
    for (const ListedFile& one : listed) {
        FollowedFile followed;
        followed.listed = one;
        m_out.files.push_back(std::move(followed));
    }
    for (FollowedFile& followed : m_out.files) byNumber(followed);

    const std::vector<TailState> newlyLost = m_current;
    for (TailState& state : m_current) {
        state.lost = true;
        state.polls = 0;
        m_lost.push_back(std::move(state));
    }
    for (FollowedFile& followed : m_out.files) {
        if (!followed.known && !followed.skip) byContent(followed);
    }
    for (FollowedFile& followed : m_out.files) {
        if (!followed.known && !followed.skip) asCopy(followed);
    }
    for (FollowedFile& followed : m_out.files) {
        if (!followed.known && !followed.skip) open(followed);
    }
    tellLosses(newlyLost);
    for (TailState& state : m_lost) {
        if (state.polls++ < kPollsToRemember) m_out.lost.push_back(std::move(state));
    }
    return std::move(m_out);
}

}  // namespace

Matched matchFiles(const std::filesystem::path& folder, const std::vector<ListedFile>& listed,
                   std::vector<TailState> states) {
    return Matcher(folder, std::move(states)).run(listed);
}

}  // namespace vedette
