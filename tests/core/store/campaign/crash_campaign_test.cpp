// SPDX-License-Identifier: GPL-3.0-or-later
// The crash campaign: a power cut, a kill, a full disk or an I/O error at a thousand random operations of appending,
// sealing, migration, changing keys, retention, erasure, holds and backup. Every time the reopened store is intact,
// everything acknowledged is there, nothing is there twice, and the work can be gone on with.
#include <QTest>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>

#include "tests/core/store/campaign/crash_stories.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/campaign.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/named_batches.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;

namespace {

const char* nameOf(FaultKind kind) {
    switch (kind) {
        case FaultKind::PowerCut: return "power cut";
        case FaultKind::Kill: return "kill";
        case FaultKind::Full: return "disk full";
        case FaultKind::IoError: return "I/O error";
        default: return "nothing";
    }
}

std::string text(const FaultPlan& plan) {
    return fmt::format("{} at operation {}{}{}, seed {}", nameOf(plan.kind), plan.at, plan.lasting ? ", lasting" : "",
                       plan.reads ? ", reads counted" : "", plan.seed);
}

}  // namespace

class CrashCampaign : public QObject {
    Q_OBJECT

    TempFolder m_folder;
    FaultVfs m_disk;
    int m_points = 0;
    std::map<FaultKind, int> m_happened;

    // What is on the failing disk: the store, and what the work puts beside it.
    [[nodiscard]] std::filesystem::path disk() const { return m_folder / "disk"; }
    [[nodiscard]] std::filesystem::path store() const { return disk() / "s"; }
    [[nodiscard]] std::filesystem::path saidFile() const { return m_folder / "said"; }

    // Written through at once: what a killed process said before stands.
    void work(const CrashStory& story) {
        story.work(store(),
                   [this](const std::string& what) { std::ofstream(saidFile(), std::ios::app) << what << '\n'; });
    }

    std::set<std::string> said() {
        std::set<std::string> lines;
        std::ifstream in(saidFile());
        for (std::string line; std::getline(in, line);) {
            lines.insert(line);
        }
        return lines;
    }

    void freshDisk(const std::filesystem::path& base) {
        std::filesystem::remove_all(disk());
        std::filesystem::create_directory(disk());
        copyStore(base, store());
    }

    // Operations of the undisturbed work.
    std::uint64_t length(const CrashStory& story, const std::filesystem::path& base, bool reads) {
        freshDisk(base);
        m_disk.begin(disk(), {.reads = reads});
        work(story);
        return m_disk.end();
    }

    FaultPlan planOf(std::mt19937_64& random, int number, std::uint64_t changes, std::uint64_t all) const {
        FaultPlan plan;
        plan.seed = random();
        switch (number % 10) {
            case 0:
            case 1:
            case 2:
            case 3: plan.kind = FaultKind::PowerCut; break;
            case 4:
            case 5: plan.kind = FaultKind::Kill; break;
            case 6:
            case 7: plan.kind = FaultKind::Full; break;
            default: plan.kind = FaultKind::IoError; break;
        }
        plan.lasting = random() % 2 == 0;
        plan.reads = plan.kind == FaultKind::IoError && random() % 2 == 0;
        plan.at = 1 + random() % (plan.reads ? all : changes);
        plan.image = m_folder / "image";
        return plan;
    }

    // Does the work on the failing disk; the store is then what is found afterwards.
    void suffer(const CrashStory& story, const FaultPlan& plan) {
        std::filesystem::remove(saidFile());
        if (plan.kind == FaultKind::Kill) {
            const pid_t child = ::fork();
            if (child == 0) {
                m_disk.begin(disk(), plan);
                work(story);
                ::_exit(0);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            m_happened[plan.kind] += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? 1 : 0;
            return;
        }
        m_disk.begin(disk(), plan);
        work(story);
        m_disk.end();
        if (!m_disk.happened()) {
            return;
        }
        ++m_happened[plan.kind];
        if (plan.kind == FaultKind::PowerCut) {
            std::filesystem::remove_all(disk());
            std::filesystem::rename(plan.image, disk());
        }
    }

    std::string judge(const CrashStory& story, const FaultPlan& plan) {
        const Aftermath after{said(), plan.lasting || plan.kind == FaultKind::PowerCut || plan.kind == FaultKind::Kill};
        if (std::string verdict = verdictOf(store()); verdict != "intact") {
            return "reopened: " + verdict;
        }
        if (std::string wrong = story.check(store(), after); !wrong.empty()) {
            return "reopened: " + wrong;
        }
        FixedClock clock(kFixtureStart + std::chrono::hours(24 * 401));
        {
            auto writer = Writer::open(store(), clock);
            auto written = writer ? (*writer)->write(namedBatch("after.0", 2)) : Result<Checkpoint>(passOn(writer));
            if (!written) {
                return "going on: " + written.error().text();
            }
        }
        if (std::string wrong = story.resume(store()); !wrong.empty()) {
            return "going on: " + wrong;
        }
        if (std::string verdict = verdictOf(store()); verdict != "intact") {
            return "gone on: " + verdict;
        }
        return {};
    }

private Q_SLOTS:
    void points_data() {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < crashStories().size(); ++i) {
            QTest::newRow(crashStories()[i].name) << static_cast<int>(i);
        }
    }
    void points() {
        QFETCH(int, number);
        const CrashStory& story = crashStories()[static_cast<std::size_t>(number)];
        std::mt19937_64 random(campaignSeed() + static_cast<std::uint64_t>(number));
        const auto base = m_folder / story.name;
        story.prepare(base);
        const std::uint64_t changes = length(story, base, false);
        const std::uint64_t all = length(story, base, true);
        const int points = story.points * campaignScale();
        qInfo("seed %llu: %d points among %llu operations (%llu with reads)",
              static_cast<unsigned long long>(campaignSeed()), points, static_cast<unsigned long long>(changes),
              static_cast<unsigned long long>(all));
        for (int i = 0; i < points; ++i, ++m_points) {
            const FaultPlan plan = planOf(random, i, changes, all);
            freshDisk(base);
            suffer(story, plan);
            const std::string wrong = judge(story, plan);
            QVERIFY2(wrong.empty(), (text(plan) + ": " + wrong).c_str());
        }
    }

    // A fault that does not happen proves nothing. Reads differ a little from run to run, so not every one does.
    void cleanupTestCase() {
        int happened = 0;
        for (const auto& [kind, count] : m_happened) {
            qInfo("%s: %d", nameOf(kind), count);
            happened += count;
        }
        qInfo("%d of %d happened", happened, m_points);
        QVERIFY(m_points == 0 || happened * 10 >= m_points * 9);
    }
};

QTEST_GUILESS_MAIN(CrashCampaign)
#include "crash_campaign_test.moc"
