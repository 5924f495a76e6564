// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/collecting.h"

#include "app/console/fleet_text.h"
#include "app/keychain/keychain.h"
#include "collectors/http_engine.h"
#include "collectors/probe.h"
#include "core/base/boot_time.h"
#include "core/base/file.h"
#include "ui/bridge/content.h"
#include "ui/bridge/text.h"

namespace vedette::console {
namespace {

using ui::ProbeLine;
using ui::toQString;
using ui::toStd;

constexpr Duration kSoon = std::chrono::hours(24 * 30);

ProbeLine tlsLine(const EndpointObservation& o) {
    if (o.peer.tlsVersion.empty())
        return {ProbeLine::Outcome::Bad, Collecting::tr("No TLS: everything would travel in clear"),
                Collecting::tr("Give the node a certificate, or put a proxy with TLS before it.")};
    if (!o.peer.verified)
        return {ProbeLine::Outcome::Bad,
                Collecting::tr("TLS %1, but the certificate was not verified").arg(toQString(o.peer.tlsVersion)),
                ui::said(o.peer.problem)};
    return {
        ProbeLine::Outcome::Good, Collecting::tr("TLS %1, certificate verified").arg(toQString(o.peer.tlsVersion)), {}};
}

ProbeLine certificateLine(const EndpointObservation& o, Time now) {
    if (!o.peer.notAfter)
        return {ProbeLine::Outcome::Warning, Collecting::tr("The end of the certificate is unknown"), {}};
    const QString day = ui::dateTime(*o.peer.notAfter);
    if (*o.peer.notAfter <= now)
        return {ProbeLine::Outcome::Bad, Collecting::tr("The certificate expired on %1").arg(day),
                Collecting::tr("Renew it.")};
    if (*o.peer.notAfter - now < kSoon)
        return {ProbeLine::Outcome::Warning, Collecting::tr("The certificate ends soon, on %1").arg(day),
                Collecting::tr("Renew it.")};
    return {ProbeLine::Outcome::Good, Collecting::tr("Certificate until %1").arg(day), {}};
}

ProbeLine anonymousLine(const EndpointObservation& o) {
    switch (o.anonymous) {
        case EndpointObservation::Anonymous::Refused:
            return {ProbeLine::Outcome::Good, Collecting::tr("Requests without credentials are refused"), {}};
        case EndpointObservation::Anonymous::Admitted:
            return {ProbeLine::Outcome::Bad, Collecting::tr("It answers without credentials"),
                    ui::visible(o.anonymousPath)};
        case EndpointObservation::Anonymous::Unknown: break;
    }
    return {ProbeLine::Outcome::Warning, Collecting::tr("Whether it answers without credentials is unknown"), {}};
}

// Whether the token can be read from where it is kept; it is not sent anywhere, nor shown.
std::optional<ProbeLine> tokenLine(const SecretRef& bearer) {
    if (bearer.empty()) return {};
    if (const auto token = bearer.resolve(sessionKeychain()); !token)
        return ProbeLine{ProbeLine::Outcome::Bad, Collecting::tr("The bearer token cannot be read"),
                         ui::errorText(token.error())};
    return ProbeLine{ProbeLine::Outcome::Good, Collecting::tr("The bearer token can be read"),
                     ui::visible(bearer.reference)};
}

std::vector<ProbeLine> linesOf(const EndpointObservation& o, Time now) {
    if (o.peer.tlsVersion.empty() && o.anonymousStatus == 0 && !o.problem.empty())
        return {{ProbeLine::Outcome::Bad, Collecting::tr("The node does not answer"), ui::said(o.problem)}};
    std::vector<ProbeLine> lines{tlsLine(o)};
    if (!o.peer.tlsVersion.empty()) lines.push_back(certificateLine(o, now));
    lines.push_back(anonymousLine(o));
    if (o.deprecatedTls == EndpointObservation::Deprecated::Accepted)
        lines.push_back({ProbeLine::Outcome::Warning, Collecting::tr("TLS 1.1 or older is accepted"),
                         Collecting::tr("Allow TLS 1.2 and 1.3 only.")});
    if (o.plaintext)
        lines.push_back({ProbeLine::Outcome::Warning, Collecting::tr("Plain HTTP is answered on the same port"), {}});
    return lines;
}

}  // namespace

Collecting::~Collecting() {
    cancelProbe();
    stopCollecting();
}

void Collecting::setStore(const std::filesystem::path& store, std::shared_ptr<const Clock> clock, bool simulated) {
    stopCollecting();
    m_store = store;
    m_clock = std::move(clock);
    m_health = {};
    m_health.simulated = simulated;
}

Result<void> Collecting::startCollecting(const QString& fleetFile) {
    if (m_store.empty()) return fail(ErrorCode::Invalid, "no store is open to collect into");
    auto fleet = loadFleet(toStd(fleetFile));
    if (!fleet) return passOn(fleet);
    stopCollecting();
    const bool simulated = m_health.simulated;
    m_health = {};
    m_health.running = true;
    m_health.simulated = simulated;
    for (const auto& node : fleet->nodes) m_health.sources += node.sources.size();
    m_collector = std::jthread([this, simulated, store = m_store, clock = m_clock,
                                config = std::move(*fleet)](const std::stop_token& stop) mutable {
        CollectOptions options;
        options.fleet = std::move(config);
        options.keychain = sessionKeychain();
        if (!simulated) options.monotonic = sinceBoot;
        options.progress = [this](const CollectProgress& progress) {
            QMetaObject::invokeMethod(this, [this, progress] { take(progress); }, Qt::QueuedConnection);
        };
        auto result = collect(store, options, *clock, stop);
        QMetaObject::invokeMethod(this, [this, result = std::move(result)] { ended(result); }, Qt::QueuedConnection);
    });
    Q_EMIT healthChanged();
    if (onHealth) onHealth();
    return {};
}

void Collecting::stopCollecting() {
    if (!m_collector.joinable()) return;
    m_collector.request_stop();
    m_collector.join();
    m_health.running = false;
}

void Collecting::take(const CollectProgress& progress) {
    if (!m_health.running) return;
    m_health.sources = progress.sources;
    m_health.failing = progress.failing.size();
    m_health.rejected = progress.ingest.rejected;
    m_health.events = progress.ingest.events;
    m_health.failures.clear();
    for (const auto& [source, error] : progress.failing)
        m_health.failures.emplace_back(toQString(source), ui::said(error));
    // Nothing is read while nothing can be written.
    if (!progress.ingest.waiting.empty()) {
        m_health.failing = progress.sources;
        m_health.failures.emplace_back(QStringLiteral("vedette/key"), ui::said(progress.ingest.waiting));
    }
    Q_EMIT healthChanged();
    if (onHealth) onHealth();
}

void Collecting::ended(const Result<CollectProgress>& result) {
    m_health.running = false;
    if (!result) m_health.stopped = ui::errorText(result.error());
    Q_EMIT healthChanged();
    if (onHealth) onHealth();
}

void Collecting::probe(const ui::NodeDraft& draft, std::function<void(ProbeLine)> line,
                       std::function<void(bool)> done) {
    cancelProbe();
    const int mine = ++m_probe;
    auto fleet = parseFleet(fleetText({draft}), toStd(tr("the node as typed")));
    if (!fleet) {
        line({ProbeLine::Outcome::Bad, tr("The node cannot be read as typed"), ui::errorText(fleet.error())});
        done(false);
        return;
    }
    line({ProbeLine::Outcome::Running, tr("Connecting to %1").arg(draft.url), {}});
    m_prober = std::jthread([this, mine, node = fleet->nodes.front(), line, done](const std::stop_token& stop) {
        HttpEngine http;
        EndpointObservation seen;
        bool answered = false;
        probeEndpoint(http, node, [&](EndpointObservation observation) {
            seen = std::move(observation);
            answered = true;
        });
        http.runUntilIdle(stop);
        const auto token = tokenLine(node.bearer);
        if (!answered || stop.stop_requested()) return;
        QMetaObject::invokeMethod(
            this,
            [this, mine, line, done, seen = std::move(seen), token] {
                if (mine != m_probe) return;
                bool good = true;
                auto lines = linesOf(seen, SystemClock().now());
                if (token) lines.push_back(*token);
                for (const auto& said : lines) {
                    line(said);
                    good = good && said.outcome != ProbeLine::Outcome::Bad;
                }
                done(good);
            },
            Qt::QueuedConnection);
    });
}

void Collecting::cancelProbe() {
    ++m_probe;
    if (!m_prober.joinable()) return;
    m_prober.request_stop();
    m_prober.join();
}

Result<void> Collecting::writeFleet(const QString& file, const std::vector<ui::NodeDraft>& nodes) {
    const std::string text = fleetText(nodes);
    if (auto checked = parseFleet(text, toStd(file)); !checked) return passOn(checked);
    return writeFileAtomic(toStd(file), text);
}

}  // namespace vedette::console
