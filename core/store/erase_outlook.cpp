// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/erase_outlook.h"

#include "core/privacy/subject_table.h"

namespace vedette {

namespace {

constexpr std::size_t kAtOnce = 1024;
constexpr std::size_t kHeadOfPart = 17;  // version and subject id

// Whether one of these records has a part that would go.
Result<bool> keepsSomething(Reader& reader, const Filter& filter, std::string_view owner, bool shared) {
    std::optional<std::uint64_t> at;
    do {
        auto page = reader.oldest(filter, kAtOnce, at);
        if (!page) {
            return passOn(page);
        }
        for (const Row& row : page->rows) {
            auto part = reader.sealedPart(row.entry);
            if (!part && part.error().code != ErrorCode::NotFound) {
                return passOn(part);
            }
            if (part && part->size() > kHeadOfPart && (shared || part->substr(1, owner.size()) == owner)) {
                return true;
            }
        }
        at = page->next;
    } while (at);
    return false;
}

}  // namespace

ErasureOrder agreedErasure(const FourEyesRequest& request, const std::string& agreed) {
    ErasureOrder order;
    order.pseudonym = request.target;
    order.reason = request.id + ": " + request.note;
    order.actor = request.confirmed ? request.confirmedBy : agreed;
    order.shared = request.shared;
    return order;
}

Result<std::vector<Hold>> holdsAgainst(const std::filesystem::path& folder, Reader& reader,
                                       const std::string& pseudonym, bool shared) {
    auto holds = activeHolds(reader);
    if (!holds || holds->empty()) {
        return holds;
    }
    auto table = openSubjectTable(folder);
    if (!table) {
        return passOn(table);
    }
    auto subject = (*table)->findByPseudonym(pseudonym);
    if (!subject) {
        return passOn(subject);
    }
    const std::string_view owner(reinterpret_cast<const char*>(subject->id.data()), subject->id.size());
    const TextColumn column = isPseudonym(pseudonym, 'a') ? TextColumn::Client : TextColumn::Principal;
    std::vector<Hold> against;
    for (Hold& hold : *holds) {
        auto filter = hold.records();
        if (!filter) {
            return passOn(filter);
        }
        filter->texts.emplace_back(column, std::vector<std::string>{pseudonym});
        auto keeps = keepsSomething(reader, *filter, owner, shared);
        if (!keeps) {
            return passOn(keeps);
        }
        if (*keeps) {
            against.push_back(std::move(hold));
        }
    }
    return against;
}

}  // namespace vedette
