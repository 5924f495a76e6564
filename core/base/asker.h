// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets that a person is asked for when nothing else says them. Only the program knows whether somebody is there to
// ask: vedettectl on a terminal sets an asker, the collector as a service does not. Thread-safe; one question at a
// time.
#pragma once

#include <functional>
#include <string>

#include "core/base/error.h"

namespace vedette {

struct Question {
    std::string secret;   // what is asked for, as in "Passphrase of the keys in evidence"
    std::string problem;  // why it is asked again; empty the first time
    int wait = 0;         // seconds to let pass before asking, after a wrong answer
};
// Cancelled when the person gives none.
using Asker = std::function<Result<std::string>(const Question&)>;

// Empty: nobody is asked from now on.
void setAsker(Asker asker);
[[nodiscard]] bool canAsk();
// Denied when nobody can be asked.
[[nodiscard]] Result<std::string> ask(const Question& question);

}  // namespace vedette
