// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl anchor: has the newest checkpoint signed by somebody else, so that it cannot be taken back.
#include "core/store/anchor.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "app/ctl/commands.h"
#include "collectors/http_engine.h"
#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/store/anchor_list.h"
#include "core/store/prover.h"
#include "core/store/timestamp.h"
#include "core/store/witness.h"

namespace vedette::ctl {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestAnswer = 64u << 10;
constexpr int kTurns = 3;
constexpr int kOk = 200;
constexpr int kForbidden = 403;
constexpr int kConflict = 409;
constexpr int kUnprocessable = 422;

struct Options {
    std::string store;
    std::string witness;
    std::string witnessKey;
    std::string witnessUntil;
    std::string tsa;
    std::string tsaCa;
    std::string ca;
};

Result<HttpResponse> post(const Options& o, const std::string& url, const char* type, std::string body, Context& c) {
    HttpRequest request;
    request.url = url;
    request.headers["Content-Type"] = type;
    request.post = std::move(body);
    request.tls.caFile = o.ca;
    request.maxBytes = kLargestAnswer;
    std::optional<HttpResponse> answer;
    HttpEngine engine;
    engine.submit(std::move(request), [&answer](HttpResponse response) { answer = std::move(response); });
    engine.runUntilIdle(c.stop);
    if (!answer) return fail(ErrorCode::Cancelled, "stopped before an answer came", url);
    if (answer->failure) return std::unexpected(*answer->failure);
    return std::move(*answer);
}

std::unexpected<Error> rolledBack(std::uint64_t seen, std::uint64_t size) {
    return fail(ErrorCode::Corrupt, fmt::format("the witness has seen {} entries, the store has {}", seen, size),
                "witness", "an older copy of the store was put back, or entries were taken away");
}

fs::path witnessedFile(const Options& o) { return fs::path(o.store) / "anchors" / "witnessed"; }

// Size of the newest checkpoint that this witness is known to have signed; 0 without any.
Result<std::uint64_t> lastWitnessed(const Options& o, const KeyChain& log, const WitnessKey& witness) {
    auto text = readFile(witnessedFile(o), SIZE_MAX);
    if (!text) return text.error().code == ErrorCode::NotFound ? Result<std::uint64_t>(0) : passOn(text);
    const auto notes = splitAnchors(*text).notes;
    for (auto note = notes.rbegin(); note != notes.rend(); ++note) {
        auto checkpoint = openCheckpoint(*note, log);
        if (!checkpoint) continue;
        if (findCosignature(note->substr(note->find("\n\n") + 2), *checkpoint, witness)) return checkpoint->size;
    }
    return 0;
}

// The answer to a question from `asked` entries.
Result<Cosignature> judge(const HttpResponse& answer, std::uint64_t asked, const Checkpoint& head,
                          const WitnessKey& witness) {
    if (answer.status == kOk) return findCosignature(answer.body, head, witness);
    // Conflict: it knows this very size with another root.
    if (answer.status == kUnprocessable || (answer.status == kConflict && asked == head.size))
        return fail(ErrorCode::Corrupt, "the witness refuses: this log does not continue the one it has signed",
                    "witness", "the log was forked or rewritten; keep both and ask the witness what it has");
    return fail(ErrorCode::Network, fmt::format("the witness answers with status {}", answer.status), "witness",
                "is the log known there, under its verifier key?");
}

// A checkpoint to have signed next by a witness that has signed `older` entries: the next one that hands over to a new
// key, so that the witness can follow the keys, else the head.
Result<Checkpoint> nextFor(Prover& prover, std::uint64_t older) {
    auto handovers = prover.handovers();
    if (!handovers) return passOn(handovers);
    for (auto& handover : *handovers)
        if (handover.size > older) return std::move(handover);
    return prover.head();
}

// Asks from what we know of the witness, then from what it says itself. The prover moves on with the log if others have
// appended and asked meanwhile.
Result<Cosignature> askWitness(const Options& o, Prover& prover, const WitnessKey& witness, Context& c) {
    auto known = lastWitnessed(o, prover.keys(), witness);
    if (!known) return passOn(known);
    std::uint64_t older = *known;
    std::string url = o.witness;
    while (url.ends_with('/')) url.pop_back();
    bool byHandover = false;    // it does not know the key in force: it is led there
    std::uint64_t refused = 0;  // the last handover it did not take either
    for (int turn = 1;; ++turn) {
        if (older > prover.head().size) {
            auto now = Prover::open(o.store);
            if (!now) return passOn(now);
            prover = std::move(*now);
        }
        if (older > prover.head().size) return rolledBack(older, prover.head().size);
        auto next = byHandover ? nextFor(prover, std::max(older, refused)) : Result<Checkpoint>(prover.head());
        if (!next) return passOn(next);
        auto path = prover.path(older, next->size);
        if (!path) return passOn(path);
        auto answer =
            post(o, url + "/add-checkpoint", "text/plain; charset=utf-8", witnessRequest(*next, older, *path), c);
        if (!answer) return passOn(answer);
        if (answer->status == kOk && next->size < prover.head().size) {  // a handover; on to what follows it
            auto cosignature = judge(*answer, older, *next, witness);
            if (!cosignature) return passOn(cosignature);
            older = next->size;
            byHandover = false;
            turn = 0;
            continue;
        }
        if (answer->status == kForbidden && (!byHandover || next->size < prover.head().size)) {
            if (byHandover) refused = next->size;
            byHandover = true;
            turn = 0;
            continue;
        }
        if (answer->status != kConflict || turn == kTurns) return judge(*answer, older, *next, witness);
        const char* const end = answer->body.data() + answer->body.size();
        if (std::from_chars(answer->body.data(), end, older).ec != std::errc{})
            return fail(ErrorCode::Network, "the witness does not say which size it knows", "witness");
    }
}

Result<JsonObject> byWitness(const Options& o, Prover& prover, Context& c) {
    const std::string given = o.witnessUntil.empty() ? o.witnessKey : o.witnessKey + " until " + o.witnessUntil;
    auto witness = WitnessKey::parse(given);
    if (!witness) return passOn(witness);
    if (witness->until && *witness->until <= c.clock.now())
        return fail(ErrorCode::Denied, "the witness's key ran out on " + formatTime(*witness->until).substr(0, 10),
                    witness->name, "ask who runs it for the key that is in force");
    auto cosignature = askWitness(o, prover, *witness, c);
    if (!cosignature) return passOn(cosignature);
    if (auto kept = appendAnchor(witnessedFile(o), prover.head().note + cosignature->line); !kept) return passOn(kept);
    if (auto noted = noteWitness(o.store, given); !noted) return passOn(noted);
    c.out.say(fmt::format("Witnessed by {}: {} entries, {}", witness->name, prover.head().size,
                          formatTime(cosignature->time)));
    return JsonObject()
        .text("name", witness->name)
        .time("time", cosignature->time)
        .text("file", witnessedFile(o).string())
        .text("cosignature", cosignature->line.substr(0, cosignature->line.size() - 1));
}

Result<JsonObject> byAuthority(const Options& o, const Checkpoint& head, Context& c) {
    auto request = timestampRequest(head.note);
    if (!request) return passOn(request);
    auto answer = post(o, o.tsa, "application/timestamp-query", *request, c);
    if (!answer) return passOn(answer);
    if (answer->status != kOk)
        return fail(ErrorCode::Network, fmt::format("the authority answers with status {}", answer->status), o.tsa);
    auto timestamp = checkTimestamp(answer->body, head.note, o.tsaCa, *request);
    if (!timestamp) return passOn(timestamp);
    // The note lies beside its timestamp: that is all `openssl ts -verify` needs.
    const auto folder = fs::path(o.store) / "anchors" / "timestamps";
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem) return fail(ErrorCode::Io, "cannot make the folder: " + problem.message(), folder.string());
    const auto name = fmt::format("{}-{}", head.size, toHex(sha256(head.note)).substr(0, 16));
    // And the certificates it was checked by, so that verify and the console can check it again.
    auto authorities = readFile(o.tsaCa);
    if (!authorities) return passOn(authorities);
    if (auto kept = writeFileAtomic(folder / (name + ".pem"), *authorities); !kept) return passOn(kept);
    if (auto kept = writeFileAtomic(folder / (name + ".note"), head.note); !kept) return passOn(kept);
    if (auto kept = writeFileAtomic(folder / (name + ".tsr"), answer->body); !kept) return passOn(kept);
    c.out.say(
        fmt::format("Timestamped by {}: {} entries, {}", timestamp->authority, head.size, formatTime(timestamp->time)));
    return JsonObject()
        .text("authority", timestamp->authority)
        .time("time", timestamp->time)
        .text("serial", timestamp->serial)
        .text("file", (folder / (name + ".tsr")).string());
}

int run(const Options& o, Context& c) {
    if (o.witness.empty() && o.tsa.empty())
        return wrongUse(c, "nobody is named to sign the checkpoint", "", "give --witness URL, --tsa URL or both");
    if (o.witness.empty() != o.witnessKey.empty())
        return wrongUse(c, "a witness needs its URL and its key", "--witness, --witness-key");
    if (!o.witnessUntil.empty() && (o.witness.empty() || !parseTime(o.witnessUntil)))
        return wrongUse(c, "this is not the time until which the key of a witness is good", "--witness-until",
                        "write it like 2027-01-31, with --witness and --witness-key");
    if (o.tsa.empty() != o.tsaCa.empty())
        return wrongUse(c, "an authority needs its URL and the certificates to trust", "--tsa, --tsa-ca");
    auto prover = Prover::open(o.store);
    if (!prover) return failed(c, prover.error());
    JsonObject out;
    if (!o.witness.empty()) {
        auto done = byWitness(o, *prover, c);
        if (!done) return done.error().where == "witness key" ? wrongUse(c, done.error()) : failed(c, done.error());
        out.raw("witness", done->str());
    }
    if (!o.tsa.empty()) {
        auto done = byAuthority(o, prover->head(), c);
        if (!done) return failed(c, done.error());
        out.raw("timestamp", done->str());
    }
    out.number("size", prover->head().size).text("root", toHex(prover->head().root));
    c.out.document(out);
    return kWell;
}

}  // namespace

Run declareAnchor(Args& args) {
    auto o = std::make_shared<Options>();
    args.position("STORE", o->store, "Folder of the store");
    args.option("--witness", o->witness, "URL", "A C2SP witness; its add-checkpoint is called");
    args.option("--witness-key", o->witnessKey, "KEY", "The witness's verifier key");
    args.option("--witness-until", o->witnessUntil, "TIME", "Until when that key is good, if its operator says so");
    args.option("--tsa", o->tsa, "URL", "An RFC 3161 timestamp authority");
    args.option("--tsa-ca", o->tsaCa, "FILE", "Certificates to trust for timestamps, PEM");
    args.option("--ca", o->ca, "FILE", "Certificates to trust for HTTPS, PEM; the system's when absent");
    return [o](Context& c) { return run(*o, c); };
}

}  // namespace vedette::ctl
