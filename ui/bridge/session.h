// SPDX-License-Identifier: GPL-3.0-or-later
// A store that is open in the console: its readers, its recorder, the current scope and what is known of the log's
// head. One per window; several may be open on one store. UI thread only.
#pragma once

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>

#include "ui/bridge/reader_pool.h"
#include "ui/bridge/recorder.h"
#include "ui/bridge/scope.h"

namespace vedette::ui {

class Query;

class Session : public QObject {
    Q_OBJECT

public:
    // What Reader::open answers when the store cannot be opened. `clock` is the machine's or the simulated fleet's.
    [[nodiscard]] static Result<std::unique_ptr<Session>> open(const std::filesystem::path& store,
                                                               std::shared_ptr<const Clock> clock);
    ~Session() override;

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] QString name() const;  // the folder's name
    [[nodiscard]] Time now() const { return m_clock->now(); }
    [[nodiscard]] const std::shared_ptr<const Clock>& clock() const { return m_clock; }
    [[nodiscard]] ReaderPool& readers() { return *m_readers; }

    [[nodiscard]] const Scope& scope() const { return m_scope; }
    void setScope(const Scope& scope);
    // The scope's time and nodes, as of now.
    [[nodiscard]] Filter filter() const { return m_scope.filter(now()); }
    [[nodiscard]] Period period() const { return m_scope.period(now()); }

    // Number of entries when the head was last looked at; polled twice a second.
    [[nodiscard]] std::uint64_t entries() const { return m_entries; }
    // Entries per minute over the last minute of wall time.
    [[nodiscard]] double ingestPerMinute() const;

    // Puts events into the log in one transaction. `done` gets the first one's entry once all are durable.
    void record(MakeEvents events, std::function<void(Result<std::uint64_t>)> done);
    // Who acts: the login name, or what the settings say.
    [[nodiscard]] QString actor() const { return m_actor; }
    void setActor(const QString& actor) { m_actor = actor; }

Q_SIGNALS:
    void scopeChanged();
    void headMoved(quint64 entries);
    // The store answers again, or does not: empty text when all is well.
    void troubleChanged(const QString& trouble);

private:
    Session(std::filesystem::path folder, std::shared_ptr<const Clock> clock);
    void lookAtHead();

    std::filesystem::path m_folder;
    std::shared_ptr<const Clock> m_clock;
    Scope m_scope;
    QString m_actor;
    QString m_trouble;
    std::uint64_t m_entries = 0;
    struct Sample {
        qint64 at;
        std::uint64_t entries;
    };
    std::deque<Sample> m_samples;
    QTimer m_timer;
    std::unique_ptr<Recorder> m_recorder;
    std::unique_ptr<ReaderPool> m_readers;
    std::unique_ptr<Query> m_headQuery;
};

}  // namespace vedette::ui
