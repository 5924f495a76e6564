// SPDX-License-Identifier: GPL-3.0-or-later
// Mapping packs: YAML files that say how one source's line becomes an OCSF event. docs/add-a-source.md describes the
// format. A pack is compiled when loaded; a broken one is refused with file, line and reason.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/event/event.h"

namespace vedette {

// Clear content of a request or response, used for its length, keyed hash, SimHash and detector verdicts, then
// forgotten. Empty when the source does not log content.
struct Content {
    std::string_view prompt;
    std::string_view completion;
    bool logged = false;  // the source does log content: an empty prompt is then a fact, not an absence
};

// One compiled pack. map() is const and may run on several threads at once, each with its own Scratch.
class Mapper {
public:
    class Scratch {  // parser memory, reused from line to line
    public:
        Scratch();
        ~Scratch();
        struct Impl;
        std::unique_ptr<Impl> impl;
    };

    [[nodiscard]] static Result<Mapper> load(const std::filesystem::path& file);
    [[nodiscard]] static Result<Mapper> parse(std::string_view yaml, const std::string& nameForErrors);

    Mapper(Mapper&&) noexcept;
    Mapper& operator=(Mapper&&) noexcept;
    ~Mapper();

    [[nodiscard]] const std::string& id() const;       // "nginx-json"
    [[nodiscard]] const std::string& version() const;  // "1"
    [[nodiscard]] const std::string& title() const;

    // Fills `event` (cleared first) from one line or JSON element. Sets class, time, status, metadata.product,
    // metadata.original_time (where it says more than time_dt), vedette.mapping ("nginx-json@1"); the caller adds what
    // only it knows (node, source, region, collection time). Principal, addresses and session ids are still clear: the
    // sealer replaces them. Views point into `line`, `arena` or the pack. An error is the reason of a rejected record,
    // never a failure of the collector.
    [[nodiscard]] Result<void> map(std::string_view line, Scratch& scratch, Arena& arena, Event& event,
                                   Content& content) const;

    // 64-bit FNV-1a hash of the row's stable id (metadata.uid as mapped), for sources read with an overlap; 0 when it
    // has none.
    [[nodiscard]] static std::uint64_t stableId(const Event& event);

private:
    struct Impl;
    explicit Mapper(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// Fills `event` as a Rejected Record (7706005): length, SHA-256 of the bytes, and the reason. The bytes themselves go
// into the sealed part (ClearEvent::rawLine), at most kRejectedKept of them.
inline constexpr std::size_t kRejectedKept = std::size_t{64} * 1024;
void rejectedRecord(std::string_view bytes, std::uint64_t fullSize, std::string_view reason, Arena& arena,
                    Event& event);

}  // namespace vedette
