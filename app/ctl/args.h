// SPDX-License-Identifier: GPL-3.0-or-later
// How a command says what it takes. A thin cover over CLI11, so that its templates are compiled once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vedette::ctl {

class Args {
public:
    struct Impl;
    explicit Args(Impl& impl) : m_impl(impl) {}

    // Positional. `values` limits what is accepted.
    Args& position(const std::string& name, std::string& into, const std::string& help, bool required = true);
    Args& positions(const std::string& name, std::vector<std::string>& into, const std::string& help, bool required);
    // "--name" with a value; the type shown in the help is `shown`.
    Args& option(const std::string& name, std::string& into, const std::string& shown, const std::string& help);
    // Comma separated, may be given several times.
    Args& list(const std::string& name, std::vector<std::string>& into, const std::string& shown,
               const std::string& help);
    Args& number(const std::string& name, std::uint64_t& into, const std::string& help);
    Args& flag(const std::string& name, bool& into, const std::string& help);
    Args& require(const std::string& name);  // the option named before is required

private:
    Impl& m_impl;
};

}  // namespace vedette::ctl
