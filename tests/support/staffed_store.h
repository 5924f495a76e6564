// SPDX-License-Identifier: GPL-3.0-or-later
// A store with accounts, as tests of the screens need one: an administrator, an officer, a lead, and an analyst who is
// asked for a code; with passphrases that are cheap to check.
#pragma once

#include <map>
#include <string>

#include "core/base/totp.h"
#include "core/incident/enrol.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {

// Cheap to compute; what the cost does is tested in account_test.
inline constexpr ScryptCost kCheap{1024, 8, 1};

inline std::string passphraseFor(const std::string& name) { return "the passphrase of " + name; }

// The secret an authenticator app reads from the URI.
inline std::string totpSecretIn(const std::string& uri) {
    const std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const auto from = uri.find("secret=") + 7;
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : uri.substr(from, uri.find('&') - from)) {
        held = (held << 5) | static_cast<std::uint32_t>(alphabet.find(c));
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>((held >> bits) & 0xffu);
        }
    }
    return out;
}

class StaffedStore {
public:
    explicit StaffedStore(const std::filesystem::path& folder) : m_folder(folder) {
        makeStore(m_folder, m_clock);
        m_good = enrol("anna", AccountRole::Administrator, nullptr) && signer("anna");
        if (!m_good) return;
        const PersonSigner anna = *signer("anna");
        m_good = enrol("otto", AccountRole::Officer, &anna) && enrol("lea", AccountRole::Lead, &anna) &&
                 enrol("ben", AccountRole::Analyst, &anna, true);
    }
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] Time now() const { return m_clock.now(); }
    [[nodiscard]] std::string code(const std::string& name, Time at) const {
        return totpCode(m_secrets.at(name), totpStep(at));
    }
    // As on the command line.
    [[nodiscard]] Result<PersonSigner> signer(const std::string& name) const {
        auto reader = Reader::open(m_folder);
        if (!reader) return passOn(reader);
        auto people = PeopleLog::load(**reader);
        if (!people) return passOn(people);
        const auto secret = m_secrets.find(name);
        return signIn(m_folder, *people, name, passphraseFor(name),
                      secret == m_secrets.end() ? std::string() : code(name, m_clock.now()), m_clock);
    }

private:
    bool enrol(const std::string& name, AccountRole role, const PersonSigner* by, bool totp = false) {
        Enrolment e;
        e.name = name;
        e.role = role;
        e.passphrase = passphraseFor(name);
        e.totp = totp;
        e.cost = kCheap;
        const auto done = enrolPerson(m_folder, e, by, m_clock);
        if (done && totp) m_secrets[name] = totpSecretIn(done->totpUri);
        return done.has_value();
    }

    std::filesystem::path m_folder;
    FixedClock m_clock{kFixtureStart + std::chrono::hours(24)};
    std::map<std::string, std::string> m_secrets;
    bool m_good = false;
};

}  // namespace vedette::test
