// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/integrity_watch.h"

#include "ui/bridge/thread_priority.h"

namespace vedette::ui {
namespace {

constexpr auto kFullEvery = std::chrono::hours(1);

}  // namespace

IntegrityWatch::IntegrityWatch(Session& session, int pauseMs) : m_session(session), m_pauseMs(pauseMs) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &IntegrityWatch::start);
    m_timer.start(0);
}

IntegrityWatch::~IntegrityWatch() {
    m_stop.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

void IntegrityWatch::verifyNow() {
    m_lastFull = {};
    if (!m_running) m_timer.start(0);
}

std::uint64_t IntegrityWatch::sealedBelow() const { return m_report && m_report->intact ? m_report->entries : 0; }

void IntegrityWatch::start() {
    m_running = true;
    m_permille = 0;
    Q_EMIT changed();
    if (m_thread.joinable()) m_thread.join();
    const bool full = m_lastFull == std::chrono::steady_clock::time_point{} ||
                      std::chrono::steady_clock::now() - m_lastFull >= kFullEvery;
    if (full) m_memory = makeVerifyMemory();
    m_thread = std::jthread([this, folder = m_session.folder(), memory = m_memory, stop = m_stop.get_token()] {
        giveWay(kInBackground);  // the screens and the collector come first
        VerifyOptions options;
        options.threads = 1;
        options.stop = stop;
        int shown = 0;
        options.progress = [this, &shown](std::uint64_t done, std::uint64_t total) {
            const int now = total == 0 ? 0 : static_cast<int>(done * 1000 / total);
            if (now < shown + 20) return;
            shown = now;
            QMetaObject::invokeMethod(
                this,
                [this, now] {
                    m_permille = now;
                    Q_EMIT changed();
                },
                Qt::QueuedConnection);
        };
        options.memory = memory;
        auto report = std::make_shared<Result<VerifyReport>>(verifyStore(folder, options));
        QMetaObject::invokeMethod(this, [this, report] { finish(std::move(*report)); }, Qt::QueuedConnection);
    });
}

void IntegrityWatch::finish(Result<VerifyReport> report) {
    m_running = false;
    if (report) {
        m_error.reset();
        m_verifiedAt = m_session.now();
        m_verifiedBoot = sinceBoot();
        m_report = std::move(*report);
        if (m_report->readFrom == 0) {
            m_readInFullAt = m_verifiedAt;
            m_lastFull = std::chrono::steady_clock::now();
        }
    } else if (report.error().code != ErrorCode::Cancelled) {
        m_error = report.error();
    }
    const auto took = m_report ? m_report->took : Duration::zero();
    const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    m_timer.start(std::max(m_pauseMs, static_cast<int>(std::min<long>(rest, 600'000))));
    Q_EMIT changed();
}

}  // namespace vedette::ui
