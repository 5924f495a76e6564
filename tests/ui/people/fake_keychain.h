// SPDX-License-Identifier: GPL-3.0-or-later
// A keychain of the test's own, behind what the screens are given of it; and a store whose keys lie under a passphrase
// that this process does not know.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/base/file.h"
#include "core/base/key_file.h"
#include "tests/support/raise_alert.h"
#include "tests/support/store_fixture.h"
#include "ui/bridge/keepsafe.h"

namespace vedette::test {

class FakeKeychain {
public:
    // Of what it holds, in place of all calls.
    void put(const std::string& name, const std::string& secret) {
        const std::lock_guard lock(m_held->mutex);
        m_held->entries[name] = secret;
    }
    void refuse(const std::string& why) {
        const std::lock_guard lock(m_held->mutex);
        m_held->trouble = why;
    }
    [[nodiscard]] std::string at(const std::string& name) const {
        const std::lock_guard lock(m_held->mutex);
        const auto found = m_held->entries.find(name);
        return found == m_held->entries.end() ? "" : found->second;
    }
    [[nodiscard]] ui::Keepsafe keepsafe() const {
        auto held = m_held;
        return {.read = [held](const std::string& name) -> Result<std::optional<std::string>> {
                    const std::lock_guard lock(held->mutex);
                    if (!held->trouble.empty()) return fail(ErrorCode::Denied, held->trouble);
                    const auto found = held->entries.find(name);
                    return found == held->entries.end() ? std::nullopt : std::optional(found->second);
                },
                .keep = [held](const std::string& name, const std::string&, const std::string& secret) -> Result<void> {
                    const std::lock_guard lock(held->mutex);
                    if (!held->trouble.empty()) return fail(ErrorCode::Denied, held->trouble);
                    held->entries[name] = secret;
                    return {};
                },
                .drop = [held](const std::string& name) -> Result<void> {
                    const std::lock_guard lock(held->mutex);
                    if (!held->trouble.empty()) return fail(ErrorCode::Denied, held->trouble);
                    held->entries.erase(name);
                    return {};
                }};
    }

private:
    struct Held {
        std::mutex mutex;
        std::map<std::string, std::string> entries;
        std::string trouble;
    };
    std::shared_ptr<Held> m_held = std::make_shared<Held>();
};

inline constexpr const char* kStoreWords = "five words under the store";

// As a console finds it that starts anew: whoever makes keys knows the passphrase from then on.
[[nodiscard]] inline bool lockStore(const std::filesystem::path& store, const std::string& words = kStoreWords) {
    for (const char* const name : {"signing.pem", "kek"}) {
        const auto file = store / "keys" / name;
        const auto plain = readFile(file, 64 * 1024);
        const auto locked = plain ? lockKey(*plain, words) : plain;
        if (!locked || !writeFileAtomic(file, *locked, 0600)) return false;
    }
    return true;
}

}  // namespace vedette::test
