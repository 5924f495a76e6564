// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes at once, processes killed at any moment, and a full disk.
#include <QTest>
#include <fmt/format.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "core/store/verify.h"
#include "tests/support/named_batches.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

void checkIntact(const std::filesystem::path& folder) {
    const auto report = verifyStore(folder, {});
    QVERIFY2(report, report ? "" : report.error().text().c_str());
    QVERIFY2(report->intact,
             report->damage.empty() ? "" : (report->damage[0].place + ": " + report->damage[0].what).c_str());
}

}  // namespace

class CrashTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threeProcessesAtOnce() {
        const TempFolder f;
        FixedClock clock(kFixtureStart);
        makeStore(f / "s", clock);
        std::vector<pid_t> children;
        for (int p = 0; p < 3; ++p) {
            const pid_t child = ::fork();
            if (child == 0) {
                std::mt19937 random(static_cast<unsigned>(p));
                auto writer = Writer::open(f / "s", clock);
                int failed = writer ? 0 : 1;
                for (int i = 0; i < 25 && failed == 0; ++i) {
                    const Batch batch = namedBatch(fmt::format("p{}.{}", p, i), 1 + random() % 400);
                    failed = (*writer)->write(batch) ? 0 : 2;
                }
                if (writer) {
                    writer->reset();
                }
                ::_exit(failed);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = 0;
            ::waitpid(child, &status, 0);
            QCOMPARE(status, 0);
        }
        checkIntact(f / "s");
        const FoundBatches all = findBatches(f / "s");
        QVERIFY(!all.twice);
        QCOMPARE(all.batches.size(), 75u);
        for (const auto& [name, counts] : all.batches) {
            QCOMPARE(counts.first, counts.second);
        }
    }

    void killedAtAnyMoment() {
        std::mt19937 random(7);
        std::size_t killedBetween = 0;
        std::unique_ptr<TempFolder> f;
        FixedClock clock(kFixtureStart);
        std::set<std::string> acknowledged;
        for (int round = 0; round < 100; ++round) {
            if (round % 10 == 0) {
                f = std::make_unique<TempFolder>();
                makeStore(*f / "s", clock);
                acknowledged.clear();
            }
            int pipe[2];
            QCOMPARE(::pipe(pipe), 0);
            const auto seed = static_cast<unsigned>(random());
            const pid_t child = ::fork();
            if (child == 0) {
                ::close(pipe[0]);
                std::mt19937 own(seed);
                auto writer = Writer::open(*f / "s", clock, {.anchorEvery = std::chrono::milliseconds(1)});
                for (int i = 0; writer && i < 200; ++i) {
                    const std::string name = fmt::format("r{}.{}", round, i);
                    const std::size_t size = own() % 8 == 0 ? 900 + own() % 2000 : 1 + own() % 60;
                    if (!(*writer)->write(namedBatch(name, size))) {
                        ::_exit(3);
                    }
                    const std::string line = name + "\n";
                    [[maybe_unused]] const auto put = ::write(pipe[1], line.data(), line.size());
                }
                ::_exit(writer ? 0 : 4);
            }
            ::close(pipe[1]);
            std::this_thread::sleep_for(std::chrono::milliseconds(3 + random() % 60));
            if (child > 0) ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            std::string text;
            char buffer[4096];
            for (ssize_t n = 0; (n = ::read(pipe[0], buffer, sizeof buffer)) > 0;) {
                text.append(buffer, static_cast<std::size_t>(n));
            }
            ::close(pipe[0]);
            QVERIFY2(WIFSIGNALED(status) || WEXITSTATUS(status) == 0, qPrintable(QString::number(status)));
            for (std::size_t at = 0; at < text.size();) {
                const std::size_t lf = text.find('\n', at);
                acknowledged.insert(text.substr(at, lf - at));
                at = lf + 1;
            }
            killedBetween += WIFSIGNALED(status) && !text.empty();
            checkIntact(*f / "s");
            const FoundBatches all = findBatches(*f / "s");
            QVERIFY(!all.twice);
            for (const auto& [name, counts] : all.batches) {
                QCOMPARE(counts.first, counts.second);  // all of a batch or nothing
            }
            for (const std::string& name : acknowledged) {
                QVERIFY2(all.batches.contains(name), name.c_str());
            }
            // One batch more than was acknowledged can be there per round: committed, but not yet said.
            QVERIFY(all.batches.size() <= acknowledged.size() + static_cast<std::size_t>(round % 10) + 1);
        }
        QVERIFY2(killedBetween > 20, "the kills came too early to prove anything");
    }

    void fullDisk() {
        // A limit on file size stands for the full disk; the error comes from the same system call.
        const TempFolder f;
        FixedClock clock(kFixtureStart);
        makeStore(f / "s", clock);
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            auto writer = Writer::open(f / "s", clock);
            if (!writer || !(*writer)->write(namedBatch("a.first", 3000))) {
                ::_exit(10);
            }
            rlimit limit{};
            ::getrlimit(RLIMIT_FSIZE, &limit);
            const rlim_t all = limit.rlim_cur;
            limit.rlim_cur = 1'500'000;
            ::setrlimit(RLIMIT_FSIZE, &limit);
            std::uint64_t size = (*writer)->head().size;
            int refused = 0;
            for (int i = 0; i < 60 && refused < 3; ++i) {
                auto done = (*writer)->write(namedBatch(fmt::format("a.{}", i), 3000));
                if (done) {
                    size = done->size;
                    continue;
                }
                ++refused;
                if (done.error().code != ErrorCode::Full) {
                    std::fprintf(stderr, "%s\n", done.error().text().c_str());
                    ::_exit(11);
                }
                if ((*writer)->head().size != size) {
                    ::_exit(12);
                }
            }
            if (refused == 0) {
                ::_exit(13);
            }
            limit.rlim_cur = all;
            ::setrlimit(RLIMIT_FSIZE, &limit);
            auto done = (*writer)->write(namedBatch("a.last", 3000));
            if (!done || done->size != size + 3000) {
                ::_exit(14);
            }
            writer->reset();
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
        checkIntact(f / "s");
        const FoundBatches all = findBatches(f / "s");
        QVERIFY(!all.twice);
        QVERIFY(all.batches.contains("a.last"));
        for (const auto& [name, counts] : all.batches) {
            QCOMPARE(counts.first, counts.second);
        }
    }

    void fullFileSystem() {
        const TempFolder f;
        std::filesystem::create_directory(f / "disk");
        if (::mount("tmpfs", (f / "disk").c_str(), "tmpfs", 0, "size=3m") != 0) {
            QSKIP("a small file system cannot be mounted here");
        }
        FixedClock clock(kFixtureStart);
        makeStore(f / "disk/s", clock);
        std::uint64_t size = 0;
        {
            auto writer = Writer::open(f / "disk/s", clock, {.anchorEvery = std::chrono::milliseconds(1)});
            std::ofstream(f / "disk/ballast") << std::string(600'000, 'x');
            ErrorCode code{};
            for (int i = 0; i < 300 && code == ErrorCode{}; ++i) {
                auto done = (*writer)->write(namedBatch(fmt::format("a.{}", i), 2000));
                if (done) {
                    size = done->size;
                } else {
                    code = done.error().code;
                }
            }
            QCOMPARE(code, ErrorCode::Full);
            std::filesystem::remove(f / "disk/ballast");
            const auto done = (*writer)->write(namedBatch("a.last", 100));
            QVERIFY2(done, done ? "" : done.error().text().c_str());
            QCOMPARE(done->size, size + 100);
        }
        checkIntact(f / "disk/s");
        ::umount((f / "disk").c_str());
    }

    void verifyWhileAppending() {
        const TempFolder f;
        FixedClock clock(kFixtureStart);
        makeStore(f / "s", clock);
        const pid_t child = ::fork();
        if (child == 0) {
            auto writer = Writer::open(f / "s", clock, {.anchorEvery = std::chrono::milliseconds(1)});
            for (int i = 0; writer && i < 5000; ++i) {
                if (!(*writer)->write(namedBatch(fmt::format("v.{}", i), 150))) {
                    ::_exit(1);
                }
            }
            ::_exit(0);
        }
        for (int i = 0; i < 15; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            checkIntact(f / "s");
        }
        if (child > 0) ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        checkIntact(f / "s");
    }
};

QTEST_APPLESS_MAIN(CrashTest)
#include "crash_test.moc"
