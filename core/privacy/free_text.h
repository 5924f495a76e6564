// SPDX-License-Identifier: GPL-3.0-or-later
// Cleans the free text of one event: values known to be personal (its own principal, address, ...) give way to their
// pseudonyms, and what the detectors find gives way to its kind. Text that holds neither comes back as it is.
// Thread: one per Sealer.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/privacy/detectors.h"

namespace vedette {

class FreeText {
public:
    // A new event: nothing known, nothing found. Answers live in `arena`.
    void begin(Arena& arena, bool ownEvent);
    // A clear value of this event. Values of fewer than four bytes are not looked for: they would match everywhere.
    void know(std::string_view clear, std::string_view pseudonym);

    // Prose and other attacker-written text.
    [[nodiscard]] std::string_view prose(std::string_view text);
    // Names the source chose from a vocabulary (models, operations): detectors only.
    [[nodiscard]] std::string_view name(std::string_view text);
    // Identifiers of requests and rows: numbers are left alone.
    [[nodiscard]] std::string_view identifier(std::string_view text);
    [[nodiscard]] std::string_view path(std::string_view text);
    // Names are kept; values are dropped where the name says secret, cleaned otherwise.
    [[nodiscard]] std::string_view query(std::string_view text);
    // A canonical JSON value; the answer is canonical too.
    [[nodiscard]] std::string_view json(std::string_view text);

    // Detector verdicts alone, for content that is not kept.
    void look(std::string_view text);

    // Bit set over DetectedClass.
    [[nodiscard]] std::uint32_t found() const { return m_found; }

private:
    struct Known {
        std::string_view clear;
        std::string_view pseudonym;
    };

    [[nodiscard]] bool anyKnown(std::string_view text) const;
    // True when `text` changed; the result is in `out`.
    [[nodiscard]] bool clean(std::string_view text, bool known, std::uint32_t kinds, std::string& out);
    [[nodiscard]] bool cleanEncoded(std::string_view text, bool plusIsBlank, std::string& out);
    [[nodiscard]] bool cleanMember(std::string_view name, std::string_view literal, std::string& out);

    Arena* m_arena = nullptr;
    std::array<Known, 5> m_known{};
    std::size_t m_knownCount = 0;
    std::uint32_t m_found = 0;
    std::uint32_t m_kinds = 0;
    std::string m_buffer;
    std::string m_piece;
    std::string m_decoded;
    std::string m_swapped;
};

}  // namespace vedette
