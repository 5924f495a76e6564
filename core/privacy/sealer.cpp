// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/privacy/sealer.h"

#include <array>
#include <cstring>

#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/base/key_file.h"
#include "core/privacy/address.h"
#include "core/privacy/cache.h"
#include "core/privacy/client_kind.h"
#include "core/privacy/content.h"
#include "core/privacy/free_text.h"
#include "core/privacy/sealed_part.h"
#include "core/privacy/subject_table.h"

namespace vedette {

namespace {

// Entries per generation. Two generations of each fit in some 150 MB when full.
constexpr std::size_t kSubjectsKept = 200'000;
constexpr std::size_t kPartsKept = 60'000;
constexpr std::size_t kAgentsKept = 20'000;
constexpr std::size_t kLongText = 256;      // longer texts enter the caches by their hash
constexpr std::size_t kSealedAgent = 4096;  // bytes of a user agent that are kept

constexpr std::array kProse = {Field::message,          Field::statusDetail,
                               Field::apiResponseError, Field::apiResponseErrorMessage,
                               Field::comment,          Field::httpMessage};
constexpr std::array kNames = {
    Field::apiOperation,   Field::apiServiceName, Field::aiModelName,      Field::aiModelUid, Field::aiModelVersion,
    Field::statusCode,     Field::stopReason,     Field::urlHostname,      Field::tlsSni,     Field::messageApplication,
    Field::messageService, Field::serviceName,    Field::firewallRuleName, Field::httpMethod};
constexpr std::array kIdentifiers = {Field::httpRequestUid, Field::apiRequestUid, Field::correlationUid,
                                     Field::metadataUid, Field::messageUid};
constexpr std::array kJson = {Field::unmapped, Field::labels, Field::vRejected};

// A clear principal or address met before.
struct KnownSubject {
    Subject subject;
    std::string network;
};

struct KnownAgent {
    std::uint64_t serial = 0;
    ClientKind kind;
};

struct PartWithHex : SealedPart {
    std::array<char, 64> hex{};
};

// What one combination of clear values turned into.
struct KnownPart {
    std::shared_ptr<const PartWithHex> part;
    std::array<char, 18> session{};
    std::array<char, 18> credential{};
    std::int32_t index = -1;  // in the batch it was last used in
};

// The subjects of one event.
struct Who {
    const KnownSubject* user = nullptr;
    const KnownSubject* authUser = nullptr;
    const KnownSubject* address = nullptr;
};

std::string_view viewOf(const std::array<char, 18>& text) { return {text.data(), text.size()}; }

std::array<char, 18> keyedPseudonym(const Key256& key, char kind, std::string_view clear) {
    const Hash hash = hmacSha256(key, std::string(1, kind).append(clear));
    return pseudonymFrom(kind, std::span<const std::uint8_t, 10>(hash.data(), 10));
}

std::uint64_t randomSeed() {
    std::array<std::uint8_t, 8> bytes{};
    randomBytes(bytes);
    std::uint64_t seed = 0;
    std::memcpy(&seed, bytes.data(), bytes.size());
    return seed;
}

// Equal for equal texts, and of bounded size.
std::string_view cacheKey(std::string_view text, std::string& scratch) {
    if (text.size() <= kLongText) {
        return text;
    }
    scratch.assign("\xff\x00long", 6);
    scratch.append(asView(sha256(text)));
    return scratch;
}

// Texts of columns repeat from row to row: each is copied into the arena once per run of equal values.
class ColumnTexts {
public:
    explicit ColumnTexts(Arena& arena) : m_arena(arena) {}

    void keep(Columns& columns) {
        for (std::size_t i = 0; i < kTextColumns; ++i) {
            std::string_view& text = columns.texts[i];
            if (text.empty()) {
                text = {};
                continue;
            }
            if (text != m_last[i]) {
                m_last[i] = m_arena.copy(text);
            }
            text = m_last[i];
        }
    }

private:
    Arena& m_arena;
    std::array<std::string_view, kTextColumns> m_last{};
};

bool plainOrUtf8(std::string_view text) {
    for (const char c : text) {
        if (static_cast<signed char>(c) < 0) {
            return isUtf8(text);
        }
    }
    return true;
}

}  // namespace

struct Sealer::Impl {
    std::unique_ptr<SubjectTable> table;
    Key256 contentKey{};
    std::uint64_t simSeed = 0;
    std::uint64_t hashSeed = randomSeed();
    std::int64_t erasures = 0;
    std::uint64_t nextAgent = 1;
    GenerationCache<KnownSubject> principals{kSubjectsKept, hashSeed};
    GenerationCache<KnownSubject> addresses{kSubjectsKept, hashSeed};
    GenerationCache<KnownAgent> agents{kAgentsKept, hashSeed};
    GenerationCache<KnownPart> parts{kPartsKept, hashSeed};
    KnownSubject unattributed;
    FreeText freeText;
    ColumnReader columnReader;

    // Reused from event to event.
    std::vector<SubjectWanted> wanted;
    std::vector<Who> whos;
    std::vector<SealedValue> values;
    std::string key, keyScratch, addressScratch, record;

    Result<void> refresh();
    const KnownSubject* subjectFor(SubjectKind kind, std::string_view clear);
    void collect(Event& event, bool own, Who& who);
    Result<void> resolve();
    Result<void> kept(Result<void> done);
    void sealOne(ClearEvent& clear, const Who& who, Batch& out, ColumnTexts& texts);
    const KnownAgent& agentFor(std::string_view text, KnownAgent& scratch);
    KnownPart& partFor(const Event& event, const Who& who, std::string_view session, std::string_view credential,
                       std::string_view agent, std::uint64_t agentSerial);
    std::shared_ptr<const PartWithHex> makePart(const Subject& subject) const;
    void cleanText(Event& event);
    void keepContent(Event& event, const Content& content, Arena& arena) const;
};

// Forgets what is remembered when a subject was removed since, so that no record refers to a destroyed key.
Result<void> Sealer::Impl::refresh() {
    const auto now = table->erasures();
    if (!now) {
        return std::unexpected(now.error());
    }
    if (*now != erasures) {
        erasures = *now;
        principals.clear();
        addresses.clear();
        parts.clear();
        unattributed = {};
    }
    principals.turn();
    addresses.turn();
    agents.turn();
    parts.turn();
    return {};
}

const KnownSubject* Sealer::Impl::subjectFor(SubjectKind kind, std::string_view clear) {
    auto& cache = kind == SubjectKind::Principal ? principals : addresses;
    const std::string_view cached = cacheKey(clear, keyScratch);
    if (const KnownSubject* known = cache.find(cached)) {
        return known;
    }
    const auto [stored, entry] = cache.insert(cached, KnownSubject{});
    if (kind == SubjectKind::Address) {
        entry->network = networkOf(clear);
    }
    wanted.push_back({kind, clear.size() <= kLongText ? stored : clear, &entry->subject});
    return entry;
}

void Sealer::Impl::collect(Event& event, bool own, Who& who) {
    const auto principal = [&](Field field) -> const KnownSubject* {
        const std::string_view text = event.text(field);
        if (text.empty()) {
            event.unset(field);
            return nullptr;
        }
        return own && isPseudonym(text, 'p') ? nullptr : subjectFor(SubjectKind::Principal, text);
    };
    who.user = principal(Field::userUid);
    who.authUser = principal(Field::authUserUid);
    const std::string_view address = event.text(Field::clientUid);
    if (address.empty()) {
        event.unset(Field::clientUid);
    } else if (!own || !isPseudonym(address, 'a')) {
        who.address = subjectFor(SubjectKind::Address, canonicalAddress(address, addressScratch));
    }
}

Result<void> Sealer::Impl::resolve() {
    if (unattributed.subject.serial == 0) {
        wanted.push_back({SubjectKind::Unattributed, {}, &unattributed.subject});
    }
    return kept(table->resolve(wanted));
}

// Subjects that did not become rows must not be found later.
Result<void> Sealer::Impl::kept(Result<void> done) {
    if (!done) {
        principals.clear();
        addresses.clear();
        parts.clear();
        unattributed = {};
    }
    return done;
}

const KnownAgent& Sealer::Impl::agentFor(std::string_view text, KnownAgent& scratch) {
    if (const KnownAgent* known = agents.find(cacheKey(text, keyScratch))) {
        return *known;
    }
    scratch = {nextAgent++, clientKindOf(text)};
    return *agents.insert(cacheKey(text, keyScratch), scratch).second;
}

std::shared_ptr<const PartWithHex> Sealer::Impl::makePart(const Subject& subject) const {
    auto part = std::make_shared<PartWithHex>();
    part->bytes = sealPart(subject.id, subject.key, values);
    part->digest = sha256(part->bytes);
    const std::string hex = toHex(part->digest);
    std::memcpy(part->hex.data(), hex.data(), part->hex.size());
    return part;
}

KnownPart& Sealer::Impl::partFor(const Event& event, const Who& who, std::string_view session,
                                 std::string_view credential, std::string_view agent, std::uint64_t agentSerial) {
    const std::array<std::uint64_t, 5> serials = {
        who.user != nullptr ? who.user->subject.serial : 0, who.authUser != nullptr ? who.authUser->subject.serial : 0,
        who.address != nullptr ? who.address->subject.serial : 0, agentSerial, session.size()};
    key.assign(reinterpret_cast<const char*>(serials.data()), sizeof serials);
    key.append(cacheKey(session, keyScratch));
    key.append(cacheKey(credential, keyScratch));
    if (KnownPart* known = parts.find(key)) {
        return *known;
    }
    const KnownSubject* owner = who.user != nullptr       ? who.user
                                : who.authUser != nullptr ? who.authUser
                                : who.address != nullptr  ? who.address
                                                          : &unattributed;
    values.clear();
    const auto add = [&](Field field, std::string_view value) {
        values.push_back({kFields[static_cast<std::size_t>(field)].path, value});
    };
    if (who.user != nullptr) {
        add(Field::userUid, event.text(Field::userUid));
    }
    if (who.authUser != nullptr) {
        add(Field::authUserUid, event.text(Field::authUserUid));
    }
    if (who.address != nullptr) {
        add(Field::clientUid, canonicalAddress(event.text(Field::clientUid), addressScratch));
    }
    KnownPart made;
    const Key256 pseudonymKey = hkdfSha256(owner->subject.key, "pseudonym");
    if (!session.empty()) {
        add(Field::sessionUid, session);
        made.session = keyedPseudonym(pseudonymKey, 's', session);
    }
    if (!credential.empty()) {
        add(Field::credentialUid, credential);
        made.credential = keyedPseudonym(pseudonymKey, 'c', credential);
    }
    if (!agent.empty()) {
        add(Field::userAgent, agent.substr(0, kSealedAgent));
    }
    made.part = makePart(owner->subject);
    return *parts.insert(key, std::move(made)).second;
}

void Sealer::Impl::cleanText(Event& event) {
    const auto each = [&](const auto& fields, auto&& cleaned) {
        for (const Field field : fields) {
            if (event.has(field)) {
                event.setText(field, cleaned(event.text(field)));
            }
        }
    };
    each(kProse, [&](std::string_view t) { return freeText.prose(t); });
    each(kNames, [&](std::string_view t) { return freeText.name(t); });
    each(kIdentifiers, [&](std::string_view t) { return freeText.identifier(t); });
    if (event.has(Field::urlPath)) {
        event.setText(Field::urlPath, freeText.path(event.text(Field::urlPath)));
    }
    if (event.has(Field::urlQuery)) {
        event.setText(Field::urlQuery, freeText.query(event.text(Field::urlQuery)));
    }
    for (const Field field : kJson) {
        if (event.has(field)) {
            event.setJson(field, freeText.json(event.text(field)));
        }
    }
}

void Sealer::Impl::keepContent(Event& event, const Content& content, Arena& arena) const {
    if (!content.logged && content.prompt.empty() && content.completion.empty()) {
        return;
    }
    event.setInteger(Field::vPromptLength, static_cast<std::int64_t>(content.prompt.size()));
    event.setInteger(Field::vCompletionLength, static_cast<std::int64_t>(content.completion.size()));
    const auto copy = [&](const auto& text) { return arena.copy({text.data(), text.size()}); };
    if (!content.prompt.empty()) {
        event.setText(Field::vPromptHash, copy(contentHash(contentKey, content.prompt)));
        event.setText(Field::vPromptSimhash, copy(simHashHex(simHash(simSeed, content.prompt))));
    }
    if (!content.completion.empty()) {
        event.setText(Field::vCompletionHash, copy(contentHash(contentKey, content.completion)));
    }
}

namespace {

// ["email","pan"]: names in order.
std::string_view verdicts(std::uint32_t found, Arena& arena) {
    static constexpr std::array kByName = {DetectedClass::Email, DetectedClass::Iban,        DetectedClass::IpAddress,
                                           DetectedClass::Key,   DetectedClass::PaymentCard, DetectedClass::Phone,
                                           DetectedClass::Ssn,   DetectedClass::Token,       DetectedClass::TrackData};
    std::string out = "[";
    for (const DetectedClass c : kByName) {
        if ((found >> static_cast<unsigned>(c)) & 1U) {
            out.append(out.size() > 1 ? ",\"" : "\"").append(detectedName(c)).append("\"");
        }
    }
    return arena.copy(out + "]");
}

}  // namespace

void Sealer::Impl::sealOne(ClearEvent& clear, const Who& who, Batch& out, ColumnTexts& texts) {
    Event& event = clear.event;
    const bool own = !event.has(Field::vMapping);
    freeText.begin(out.arena, own && clear.rawLine.empty());

    const auto clearText = [&](Field field, char kind) -> std::string_view {
        const std::string_view text = event.text(field);
        if (text.empty()) {
            event.unset(field);
        }
        return own && isPseudonym(text, kind) ? std::string_view{} : text;
    };
    const std::string_view session = clearText(Field::sessionUid, 's');
    const std::string_view credential = clearText(Field::credentialUid, 'c');

    KnownAgent agentScratch;
    const KnownAgent* agent = nullptr;
    std::string_view agentText;
    if (!own && event.has(Field::userAgent)) {
        agentText = event.text(Field::userAgent);
        agent = &agentFor(agentText, agentScratch);
        if (agentText == agent->kind.product) {
            agentText = {};  // nothing is dropped, so nothing needs sealing
        }
    }

    std::shared_ptr<const SealedPart> part;
    std::string_view hex;
    std::int32_t* index = nullptr;
    if (!clear.rawLine.empty()) {
        values.assign(1, {"vedette.rejected.raw", clear.rawLine.substr(0, kRejectedKept)});
        auto made = makePart(unattributed.subject);
        hex = {made->hex.data(), made->hex.size()};
        part = std::move(made);
    } else if (who.user != nullptr || who.authUser != nullptr || who.address != nullptr || !session.empty() ||
               !credential.empty() || !agentText.empty()) {
        KnownPart& known = partFor(event, who, session, credential, agentText, agentText.empty() ? 0 : agent->serial);
        part = known.part;
        hex = {known.part->hex.data(), known.part->hex.size()};
        index = &known.index;
        const auto replace = [&](Field field, std::string_view clearValue, std::string_view pseudonym) {
            freeText.know(clearValue, pseudonym);
            event.setText(field, out.arena.copy(pseudonym));
        };
        // Addresses may be spelt otherwise in other fields; the spelling of the source is the one to look for.
        if (who.address != nullptr) {
            replace(Field::clientUid, event.text(Field::clientUid), who.address->subject.pseudonym());
            if (!who.address->network.empty()) {
                event.setText(Field::vNetwork, out.arena.copy(who.address->network));
            }
        }
        if (who.user != nullptr) {
            replace(Field::userUid, event.text(Field::userUid), who.user->subject.pseudonym());
        }
        if (who.authUser != nullptr) {
            replace(Field::authUserUid, event.text(Field::authUserUid), who.authUser->subject.pseudonym());
        }
        if (!session.empty()) {
            replace(Field::sessionUid, session, viewOf(known.session));
        }
        if (!credential.empty()) {
            replace(Field::credentialUid, credential, viewOf(known.credential));
        }
    }
    if (agent != nullptr) {
        event.setText(Field::vClientKind, agent->kind.kind);
        if (agent->kind.product.empty()) {
            event.unset(Field::userAgent);
        } else {
            event.setText(Field::userAgent, out.arena.copy(agent->kind.product));
        }
    }
    cleanText(event);
    keepContent(event, clear.content, out.arena);
    freeText.look(clear.content.prompt);
    freeText.look(clear.content.completion);
    if (freeText.found() != 0) {
        event.setJson(Field::vDetected, verdicts(freeText.found(), out.arena));
    }

    SealedRow row;
    if (part) {
        event.setText(Field::vSealed, hex);
        const bool inBatch = index != nullptr && *index >= 0 && static_cast<std::size_t>(*index) < out.parts.size() &&
                             out.parts[static_cast<std::size_t>(*index)] == part;
        if (inBatch) {
            row.part = *index;
        } else {
            row.part = static_cast<std::int32_t>(out.parts.size());
            out.parts.push_back(std::move(part));
            if (index != nullptr) {
                *index = row.part;
            }
        }
    }
    record.clear();
    writeRecord(event, record);
    row.record = out.arena.copy(record);
    row.columns = columnsOf(event, out.arena);
    for (const std::string_view text : row.columns.texts) {
        if (!plainOrUtf8(text)) {
            // The record replaced what is not UTF-8; its columns are what the record says.
            if (auto read = columnReader.read(row.record)) {
                row.columns = *read;
            }
            break;
        }
    }
    texts.keep(row.columns);
    out.rows.push_back(row);
}

Sealer::Sealer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Sealer::~Sealer() = default;

Result<void> Sealer::create(const std::filesystem::path& storeFolder) {
    const std::filesystem::path keys = storeFolder / "keys";
    std::error_code ec;
    const bool made = std::filesystem::create_directories(keys, ec);
    if (ec) {
        return fail(ErrorCode::Io, "cannot create the key folder: " + ec.message(), keys.string());
    }
    if (made) {
        std::filesystem::permissions(keys, std::filesystem::perms::owner_all, ec);
    }
    if (std::filesystem::exists(keys / "kek", ec)) {
        return fail(ErrorCode::Conflict, "the key folder already holds a privacy key", (keys / "kek").string(),
                    "replacing it would make every sealed part unreadable");
    }
    Key256 kek{};
    randomBytes(kek);
    if (auto ok = writeKeyFile(keys / "kek", {reinterpret_cast<const char*>(kek.data()), kek.size()}); !ok) {
        return ok;
    }
    return SubjectTable::create(keys / "subjects.db", kek);
}

Result<std::unique_ptr<Sealer>> Sealer::open(const std::filesystem::path& storeFolder) {
    auto kek = readPrivacyKey(storeFolder);
    if (!kek) {
        return passOn(kek);
    }
    auto table = SubjectTable::open(storeFolder / "keys" / "subjects.db", *kek);
    if (!table) {
        return passOn(table);
    }
    auto impl = std::make_unique<Impl>();
    impl->table = std::move(*table);
    impl->contentKey = hkdfSha256(*kek, "content");
    const Key256 sim = hkdfSha256(*kek, "simhash");
    std::memcpy(&impl->simSeed, sim.data(), sizeof impl->simSeed);
    return std::unique_ptr<Sealer>(new Sealer(std::move(impl)));
}

Result<void> Sealer::seal(std::span<ClearEvent> events, Batch& out) {
    if (auto done = sealMore(events, out); !done) {
        return done;
    }
    return settle();
}

Result<void> Sealer::settle() { return m_impl->kept(m_impl->table->settle()); }

Result<void> Sealer::sealMore(std::span<ClearEvent> events, Batch& out) {
    Impl& s = *m_impl;
    if (auto ok = s.refresh(); !ok) {
        return ok;
    }
    s.wanted.clear();
    s.whos.assign(events.size(), Who{});
    for (std::size_t i = 0; i < events.size(); ++i) {
        s.collect(events[i].event, !events[i].event.has(Field::vMapping), s.whos[i]);
    }
    if (auto ok = s.resolve(); !ok) {
        return ok;
    }
    ColumnTexts texts(out.arena);
    for (std::size_t i = 0; i < events.size(); ++i) {
        s.sealOne(events[i], s.whos[i], out, texts);
    }
    return {};
}

Result<std::vector<std::pair<std::string, std::string>>> Sealer::reveal(std::string_view part) {
    const auto id = sealedPartSubject(part);
    if (!id) {
        return std::unexpected(id.error());
    }
    auto subject = m_impl->table->findById(*id);
    if (!subject) {
        return passOn(subject);
    }
    return openPart(subject->key, part);
}

Result<std::string> Sealer::pseudonymOf(Field field, std::string_view clear) {
    SubjectKind kind = SubjectKind::Principal;
    if (field == Field::clientUid) {
        kind = SubjectKind::Address;
        clear = canonicalAddress(clear, m_impl->addressScratch);
    } else if (field != Field::userUid && field != Field::authUserUid) {
        return fail(ErrorCode::Invalid, "only principals and addresses have a pseudonym that can be looked up",
                    std::string(kFields[static_cast<std::size_t>(field)].path));
    }
    auto subject = m_impl->table->find(kind, clear);
    if (!subject) {
        return passOn(subject);
    }
    return std::string(subject->pseudonym());
}

}  // namespace vedette
