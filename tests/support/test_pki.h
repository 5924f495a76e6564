// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates for tests: an authority and what it signs, made on the spot.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vedette::test {

struct Issued {
    std::string certificate;  // PEM
    std::string key;          // PEM
    std::string fingerprint;  // SHA-256 of the certificate, hex
};

class Authority {
public:
    explicit Authority(const std::string& name = "Vedette Test CA");
    ~Authority();
    Authority(const Authority&) = delete;
    Authority& operator=(const Authority&) = delete;

    [[nodiscard]] const std::string& certificate() const;  // PEM
    // Names are DNS names or IPv4 addresses. Valid from an hour before now to `until` after now, which may be negative.
    [[nodiscard]] Issued issue(const std::vector<std::string>& names,
                               std::chrono::hours until = std::chrono::hours(24)) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

// Writes bytes to folder/name and returns the path.
std::string writeText(const std::filesystem::path& folder, const std::string& name, const std::string& text);

}  // namespace vedette::test
