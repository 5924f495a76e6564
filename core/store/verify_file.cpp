// SPDX-License-Identifier: GPL-3.0-or-later
// The file: a line that names it, 32 bytes HMAC-SHA-256 of what follows, and that compressed. Numbers are eight bytes,
// texts and lists begin with their length.
#include "core/store/verify_file.h"

#include <zstd.h>

#include <cstring>
#include <utility>

#include "core/base/file.h"
#include "core/store/column_codec.h"
#include "core/store/verify_state.h"

namespace vedette {

namespace {

using namespace verifying;

// Goes up with every change of Derived or of what is written of it.
constexpr std::string_view kFirstLine = "vedette check 3\n";
constexpr std::string_view kAnyVersion = "vedette check ";
constexpr std::size_t kCode = 32;
constexpr std::size_t kLargestFile = std::size_t{1} << 30;
constexpr int kLevel = 3;

// Writes one value after the other. The same function `fields` tells both what there is to write and to read.
class Out {
public:
    void operator()(const std::uint64_t& v) { putI64(m_bytes, static_cast<std::int64_t>(v)); }
    void operator()(const std::int64_t& v) { putI64(m_bytes, v); }
    void operator()(const Hash& v) { m_bytes.append(asView(v)); }
    void operator()(const std::string& v) {
        (*this)(std::uint64_t{v.size()});
        m_bytes += v;
    }
    template <class T, class Each>
    void list(const std::vector<T>& all, Each&& each) {
        (*this)(std::uint64_t{all.size()});
        for (const T& one : all) {
            each(one);
        }
    }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

class In {
public:
    explicit In(std::string_view bytes) : m_bytes(bytes) {}
    void operator()(std::uint64_t& v) { v = static_cast<std::uint64_t>(number()); }
    void operator()(std::int64_t& v) { v = number(); }
    void operator()(Hash& v) {
        const std::string_view bytes = next(v.size());
        if (!bytes.empty()) {
            std::memcpy(v.data(), bytes.data(), v.size());
        }
    }
    void operator()(std::string& v) { v = next(length(1)); }
    template <class T, class Each>
    void list(std::vector<T>& all, Each&& each) {
        all.resize(length(8));  // nothing that stands in a list is shorter
        for (T& one : all) {
            each(one);
        }
    }
    [[nodiscard]] bool whole() const { return !m_broken && m_bytes.empty(); }
    [[nodiscard]] std::uint64_t length(std::size_t each) {
        const auto n = static_cast<std::uint64_t>(number());
        m_broken = m_broken || n > m_bytes.size() / each;
        return m_broken ? 0 : n;
    }

private:
    std::string_view next(std::size_t n) {
        if (m_broken || n > m_bytes.size()) {
            m_broken = true;
            return {};
        }
        const std::string_view out = m_bytes.substr(0, n);
        m_bytes.remove_prefix(n);
        return out;
    }
    std::int64_t number() {
        const std::string_view bytes = next(8);
        return bytes.empty() ? 0 : getI64(bytes.data());
    }
    std::string_view m_bytes;
    bool m_broken = false;
};

// Of what a memory keeps, all that is a list or a number; Io is Out or In.
template <class Io, class D>
void fields(Io& io, D& derived) {
    io(derived.verified);
    io(derived.forgotten);
    io(derived.rejected);
    const auto use = [&io](auto& u) {
        io(u.entry);
        io(u.part);
        io(u.digest);
        for (auto& person : u.people) {
            io(person);
        }
    };
    const auto event = [&io](auto& e) {
        io(e.entry);
        io(e.record);
    };
    const auto number = [&io](auto& n) { io(n); };
    io.list(derived.erased, use);
    io.list(derived.certificates, event);
    io.list(derived.keyActions, event);
    io.list(derived.statuses, event);
    io.list(derived.postings, [&io](auto& p) {
        io(p.column);
        io(p.bucket);
        io(p.segment);
        io(p.hash);
    });
    for (auto& column : derived.firstUse) {
        io.list(column, number);
    }
    io.list(derived.partFirstUse, number);
    io.list(derived.roots, [&io](auto& root) {
        io(root.first);
        io(root.second);
    });
    io.list(derived.clock, [&io](auto& run) {
        io(run.first);
        io(run.last);
        io(run.firstTime);
        io(run.latest);
        io(run.latestAt);
        io(run.steps);
    });
}

void writeMaps(Out& out, const Derived& derived) {
    out(std::uint64_t{derived.partialRoots.size()});
    for (const auto& [size, root] : derived.partialRoots) {
        out(size);
        out(root);
    }
    out(std::uint64_t{derived.rollups.cells().size()});
    for (const auto& [key, sums] : derived.rollups.cells()) {
        out(key.minute);
        out(key.node);
        out(key.classUid);
        out(key.status);
        for (const std::int64_t sum : {sums.count, sums.latency, sums.prompt, sums.output, sums.cost}) {
            out(sum);
        }
    }
}

void readMaps(In& in, Derived& derived) {
    for (std::uint64_t left = in.length(8 + kCode); left > 0; --left) {
        std::uint64_t size = 0;
        in(size);
        in(derived.partialRoots[size]);
    }
    for (std::uint64_t left = in.length(72); left > 0; --left) {
        RollupKey key;
        RollupSums sums;
        in(key.minute);
        in(key.node);
        in(key.classUid);
        in(key.status);
        for (std::int64_t* const sum : {&sums.count, &sums.latency, &sums.prompt, &sums.output, &sums.cost}) {
            in(*sum);
        }
        derived.rollups.add(key, sums);
    }
}

std::string compressed(const std::string& plain) {
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    const std::size_t size = ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), kLevel);
    out.resize(ZSTD_isError(size) != 0 ? 0 : size);
    return out;
}

// Only of bytes whose code is right.
std::string decompressed(std::string_view bytes) {
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > 4 * kLargestFile) {
        return {};
    }
    std::string out(static_cast<std::size_t>(size), '\0');
    const std::size_t got = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
    out.resize(ZSTD_isError(got) != 0 ? 0 : got);
    return out;
}

}  // namespace

Result<KeptCheck> loadCheck(const std::filesystem::path& file, const Key256& key, VerifyMemory& memory) {
    auto bytes = readFile(file, kLargestFile);
    if (!bytes) {
        return passOn(bytes);
    }
    const std::string_view all = *bytes;
    if (!all.starts_with(kFirstLine)) {
        return all.starts_with(kAnyVersion)
                   ? fail(ErrorCode::Unsupported, "another version of Vedette wrote this file", file.string())
                   : fail(ErrorCode::Invalid, "this file was not written by a check", file.string(),
                          "give the name of another; what this one holds would be lost");
    }
    const std::string_view coded = all.substr(kFirstLine.size());
    if (coded.size() < kCode ||
        !equalConstantTime(coded.substr(0, kCode), asView(hmacSha256(key, coded.substr(kCode))))) {
        return fail(ErrorCode::Corrupt, "the file was changed, or is not of this user on this machine", file.string());
    }
    const std::string plain = decompressed(coded.substr(kCode));
    In in(plain);
    KeptCheck kept;
    std::int64_t micros = 0;
    auto derived = std::make_unique<Derived>();
    VerifyMemory read;
    in(kept.head);
    in(kept.size);
    in(micros);
    in(read.key);
    in(read.segments);
    in(read.fingerprint);
    fields(in, *derived);
    readMaps(in, *derived);
    if (!in.whole()) {
        return fail(ErrorCode::Corrupt, "the file is cut short", file.string());
    }
    kept.time = fromMicros(micros);
    kept.readTo = read.segments * kSegmentEntries;
    read.derived = std::move(derived);
    memory = std::move(read);
    return kept;
}

Result<void> saveCheck(const std::filesystem::path& file, const Key256& key, const VerifyMemory& memory,
                       const VerifyReport& report, Time now) {
    // A store without a whole segment leaves nothing but its head.
    static const Derived nothing;
    const Derived& derived = memory.derived ? *memory.derived : nothing;
    Out out;
    out(report.head.note);
    out(report.head.size);
    out(toMicros(now));
    out(memory.key);
    out(memory.derived ? memory.segments : std::uint64_t{0});
    out(memory.fingerprint);
    fields(out, derived);
    writeMaps(out, derived);
    const std::string packed = compressed(out.take());
    if (packed.empty()) {
        return fail(ErrorCode::Io, "what the check found cannot be compressed", file.string());
    }
    std::string bytes(kFirstLine);
    bytes.append(asView(hmacSha256(key, packed))).append(packed);
    return writeFileAtomic(file, bytes, 0600);
}

}  // namespace vedette
