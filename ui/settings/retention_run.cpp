// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/retention_run.h"

#include <condition_variable>
#include <mutex>

#include "core/event/event.h"
#include "core/incident/action.h"
#include "reports/pdf/certificate_out.h"

namespace vedette::ui {
namespace {

// 8,192 records between two chances for others to write, and for whoever waits to stop it.
constexpr std::uint64_t kBlocksAtOnce = 8;
constexpr std::uint64_t kBlocksLookedAt = 64;
constexpr auto kPause = std::chrono::milliseconds(250);
constexpr std::uint64_t kReportEvery = 4096;

// Whoever waits for the lock asks again and again; this is long enough to be asked in.
void pause(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, kPause, [] { return false; });
}

Result<void> recordOrder(const RetentionOrdered& ordered) {
    ConsoleAction action;
    action.kind = "retention";
    action.name = "run";
    action.target = ordered.plan.fleet;
    action.actor = ordered.actor;
    action.message = "Forgetting what retention lets go was ordered";
    auto recorded = recordAction(ordered.store, action, *ordered.clock, ordered.by.get());
    return recorded ? Result<void>{} : Result<void>(passOn(recorded));
}

void writeCertificates(const std::filesystem::path& store, RetentionFound& found) {
    for (const auto& issued : found.done.issued) {
        auto file = writeCertificate(store, {}, issued);
        if (file)
            found.folder = file->parent_path();
        else
            found.unwritten = file.error();
    }
}

// The space goes back to the disk, which takes the whole file for itself as long as it lasts.
void giveBack(const RetentionOrdered& ordered, RetentionFound& found) {
    RetentionOrder order;
    order.before = Time::min();
    order.expired = [](std::string_view, const Columns&) { return false; };
    auto done = forgetExpired(ordered.store, order, *ordered.clock);
    if (!done) {
        found.done.unfinished = done.error();
        return;
    }
    found.done.unfinished = done->unfinished;
    found.done.bytesAfter = done->bytesAfter;
}

}  // namespace

Result<RetentionPlan> planRetention(Reader& reader, const std::filesystem::path& resources, Time now) {
    Filter filter;
    filter.is(IntColumn::Class, ocsf::kFleetDeclaration);
    auto page = reader.newest(filter, 1);
    if (!page) return passOn(page);
    if (page->rows.empty())
        return fail(ErrorCode::NotFound, "the log holds no fleet declaration, so no retention is declared");
    auto record = reader.record(page->rows.front().entry);
    auto fleet = record ? parseDeclaration(*record) : Result<Declaration>(passOn(record));
    if (!fleet) return passOn(fleet);
    auto laws = loadRetentionLaws(resources / "retention" / "laws.yaml");
    auto policy = laws ? RetentionPolicy::resolve(*fleet, *laws, now) : Result<RetentionPolicy>(passOn(laws));
    if (!policy) return passOn(policy);
    RetentionPlan plan{fleet->name, std::move(*policy), {}};
    for (const RetentionLaw& law : *laws) plan.laws[law.id] = law.title;
    return plan;
}

Result<RetentionFound> runRetention(const RetentionOrdered& ordered, JobControl& control) {
    RetentionFound found;
    RetentionPolicy policy = ordered.plan.policy;
    const auto before = policy.before();
    if (!before) return found;
    Filter older;
    older.to = *before;
    auto reader = Reader::open(ordered.store);
    auto extent = reader ? (*reader)->extent(older) : Result<Extent>(passOn(reader));
    if (!extent) return passOn(extent);
    reader->reset();
    if (control.stop().stop_requested()) return fail(ErrorCode::Cancelled, "nothing was forgotten");
    if (!ordered.dryRun)
        if (auto recorded = recordOrder(ordered); !recorded) return passOn(recorded);
    std::uint64_t looked = 0;
    RetentionOrder order;
    order.before = *before;
    order.expired = [&](std::string_view record, const Columns& columns) {
        if (looked++ % kReportEvery == 0) control.progress(looked, extent->count);
        if (!policy.expired(record, columns)) return false;
        for (const auto& name : policy.classesOf(record, columns)) ++found.over[name];
        return true;
    };
    order.policy = policy.json();
    order.actor = ordered.actor;
    order.reason = "retention of " + ordered.plan.fleet;
    order.dryRun = ordered.dryRun;
    order.blocksAtOnce = ordered.dryRun ? kBlocksLookedAt : kBlocksAtOnce;
    order.shrink = false;
    order.between = [&] {
        if (!ordered.dryRun && ordered.collecting) pause(control.stop());
        found.stopped = control.stop().stop_requested();
        return !found.stopped;
    };
    auto done = forgetExpired(ordered.store, order, *ordered.clock);
    if (!done) return passOn(done);
    if (ordered.dryRun && found.stopped) return fail(ErrorCode::Cancelled, "nothing was forgotten");
    found.done = std::move(*done);
    writeCertificates(ordered.store, found);
    control.progress(0, 0);
    if (!ordered.dryRun && !ordered.collecting && !found.stopped && found.done.forgotten > 0 && control.commit())
        giveBack(ordered, found);
    return found;
}

}  // namespace vedette::ui
