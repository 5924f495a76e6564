// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that sees CLI11.
#include "app/ctl/command.h"

#include <CLI/CLI.hpp>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <thread>

#include "app/ctl/sign_in.h"
#include "app/ctl/terminal.h"
#include "app/keychain/keychain.h"
#include "core/base/key_file.h"
#include "core/base/token_key.h"

namespace vedette::ctl {

struct Args::Impl {
    CLI::App* app = nullptr;
    CLI::Option* last = nullptr;
};

Args& Args::position(const std::string& name, std::string& into, const std::string& help, bool required) {
    m_impl.last = m_impl.app->add_option(name, into, help)->required(required)->type_name("");
    return *this;
}

Args& Args::positions(const std::string& name, std::vector<std::string>& into, const std::string& help, bool required) {
    m_impl.last = m_impl.app->add_option(name, into, help)->required(required)->type_name("");
    return *this;
}

Args& Args::option(const std::string& name, std::string& into, const std::string& shown, const std::string& help) {
    m_impl.last = m_impl.app->add_option(name, into, help)->type_name(shown);
    return *this;
}

Args& Args::list(const std::string& name, std::vector<std::string>& into, const std::string& shown,
                 const std::string& help) {
    m_impl.last = m_impl.app->add_option(name, into, help)
                      ->type_name(shown)
                      ->delimiter(',')
                      ->expected(1)
                      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    return *this;
}

Args& Args::number(const std::string& name, std::uint64_t& into, const std::string& help) {
    // CLI11 takes -1 for the largest number there is.
    const auto counts = [](std::string& text) {
        return text.starts_with('-') ? text + " is less than nothing" : std::string();
    };
    m_impl.last = m_impl.app->add_option(name, into, help)->check(CLI::Validator(counts, ""))->type_name("N");
    return *this;
}

Args& Args::flag(const std::string& name, bool& into, const std::string& help) {
    m_impl.last = m_impl.app->add_flag(name, into, help);
    return *this;
}

Args& Args::require(const std::string& name) {
    m_impl.app->get_option(name)->required();
    return *this;
}

namespace {

// Turns SIGINT and SIGTERM into a stop request: the work under way is finished cleanly. A second signal ends at once.
class SignalThread {
public:
    SignalThread() {
        sigemptyset(&m_signals);
        sigaddset(&m_signals, SIGINT);
        sigaddset(&m_signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
        signal(SIGPIPE, SIG_IGN);
        m_thread = std::jthread([this](const std::stop_token& ended) {
            while (!ended.stop_requested()) {
                const timespec wait{0, 100'000'000};
                if (sigtimedwait(&m_signals, nullptr, &wait) < 0) continue;
                if (m_source.stop_requested()) _exit(kFailed);
                m_source.request_stop();
            }
        });
    }
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    sigset_t m_signals{};
    std::stop_source m_source;
    std::jthread m_thread;
};

struct Declared {
    const Command* command = nullptr;
    CLI::App* app = nullptr;
    std::unique_ptr<Args::Impl> args;
    Run run;
};

// CLI11 says some things over several lines; an error is one line here.
std::string oneLine(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

bool wantsJson(int argc, char** argv) {
    for (int i = 1; i < argc; ++i)
        if (std::string_view(argv[i]) == "--json") return true;
    return false;
}

void declareCredentials(CLI::App& app, Credentials& credentials) {
    app.add_option("--passphrase-file", credentials.passphraseFile,
                   "File whose first line is the passphrase of who acts (--actor), in a store with accounts; asked for "
                   "when absent")
        ->type_name("FILE");
    app.add_option("--passphrase-env", credentials.passphraseEnv,
                   "Environment variable with the passphrase of who acts instead")
        ->type_name("NAME");
    app.add_option("--code", credentials.code, "Code of the authenticator app of who acts; asked for when absent")
        ->type_name("DIGITS");
}

// Of the commands that sign, and so may need the token with the store's key.
void declarePin(CLI::App& app, Credentials& credentials) {
    app.add_option("--pin-file", credentials.pinFile,
                   "File whose first line is the PIN of the token with the store's key; asked for when absent")
        ->type_name("FILE");
}

// A PIN that was given by hand counts before VEDETTE_PIN.
Result<void> takePin(const Credentials& credentials) {
    if (credentials.pinFile.empty()) return {};
    auto pin = readSecretFile(credentials.pinFile);
    if (!pin) return passOn(pin);
    givePin(std::move(*pin));
    return {};
}

Declared declare(CLI::App& root, const Command& command, Output& out, Credentials& credentials) {
    Declared d;
    d.command = &command;
    d.app = root.add_subcommand(command.name, command.summary);
    d.app->footer(std::string("Example:\n  ") + command.example);
    d.args = std::make_unique<Args::Impl>();
    d.args->app = d.app;
    Args args(*d.args);
    d.run = command.declare(args);
    const bool acts = d.app->get_option_no_throw("--actor") != nullptr;
    const std::string_view name = command.name;
    if (acts) declareCredentials(*d.app, credentials);
    if (acts || name == "collect" || name == "init") declarePin(*d.app, credentials);
    d.app->add_flag("--json", out.json, "Results as JSON on stdout, errors as JSON on stderr");
    d.app->add_flag("--quiet,-q", out.quiet, "No progress and no remarks");
    return d;
}

// What nobody foresaw ends in words as well: no memory, a folder that goes away while it is read.
int runGuarded(const Run& run, Context& context) {
    try {
        return run(context);
    } catch (const std::bad_alloc&) {
        return failed(context, Error{ErrorCode::Full, "there is not enough memory", "", "ask for less at once"});
    } catch (const std::exception& e) {
        return failed(context, Error{ErrorCode::Io, e.what(), "", "check paths and permissions"});
    }
}

}  // namespace

int runCommandLine(int argc, char** argv, const std::vector<Command>& commands) {
    Output out;
    CLI::App root("Signed evidence from fleets of AI-inference nodes: collect, verify, judge, report.", "vedettectl");
    root.set_version_flag("--version", std::string("vedettectl " VEDETTE_VERSION));
    root.require_subcommand(1);
    root.footer(
        "Exit codes: 0 done and well, 1 something fails (a control, an alert), 2 wrong use,\n"
        "3 integrity broken, 4 input, output, network or configuration failed.\n"
        "vedettectl COMMAND --help explains a command.");
    Credentials credentials;
    std::vector<Declared> declared;
    declared.reserve(commands.size());
    for (const auto& command : commands) declared.push_back(declare(root, command, out, credentials));

    try {
        root.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        out.raw(root.help());
        return kWell;
    } catch (const CLI::CallForVersion&) {
        out.raw(std::string("vedettectl " VEDETTE_VERSION) + "\n");
        return kWell;
    } catch (const CLI::ParseError& e) {
        out.json = wantsJson(argc, argv);
        std::string hint = "see vedettectl --help";
        for (const auto& d : declared)
            if (d.app->parsed()) hint = std::string("see vedettectl ") + d.command->name + " --help";
        out.error(Error{ErrorCode::Invalid, oneLine(e.what()), "", hint}, kWrongUse);
        return kWrongUse;
    }

    SignalThread signals;
    const SystemClock clock;
    Context context{out, clock, signals.token(), credentials};
    askOnTerminal(signals.token());
    followKeychain(sessionKeychain());
    if (auto taken = takePin(credentials); !taken) return wrongUse(context, taken.error());
    for (const auto& d : declared) {
        if (!d.app->parsed()) continue;
        const int exit = runGuarded(d.run, context);
        out.flush();
        // Nobody is there to be told.
        if (out.readerLeft() && exit != kBroken) return kFailed;
        if (out.broken() && exit != kBroken)
            return failed(context, Error{ErrorCode::Io, "cannot write the result", "stdout",
                                         "check the disk behind the redirection"});
        return exit;
    }
    return kWrongUse;
}

int exitFor(const Error& error) { return error.code == ErrorCode::Corrupt ? kBroken : kFailed; }

int failed(Context& context, const Error& error) {
    const int exit = exitFor(error);
    context.out.error(error, exit);
    return exit;
}

int wrongUse(Context& context, const std::string& what, const std::string& where, const std::string& hint) {
    return wrongUse(context, Error{ErrorCode::Invalid, what, where, hint});
}

int wrongUse(Context& context, const Error& error) {
    context.out.error(error, kWrongUse);
    return kWrongUse;
}

}  // namespace vedette::ctl
