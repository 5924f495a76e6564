// SPDX-License-Identifier: GPL-3.0-or-later
// vedette-fleetsim: a fleet of inference nodes over real HTTPS on this machine, with attacks on demand.
#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/fleetsim/certificates.h"
#include "app/fleetsim/fleet_file.h"
#include "app/fleetsim/log_files.h"
#include "app/fleetsim/node_server.h"
#include "app/fleetsim/traffic.h"
#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/base/processor.h"

namespace {

using namespace vedette;
using namespace vedette::fleetsim;

constexpr int kWrongUse = 2;
constexpr int kFailed = 4;

struct Options {
    std::filesystem::path dir;
    int nodes = 6;
    std::uint64_t seed = 1;
    double speed = 60;
    double requestsPerHour = 600;
    std::string start, history, scenarios = "none", attackAfter, runFor;
    bool files = false, list = false, stopWithStdin = false;
};

int complain(const Error& error, int code) {
    fmt::print(stderr, "vedette-fleetsim: {}\n", error.text());
    return code;
}

int g_stopPipe[2] = {-1, -1};

void onSignal(int) {
    const char byte = 1;
    [[maybe_unused]] const ssize_t n = ::write(g_stopPipe[1], &byte, 1);
}

void raiseFileLimit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

void printScenarios() {
    fmt::print("none\n    benign traffic only\n");
    for (const ScenarioInfo& info : scenarioInfos())
        fmt::print("{}\n    {}\n    {}\n", info.name, info.what, info.triggers);
}

class Simulation {
public:
    Simulation(FleetSpec spec, Time ready, double speed, std::filesystem::path dir, bool files)
        : m_traffic(std::move(spec)),
          m_clock(ready, speed),
          m_ready(ready),
          m_speed(speed),
          m_dir(std::move(dir)),
          m_files(files) {}

    Result<void> begin() {
        std::error_code failed;
        std::filesystem::create_directories(m_dir, failed);
        if (failed) return fail(ErrorCode::Io, "cannot make the folder: " + failed.message(), m_dir.string());
        const Time wall = SystemClock().now();
        const Time early = std::min(wall, m_traffic.spec().start) - std::chrono::days(30);
        const Time late = std::max(wall, m_ready) + std::chrono::days(365);
        auto authority = Authority::create(early, late);
        if (!authority) return passOn(authority);
        std::array<std::uint8_t, 24> secret{};
        randomBytes(secret);
        const std::string token =
            "sim-" + toHex(std::string_view(reinterpret_cast<const char*>(secret.data()), secret.size()));

        std::vector<int> ports;
        for (const NodePlan& node : m_traffic.nodes()) {
            auto good = authority->issue(node.hostName, early, late - std::chrono::days(1));
            if (!good) return passOn(good);
            auto expired = authority->issue(node.hostName, early, early + std::chrono::days(23));
            if (!expired) return passOn(expired);
            m_servers.push_back(std::make_unique<NodeServer>(m_traffic, node.index, token, m_clock));
            if (auto listening = m_servers.back()->listen(*good, *expired); !listening) return listening;
            ports.push_back(m_servers.back()->port());
            if (m_files) m_logs.emplace_back(m_dir, m_servers.back()->feed(), m_traffic.spec().start);
        }
        if (auto done = attend(); !done) return done;
        if (auto done = writeFileAtomic(m_dir / "ca.pem", authority->pem()); !done) return done;
        if (auto done = writeFileAtomic(m_dir / "token", token + "\n", 0600); !done) return done;
        const std::string clock = fmt::format("{{\"start\":\"{}\",\"speed\":{},\"wall\":\"{}\"}}\n",
                                              formatTime(m_clock.now()), m_speed, formatTime(SystemClock().now()));
        if (auto done = writeFileAtomic(m_dir / "clock.json", clock); !done) return done;
        return writeFileAtomic(m_dir / "fleet.yaml", fleetYaml(m_traffic.nodes(), ports, {m_dir, m_speed, m_files}));
    }

    Result<void> attend() {
        const Time now = m_clock.now();
        for (auto& server : m_servers) server->attend(now);
        for (LogFiles& log : m_logs) {
            if (auto done = log.advance(now); !done) return done;
        }
        return {};
    }

    [[nodiscard]] std::uint64_t requestsServed() const {
        std::uint64_t sum = 0;
        for (const auto& server : m_servers) sum += server->requestsServed();
        return sum;
    }

private:
    Traffic m_traffic;
    ScaledClock m_clock;
    Time m_ready;
    double m_speed;
    std::filesystem::path m_dir;
    bool m_files;
    std::vector<std::unique_ptr<NodeServer>> m_servers;
    std::vector<LogFiles> m_logs;
};

const ScenarioInfo& infoOf(Scenario scenario) {
    return *std::ranges::find(scenarioInfos(), scenario, &ScenarioInfo::scenario);
}

// What was asked for, or what the scenarios want.
Result<Duration> historyFor(const std::string& asked, const std::vector<Scenario>& scenarios) {
    if (!asked.empty()) return parseDuration(asked);
    Duration longest = std::chrono::hours(12);
    for (const Scenario s : scenarios) longest = std::max(longest, infoOf(s).history);
    return longest;
}

int run(const Options& options, int argc, char** argv) {
    const auto attackAfter =
        options.attackAfter.empty() ? Result<Duration>(Duration(0)) : parseDuration(options.attackAfter);
    const auto runFor = options.runFor.empty() ? Result<Duration>(Duration(0)) : parseDuration(options.runFor);
    const auto scenarios = parseScenarios(options.scenarios);
    // Far enough in the past that a fast clock does not overtake the calendar at once.
    const Time today = fromMicros(toMicros(SystemClock().now()) / 3'600'000'000 * 3'600'000'000);
    const auto start = options.start.empty() ? Result<Time>(today - std::chrono::hours(24)) : parseTime(options.start);
    if (!attackAfter) return complain(attackAfter.error(), kWrongUse);
    if (!runFor) return complain(runFor.error(), kWrongUse);
    if (!scenarios) return complain(scenarios.error(), kWrongUse);
    if (!start) return complain(start.error(), kWrongUse);
    const auto history = historyFor(options.history, *scenarios);
    if (!history) return complain(history.error(), kWrongUse);

    FleetSpec spec;
    spec.nodes = options.nodes;
    spec.seed = options.seed;
    spec.requestsPerHour = options.requestsPerHour;
    // Slices are whole minutes of the calendar, so that equal starts give equal slices.
    spec.start = std::chrono::floor<std::chrono::minutes>(*start - *history);
    for (const Scenario s : *scenarios) {
        const Time begin = *start + (options.attackAfter.empty() ? infoOf(s).begins : *attackAfter);
        spec.attacks.push_back({s, begin});
    }

    if (::pipe(g_stopPipe) != 0) return complain({ErrorCode::Io, "cannot make a pipe", "", ""}, kFailed);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    std::signal(SIGPIPE, SIG_IGN);
    raiseFileLimit();

    QCoreApplication app(argc, argv);
    Simulation simulation(std::move(spec), *start, options.speed, options.dir, options.files);
    if (auto begun = simulation.begin(); !begun) return complain(begun.error(), kFailed);

    int code = 0;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &app, [&] {
        if (auto done = simulation.attend(); !done) {
            code = complain(done.error(), kFailed);
            app.quit();
        }
    });
    tick.start(200);
    QSocketNotifier stopped(g_stopPipe[0], QSocketNotifier::Read);
    QObject::connect(&stopped, &QSocketNotifier::activated, &app, [&] { app.quit(); });
    std::unique_ptr<QSocketNotifier> input;
    if (options.stopWithStdin) {
        input = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
        QObject::connect(input.get(), &QSocketNotifier::activated, &app, [&] {
            char bytes[256];
            if (::read(STDIN_FILENO, bytes, sizeof bytes) <= 0) app.quit();
        });
    }
    if (*runFor > Duration(0)) {
        QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(*runFor), &app, [&] { app.quit(); });
    }
    fmt::print("ready fleet={} nodes={}\n", (options.dir / "fleet.yaml").string(), options.nodes);
    std::fflush(stdout);
    app.exec();
    fmt::print("stopped after {} answers\n", simulation.requestsServed());
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    if (auto able = vedette::checkProcessor(); !able) {
        fmt::print(stderr, "vedette-fleetsim: {}\n", able.error().text());
        return 4;
    }
    Options options;
    CLI::App cli("A fleet of simulated inference nodes over HTTPS on this machine, for demonstrations and tests.",
                 "vedette-fleetsim");
    cli.set_version_flag("--version", VEDETTE_VERSION);
    cli.add_option("--dir", options.dir, "Folder for fleet.yaml, ca.pem, token, clock.json and log files");
    cli.add_option("--nodes", options.nodes, "How many nodes")->check(CLI::Range(1, 2000))->capture_default_str();
    cli.add_option("--seed", options.seed, "Same seed, same traffic")->capture_default_str();
    cli.add_option("--speed", options.speed, "Simulated seconds per second")
        ->check(CLI::Range(0.01, 1e6))
        ->capture_default_str();
    cli.add_option("--rate", options.requestsPerHour, "Requests per node and hour, mean of a week")
        ->check(CLI::Range(1.0, 1e6))
        ->capture_default_str();
    cli.add_option("--start", options.start, "Simulated time at the start (RFC 3339); unless given, a day ago");
    cli.add_option("--history", options.history,
                   "Traffic that has already happened at the start; unless given, 12h or what the scenario needs");
    cli.add_option("--scenario", options.scenarios, "Attacks, separated by commas; --list shows them")
        ->capture_default_str();
    cli.add_option("--attack-after", options.attackAfter,
                   "Simulated time from the start to the attack; unless given, 10m, and slow ones are under way");
    cli.add_option("--for", options.runFor, "Stop after this time, such as 60s");
    cli.add_flag("--files", options.files, "Write logs as files too, and let the fleet file refer to them");
    cli.add_flag("--stop-with-stdin", options.stopWithStdin, "Stop when standard input closes");
    cli.add_flag("--list", options.list, "List the scenarios and what each should trigger");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return cli.exit(e) == 0 ? 0 : kWrongUse;
    }
    if (options.list) {
        printScenarios();
        return 0;
    }
    if (options.dir.empty()) {
        return complain({ErrorCode::Invalid, "--dir is needed", "", "name a folder to work in, see --help"}, kWrongUse);
    }
    return run(options, argc, argv);
}
