// SPDX-License-Identifier: GPL-3.0-or-later
// Mapper: a compiled pack and the order of the steps over one line.
#include "core/event/mapping.h"

#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/event/map_run.h"
#include "core/event/pack_load.h"

namespace vedette {

Result<void> pack::Run::map(std::string_view line, Content& content) {
    m_event.clear();
    content = {};
    m_scratch.found.assign(m_pack.tree.slotPaths.size(), {});
    m_scratch.repeated.clear();
    m_scratch.dropped = 0;
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
        line.remove_suffix(1);
    }
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
        return reject("empty line");
    }
    if (!isUtf8(line)) {
        return reject("not UTF-8");
    }
    if (auto read = m_pack.text ? readText(line) : readJson(line); !read) {
        return read;
    }
    if (!hold(m_pack.match)) {
        return reject("not a line of this source (" + m_pack.id + ")");
    }
    for (const Rule& rule : m_pack.fields) {
        if (auto done = apply(rule); !done) {
            return done;
        }
    }
    if (!m_timed) {
        return reject("no time of the event");
    }
    classify();
    for (const Rule& rule : m_pack.rules) {
        if (auto done = apply(rule); !done) {
            return done;
        }
    }
    complete();
    if (!m_pack.keep.empty() || m_scratch.dropped != 0) {
        keepUnmapped();
    }
    setContent(content);
    m_event.setText(Field::vMapping, m_pack.mapping);
    return {};
}

Mapper::Scratch::Scratch() : impl(std::make_unique<Impl>()) {}
Mapper::Scratch::~Scratch() = default;

struct Mapper::Impl {
    std::unique_ptr<const pack::Pack> pack;
};

Mapper::Mapper(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Mapper::Mapper(Mapper&&) noexcept = default;
Mapper& Mapper::operator=(Mapper&&) noexcept = default;
Mapper::~Mapper() = default;

Result<Mapper> Mapper::load(const std::filesystem::path& file) {
    constexpr std::size_t kLargestPack = 1 << 20;
    auto text = readFile(file, kLargestPack);
    if (!text) {
        return passOn(text);
    }
    return parse(*text, file.string());
}

Result<Mapper> Mapper::parse(std::string_view yaml, const std::string& nameForErrors) {
    auto loaded = pack::load(yaml, nameForErrors);
    if (!loaded) {
        return passOn(loaded);
    }
    auto impl = std::make_unique<Impl>();
    impl->pack = std::move(*loaded);
    return Mapper(std::move(impl));
}

const std::string& Mapper::id() const { return m_impl->pack->id; }
const std::string& Mapper::version() const { return m_impl->pack->version; }
const std::string& Mapper::title() const { return m_impl->pack->title; }

Result<void> Mapper::map(std::string_view line, Scratch& scratch, Arena& arena, Event& event, Content& content) const {
    return pack::Run(*m_impl->pack, *scratch.impl, arena, event).map(line, content);
}

std::uint64_t Mapper::stableId(const Event& event) {
    if (!event.has(Field::metadataUid)) {
        return 0;
    }
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : event.text(Field::metadataUid)) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    }
    return hash == 0 ? 1 : hash;  // 0 stands for "none"
}

void rejectedRecord(std::string_view bytes, std::uint64_t fullSize, std::string_view reason, Arena& arena,
                    Event& event) {
    event.clear();
    event.setClass(ocsf::kRejectedRecord, 1);
    event.setStatus(ocsf::kFailure);
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
    std::string json;
    JsonWriter writer(json);
    writer.beginObject();
    writer.key("length").integer(static_cast<std::int64_t>(fullSize));
    writer.key("reason").string(reason);
    writer.key("sha256").string(toHex(sha256(bytes)));
    writer.endObject();
    event.setJson(Field::vRejected, arena.copy(json));
}

}  // namespace vedette
