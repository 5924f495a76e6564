// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/sign_in.h"

#include <fmt/format.h>

#include <cstdlib>

#include "app/ctl/terminal.h"
#include "core/base/file.h"
#include "core/store/reader.h"

namespace vedette::ctl {
namespace {

constexpr std::size_t kLargestSecret = 64 * 1024;

std::string firstLine(const std::string& text) {
    std::string line = text.substr(0, text.find('\n'));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

Result<PeopleLog> peopleOf(const std::filesystem::path& store) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    return PeopleLog::load(**reader);
}

struct Given {
    std::string passphrase;
    std::string code;
    bool typed = false;  // on the terminal: may be asked for once more
};

// From a file, else from an environment variable, else from the terminal without echo.
Result<std::string> passphraseOf(Context& context, const std::string& actor, const Terminal& terminal) {
    const Credentials& given = context.credentials;
    if (!given.passphraseFile.empty()) return readSecretFile(given.passphraseFile);
    if (!given.passphraseEnv.empty()) {
        const char* const value = std::getenv(given.passphraseEnv.c_str());
        if (value == nullptr)
            return fail(ErrorCode::NotFound, "there is no such environment variable", given.passphraseEnv,
                        "export it before running the command");
        return std::string(value);
    }
    if (!terminal.there())
        return fail(ErrorCode::Denied, "there is no terminal to ask for the passphrase on", "--passphrase-file",
                    "give it by --passphrase-file");
    return terminal.ask(fmt::format("Passphrase of {}", actor), false, context.stop);
}

Result<Given> credentialsOf(Context& context, const EnrolledPerson& person, const std::string& actor,
                            const Terminal& terminal) {
    const Credentials& given = context.credentials;
    Given out;
    auto passphrase = passphraseOf(context, actor, terminal);
    if (!passphrase) return passOn(passphrase);
    out.passphrase = std::move(*passphrase);
    out.code = given.code;
    out.typed = given.passphraseFile.empty() && given.passphraseEnv.empty();
    if (person.now().totp && out.code.empty() && terminal.there()) {
        auto code = terminal.ask("Code of the authenticator app", true, context.stop);
        if (!code) return passOn(code);
        out.code = std::move(*code);
        out.typed = true;
    }
    return out;
}

std::string capitalized(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace

Result<std::string> readSecretFile(const std::string& file) {
    auto text = readFile(file, kLargestSecret);
    if (!text) return passOn(text);
    return firstLine(*text);
}

Result<std::string> readNewPassphrase(Context& context, const std::string& file, const std::string& whose) {
    if (!file.empty()) return readSecretFile(file);
    const Terminal terminal;
    if (!terminal.there())
        return fail(ErrorCode::Denied, "there is no terminal to ask for the new passphrase on", "--new-passphrase-file",
                    "give it by --new-passphrase-file FILE");
    auto first = terminal.ask(fmt::format("New passphrase of {}", whose), false, context.stop);
    if (!first) return first;
    auto second = terminal.ask("Once more", false, context.stop);
    if (second && *second != *first) return fail(ErrorCode::Invalid, "the two passphrases differ", whose, "try again");
    return second;
}

Result<Acting> signInFor(Context& context, const std::filesystem::path& store, const std::string& actor) {
    auto people = peopleOf(store);
    if (!people) return passOn(people);
    if (!people->any()) return Acting{};
    const EnrolledPerson* person = people->find(actor);
    if (person == nullptr)
        return fail(ErrorCode::Denied, fmt::format("\"{}\" has no account in this store", actor), "--actor",
                    "say who acts by --actor NAME; vedettectl people STORE list says who may");
    constexpr int kTries = 3;
    const Terminal terminal;
    for (int tried = 1;; ++tried) {
        const Duration wait = accountWait(store, actor, context.clock);
        if (wait > Duration::zero())
            return fail(ErrorCode::Denied, fmt::format("too many wrong tries for {}", actor), actor,
                        "wait " + formatDuration(std::chrono::ceil<std::chrono::seconds>(wait)));
        auto given = credentialsOf(context, *person, actor, terminal);
        if (!given) return passOn(given);
        auto signer = signIn(store, *people, actor, given->passphrase, given->code, context.clock);
        if (signer) return Acting{std::move(*signer), std::move(given->passphrase)};
        // Only what was typed may have been mistyped; what else is wrong stays wrong.
        const bool again = given->typed && person->now().enabled && signer.error().code == ErrorCode::Denied;
        if (!again || tried == kTries) return passOn(signer);
        const int pause = 1 << (tried - 1);
        terminal.say(fmt::format("{}. The next try is in {} s.\n", capitalized(signer.error().what), pause));
        if (auto waited = Terminal::wait(pause, context.stop); !waited) return passOn(signer);
    }
}

}  // namespace vedette::ctl
