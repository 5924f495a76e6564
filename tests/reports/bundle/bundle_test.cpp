// SPDX-License-Identifier: GPL-3.0-or-later
// An evidence bundle as the one who receives it sees it: unpacked, and checked by the program inside.
#include "reports/bundle/bundle.h"

#include <QProcess>
#include <QTest>

#include <functional>

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/file.h"
#include "core/store/forget_retention.h"
#include "core/store/key_change.h"
#include "reports/bundle/zip.h"
#include "tests/support/store_fixture.h"

using namespace vedette;
using namespace vedette::test;
namespace fs = std::filesystem;

namespace {

struct Answer {
    int exit = -1;
    QByteArray said;
};

Answer python(const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(PYTHON), arguments);
    if (!process.waitForFinished(120'000)) return {};
    return {process.exitCode(), process.readAll()};
}

QString q(const fs::path& path) { return QString::fromStdString(path.string()); }

std::string read(const fs::path& file) {
    auto text = readFile(file);
    if (!text) qFatal("%s", text.error().text().c_str());
    return *text;
}

void write(const fs::path& file, const std::string& text) {
    if (auto done = writeFileAtomic(file, text); !done) qFatal("%s", done.error().text().c_str());
}

// The text with the first `from` behind `after` replaced.
std::string replaced(std::string text, const std::string& from, const std::string& to, const std::string& after = {}) {
    const auto at = text.find(from, after.empty() ? 0 : text.find(after));
    if (at == std::string::npos) qFatal("the file does not hold %s", from.c_str());
    return text.replace(at, from.size(), to);
}

void edit(const fs::path& file, const std::function<std::string(std::string)>& change) {
    write(file, change(read(file)));
}

std::string flipped(std::string text, std::size_t at) {
    text[at] = static_cast<char>(text[at] ^ 1);
    return text;
}

using Change = std::function<void(const fs::path&)>;

}  // namespace
Q_DECLARE_METATYPE(Change)

class BundleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // 2,600 entries, a kept checkpoint every hour.
    void initTestCase() {
        FixedClock clock(kFixtureStart);
        makeStore(store(), clock);
        auto writer = Writer::open(store(), clock);
        QVERIFY(writer);
        EventSource source;
        for (const std::size_t count : {400, 700, 1000, 500}) {
            QVERIFY((*writer)->write(source.batch(count)));
            clock.advance(std::chrono::hours(1));
        }
        m_key = QString::fromStdString(read(store() / "keys/verifier")).trimmed();
        auto filter = parseFilter("class=3002");
        QVERIFY(filter);
        const auto made = writeBundle({.store = store(), .filter = *filter, .output = m_folder / "b.zip"}, {});
        QVERIFY2(made, made ? "" : made.error().text().c_str());
        QVERIFY(made->records > 5);
        QCOMPARE(made->checkpoint.size, 2600u);
        QCOMPARE(made->sha256, toHex(sha256(read(m_folder / "b.zip"))));
        m_records = made->records;
    }

    void honest() {
        const auto folder = unpacked();
        auto answer = python({q(folder / "verify.py")});
        QVERIFY2(answer.exit == 0, answer.said.constData());
        QVERIFY(
            answer.said.contains("All holds: " + QByteArray::number(static_cast<qulonglong>(m_records)) + " records"));
        QVERIFY(answer.said.contains("Compare it"));
        answer = python({q(folder / "verify.py"), QStringLiteral("--key"), m_key});
        QVERIFY2(answer.exit == 0, answer.said.constData());
        QVERIFY(!answer.said.contains("Compare it"));
        // The records are the store's own, byte for byte.
        auto reader = Reader::open(store());
        auto filter = parseFilter("class=3002");
        std::string expected;
        QVERIFY((*reader)->scan(*filter, [&](const Row& row) {
            m_entries.push_back(row.entry);
            return true;
        }));
        const auto records = (*reader)->records(m_entries);
        for (const auto& record : *records) expected += record + "\n";
        QCOMPARE(read(folder / "records.ndjson"), expected);
    }

    void everyChangeIsNamed_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QByteArray>("place");
        const auto row = [](const char* name, const char* place, Change change) {
            QTest::newRow(name) << std::move(change) << QByteArray(place);
        };
        row("record", "records.ndjson line 1 (entry ", [](const fs::path& b) {
            edit(b / "records.ndjson", [](std::string t) { return replaced(t, "node-", "nod3-"); });
        });
        row("record, file", "records.ndjson: was changed", [](const fs::path& b) {
            edit(b / "records.ndjson", [](std::string t) { return replaced(t, "node-", "nod3-"); });
        });
        row("last record", "(entry ", [](const fs::path& b) {
            edit(b / "records.ndjson", [](const std::string& t) { return flipped(t, t.size() - 10); });
        });
        row("records swapped", "records.ndjson line 2 (entry ", [](const fs::path& b) {
            edit(b / "records.ndjson", [](const std::string& t) {
                const auto one = t.find('\n') + 1;
                const auto two = t.find('\n', one) + 1;
                return t.substr(one, two - one) + t.substr(0, one) + t.substr(two);
            });
        });
        row("record taken out", "records.ndjson: has ", [](const fs::path& b) {
            edit(b / "records.ndjson", [](const std::string& t) { return t.substr(t.find('\n') + 1); });
        });
        row("record added", "records.ndjson: has ",
            [](const fs::path& b) { edit(b / "records.ndjson", [](const std::string& t) { return t + "{}\n"; }); });
        row("proof, hash", "proofs/", [](const fs::path& b) {
            edit(aProof(b), [](const std::string& t) { return flipped(t, t.find('\n', 30) + 5); });
        });
        row("proof, hash, of record", "records.ndjson line 1 (entry ", [](const fs::path& b) {
            edit(aProof(b), [](const std::string& t) { return flipped(t, t.find('\n', 30) + 5); });
        });
        row("proof, index", "the proof is not one of this entry", [](const fs::path& b) {
            edit(aProof(b), [](const std::string& t) { return replaced(t, "index ", "index 1"); });
        });
        row("proof, checkpoint", "not the last one of the bundle", [](const fs::path& b) {
            edit(aProof(b), [](const std::string& t) { return replaced(t, "\n2600\n", "\n2601\n"); });
        });
        row("proof, shorter", "the proof is too short", [](const fs::path& b) {
            edit(aProof(b), [](const std::string& t) {
                const auto line = t.find('\n', t.find("index ")) + 1;
                return t.substr(0, line) + t.substr(t.find('\n', line) + 1);
            });
        });
        row("proof missing", "proofs/", [](const fs::path& b) { fs::remove(aProof(b)); });
        row("older checkpoint", "checkpoints: the checkpoint of size 1100", [](const fs::path& b) {
            edit(b / "checkpoints", [](const std::string& t) { return replaced(t, "\n400\n", "\n401\n"); });
        });
        row("older checkpoint taken out", "checkpoints: the checkpoint of size 2100", [](const fs::path& b) {
            edit(b / "checkpoints", [](const std::string& t) {
                const auto from = t.find("\n1100\n");
                const auto begin = t.rfind('\n', from - 1) + 1;
                return t.substr(0, begin) + t.substr(t.find('\n', t.find("\n\n", from) + 2) + 1);
            });
        });
        row("newest checkpoint, root", "checkpoints: ", [](const fs::path& b) {
            edit(b / "checkpoints", [](const std::string& t) { return flipped(t, t.find("\n2600\n") + 9); });
        });
        row("newest checkpoint taken out", "the last checkpoint is not that of the manifest", [](const fs::path& b) {
            edit(b / "checkpoints", [](const std::string& t) {
                const auto from = t.find("\n2600\n");
                return t.substr(0, t.rfind('\n', from - 1) + 1);
            });
        });
        row("manifest", "manifest.json: was changed", [](const fs::path& b) {
            edit(b / "manifest.json", [](const std::string& t) { return replaced(t, "class=3002", "class=3003"); });
        });
        row("manifest, made to fit", "manifest.json: was changed", [](const fs::path& b) {
            edit(b / "README.txt", [](const std::string& t) { return t + "."; });
            edit(b / "manifest.json", [&b](const std::string& t) {
                const auto at = t.find("sha256", t.find("README.txt")) + 9;
                return std::string(t).replace(at, 64, toHex(sha256(read(b / "README.txt"))));
            });
        });
        row("signature", "manifest.json: ", [](const fs::path& b) {
            edit(b / "manifest.sig", [](const std::string& t) { return flipped(t, t.size() - 20); });
        });
        row("key in the bundle", "verifier.key: ", [](const fs::path& b) {
            edit(b / "verifier.key", [](const std::string& t) { return flipped(t, t.size() - 9); });
        });
        for (const char* name : {"records.ndjson", "checkpoints", "verifier.key", "README.txt", "manifest.json"})
            QTest::addRow("missing %s", name)
                << Change([name](const fs::path& b) { fs::remove(b / name); }) << QByteArray(name);
        row("signature missing", "manifest.sig", [](const fs::path& b) { fs::remove(b / "manifest.sig"); });
        row("file added", "proofs/extra: does not belong", [](const fs::path& b) { write(b / "proofs/extra", "x"); });
        row("readme", "README.txt: was changed",
            [](const fs::path& b) { edit(b / "README.txt", [](const std::string& t) { return t + "x"; }); });
        row("checkpoints not UTF-8", "checkpoints: ", [](const fs::path& b) { write(b / "checkpoints", "\xff\n\n"); });
    }
    void everyChangeIsNamed() {
        QFETCH(Change, change);
        QFETCH(QByteArray, place);
        const auto folder = unpacked();
        change(folder);
        const auto answer = python({q(folder / "verify.py"), QStringLiteral("--key"), m_key});
        QVERIFY2(answer.exit == 1, answer.said.constData());
        QVERIFY2(answer.said.contains("WRONG") && answer.said.contains(place), answer.said.constData());
        QVERIFY2(!answer.said.contains("Traceback"), answer.said.constData());
    }

    // A whole bundle of another log that calls itself the same: only the key that one knows tells.
    void anotherLogsBundle() {
        FixedClock clock(kFixtureStart);
        makeFilledStore(m_folder / "other", 200);
        QVERIFY(writeBundle({.store = m_folder / "other", .filter = {}, .output = m_folder / "b2.zip"}, {}));
        const auto folder = unpacked("b2.zip");
        QCOMPARE(python({q(folder / "verify.py")}).exit, 0);
        const auto answer = python({q(folder / "verify.py"), QStringLiteral("--key"), m_key});
        QCOMPARE(answer.exit, 1);
        QVERIFY2(answer.said.contains("verifier.key: is another key"), answer.said.constData());
    }

    // Records were forgotten among those of the bundle: their neighbours' proofs still hold, and the order for it is
    // there.
    void certificates() {
        const fs::path folder = m_folder / "forgetful";
        makeFilledStore(folder, 2500);
        FixedClock clock(kFixtureStart + std::chrono::days(400));
        RetentionOrder order;
        order.expired = [](std::string_view, const Columns& columns) { return columns[TextColumn::Node] == "node-1"; };
        order.before = clock.now();
        order.actor = "jo";
        order.reason = "policy";
        const auto forgotten = forgetExpired(folder, order, clock);
        QVERIFY2(forgotten, forgotten ? "" : forgotten.error().text().c_str());
        QVERIFY(forgotten->forgotten > 20);
        auto filter = parseFilter("class=3002");
        const auto made = writeBundle({.store = folder, .filter = *filter, .output = m_folder / "f.zip"}, {});
        QVERIFY2(made, made ? "" : made.error().text().c_str());
        const auto bundle = unpacked("f.zip");
        QVERIFY(fs::exists(bundle / "certificates/000001"));
        auto answer = python({q(bundle / "verify.py")});
        QVERIFY2(answer.exit == 0, answer.said.constData());
        edit(bundle / "certificates/000001", [](const std::string& t) { return replaced(t, "\"jo\"", "\"ju\""); });
        answer = python({q(bundle / "verify.py")});
        QVERIFY2(answer.exit == 1 && answer.said.contains("certificates/000001: the signature is wrong"),
                 answer.said.constData());
    }

    // The log's key was replaced and the old one revoked: whoever has any of its keys can check, if the one he has
    // still leads to the newest.
    void changedKeys() {
        const fs::path folder = m_folder / "changed";
        makeFilledStore(folder, 600);
        FixedClock clock(kFixtureStart + std::chrono::hours(24));
        const auto first = QString::fromStdString(read(folder / "keys/verifier")).trimmed();
        const auto rotated = rotateKey(folder, {"jo", "yearly"}, clock);
        QVERIFY(rotated);
        clock.advance(std::chrono::hours(1));
        EventSource source;
        QVERIFY(Writer::open(folder, clock).value()->write(source.batch(200)));
        const auto bundled = [&](const char* name) {
            const auto made = writeBundle({.store = folder, .filter = {}, .output = m_folder / name}, {});
            if (!made) qFatal("%s", made.error().text().c_str());
            return unpacked(name);
        };
        const auto bundle = bundled("k.zip");
        const auto second = QString::fromStdString(rotated->change.next.text());
        for (const auto& key : {first, second}) {
            const auto answer = python({q(bundle / "verify.py"), QStringLiteral("--key"), key});
            QVERIFY2(answer.exit == 0, answer.said.constData());
        }
        auto answer = python({q(bundle / "verify.py"), QStringLiteral("--key"), m_key});
        QVERIFY2(answer.said.contains("verifier.key: is another key"), answer.said.constData());
        // Without its signature by the old key the handover is none.
        edit(bundle / "checkpoints", [&](std::string t) {
            const auto at = t.find("\n\n", t.find("rotate ")) + 2;
            return t.erase(at, t.find('\n', at) + 1 - at);
        });
        answer = python({q(bundle / "verify.py"), QStringLiteral("--key"), first});
        QVERIFY2(answer.exit == 1 && answer.said.contains("not signed by"), answer.said.constData());

        clock.advance(std::chrono::hours(1));
        RevokeOrder revoke;
        revoke.key = rotated->change.key.id;
        revoke.from = kFixtureStart;
        QVERIFY(revokeKey(folder, revoke, {"jo", "stolen"}, clock));
        answer = python({q(bundled("r.zip") / "verify.py"), QStringLiteral("--key"), second});
        QVERIFY2(answer.exit == 1 && answer.said.contains("entry 5: was signed by a key that is revoked"),
                 answer.said.constData());
        answer = python({q(bundle / "verify.py"), QStringLiteral("--key"), first});
        QVERIFY2(answer.exit == 1 && answer.said.contains("does not vouch for"), answer.said.constData());
    }

    void sameBytesEachTime() {
        auto filter = parseFilter("class=3002");
        const auto again = writeBundle({.store = store(), .filter = *filter, .output = m_folder / "again.zip"}, {});
        QVERIFY(again);
        QVERIFY(read(m_folder / "again.zip") == read(m_folder / "b.zip"));
    }

    void refusals() {
        Filter none;
        none.is(TextColumn::Node, "no such node");
        const auto request = [&](const Filter& f) {
            return BundleRequest{.store = store(), .filter = f, .output = m_folder / "none.zip"};
        };
        QCOMPARE(writeBundle(request(none), {}).error().code, ErrorCode::Invalid);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(writeBundle(request({}), {.stop = stop.get_token(), .progress = {}}).error().code,
                 ErrorCode::Cancelled);
        fs::rename(store() / "keys/signing.pem", store() / "keys/away");
        const auto keyless = writeBundle(request({}), {});
        fs::rename(store() / "keys/away", store() / "keys/signing.pem");
        QCOMPARE(keyless.error().code, ErrorCode::Denied);
        QVERIFY(keyless.error().hint.contains("signed with the store's key"));
        QVERIFY(!fs::exists(m_folder / "none.zip"));
    }

    void zipNames_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("fine");
        for (const char* name : {"a", "proofs/1.tlog-proof", "a..b"}) QTest::newRow(name) << QByteArray(name) << true;
        for (const char* name :
             {"", "/a", "../a", "a/../b", "a/..", "./a", "a//b", "a/", "a\\b", "c:a", "a\nb", "\xc3\xa9"})
            QTest::newRow(qPrintable(QString::fromLatin1(QByteArray(name).toPercentEncoding())))
                << QByteArray(name) << false;
    }
    void zipNames() {
        QFETCH(QByteArray, name);
        QFETCH(bool, fine);
        ZipFile zip;
        QCOMPARE(zip.add(name.toStdString(), "x").has_value(), fine);
        if (fine) QVERIFY(!zip.add(name.toStdString(), "again"));
    }

private:
    [[nodiscard]] fs::path store() const { return m_folder / "s"; }
    static fs::path aProof(const fs::path& bundle) {
        std::vector<fs::path> all;
        for (const auto& file : fs::directory_iterator(bundle / "proofs")) all.push_back(file.path());
        return *std::ranges::min_element(all);
    }
    fs::path unpacked(const char* zip = "b.zip") {
        const fs::path folder = m_folder / "unpacked";
        fs::remove_all(folder);
        const auto done = python(
            {QStringLiteral("-m"), QStringLiteral("zipfile"), QStringLiteral("-e"), q(m_folder / zip), q(folder)});
        if (done.exit != 0) qFatal("cannot unpack: %s", done.said.constData());
        return folder;
    }

    TempFolder m_folder;
    QString m_key;
    std::uint64_t m_records = 0;
    std::vector<std::uint64_t> m_entries;
};

QTEST_GUILESS_MAIN(BundleTest)
#include "bundle_test.moc"
