// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/demo_child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>

#include "core/base/file.h"

namespace vedette::ctl {
namespace {

constexpr auto kReadyWithin = std::chrono::seconds(90);
constexpr auto kEndWithin = std::chrono::seconds(5);

void closeAll(std::array<int, 2>& ends) {
    for (int& fd : ends)
        if (fd >= 0) close(std::exchange(fd, -1));
}

std::string lastLine(const std::filesystem::path& file) {
    auto text = readFile(file).value_or("");
    while (text.ends_with('\n')) text.pop_back();
    const auto at = text.rfind('\n');
    return at == std::string::npos ? text : text.substr(at + 1);
}

// Value of a top-level member of a small flat JSON object we wrote ourselves: a string or a number.
std::string memberOf(std::string_view json, std::string_view name) {
    const auto at = json.find("\"" + std::string(name) + "\":");
    if (at == std::string_view::npos) return {};
    auto rest = json.substr(at + name.size() + 3);
    const bool text = rest.starts_with('"');
    if (text) rest.remove_prefix(1);
    return std::string(rest.substr(0, rest.find_first_of(text ? "\"" : ",}")));
}

}  // namespace

Result<std::unique_ptr<FleetChild>> FleetChild::start(const std::filesystem::path& program,
                                                      const std::vector<std::string>& arguments,
                                                      const std::filesystem::path& logFile,
                                                      const std::stop_token& stop) {
    std::array<int, 2> in{-1, -1};
    std::array<int, 2> out{-1, -1};
    if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) {
        closeAll(in);
        closeAll(out);
        return fail(ErrorCode::Io, "cannot make a pipe", {}, "too many files are open");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, logFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    // Signals are blocked here so that one thread can take them; the child must not inherit that, and has a process
    // group of its own so that Ctrl-C reaches us alone.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);

    std::string name = program.string();
    std::vector<std::string> copies = arguments;
    std::vector<char*> argv = {name.data()};
    for (auto& argument : copies) argv.push_back(argument.data());
    argv.push_back(nullptr);

    std::unique_ptr<FleetChild> child(new FleetChild);
    const int refused = posix_spawn(&child->m_pid, name.c_str(), &actions, &attributes, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close(std::exchange(in[0], -1));
    close(std::exchange(out[1], -1));
    child->m_stdin = in[1];
    child->m_stdout = out[0];
    if (refused != 0) {
        child->m_pid = -1;
        return fail(ErrorCode::Io, fmt::format("cannot start the simulated fleet: {}", std::strerror(refused)), name,
                    "vedette-fleetsim must lie beside vedettectl");
    }
    if (auto ready = child->waitUntilReady(logFile, stop); !ready) return passOn(ready);
    return child;
}

Result<void> FleetChild::waitUntilReady(const std::filesystem::path& logFile, const std::stop_token& stop) {
    const auto deadline = std::chrono::steady_clock::now() + kReadyWithin;
    std::string said;
    while (std::chrono::steady_clock::now() < deadline) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "stopped before the fleet was ready");
        pollfd watched{m_stdout, POLLIN, 0};
        if (poll(&watched, 1, 200) <= 0) continue;
        std::array<char, 512> bytes{};
        const auto got = read(m_stdout, bytes.data(), bytes.size());
        if (got <= 0) {
            int status = 0;
            const bool gone = waitpid(m_pid, &status, 0) == m_pid;
            if (gone) m_pid = -1;
            // What it calls wrong use came from our own command line.
            const bool refused = gone && WIFEXITED(status) && WEXITSTATUS(status) == 2;
            if (refused) return fail(ErrorCode::Invalid, "the simulated fleet refused: " + lastLine(logFile));
            return fail(ErrorCode::Io, "the simulated fleet ended before it was ready: " + lastLine(logFile),
                        logFile.string(), "see the file for what it said");
        }
        said.append(bytes.data(), static_cast<std::size_t>(got));
        if (said.starts_with("ready") || said.find("\nready") != std::string::npos) return {};
    }
    return fail(ErrorCode::Timeout, "the simulated fleet did not become ready in time", logFile.string(),
                "try fewer nodes");
}

void FleetChild::end() {
    if (m_stdin >= 0) close(std::exchange(m_stdin, -1));
    if (m_pid > 0) {
        kill(m_pid, SIGTERM);
        const auto deadline = std::chrono::steady_clock::now() + kEndWithin;
        while (waitpid(m_pid, nullptr, WNOHANG) == 0) {
            if (std::chrono::steady_clock::now() >= deadline) {
                kill(m_pid, SIGKILL);
                waitpid(m_pid, nullptr, 0);
                break;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        m_pid = -1;
    }
    if (m_stdout >= 0) close(std::exchange(m_stdout, -1));
}

FleetChild::~FleetChild() { end(); }

Result<ScaledClock> readFleetClock(const std::filesystem::path& folder) {
    const auto path = folder / "clock.json";
    auto text = readFile(path);
    if (!text) return passOn(text);
    const auto start = parseTime(memberOf(*text, "start"));
    const auto wall = parseTime(memberOf(*text, "wall"));
    const double speed = std::strtod(memberOf(*text, "speed").c_str(), nullptr);
    if (!start || !wall || !(speed > 0))
        return fail(ErrorCode::Invalid, "this is not the clock of a simulated fleet", path.string(),
                    "the fleet writes it when it starts");
    const auto passed = std::chrono::duration<double, std::micro>(SystemClock().now() - *wall) * speed;
    return ScaledClock(*start + std::chrono::duration_cast<Duration>(passed), speed);
}

}  // namespace vedette::ctl
