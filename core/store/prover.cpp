// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/prover.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/file.h"
#include "core/store/certificate.h"
#include "core/store/log_state.h"
#include "core/store/proof_tree.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

Result<Checkpoint> ofSize(const std::vector<Checkpoint>& all, std::uint64_t size) {
    const auto at = std::ranges::lower_bound(all, size, {}, &Checkpoint::size);
    if (at != all.end() && at->size == size) {
        return *at;
    }
    std::string neighbours;
    if (at != all.begin()) {
        neighbours = std::to_string(std::prev(at)->size);
    }
    if (at != all.end()) {
        neighbours += (neighbours.empty() ? "" : " and ") + std::to_string(at->size);
    }
    return fail(ErrorCode::NotFound, fmt::format("the store keeps no checkpoint of size {}", size), "checkpoint",
                neighbours.empty() ? "" : "the nearest it keeps: " + neighbours);
}

}  // namespace

struct Prover::Impl {
    Database database;
    KeyChain keys;
    Checkpoint head;
    ProofTree tree;
};

Prover::Prover(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Prover::Prover(Prover&&) noexcept = default;
Prover& Prover::operator=(Prover&&) noexcept = default;
Prover::~Prover() = default;

const Checkpoint& Prover::head() const { return m_impl->head; }
const VerifierKey& Prover::key() const { return m_impl->keys.trusted(); }
const KeyChain& Prover::keys() const { return m_impl->keys; }

Result<Prover> Prover::open(const std::filesystem::path& folder) {
    auto database = openStoreDatabase(folder, Database::Mode::ReadOnly);
    if (!database) {
        return passOn(database);
    }
    if (auto begun = database->exec("BEGIN"); !begun) {
        return passOn(begun);
    }
    auto text = readFile(StorePaths(folder).verifier, 4096);
    if (!text) {
        return passOn(text);
    }
    auto key = VerifierKey::parse(*text);
    if (!key) {
        return passOn(key);
    }
    auto keys = KeyChain::read(*database, *key);
    if (!keys) {
        return passOn(keys);
    }
    auto head = readHead(*database, *keys);
    if (!head) {
        return passOn(head);
    }
    auto tree = ProofTree::open(*database, head->size);
    if (!tree) {
        return passOn(tree);
    }
    return Prover(
        std::make_unique<Impl>(Impl{std::move(*database), std::move(*keys), std::move(*head), std::move(*tree)}));
}

Result<InclusionProof> Prover::inclusion(std::uint64_t entry) {
    const Checkpoint& head = m_impl->head;
    if (entry >= head.size) {
        return fail(ErrorCode::NotFound, fmt::format("the log has {} entries", head.size),
                    fmt::format("entry {}", entry), "entries are counted from 0");
    }
    auto path = m_impl->tree.inclusionPath(entry, head.size);
    if (!path) {
        return passOn(path);
    }
    return InclusionProof{entry, std::move(*path), head};
}

Result<std::vector<Checkpoint>> Prover::checkpoints() {
    std::vector<Checkpoint> all;
    const auto take = [&](const Statement& row) -> Result<void> {
        auto checkpoint = openCheckpoint(row.text(0), m_impl->keys);
        if (!checkpoint) {
            return passOn(checkpoint);
        }
        all.push_back(std::move(*checkpoint));
        return {};
    };
    if (auto done = forEachRow(m_impl->database, "SELECT note FROM checkpoint ORDER BY size", take); !done) {
        return passOn(done);
    }
    return all;
}

Result<std::vector<std::pair<std::uint64_t, std::string>>> Prover::certificates() {
    std::vector<std::pair<std::uint64_t, std::string>> all;
    const auto take = [&](const Statement& row) -> Result<void> {
        all.emplace_back(static_cast<std::uint64_t>(row.integer(0)), row.text(1));
        auto checked = openCertificate(all.back().second, m_impl->keys);
        return checked ? Result<void>{} : Result<void>(passOn(checked));
    };
    if (auto done = forEachRow(m_impl->database, "SELECT id, body FROM certificate ORDER BY id", take); !done) {
        return passOn(done);
    }
    return all;
}

Result<ConsistencyProof> Prover::consistency(std::uint64_t older, std::uint64_t newer) {
    if (older > newer) {
        return fail(ErrorCode::Invalid, "the older checkpoint is larger than the newer one",
                    fmt::format("{} and {}", older, newer), "give the smaller size first");
    }
    auto all = checkpoints();
    if (!all) {
        return passOn(all);
    }
    auto from = ofSize(*all, older);
    auto to = ofSize(*all, newer);
    if (!from || !to) {
        return passOn(from ? to : from);
    }
    auto path = m_impl->tree.consistencyPath(older, newer);
    if (!path) {
        return passOn(path);
    }
    if (!consistencyHolds(older, from->root, newer, to->root, *path)) {
        return fail(ErrorCode::Corrupt, "the entries are not those that the checkpoints were signed over",
                    fmt::format("checkpoints {} and {}", older, newer), "run vedettectl verify");
    }
    return ConsistencyProof{std::move(*from), std::move(*to), std::move(*path)};
}

Result<std::vector<Hash>> Prover::pathToHead(std::uint64_t older) {
    if (older > m_impl->head.size) {
        return fail(ErrorCode::Corrupt, fmt::format("the log has {} entries only", m_impl->head.size),
                    fmt::format("size {}", older), "was an older copy of the store put back?");
    }
    return m_impl->tree.consistencyPath(older, m_impl->head.size);
}

Result<std::vector<Hash>> Prover::path(std::uint64_t older, std::uint64_t newer) {
    if (older > newer || newer > m_impl->head.size) {
        return fail(ErrorCode::Invalid, fmt::format("the log has {} entries only", m_impl->head.size),
                    fmt::format("sizes {} and {}", older, newer));
    }
    return m_impl->tree.consistencyPath(older, newer);
}

Result<std::vector<Checkpoint>> Prover::handovers() {
    auto notes = KeyChain::readNotes(m_impl->database);
    if (!notes) {
        return passOn(notes);
    }
    std::vector<Checkpoint> all;
    for (const std::string& note : *notes) {
        auto checkpoint = openCheckpoint(note, m_impl->keys);
        if (!checkpoint) {
            return passOn(checkpoint);
        }
        if (m_impl->keys.at(checkpoint->size).from == checkpoint->size) {
            all.push_back(std::move(*checkpoint));
        }
    }
    return all;
}

}  // namespace vedette
