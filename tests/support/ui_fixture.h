// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a page needs, for tests and screenshots: a theme, a store made by the demo's own programs (copied, so that
// a test may write to it), a clock that stands still, and fakes that write down what the page asked of the world
// around.
#pragma once

#include <QApplication>

#include <functional>
#include <memory>
#include <vector>

#include "tests/support/store_fixture.h"
#include "ui/page/context.h"
#include "ui/page/page.h"

namespace vedette::test {

class FakeNavigator final : public ui::Navigator {
public:
    void open(const ui::Target& target) override { opened.push_back(target); }
    void toast(const QString& text, std::function<void()> undo) override {
        toasts.push_back(text);
        lastUndo = std::move(undo);
    }
    std::vector<ui::Target> opened;
    std::vector<QString> toasts;
    std::function<void()> lastUndo;
};

class FakeServices final : public ui::Services {
public:
    [[nodiscard]] ui::CollectHealth health() const override { return state; }
    [[nodiscard]] Result<void> startCollecting(const QString& fleetFile) override;
    void stopCollecting() override { state.running = false; }
    void probe(const ui::NodeDraft& draft, std::function<void(ui::ProbeLine)> line,
               std::function<void(bool)> done) override;
    void cancelProbe() override { ++cancelledProbes; }
    [[nodiscard]] Result<void> writeFleet(const QString& file, const std::vector<ui::NodeDraft>& nodes) override;

    ui::CollectHealth state;
    std::vector<ui::ProbeLine> probeLines;  // given line by line to whoever probes
    bool probeGood = true;
    std::vector<ui::NodeDraft> probed;
    std::vector<ui::NodeDraft> written;
    QStringList fleetsStarted;
    int cancelledProbes = 0;
};

// Copies the demo's store to `folder` and gives the time 20 s after its newest entry. Ends the test program with a
// message when there is none.
[[nodiscard]] Time copyDemoStore(const std::filesystem::path& folder);

class UiFixture {
public:
    enum class Store {
        Demo,   // 12 hours of six simulated nodes with five attacks, collected, judged and verified
        Empty,  // created, nothing in it
    };
    // Ends the test program with a message when the store cannot be made.
    explicit UiFixture(Store store = Store::Demo, ui::Theme::Mode mode = ui::Theme::Mode::Light);
    ~UiFixture();

    // Waits (processing events) until the three feeds have an answer.
    bool waitForFeeds();
    ui::Context& context() { return *m_context; }
    std::filesystem::path folder() const;
    // Shows the widget at this size and saves it as a PNG into $VEDETTE_SHOTS when that is set.
    static void shoot(QWidget& widget, const QString& name, QSize size = QSize(1096, 724));

    FakeNavigator navigator;
    FakeServices services;
    std::shared_ptr<FixedClock> clock;

private:
    TempFolder m_folder;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<ui::SettingsStore> m_settings;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Jobs> m_jobs;
    std::unique_ptr<ui::IntegrityWatch> m_integrity;
    std::unique_ptr<ui::Feed<ui::AlertQueue>> m_alerts;
    std::unique_ptr<ui::Feed<Judgement>> m_posture;
    std::unique_ptr<ui::Feed<FleetState>> m_fleet;
    std::unique_ptr<ui::Context> m_context;
};

}  // namespace vedette::test
