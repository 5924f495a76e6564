// SPDX-License-Identifier: GPL-3.0-or-later
// What a command of vedettectl is, and what it is given to work with.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/ctl/args.h"
#include "app/ctl/output.h"
#include "core/base/error.h"
#include "core/base/time.h"

namespace vedette::ctl {

// Exit codes; scripts rely on them.
enum Exit : int {
    kWell = 0,      // done, and nothing to report
    kFinding = 1,   // done, and something fails: a control, an open alert
    kWrongUse = 2,  // the command line is wrong
    kBroken = 3,    // integrity is broken
    kFailed = 4,    // input, output, network or configuration failed
};

// How somebody with an account proves who they are (app/ctl/sign_in.h). Every command with --actor takes these: they
// are always those of the person who acts. A new passphrase goes by --new-passphrase-file.
struct Credentials {
    std::string passphraseFile;
    std::string passphraseEnv;
    std::string code;
    std::string pinFile;  // of the token that has the store's key; taken by every command that signs
};

struct Context {
    Output& out;
    const Clock& clock;
    std::stop_token stop;
    Credentials credentials = {};
};

using Run = std::function<int(Context&)>;

struct Command {
    const char* name;
    const char* summary;
    const char* example;         // shown by --help
    Run (*declare)(Args& args);  // says what it takes; what it returns does the work
};

// Parses the command line and runs what it names. `commands` is the whole table.
int runCommandLine(int argc, char** argv, const std::vector<Command>& commands);

// Integrity errors are 3, everything else that went wrong while working is 4.
[[nodiscard]] int exitFor(const Error& error);
// Prints the error and gives its exit code.
int failed(Context& context, const Error& error);
// The same for a command line that makes no sense: exit 2.
int wrongUse(Context& context, const std::string& what, const std::string& where = {}, const std::string& hint = {});
int wrongUse(Context& context, const Error& error);

}  // namespace vedette::ctl
