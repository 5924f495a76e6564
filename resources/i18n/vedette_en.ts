<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>vedette::ui::AlertDrawer</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> finding(s), raised %1.</source>
        <translation>
            <numerusform> finding, raised %1.</numerusform>
            <numerusform> findings, raised %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It was closed, and %n finding(s) came since.</source>
        <translation>
            <numerusform>It was closed, and %n finding came since.</numerusform>
            <numerusform>It was closed, and %n findings came since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertNotices</name>
    <message numerus="yes">
        <source>On %n node(s).</source>
        <translation>
            <numerusform>On %n node.</numerusform>
            <numerusform>On %n nodes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n critical alert(s)</source>
        <translation>
            <numerusform>%n critical alert</numerusform>
            <numerusform>%n critical alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertQueueModel</name>
    <message numerus="yes">
        <source>%n alert(s), %1</source>
        <translation>
            <numerusform>%n alert, %1</numerusform>
            <numerusform>%n alerts, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertsPage</name>
    <message numerus="yes">
        <source>End of the queue: %n alert(s).</source>
        <translation>
            <numerusform>End of the queue: %n alert.</numerusform>
            <numerusform>End of the queue: %n alerts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The log has %n entries.</source>
        <translation>
            <numerusform>The log has %n entry.</numerusform>
            <numerusform>The log has %n entries.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::BarList</name>
    <message numerus="yes">
        <source>Ranking of %n, first %1 with %2</source>
        <translation>
            <numerusform>Ranking of %n, first %1 with %2</numerusform>
            <numerusform>Ranking of %n, first %1 with %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::BaselineChart</name>
    <message numerus="yes">
        <source>Too little history for a baseline: %n value(s) before the alert, %1 are needed.</source>
        <translation>
            <numerusform>Too little history for a baseline: %n value before the alert, %1 are needed.</numerusform>
            <numerusform>Too little history for a baseline: %n values before the alert, %1 are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Baseline: median ± 3 MAD of the same hours of the days before (%n value(s) in all).</source>
        <translation>
            <numerusform>Baseline: median ± 3 MAD of the same hours of the days before (%n value in all).</numerusform>
            <numerusform>Baseline: median ± 3 MAD of the same hours of the days before (%n values in all).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Baseline: median ± 3 MAD of the %n value(s) before the alert.</source>
        <translation>
            <numerusform>Baseline: median ± 3 MAD of the %n value before the alert.</numerusform>
            <numerusform>Baseline: median ± 3 MAD of the %n values before the alert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseAlertList</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseDrawer</name>
    <message numerus="yes">
        <source>%n wait(s) for an answer</source>
        <translation>
            <numerusform>%n waits for an answer</numerusform>
            <numerusform>%n wait for an answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ChangeLine</name>
    <message numerus="yes">
        <source>, %n as before.</source>
        <translation>
            <numerusform>, %n as before.</numerusform>
            <numerusform>, %n as before.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::CompletenessChart</name>
    <message numerus="yes">
        <source>%n request(s) were served and are not in the log.</source>
        <translation>
            <numerusform>%n request was served and is not in the log.</numerusform>
            <numerusform>%n requests were served and are not in the log.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) more are in the log than the node counted.</source>
        <translation>
            <numerusform>%n row more is in the log than the node counted.</numerusform>
            <numerusform>%n rows more are in the log than the node counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n hour(s) it cannot be said: %1.</source>
        <translation>
            <numerusform>Of %n hour it cannot be said: %1.</numerusform>
            <numerusform>Of %n hours it cannot be said: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s): %1</source>
        <translation>
            <numerusform>%n hour: %1</numerusform>
            <numerusform>%n hours: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::CompliancePage</name>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n controls</source>
        <translation>
            <numerusform>%n control</numerusform>
            <numerusform>%n controls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n node(s), or the whole fleet where a control is not about single nodes</source>
        <translation>
            <numerusform>%1 · %n node, or the whole fleet where a control is not about single nodes</numerusform>
            <numerusform>%1 · %n nodes, or the whole fleet where a control is not about single nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ConnectWizard</name>
    <message numerus="yes">
        <source>%n node(s) noted. The next one:</source>
        <translation>
            <numerusform>%n node noted. The next one:</numerusform>
            <numerusform>%n nodes noted. The next one:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlDrawer</name>
    <message numerus="yes">
        <source>And %n more, none of them worse; the report lists them all.</source>
        <translation>
            <numerusform>And %n more, no worse than these; the report lists them all.</numerusform>
            <numerusform>And %n more, none of them worse; the report lists them all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items, worst first</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items, worst first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::DataTable</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::DecisionsCard</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n control(s)</source>
        <translation>
            <numerusform>%n control</numerusform>
            <numerusform>%n controls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silent node(s)</source>
        <translation>
            <numerusform>%n silent node</numerusform>
            <numerusform>%n silent nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::EntriesCard</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::FilterPopup</name>
    <message numerus="yes">
        <source>%n value(s) in the log.</source>
        <translation>
            <numerusform>%n value in the log.</numerusform>
            <numerusform>%n values in the log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::FleetMapCard</name>
    <message numerus="yes">
        <source>%n flow(s) are too short or too many to draw; the table of flows has all.</source>
        <translation>
            <numerusform>%n flow is too short or too many to draw; the table of flows has all.</numerusform>
            <numerusform>%n flows are too short or too many to draw; the table of flows has all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::FleetPage</name>
    <message numerus="yes">
        <source>%1 of %n node(s)</source>
        <translation>
            <numerusform>%1 of %n node</numerusform>
            <numerusform>%1 of %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::FlowsModel</name>
    <message numerus="yes">
        <source>%1: %n node(s): %2</source>
        <extracomment>%1 a place, %2 &quot;2 healthy, 1 alert&quot;</extracomment>
        <translation>
            <numerusform>%1: %n node: %2</numerusform>
            <numerusform>%1: %n nodes: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::GroupCard</name>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::IncidentsPage</name>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End of the list: %n incident(s).</source>
        <translation>
            <numerusform>End of the list: %n incident.</numerusform>
            <numerusform>End of the list: %n incidents.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::IntegrityBand</name>
    <message numerus="yes">
        <source>The store has been changed: %1, %2. %Ln place(s) in all; nothing carries a seal until it is restored.</source>
        <translation>
            <numerusform>The store has been changed: %1, %2. %Ln place in all; nothing carries a seal until it is restored.</numerusform>
            <numerusform>The store has been changed: %1, %2. %Ln places in all; nothing carries a seal until it is restored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::NodeDetail</name>
    <message numerus="yes">
        <source>%1, %n day(s) left</source>
        <translation>
            <numerusform>%1, %n day left</numerusform>
            <numerusform>%1, %n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::NodeGrid</name>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need a look</source>
        <translation>
            <numerusform>%n needs a look</numerusform>
            <numerusform>%n need a look</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::NodesModel</name>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n d</numerusform>
            <numerusform>%n d</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::OverviewPage</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> control(s) fail. </source>
        <translation>
            <numerusform> control fails. </numerusform>
            <numerusform> controls fail. </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> of %n node(s) silent.</source>
        <translation>
            <numerusform> of %n node silent.</numerusform>
            <numerusform> of %n nodes silent.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::PostureCard</name>
    <message numerus="yes">
        <source>%n control(s), counted one by one, by the law of the period</source>
        <translation>
            <numerusform>%n control, counted one by one, by the law of the period</numerusform>
            <numerusform>%n controls, counted one by one, by the law of the period</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ProofSpine</name>
    <message numerus="yes">
        <source>%n more level(s); Enter shows them.</source>
        <translation>
            <numerusform>%n more level; Enter shows them.</numerusform>
            <numerusform>%n more levels; Enter shows them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Path of the proof from entry %1 to the signed root, %n level(s)</source>
        <translation>
            <numerusform>Path of the proof from entry %1 to the signed root, %n level</numerusform>
            <numerusform>Path of the proof from entry %1 to the signed root, %n levels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s)</source>
        <translation>
            <numerusform>%n more level</numerusform>
            <numerusform>%n more levels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::QueueBar</name>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n marked</numerusform>
            <numerusform>%n marked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open before</source>
        <translation>
            <numerusform>%n open before</numerusform>
            <numerusform>%n open before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportBuilder</name>
    <message numerus="yes">
        <source>Only %1 (%n node(s)), as chosen above, by the law of each day, in UTC. Controls that are not about single nodes are judged for the whole fleet and say so; integrity is that of the whole log.</source>
        <translation>
            <numerusform>Only %1 (%n node), as chosen above, by the law of each day, in UTC. Controls that are not about single nodes are judged for the whole fleet and say so; integrity is that of the whole log.</numerusform>
            <numerusform>Only %1 (%n nodes), as chosen above, by the law of each day, in UTC. Controls that are not about single nodes are judged for the whole fleet and say so; integrity is that of the whole log.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportOutcome</name>
    <message numerus="yes">
        <source>%n files are written.</source>
        <translation>
            <numerusform>%n file is written.</numerusform>
            <numerusform>%n files are written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportsPage</name>
    <message numerus="yes">
        <source>%n controls lack evidence. The report says so and does not call them met.</source>
        <translation>
            <numerusform>%n control lacks evidence. The report says so and does not call it met.</numerusform>
            <numerusform>%n controls lack evidence. The report says so and does not call them met.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::RetentionCard</name>
    <message numerus="yes">
        <source>%1 records are forgotten, under %n certificate(s).</source>
        <translation>
            <numerusform>%1 records are forgotten, under %n certificate.</numerusform>
            <numerusform>%1 records are forgotten, under %n certificates.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::RevealPanel</name>
    <message numerus="yes">
        <source>Clear values, hidden again in %n s.</source>
        <translation>
            <numerusform>Clear values, hidden again in %n s.</numerusform>
            <numerusform>Clear values, hidden again in %n s.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::SettingsPage</name>
    <message numerus="yes">
        <source>%n place(s), the first %1 shown</source>
        <translation>
            <numerusform>%n place, the first %1 shown</numerusform>
            <numerusform>%n places, the first %1 shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more remark(s); vedettectl verify lists them</source>
        <translation>
            <numerusform>%n more remark; vedettectl verify lists it</numerusform>
            <numerusform>%n more remarks; vedettectl verify lists them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n anchor(s) signed by a revoked key prove nothing</source>
        <translation>
            <numerusform>%n anchor signed by a revoked key proves nothing</numerusform>
            <numerusform>%n anchors signed by a revoked key prove nothing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ShiftDrawer</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::StackedBars</name>
    <message numerus="yes">
        <source>Stacked bars, %n in time</source>
        <translation>
            <numerusform>Stacked bars, %n in time</numerusform>
            <numerusform>Stacked bars, %n in time</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::StatusStrip</name>
    <message numerus="yes">
        <source>%n gap(s) in the sources</source>
        <translation>
            <numerusform>%n gap in the sources</numerusform>
            <numerusform>%n gaps in the sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>broken: %Ln place(s)</source>
        <translation>
            <numerusform>broken: %Ln place</numerusform>
            <numerusform>broken: %Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::TimeLine</name>
    <message numerus="yes">
        <source>Line of %n points, highest %1</source>
        <translation>
            <numerusform>Line of %n point, highest %1</numerusform>
            <numerusform>Line of %n points, highest %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::TimelineList</name>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>… %n more</numerusform>
            <numerusform>… %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::TopBar</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::Tray</name>
    <message numerus="yes">
        <source>Vedette: %n critical alert(s) that nobody has taken up</source>
        <translation>
            <numerusform>Vedette: %n critical alert that nobody has taken up</numerusform>
            <numerusform>Vedette: %n critical alerts that nobody has taken up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Vedette: %n source(s) failing</source>
        <translation>
            <numerusform>Vedette: %n source failing</numerusform>
            <numerusform>Vedette: %n sources failing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::shiftNotes</name>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation>
            <numerusform>%n open alert</numerusform>
            <numerusform>%n open alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them late</source>
        <translation>
            <numerusform>%n of them late</numerusform>
            <numerusform>%n of them late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open incident(s)</source>
        <translation>
            <numerusform>%n open incident</numerusform>
            <numerusform>%n open incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s) in this shift</source>
        <translation>
            <numerusform>%n new alert in this shift</numerusform>
            <numerusform>%n new alerts in this shift</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s)</source>
        <translation>
            <numerusform>%n decision</numerusform>
            <numerusform>%n decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %2 · %n alert(s)</source>
        <translation>
            <numerusform>%1 · %2 · %n alert</numerusform>
            <numerusform>%1 · %2 · %n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n incident</numerusform>
            <numerusform>%n incidents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Verified: %n entries</source>
        <translation>
            <numerusform>Verified: %n entry</numerusform>
            <numerusform>Verified: %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The log is broken in %n place(s)</source>
        <translation>
            <numerusform>The log is broken in %n place</numerusform>
            <numerusform>The log is broken in %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) in the sources</source>
        <translation>
            <numerusform>%n gap in the sources</numerusform>
            <numerusform>%n gaps in the sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
</TS>
