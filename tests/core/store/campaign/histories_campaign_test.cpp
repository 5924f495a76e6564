// SPDX-License-Identifier: GPL-3.0-or-later
// No false alarm: two hundred honest lives of a store, each a random row of appending by two writers, restarts, kills,
// power cuts, a full disk, retention, holds, erasure, changes of keys, clocks set forward and back, anchors carried
// away, backups and vacuum. Verify says intact at the end of each, against every anchor ever carried away; the second
// verifier, written from the format's description alone, says so of a sample.
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <map>
#include <random>

#include "core/base/file.h"
#include "core/store/backup.h"
#include "core/store/forget_erase.h"
#include "core/store/forget_retention.h"
#include "core/store/key_change.h"
#include "core/store/restore.h"
#include "tests/core/store/campaign/tamper_store.h"
#include "tests/core/store/forget_fixture.h"
#include "tests/support/campaign.h"
#include "tests/support/fault_vfs.h"

using namespace vedette;
using namespace vedette::test;

namespace {

namespace fs = std::filesystem;

class History {
public:
    History(fs::path folder, std::uint64_t seed, FaultVfs& disk, std::map<std::string, int>& told)
        : m_folder(std::move(folder)), m_random(seed), m_source({.seed = seed}), m_disk(disk), m_told(told) {}

    // Empty when every step did what it may do.
    std::string live();
    [[nodiscard]] fs::path store() const { return m_folder / "s"; }
    [[nodiscard]] fs::path carriedAway() const { return m_folder / "carried"; }
    [[nodiscard]] const std::string& story() const { return m_story; }

private:
    using Step = std::string (History::*)();
    [[nodiscard]] std::size_t pick(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }
    void rest() {
        for (auto& writer : m_writers) writer.reset();
    }
    std::string append();
    std::string people();
    std::string restart();
    std::string killed();
    std::string powerCut();
    std::string fullDisk();
    std::string retention();
    std::string hold();
    std::string rotation();
    std::string revocation();
    std::string erasure();
    std::string clockMoved();
    std::string anchorCarried();
    std::string vacuum();
    std::string backup();

    fs::path m_folder;
    std::mt19937_64 m_random;
    EventSource m_source;
    FaultVfs& m_disk;
    std::map<std::string, int>& m_told;
    FixedClock m_clock{kFixtureStart};
    std::array<std::unique_ptr<Writer>, 2> m_writers;
    std::vector<std::string> m_holds;
    std::string m_story;
};

std::string History::append() {
    auto& writer = m_writers[pick(2)];
    if (!writer) {
        auto opened = Writer::open(store(), m_clock);
        if (!opened) {
            return opened.error().text();
        }
        writer = std::move(*opened);
    }
    const auto done = writer->write(m_source.batch(1 + pick(pick(4) == 0 ? 1'500 : 200)));
    return done ? "" : done.error().text();
}

std::string History::people() {
    addRequests(store(), 1 + pick(250), 1 + pick(12), m_clock.now(), std::chrono::seconds(1));
    return {};
}

std::string History::restart() {
    rest();
    return {};
}

// SIGKILL in the middle of whatever the operation is.
std::string History::killed() {
    rest();
    const std::uint64_t at = 1 + pick(80);
    const std::size_t count = 1 + pick(400);
    const pid_t child = ::fork();
    if (child == 0) {
        m_disk.begin(store(), {.kind = FaultKind::Kill, .at = at});
        for (int i = 0; i < 20; ++i) {
            (void)append();
            addRequests(store(), count, 5, m_clock.now(), std::chrono::seconds(1));
        }
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
    return {};
}

std::string History::powerCut() {
    rest();
    const fs::path image = m_folder / "image";
    m_disk.begin(store(), {.kind = FaultKind::PowerCut, .at = 1 + pick(60), .seed = m_random(), .image = image});
    for (int i = 0; i < 6 && !m_disk.happened(); ++i) {
        (void)append();
        rest();
    }
    m_disk.end();
    if (m_disk.happened()) {
        fs::remove_all(store());
        fs::rename(image, store());
    }
    return {};
}

std::string History::fullDisk() {
    rest();
    m_disk.begin(store(), {.kind = FaultKind::Full, .at = 1 + pick(30), .lasting = pick(2) == 0});
    (void)append();
    (void)append();
    rest();
    m_disk.end();
    return {};
}

std::string History::retention() {
    RetentionOrder order;
    order.before = m_clock.now() + std::chrono::hours(static_cast<int>(pick(400)) - 100);
    order.actor = "officer";
    order.reason = "policy";
    order.blocksAtOnce = 1 + pick(3);
    const std::size_t every = 1 + pick(3);
    order.expired = [every](std::string_view record, const Columns&) { return record.size() % every == 0; };
    const auto done = forgetExpired(store(), order, m_clock);
    return done ? "" : done.error().text();
}

std::string History::hold() {
    if (!m_holds.empty() && pick(2) == 0) {
        addHold(store(), m_holds.back(), "", "hold_release");
        m_holds.pop_back();
        return {};
    }
    m_holds.push_back(fmt::format("hold-{}", m_random()));
    addHold(store(), m_holds.back(), fmt::format("node=node-{}", pick(6)));
    return {};
}

std::string History::erasure() {
    ErasureOrder order;
    order.subject = personName(pick(12));
    order.actor = "officer";
    order.reason = "request";
    order.shared = pick(2) == 0;
    const auto done = eraseSubject(store(), order, m_clock);
    const bool allowed = done || done.error().code == ErrorCode::NotFound || done.error().code == ErrorCode::Denied;
    return allowed ? "" : done.error().text();
}

std::string History::rotation() {
    const auto done = rotateKey(store(), {"officer", "yearly change"}, m_clock);
    return done ? "" : done.error().text();
}

// Of any key that was replaced, from any time on; its owner has looked through what it signed.
std::string History::revocation() {
    const auto keys = keysOf(store());
    if (!keys) {
        return keys.error().text();
    }
    const auto& spans = keys->spans();
    if (spans.size() < 2) {
        return rotation();
    }
    RevokeOrder order;
    order.key = spans[pick(spans.size() - 1)].key.id;
    order.from = kFixtureStart + std::chrono::hours(static_cast<int>(pick(400)) - 100);
    order.attest = true;
    const auto done = revokeKey(store(), order, {"officer", "a laptop was lost"}, m_clock);
    return done ? "" : done.error().text();
}

std::string History::clockMoved() {
    m_clock.advance(
        std::chrono::minutes(pick(3) == 0 ? -static_cast<int>(pick(3'000)) : static_cast<int>(pick(20'000))));
    return {};
}

// What somebody took home.
std::string History::anchorCarried() {
    auto now = readFile(store() / "anchors/checkpoints");
    if (now && !appendFile(carriedAway(), *now)) {
        return "cannot carry the anchors away";
    }
    return {};
}

std::string History::vacuum() {
    rest();
    return Insider(store()).run("VACUUM") ? "" : "vacuum failed";
}

// Verified while it is made.
std::string History::backup() {
    const fs::path target = m_folder / "backup";
    const auto done = backupStore(store(), target, {});
    fs::remove_all(target);
    return done ? "" : done.error().text();
}

std::string History::live() {
    constexpr std::array<std::pair<const char*, Step>, 18> kSteps = {{{"append", &History::append},
                                                                      {"append", &History::append},
                                                                      {"append", &History::append},
                                                                      {"people", &History::people},
                                                                      {"people", &History::people},
                                                                      {"restart", &History::restart},
                                                                      {"kill", &History::killed},
                                                                      {"power cut", &History::powerCut},
                                                                      {"full disk", &History::fullDisk},
                                                                      {"retention", &History::retention},
                                                                      {"hold", &History::hold},
                                                                      {"erasure", &History::erasure},
                                                                      {"rotation", &History::rotation},
                                                                      {"revocation", &History::revocation},
                                                                      {"clock", &History::clockMoved},
                                                                      {"anchor", &History::anchorCarried},
                                                                      {"vacuum", &History::vacuum},
                                                                      {"backup", &History::backup}}};
    makeStore(store(), m_clock);
    std::string wrong = people();
    for (std::size_t steps = 6 + pick(8); steps > 0 && wrong.empty(); --steps) {
        const auto& [name, step] = kSteps[pick(kSteps.size())];
        m_story += std::string(name) + ", ";
        ++m_told[name];
        wrong = (this->*step)();
    }
    if (wrong.empty()) {
        wrong = anchorCarried();
    }
    rest();
    return wrong;
}

}  // namespace

class HistoriesCampaign : public QObject {
    Q_OBJECT

    TempFolder m_folder;
    FaultVfs m_disk;
    std::vector<fs::path> m_sample;

    // How many of the stores the second verifier calls intact.
    int secondOpinion() {
        std::string names;
        for (const fs::path& store : m_sample) names += store.string() + "\n";
        if (!writeFileAtomic(m_folder / "stores", names)) qFatal("cannot write the list");
        QProcess python;
        python.start(QStringLiteral(PYTHON),
                     {QStringLiteral("-B"), QStringLiteral(VERIFIER "/verify_store.py"), QStringLiteral("--each"),
                      QString::fromStdString((m_folder / "stores").string())});
        if (!python.waitForFinished(-1)) qFatal("the second verifier cannot be run");
        int intact = 0;
        for (const QByteArray& line : python.readAllStandardOutput().split('\n')) {
            const QJsonObject said = QJsonDocument::fromJson(line).object();
            intact += said.value(QStringLiteral("intact")).toBool() ? 1 : 0;
            if (!line.isEmpty() && !said.value(QStringLiteral("intact")).toBool()) qWarning("%s", line.constData());
        }
        return intact;
    }

private Q_SLOTS:
    // Held when it was backed up, released and erased since, and erased again by the restore.
    void restoredOverAHold() {
        const fs::path store = m_folder / "held";
        const FixedClock clock(kFixtureStart + std::chrono::hours(5));
        makePeopleStore(store, 1'100, 3, kFixtureStart, std::chrono::seconds(1));
        addHold(store, "hold-1", "node=node-1");
        BackupOptions options;
        options.withKeys = true;
        QVERIFY(backupStore(store, m_folder / "kept", options));
        addHold(store, "hold-1", "", "hold_release");
        ErasureOrder erasure;
        erasure.subject = personName(1);
        erasure.actor = "officer";
        erasure.reason = "request";
        QVERIFY(eraseSubject(store, erasure, clock));
        QCOMPARE(verdictOf(store), std::string("intact"));
        RestoreOrder order;
        order.living = store;
        order.actor = "officer";
        order.reason = "the disk broke";
        const auto done = restoreStore(m_folder / "kept", m_folder / "again", order, clock);
        QVERIFY2(done, done ? "" : done.error().text().c_str());
        QCOMPARE(done->certificates.size(), std::size_t{1});
        QCOMPARE(verdictOf(m_folder / "again"), std::string("intact"));
    }

    void honestLives() {
        const int count = 200 * campaignScale();
        std::map<std::string, int> told;
        std::uint64_t entries = 0;
        std::uint64_t forgotten = 0;
        for (int i = 0; i < count; ++i) {
            const std::uint64_t seed = campaignSeed() + static_cast<std::uint64_t>(i);
            const fs::path folder = m_folder / std::to_string(i);
            History history(folder, seed, m_disk, told);
            const std::string wrong = history.live();
            const std::string about = fmt::format("history {} (seed {}): {}", i, seed, history.story());
            QVERIFY2(wrong.empty(), (about + wrong).c_str());
            VerifyOptions options;
            options.anchors = {history.carriedAway()};
            const VerifyReport report = verdictReport(history.store(), options);
            QVERIFY2(report.intact, (about + damageText(report)).c_str());
            entries += report.entries;
            forgotten += report.forgotten;
            if (i % 10 == 0 && m_sample.size() < 20) {
                m_sample.push_back(history.store());
            } else {
                fs::remove_all(folder);
            }
        }
        std::string text;
        for (const auto& [name, times] : told) text += fmt::format(", {} {}", name, times);
        qInfo("seed %llu: %d histories of %llu entries, %llu forgotten, all intact%s",
              static_cast<unsigned long long>(campaignSeed()), count, static_cast<unsigned long long>(entries),
              static_cast<unsigned long long>(forgotten), text.c_str());
        QVERIFY(forgotten > 0);
        QCOMPARE(secondOpinion(), static_cast<int>(m_sample.size()));
    }
};

QTEST_GUILESS_MAIN(HistoriesCampaign)
#include "histories_campaign_test.moc"
