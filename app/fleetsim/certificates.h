// SPDX-License-Identifier: GPL-3.0-or-later
// A throw-away certificate authority for the simulated nodes. Its key never leaves the process.
#pragma once

#include <memory>
#include <string>

#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette::fleetsim {

struct IssuedCertificate {
    std::string certificatePem;
    std::string keyPem;
};

class Authority {
public:
    [[nodiscard]] static Result<Authority> create(Time notBefore, Time notAfter);
    [[nodiscard]] const std::string& pem() const { return m_pem; }
    // For 127.0.0.1, localhost and `hostName`.
    [[nodiscard]] Result<IssuedCertificate> issue(const std::string& hostName, Time notBefore, Time notAfter);

    Authority(Authority&&) noexcept;
    Authority& operator=(Authority&&) noexcept;
    ~Authority();

private:
    struct Impl;
    Authority();
    std::unique_ptr<Impl> m_impl;
    std::string m_pem;
};

}  // namespace vedette::fleetsim
