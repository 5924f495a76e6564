// SPDX-License-Identifier: GPL-3.0-or-later
// What the screens ask of the rest of the program and may not include themselves: collecting, probing, the simulated
// fleet. app/console implements it; tests have a fake. Methods are called on the UI thread and answer there.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

#include "core/base/error.h"

namespace vedette::ui {

struct CollectHealth {
    bool running = false;
    std::uint64_t sources = 0;
    std::uint64_t failing = 0;
    std::uint64_t rejected = 0;
    std::uint64_t events = 0;                           // since the start of collecting
    std::vector<std::pair<QString, QString>> failures;  // source → error
    QString stopped;                                    // why collecting ended by itself; empty otherwise
    bool simulated = false;                             // a demo fleet: every screen says so
};

// One step of a connection test as it happens.
struct ProbeLine {
    enum class Outcome { Running, Good, Warning, Bad };
    Outcome outcome = Outcome::Running;
    QString what;    // "TLS 1.3, certificate until 3 Feb 2027"
    QString detail;  // what to do when it is bad
};

// A node as typed into the connection wizard.
struct NodeDraft {
    QString id;
    QString url;   // https://host:port
    QString kind;  // mapping or metric flavour: "vllm", "nginx-json", ...
    QString provider;
    QString region;
    QStringList dataClasses;
    QStringList allowedZones;
    QString caFile;  // own authority; empty: the system's
    QString bearer;  // secret reference: "env:NAME" or "file:/path"; never the secret
};

class Services {
public:
    virtual ~Services() = default;
    [[nodiscard]] virtual CollectHealth health() const = 0;
    // Collects from the fleet file into the open store until stopped; errors at start come back at once.
    [[nodiscard]] virtual Result<void> startCollecting(const QString& fleetFile) = 0;
    virtual void stopCollecting() = 0;
    // Connects to the node as collecting would, line by line; `done` comes last. One at a time; a new call replaces it.
    virtual void probe(const NodeDraft& draft, std::function<void(ProbeLine)> line, std::function<void(bool)> done) = 0;
    virtual void cancelProbe() = 0;
    // Writes a fleet file with these nodes, checked the way the collector would read it.
    [[nodiscard]] virtual Result<void> writeFleet(const QString& file, const std::vector<NodeDraft>& nodes) = 0;
    // Called about once a second while collecting, and when it starts or ends.
    std::function<void()> onHealth;
    // Why this desktop shows no notifications, as a sentence; empty when it shows them. Set by whoever sends them.
    QString noticeTrouble;
};

}  // namespace vedette::ui
