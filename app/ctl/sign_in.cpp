// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/sign_in.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>

#include "core/base/file.h"
#include "core/store/reader.h"

namespace vedette::ctl {
namespace {

std::string firstLine(const std::string& text) {
    std::string line = text.substr(0, text.find('\n'));
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

// The terminal itself, whatever stdin and stdout are; its echo comes back however this ends.
class Terminal {
public:
    Terminal() : m_fd(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {}
    ~Terminal() {
        if (m_fd >= 0) ::close(m_fd);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    [[nodiscard]] bool there() const { return m_fd >= 0 && ::isatty(m_fd) == 1; }

    [[nodiscard]] std::string ask(const std::string& prompt, bool echo) const {
        termios before{};
        const bool quiet = !echo && ::tcgetattr(m_fd, &before) == 0;
        if (quiet) {
            termios silent = before;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            (void)::tcsetattr(m_fd, TCSAFLUSH, &silent);
        }
        say(prompt);
        std::string line;
        char c = 0;
        while (::read(m_fd, &c, 1) == 1 && c != '\n') line += c;
        if (quiet) {
            (void)::tcsetattr(m_fd, TCSAFLUSH, &before);
            say("\n");
        }
        return line;
    }

private:
    void say(const std::string& text) const {
        if (::write(m_fd, text.data(), text.size()) < 0) return;  // then it is asked without words
    }
    int m_fd;
};

Result<PeopleLog> peopleOf(const std::filesystem::path& store) {
    auto reader = Reader::open(store);
    if (!reader) return passOn(reader);
    return PeopleLog::load(**reader);
}

}  // namespace

Result<std::string> readPassphrase(const std::string& file, const std::string& environment, const std::string& prompt,
                                   const std::string& option) {
    if (!file.empty()) {
        auto text = readFile(file, 64 * 1024);
        if (!text) return passOn(text);
        return firstLine(*text);
    }
    if (!environment.empty()) {
        const char* value = std::getenv(environment.c_str());
        if (value == nullptr)
            return fail(ErrorCode::NotFound, "there is no such environment variable", environment,
                        "export it before running the command");
        return std::string(value);
    }
    const Terminal terminal;
    if (!terminal.there())
        return fail(ErrorCode::Denied, "there is no terminal to ask for the passphrase on", option,
                    "give it by " + option);
    return terminal.ask(prompt, false);
}

Result<std::string> readNewPassphrase(const std::string& file, const std::string& name) {
    auto first = readPassphrase(file, {}, fmt::format("New passphrase of {}: ", name), "--new-passphrase-file");
    if (!first || !file.empty()) return first;
    auto second = readPassphrase({}, {}, "Once more: ", "--new-passphrase-file");
    if (second && *second != *first) return fail(ErrorCode::Invalid, "the two passphrases differ", name, "try again");
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
    const Duration wait = accountWait(store, actor, context.clock);
    if (wait > Duration::zero())
        return fail(ErrorCode::Denied, fmt::format("too many wrong tries for {}", actor), actor,
                    "wait " + formatDuration(std::chrono::ceil<std::chrono::seconds>(wait)));
    const Credentials& given = context.credentials;
    auto passphrase = readPassphrase(given.passphraseFile, given.passphraseEnv,
                                     fmt::format("Passphrase of {}: ", actor), "--passphrase-file");
    if (!passphrase) return passOn(passphrase);
    std::string code = given.code;
    if (const Terminal terminal; person->now().totp && code.empty() && terminal.there())
        code = terminal.ask("Code of the authenticator app: ", true);
    auto signer = signIn(store, *people, actor, *passphrase, code, context.clock);
    if (!signer) return passOn(signer);
    return Acting{std::move(*signer), std::move(*passphrase)};
}

}  // namespace vedette::ctl
