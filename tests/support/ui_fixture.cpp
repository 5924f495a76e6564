// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/ui_fixture.h"

#include <QDir>
#include <QTest>

#include <cstdlib>
#include <iostream>

namespace vedette::test {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void giveUp(const std::string& why) {
    std::cerr << "the test's store cannot be made: " << why << '\n';
    std::exit(1);
}

// Made by the test `demo_store` (tests/ui/CMakeLists.txt), or by hand:
//   vedettectl demo --dir DIR --for 10s --speed 600   and VEDETTE_DEMO=DIR
fs::path demoStore() {
    const char* given = std::getenv("VEDETTE_DEMO");
    return fs::path(given != nullptr ? given : VEDETTE_DEMO_DIR) / "store";
}

Time lastTime(const fs::path& store) {
    auto reader = Reader::open(store);
    if (!reader) giveUp(reader.error().text());
    auto page = (*reader)->newest(Filter{}, 1);
    if (!page) giveUp(page.error().text());
    return page->rows.empty() ? kFixtureStart : page->rows.front().columns.time();
}

}  // namespace

Time copyDemoStore(const fs::path& folder) {
    std::error_code trouble;
    fs::copy(demoStore(), folder, fs::copy_options::recursive, trouble);
    if (trouble) giveUp(trouble.message() + " at " + demoStore().string());
    return lastTime(folder) + std::chrono::seconds(20);
}

Result<void> FakeServices::startCollecting(const QString& fleetFile) {
    fleetsStarted.push_back(fleetFile);
    state.running = true;
    if (onHealth) onHealth();
    return {};
}

void FakeServices::probe(const ui::NodeDraft& draft, std::function<void(ui::ProbeLine)> line,
                         std::function<void(bool)> done) {
    probed.push_back(draft);
    for (const auto& l : probeLines) line(l);
    done(probeGood);
}

Result<void> FakeServices::writeFleet(const QString&, const std::vector<ui::NodeDraft>& nodes) {
    written = nodes;
    return {};
}

UiFixture::UiFixture(Store store, ui::Theme::Mode mode)
    : clock(std::make_shared<FixedClock>(kFixtureStart)), m_theme(std::make_unique<ui::Theme>(mode)) {
    m_theme->install(*qApp);
    m_theme->setReducedMotion(true);
    if (store == Store::Demo) {
        clock->set(copyDemoStore(folder()));
    } else {
        makeStore(folder(), *clock);
    }
    m_settings = std::make_unique<ui::SettingsStore>(QString::fromStdString((m_folder / "settings.ini").string()));
    auto session = ui::Session::open(folder(), clock);
    if (!session) giveUp(session.error().text());
    m_session = std::move(*session);
    m_session->setActor(QStringLiteral("m.okafor"));
    m_jobs = std::make_unique<ui::Jobs>();
    m_integrity = std::make_unique<ui::IntegrityWatch>(*m_session, 60'000);
    auto known = std::make_shared<SharedAlerts>();
    m_alerts = ui::makeAlertFeed(*m_session, known);
    m_posture = ui::makePostureFeed(*m_session, VEDETTE_RESOURCES);
    m_fleet = ui::makeFleetFeed(*m_session, *m_alerts);
    m_context = std::make_unique<ui::Context>(ui::Context{*m_theme, *m_session, navigator, *m_jobs, services,
                                                          *m_settings, *m_integrity, *m_alerts, *m_posture, *m_fleet,
                                                          VEDETTE_RESOURCES, known});
}

UiFixture::~UiFixture() = default;

fs::path UiFixture::folder() const { return m_folder / "acme-eu.store"; }

bool UiFixture::waitForFeeds() {
    m_alerts->refreshNow();
    m_posture->refreshNow();
    m_fleet->refreshNow();
    return QTest::qWaitFor(
        [this] {
            return m_alerts->value() && m_posture->value() && m_fleet->value() && m_integrity->report().has_value();
        },
        180'000);
}

void UiFixture::shoot(QWidget& widget, const QString& name, QSize size) {
    widget.resize(size);
    widget.show();
    QCoreApplication::processEvents();
    const QString folder = qEnvironmentVariable("VEDETTE_SHOTS");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    widget.grab().save(folder + QChar(u'/') + name + QStringLiteral(".png"));
}

}  // namespace vedette::test
