// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/bundle/bundle.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/base/json_object.h"
#include "core/store/prover.h"
#include "core/store/schema.h"
#include "core/store/store_keys.h"
#include "reports/bundle/texts.h"
#include "reports/bundle/zip.h"

namespace vedette {

namespace {

constexpr std::size_t kRecordsAtOnce = 1'024;
constexpr std::string_view kManifestTitle = "vedette evidence bundle";

// What goes into the archive, each file with its line of the manifest.
class Contents {
public:
    Result<void> add(const std::string& name, std::string bytes) {
        m_lines[name] = JsonObject().number("bytes", bytes.size()).text("sha256", toHex(vedette::sha256(bytes))).str();
        return m_zip.add(name, std::move(bytes));
    }
    [[nodiscard]] std::string lines() const {
        JsonObject files;
        for (const auto& [name, line] : m_lines) files.raw(name, line);
        return files.str();
    }
    ZipFile& zip() { return m_zip; }

private:
    ZipFile m_zip;
    std::map<std::string, std::string> m_lines;
};

Result<std::vector<std::uint64_t>> matching(Reader& reader, const Filter& filter) {
    std::vector<std::uint64_t> entries;
    auto done = reader.scan(filter, ColumnSet{}, [&entries](const Row& row) {
        entries.push_back(row.entry);
        return entries.size() <= kBundleLimit;
    });
    if (!done) return passOn(done);
    if (entries.empty())
        return fail(ErrorCode::Invalid, "no record matches, so there is nothing to bundle", "FILTER",
                    "vedettectl query --count says how many match");
    if (entries.size() > kBundleLimit)
        return fail(ErrorCode::Invalid, fmt::format("more than {} records match", kBundleLimit), "FILTER",
                    "narrow the filter or the period, and make several bundles");
    return entries;
}

// Records, and the proof of each, checked before it is given away.
Result<void> addRecords(Contents& contents, Reader& reader, Prover& prover, const std::vector<std::uint64_t>& entries,
                        const BundleControl& control) {
    std::string all;
    for (std::size_t at = 0; at < entries.size(); at += kRecordsAtOnce) {
        if (control.stop.stop_requested())
            return fail(ErrorCode::Cancelled, "stopped before the end; no bundle was written");
        const auto end = std::min(entries.size(), at + kRecordsAtOnce);
        const std::vector<std::uint64_t> some(entries.begin() + static_cast<std::ptrdiff_t>(at),
                                              entries.begin() + static_cast<std::ptrdiff_t>(end));
        auto records = reader.records(some);
        if (!records) return passOn(records);
        for (std::size_t i = 0; i < some.size(); ++i) {
            auto proof = prover.inclusion(some[i]);
            if (!proof) return passOn(proof);
            auto text = proofText(*proof);
            if (auto holds = checkProof(text, (*records)[i], prover.keys()); !holds) return passOn(holds);
            auto added = contents.add(fmt::format("proofs/{:012}.tlog-proof", some[i]), std::move(text));
            if (!added) return added;
            all += (*records)[i] + "\n";
        }
        if (control.progress) control.progress(end, entries.size());
    }
    return contents.add("records.ndjson", std::move(all));
}

Result<void> addCheckpoints(Contents& contents, Prover& prover) {
    auto kept = prover.checkpoints();
    if (!kept) return passOn(kept);
    std::string all;
    for (const auto& checkpoint : *kept) all += checkpoint.note;
    return contents.add("checkpoints", std::move(all));
}

Result<void> addCertificates(Contents& contents, Prover& prover) {
    auto all = prover.certificates();
    if (!all) return passOn(all);
    for (auto& [id, body] : *all)
        if (auto added = contents.add(fmt::format("certificates/{:06}", id), std::move(body)); !added) return added;
    return {};
}

std::string manifestOf(const Contents& contents, const Prover& prover, const std::vector<std::uint64_t>& entries,
                       const Filter& filter) {
    return JsonObject()
               .text("format", std::string(kManifestTitle) + " 1")
               .text("origin", prover.head().origin)
               .number("size", prover.head().size)
               .text("root", toHex(prover.head().root))
               .text("selection", filter.text())
               .raw("entries", jsonNumbers(entries))
               .raw("files", contents.lines())
               .str() +
           "\n";
}

// A C2SP signed note. Its second line is no number, so that it can never pass for a checkpoint.
Result<std::string> signManifest(const std::string& manifest, const VerifierKey& name, const StoreSigner& key) {
    const auto body = fmt::format("{}\n{}\n", kManifestTitle, toHex(vedette::sha256(manifest)));
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(name.id >> shift & 0xff);
    auto signature = key.sign(body);
    if (!signature) return passOn(signature);
    bytes.append(reinterpret_cast<const char*>(signature->data()), signature->size());
    return fmt::format("{}\n\xE2\x80\x94 {} {}\n", body, name.name, toBase64(bytes));
}

Result<StoreKeys> signingKey(const std::filesystem::path& store, const VerifierKey& expected) {
    auto keys = readStoreKeys(store);
    if (!keys) {
        // One that is locked or in a token is here; then what is to be done is said already.
        const std::string& what = keys.error().what;
        if (what.find("passphrase") == std::string::npos && what.find("token") == std::string::npos &&
            what.find("PIN") == std::string::npos)
            keys.error().hint = "the manifest is signed with the store's key: make the bundle where that key is";
        return keys;
    }
    if (keys->verifier.text() != expected.text())
        return fail(ErrorCode::Conflict, "the store's key was changed meanwhile", store.string(), "start again");
    return keys;
}

}  // namespace

Result<WrittenBundle> writeBundle(const BundleRequest& request, const BundleControl& control) {
    auto reader = Reader::open(request.store);
    if (!reader) return passOn(reader);
    auto entries = matching(**reader, request.filter);
    if (!entries) return passOn(entries);
    auto prover = Prover::open(request.store);  // after the reader: its head covers all that was found
    if (!prover) return passOn(prover);
    auto key = signingKey(request.store, prover->keys().current());
    if (!key) return passOn(key);

    Contents contents;
    const auto add = [&contents](const char* name, std::string bytes) { return contents.add(name, std::move(bytes)); };
    if (auto done = addRecords(contents, **reader, *prover, *entries, control); !done) return passOn(done);
    if (auto done = addCheckpoints(contents, *prover); !done) return passOn(done);
    if (auto done = addCertificates(contents, *prover); !done) return passOn(done);
    if (auto done = add("verifier.key", prover->key().text() + "\n"); !done) return passOn(done);
    if (auto done = add("README.txt", std::string(kBundleReadme)); !done) return passOn(done);
    if (auto done = add("verify.py", std::string(kBundleVerifier)); !done) return passOn(done);

    const auto manifest = manifestOf(contents, *prover, *entries, request.filter);
    const auto signature = signManifest(manifest, key->verifier, key->signing);
    if (!signature) return std::unexpected(signature.error());
    if (auto done = contents.zip().add("manifest.json", manifest); !done) return passOn(done);
    if (auto done = contents.zip().add("manifest.sig", *signature); !done) return passOn(done);
    const auto bytes = contents.zip().bytes();
    if (!bytes) return std::unexpected(bytes.error());
    if (auto done = writeFileAtomic(request.output, *bytes); !done) return passOn(done);
    return WrittenBundle{entries->size(), prover->head(), toHex(vedette::sha256(manifest)),
                         toHex(vedette::sha256(*bytes)), bytes->size()};
}

}  // namespace vedette
