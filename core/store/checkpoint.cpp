// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/checkpoint.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>

#include "core/store/store_signer.h"

namespace vedette {

namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";  // em dash and a space open a signature line

std::string_view keyView(const std::array<std::uint8_t, 32>& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::uint32_t keyId(std::string_view name, const std::array<std::uint8_t, 32>& publicKey) {
    const std::string_view parts[] = {name, "\n\x01", keyView(publicKey)};
    const Hash hash = sha256(parts);
    return (std::uint32_t{hash[0]} << 24) | (std::uint32_t{hash[1]} << 16) | (std::uint32_t{hash[2]} << 8) | hash[3];
}

std::string idBytes(std::uint32_t id) {
    return {static_cast<char>(id >> 24), static_cast<char>(id >> 16), static_cast<char>(id >> 8),
            static_cast<char>(id)};
}

std::string bodyOf(const Checkpoint& c) {
    return fmt::format("{}\n{}\n{}\n{}", c.origin, c.size, toBase64(asView(c.root)), c.extension);
}

std::string signatureLine(const VerifierKey& name, const std::array<std::uint8_t, 64>& signature) {
    std::string bytes = idBytes(name.id);
    bytes.append(reinterpret_cast<const char*>(signature.data()), signature.size());
    return fmt::format("{}{} {}\n", kDash, name.name, toBase64(bytes));
}

// Takes one line off the front; false when no LF is left.
bool takeLine(std::string_view& text, std::string_view& line) {
    const std::size_t lf = text.find('\n');
    if (lf == std::string_view::npos) {
        return false;
    }
    line = text.substr(0, lf);
    text.remove_prefix(lf + 1);
    return true;
}

std::unexpected<Error> broken(std::string what) { return fail(ErrorCode::Corrupt, std::move(what), "checkpoint"); }

}  // namespace

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
        text.remove_suffix(1);
    }
    const auto wrong = [](std::string what) {
        return fail(ErrorCode::Invalid, std::move(what), "verifier key", "it looks like name+1a2b3c4d+base64");
    };
    const std::size_t first = text.find('+');
    const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || first == 0) {
        return wrong("a verifier key has three parts joined by '+'");
    }
    VerifierKey key;
    key.name = text.substr(0, first);
    auto id = fromHex(text.substr(first + 1, second - first - 1));
    auto bytes = fromBase64(text.substr(second + 1));
    if (!id || id->size() != 4 || !bytes || bytes->size() != 33 || (*bytes)[0] != 1) {
        return wrong("the verifier key is not an Ed25519 key");
    }
    std::memcpy(key.publicKey.data(), bytes->data() + 1, 32);
    key.id = keyId(key.name, key.publicKey);
    if (idBytes(key.id) != *id) {
        return wrong("the verifier key's id does not belong to its name and key");
    }
    return key;
}

VerifierKey VerifierKey::of(std::string_view name, const SigningKey& signing) {
    VerifierKey key;
    key.name = name;
    key.publicKey = signing.publicKey();
    key.id = keyId(key.name, key.publicKey);
    return key;
}

std::string VerifierKey::text() const {
    std::string bytes = "\x01";
    bytes += keyView(publicKey);
    return fmt::format("{}+{:08x}+{}", name, id, toBase64(bytes));
}

std::string signCheckpoint(Checkpoint& checkpoint, const VerifierKey& name, const SigningKey& key) {
    checkpoint.note = bodyOf(checkpoint) + '\n';
    cosignCheckpoint(checkpoint, name, key);
    return checkpoint.note;
}

void cosignCheckpoint(Checkpoint& checkpoint, const VerifierKey& name, const SigningKey& key) {
    checkpoint.note += signatureLine(name, key.sign(bodyOf(checkpoint)));
}

VerifierKey verifierKeyOf(std::string_view name, const StoreSigner& signer) {
    VerifierKey key;
    key.name = name;
    key.publicKey = signer.publicKey();
    key.id = keyId(key.name, key.publicKey);
    return key;
}

Result<void> signNote(Checkpoint& checkpoint, const VerifierKey& name, const StoreSigner& signer) {
    checkpoint.note = bodyOf(checkpoint) + '\n';
    return cosignNote(checkpoint, name, signer);
}

Result<void> cosignNote(Checkpoint& checkpoint, const VerifierKey& name, const StoreSigner& signer) {
    auto signature = signer.sign(bodyOf(checkpoint));
    if (!signature) {
        return passOn(signature);
    }
    checkpoint.note += signatureLine(name, *signature);
    return {};
}

Result<Checkpoint> parseCheckpoint(std::string_view note) {
    // The body ends at the last empty line before the signatures.
    const std::size_t gap = note.find("\n\n");
    if (gap == std::string_view::npos || !isUtf8(note)) {
        return broken("the note has no signature block");
    }
    const std::string_view body = note.substr(0, gap + 1);
    Checkpoint c;
    c.note = note;
    std::string_view rest = body;
    std::string_view origin;
    std::string_view size;
    std::string_view root;
    if (!takeLine(rest, origin) || !takeLine(rest, size) || !takeLine(rest, root) || origin.empty()) {
        return broken("the note is not a checkpoint");
    }
    c.origin = origin;
    c.extension = rest;
    const auto [end, problem] = std::from_chars(size.data(), size.data() + size.size(), c.size);
    if (problem != std::errc{} || end != size.data() + size.size() || (size.size() > 1 && size[0] == '0')) {
        return broken("the checkpoint's size is not a number");
    }
    auto rootBytes = fromBase64(root);
    if (!rootBytes || rootBytes->size() != c.root.size()) {
        return broken("the checkpoint's root is not a SHA-256");
    }
    std::memcpy(c.root.data(), rootBytes->data(), c.root.size());
    return c;
}

bool isPlainNote(const Checkpoint& checkpoint, const VerifierKey& key) {
    const std::size_t gap = checkpoint.note.find("\n\n");
    const std::string opening = std::string(kDash) + key.name + ' ';
    if (gap == std::string::npos || checkpoint.note.compare(gap + 2, opening.size(), opening) != 0) {
        return false;
    }
    std::string_view signature = std::string_view(checkpoint.note).substr(gap + 2 + opening.size());
    if (!signature.ends_with('\n')) {
        return false;
    }
    signature.remove_suffix(1);
    auto bytes = fromBase64(signature);
    return bytes && toBase64(*bytes) == signature &&
           std::string_view(checkpoint.note).substr(0, gap + 1) == bodyOf(checkpoint);
}

Result<Checkpoint> openCheckpoint(std::string_view note, const VerifierKey& key) {
    auto parsed = parseCheckpoint(note);
    if (!parsed) {
        return parsed;
    }
    const std::size_t gap = note.find("\n\n");
    const std::string_view body = note.substr(0, gap + 1);
    std::string_view signatures = note.substr(gap + 2);
    bool found = false;
    std::string_view line;
    while (!signatures.empty()) {
        if (!takeLine(signatures, line) || !line.starts_with(kDash)) {
            return broken("a signature line of the note is malformed");
        }
        line.remove_prefix(kDash.size());
        const std::size_t space = line.rfind(' ');
        if (space == std::string_view::npos) {
            return broken("a signature line of the note is malformed");
        }
        auto bytes = fromBase64(line.substr(space + 1));
        if (!bytes || bytes->size() < 5) {
            return broken("a signature line of the note is malformed");
        }
        // Signatures of other keys (witnesses) are passed over; a wrong one under our name and id is not.
        if (line.substr(0, space) != key.name || bytes->substr(0, 4) != idBytes(key.id)) {
            continue;
        }
        if (!verifyEd25519(key.publicKey, body, std::string_view(*bytes).substr(4))) {
            return broken("the signature of the checkpoint is wrong");
        }
        found = true;
    }
    if (!found) {
        return broken(fmt::format("the checkpoint is not signed by {}", key.text()));
    }
    return parsed;
}

}  // namespace vedette
