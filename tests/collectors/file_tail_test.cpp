// SPDX-License-Identifier: GPL-3.0-or-later
#include "collectors/tail/file_tail.h"

#include <QtTest>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "collectors/tail/rotation_names.h"

using namespace vedette;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

void append(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::app) << bytes;
}

Poll pollOnce(const fs::path& path, const std::string& cursor, TailLimits limits = {}) {
    limits.settle = std::chrono::milliseconds(0);
    FileTail tail("node/access", path, limits);
    Poll out;
    int calls = 0;
    tail.poll(cursor, [&](Poll poll) {
        out = std::move(poll);
        ++calls;
    });
    if (calls != 1) qFatal("done was called %d times", calls);
    return out;
}

// A collector that commits every poll.
struct Follower {
    fs::path path;
    TailLimits limits;
    std::string cursor;
    Lines lines;
    std::vector<std::string> notes;
    std::optional<Error> failure;

    void poll() {
        for (int i = 0; i < 10'000; ++i) {
            Poll poll = pollOnce(path, cursor, limits);
            for (const RawRecord& record : poll.records) lines.push_back(record.bytes);
            for (std::string& note : poll.notes) notes.push_back(std::move(note));
            failure = poll.failure;
            cursor = poll.nextCursor;
            if (!poll.more) return;
        }
        qFatal("there is always more");
    }
    // Until nothing is held back any more.
    void settle() {
        for (int i = 0; i < 4; ++i) poll();
    }
};

void gzipInPlace(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    gzFile out = gzopen((file.string() + ".gz").c_str(), "wb");
    gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(out);
    fs::remove(file);
}

QByteArray shown(const Lines& lines) {
    QByteArray out;
    for (const auto& line : lines) out += QByteArray::fromStdString(line) + "|";
    return out;
}

}  // namespace

class FileTailTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    [[nodiscard]] fs::path at(const std::string& name) const { return fs::path(m_folder->path().toStdString()) / name; }
    void numberedRotation(const fs::path& log) const {
        for (int i = 8; i >= 1; --i) {
            const fs::path from = log.string() + "." + std::to_string(i);
            if (fs::exists(from)) fs::rename(from, log.string() + "." + std::to_string(i + 1));
            if (fs::exists(from.string() + ".gz"))
                fs::rename(from.string() + ".gz", log.string() + "." + std::to_string(i + 1) + ".gz");
        }
        if (fs::exists(log)) fs::rename(log, log.string() + ".1");
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void linesAsTheyAre() {
        append(at("a.log"), std::string("one\r\n\nt\0wo\n\xff\xfe\nlast", 18));
        Follower f{at("a.log"), {}, {}, {}, {}, {}};
        f.poll();
        QCOMPARE(f.lines, (Lines{"one", std::string("t\0wo", 4), "\xff\xfe"}));
        append(at("a.log"), " line\n");
        f.poll();
        QCOMPARE(f.lines.back(), std::string("last line"));
    }

    void absentFirst() {
        Follower f{at("a.log"), {}, {}, {}, {}, {}};
        f.poll();
        QVERIFY(f.failure.has_value() && f.failure->code == ErrorCode::NotFound);
        append(at("a.log"), "1\n");
        f.poll();
        QVERIFY(!f.failure.has_value());
        QCOMPARE(f.lines, (Lines{"1"}));
        Follower nowhere{at("no/such/a.log"), {}, {}, {}, {}, {}};
        nowhere.poll();
        QVERIFY(nowhere.failure.has_value());
    }

    void sameCursorSameRecords() {
        append(at("a.log"), "1\n2\n");
        const Poll first = pollOnce(at("a.log"), {});
        append(at("a.log"), "3\n");
        numberedRotation(at("a.log"));
        append(at("a.log"), "4\n");
        const Poll again = pollOnce(at("a.log"), {});
        QCOMPARE(again.records.size(), std::size_t{4});
        const Poll next = pollOnce(at("a.log"), first.nextCursor);
        QCOMPARE(next.records.size(), std::size_t{2});
        QCOMPARE(next.records[0].bytes, std::string("3"));
    }

    void names_data() {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("belongs");
        QTest::addColumn<bool>("rotated");
        const auto row = [](const char* pattern, const char* name, bool belongs, bool rotated) {
            QTest::newRow((std::string(name) + " of " + pattern).c_str())
                << QByteArray(pattern) << QByteArray(name) << belongs << rotated;
        };
        row("access.log", "access.log", true, false);
        row("access.log", "access.log.1", true, true);
        row("access.log", "access.log.12.gz", true, true);
        row("access.log", "access.log-20261121", true, true);
        row("access.log", "access.log.2026-11-21", true, true);
        row("access.log", "access-2026-11-21T02-11-34.123.log", true, true);
        row("access.log", "access-2026-11-21T02-11-34.123.log.gz", true, true);
        row("access.log", "access.log.old", true, true);
        row("access.log", "access.log.swp", false, false);
        row("access.log", "access.log.1.tmp", false, false);
        row("access.log", "other.log.1", false, false);
        row("access.log", "access.logs", false, false);
        row("access.log", "access-admin.log", false, false);
        row("*.log", "b.log", true, false);
        row("*.log", "b.log.3", true, true);
        row("*.log", ".hidden.log", false, false);
        row("a-*.json", "a-1.json", true, false);
        row("a-*.json", "b-1.json", false, false);
    }
    void names() {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, name);
        QFETCH(bool, belongs);
        QFETCH(bool, rotated);
        const auto found = classifyLogFile(name.toStdString(), pattern.toStdString());
        QCOMPARE(found.has_value(), belongs);
        if (found) QCOMPARE(found->rotated, rotated);
    }

    void rotatedSeveralTimesBetweenPolls_data() {
        QTest::addColumn<bool>("dated");
        QTest::addColumn<bool>("packed");
        QTest::newRow("numbered") << false << false;
        QTest::newRow("dated") << true << false;
        QTest::newRow("numbered and packed") << false << true;
    }
    void rotatedSeveralTimesBetweenPolls() {
        QFETCH(bool, dated);
        QFETCH(bool, packed);
        const fs::path log = at("access.log");
        Follower f{log, {}, {}, {}, {}, {}};
        Lines expected;
        int n = 0;
        int day = 10;
        const auto write = [&](int lines) {
            for (int i = 0; i < lines; ++i) {
                expected.push_back("line " + std::to_string(n++));
                append(log, expected.back() + "\n");
            }
        };
        write(5);
        f.poll();
        write(3);
        for (int rotation = 0; rotation < 4; ++rotation) {
            if (dated)
                fs::rename(log, at("access.log-202611" + std::to_string(day++)));
            else
                numberedRotation(log);
            if (packed && rotation > 0) gzipInPlace(log.string() + ".2");
            write(2 + rotation);
        }
        f.poll();
        QCOMPARE(f.lines, expected);
        write(2);
        f.settle();
        QCOMPARE(f.lines, expected);
        QVERIFY2(f.notes.empty(), f.notes.empty() ? "" : f.notes[0].c_str());
    }

    void halfALineIsFinishedByRotation() {
        const fs::path log = at("a.log");
        append(log, "1\nhal");
        Follower f{log, {}, {}, {}, {}, {}};
        f.poll();
        QCOMPARE(f.lines, (Lines{"1"}));
        numberedRotation(log);
        append(at("a.log.1"), "f\nend without line end");
        append(log, "new\n");
        f.settle();
        QCOMPARE(f.lines, (Lines{"1", "half", "end without line end", "new"}));
    }

    void copyAndTruncate() {
        const fs::path log = at("a.log");
        append(log, "1\n2\n");
        Follower f{log, {}, {}, {}, {}, {}};
        f.poll();
        append(log, "3\n");
        fs::copy_file(log, at("a.log.1"));
        f.poll();  // between the two steps
        append(log, "4\n");
        f.poll();
        fs::resize_file(log, 0);
        f.poll();
        append(log, "5\n");
        f.poll();
        QCOMPARE(f.lines, (Lines{"1", "2", "3", "4", "5"}));
        append(log, "6\n");
        fs::rename(at("a.log.1"), at("a.log.2"));
        fs::copy_file(log, at("a.log.1"));
        fs::resize_file(log, 0);
        append(log, "7\n");
        f.settle();
        QCOMPARE(f.lines, (Lines{"1", "2", "3", "4", "5", "6", "7"}));
    }

    void truncationWithoutCopyIsSaid() {
        const fs::path log = at("a.log");
        append(log, "1\n2\n3\n");
        Follower f{log, {}, {}, {}, {}, {}};
        f.poll();
        fs::resize_file(log, 0);
        append(log, "4\n");
        f.poll();
        QCOMPARE(f.lines, (Lines{"1", "2", "3", "4"}));
        QCOMPARE(f.notes.size(), std::size_t{1});
        QVERIFY(f.notes[0].find("was cut") != std::string::npos);
        f.settle();
        QCOMPARE(f.notes.size(), std::size_t{1});
    }

    void rotatedAwayBeforeReadIsSaid() {
        const fs::path log = at("a.log");
        append(log, "1\n");
        Follower f{log, {}, {}, {}, {}, {}};
        f.poll();
        fs::remove(log);
        append(log, "2\n");
        f.poll();
        QCOMPARE(f.lines, (Lines{"1", "2"}));
        QCOMPARE(f.notes.size(), std::size_t{1});
    }

    void manyFilesByPattern() {
        append(at("a.log"), "a1\n");
        append(at("b.log"), "b1\n");
        append(at("c.txt"), "c1\n");
        Follower f{at("*.log"), {}, {}, {}, {}, {}};
        f.poll();
        QCOMPARE(f.lines, (Lines{"a1", "b1"}));
        append(at("a.log"), "a2\n");
        fs::rename(at("a.log"), at("a.log.1"));
        append(at("a.log"), "a3\n");
        fs::rename(at("b.log"), at("moved.log"));
        append(at("moved.log"), "b2\n");
        f.settle();
        QCOMPARE(f.lines, (Lines{"a1", "b1", "a2", "a3", "b2"}));
    }

    void longLinesKeepTheirBeginning_data() {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<bool>("tooLong");
        QTest::newRow("at the limit") << qint64{1 << 20} << false;
        QTest::newRow("one more") << qint64{(1 << 20) + 1} << true;
        QTest::newRow("five times") << qint64{5 << 20} << true;
        QTest::newRow("past the scan limit") << qint64{150} * 1024 * 1024 << true;
        QTest::newRow("a gigabyte") << qint64{1024} * 1024 * 1024 << true;
    }
    void longLinesKeepTheirBeginning() {
        QFETCH(qint64, size);
        QFETCH(bool, tooLong);
        const fs::path log = at("a.log");
        append(log, "before\n");
        if (size > 512 << 20) {
            fs::resize_file(log, 7 + static_cast<std::uintmax_t>(size));  // a hole, so that the disk need not hold it
        } else {
            std::ofstream out(log, std::ios::binary | std::ios::app);
            const std::string piece(1 << 20, 'x');
            for (qint64 left = size; left > 0; left -= static_cast<qint64>(piece.size())) {
                out.write(piece.data(), std::min<qint64>(left, static_cast<qint64>(piece.size())));
            }
        }
        append(log, "\nafter\n");
        std::string cursor;
        std::vector<RawRecord> records;
        int polls = 0;
        for (bool more = true; more; ++polls) {
            Poll poll = pollOnce(log, cursor);
            for (auto& r : poll.records) records.push_back(std::move(r));
            cursor = poll.nextCursor;
            more = poll.more;
        }
        QCOMPARE(records.size(), std::size_t{3});
        QCOMPARE(records[0].bytes, std::string("before"));
        QCOMPARE(records[2].bytes, std::string("after"));
        if (tooLong) {
            QCOMPARE(records[1].bytes.size(), std::size_t{64 << 10});
            QCOMPARE(records[1].fullSize, static_cast<std::uint64_t>(size));
            QVERIFY(!records[1].problem.empty());
        } else {
            QCOMPARE(records[1].bytes.size(), static_cast<std::size_t>(size));
            QVERIFY(records[1].problem.empty());
        }
        QVERIFY(size < (100 << 20) || polls > 2);
    }

    void longLineThatGrowsFromPollToPoll() {
        const fs::path log = at("a.log");
        Follower f{log, {}, {}, {}, {}, {}};
        for (int i = 0; i < 6; ++i) {
            append(log, std::string(700'000, static_cast<char>('a' + i)));
            f.poll();
            QVERIFY(f.lines.empty());
        }
        append(log, "\nnext\n");
        f.poll();
        QCOMPARE(f.lines.size(), std::size_t{2});
        QCOMPARE(f.lines[0].substr(0, 5), std::string("aaaaa"));
        QCOMPARE(f.lines[1], std::string("next"));
    }

    void polledInPieces() {
        const fs::path log = at("a.log");
        Lines expected;
        std::string bytes;
        for (int i = 0; i < 20'000; ++i) {
            expected.push_back("row " + std::to_string(i));
            bytes += expected.back() + "\n";
        }
        append(log, bytes);
        const Poll first = pollOnce(log, {});
        QCOMPARE(first.records.size(), std::size_t{8192});
        QVERIFY(first.more);
        Follower f{log, {}, {}, {}, {}, {}};
        f.poll();
        QCOMPARE(f.lines, expected);
    }

    void brokenCursorIsAnErrorNotANewStart() {
        append(at("a.log"), "1\n");
        const Poll poll = pollOnce(at("a.log"), "{nonsense");
        QVERIFY(poll.failure.has_value() && poll.failure->code == ErrorCode::Corrupt);
        QVERIFY(poll.records.empty());
        QCOMPARE(poll.nextCursor, std::string("{nonsense"));
    }

    void damagedPackIsSaidAndDoesNotStopTheRest() {
        append(at("a.log.1.gz"), std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03garbage", 17));
        append(at("b.log"), "1\n");
        Follower f{at("*.log"), {}, {}, {}, {}, {}};
        append(at("a.log"), "2\n");
        f.poll();
        QVERIFY(std::ranges::find(f.lines, "1") != f.lines.end());
        QVERIFY(!f.notes.empty());
    }

    // A writer that does everything that happens to logs, in any order, and a collector that is killed at any time.
    void anyHistory_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 60; ++seed) QTest::newRow(("seed " + std::to_string(seed)).c_str()) << seed;
    }
    void anyHistory() {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
        const fs::path log = at("access.log");
        const bool dated = seed % 3 == 1;
        const bool copying = seed % 3 == 2;
        const bool packing = seed % 5 == 0 && !dated && !copying;
        TailLimits limits;
        limits.lines = 1 + random() % 20;
        limits.settle = std::chrono::milliseconds(0);

        Lines written;
        std::string half;  // written without its end
        int number = 0;
        int day = 10'000'000;
        int rotations = 0;
        const auto line = [&] {
            return "line " + std::to_string(number++) + " " +
                   std::string(random() % 40, static_cast<char>('a' + random() % 26));
        };
        const auto endHalf = [&] {
            if (!half.empty()) written.push_back(half);
            half.clear();
        };

        // What is committed: a cursor together with the lines that came with it.
        std::string cursor;
        Lines collected;
        const auto poll = [&] {
            for (int i = 0; i < 3; ++i) {
                const Poll result = pollOnce(log, cursor, limits);
                // Killed before the commit: records and cursor are both forgotten.
                if (chance(30)) return;
                for (const RawRecord& r : result.records) collected.push_back(r.bytes);
                cursor = result.nextCursor;
                if (!result.more) return;
            }
        };

        for (int step = 0; step < 200; ++step) {
            const int what = static_cast<int>(random() % 100);
            if (what < 40) {
                const std::string text = line();
                append(log, text + (chance(20) ? "\r\n" : "\n"));
                written.push_back(half + text);
                half.clear();
            } else if (what < 55) {
                const std::string text = "part" + std::to_string(number++) + ";";
                append(log, text);
                half += text;
            } else if (what < 65 && rotations < 60) {
                if (!fs::exists(log)) continue;
                ++rotations;
                endHalf();
                if (copying) {
                    for (int i = 60; i >= 1; --i) {
                        const fs::path from = log.string() + "." + std::to_string(i);
                        if (fs::exists(from)) fs::rename(from, log.string() + "." + std::to_string(i + 1));
                    }
                    fs::copy_file(log, log.string() + ".1");
                    if (chance(50)) poll();
                    fs::resize_file(log, 0);
                    if (chance(50)) poll();
                } else if (dated) {
                    fs::rename(log, log.string() + "-" + std::to_string(day++));
                } else {
                    for (int i = 60; i >= 1; --i) {
                        for (const char* end : {"", ".gz"}) {
                            const fs::path from = log.string() + "." + std::to_string(i) + end;
                            if (fs::exists(from)) fs::rename(from, log.string() + "." + std::to_string(i + 1) + end);
                        }
                    }
                    fs::rename(log, log.string() + ".1");
                    if (packing && fs::exists(log.string() + ".2") && chance(60)) gzipInPlace(log.string() + ".2");
                }
            } else {
                poll();
            }
        }
        append(log, "the end\n");
        written.push_back(half + "the end");
        for (int i = 0; i < 4000 && (collected.empty() || !collected.back().ends_with("the end")); ++i) poll();
        QVERIFY2(collected == written,
                 ("written:   " + shown(written) + "\ncollected: " + shown(collected)).constData());
    }
};

QTEST_APPLESS_MAIN(FileTailTest)
#include "file_tail_test.moc"
