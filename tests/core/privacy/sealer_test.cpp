// SPDX-License-Identifier: GPL-3.0-or-later
// What the sealer promises: nothing personal in clear, the same pseudonym everywhere, values that come back for who has
// the key and are gone for good without it.
#include "core/privacy/sealer.h"

#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <string>

#include "core/privacy/subject_table.h"

using namespace vedette;

namespace {

struct Person {
    std::string user;
    std::string address;
    std::string session;
    std::string credential;
    std::string agent = "OpenAI/Python 1.55.3 (arch x64; machine janes-laptop)";
};

ClearEvent requestOf(const Person& who) {
    ClearEvent clear;
    Event& e = clear.event;
    e.setClass(ocsf::kHttpActivity, 3);
    e.setTime(fromMicros(1'795'225'880'123'456));
    e.setSeverity(ocsf::kInformational);
    e.setText(Field::vMapping, "test@1");
    e.setText(Field::vNode, "edge-1");
    e.setText(Field::vSource, "edge-1/access");
    e.setText(Field::httpMethod, "POST");
    e.setText(Field::urlPath, "/v1/chat/completions");
    e.setText(Field::userUid, who.user);
    e.setText(Field::clientUid, who.address);
    if (!who.session.empty()) {
        e.setText(Field::sessionUid, who.session);
    }
    if (!who.credential.empty()) {
        e.setText(Field::credentialUid, who.credential);
    }
    e.setText(Field::userAgent, who.agent);
    return clear;
}

const Person kJane{"jane.roe@corp.example", "203.0.113.77", "sess-4711-abcd", "cred-0815-wxyz"};

// All that is kept of a row, in one text.
std::string everything(const SealedRow& row) {
    std::string all(row.record);
    for (const std::string_view text : row.columns.texts) {
        all.append("\n").append(text);
    }
    return all;
}

std::string valueOf(std::string_view record, const std::string& name) {
    const std::string key = "\"" + name + "\":\"";
    const std::size_t at = record.find(key);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::size_t from = at + key.size();
    return std::string(record.substr(from, record.find('"', from) - from));
}

}  // namespace

class SealerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingClearIsKept();
    void pseudonymsAreStableAcrossInstances();
    void addressHasOnePseudonymForAllPrincipals();
    void columnsAreThoseOfTheRecord();
    void revealsWhatWasSealed();
    void sharesPartsBetweenEqualEvents();
    void erasedSubjectIsGone();
    void erasureIsSeenByARunningSealer();
    void refusesAnotherKey();
    void refusesMissingAndBrokenKeys();
    void tamperedPartsDoNotOpen();
    void contentIsNotKept();
    void cleansFreeText_data();
    void cleansFreeText();
    void rejectedLinesAreSealed();
    void ownFindingsKeepTheirPseudonyms();
    void illFormedNamesAreSealedToo();
    void longValuesAreSealedToo();
    void twoProcessesAgree();
    void filesAreForTheOwnerOnly();

private:
    std::unique_ptr<Sealer> sealer() {
        auto opened = Sealer::open(folder());
        if (!opened) {
            qFatal("%s", opened.error().text().c_str());
        }
        return std::move(*opened);
    }
    Batch sealed(Sealer& s, std::vector<ClearEvent> events) {
        Batch batch;
        const auto ok = s.seal(events, batch);
        if (!ok) {
            qFatal("%s", ok.error().text().c_str());
        }
        return batch;
    }
    std::filesystem::path folder() const { return m_dir->path().toStdString(); }
    void sql(const std::string& text) {
        sqlite3* db = nullptr;
        QCOMPARE(sqlite3_open((folder() / "keys/subjects.db").c_str(), &db), SQLITE_OK);
        sqlite3_busy_timeout(db, 10'000);
        QCOMPARE(sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(db);
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void SealerTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    const auto made = Sealer::create(folder());
    QVERIFY2(made, made ? "" : made.error().text().c_str());
}

void SealerTest::nothingClearIsKept() {
    auto s = sealer();
    ClearEvent clear = requestOf(kJane);
    const std::string message = "login of jane.roe@corp.example from 203.0.113.77, session sess-4711-abcd ok";
    clear.event.setText(Field::message, message);
    clear.event.setText(Field::statusDetail, "key cred-0815-wxyz accepted");
    clear.event.setText(Field::urlPath, "/users/jane.roe%40corp.example/keys");
    clear.event.setText(Field::urlQuery, "who=jane.roe%40corp.example&ip=203.0.113.77&token=abc");
    clear.event.setText(Field::httpRequestUid, "sess-4711-abcd/17");
    clear.event.setJson(Field::unmapped, R"({"note":"jane.roe@corp.example","username":"Jane Roe"})");
    clear.content = {"I am Jane Roe of 12 Elm Street", "Hello Jane Roe", true};
    const Batch batch = sealed(*s, {clear});
    QCOMPARE(batch.rows.size(), std::size_t{1});
    const std::string all = everything(batch.rows[0]);
    for (const char* secret : {"jane.roe", "203.0.113.77", "sess-4711", "cred-0815", "janes-laptop", "Jane Roe",
                               "Elm Street", "token=abc"}) {
        QVERIFY2(all.find(secret) == std::string::npos, (std::string(secret) + " in " + all).c_str());
    }
    QVERIFY(all.find("203.0.113.0/24") != std::string::npos);
    QVERIFY(all.find("OpenAI/Python 1") != std::string::npos);
    QCOMPARE(std::string(batch.rows[0].columns[TextColumn::ClientKind]), std::string("sdk"));
    QVERIFY(batch.parts[0]->bytes.find("jane") == std::string::npos);
    // The table itself holds no clear value either.
    std::ifstream table(folder() / "keys/subjects.db-wal", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(table)), {});
    QVERIFY(!bytes.empty());
    QVERIFY(bytes.find("jane.roe") == std::string::npos);
    QVERIFY(bytes.find("203.0.113") == std::string::npos);
}

void SealerTest::pseudonymsAreStableAcrossInstances() {
    std::string first;
    std::string record;
    for (int run = 0; run < 3; ++run) {
        auto s = sealer();
        const Batch batch = sealed(*s, {requestOf(kJane), requestOf(kJane)});
        const std::string principal(batch.rows[0].columns[TextColumn::Principal]);
        QVERIFY(isPseudonym(principal, 'p'));
        QVERIFY(isPseudonym(std::string(batch.rows[0].columns[TextColumn::Client]), 'a'));
        QCOMPARE(batch.rows[0].columns[TextColumn::Principal], batch.rows[1].columns[TextColumn::Principal]);
        QCOMPARE(batch.rows[0].record, batch.rows[1].record);
        if (run == 0) {
            first = principal;
            record = batch.rows[0].record;
        }
        QCOMPARE(principal, first);
        // Sessions and credentials are stable as well; only the sealed part is encrypted anew.
        QCOMPARE(record.size(), batch.rows[0].record.size());
        for (const char* prefix : {"\"s-", "\"c-"}) {
            const std::size_t at = record.find(prefix);
            QVERIFY(at != std::string::npos);
            QCOMPARE(record.substr(at, 20), std::string(batch.rows[0].record.substr(at, 20)));
        }
        QCOMPARE(*s->pseudonymOf(Field::userUid, kJane.user), first);
        QCOMPARE(*s->pseudonymOf(Field::clientUid, "::ffff:203.0.113.77"),
                 std::string(batch.rows[0].columns[TextColumn::Client]));
        QVERIFY(s->pseudonymOf(Field::userUid, "nobody").error().code == ErrorCode::NotFound);
    }
}

void SealerTest::addressHasOnePseudonymForAllPrincipals() {
    auto s = sealer();
    Person john = kJane;
    john.user = "john";
    Person jane2 = kJane;
    jane2.address = "203.0.113.77:50123";
    const Batch batch = sealed(*s, {requestOf(kJane), requestOf(john), requestOf(jane2)});
    const auto column = [&](std::size_t row, TextColumn c) { return std::string(batch.rows[row].columns[c]); };
    QCOMPARE(column(0, TextColumn::Client), column(1, TextColumn::Client));
    QCOMPARE(column(0, TextColumn::Client), column(2, TextColumn::Client));
    QVERIFY(column(0, TextColumn::Principal) != column(1, TextColumn::Principal));
    // The same session name under two subjects is two sessions.
    QVERIFY(batch.rows[0].record != batch.rows[1].record);
}

void SealerTest::columnsAreThoseOfTheRecord() {
    auto s = sealer();
    ClearEvent odd = requestOf(kJane);
    odd.event.setText(Field::cloudRegion, "eu\xFF-west");
    odd.event.setText(Field::country, "DE");
    const Batch batch = sealed(*s, {requestOf(kJane), odd});
    ColumnReader reader;
    for (const SealedRow& row : batch.rows) {
        const auto columns = reader.read(row.record);
        QVERIFY(columns);
        QVERIFY(*columns == row.columns);
    }
}

void SealerTest::revealsWhatWasSealed() {
    auto s = sealer();
    const Batch batch = sealed(*s, {requestOf(kJane)});
    QCOMPARE(batch.parts.size(), std::size_t{1});
    QCOMPARE(sha256(batch.parts[0]->bytes), batch.parts[0]->digest);
    QCOMPARE(valueOf(batch.rows[0].record, "sealed"), toHex(batch.parts[0]->digest));
    auto other = sealer();
    const auto values = other->reveal(batch.parts[0]->bytes);
    QVERIFY(values);
    const std::vector<std::pair<std::string, std::string>> expected = {{"actor.user.uid", kJane.user},
                                                                       {"src_endpoint.uid", kJane.address},
                                                                       {"actor.session.uid", kJane.session},
                                                                       {"actor.user.credential_uid", kJane.credential},
                                                                       {"http_request.user_agent", kJane.agent}};
    QCOMPARE(*values, expected);
}

void SealerTest::sharesPartsBetweenEqualEvents() {
    auto s = sealer();
    Person john = kJane;
    john.user = "john";
    Batch batch = sealed(*s, {requestOf(kJane), requestOf(john), requestOf(kJane), requestOf(john)});
    QCOMPARE(batch.parts.size(), std::size_t{2});
    QCOMPARE(batch.rows[0].part, batch.rows[2].part);
    QVERIFY(batch.rows[0].part != batch.rows[1].part);
    std::vector<ClearEvent> more = {requestOf(john), requestOf(kJane)};
    QVERIFY(s->seal(more, batch));
    QCOMPARE(batch.parts.size(), std::size_t{2});
    QCOMPARE(batch.rows[4].part, batch.rows[1].part);
    // A new batch brings the parts along again.
    const Batch next = sealed(*s, {requestOf(john)});
    QCOMPARE(next.parts.size(), std::size_t{1});
    QCOMPARE(next.parts[0]->bytes, batch.parts[1]->bytes);
    // Nothing personal, no part.
    ClearEvent own;
    own.event.setClass(ocsf::kCollectorStatus, 1);
    own.event.setTime(fromMicros(1'795'225'880'123'456));
    const Batch plain = sealed(*s, {own});
    QVERIFY(plain.parts.empty());
    QCOMPARE(plain.rows[0].part, -1);
    QVERIFY(plain.rows[0].record.find("sealed") == std::string_view::npos);
}

void SealerTest::erasedSubjectIsGone() {
    auto s = sealer();
    const Batch batch = sealed(*s, {requestOf(kJane)});
    sql("DELETE FROM subject WHERE pseudonym = '" + std::string(batch.rows[0].columns[TextColumn::Principal]) + "'");
    auto other = sealer();
    const auto values = other->reveal(batch.parts[0]->bytes);
    QVERIFY(!values);
    QVERIFY(values.error().code == ErrorCode::NotFound);
    QVERIFY(other->pseudonymOf(Field::userUid, kJane.user).error().code == ErrorCode::NotFound);
}

void SealerTest::erasureIsSeenByARunningSealer() {
    auto s = sealer();
    const Batch before = sealed(*s, {requestOf(kJane)});
    sql("DELETE FROM subject WHERE pseudonym = '" + std::string(before.rows[0].columns[TextColumn::Principal]) + "'");
    const Batch after = sealed(*s, {requestOf(kJane)});
    QVERIFY(after.rows[0].columns[TextColumn::Principal] != before.rows[0].columns[TextColumn::Principal]);
    QVERIFY(s->reveal(after.parts[0]->bytes));
    QVERIFY(!s->reveal(before.parts[0]->bytes));
}

void SealerTest::refusesAnotherKey() {
    QTemporaryDir dir;
    const std::filesystem::path other = dir.path().toStdString();
    QVERIFY(Sealer::create(other));
    std::filesystem::copy_file(other / "keys/kek", folder() / "keys/kek",
                               std::filesystem::copy_options::overwrite_existing);
    const auto opened = Sealer::open(folder());
    QVERIFY(!opened);
    QVERIFY(opened.error().code == ErrorCode::Invalid);
}

void SealerTest::refusesMissingAndBrokenKeys() {
    QVERIFY(Sealer::create(folder()).error().code == ErrorCode::Conflict);
    {
        std::ofstream(folder() / "keys/kek", std::ios::trunc) << "short";
    }
    QVERIFY(Sealer::open(folder()).error().code == ErrorCode::Invalid);
    std::filesystem::remove(folder() / "keys/kek");
    QVERIFY(Sealer::open(folder()).error().code == ErrorCode::Denied);
}

void SealerTest::tamperedPartsDoNotOpen() {
    auto s = sealer();
    const Batch batch = sealed(*s, {requestOf(kJane)});
    const std::string good = batch.parts[0]->bytes;
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        QVERIFY2(!s->reveal(bad), std::to_string(i).c_str());
    }
    for (std::size_t n = 0; n < good.size(); ++n) {
        QVERIFY(!s->reveal(good.substr(0, n)));
    }
}

void SealerTest::contentIsNotKept() {
    auto s = sealer();
    const std::string prompt =
        "please charge 4111 1111 1111 1111 and mail jane@corp.example about the quarterly numbers";
    ClearEvent clear = requestOf(kJane);
    clear.content = {prompt, "done", true};
    ClearEvent silent = requestOf(kJane);
    silent.content = {"", "", true};
    const Batch batch = sealed(*s, {clear, clear, silent, requestOf(kJane)});
    const std::string record(batch.rows[0].record);
    QVERIFY(record.find("quarterly") == std::string::npos);
    QVERIFY(record.find(R"("detected":["email","pan"])") != std::string::npos);
    QVERIFY(record.find("\"prompt_length\":" + std::to_string(prompt.size())) != std::string::npos);
    QCOMPARE(valueOf(record, "prompt_hash").size(), std::size_t{32});
    QCOMPARE(valueOf(record, "prompt_simhash").size(), std::size_t{16});
    QCOMPARE(valueOf(record, "prompt_hash"), valueOf(batch.rows[1].record, "prompt_hash"));
    QVERIFY(batch.rows[0].columns[IntColumn::PromptHash] != 0);
    QVERIFY(batch.rows[2].record.find("\"prompt_length\":0") != std::string_view::npos);
    QVERIFY(batch.rows[3].record.find("prompt_length") == std::string_view::npos);
    // Another store's hash of the same text differs.
    QTemporaryDir dir;
    QVERIFY(Sealer::create(dir.path().toStdString()));
    auto other = Sealer::open(dir.path().toStdString());
    QVERIFY(other);
    const Batch foreign = sealed(**other, {clear});
    QVERIFY(valueOf(foreign.rows[0].record, "prompt_hash") != valueOf(record, "prompt_hash"));
    QVERIFY(valueOf(foreign.rows[0].record, "prompt_simhash") != valueOf(record, "prompt_simhash"));
}

void SealerTest::cleansFreeText_data() {
    QTest::addColumn<int>("field");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("kept");
    const auto row = [](const char* name, Field f, const char* text, const char* kept) {
        QTest::newRow(name) << static_cast<int>(f) << std::string(text) << std::string(kept);
    };
    row("message", Field::message, "mail x@y.org now", "mail [email] now");
    row("error", Field::apiResponseErrorMessage, "no card 4111111111111111", "no card [pan]");
    row("plain path", Field::urlPath, "/v1/models/llama-3", "/v1/models/llama-3");
    row("path with e-mail", Field::urlPath, "/u/x@y.org/z", "/u/[email]/z");
    row("path with encoded e-mail", Field::urlPath, "/u/x%40y.org/z", "/u/[email]/z");
    row("path, broken encoding", Field::urlPath, "/u/%zz%4", "/u/%zz%4");
    row("query names are kept", Field::urlQuery, "a=1&b=x%40y.org&c", "a=1&b=[email]&c");
    row("query secrets by name", Field::urlQuery, "api-key=1&Token=2&q=3", "api-key=[redacted]&Token=[redacted]&q=3");
    row("query with blanks", Field::urlQuery, "q=call+%2B49+151+23456789", "q=call%20[phone]");
    row("query of nothing", Field::urlQuery, "&&=&", "&&=&");
    row("model name", Field::aiModelName, "x@y.org", "[email]");
    row("request id", Field::httpRequestUid, "4111111111111111", "4111111111111111");
    row("request id with e-mail", Field::httpRequestUid, "x@y.org-17", "[email]-17");
    row("json", Field::unmapped, R"({"a":"x@y.org","n":5,"t":[true,null,1.5]})",
        R"({"a":"[email]","n":5,"t":[true,null,1.5]})");
    row("json escapes", Field::unmapped, R"({"a":"x\nfoo@y.org \"q\""})", R"({"a":"x\n[email] \"q\""})");
    row("json names", Field::unmapped, R"({"x@y.org":1,"z":2})", R"({"[email]":1,"z":2})");
    row("json secret names", Field::unmapped, R"({"authorization":"abc","cookie":"d","user":"Bob"})",
        R"({"authorization":"[redacted]","cookie":"[redacted]","user":"[redacted]"})");
    row("json number", Field::unmapped, R"({"card":4111111111111111,"id":4111111111111111})",
        R"({"card":"[pan]","id":4111111111111111})");
}

void SealerTest::cleansFreeText() {
    QFETCH(int, field);
    QFETCH(std::string, text);
    QFETCH(std::string, kept);
    const auto f = static_cast<Field>(field);
    auto s = sealer();
    std::vector<ClearEvent> events = {requestOf(kJane)};
    if (f == Field::unmapped) {
        events[0].event.setJson(f, text);
    } else {
        events[0].event.setText(f, text);
    }
    Batch batch;
    QVERIFY(s->seal(events, batch));
    std::string scratch;
    Event read;
    QVERIFY(readRecord(batch.rows[0].record, scratch, read));
    QCOMPARE(std::string(read.text(f)), kept);
}

void SealerTest::rejectedLinesAreSealed() {
    auto s = sealer();
    Batch scratch;
    const std::string line = "garbage from jane.roe@corp.example \xFF";
    ClearEvent clear;
    rejectedRecord(line, line.size(), "not JSON", scratch.arena, clear.event);
    clear.event.setTime(fromMicros(1'795'225'880'123'456));
    clear.rawLine = line;
    const Batch batch = sealed(*s, {clear});
    QVERIFY(batch.rows[0].record.find("jane") == std::string_view::npos);
    const auto values = s->reveal(batch.parts[0]->bytes);
    QVERIFY(values);
    QCOMPARE(values->size(), std::size_t{1});
    QCOMPARE(values->front().second, line);
}

void SealerTest::ownFindingsKeepTheirPseudonyms() {
    auto s = sealer();
    const std::string pseudonym = "p-abcdefghijklmnop";
    ClearEvent own;
    own.event.setClass(ocsf::kDetectionFinding, 1);
    own.event.setTime(fromMicros(1'795'225'880'123'456));
    own.event.setText(Field::userUid, pseudonym);
    // Whoever calls himself like a pseudonym does not get it.
    const Person impostor{pseudonym, "203.0.113.9", "", ""};
    const Batch batch = sealed(*s, {own, requestOf(impostor)});
    QCOMPARE(std::string(batch.rows[0].columns[TextColumn::Principal]), pseudonym);
    QVERIFY(batch.rows[1].columns[TextColumn::Principal] != pseudonym);
}

void SealerTest::illFormedNamesAreSealedToo() {
    auto s = sealer();
    const Person odd{"j\xC3\x28n\xFF", "203.0.113.9\xFE", "", ""};
    const Batch batch = sealed(*s, {requestOf(odd)});
    QVERIFY(isPseudonym(std::string(batch.rows[0].columns[TextColumn::Principal]), 'p'));
    QVERIFY(isUtf8(batch.rows[0].record));
    const auto values = s->reveal(batch.parts[0]->bytes);
    QVERIFY(values);
    QCOMPARE(values->at(0).second, odd.user);
    QCOMPARE(values->at(1).second, odd.address);
}

void SealerTest::longValuesAreSealedToo() {
    auto s = sealer();
    const Person a{std::string(100'000, 'a'), "203.0.113.9", std::string(5000, 's'), std::string(300, 'c')};
    Person b = a;
    b.user.back() = 'b';
    Person c = a;
    c.session.back() = 't';
    const Batch batch = sealed(*s, {requestOf(a), requestOf(b), requestOf(c), requestOf(a)});
    QCOMPARE(batch.parts.size(), std::size_t{3});
    QCOMPARE(batch.rows[0].part, batch.rows[3].part);
    QVERIFY(batch.rows[0].columns[TextColumn::Principal] != batch.rows[1].columns[TextColumn::Principal]);
    QCOMPARE(batch.rows[0].columns[TextColumn::Principal], batch.rows[2].columns[TextColumn::Principal]);
    QCOMPARE(s->reveal(batch.parts[1]->bytes)->at(0).second, b.user);
}

void SealerTest::twoProcessesAgree() {
    constexpr int kPeople = 300;
    std::vector<pid_t> children;
    for (int child = 0; child < 2; ++child) {
        const pid_t pid = ::fork();
        QVERIFY(pid >= 0);
        if (pid == 0) {
            auto s = Sealer::open(folder());
            int wrong = s ? 0 : 1;
            std::ofstream out(folder() / ("names" + std::to_string(child)));
            for (int i = 0; s && i < kPeople; ++i) {
                const Person person{"user" + std::to_string(i), "203.0.113." + std::to_string(i % 200), "", ""};
                std::vector<ClearEvent> events = {requestOf(person)};
                Batch batch;
                if (!(*s)->seal(events, batch)) {
                    wrong = 1;
                    break;
                }
                out << batch.rows[0].columns[TextColumn::Principal] << batch.rows[0].columns[TextColumn::Client]
                    << "\n";
            }
            out.close();
            ::_exit(wrong);
        }
        children.push_back(pid);
    }
    for (const pid_t pid : children) {
        int status = 0;
        QCOMPARE(::waitpid(pid, &status, 0), pid);
        QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    const auto lines = [&](int child) {
        std::ifstream in(folder() / ("names" + std::to_string(child)));
        return std::string((std::istreambuf_iterator<char>(in)), {});
    };
    const std::string names = lines(0);
    QCOMPARE(names, lines(1));
    QCOMPARE(std::count(names.begin(), names.end(), '\n'), std::ptrdiff_t{kPeople});
}

void SealerTest::filesAreForTheOwnerOnly() {
    auto s = sealer();
    sealed(*s, {requestOf(kJane)});
    for (const auto& file : std::filesystem::directory_iterator(folder() / "keys")) {
        const auto mode = file.status().permissions() & std::filesystem::perms::mask;
        QVERIFY2((mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
                     std::filesystem::perms::none,
                 file.path().c_str());
    }
}

QTEST_APPLESS_MAIN(SealerTest)
#include "sealer_test.moc"
