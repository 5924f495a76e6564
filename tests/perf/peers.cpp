// SPDX-License-Identifier: GPL-3.0-or-later
// The same lines into what an operator would otherwise use. None of these parses, pseudonymises, encrypts, hashes or
// signs; they only keep the line. Each runs alone, as its own program, with durable commits where it knows them.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "tests/perf/stages.h"
#include "tests/perf/traffic.h"

namespace vedette::perf {

namespace {

// 0 when the command ends well. The paths in it are our own temporary folder's.
int shell(const std::string& command) {
    return std::system(("exec 2>/dev/null >/dev/null </dev/null; " + command).c_str());
}

std::filesystem::path program(std::initializer_list<const char*> places) {
    for (const char* place : places) {
        if (std::filesystem::exists(place)) {
            return place;
        }
    }
    return {};
}

std::filesystem::path postgresBin() {
    std::error_code ec;
    std::filesystem::path newest;
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", ec)) {
        if (std::filesystem::exists(entry.path() / "bin/initdb") && entry.path() > newest) {
            newest = entry.path();
        }
    }
    return newest.empty() ? newest : newest / "bin";
}

void add(Report& report, const std::string& name, std::uint64_t events, double took) {
    report.add({.name = name,
                .value = static_cast<double>(events) / took,
                .unit = "events/s",
                .limit = report.valueOf("whole way"),
                .limitName = "our whole way"});
}

void withSqlite(Report& report, const std::filesystem::path& folder, const std::filesystem::path& lines,
                std::uint64_t n) {
    const auto sqlite = program({"/usr/bin/sqlite3"});
    if (sqlite.empty()) {
        report.note("sqlite3 is not here: not compared");
        return;
    }
    const std::string db = (folder / "import.db").string();
    const std::string commands =
        "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\nCREATE TABLE t(line TEXT);\n.mode ascii\n"
        ".separator \"\\037\" \"\\n\"\n.import " +
        lines.string() + " t\n";
    std::ofstream(folder / "import.sql") << commands;
    int rc = 0;
    const double took = seconds(
        [&] { rc = shell("'" + sqlite.string() + "' '" + db + "' <'" + (folder / "import.sql").string() + "'"); });
    if (rc != 0) {
        report.note("sqlite3 .import failed: not compared");
        return;
    }
    add(report, "peer: sqlite3 .import, one text column", n, took);
    std::filesystem::remove(db);
}

void withPostgres(Report& report, const std::filesystem::path& folder, const std::filesystem::path& lines,
                  std::uint64_t n) {
    const auto bin = postgresBin();
    if (bin.empty()) {
        report.note("PostgreSQL is not here: not compared");
        return;
    }
    const std::string data = (folder / "pg").string();
    // PostgreSQL refuses to run as root.
    const std::string as = ::geteuid() == 0 ? "runuser -u postgres -- " : "";
    const std::string owner =
        ::geteuid() == 0 ? "chown postgres '" + data + "' && chmod a+rx '" + folder.string() + "' && " : "";
    const std::string ctl = as + "'" + (bin / "pg_ctl").string() + "' -D '" + data + "' ";
    const std::string psql =
        as + "'" + (bin / "psql").string() + "' -h '" + data + "' -d postgres -q -v ON_ERROR_STOP=1 ";
    if (shell("mkdir -p '" + data + "' && " + owner + as + "'" + (bin / "initdb").string() + "' -D '" + data +
              "' -A trust -E UTF8") != 0 ||
        shell(ctl + "-w -t 60 -o \"-c listen_addresses='' -c unix_socket_directories='" + data + "'\" -l '" + data +
              "/log' start") != 0) {
        report.note("a private PostgreSQL could not be started: not compared");
        return;
    }
    int rc = shell(psql + "-c 'CREATE TABLE t(line text)'");
    const double took = seconds(
        [&] { rc = rc != 0 ? rc : shell("cat '" + lines.string() + "' | " + psql + "-c 'COPY t FROM STDIN'"); });
    (void)shell(ctl + "-m immediate stop");
    if (rc != 0) {
        report.note("PostgreSQL COPY failed: not compared");
        return;
    }
    add(report, "peer: PostgreSQL COPY, one text column", n, took);
}

void withJournal(Report& report, const std::filesystem::path& folder, std::uint64_t n) {
    const auto remote = program({"/usr/lib/systemd/systemd-journal-remote", "/lib/systemd/systemd-journal-remote"});
    if (remote.empty()) {
        report.note("systemd-journal-remote is not here: not compared");
        return;
    }
    const std::filesystem::path exported = folder / "export";
    {
        Traffic traffic;
        std::ofstream out(exported, std::ios::binary);
        for (std::uint64_t i = 0; i < n; ++i) {
            const std::string& line = traffic.next();
            out << "__REALTIME_TIMESTAMP=" << traffic.micros() << "\n__MONOTONIC_TIMESTAMP=" << i + 1
                << "\n_BOOT_ID=0123456789abcdef0123456789abcdef\nMESSAGE=" << line << "\n\n";
        }
    }
    const std::string journal = (folder / "peer.journal").string();
    int rc = 0;
    const double took = seconds([&] {
        rc = shell("timeout 300 '" + remote.string() + "' --split-mode=none -o '" + journal + "' '" +
                   exported.string() + "'");
    });
    std::filesystem::remove(exported);
    if (rc != 0) {
        report.note("systemd-journal-remote failed: not compared");
        return;
    }
    add(report, "peer: systemd-journal-remote", n, took);
}

}  // namespace

void measurePeers(Report& report, const std::filesystem::path& folder, std::uint64_t events) {
    report.section(
        fmt::format("Peers, the same {} lines kept as they are (no parsing, sealing, proof or detection)", events));
    const std::filesystem::path lines = folder / "lines";
    {
        Traffic traffic;
        std::ofstream out(lines, std::ios::binary);
        for (std::uint64_t i = 0; i < events; ++i) {
            out << traffic.next() << "\n";
        }
    }
    withSqlite(report, folder, lines, events);
    withPostgres(report, folder, lines, events);
    withJournal(report, folder, events);
}

}  // namespace vedette::perf
