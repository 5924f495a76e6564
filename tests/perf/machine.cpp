// SPDX-License-Identifier: GPL-3.0-or-later
// What this machine can do at most, with nothing of ours around it.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>
#include <zstd.h>

#include <cstring>
#include <vector>

#include "core/base/crypto.h"
#include "tests/perf/stages.h"
#include "tests/perf/traffic.h"

namespace vedette::perf {

namespace {

void hashing(Report& report, int rounds) {
    const std::string record(660, 'r');
    const std::string large(16384, 'l');
    unsigned sink = 0;
    const double small = seconds([&] {
        for (int i = 0; i < rounds; ++i) {
            sink += sha256(record)[0];
        }
    });
    const double big = seconds([&] {
        for (int i = 0; i < rounds / 16; ++i) {
            sink += sha256(large)[0];
        }
    });
    report.add({.name = "SHA-256, 660 byte records", .value = rounds / small, .unit = "/s"});
    report.add({.name = "SHA-256, 16 KiB" + std::string(sink == 1 ? " " : ""),
                .value = (rounds / 16) * 16384.0 / big / 1e9,
                .unit = "GB/s"});
}

void signing(Report& report, int rounds) {
    const SigningKey key = SigningKey::generate();
    const double took = seconds([&] {
        for (int i = 0; i < rounds; ++i) {
            (void)key.sign("a checkpoint of some two hundred bytes");
        }
    });
    report.add({.name = "Ed25519 sign", .value = rounds / took, .unit = "/s"});
}

void compressing(Report& report, int rounds) {
    Traffic traffic;
    std::string block;
    for (int i = 0; i < 1024; ++i) {
        block += traffic.next() + "\n";
    }
    std::vector<char> out(ZSTD_compressBound(block.size()));
    std::size_t size = 0;
    ZSTD_CCtx* context = ZSTD_createCCtx();
    const double took = seconds([&] {
        for (int i = 0; i < rounds; ++i) {
            size = ZSTD_compressCCtx(context, out.data(), out.size(), block.data(), block.size(), 1);
        }
    });
    ZSTD_freeCCtx(context);
    std::vector<char> back(block.size());
    const double undo = seconds([&] {
        for (int i = 0; i < rounds; ++i) {
            (void)ZSTD_decompress(back.data(), back.size(), out.data(), size);
        }
    });
    report.add({.name = "zstd -1 compress, blocks of 1,024 lines", .value = rounds * 1024 / took, .unit = "lines/s"});
    report.add({.name = "zstd decompress, the same", .value = rounds * 1024 / undo, .unit = "lines/s"});
}

void memory(Report& report) {
    std::vector<char> from(256U << 20U, 'x');
    std::vector<char> to(from.size());
    std::memcpy(to.data(), from.data(), from.size());
    const double took = seconds([&] {
        for (int i = 0; i < 4; ++i) {
            std::memcpy(to.data(), from.data(), from.size());
            from[static_cast<std::size_t>(i)] = to[100];
        }
    });
    report.add({.name = "memory copy", .value = 4.0 * static_cast<double>(from.size()) / took / 1e9, .unit = "GB/s"});
}

void disk(Report& report, const std::filesystem::path& folder) {
    const std::string chunk(1U << 20U, 'd');
    const std::filesystem::path file = folder / "disk";
    const int fd = ::open(file.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        giveUp("writing " + file.string(), std::strerror(errno));
    }
    const double took = seconds([&] {
        for (int i = 0; i < 256; ++i) {
            if (::write(fd, chunk.data(), chunk.size()) != static_cast<ssize_t>(chunk.size())) {
                giveUp("writing " + file.string(), std::strerror(errno));
            }
        }
        ::fsync(fd);
    });
    ::close(fd);
    std::filesystem::remove(file);
    report.add({.name = "disk write and fsync", .value = 256.0 / took, .unit = "MiB/s"});
}

void sqliteRows(Report& report, const std::filesystem::path& folder, int rows) {
    const std::filesystem::path file = folder / "rows.db";
    sqlite3* db = nullptr;
    if (sqlite3_open(file.c_str(), &db) != SQLITE_OK ||
        sqlite3_exec(
            db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(id INTEGER PRIMARY KEY, line BLOB)",
            nullptr, nullptr, nullptr) != SQLITE_OK) {
        giveUp("opening " + file.string(), sqlite3_errmsg(db));
    }
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(db, "INSERT INTO t(line) VALUES(?)", -1, &insert, nullptr);
    const std::string line(660, 'x');
    const double took = seconds([&] {
        for (int i = 0; i < rows; ++i) {
            if (i % 10'000 == 0) {
                sqlite3_exec(db, i == 0 ? "BEGIN" : "COMMIT; BEGIN", nullptr, nullptr, nullptr);
            }
            sqlite3_bind_blob(insert, 1, line.data(), static_cast<int>(line.size()), SQLITE_STATIC);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        if (sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) {
            giveUp("writing " + file.string(), sqlite3_errmsg(db));
        }
    });
    sqlite3_finalize(insert);
    sqlite3_close(db);
    for (const char* end : {"", "-wal", "-shm"}) {
        std::filesystem::remove(file.string() + end);
    }
    report.add({.name = "SQLite, one 660 byte row per event, FULL", .value = rows / took, .unit = "rows/s"});
}

}  // namespace

void measureMachine(Report& report, const std::filesystem::path& folder, bool quick) {
    report.section("This machine (one thread each)");
    const int scale = quick ? 1 : 4;
    hashing(report, 400'000 * scale);
    signing(report, 4000 * scale);
    compressing(report, 100 * scale);
    memory(report);
    disk(report, folder);
    sqliteRows(report, folder, 100'000 * scale);
}

}  // namespace vedette::perf
