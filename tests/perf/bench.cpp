// SPDX-License-Identifier: GPL-3.0-or-later
// vedette-bench: how fast this build is on this machine, and what the machine itself could do. scripts/bench runs it.
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/perf/stages.h"

using namespace vedette::perf;

namespace {

constexpr const char* kHelp =
    "Usage: vedette-bench [--json] [--quick] [--no-peers] [--only NAME] [--folder DIR] [--store DIR]\n"
    "  --json      one JSON object a line: name, value, unit, limit, ratio, budget\n"
    "  --quick     100,000 and 300,000 events instead of 1 and 10 million\n"
    "  --no-peers  without sqlite3, PostgreSQL and journald\n"
    "  --only      machine, append, whole, report, judge (append and judging), read (append, verify and queries) or\n"
    "              huge: read with 100 million events, which nothing else does; half an hour and 25 GB\n"
    "  --folder    where to work (default: the system's temporary folder); needs about 6 GB, 300 MB with --quick\n"
    "  --store     only verify and ask the large store in DIR, which stays; it is made when it is not there\n";

struct Options {
    bool json = false;
    bool quick = false;
    bool peers = true;
    std::string only;
    std::filesystem::path folder = std::filesystem::temp_directory_path();
    std::filesystem::path store;
};

Options parse(int argc, char** argv) {
    Options o;
    for (int i = 1; i < argc; ++i) {
        const std::string arg = argv[i];
        if (arg == "--json") {
            o.json = true;
        } else if (arg == "--quick") {
            o.quick = true;
        } else if (arg == "--no-peers") {
            o.peers = false;
        } else if (arg == "--only" && i + 1 < argc) {
            o.only = argv[++i];
        } else if (arg == "--folder" && i + 1 < argc) {
            o.folder = argv[++i];
        } else if (arg == "--store" && i + 1 < argc) {
            o.store = argv[++i];
        } else {
            const bool help = arg == "--help" || arg == "-h";
            fmt::print(help ? stdout : stderr, "{}", kHelp);
            std::exit(help ? 0 : 2);
        }
    }
    return o;
}

class WorkFolder {
public:
    explicit WorkFolder(const std::filesystem::path& below) {
        std::string pattern = (below / "vedette-bench-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) {
            giveUp("making a folder in " + below.string(), std::strerror(errno));
        }
        m_path = pattern;
    }
    ~WorkFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

}  // namespace

int main(int argc, char** argv) {
    const Options o = parse(argc, argv);
    const WorkFolder work(o.folder);
    Report report(o.json);
    const auto wanted = [&](const char* name) { return o.only.empty() || o.only == name; };
    const std::uint64_t small = o.quick ? 100'000 : 1'000'000;
    const std::uint64_t large = o.quick ? 300'000 : 10'000'000;
    const std::string smallName = o.quick ? "100 k" : "1 M";
    const std::string largeName = o.quick ? "300 k" : "10 M";
    if (!o.store.empty()) {
        if (!std::filesystem::exists(o.store)) {
            measureAppend(report, o.store, large, large);
        }
        measureVerify(report, o.store, largeName);
        measureQueries(report, o.store, largeName);
        return 0;
    }
    if (o.only == "huge") {
        const auto store = work.path() / "huge";
        measureMachine(report, work.path(), o.quick);
        measureAppend(report, store, 100'000'000, 100'000'000);
        measureVerify(report, store, "100 M");
        measureQueries(report, store, "100 M");
        return 0;
    }
    if (o.only != "whole" && o.only != "report" && o.only != "judge") {
        measureMachine(report, work.path(), o.quick);
    }
    if (wanted("append") || wanted("read")) {
        const auto store = work.path() / "small";
        measureAppend(report, store, small, small);
        if (wanted("read")) {
            measureVerify(report, store, smallName);
            measureQueries(report, store, smallName);
        }
        std::filesystem::remove_all(store);
    }
    if (wanted("whole")) {
        measureWholeWay(report, work.path() / "whole", small);
        std::filesystem::remove_all(work.path() / "whole");
    }
    if (wanted("report")) {
        measurePrinting(report);
    }
    if (o.peers && o.only.empty()) {
        measurePeers(report, work.path(), o.quick ? 50'000 : 500'000);
    }
    if (wanted("read") || wanted("judge")) {
        const auto store = work.path() / "large";
        measureAppend(report, store, large, large);
        if (wanted("read")) {
            measureVerify(report, store, largeName);
            measureQueries(report, store, largeName);
        }
        if (wanted("judge")) {
            measureJudging(report, store, largeName, static_cast<double>(large));
            measureRestart(report, store, largeName);
        }
    }
    return 0;
}
