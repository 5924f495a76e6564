// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/policy/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "core/base/json.h"
#include "core/event/event.h"
#include "tests/support/store_fixture.h"

namespace vedette::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::string strings(const std::vector<std::string>& list) {
    std::string out;
    JsonWriter json(out);
    json.beginArray();
    for (const std::string& s : list) json.string(s);
    json.endArray();
    return out;
}

Line declaration(const World& world) {
    std::string facts;
    for (const auto& [key, value] : world.facts)
        facts += fmt::format("{}\"{}\":\"{}\"", facts.empty() ? "" : ",", key, value);
    std::string nodes;
    for (const WorldNode& n : world.nodes) {
        nodes += fmt::format(
            "{}{{\"allowed_zones\":{},\"country\":\"{}\",\"data_classes\":{},\"id\":\"{}\",\"models\":{},"
            "\"provider\":\"{}\",\"region\":\"{}\",\"sources\":{}}}",
            nodes.empty() ? "" : ",", strings(n.allowedZones), n.country, strings(n.dataClasses), n.id,
            strings(n.models), n.provider, n.region, strings(n.sources));
    }
    Line line;
    line.time = kDay - hours(1);
    line.classUid = ocsf::kFleetDeclaration;
    line.fleet = fmt::format("{{\"facts\":{{{}}},\"name\":\"test\",\"nodes\":[{}],\"retention\":{}}}", facts, nodes,
                             world.retention);
    return line;
}

void write(const Line& line, Batch& batch) {
    Event e;
    e.setClass(line.classUid, line.activity);
    e.setTime(line.time);
    e.setLoggedTime(line.time + line.delay);
    e.setStatus(line.status);
    e.setSeverity(line.severity);
    const auto text = [&](Field f, const std::string& value) {
        if (!value.empty()) e.setText(f, batch.arena.copy(value));
    };
    const auto json = [&](Field f, const std::string& value) {
        if (value.empty()) return;
        const auto canonical = canonicalJson(value);
        if (!canonical) std::abort();  // the test itself is wrong
        e.setJson(f, batch.arena.copy(*canonical));
    };
    text(Field::vNode, line.node);
    text(Field::vSource, line.source);
    text(Field::userUid, line.principal);
    text(Field::clientUid, line.client);
    text(Field::vNetwork, line.network);
    text(Field::country, line.country);
    text(Field::cloudRegion, line.region);
    text(Field::aiModelName, line.model);
    text(Field::apiOperation, line.operation);
    text(Field::vAuth, line.auth);
    text(Field::tlsVersion, line.tls);
    text(Field::findingUid, line.group);
    text(Field::message, line.message);
    json(Field::vDetected, line.detected);
    json(Field::vAction, line.action);
    json(Field::vObservation, line.observation);
    json(Field::vFleet, line.fleet);
    if (line.from != Time{}) e.setInteger(Field::startTime, toMicros(line.from) / 1000);
    if (line.to != Time{}) e.setInteger(Field::endTime, toMicros(line.to) / 1000);
    if (line.classUid == ocsf::kApiActivity) e.setInteger(Field::httpCode, line.code);
    addEvent(batch, e);
}

class BatchEvidence final : public Evidence {
public:
    explicit BatchEvidence(const Batch& batch) : m_batch(batch) {}

    Result<Checkpoint> head() override {
        Checkpoint c;
        c.origin = "vedette.example.org/test";
        c.size = m_batch.rows.size();
        return c;
    }

    Result<void> scan(const Filter& filter, const std::function<bool(const Row&)>& each) override {
        for (std::size_t i = 0; i < m_batch.rows.size(); ++i) {
            const Row row{i, m_batch.rows[i].columns};
            if (matches(filter, row) && !each(row)) break;
        }
        return {};
    }

    Result<std::unique_ptr<Evidence>> another() override { return std::make_unique<BatchEvidence>(m_batch); }

    Result<Extent> extent(const Filter& filter) override {
        Extent e;
        auto done = scan(filter, [&](const Row& row) {
            const Time t = row.columns.time();
            if (e.count++ == 0) {
                e.firstEntry = row.entry;
                e.firstTime = e.lastTime = t;
            }
            e.lastEntry = row.entry;
            e.firstTime = std::min(e.firstTime, t);
            e.lastTime = std::max(e.lastTime, t);
            return true;
        });
        if (!done) return passOn(done);
        return e;
    }

    Result<std::vector<std::string>> records(const std::vector<std::uint64_t>& entries) override {
        std::vector<std::string> out;
        for (const auto i : entries) out.emplace_back(m_batch.rows.at(i).record);
        return out;
    }

private:
    static bool matches(const Filter& f, const Row& row) {
        if (f.firstEntry && row.entry < *f.firstEntry) return false;
        if (f.endEntry && row.entry >= *f.endEntry) return false;
        if (f.from && row.columns.time() < *f.from) return false;
        if (f.to && row.columns.time() >= *f.to) return false;
        for (const auto& [column, values] : f.texts) {
            if (std::ranges::find(values, row.columns[column]) == values.end()) return false;
        }
        return std::ranges::all_of(f.ranges, [&](const Filter::Range& r) {
            return row.columns[r.column] >= r.low && row.columns[r.column] <= r.high;
        });
    }

    const Batch& m_batch;
};

}  // namespace

Line request(const std::string& node, Time t) {
    Line line;
    line.time = t;
    line.node = node;
    line.source = node + "/access";
    line.principal = fmt::format("p-{}", toMicros(t) / 25'000'000 % 7);
    line.client = "c-1";
    line.network = fmt::format("192.0.2.{}/24", toMicros(t) / 25'000'000 % 3);
    line.model = "llama-3";
    line.operation = "POST /v1/chat/completions";
    line.auth = "authenticated";
    line.tls = "1.3";
    return line;
}

Line observation(const std::string& node, Time t, const std::string& json) {
    Line line;
    line.time = t;
    line.classUid = ocsf::kEndpointObservation;
    line.node = node;
    line.observation = !json.empty()
                           ? json
                           : fmt::format(R"({{"anonymous":"refused","anonymous_status":401,"cipher":)"
                                         R"("TLS_AES_128_GCM_SHA256","deprecated_tls":"refused","endpoint":)"
                                         R"("https://{}.example.org","fingerprint":"ab","issuer":"CA",)"
                                         R"("not_after":"2027-06-01T00:00:00Z","plaintext":false,"problem":"",)"
                                         R"("subject":"x","tls":"1.3","verified":true}})",
                                         node);
    return line;
}

Line consoleAction(Time t, const std::string& kind, const std::string& name, const std::string& target,
                   const std::string& more) {
    Line line;
    line.time = t;
    line.classUid = ocsf::kConsoleAction;
    line.action = fmt::format(R"({{"actor":"ana","kind":"{}","name":"{}"{},"target":"{}"}})", kind, name,
                              more.empty() ? "" : "," + more, target);
    return line;
}

Line finding(Time t, const std::string& group, std::int64_t severity) {
    Line line;
    line.time = t;
    line.classUid = ocsf::kDetectionFinding;
    line.severity = severity;
    line.group = group;
    return line;
}

Line detectionRun(Time t) {
    Line line;
    line.time = t;
    line.classUid = ocsf::kDetectionRun;
    line.observation = R"({"detectors":[],"end":2,"entries":1,"findings":0,"first":1})";
    return line;
}

Line status(Time t, const std::string& node, const std::string& source, int activity, const std::string& message,
            Time from, Time to) {
    Line line;
    line.time = t;
    line.classUid = ocsf::kCollectorStatus;
    line.activity = activity;
    line.node = node;
    line.source = node + "/" + source;
    line.message = message;
    line.from = from;
    line.to = to;
    return line;
}

void World::drop(const std::function<bool(const Line&)>& which) { std::erase_if(lines, which); }

void World::each(const std::function<bool(const Line&)>& which, const std::function<void(Line&)>& change) {
    for (Line& line : lines) {
        if (which(line)) change(line);
    }
}

WorldNode& World::node(const std::string& id) { return *std::ranges::find(nodes, id, &WorldNode::id); }

Batch World::batch() const {
    Batch batch;
    if (declared) write(declaration(*this), batch);
    std::vector<const Line*> ordered;
    for (const Line& line : lines) ordered.push_back(&line);
    std::ranges::stable_sort(ordered, {}, &Line::time);
    for (const Line* line : ordered) {
        Line copy = *line;
        const auto n = std::ranges::find(nodes, copy.node, &WorldNode::id);
        if (n != nodes.end() && copy.region.empty()) copy.region = n->seenRegion.empty() ? n->region : n->seenRegion;
        if (copy.region == "-") copy.region.clear();
        write(copy, batch);
    }
    return batch;
}

World healthyWorld() {
    World w;
    WorldNode eu;
    eu.id = "eu-1";
    eu.dataClasses = {"personal", "health", "cardholder"};
    WorldNode deid = eu;
    deid.id = "deid-1";
    deid.dataClasses = {"deidentified"};
    w.nodes = {eu, deid};
    w.facts = {{"subject_regions", "EU"},
               {"hipaa_role", "covered_entity"},
               {"cde_scope", "in_scope"},
               {"agreement_aws", "DPA, signed 2024-01-01, until 2028-01-01"},
               {"baa_aws", "BAA, signed 2024-01-01"},
               {"ropa_reviewed", "2026-05-01"},
               {"pentest_date", "2026-06-01"}};
    w.retention = R"([{"basis":"p","data_class":"personal","maximum":"13 months","minimum":"6 months"},)"
                  R"({"basis":"p","data_class":"health","maximum":"10 years","minimum":"6 years"},)"
                  R"({"basis":"p","data_class":"cardholder","maximum":"24 months","minimum":"12 months"}])";
    for (const WorldNode& n : w.nodes) {
        for (int i = 0; i < 24 * 144; ++i) w.add(request(n.id, kDay + seconds(25 * i)));
        for (int h = 0; h < 24; ++h) {
            w.add(observation(n.id, at(h, 1)));
            for (int m = 0; m < 60; m += 5) w.add(status(at(h, m), n.id, "access", 1));
        }
        // An account that is locked after ten failures and gets in an hour later.
        for (int i = 0; i < 10; ++i) {
            Line login = request(n.id, at(9) + seconds(i));
            login.principal = "p-locked";
            login.auth = "";
            login.status = ocsf::kFailure;
            login.code = 401;
            w.add(login);
        }
        Line back = request(n.id, at(10, 1));
        back.principal = "p-locked";
        w.add(back);
    }
    w.add(finding(at(2), "alert-low", ocsf::kLow));
    w.add(finding(at(12), "alert-critical", ocsf::kCritical));
    w.add(finding(at(20), "alert-low", ocsf::kLow));
    w.add(consoleAction(at(12, 5), "alert", "acknowledge", "alert-critical"));
    w.add(consoleAction(at(14), "alert", "close", "alert-critical", R"("note":"handled","verdict":"true_positive")"));
    w.add(consoleAction(at(23), "verify", "run", "", R"("entries":7000,"intact":true)"));
    return w;
}

std::unique_ptr<Evidence> evidenceOf(const Batch& batch) { return std::make_unique<BatchEvidence>(batch); }

}  // namespace vedette::test
