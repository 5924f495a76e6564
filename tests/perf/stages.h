// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a benchmark run. Each measures, adds to the report and cleans up behind itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/perf/report.h"

namespace vedette::perf {

void measureMachine(Report& report, const std::filesystem::path& folder, bool quick);
// Makes a store of `events` at `store`; the first `timed` of them are what is measured.
void measureAppend(Report& report, const std::filesystem::path& store, std::uint64_t timed, std::uint64_t events);
// Makes a store of `events` that ends at `until`, with `alerts` findings, each an alert of its own, spread over it.
void fillStore(const std::filesystem::path& store, std::uint64_t events, std::uint64_t alerts, std::int64_t until);
// Appends `perSecond` events, time after time, until `stopped` says so; gives how many there were.
std::uint64_t feedStore(const std::filesystem::path& store, std::uint64_t perSecond,
                        const std::function<bool()>& stopped);
void measureWholeWay(Report& report, const std::filesystem::path& store, std::uint64_t events);
void measureVerify(Report& report, const std::filesystem::path& store, const std::string& size);
void measureQueries(Report& report, const std::filesystem::path& store, const std::string& size);
// Of a store of measureAppend(); declares its fleet in it.
void measureJudging(Report& report, const std::filesystem::path& store, const std::string& size, double events);
void measureRestart(Report& report, const std::filesystem::path& store, const std::string& size);
void measurePrinting(Report& report);
void measurePeers(Report& report, const std::filesystem::path& folder, std::uint64_t events);

}  // namespace vedette::perf
