// SPDX-License-Identifier: GPL-3.0-or-later
// verify --since: what this user's last check left, where it lies, and what was made of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/ctl/output.h"
#include "core/store/verify_file.h"

namespace vedette::ctl {

// Whether whoever can change the folder can change the file too.
[[nodiscard]] bool liesIn(const std::filesystem::path& file, const std::filesystem::path& folder);

class Since {
public:
    // `where`: a file, or "last" for one of this user's own for the log in `store`. `key`: the verifier key, or empty
    // for the store's. The secret the file is kept under is made when there is none.
    [[nodiscard]] static Result<Since> open(const std::string& where, const std::filesystem::path& store,
                                            const std::string& key);

    // Before the check: what is known goes into the options. After it: what it found is kept, or nothing any more.
    void prepare(VerifyOptions& options);
    [[nodiscard]] Result<void> keep(const VerifyReport& report, Time now);

    // What was not read again, and since when; why everything was read.
    [[nodiscard]] std::string json(const VerifyReport& report) const;
    void say(Output& out, const VerifyReport& report) const;

private:
    [[nodiscard]] std::string why(const VerifyReport& report) const;

    std::filesystem::path m_file;
    Key256 m_secret{};
    std::optional<KeptCheck> m_kept;
    std::string m_problem;  // why nothing is known
    std::shared_ptr<VerifyMemory> m_memory = makeVerifyMemory();
};

}  // namespace vedette::ctl
