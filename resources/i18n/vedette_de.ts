<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Glyph</name>
    <message>
        <source>Critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manual pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manual fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insufficient evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::console::Collecting</name>
    <message>
        <source>No TLS: everything would travel in clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the node a certificate, or put a proxy with TLS before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS %1, but the certificate was not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS %1, certificate verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end of the certificate is unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate expired on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate ends soon, on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests without credentials are refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers without credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether it answers without credentials is unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The node does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS 1.1 or older is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow TLS 1.2 and 1.3 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain HTTP is answered on the same port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the node as typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The node cannot be read as typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::console::Console</name>
    <message>
        <source>Open a store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New store…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect from a fleet file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fleet file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fleet files (*.yaml *.yml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop collecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Vedette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder for the store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collecting from %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a day of traffic of a simulated fleet…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the demo fleet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::About</name>
    <message>
        <source>Vedette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compliance and threats of AI inference, every number down to its signed record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt %1, SQLite, OpenSSL, libcurl, simdjson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font and icons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inter; Breeze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vedette sends nothing anywhere. It connects to the nodes of your fleet file, and to nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertDecisions</name>
    <message>
        <source>Undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertDrawer</name>
    <message>
        <source>%1 · first %2, last %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the alert…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> finding(s), raised %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It was closed, and %n finding(s) came since.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Owner: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In incident %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 entries, %2 of them named by the finding, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything it did in this time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 v%2 · %3 of %4 done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The alert cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertQueueModel</name>
    <message numerus="yes">
        <source>%n alert(s), %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A decision is wanted until %1 UTC (our default).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until a decision is wanted. The limits are our default: critical 30 min, high 4 h, medium 24 h, low 72 h.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked for a common decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings of this alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings by hour over the last 24 hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ATLAS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Technique of MITRE ATLAS 2026.07</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no alert %1 in this store.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The alerts cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the alerts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is not up to date. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>End of the queue: %n alert(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No alert has been raised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The log has %n entries.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in this time waits for a decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed alerts are kept and can be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show closed ones too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No alert is like this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filters above leave nothing over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark for a common decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the findings in Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in new alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the queue as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playbook step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not recorded, nothing has changed: %2. %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last: %1 “%2” by you, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lines were written to %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::Badge</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::BarList</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranking without entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Ranking of %n, first %1 with %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::BaselineChart</name>
    <message>
        <source>refused requests per 15 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused requests per hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens per 15 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens per hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean latency in ms, by 15 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean latency in ms, by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests per 15 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests per hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the chart&apos;s values as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken baseline of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>baseline ±3 MAD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alarm %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log does not reach far enough around this alert for a chart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Too little history for a baseline: %n value(s) before the alert, %1 are needed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Baseline: median ± 3 MAD of the same hours of the days before (%n value(s) in all).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Baseline: median ± 3 MAD of the %n value(s) before the alert.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>False alarms of this detector: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseAlertList</name>
    <message>
        <source>No alert belongs to this incident.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseDrawer</name>
    <message>
        <source>Duties to notify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times that start the clocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whoever states one answers for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody&apos;s yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · opened %2 by %3 · %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its beginning is not in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none waits for an answer; whether one applies is for you to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for an answer</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Incident</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseEditor</name>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the duty was met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The notice was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No notice is required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State the time: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason: how is it known?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has this status already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing an incident needs a verdict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An incident needs a title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has this severity already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note needs text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stated time needs a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That no notice is required needs a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no other open alert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an alert with Space.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseNoteList</name>
    <message>
        <source>Nobody has written a note yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::CasesModel</name>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next deadline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The soonest duty to notify that nobody has answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · opened by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2. Due %3 UTC.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ChartCard</name>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same data as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ChartLegend</name>
    <message>
        <source>Show or hide %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ChartPane</name>
    <message>
        <source>Copy as image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::Chip</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete removes the filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ClockList</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2
%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, our default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for “%1”: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due %1 UTC, %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was due %1 UTC, %2 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent %1 UTC by %2, in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent %1 UTC by %2, late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not required, says %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::CodeView</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::CommandPalette</name>
    <message>
        <source>Search and commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page, a command, an alert, a node, a control, or what the evidence should hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What matches</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ComplianceFilterBar</name>
    <message>
        <source>Words to look for in the controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words in the control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>framework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::CompliancePage</name>
    <message>
        <source>Controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the controls are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass by hand…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waive the control…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matrix or table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a report on this…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the table as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Q%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no control %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The controls could not be judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judging the controls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This store holds no evidence yet, so no control can be judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a node or import logs; the first judgement follows by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect my nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 controls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No control matches the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judged for</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n controls</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, by %2 entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of the whole fleet: duties are not split by node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be judged anew, this is older: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lines were written to %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ConnectWizard</name>
    <message>
        <source>Connect a node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vLLM, metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triton, metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGLang, metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp, metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any Prometheus page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LiteLLM gateway, spend rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nginx access log in JSON, offered over HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caddy access log in JSON, offered over HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region, as the provider spells it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes of data, with commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zones the data may be in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own certificate authority, a PEM file (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the bearer token is kept (optional); never the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the node shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tested as you type, without credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add another node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start collecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name and an address. Vedette then connects as it would when collecting, and says what it sees.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A node that shows a problem can still be collected from; what it shows is evidence too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) noted. The next one:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The fleet file cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlDrawer</name>
    <message>
        <source>Withdraw the manual result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw the waiver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is waived.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is passed by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is failed by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed, and recorded in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>withdrew the manual result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>withdrew the waiver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry of the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The waiver is withdrawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manual result is withdrawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Obligation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Law</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judged %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry that shows %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>And %n more, none of them worse; the report lists them all.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>What was judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n items, worst first</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result rests on no rows of the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>opens the rows, then the record, then its proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches; the question is kept so that it can be asked again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entries %1 to %2, %3 – %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never counted as a pass</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlMatrix</name>
    <message>
        <source>Controls by framework and requirement group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Framework</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlText</name>
    <message>
        <source>Suppliers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>residency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>testing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AI model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oversight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The law’s text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Law and our default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your policy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other controls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clause itself says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clause asks for it; the number is ours, not the law’s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clause names no number. This one is ours, not the law’s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You declared this number for your fleet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No number of its own: it follows from other controls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only a person can say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can find a breach, cannot prove absence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>automated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlsModel</name>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::DamageModel</name>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does not add up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::DataTable</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::DecisionEditor</name>
    <message>
        <source>Resolve %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False positive: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note about %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close as false positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the new incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note: what makes you sure?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note (may stay empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing an alert needs a verdict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A false positive needs a note that says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note needs text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new incident needs a title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a note why it is open again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Personal data and secrets in the text are replaced before it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty name takes the owner away.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::DecisionForm</name>
    <message>
        <source>Needs a reason, signed with your name. A manual pass does not outvote evidence of a failure; a waiver is never counted as a pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass by hand…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fail by hand…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waive…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason, for whoever reads this in a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The evidence decides this control; a manual pass would change nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to waive: this control neither fails nor lacks evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass this control by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You answer for what the log cannot show. Reports name you and your reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fail this control by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It counts as failed whatever the log shows. Reports name you and your reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waive this control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The failure stays on record, is listed in every report and never counts as a pass. It comes back by itself on the day below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the waiver</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::DecisionsCard</name>
    <message>
        <source>nobody owns it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiver ends: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, most urgent first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::DraftText</name>
    <message>
        <source>%1 – %2, so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Q%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one framework.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The period ends before it begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say who prepares the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder to write to.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::Drawer</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::EntriesCard</name>
    <message>
        <source>Entries of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The entries cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log is empty: nothing has been collected yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries appear here as soon as a source delivers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entry matches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 entries were searched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>End of the result: %1 of %1 rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first %1 rows are shown. Narrow the filter or export the whole result.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::EntriesModel</name>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OCSF class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pseudonym of who asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt and output tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pseudonym of the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::EvidenceExport</name>
    <message>
        <source>Export to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::EvidenceList</name>
    <message>
        <source>The finding names no entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgotten under a certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>code %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::EvidencePage</name>
    <message>
        <source>Add a condition to the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the filter as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the most frequent values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in new entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal the sealed part …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the proof …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the chosen range as time range of all pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole time range again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved views …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the table as CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the records, one a line …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record&apos;s exact text is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the table as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows are exported to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the filter under a name, or open a saved one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view “%1” is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view “%1” is removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proof is saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time set by the filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::Figure</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the records behind it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::FiguresStrip</name>
    <message>
        <source>P90 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no earlier period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 worse</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::FilterBar</name>
    <message>
        <source>Filter, such as status=failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions side by side: node=edge-1 status=failure latency&gt;=500 code=500..599. Enter adds them to the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a condition to the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::FilterPopup</name>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A condition of the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is more than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is less than</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the values of the log …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 values are offered; others can be typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) in the log.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>In milliseconds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::FilterTerms</name>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>authenticated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is one of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry is between</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry is at least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry is below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time is from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time is before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>principal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kind of client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time in microseconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>collection time in milliseconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>authentication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost in millionths of a dollar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer in bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt likeness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detected data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, in “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::FirstRun</name>
    <message>
        <source>Good morning. What would you like to look at?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vedette keeps what your inference nodes log as signed evidence in a folder on this machine, says what it proves, and shows who is attacking the models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the demo fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twelve simulated nodes over real TLS, with attacks under way. Nothing of yours is touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with signed evidence that Vedette has made, here or on another machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect my nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a node, test the connection as you type, and start collecting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::FleetPage</name>
    <message>
        <source>Nodes whose name or region holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes of the fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at this node only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the node&apos;s evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fleet could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No node has been declared or has logged anything yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect from a fleet file: Ctrl+K, “Collect from a fleet file”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No node is like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider, region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none declared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing declared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the range of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no control names this node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Controls that fail or lack evidence here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate and exposure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the last probe saw it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::GlyphLabel</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::GroupCard</name>
    <message>
        <source>Most frequent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a value to filter by it; choose a row to read its record and proof.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>group by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values could not be counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 values</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No entry matches, so there is nothing to count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::Histogram</name>
    <message>
        <source>%1 entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram without data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Histogram of %1 entries, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, chosen: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::IncidentsPage</name>
    <message>
        <source>Incident opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned to nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duty to notify answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert taken out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new incident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End of the list: %n incident(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The list is not up to date. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The incidents cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the incidents…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no incident.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalate an alert with e on the Alerts page, or open one here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed ones are kept and can be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show closed ones too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was recorded, the incident is as it was. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::IntegrityBand</name>
    <message>
        <source>What is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The store has been changed: %1, %2. %n place(s) in all; nothing carries a seal until it is restored.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not every entry could be verified: %1 of %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeyHint</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeyStrip</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::KpiCard</name>
    <message>
        <source>median %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P90 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 %: %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insufficient evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no earlier period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before: %1 (n %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target at most %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target at least %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::KpisPage</name>
    <message>
        <source>Groups of key figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reckon the figures again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key figures could not be reckoned.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::MainWindow</name>
    <message>
        <source>%1 – Vedette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for “%1” in the evidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::MatrixLegend</name>
    <message>
        <source>Filled: by machine. Outline: by hand. Dot: not in the filter.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::MomentList</name>
    <message>
        <source>%1 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State the time: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::NodeGrid</name>
    <message>
        <source>Nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n need a look</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::NodesModel</name>
    <message>
        <source>silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As declared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declared classes of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the range of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of the requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::OverviewPage</name>
    <message>
        <source>Fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No node has been declared or has logged anything yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not declared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quieter than the period before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Louder than the period before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As quiet as the period before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, and blind in places. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind in places; no earlier period to compare with. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No earlier period to compare with. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> finding. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> findings. </source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> control(s) fail. </source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> of %n node(s) silent.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been collected yet. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect from a fleet file, or import a log with vedettectl import.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::Page</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KPIs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::PaperView</name>
    <message>
        <source>First page of the report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::PlaybookList</name>
    <message>
        <source>There is no playbook for this detector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done by %1, %2 UTC</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::PostureCard</name>
    <message>
        <source>Fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Man. fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insuff.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Man. pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N/A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Posture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The controls could not be judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n control(s), counted one by one, by the law of the period</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Framework</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One mark per control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ProgressRow</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ProofCard</name>
    <message>
        <source>Proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save .tlog-proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the proof to a file that any C2SP tlog-proof tool reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands that check the entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any C2SP tlog tool reads the proof file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No proof of entry %1 can be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record leads to the root %1, but the checkpoint signs %2. The record, or the tree above it, is not what was signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Included, signature valid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the proof of entry %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ProofSpine</name>
    <message>
        <source>Signed root of %1 entries: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proof leads to %1, but the signed root is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s); Enter shows them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Level %1: joined with %2 at its left it gives %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level %1: joined with %2 at its right it gives %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path of the proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Path of the proof from entry %1 to the signed root, %n level(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>signed root of %1 entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reached %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leaf %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::QueueBar</name>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>group by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only alerts with these words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words   /</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anyone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>me (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>node is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detector is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sorted</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open before</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Open alerts outside the time range: show everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::RecordCard</name>
    <message>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tree and text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the record is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canonical text of the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the record&apos;s exact text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes of the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::RecordTreeModel</name>
    <message>
        <source>Attribute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, a group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pseudonym</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>claimed, not attested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 of the sealed part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportBuilder</name>
    <message>
        <source>Frameworks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, pack %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Custom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period of the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole fleet, by the law of each day, in UTC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1   %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made from frameworks and period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepared by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For reading and handing over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The accessible copy: one file, nothing from outside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Controls, alerts and evidence as tables.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder to write to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for reports</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportDrawer</name>
    <message>
        <source>Prepared by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine does not know where the files are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 as recorded in the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who takes it: the reviewer or auditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note, as you like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the hand-over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hand-over to %1 is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hand-over is taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder %1 is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the files of a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed since it was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportOutcome</name>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 bytes, sha256 %3…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n files are written.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The report was cancelled. Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportPreview</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every figure in the files names its entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laying out the first page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This store holds no evidence yet, so there is nothing to report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect a node or import logs, then come back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect my nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be laid out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first page; an empty period is a result, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first page of the PDF</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportsModel</name>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 of the first file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not handed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handed to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportsPage</name>
    <message>
        <source>Write report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step by step, or press</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports written so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the history.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the report’s details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the report’s files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The packs could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The store is empty: there is nothing to report yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n controls lack evidence. The report says so and does not call them met.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Writing a report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying and writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report was not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log does not verify; the report says so, and is not recorded in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recorded in the log: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n reports</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>These are all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report has been written from this store yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first one appears here, with its digests and who wrote it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::RevealPanel</name>
    <message>
        <source>Reveal …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record and reveal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why must the clear values be seen? Goes into the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason for opening the sealed part; it is written into the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not revealed. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sealed with this record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear values are sealed apart from the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sealed part was erased; the record still verifies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revealing is recorded with your name and reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording the reason …</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Clear values, hidden again in %n s.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::Scope</name>
    <message>
        <source>Last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 91 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the first entry on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::SegmentedControl</name>
    <message>
        <source>%1, %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::SettingsPage</name>
    <message>
        <source>Look and user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify the whole store now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language (from the next start)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name under your decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notify the desktop of critical alerts, without personal data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less motion: drawers appear at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources that fail or had gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 sources are read, and the log knows of no gap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This console is not collecting, and the log knows of no gap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 failing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not collecting here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines that no mapping could read; kept, with the reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every line that came in could be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rejected records could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does not add up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>intact: every entry, column, index and signature adds up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anchor outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attests entries up to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: a store put back from an older copy would go unseen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n place(s), the first %1 shown</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ShortcutHelp</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search, or run a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to where you were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collapse or expand the rail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next or previous control</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>j, k or arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next or previous row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the row or the figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the drawer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done with the row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::SourcesModel</name>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What and what to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To (UTC)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::StackedBars</name>
    <message>
        <source>Total  %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stacked bars without data</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Stacked bars, %n in time</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>, highest %1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::StatePanel</name>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::StatusStrip</name>
    <message>
        <source>Integrity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ingest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verifying, %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verifying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified to entry %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>broken: %n place(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>to entry %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: rollback would go unseen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no gap known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) in the sources</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not collecting here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>collecting stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::Style</name>
    <message>
        <source>Key: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::TableColumns</name>
    <message>
        <source>Move column left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move column right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns as at first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::TableHead</name>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::Tactic</name>
    <message>
        <source>AI Model Access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Execution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initial Access</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exfiltration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Impact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ThreatsCard</name>
    <message>
        <source>Threats over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threats over time, findings by ATLAS tactic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The findings could not be counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No finding in this range of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>findings by ATLAS tactic, bars of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ThresholdBox</name>
    <message>
        <source>Whose number: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The law’s text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your policy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::TimeCard</name>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use as time range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the chosen range the time range of all pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The entries could not be counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entry lies in this time range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 entries match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries by %1. Drag to choose a range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole time range again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::TimeLine</name>
    <message>
        <source>dashes: target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line without data</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Line of %n points, highest %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::TimelineList</name>
    <message>
        <source>Nothing has happened yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>… %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done by a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (taken back)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ToastHost</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::TopBar</name>
    <message>
        <source>Part of the fleet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search, or type a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All fleets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not declared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By class of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From and to, UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this range</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::TroubleBar</name>
    <message>
        <source>Not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::ViewsPopup</name>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No view is saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name for the present filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved views; Enter opens one, Delete removes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::alertWords</name>
    <message>
        <source>True positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>False positive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspicious</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insufficient data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disregard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Managed externally</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledged by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assigned by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Escalated by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopened by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken out of the incident by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incident opened by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts added by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alerts taken out by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status changed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity changed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renamed by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Described by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time stated by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duty to notify answered by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Occurred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Became aware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it began to happen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a detector or a person first noticed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When you were reasonably certain: starts the clocks of GDPR and NIS2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it was known, or would have been with due care: starts HIPAA&apos;s clocks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it was classified as major: starts the clocks of DORA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not required</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, as stated by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>vedette::ui::text</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
