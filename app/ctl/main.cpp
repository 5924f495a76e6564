// SPDX-License-Identifier: GPL-3.0-or-later
// vedettectl: the table of its commands.
#include <fmt/format.h>

#include <cstdio>

#include "app/ctl/commands.h"
#include "core/base/processor.h"

int main(int argc, char** argv) {
    using namespace vedette::ctl;
    if (auto able = vedette::checkProcessor(); !able) {
        fmt::print(stderr, "vedettectl: {}\n", able.error().text());
        return kFailed;
    }
    return runCommandLine(
        argc, argv,
        {
            {"init", "Make an empty signed store", "vedettectl init evidence --origin example.org/desk-1", declareInit},
            {"import", "Bring in log files by hand",
             "vedettectl import evidence --mapping nginx-json --node edge-1 access.log", declareImport},
            {"collect", "Collect from a fleet until stopped", "vedettectl collect evidence --fleet fleet.yaml",
             declareCollect},
            {"verify", "Check integrity and completeness of a store",
             "vedettectl verify evidence --anchor /mnt/other/checkpoints", declareVerify},
            {"anchor", "Have the newest checkpoint signed by a witness or a timestamp authority",
             "vedettectl anchor evidence --witness https://witness.example --witness-key \"$(cat witness.key)\"",
             declareAnchor},
            {"prove", "Prove that an entry is in the log, or check such a proof",
             "vedettectl prove evidence 1042 -o 1042.tlog-proof", declareProve},
            {"bundle", "Write records with their proofs to a ZIP file that checks itself",
             "vedettectl bundle evidence group=3f9a --period 2026Q3 -o case-17.zip", declareBundle},
            {"query", "Print matching records, OCSF, one JSON a line",
             "vedettectl query evidence class=6003 status=2 --from -7d --limit 20", declareQuery},
            {"sql", "Ask the log in SQL, to read only",
             "vedettectl sql evidence \"SELECT node, count(*) FROM event WHERE status = 2 GROUP BY node\"", declareSql},
            {"check", "Judge the controls over a period", "vedettectl check evidence --pack gdpr,hipaa --period 2026Q3",
             declareCheck},
            {"alerts", "List alerts and decide on them",
             "vedettectl alerts evidence close 3f9a --verdict false_positive --note \"load test\"", declareAlerts},
            {"incidents", "List incidents, their timeline and clocks, and work on them",
             "vedettectl incidents evidence status inc-3f9a closed --verdict true_positive", declareIncidents},
            {"report", "Write a report for a period",
             "vedettectl report evidence --pack gdpr --period 2026Q3 --format html,csv -o out", declareReport},
            {"erase", "Erase a data subject: its key and its sealed data",
             "vedettectl erase evidence --subject jo@example.org --reason \"request 4711\"", declareErase},
            {"hold", "Order, release and list legal holds",
             "vedettectl hold evidence add node=edge-1 --from 2026-11-01 --reason \"case 7\"", declareHold},
            {"people", "Give people accounts, and say what they may do",
             "vedettectl people evidence add anna --role administrator", declarePeople},
            {"retention", "Forget what is older than policy and law allow",
             "vedettectl retention evidence --fleet fleet.yaml --dry-run", declareRetention},
            {"backup", "Copy the store as it is now, while it is being written to",
             "vedettectl backup evidence /mnt/backup/evidence-2026-11-21", declareBackup},
            {"restore", "Make a store of a backup, without what was erased since",
             "vedettectl restore /mnt/backup/evidence-2026-11-21 evidence --living evidence.broken", declareRestore},
            {"key", "Show and change the keys the log is signed with",
             "vedettectl key evidence rotate --reason \"yearly change\"", declareKey},
            {"probe", "Look at TLS, authentication and exposure of each endpoint",
             "vedettectl probe --fleet fleet.yaml", declareProbe},
            {"kpis", "Reckon the key figures of a period", "vedettectl kpis evidence --period 2026Q3", declareKpis},
            {"packs", "List what is loaded, and what is wrong with it", "vedettectl packs mappings", declarePacks},
            {"demo", "Run a simulated fleet and show what comes of it", "vedettectl demo --nodes 6 --for 60s",
             declareDemo},
        });
}
