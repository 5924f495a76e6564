// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget_entry.h"

#include <fmt/format.h>

#include "core/base/json_object.h"
#include "core/event/event.h"
#include "core/store/database.h"
#include "core/store/schema.h"

namespace vedette {

namespace {

std::string messageOf(const Certificate& c) {
    return c.kind == CertificateKind::Erasure
               ? fmt::format("Certificate {}: the sealed data of {} data subject{} was erased", c.id, c.subjects.size(),
                             c.subjects.size() == 1 ? "" : "s")
               : fmt::format("Certificate {}: {} records were forgotten", c.id, c.count);
}

// The record needs no sealer: nothing in it is personal but the actor, who is named as in every action.
void addRecord(const Certificate& c, std::string_view body, Batch& batch) {
    Event event;
    event.setClass(ocsf::kConsoleAction, 1);
    event.setTime(c.time);
    event.setLoggedTime(c.time);
    event.setSeverity(ocsf::kInformational);
    event.setStatus(ocsf::kSuccess);
    event.setText(Field::productName, "Vedette");
    event.setText(Field::productVendor, "Vedette");
    event.setText(Field::productVersion, VEDETTE_VERSION);
    event.setText(Field::message, batch.arena.copy(messageOf(c)));
    event.setJson(Field::vAction, batch.arena.copy(certificateAction(c, body)));
    appendEvent(event, batch);
}

std::string hashesJson(const std::vector<Hash>& hashes) {
    std::vector<std::string> hex;
    for (const Hash& hash : hashes) {
        hex.push_back(toHex(hash));
    }
    return jsonTexts(hex);
}

}  // namespace

Result<IssuedCertificate> issueCertificate(Writer& writer, const StoreKeys& keys, Certificate certificate) {
    Database& database = writer.connection();
    if (keys.verifier.text() != writer.key().text()) {
        return fail(ErrorCode::Conflict, "the store's key was changed meanwhile", {}, "start again");
    }
    auto newest = newestCertificate(database);
    if (!newest) {
        return passOn(newest);
    }
    certificate.id = static_cast<std::uint64_t>(*newest) + 1;
    certificate.entry = writer.nextEntry();
    certificate.log = keys.verifier.name;
    IssuedCertificate issued{std::move(certificate), {}};
    auto body = signCertificate(issued.certificate, keys.verifier, keys.signing);
    if (!body) {
        return passOn(body);
    }
    issued.body = std::move(*body);
    // Whatever the caller put into it must come back out of it.
    if (auto again = openCertificate(issued.body, keys.chain); !again) {
        return fail(ErrorCode::Invalid, "the certificate cannot be written: " + again.error().what, {},
                    "check reason and actor for odd characters");
    }
    Batch batch;
    addRecord(issued.certificate, issued.body, batch);
    auto insert = database.prepare("INSERT INTO certificate VALUES(?, ?, ?, ?)");
    if (!insert) {
        return passOn(insert);
    }
    insert->bind(1, static_cast<std::int64_t>(issued.certificate.id));
    insert->bind(2, static_cast<std::int64_t>(issued.certificate.entry));
    insert->bind(3, static_cast<std::int64_t>(issued.certificate.kind)).bindBlob(4, issued.body);
    if (auto done = insert->run(); !done) {
        return passOn(done);
    }
    if (auto done = writer.append(batch); !done) {
        return passOn(done);
    }
    return issued;
}

std::string certificateFile(const IssuedCertificate& issued) {
    const Certificate& c = issued.certificate;
    JsonObject out;
    out.number("certificate", c.id).number("entry", c.entry).text("kind", certificateKindName(c.kind));
    out.text("log", c.log).time("time", c.time).text("actor", c.actor).text("reason", c.reason);
    if (c.kind == CertificateKind::Erasure) {
        out.number("records", c.records).raw("parts", hashesJson(c.parts)).raw("subjects", hashesJson(c.subjects));
    } else {
        out.number("count", c.count).number("first", c.first).number("last", c.last).raw("policy", c.policy);
    }
    // What the signature covers, byte for byte, and the record's place in the log are what others check.
    out.text("signed", issued.body).text("signed_sha256", toHex(sha256(issued.body)));
    out.text("check", "vedettectl prove STORE " + std::to_string(c.entry) +
                          " proves the log entry that names signed_sha256; docs/store-format.md, section 9.1");
    return out.str() + "\n";
}

}  // namespace vedette
