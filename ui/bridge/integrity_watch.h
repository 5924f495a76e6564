// SPDX-License-Identifier: GPL-3.0-or-later
// Verifies the store in the background, again and again while the log grows, and keeps the latest verdict. Everything
// is read at first, then every hour and when somebody asks; in between only what came since (VerifyMemory). Integrity
// and completeness are given apart. One thread at low priority. UI thread only.
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

#include "core/base/boot_time.h"
#include "core/store/verify.h"
#include "ui/bridge/session.h"

namespace vedette::ui {

class IntegrityWatch : public QObject {
    Q_OBJECT

public:
    // `pauseMs`: rest between two verifications; a run on a large store also rests as long as it took.
    IntegrityWatch(Session& session, int pauseMs);
    ~IntegrityWatch() override;

    // Reads everything.
    void verifyNow();
    [[nodiscard]] bool running() const { return m_running; }
    [[nodiscard]] int permille() const { return m_permille; }
    // The latest verdict; empty until the first is there.
    [[nodiscard]] const std::optional<VerifyReport>& report() const { return m_report; }
    [[nodiscard]] Time verifiedAt() const { return m_verifiedAt; }
    // How long ago that was for whoever sits here. Not by the session's clock: that of a demo runs hundreds of times
    // faster, and any clock of the day may be set.
    [[nodiscard]] Duration sinceVerified() const { return sinceBoot() - m_verifiedBoot; }
    // When everything was read the last time; verifiedAt() when that was it.
    [[nodiscard]] Time readInFullAt() const { return m_readInFullAt; }
    // Why the check could not be made; empty when it could.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    // Entries below this number were verified and found intact: they may carry a seal.
    [[nodiscard]] std::uint64_t sealedBelow() const;

Q_SIGNALS:
    void changed();

private:
    void start();
    void finish(Result<VerifyReport> report);
    Session& m_session;
    int m_pauseMs;
    QTimer m_timer;
    bool m_running = false;
    int m_permille = 0;
    std::optional<VerifyReport> m_report;
    std::optional<Error> m_error;
    Time m_verifiedAt{};
    Duration m_verifiedBoot{};
    Time m_readInFullAt{};
    std::shared_ptr<VerifyMemory> m_memory = makeVerifyMemory();
    std::chrono::steady_clock::time_point m_lastFull{};
    std::stop_source m_stop;
    std::jthread m_thread;
};

}  // namespace vedette::ui
