<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Glyph</name>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>Erfüllt</translation>
    </message>
    <message>
        <source>Manual pass</source>
        <translation>Von Hand erfüllt</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>Nicht erfüllt</translation>
    </message>
    <message>
        <source>Manual fail</source>
        <translation>Von Hand nicht erfüllt</translation>
    </message>
    <message>
        <source>Insufficient evidence</source>
        <translation>Nachweis reicht nicht</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>Nicht anwendbar</translation>
    </message>
    <message>
        <source>Waived</source>
        <translation>Ausnahme</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Lückenhaft</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
</context>
<context>
    <name>vedette::console::Collecting</name>
    <message>
        <source>No TLS: everything would travel in clear</source>
        <translation>Kein TLS: alles ginge unverschlüsselt durchs Netz</translation>
    </message>
    <message>
        <source>Give the node a certificate, or put a proxy with TLS before it.</source>
        <translation>Geben Sie dem Knoten ein Zertifikat, oder stellen Sie einen Proxy mit TLS davor.</translation>
    </message>
    <message>
        <source>TLS %1, but the certificate was not verified</source>
        <translation>TLS %1, aber das Zertifikat ließ sich nicht prüfen</translation>
    </message>
    <message>
        <source>TLS %1, certificate verified</source>
        <translation>TLS %1, Zertifikat geprüft</translation>
    </message>
    <message>
        <source>The end of the certificate is unknown</source>
        <translation>Das Ende des Zertifikats ist unbekannt</translation>
    </message>
    <message>
        <source>The certificate expired on %1</source>
        <translation>Das Zertifikat ist am %1 abgelaufen</translation>
    </message>
    <message>
        <source>Renew it.</source>
        <translation>Erneuern Sie es.</translation>
    </message>
    <message>
        <source>The certificate ends soon, on %1</source>
        <translation>Das Zertifikat läuft bald ab, am %1</translation>
    </message>
    <message>
        <source>Certificate until %1</source>
        <translation>Zertifikat bis %1</translation>
    </message>
    <message>
        <source>Requests without credentials are refused</source>
        <translation>Anfragen ohne Anmeldung werden abgewiesen</translation>
    </message>
    <message>
        <source>It answers without credentials</source>
        <translation>Er antwortet ohne Anmeldung</translation>
    </message>
    <message>
        <source>Whether it answers without credentials is unknown</source>
        <translation>Ob er ohne Anmeldung antwortet, ist unbekannt</translation>
    </message>
    <message>
        <source>The node does not answer</source>
        <translation>Der Knoten antwortet nicht</translation>
    </message>
    <message>
        <source>TLS 1.1 or older is accepted</source>
        <translation>TLS 1.1 oder älter wird angenommen</translation>
    </message>
    <message>
        <source>Allow TLS 1.2 and 1.3 only.</source>
        <translation>Lassen Sie nur TLS 1.2 und 1.3 zu.</translation>
    </message>
    <message>
        <source>Plain HTTP is answered on the same port</source>
        <translation>Am selben Port wird auch unverschlüsseltes HTTP beantwortet</translation>
    </message>
    <message>
        <source>the node as typed</source>
        <translation>der Knoten, wie eingegeben</translation>
    </message>
    <message>
        <source>The node cannot be read as typed</source>
        <translation>Der Knoten ist so, wie eingegeben, nicht lesbar</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung zu %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>The bearer token cannot be read</source>
        <translation>Das Bearer-Token lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The bearer token can be read</source>
        <translation>Das Bearer-Token lässt sich lesen</translation>
    </message>
</context>
<context>
    <name>vedette::console::Console</name>
    <message>
        <source>Open a store…</source>
        <translation>Speicher öffnen …</translation>
    </message>
    <message>
        <source>New store…</source>
        <translation>Neuer Speicher …</translation>
    </message>
    <message>
        <source>Try the demo fleet</source>
        <translation>Demo-Flotte ausprobieren</translation>
    </message>
    <message>
        <source>Collect from a fleet file…</source>
        <translation>Nach einer Flottendatei sammeln …</translation>
    </message>
    <message>
        <source>Fleet file</source>
        <translation>Flottendatei</translation>
    </message>
    <message>
        <source>Fleet files (*.yaml *.yml)</source>
        <translation>Flottendateien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Stop collecting</source>
        <translation>Sammeln beenden</translation>
    </message>
    <message>
        <source>Close the store</source>
        <translation>Speicher schließen</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>Zwischen hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>About Vedette</source>
        <translation>Über Vedette</translation>
    </message>
    <message>
        <source>Folder of the store</source>
        <translation>Ordner des Speichers</translation>
    </message>
    <message>
        <source>New folder for the store</source>
        <translation>Neuer Ordner für den Speicher</translation>
    </message>
    <message>
        <source>Collecting from %1.</source>
        <translation>Es wird nach %1 gesammelt.</translation>
    </message>
    <message>
        <source>Making a day of traffic of a simulated fleet…</source>
        <translation>Ein Tag Verkehr einer simulierten Flotte entsteht …</translation>
    </message>
    <message>
        <source>Starting the demo fleet</source>
        <translation>Demo-Flotte wird gestartet</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>Neues Fenster</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Dieses Fenster schließen</translation>
    </message>
    <message>
        <source>Save the recovery sheet of the keys…</source>
        <translation>Wiederherstellungsblatt der Schlüssel speichern…</translation>
    </message>
    <message>
        <source>Making the store…</source>
        <translation>Der Speicher wird angelegt…</translation>
    </message>
    <message>
        <source>Making the store</source>
        <translation>Speicher anlegen</translation>
    </message>
    <message>
        <source>The keys of this store are under a passphrase that only this desktop&apos;s keychain has. If the keychain is lost, nothing can be added any more and sealed data can never be opened: save the recovery sheet, and keep it apart from the store.</source>
        <translation>Die Schlüssel dieses Speichers stehen unter einer Passphrase, die nur der Schlüsselbund dieses Desktops hat. Geht er verloren, kann nichts mehr hinzugefügt und Versiegeltes nie mehr geöffnet werden: Speichern Sie das Wiederherstellungsblatt, und bewahren Sie es getrennt vom Speicher auf.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>Wiederherstellungsblatt</translation>
    </message>
    <message>
        <source>Writing the recovery sheet</source>
        <translation>Wiederherstellungsblatt schreiben</translation>
    </message>
    <message>
        <source>The recovery sheet is in %1. Move it to a safe place, apart from the store.</source>
        <translation>Das Wiederherstellungsblatt ist in %1. Bringen Sie es an einen sicheren Ort, getrennt vom Speicher.</translation>
    </message>
    <message>
        <source>The keys of this store are under the passphrase you chose.</source>
        <translation>Die Schlüssel dieses Speichers stehen unter der Passphrase, die Sie gewählt haben.</translation>
    </message>
    <message>
        <source>The private keys lie in clear in %1. Under Settings, Keys, they are put under a passphrase.</source>
        <translation>Die privaten Schlüssel liegen im Klartext in %1. Unter Einstellungen, Schlüssel, kommen sie unter eine Passphrase.</translation>
    </message>
</context>
<context>
    <name>vedette::console::DesktopNotifier</name>
    <message>
        <source>There is no D-Bus session here: critical alerts are shown inside the window only.</source>
        <translation>Hier gibt es keine D-Bus-Sitzung: kritische Alarme erscheinen nur im Fenster.</translation>
    </message>
    <message>
        <source>This desktop shows no notifications: critical alerts are shown inside the window only.</source>
        <translation>Diese Arbeitsumgebung zeigt keine Benachrichtigungen: kritische Alarme erscheinen nur im Fenster.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>vedette::console::recovery</name>
    <message>
        <source>Vedette: passphrase of the keys in %1</source>
        <translation>Vedette: Passphrase der Schlüssel in %1</translation>
    </message>
    <message>
        <source>Recovery sheet of a Vedette store

Store: %1
Verifier key: %2
Passphrase of the keys: %3

The store&apos;s private keys are encrypted with this passphrase. It lies in this desktop&apos;s keychain. When the desktop, the account or the keychain is lost, this sheet is the only way to it.

Without the passphrase nothing can be added to the store any more, and what is sealed in it, which is all personal data, can never be read again. Nobody can restore it. Everything else can still be read and verified.

Keep this sheet apart from the store: on paper, or in a safe. Whoever has both can sign for the store and open what is sealed.

To use it: open the store in the console and type the passphrase. Or put it alone into a file and give vedettectl VEDETTE_PASSPHRASE=file:PATH.
</source>
        <translation>Wiederherstellungsblatt eines Vedette-Speichers

Speicher: %1
Prüfschlüssel: %2
Passphrase der Schlüssel: %3

Die privaten Schlüssel des Speichers sind mit dieser Passphrase verschlüsselt. Sie liegt im Schlüsselbund dieses Desktops. Gehen der Desktop, das Konto oder der Schlüsselbund verloren, führt nur noch dieses Blatt zu ihr.

Ohne die Passphrase kann dem Speicher nichts mehr hinzugefügt werden, und was in ihm versiegelt ist, also alle personenbezogenen Daten, kann nie mehr gelesen werden. Niemand kann es wiederherstellen. Alles andere lässt sich weiterhin lesen und prüfen.

Bewahren Sie dieses Blatt getrennt vom Speicher auf: auf Papier oder in einem Tresor. Wer beides hat, kann für den Speicher signieren und Versiegeltes öffnen.

So wird es verwendet: Öffnen Sie den Speicher in der Konsole und geben Sie die Passphrase ein. Oder legen Sie sie allein in eine Datei und geben Sie vedettectl VEDETTE_PASSPHRASE=file:PATH.
</translation>
    </message>
</context>
<context>
    <name>vedette::ui::About</name>
    <message>
        <source>Vedette</source>
        <translation>Vedette</translation>
    </message>
    <message>
        <source>Compliance and threats of AI inference, every number down to its signed record.</source>
        <translation>Compliance und Bedrohungen der KI-Inferenz, jede Zahl bis zu ihrem signierten Datensatz.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>GNU General Public License, version 3 or later</source>
        <translation>GNU General Public License, Version 3 oder neuer</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Gebaut mit</translation>
    </message>
    <message>
        <source>Qt %1, SQLite, OpenSSL, libcurl, simdjson</source>
        <translation>Qt %1, SQLite, OpenSSL, libcurl, simdjson</translation>
    </message>
    <message>
        <source>Font and icons</source>
        <translation>Schrift und Symbole</translation>
    </message>
    <message>
        <source>Inter; Breeze</source>
        <translation>Inter; Breeze</translation>
    </message>
    <message>
        <source>Vedette sends nothing anywhere. It connects to the nodes of your fleet file, and to nothing else.</source>
        <translation>Vedette sendet nirgendwohin etwas. Es verbindet sich mit den Knoten Ihrer Flottendatei und mit nichts sonst.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertDecisions</name>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertDrawer</name>
    <message>
        <source>%1 · first %2, last %3</source>
        <translation>%1 · zuerst %2, zuletzt %3</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>Ablaufplan</translation>
    </message>
    <message>
        <source>Reading the alert…</source>
        <translation>Alarm wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> finding(s), raised %1.</source>
        <translation>
            <numerusform> Befund, ausgelöst %1.</numerusform>
            <numerusform> Befunde, ausgelöst %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It was closed, and %n finding(s) came since.</source>
        <translation>
            <numerusform>Er war geschlossen, seither kam %n Befund hinzu.</numerusform>
            <numerusform>Er war geschlossen, seither kamen %n Befunde hinzu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Owner: %1.</source>
        <translation>Zuständig: %1.</translation>
    </message>
    <message>
        <source>In incident %1</source>
        <translation>In Vorfall %1</translation>
    </message>
    <message>
        <source>%1 entries, %2 of them named by the finding, newest first</source>
        <translation>%1 Einträge, davon %2 im Befund genannt, neueste zuerst</translation>
    </message>
    <message>
        <source>Everything it did in this time</source>
        <translation>Alles, was er in dieser Zeit tat</translation>
    </message>
    <message>
        <source>%1 v%2 · %3 of %4 done</source>
        <translation>%1 v%2 · %3 von %4 erledigt</translation>
    </message>
    <message>
        <source>The alert cannot be read.</source>
        <translation>Der Alarm ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertNotices</name>
    <message>
        <source>Open Vedette for the details.</source>
        <translation>Einzelheiten zeigt Vedette.</translation>
    </message>
    <message numerus="yes">
        <source>On %n node(s).</source>
        <translation>
            <numerusform>Auf %n Knoten.</numerusform>
            <numerusform>Auf %n Knoten.</numerusform>
        </translation>
    </message>
    <message>
        <source>On %1.</source>
        <translation>Auf %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n critical alert(s)</source>
        <translation>
            <numerusform>%n kritischer Alarm</numerusform>
            <numerusform>%n kritische Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>Critical alert</source>
        <translation>Kritischer Alarm</translation>
    </message>
    <message>
        <source>Critical alert: %1</source>
        <translation>Kritischer Alarm: %1</translation>
    </message>
    <message>
        <source>Simulated fleet. %1</source>
        <translation>Simulierte Flotte. %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertQueueModel</name>
    <message numerus="yes">
        <source>%n alert(s), %1</source>
        <translation>
            <numerusform>%n Alarm, %1</numerusform>
            <numerusform>%n Alarme, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message>
        <source>No node</source>
        <translation>Kein Knoten</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>%1, goes on</source>
        <translation>%1, dauert an</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, noch %2</translation>
    </message>
    <message>
        <source>A decision is wanted until %1 UTC (our default).</source>
        <translation>Eine Entscheidung wird bis %1 UTC erwartet (unsere Vorgabe).</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Until a decision is wanted. The limits are our default: critical 30 min, high 4 h, medium 24 h, low 72 h.</source>
        <translation>Bis eine Entscheidung erwartet wird. Die Fristen sind unsere Vorgabe: kritisch 30 min, hoch 4 h, mittel 24 h, niedrig 72 h.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Findings of this alert</source>
        <translation>Befunde dieses Alarms</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Findings by hour over the last 24 hours</source>
        <translation>Befunde je Stunde in den letzten 24 Stunden</translation>
    </message>
    <message>
        <source>ATLAS</source>
        <translation>ATLAS</translation>
    </message>
    <message>
        <source>Technique of MITRE ATLAS 2026.07</source>
        <translation>Technik nach MITRE ATLAS 2026.07</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>%1, marked</source>
        <translation>%1, markiert</translation>
    </message>
</context>
<context>
    <name>vedette::ui::AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>move</source>
        <translation>bewegen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>markieren</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>quittieren</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>filtern</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alle Tasten</translation>
    </message>
    <message>
        <source>There is no alert %1 in this store.</source>
        <translation>In diesem Speicher gibt es keinen Alarm %1.</translation>
    </message>
    <message>
        <source>The alerts cannot be read.</source>
        <translation>Die Alarme sind nicht lesbar.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Reading the alerts…</source>
        <translation>Alarme werden gelesen …</translation>
    </message>
    <message>
        <source>The queue is not up to date. %1</source>
        <translation>Die Liste ist nicht aktuell. %1</translation>
    </message>
    <message numerus="yes">
        <source>End of the queue: %n alert(s).</source>
        <translation>
            <numerusform>Ende der Liste: %n Alarm.</numerusform>
            <numerusform>Ende der Liste: %n Alarme.</numerusform>
        </translation>
    </message>
    <message>
        <source>No alert has been raised.</source>
        <translation>Es wurde kein Alarm ausgelöst.</translation>
    </message>
    <message numerus="yes">
        <source>The log has %n entries.</source>
        <translation>
            <numerusform>Das Protokoll hat %n Eintrag.</numerusform>
            <numerusform>Das Protokoll hat %n Einträge.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in this time waits for a decision.</source>
        <translation>In dieser Zeit wartet nichts auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>Closed alerts are kept and can be shown.</source>
        <translation>Geschlossene Alarme bleiben erhalten und lassen sich anzeigen.</translation>
    </message>
    <message>
        <source>Show closed ones too</source>
        <translation>Auch geschlossene zeigen</translation>
    </message>
    <message>
        <source>No alert is like this.</source>
        <translation>Kein Alarm entspricht dem.</translation>
    </message>
    <message>
        <source>The filters above leave nothing over.</source>
        <translation>Die Filter oben lassen nichts übrig.</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>Eskalieren</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Mark for a common decision</source>
        <translation>Für eine gemeinsame Entscheidung markieren</translation>
    </message>
    <message>
        <source>Undo the last decision</source>
        <translation>Letzte Entscheidung rückgängig machen</translation>
    </message>
    <message>
        <source>Open the findings in Evidence</source>
        <translation>Befunde unter Nachweise öffnen</translation>
    </message>
    <message>
        <source>Take in new alerts</source>
        <translation>Neue Alarme aufnehmen</translation>
    </message>
    <message>
        <source>Export the queue as CSV</source>
        <translation>Liste als CSV exportieren</translation>
    </message>
    <message>
        <source>Taken back: %1.</source>
        <translation>Zurückgenommen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message>
        <source>Playbook step</source>
        <translation>Schritt des Ablaufplans</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>%1 was not recorded, nothing has changed: %2. %3</source>
        <translation>%1 wurde nicht festgehalten, nichts hat sich geändert: %2. %3</translation>
    </message>
    <message>
        <source>Show the alert</source>
        <translation>Alarm zeigen</translation>
    </message>
    <message>
        <source>last: %1 “%2” by you, %3</source>
        <translation>zuletzt: %1 „%2“ von Ihnen, %3</translation>
    </message>
    <message>
        <source>Export the queue</source>
        <translation>Liste exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Exporting alerts</source>
        <translation>Alarme werden exportiert</translation>
    </message>
    <message>
        <source>%1 lines were written to %2.</source>
        <translation>%1 Zeilen wurden nach %2 geschrieben.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::AnchorsCard</name>
    <message>
        <source>Anchors</source>
        <translation>Anker</translation>
    </message>
    <message>
        <source>who attests the log, and up to which entry</source>
        <translation>wer das Protokoll bezeugt, und bis zu welchem Eintrag</translation>
    </message>
    <message>
        <source>Anchors of this log</source>
        <translation>Anker dieses Protokolls</translation>
    </message>
    <message>
        <source>The anchors could not be read.</source>
        <translation>Die Anker konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Rollback</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>noticed up to entry %1, which %2 attests</source>
        <translation>wird bemerkt bis Eintrag %1, den %2 bezeugt</translation>
    </message>
    <message>
        <source>at entry %1 on %2, from a backup of %3 entries</source>
        <translation>bei Eintrag %1 am %2, aus einer Sicherung von %3 Einträgen</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>%1; what was erased or forgotten since may be there again</source>
        <translation>%1; was seither gelöscht oder vergessen wurde, kann wieder da sein</translation>
    </message>
    <message>
        <source>%1; what was erased since stayed erased</source>
        <translation>%1; was seither gelöscht wurde, blieb gelöscht</translation>
    </message>
    <message>
        <source>Code of the newest checkpoint that was verified, of %1 entries</source>
        <translation>Code des neuesten geprüften Prüfpunkts über %1 Einträge</translation>
    </message>
    <message>
        <source>undetectable: no witness and no timestamp that could be checked attests this log. vedettectl anchor asks for one; a photo of the code beside this is one too.</source>
        <translation>nicht zu bemerken: kein Zeuge und kein Zeitstempel, der sich prüfen ließe, bezeugt dieses Protokoll. vedettectl anchor holt ein Zeugnis ein; auch ein Foto des Codes daneben ist eines.</translation>
    </message>
    <message>
        <source>Attested elsewhere</source>
        <translation>Anderswo bezeugt</translation>
    </message>
</context>
<context>
    <name>vedette::ui::AnchorsModel</name>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Up to entry</source>
        <translation>Bis Eintrag</translation>
    </message>
    <message>
        <source>When (UTC)</source>
        <translation>Wann (UTC)</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>Zeuge</translation>
    </message>
    <message>
        <source>Timestamp</source>
        <translation>Zeitstempel</translation>
    </message>
    <message>
        <source>not checked: %1</source>
        <translation>nicht geprüft: %1</translation>
    </message>
    <message>
        <source>holds; beside the store</source>
        <translation>gilt; neben dem Speicher</translation>
    </message>
    <message>
        <source>signature holds</source>
        <translation>Signatur gilt</translation>
    </message>
    <message>
        <source>signature holds; %1</source>
        <translation>Signatur gilt; %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Badge</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::BarList</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Ranking without entries</source>
        <translation>Rangliste ohne Einträge</translation>
    </message>
    <message numerus="yes">
        <source>Ranking of %n, first %1 with %2</source>
        <translation>
            <numerusform>Rangliste mit %n Eintrag, zuerst %1 mit %2</numerusform>
            <numerusform>Rangliste mit %n Einträgen, zuerst %1 mit %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::BaselineChart</name>
    <message>
        <source>refused requests per 15 min</source>
        <translation>abgewiesene Anfragen je 15 min</translation>
    </message>
    <message>
        <source>refused requests per hour</source>
        <translation>abgewiesene Anfragen je Stunde</translation>
    </message>
    <message>
        <source>tokens per 15 min</source>
        <translation>Token je 15 min</translation>
    </message>
    <message>
        <source>tokens per hour</source>
        <translation>Token je Stunde</translation>
    </message>
    <message>
        <source>mean latency in ms, by 15 min</source>
        <translation>mittlere Latenz in ms, je 15 min</translation>
    </message>
    <message>
        <source>mean latency in ms, by hour</source>
        <translation>mittlere Latenz in ms, je Stunde</translation>
    </message>
    <message>
        <source>requests per 15 min</source>
        <translation>Anfragen je 15 min</translation>
    </message>
    <message>
        <source>requests per hour</source>
        <translation>Anfragen je Stunde</translation>
    </message>
    <message>
        <source>Broken baseline</source>
        <translation>Verletzte Grundlinie</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>Copy the chart&apos;s values as a table</source>
        <translation>Werte des Diagramms als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>Das Protokoll wird gelesen …</translation>
    </message>
    <message>
        <source>observed</source>
        <translation>beobachtet</translation>
    </message>
    <message>
        <source>Broken baseline of %1</source>
        <translation>Verletzte Grundlinie: %1</translation>
    </message>
    <message>
        <source>baseline ±3 MAD</source>
        <translation>Grundlinie ±3 MAD</translation>
    </message>
    <message>
        <source>alarm %1</source>
        <translation>Alarm %1</translation>
    </message>
    <message>
        <source>The log does not reach far enough around this alert for a chart.</source>
        <translation>Das Protokoll reicht um diesen Alarm nicht weit genug für ein Diagramm.</translation>
    </message>
    <message numerus="yes">
        <source>Too little history for a baseline: %n value(s) before the alert, %1 are needed.</source>
        <translation>
            <numerusform>Zu wenig Vorgeschichte für eine Grundlinie: %n Wert vor dem Alarm, nötig sind %1.</numerusform>
            <numerusform>Zu wenig Vorgeschichte für eine Grundlinie: %n Werte vor dem Alarm, nötig sind %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Baseline: median ± 3 MAD of the same hours of the days before (%n value(s) in all).</source>
        <translation>
            <numerusform>Grundlinie: Median ± 3 MAD derselben Stunden der Vortage (insgesamt %n Wert).</numerusform>
            <numerusform>Grundlinie: Median ± 3 MAD derselben Stunden der Vortage (insgesamt %n Werte).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Baseline: median ± 3 MAD of the %n value(s) before the alert.</source>
        <translation>
            <numerusform>Grundlinie: Median ± 3 MAD aus %n Wert vor dem Alarm.</numerusform>
            <numerusform>Grundlinie: Median ± 3 MAD der %n Werte vor dem Alarm.</numerusform>
        </translation>
    </message>
    <message>
        <source>False alarms of this detector: %1</source>
        <translation>Fehlalarme dieses Detektors: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseAlertList</name>
    <message>
        <source>No alert belongs to this incident.</source>
        <translation>Zu diesem Vorfall gehört kein Alarm.</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>Und %n weiterer.</numerusform>
            <numerusform>Und %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take out %1</source>
        <translation>%1 herausnehmen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseDrawer</name>
    <message>
        <source>Duties to notify</source>
        <translation>Meldepflichten</translation>
    </message>
    <message>
        <source>Times that start the clocks</source>
        <translation>Zeitpunkte, die die Fristen auslösen</translation>
    </message>
    <message>
        <source>whoever states one answers for it</source>
        <translation>wer einen angibt, steht dafür ein</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>nobody&apos;s yet</source>
        <translation>noch niemandem zugewiesen</translation>
    </message>
    <message>
        <source>assigned to %1</source>
        <translation>zugewiesen an %1</translation>
    </message>
    <message>
        <source>%1 · opened %2 by %3 · %4</source>
        <translation>%1 · eröffnet %2 von %3 · %4</translation>
    </message>
    <message>
        <source>Its beginning is not in the log</source>
        <translation>Sein Beginn steht nicht im Protokoll</translation>
    </message>
    <message>
        <source>none waits for an answer; whether one applies is for you to say</source>
        <translation>keine wartet auf Antwort; ob eine gilt, sagen Sie</translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for an answer</source>
        <translation>
            <numerusform>%n wartet auf Antwort</numerusform>
            <numerusform>%n warten auf Antwort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseEditor</name>
    <message>
        <source>Record</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Choose a verdict</source>
        <translation>Urteil wählen</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zugewiesen an</translation>
    </message>
    <message>
        <source>How the duty was met</source>
        <translation>Wie die Pflicht erfüllt wurde</translation>
    </message>
    <message>
        <source>The notice was sent</source>
        <translation>Die Meldung wurde abgesandt</translation>
    </message>
    <message>
        <source>No notice is required</source>
        <translation>Keine Meldung nötig</translation>
    </message>
    <message>
        <source>Time, UTC</source>
        <translation>Zeit, UTC</translation>
    </message>
    <message>
        <source>Open alerts</source>
        <translation>Offene Alarme</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Neuer Vorfall</translation>
    </message>
    <message>
        <source>Change the status</source>
        <translation>Status ändern</translation>
    </message>
    <message>
        <source>Change the severity</source>
        <translation>Schweregrad ändern</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>State the time: %1</source>
        <translation>Zeitpunkt angeben: %1</translation>
    </message>
    <message>
        <source>Add alerts</source>
        <translation>Alarme hinzufügen</translation>
    </message>
    <message>
        <source>Reason: how is it known?</source>
        <translation>Begründung: woher ist es bekannt?</translation>
    </message>
    <message>
        <source>Note (may stay empty)</source>
        <translation>Notiz (darf leer bleiben)</translation>
    </message>
    <message>
        <source>It has this status already.</source>
        <translation>Er hat diesen Status schon.</translation>
    </message>
    <message>
        <source>Closing an incident needs a verdict.</source>
        <translation>Ein Vorfall lässt sich nur mit einem Urteil schließen.</translation>
    </message>
    <message>
        <source>An incident needs a title.</source>
        <translation>Ein Vorfall braucht einen Titel.</translation>
    </message>
    <message>
        <source>It has this severity already.</source>
        <translation>Er hat diesen Schweregrad schon.</translation>
    </message>
    <message>
        <source>A note needs text.</source>
        <translation>Eine Notiz braucht Text.</translation>
    </message>
    <message>
        <source>A stated time needs a reason.</source>
        <translation>Ein angegebener Zeitpunkt braucht eine Begründung.</translation>
    </message>
    <message>
        <source>That no notice is required needs a reason.</source>
        <translation>Dass keine Meldung nötig ist, braucht eine Begründung.</translation>
    </message>
    <message>
        <source>There is no other open alert.</source>
        <translation>Es gibt keinen weiteren offenen Alarm.</translation>
    </message>
    <message>
        <source>Choose an alert with Space.</source>
        <translation>Wählen Sie einen Alarm mit der Leertaste.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CaseNoteList</name>
    <message>
        <source>Nobody has written a note yet.</source>
        <translation>Noch hat niemand eine Notiz geschrieben.</translation>
    </message>
    <message>
        <source>%1, %2 UTC</source>
        <translation>%1, %2 UTC</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CasesModel</name>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Zugewiesen an</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Eröffnet</translation>
    </message>
    <message>
        <source>Next deadline</source>
        <translation>Nächste Frist</translation>
    </message>
    <message>
        <source>The soonest duty to notify that nobody has answered</source>
        <translation>Die nächste Meldepflicht, die niemand beantwortet hat</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 over</source>
        <translation>%1 überfällig</translation>
    </message>
    <message>
        <source>%1 · opened by %2</source>
        <translation>%1 · eröffnet von %2</translation>
    </message>
    <message>
        <source>%1: %2. Due %3 UTC.</source>
        <translation>%1: %2. Fällig %3 UTC.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ChangeLine</name>
    <message>
        <source> turned worse</source>
        <translation> schlechter geworden</translation>
    </message>
    <message>
        <source> turned better</source>
        <translation> besser geworden</translation>
    </message>
    <message>
        <source> changed otherwise</source>
        <translation> anders geworden</translation>
    </message>
    <message>
        <source>The period before could not be judged: %1</source>
        <translation>Der Zeitraum davor ließ sich nicht beurteilen: %1</translation>
    </message>
    <message>
        <source>Judging the period before, %1…</source>
        <translation>Der Zeitraum davor wird beurteilt, %1 …</translation>
    </message>
    <message>
        <source>What changed cannot be said: the log begins %1 UTC, after the beginning of the period before (%2).</source>
        <translation>Was sich geändert hat, lässt sich nicht sagen: Das Protokoll beginnt %1 UTC, nach dem Beginn des Zeitraums davor (%2).</translation>
    </message>
    <message>
        <source>What changed cannot be said: no fleet was declared in or before the period before (%1).</source>
        <translation>Was sich geändert hat, lässt sich nicht sagen: Bis zum Ende des Zeitraums davor (%1) war keine Flotte erklärt.</translation>
    </message>
    <message>
        <source>Since the period before (%1): </source>
        <translation>Seit dem Zeitraum davor (%1): </translation>
    </message>
    <message>
        <source>no control changed.</source>
        <translation>keine Maßnahme hat sich geändert.</translation>
    </message>
    <message numerus="yes">
        <source>, %n as before.</source>
        <translation>
            <numerusform>, %n wie zuvor.</numerusform>
            <numerusform>, %n wie zuvor.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ChartCard</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The same data as a table</source>
        <translation>Dieselben Daten als Tabelle</translation>
    </message>
    <message>
        <source>%1, table</source>
        <translation>%1, Tabelle</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ChartLegend</name>
    <message>
        <source>Show or hide %1</source>
        <translation>%1 ein- oder ausblenden</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ChartPane</name>
    <message>
        <source>Copy as image</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Chip</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Delete removes the filter</source>
        <translation>Entf entfernt den Filter</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ClockList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1
%2
%3</source>
        <translation>%1
%2
%3</translation>
    </message>
    <message>
        <source>%1, our default</source>
        <translation>%1, unsere Vorgabe</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Beantworten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>%1 beantworten</translation>
    </message>
    <message>
        <source>Waits for “%1”: %2</source>
        <translation>Wartet auf „%1“: %2</translation>
    </message>
    <message>
        <source>Due %1 UTC, %2 left</source>
        <translation>Fällig %1 UTC, noch %2</translation>
    </message>
    <message>
        <source>Was due %1 UTC, %2 ago</source>
        <translation>War fällig %1 UTC, vor %2</translation>
    </message>
    <message>
        <source>Sent %1 UTC by %2, in time</source>
        <translation>Abgesandt %1 UTC von %2, fristgerecht</translation>
    </message>
    <message>
        <source>Sent %1 UTC by %2, late</source>
        <translation>Abgesandt %1 UTC von %2, verspätet</translation>
    </message>
    <message>
        <source>Not required, says %1: %2</source>
        <translation>Nicht nötig, sagt %1: %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CodeView</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CommandPalette</name>
    <message>
        <source>Search and commands</source>
        <translation>Suche und Befehle</translation>
    </message>
    <message>
        <source>A page, a command, an alert, a node, a control, or what the evidence should hold</source>
        <translation>Seite, Befehl, Alarm, Knoten, Maßnahme oder was in den Nachweisen steht</translation>
    </message>
    <message>
        <source>What matches</source>
        <translation>Treffer</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CompletenessChart</name>
    <message>
        <source>its server counts no requests, so there is nothing to compare with</source>
        <translation>sein Server zählt keine Anfragen, es gibt also nichts zum Vergleichen</translation>
    </message>
    <message>
        <source>nothing is known that logs its requests</source>
        <translation>von nichts ist bekannt, dass es seine Anfragen protokolliert</translation>
    </message>
    <message>
        <source>its counter was not read often enough</source>
        <translation>sein Zähler wurde nicht oft genug gelesen</translation>
    </message>
    <message>
        <source>its counter started anew</source>
        <translation>sein Zähler begann von vorn</translation>
    </message>
    <message>
        <source>rows are missing, and the source that may still have them is down</source>
        <translation>Zeilen fehlen, und die Quelle, die sie noch haben könnte, ist nicht erreichbar</translation>
    </message>
    <message>
        <source>nothing is known of its counter</source>
        <translation>über seinen Zähler ist nichts bekannt</translation>
    </message>
    <message>
        <source>All that the node counted is in the log.</source>
        <translation>Alles, was der Knoten gezählt hat, steht im Protokoll.</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) were served and are not in the log.</source>
        <translation>
            <numerusform>%n Anfrage wurde bedient und fehlt im Protokoll.</numerusform>
            <numerusform>%n Anfragen wurden bedient und fehlen im Protokoll.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) more are in the log than the node counted.</source>
        <translation>
            <numerusform>Im Protokoll steht %n Zeile mehr, als der Knoten gezählt hat.</numerusform>
            <numerusform>Im Protokoll stehen %n Zeilen mehr, als der Knoten gezählt hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>It cannot be said: %1.</source>
        <translation>Das lässt sich nicht sagen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Of %n hour(s) it cannot be said: %1.</source>
        <translation>
            <numerusform>Für %n Stunde lässt es sich nicht sagen: %1.</numerusform>
            <numerusform>Für %n Stunden lässt es sich nicht sagen: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests an hour, logged and served without being logged</source>
        <translation>Anfragen je Stunde, protokolliert und ohne Eintrag bedient</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>Das Protokoll wird gelesen …</translation>
    </message>
    <message>
        <source>The range of time holds nothing that could be compared.</source>
        <translation>Im Zeitraum liegt nichts, das sich vergleichen ließe.</translation>
    </message>
    <message>
        <source>logged</source>
        <translation>protokolliert</translation>
    </message>
    <message>
        <source>served, not logged</source>
        <translation>bedient, nicht protokolliert</translation>
    </message>
    <message>
        <source>Served in all</source>
        <translation>Bedient insgesamt</translation>
    </message>
    <message>
        <source>Logged in all</source>
        <translation>Protokolliert gesamt</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlen</translation>
    </message>
    <message>
        <source>Unknowable</source>
        <translation>Nicht feststellbar</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s): %1</source>
        <translation>
            <numerusform>%n Stunde: %1</numerusform>
            <numerusform>%n Stunden: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ComplianceFilterBar</name>
    <message>
        <source>Words to look for in the controls</source>
        <translation>Wörter, die in den Maßnahmen gesucht werden</translation>
    </message>
    <message>
        <source>Words in the control</source>
        <translation>Wörter in der Maßnahme</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>framework</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>number from</source>
        <translation>Zahl aus</translation>
    </message>
</context>
<context>
    <name>vedette::ui::CompliancePage</name>
    <message>
        <source>Controls</source>
        <translation>Maßnahmen</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>Matrix</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>How the controls are shown</source>
        <translation>Wie die Maßnahmen gezeigt werden</translation>
    </message>
    <message>
        <source>Open the control</source>
        <translation>Maßnahme öffnen</translation>
    </message>
    <message>
        <source>Pass by hand…</source>
        <translation>Von Hand als erfüllt werten …</translation>
    </message>
    <message>
        <source>Waive the control…</source>
        <translation>Ausnahme erteilen …</translation>
    </message>
    <message>
        <source>Matrix or table</source>
        <translation>Matrix oder Tabelle</translation>
    </message>
    <message>
        <source>Show all controls</source>
        <translation>Alle Maßnahmen zeigen</translation>
    </message>
    <message>
        <source>Write a report on this…</source>
        <translation>Bericht darüber schreiben …</translation>
    </message>
    <message>
        <source>Export the table as CSV…</source>
        <translation>Tabelle als CSV exportieren …</translation>
    </message>
    <message>
        <source>Q%1 %2</source>
        <translation>Q%1 %2</translation>
    </message>
    <message>
        <source>%1, so far</source>
        <translation>%1, bisher</translation>
    </message>
    <message>
        <source>There is no control %1.</source>
        <translation>Es gibt keine Maßnahme %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>The controls could not be judged.</source>
        <translation>Die Maßnahmen ließen sich nicht beurteilen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Judging the controls.</source>
        <translation>Die Maßnahmen werden beurteilt.</translation>
    </message>
    <message>
        <source>This store holds no evidence yet, so no control can be judged.</source>
        <translation>Dieser Speicher enthält noch keine Nachweise, daher lässt sich keine Maßnahme beurteilen.</translation>
    </message>
    <message>
        <source>Connect a node or import logs; the first judgement follows by itself.</source>
        <translation>Verbinden Sie einen Knoten oder importieren Sie Protokolle; das erste Urteil folgt von selbst.</translation>
    </message>
    <message>
        <source>Connect my nodes</source>
        <translation>Meine Knoten verbinden</translation>
    </message>
    <message>
        <source>%1 of %2 controls.</source>
        <translation>%1 von %2 Maßnahmen.</translation>
    </message>
    <message>
        <source>No control matches the filter.</source>
        <translation>Keine Maßnahme entspricht dem Filter.</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>judged for</source>
        <translation>beurteilt für</translation>
    </message>
    <message numerus="yes">
        <source>%n controls</source>
        <translation>
            <numerusform>%n Maßnahme</numerusform>
            <numerusform>%n Maßnahmen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, by %2 entries</source>
        <translation>%1, nach %2 Einträgen</translation>
    </message>
    <message>
        <source>could not be judged anew, this is older: %1</source>
        <translation>ließ sich nicht neu beurteilen, dies ist älter: %1</translation>
    </message>
    <message>
        <source>Export the controls</source>
        <translation>Maßnahmen exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n node(s), or the whole fleet where a control is not about single nodes</source>
        <translation>
            <numerusform>%1 · %n Knoten, oder die ganze Flotte, wo eine Maßnahme nicht einzelne Knoten betrifft</numerusform>
            <numerusform>%1 · %n Knoten, oder die ganze Flotte, wo eine Maßnahme nicht einzelne Knoten betrifft</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::ConnectWizard</name>
    <message>
        <source>Connect a node</source>
        <translation>Knoten verbinden</translation>
    </message>
    <message>
        <source>Name of the node</source>
        <translation>Name des Knotens</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was er ist</translation>
    </message>
    <message>
        <source>vLLM, metrics</source>
        <translation>vLLM, Messwerte</translation>
    </message>
    <message>
        <source>Triton, metrics</source>
        <translation>Triton, Messwerte</translation>
    </message>
    <message>
        <source>SGLang, metrics</source>
        <translation>SGLang, Messwerte</translation>
    </message>
    <message>
        <source>llama.cpp, metrics</source>
        <translation>llama.cpp, Messwerte</translation>
    </message>
    <message>
        <source>Any Prometheus page</source>
        <translation>Beliebige Prometheus-Seite</translation>
    </message>
    <message>
        <source>LiteLLM gateway, spend rows</source>
        <translation>LiteLLM-Gateway, Kostenzeilen</translation>
    </message>
    <message>
        <source>nginx access log in JSON, offered over HTTP</source>
        <translation>nginx-Zugriffsprotokoll in JSON, über HTTP angeboten</translation>
    </message>
    <message>
        <source>Caddy access log in JSON, offered over HTTP</source>
        <translation>Caddy-Zugriffsprotokoll in JSON, über HTTP angeboten</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Region, as the provider spells it</source>
        <translation>Region, wie der Anbieter sie schreibt</translation>
    </message>
    <message>
        <source>Classes of data, with commas</source>
        <translation>Datenklassen, mit Kommas getrennt</translation>
    </message>
    <message>
        <source>Zones the data may be in</source>
        <translation>Zonen, in denen die Daten liegen dürfen</translation>
    </message>
    <message>
        <source>Own certificate authority, a PEM file (optional)</source>
        <translation>Eigene Zertifizierungsstelle, eine PEM-Datei (freiwillig)</translation>
    </message>
    <message>
        <source>Where the bearer token is kept (optional); never the token</source>
        <translation>Wo das Bearer-Token liegt (freiwillig); nie das Token selbst</translation>
    </message>
    <message>
        <source>What the node shows</source>
        <translation>Was der Knoten zeigt</translation>
    </message>
    <message>
        <source>tested as you type, without credentials</source>
        <translation>beim Tippen geprüft, ohne Anmeldung</translation>
    </message>
    <message>
        <source>Folder for the store</source>
        <translation>Ordner für den Speicher</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Add another node</source>
        <translation>Weiteren Knoten hinzufügen</translation>
    </message>
    <message>
        <source>Start collecting</source>
        <translation>Sammeln beginnen</translation>
    </message>
    <message>
        <source>Type a name and an address. Vedette then connects as it would when collecting, and says what it sees.</source>
        <translation>Geben Sie einen Namen und eine Adresse ein. Vedette verbindet sich dann wie beim Sammeln und sagt, was es sieht.</translation>
    </message>
    <message>
        <source>A node that shows a problem can still be collected from; what it shows is evidence too.</source>
        <translation>Auch von einem Knoten mit Mängeln lässt sich sammeln; was er zeigt, ist ebenfalls ein Nachweis.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) noted. The next one:</source>
        <translation>
            <numerusform>%n Knoten vorgemerkt. Der nächste:</numerusform>
            <numerusform>%n Knoten vorgemerkt. Der nächste:</numerusform>
        </translation>
    </message>
    <message>
        <source>The fleet file cannot be written</source>
        <translation>Die Flottendatei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>keychain:NAME is an entry of this desktop’s keychain (service vedette, or keychain:SERVICE/NAME), env:NAME a variable of the environment, file:/path a file that only you can read.</source>
        <translation>keychain:NAME ist ein Eintrag im Schlüsselbund dieses Rechners (Dienst vedette, oder keychain:DIENST/NAME), env:NAME eine Umgebungsvariable, file:/pfad eine Datei, die nur Sie lesen können.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlDrawer</name>
    <message>
        <source>Withdraw the manual result</source>
        <translation>Ergebnis von Hand zurückziehen</translation>
    </message>
    <message>
        <source>Withdraw the waiver</source>
        <translation>Ausnahme zurückziehen</translation>
    </message>
    <message>
        <source>%1 is waived.</source>
        <translation>Für %1 gilt eine Ausnahme.</translation>
    </message>
    <message>
        <source>%1 is passed by hand.</source>
        <translation>%1 gilt von Hand als erfüllt.</translation>
    </message>
    <message>
        <source>%1 is failed by hand.</source>
        <translation>%1 gilt von Hand als nicht erfüllt.</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>signed, and recorded in the log</source>
        <translation>signiert und im Protokoll festgehalten</translation>
    </message>
    <message>
        <source>passed by hand</source>
        <translation>von Hand als erfüllt gewertet</translation>
    </message>
    <message>
        <source>failed by hand</source>
        <translation>von Hand als nicht erfüllt gewertet</translation>
    </message>
    <message>
        <source>waived</source>
        <translation>Ausnahme erteilt</translation>
    </message>
    <message>
        <source>withdrew the manual result</source>
        <translation>Ergebnis von Hand zurückgezogen</translation>
    </message>
    <message>
        <source>withdrew the waiver</source>
        <translation>Ausnahme zurückgezogen</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation>%1, %2 %3</translation>
    </message>
    <message>
        <source> until %1</source>
        <translation> bis %1</translation>
    </message>
    <message>
        <source>: “%1”</source>
        <translation>: „%1“</translation>
    </message>
    <message>
        <source>Entry of the decision</source>
        <translation>Eintrag der Entscheidung</translation>
    </message>
    <message>
        <source>The waiver is withdrawn.</source>
        <translation>Die Ausnahme ist zurückgezogen.</translation>
    </message>
    <message>
        <source>The manual result is withdrawn.</source>
        <translation>Das Ergebnis von Hand ist zurückgezogen.</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>Rückgängig gemacht.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Obligation</source>
        <translation>Pflicht</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>Gesetz</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>judged %1</source>
        <translation>beurteilt %1</translation>
    </message>
    <message>
        <source>Entry that shows %1</source>
        <translation>Eintrag, der zeigt: %1</translation>
    </message>
    <message numerus="yes">
        <source>And %n more, none of them worse; the report lists them all.</source>
        <translation>
            <numerusform>Und %n weiterer, nicht schlimmer; der Bericht nennt alle.</numerusform>
            <numerusform>Und %n weitere, keiner davon schlimmer; der Bericht nennt alle.</numerusform>
        </translation>
    </message>
    <message>
        <source>What was judged</source>
        <translation>Was beurteilt wurde</translation>
    </message>
    <message numerus="yes">
        <source>%n items, worst first</source>
        <translation>
            <numerusform>%n Posten</numerusform>
            <numerusform>%n Posten, schlimmste zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>The result rests on no rows of the log.</source>
        <translation>Das Ergebnis beruht auf keinen Zeilen des Protokolls.</translation>
    </message>
    <message>
        <source>opens the rows, then the record, then its proof</source>
        <translation>öffnet die Zeilen, dann den Datensatz, dann seinen Beweis</translation>
    </message>
    <message>
        <source>Rows of %1</source>
        <translation>Zeilen zu %1</translation>
    </message>
    <message>
        <source>Nothing matches; the question is kept so that it can be asked again.</source>
        <translation>Nichts passt; die Frage bleibt erhalten und lässt sich erneut stellen.</translation>
    </message>
    <message>
        <source>entries %1 to %2, %3 – %4</source>
        <translation>Einträge %1 bis %2, %3 – %4</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Waiver</source>
        <translation>Ausnahme</translation>
    </message>
    <message>
        <source>never counted as a pass</source>
        <translation>zählt nie als erfüllt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open control %1</source>
        <translation>Maßnahme %1 öffnen</translation>
    </message>
    <message>
        <source>It follows from the controls above, each of which has its own evidence.</source>
        <translation>Es folgt aus den Maßnahmen oben, deren jede ihre eigenen Nachweise hat.</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>Zeitraum davor</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>ebenso</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlMatrix</name>
    <message>
        <source>Controls by framework and requirement group</source>
        <translation>Maßnahmen nach Regelwerk und Anforderungsgruppe</translation>
    </message>
    <message>
        <source>Framework</source>
        <translation>Regelwerk</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlText</name>
    <message>
        <source>Suppliers</source>
        <translation>Lieferanten</translation>
    </message>
    <message>
        <source>records</source>
        <translation>Verzeichnisse</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>and rights</source>
        <translation>und Rechte</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übermittlung</translation>
    </message>
    <message>
        <source>residency</source>
        <translation>Speicherort</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>erasure</source>
        <translation>Löschung</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Logging</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>audit</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>testing</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>notice</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>AI model</source>
        <translation>KI-Modell</translation>
    </message>
    <message>
        <source>oversight</source>
        <translation>Aufsicht</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>The law’s text</source>
        <translation>Gesetz</translation>
    </message>
    <message>
        <source>Law and our default</source>
        <translation>Gesetz und unsere Vorgabe</translation>
    </message>
    <message>
        <source>Our default</source>
        <translation>Unsere Vorgabe</translation>
    </message>
    <message>
        <source>Your policy</source>
        <translation>Ihre Regel</translation>
    </message>
    <message>
        <source>Other controls</source>
        <translation>Andere Maßnahmen</translation>
    </message>
    <message>
        <source>The clause itself says so.</source>
        <translation>Die Vorschrift selbst sagt es.</translation>
    </message>
    <message>
        <source>The clause asks for it; the number is ours, not the law’s.</source>
        <translation>Die Vorschrift verlangt es; die Zahl ist unsere, nicht die des Gesetzes.</translation>
    </message>
    <message>
        <source>The clause names no number. This one is ours, not the law’s.</source>
        <translation>Die Vorschrift nennt keine Zahl. Diese ist unsere, nicht die des Gesetzes.</translation>
    </message>
    <message>
        <source>You declared this number for your fleet.</source>
        <translation>Sie haben diese Zahl für Ihre Flotte festgelegt.</translation>
    </message>
    <message>
        <source>No number of its own: it follows from other controls.</source>
        <translation>Keine eigene Zahl: es folgt aus anderen Maßnahmen.</translation>
    </message>
    <message>
        <source>only a person can say</source>
        <translation>nur ein Mensch kann es sagen</translation>
    </message>
    <message>
        <source>can find a breach, cannot prove absence</source>
        <translation>kann einen Verstoß finden, nicht aber sein Fehlen beweisen</translation>
    </message>
    <message>
        <source>automated</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 von %2 %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ControlsModel</name>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>Vorschrift</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Number from</source>
        <translation>Zahl aus</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Maßnahme</translation>
    </message>
    <message>
        <source>Missing: %1</source>
        <translation>Fehlt: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Davor</translation>
    </message>
    <message>
        <source>State in the period before, of equal length; a dash where nothing is known of it</source>
        <translation>Stand im Zeitraum davor, gleich lang; ein Strich, wo nichts darüber bekannt ist</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>ebenso</translation>
    </message>
</context>
<context>
    <name>vedette::ui::DamageModel</name>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>What does not add up</source>
        <translation>Was nicht stimmt</translation>
    </message>
</context>
<context>
    <name>vedette::ui::DataTable</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>vedette::ui::DecisionEditor</name>
    <message>
        <source>Resolve %1</source>
        <translation>%1 lösen</translation>
    </message>
    <message>
        <source>False positive: %1</source>
        <translation>Fehlalarm: %1</translation>
    </message>
    <message>
        <source>Note about %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>Escalate %1</source>
        <translation>%1 eskalieren</translation>
    </message>
    <message>
        <source>Assign %1</source>
        <translation>%1 zuweisen</translation>
    </message>
    <message>
        <source>Reopen %1</source>
        <translation>%1 wieder öffnen</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Close as false positive</source>
        <translation>Als Fehlalarm schließen</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>Eskalieren</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Vorfall</translation>
    </message>
    <message>
        <source>Title of the new incident</source>
        <translation>Titel des neuen Vorfalls</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a verdict</source>
        <translation>Urteil wählen</translation>
    </message>
    <message>
        <source>A new incident</source>
        <translation>Ein neuer Vorfall</translation>
    </message>
    <message>
        <source>Note: what makes you sure?</source>
        <translation>Notiz: was macht Sie sicher?</translation>
    </message>
    <message>
        <source>Note (may stay empty)</source>
        <translation>Notiz (darf leer bleiben)</translation>
    </message>
    <message>
        <source>Closing an alert needs a verdict.</source>
        <translation>Ein Alarm lässt sich nur mit einem Urteil schließen.</translation>
    </message>
    <message>
        <source>A false positive needs a note that says why.</source>
        <translation>Ein Fehlalarm braucht eine Notiz mit dem Grund.</translation>
    </message>
    <message>
        <source>A note needs text.</source>
        <translation>Eine Notiz braucht Text.</translation>
    </message>
    <message>
        <source>A new incident needs a title.</source>
        <translation>Ein neuer Vorfall braucht einen Titel.</translation>
    </message>
    <message>
        <source>Say in a note why it is open again.</source>
        <translation>Sagen Sie in einer Notiz, warum er wieder offen ist.</translation>
    </message>
    <message>
        <source>Personal data and secrets in the text are replaced before it is kept.</source>
        <translation>Personenbezogenes und Geheimnisse im Text werden vor dem Speichern ersetzt.</translation>
    </message>
    <message>
        <source>An empty name takes the owner away.</source>
        <translation>Ein leerer Name hebt die Zuständigkeit auf.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::DecisionForm</name>
    <message>
        <source>Needs a reason, signed with your name. A manual pass does not outvote evidence of a failure; a waiver is never counted as a pass.</source>
        <translation>Braucht eine Begründung, mit Ihrem Namen signiert. Ein Erfüllt von Hand überstimmt keinen Nachweis des Gegenteils; eine Ausnahme zählt nie als erfüllt.</translation>
    </message>
    <message>
        <source>Pass by hand…</source>
        <translation>Von Hand als erfüllt werten …</translation>
    </message>
    <message>
        <source>Fail by hand…</source>
        <translation>Von Hand als nicht erfüllt werten …</translation>
    </message>
    <message>
        <source>Waive…</source>
        <translation>Ausnahme erteilen …</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reason, for whoever reads this in a year</source>
        <translation>Begründung, für alle, die dies in einem Jahr lesen</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Holds until</source>
        <translation>Gilt bis</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The evidence decides this control; a manual pass would change nothing.</source>
        <translation>Über diese Maßnahme entscheiden die Nachweise; ein Erfüllt von Hand änderte nichts.</translation>
    </message>
    <message>
        <source>There is nothing to waive: this control neither fails nor lacks evidence.</source>
        <translation>Hier ist keine Ausnahme nötig: die Maßnahme ist weder verletzt noch ohne Nachweis.</translation>
    </message>
    <message>
        <source>Pass this control by hand</source>
        <translation>Maßnahme von Hand als erfüllt werten</translation>
    </message>
    <message>
        <source>You answer for what the log cannot show. Reports name you and your reason.</source>
        <translation>Sie stehen für das ein, was das Protokoll nicht zeigen kann. Berichte nennen Sie und Ihre Begründung.</translation>
    </message>
    <message>
        <source>Record the pass</source>
        <translation>Als erfüllt festhalten</translation>
    </message>
    <message>
        <source>Fail this control by hand</source>
        <translation>Maßnahme von Hand als nicht erfüllt werten</translation>
    </message>
    <message>
        <source>It counts as failed whatever the log shows. Reports name you and your reason.</source>
        <translation>Sie gilt als nicht erfüllt, was immer das Protokoll zeigt. Berichte nennen Sie und Ihre Begründung.</translation>
    </message>
    <message>
        <source>Record the failure</source>
        <translation>Als nicht erfüllt festhalten</translation>
    </message>
    <message>
        <source>Waive this control</source>
        <translation>Ausnahme für diese Maßnahme erteilen</translation>
    </message>
    <message>
        <source>The failure stays on record, is listed in every report and never counts as a pass. It comes back by itself on the day below.</source>
        <translation>Der Mangel bleibt festgehalten, steht in jedem Bericht und zählt nie als erfüllt. Am Tag unten kehrt er von selbst zurück.</translation>
    </message>
    <message>
        <source>Record the waiver</source>
        <translation>Ausnahme festhalten</translation>
    </message>
</context>
<context>
    <name>vedette::ui::DecisionsCard</name>
    <message>
        <source>nobody owns it</source>
        <translation>niemand ist zuständig</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>%1 zu spät</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Waiver ends: %1</source>
        <translation>Ausnahme endet: %1</translation>
    </message>
    <message>
        <source>%1 fails</source>
        <translation>%1 ist nicht erfüllt</translation>
    </message>
    <message>
        <source>%1 is silent</source>
        <translation>%1 ist stumm</translation>
    </message>
    <message>
        <source>Needs a decision</source>
        <translation>Braucht eine Entscheidung</translation>
    </message>
    <message>
        <source>%1, most urgent first</source>
        <translation>%1, das Dringendste zuerst</translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation>Nichts wartet auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>Erasure agreed to, not done yet</source>
        <translation>Löschung zugestimmt, noch nicht geschehen</translation>
    </message>
    <message>
        <source>Release of a legal hold asked for</source>
        <translation>Aufhebung einer Aufbewahrungspflicht verlangt</translation>
    </message>
    <message>
        <source>Erasure of a data subject asked for</source>
        <translation>Löschung einer betroffenen Person verlangt</translation>
    </message>
    <message>
        <source>asked for by %1</source>
        <translation>verlangt von %1</translation>
    </message>
    <message>
        <source>Also </source>
        <translation>Dazu </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n control(s)</source>
        <translation>
            <numerusform>%n Maßnahme</numerusform>
            <numerusform>%n Maßnahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n silent node(s)</source>
        <translation>
            <numerusform>%n stummer Knoten</numerusform>
            <numerusform>%n stumme Knoten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::DraftText</name>
    <message>
        <source>%1 – %2, so far</source>
        <translation>%1 – %2, bisher</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Q%1 %2</source>
        <translation>Q%1 %2</translation>
    </message>
    <message>
        <source>Choose at least one framework.</source>
        <translation>Wählen Sie mindestens ein Regelwerk.</translation>
    </message>
    <message>
        <source>The period ends before it begins.</source>
        <translation>Der Zeitraum endet vor seinem Beginn.</translation>
    </message>
    <message>
        <source>Choose at least one format.</source>
        <translation>Wählen Sie mindestens ein Format.</translation>
    </message>
    <message>
        <source>Say who prepares the report.</source>
        <translation>Nennen Sie, wer den Bericht erstellt.</translation>
    </message>
    <message>
        <source>Choose a folder to write to.</source>
        <translation>Wählen Sie einen Zielordner.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Drawer</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Details: %1</source>
        <translation>Einzelheiten: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::EntriesCard</name>
    <message>
        <source>Entries of the log</source>
        <translation>Einträge des Protokolls</translation>
    </message>
    <message>
        <source>move</source>
        <translation>bewegen</translation>
    </message>
    <message>
        <source>proof</source>
        <translation>Beweis</translation>
    </message>
    <message>
        <source>The entries cannot be read.</source>
        <translation>Die Einträge sind nicht lesbar.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The log is empty: nothing has been collected yet.</source>
        <translation>Das Protokoll ist leer: noch wurde nichts gesammelt.</translation>
    </message>
    <message>
        <source>Entries appear here as soon as a source delivers.</source>
        <translation>Einträge erscheinen hier, sobald eine Quelle liefert.</translation>
    </message>
    <message>
        <source>No entry matches.</source>
        <translation>Kein Eintrag passt.</translation>
    </message>
    <message>
        <source>%1 entries were searched.</source>
        <translation>%1 Einträge wurden durchsucht.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>End of the result: %1 of %1 rows.</source>
        <translation>Ende des Ergebnisses: %1 von %1 Zeilen.</translation>
    </message>
    <message>
        <source>The first %1 rows are shown. Narrow the filter or export the whole result.</source>
        <translation>Die ersten %1 Zeilen werden gezeigt. Engen Sie den Filter ein, oder exportieren Sie das ganze Ergebnis.</translation>
    </message>
    <message>
        <source>verified to entry %1</source>
        <translation>geprüft bis Eintrag %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::EntriesModel</name>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Number in the log</source>
        <translation>Nummer im Protokoll</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>OCSF class</source>
        <translation>OCSF-Klasse</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Pseudonym of who asked</source>
        <translation>Pseudonym des Anfragenden</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Prompt and output tokens</source>
        <translation>Eingabe- und Ausgabe-Token</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Pseudonym of the address</source>
        <translation>Pseudonym der Adresse</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>detectors looked</source>
        <translation>Detektoren liefen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::EraseDrawer</name>
    <message>
        <source>Erase a data subject</source>
        <translation>Eine betroffene Person löschen</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>Das Protokoll wird gelesen …</translation>
    </message>
    <message>
        <source>Records that name it</source>
        <translation>Datensätze mit ihr</translation>
    </message>
    <message>
        <source>What goes</source>
        <translation>Was verschwindet</translation>
    </message>
    <message>
        <source>The key that its clear values are sealed with, and those values: names, addresses and texts. Nobody can read them any more, and copies outside this store are not reached.</source>
        <translation>Der Schlüssel, mit dem ihre Klarwerte versiegelt sind, und diese Werte: Namen, Adressen und Texte. Niemand kann sie mehr lesen; Kopien außerhalb dieses Speichers werden nicht erreicht.</translation>
    </message>
    <message>
        <source>What stays</source>
        <translation>Was bleibt</translation>
    </message>
    <message>
        <source>The records, under a pseudonym that nobody can resolve any more; they verify as before. A signed certificate says what was erased, by whom and why.</source>
        <translation>Die Datensätze, unter einem Pseudonym, das niemand mehr auflösen kann; sie bestehen die Prüfung wie zuvor. Eine signierte Bescheinigung sagt, was gelöscht wurde, von wem und warum.</translation>
    </message>
    <message>
        <source>Two people erase together</source>
        <translation>Zwei Personen löschen gemeinsam</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Why: for example the request it answers</source>
        <translation>Warum: zum Beispiel der Antrag, dem sie folgt</translation>
    </message>
    <message>
        <source>Reason for the erasure; it stays in the log and may not name the subject</source>
        <translation>Grund der Löschung; er bleibt im Protokoll und darf die Person nicht nennen</translation>
    </message>
    <message>
        <source>Also values of others that name it</source>
        <translation>Auch Werte anderer, die sie nennen</translation>
    </message>
    <message>
        <source>I know that this cannot be undone</source>
        <translation>Ich weiß, dass sich das nicht rückgängig machen lässt</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>The reason stays in the log, so it may not name the subject.</source>
        <translation>Der Grund bleibt im Protokoll und darf die Person deshalb nicht nennen.</translation>
    </message>
    <message>
        <source>Erased under certificate %1</source>
        <translation>Gelöscht unter Bescheinigung %1</translation>
    </message>
    <message>
        <source>Sealed parts gone</source>
        <translation>Gelöschte versiegelte Teile</translation>
    </message>
    <message>
        <source>Of records</source>
        <translation>Aus Datensätzen</translation>
    </message>
    <message>
        <source>Of others, kept</source>
        <translation>Von anderen, behalten</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>Im Protokoll</translation>
    </message>
    <message>
        <source>Not finished</source>
        <translation>Nicht abgeschlossen</translation>
    </message>
    <message>
        <source>The erasure is in the log, but old copies may remain in files of the store: %1</source>
        <translation>Die Löschung steht im Protokoll, doch in Dateien des Speichers können alte Kopien liegen: %1</translation>
    </message>
    <message>
        <source>The certificate is in the log, but not in a file: %1</source>
        <translation>Die Bescheinigung steht im Protokoll, aber in keiner Datei: %1</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Bescheinigung</translation>
    </message>
    <message>
        <source>for whoever asked for it</source>
        <translation>für die Person, die sie verlangt hat</translation>
    </message>
    <message>
        <source>Open the certificate</source>
        <translation>Bescheinigung öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>%1 asked for it and %2 agreed, but it has not happened yet. It can be run again.</source>
        <translation>%1 hat sie verlangt und %2 zugestimmt, aber sie ist noch nicht geschehen. Sie kann erneut ausgeführt werden.</translation>
    </message>
    <message>
        <source>%1 asked for it. Another officer or lead agrees or refuses.</source>
        <translation>%1 hat sie verlangt. Eine andere Person (Beauftragte oder Leitung) stimmt zu oder lehnt ab.</translation>
    </message>
    <message>
        <source>Show what waits</source>
        <translation>Zeigen, was wartet</translation>
    </message>
    <message>
        <source>Ask for the erasure</source>
        <translation>Löschung verlangen</translation>
    </message>
    <message>
        <source>Nothing is erased before another officer or lead has agreed.</source>
        <translation>Nichts wird gelöscht, bevor eine andere Person (Beauftragte oder Leitung) zugestimmt hat.</translation>
    </message>
    <message>
        <source>Nothing was recorded. %1</source>
        <translation>Es wurde nichts aufgezeichnet. %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Erasing</name>
    <message>
        <source>Erasing a data subject</source>
        <translation>Daten einer betroffenen Person löschen</translation>
    </message>
    <message>
        <source>Sign in to do this.</source>
        <translation>Melden Sie sich dafür an.</translation>
    </message>
    <message>
        <source>Erased under certificate %1: %2 sealed parts of %3 records.</source>
        <translation>Gelöscht unter Bescheinigung %1: %2 versiegelte Teile von %3 Datensätzen.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was erased.</source>
        <translation>Angehalten. Es wurde nichts gelöscht.</translation>
    </message>
    <message>
        <source>Nothing was erased. %1</source>
        <translation>Es wurde nichts gelöscht. %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::EvidenceExport</name>
    <message>
        <source>Export to %1</source>
        <translation>Export nach %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::EvidenceList</name>
    <message>
        <source>The finding names no entries.</source>
        <translation>Der Befund nennt keine Einträge.</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Forgotten under a certificate</source>
        <translation>Mit Bescheinigung vergessen</translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>%1 tok</source>
        <translation>%1 Tok.</translation>
    </message>
    <message>
        <source>code %1</source>
        <translation>Code %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::EvidencePage</name>
    <message>
        <source>Add a condition to the filter</source>
        <translation>Bedingung zum Filter hinzufügen</translation>
    </message>
    <message>
        <source>Edit the filter as text</source>
        <translation>Filter als Text bearbeiten</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Show the most frequent values</source>
        <translation>Häufigste Werte zeigen</translation>
    </message>
    <message>
        <source>Take in new entries</source>
        <translation>Neue Einträge aufnehmen</translation>
    </message>
    <message>
        <source>Show the proof</source>
        <translation>Beweis zeigen</translation>
    </message>
    <message>
        <source>Copy the record</source>
        <translation>Datensatz kopieren</translation>
    </message>
    <message>
        <source>Reveal the sealed part …</source>
        <translation>Versiegelten Teil aufdecken …</translation>
    </message>
    <message>
        <source>Save the proof …</source>
        <translation>Beweis speichern …</translation>
    </message>
    <message>
        <source>Use the chosen range as time range of all pages</source>
        <translation>Gewählten Bereich als Zeitraum aller Seiten verwenden</translation>
    </message>
    <message>
        <source>Show the whole time range again</source>
        <translation>Wieder den ganzen Zeitraum zeigen</translation>
    </message>
    <message>
        <source>Saved views …</source>
        <translation>Gespeicherte Ansichten …</translation>
    </message>
    <message>
        <source>Export the table as CSV …</source>
        <translation>Tabelle als CSV exportieren …</translation>
    </message>
    <message>
        <source>Export the records, one a line …</source>
        <translation>Datensätze exportieren, einer je Zeile …</translation>
    </message>
    <message>
        <source>The record&apos;s exact text is on the clipboard.</source>
        <translation>Der genaue Text des Datensatzes ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Export the table as CSV</source>
        <translation>Tabelle als CSV exportieren</translation>
    </message>
    <message>
        <source>Export the records</source>
        <translation>Datensätze exportieren</translation>
    </message>
    <message>
        <source>%1 rows are exported to %2.</source>
        <translation>%1 Zeilen sind nach %2 exportiert.</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Save the filter under a name, or open a saved one</source>
        <translation>Filter unter einem Namen speichern oder einen gespeicherten öffnen</translation>
    </message>
    <message>
        <source>Export all</source>
        <translation>Alles exportieren</translation>
    </message>
    <message>
        <source>The view “%1” is saved.</source>
        <translation>Die Ansicht „%1“ ist gespeichert.</translation>
    </message>
    <message>
        <source>The view “%1” is removed.</source>
        <translation>Die Ansicht „%1“ ist entfernt.</translation>
    </message>
    <message>
        <source>The proof is saved as %1.</source>
        <translation>Der Beweis ist als %1 gespeichert.</translation>
    </message>
    <message>
        <source>time set by the filter</source>
        <translation>Zeit durch den Filter bestimmt</translation>
    </message>
    <message>
        <source>Erase the data subject …</source>
        <translation>Betroffene Person löschen …</translation>
    </message>
    <message>
        <source>Export the records with their proofs, one a line …</source>
        <translation>Die Datensätze mit ihren Beweisen exportieren, einen je Zeile …</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Figure</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, verified</source>
        <translation>%1, geprüft</translation>
    </message>
    <message>
        <source>Opens the records behind it</source>
        <translation>Öffnet die Datensätze dahinter</translation>
    </message>
</context>
<context>
    <name>vedette::ui::FiguresStrip</name>
    <message>
        <source>P90 %1</source>
        <translation>P90 %1</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 von %2 %3</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>n %1</translation>
    </message>
    <message>
        <source>no earlier period</source>
        <translation>kein früherer Zeitraum</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>wie zuvor</translation>
    </message>
    <message>
        <source>%1 better</source>
        <translation>%1 besser</translation>
    </message>
    <message>
        <source>%1 worse</source>
        <translation>%1 schlechter</translation>
    </message>
</context>
<context>
    <name>vedette::ui::FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Add a condition to the filter</source>
        <translation>Bedingung zum Filter hinzufügen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Words, or status=failure</source>
        <translation>Wörter oder status=failure</translation>
    </message>
    <message>
        <source>Conditions side by side: node=edge-1 status=failure latency&gt;=500 code=500..599. Words alone are searched for in the columns of all entries and in what people and detectors wrote; record~word looks into every record. Sealed personal data is never searched. Enter adds them to the filter.</source>
        <translation>Bedingungen nebeneinander: node=edge-1 status=failure latency&gt;=500 code=500..599. Wörter allein werden in den Spalten aller Einträge und in dem gesucht, was Menschen und Erkennungen geschrieben haben; record~Wort sieht in jeden Datensatz. Versiegelte personenbezogene Daten werden nie durchsucht. Eingabe fügt sie dem Filter hinzu.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::FilterPopup</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Add the filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>A condition of the filter</source>
        <translation>Eine Bedingung des Filters</translation>
    </message>
    <message>
        <source>Change the filter</source>
        <translation>Filter ändern</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist mehr als</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist weniger als</translation>
    </message>
    <message>
        <source>Reading the values of the log …</source>
        <translation>Werte des Protokolls werden gelesen …</translation>
    </message>
    <message>
        <source>%1 of %2 values are offered; others can be typed.</source>
        <translation>%1 von %2 Werten stehen zur Wahl; andere lassen sich eintippen.</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) in the log.</source>
        <translation>
            <numerusform>%n Wert im Protokoll.</numerusform>
            <numerusform>%n Werte im Protokoll.</numerusform>
        </translation>
    </message>
    <message>
        <source>In milliseconds.</source>
        <translation>In Millisekunden.</translation>
    </message>
    <message>
        <source>Some text</source>
        <translation>Ein Text</translation>
    </message>
    <message>
        <source>The whole record</source>
        <translation>Der ganze Datensatz</translation>
    </message>
    <message>
        <source>Opens every record, which takes its time. Sealed data is never searched.</source>
        <translation>Öffnet jeden Datensatz, was seine Zeit braucht. Versiegelte Daten werden nie durchsucht.</translation>
    </message>
    <message>
        <source>Columns, and what people and detectors wrote. Sealed data is never searched.</source>
        <translation>Spalten und was Menschen und Erkennungen geschrieben haben. Versiegelte Daten werden nie durchsucht.</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
</context>
<context>
    <name>vedette::ui::FilterTerms</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>Fehlschlag</translation>
    </message>
    <message>
        <source>authenticated</source>
        <translation>angemeldet</translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>anonym</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keine Angabe)</translation>
    </message>
    <message>
        <source>%1 is</source>
        <translation>%1 ist</translation>
    </message>
    <message>
        <source>%1 is one of</source>
        <translation>%1 ist eines von</translation>
    </message>
    <message>
        <source>%1 is at least</source>
        <translation>%1 ist mindestens</translation>
    </message>
    <message>
        <source>%1 is at most</source>
        <translation>%1 ist höchstens</translation>
    </message>
    <message>
        <source>%1 is between</source>
        <translation>%1 liegt zwischen</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>entry is</source>
        <translation>Eintrag ist</translation>
    </message>
    <message>
        <source>entry is between</source>
        <translation>Eintrag liegt zwischen</translation>
    </message>
    <message>
        <source>entry is at least</source>
        <translation>Eintrag ist mindestens</translation>
    </message>
    <message>
        <source>entry is below</source>
        <translation>Eintrag liegt unter</translation>
    </message>
    <message>
        <source>time is from</source>
        <translation>Zeit ab</translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>time is before</source>
        <translation>Zeit vor</translation>
    </message>
    <message>
        <source>node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>principal</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>kind of client</source>
        <translation>Art des Clients</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>time in microseconds</source>
        <translation>Zeit in Mikrosekunden</translation>
    </message>
    <message>
        <source>collection time in milliseconds</source>
        <translation>Sammelzeit in Millisekunden</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>activity</source>
        <translation>Tätigkeit</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>answer code</source>
        <translation>Antwortcode</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>authentication</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>TLS version</source>
        <translation>TLS-Version</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>prompt tokens</source>
        <translation>Eingabe-Token</translation>
    </message>
    <message>
        <source>output tokens</source>
        <translation>Ausgabe-Token</translation>
    </message>
    <message>
        <source>cost in millionths of a dollar</source>
        <translation>Kosten in Millionstel Dollar</translation>
    </message>
    <message>
        <source>answer in bytes</source>
        <translation>Antwort in Bytes</translation>
    </message>
    <message>
        <source>prompt hash</source>
        <translation>Prüfsumme der Eingabe</translation>
    </message>
    <message>
        <source>prompt likeness</source>
        <translation>Ähnlichkeit der Eingabe</translation>
    </message>
    <message>
        <source>detected data</source>
        <translation>erkannte Daten</translation>
    </message>
    <message>
        <source>%1, in “%2”.</source>
        <translation>%1, in „%2“.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>the whole record contains</source>
        <translation>der ganze Datensatz enthält</translation>
    </message>
    <message>
        <source>some text contains</source>
        <translation>ein Text enthält</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
</context>
<context>
    <name>vedette::ui::FirstRun</name>
    <message>
        <source>Try the demo fleet</source>
        <translation>Demo-Flotte ausprobieren</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Open a store</source>
        <translation>Speicher öffnen</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Connect my nodes</source>
        <translation>Meine Knoten verbinden</translation>
    </message>
    <message>
        <source>Name a node, test the connection as you type, and start collecting.</source>
        <translation>Nennen Sie einen Knoten, prüfen Sie die Verbindung beim Tippen, und beginnen Sie zu sammeln.</translation>
    </message>
    <message>
        <source>Connect a node</source>
        <translation>Knoten verbinden</translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation>Das ist nicht gelungen.</translation>
    </message>
    <message>
        <source>Open %1, %2</source>
        <translation>%1 öffnen, %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Twelve simulated nodes on this computer. Within two minutes an attack unfolds, a control turns and an alert arrives.</source>
        <translation>Zwölf simulierte Knoten auf diesem Rechner. Binnen zwei Minuten entfaltet sich ein Angriff, eine Maßnahme kippt und ein Alarm trifft ein.</translation>
    </message>
    <message>
        <source>nothing of yours is touched</source>
        <translation>nichts von Ihnen wird angetastet</translation>
    </message>
    <message>
        <source>needs no network</source>
        <translation>braucht kein Netz</translation>
    </message>
    <message>
        <source>A folder with signed evidence that Vedette has made, here or on another machine. It is verified while you read.</source>
        <translation>Ein Ordner mit signierten Nachweisen, den Vedette angelegt hat, hier oder auf einem anderen Rechner. Er wird geprüft, während Sie lesen.</translation>
    </message>
    <message>
        <source>read-only if the disk is read-only</source>
        <translation>nur lesend, wenn der Datenträger es ist</translation>
    </message>
    <message>
        <source>vLLM, Triton, gateways, access logs</source>
        <translation>vLLM, Triton, Gateways, Zugriffslogs</translation>
    </message>
    <message>
        <source>TLS is checked, no token is written down</source>
        <translation>TLS geprüft, kein Token aufgeschrieben</translation>
    </message>
    <message>
        <source>Watches your inference fleet. Keeps what it sees as signed evidence, on this desk.</source>
        <translation>Wacht über Ihre Inferenzflotte. Hält fest, was sie sieht, als signierte Nachweise, auf diesem Rechner.</translation>
    </message>
    <message>
        <source>No telemetry</source>
        <translation>Keine Telemetrie</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Recent stores</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>vedette::ui::FleetMapCard</name>
    <message>
        <source>The map&apos;s outlines could not be read.</source>
        <translation>Die Umrisse der Karte konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The flows could not be counted: %1</source>
        <translation>Die Flüsse konnten nicht gezählt werden: %1</translation>
    </message>
    <message>
        <source>No request was answered in this range of time.</source>
        <translation>In diesem Zeitraum wurde keine Anfrage beantwortet.</translation>
    </message>
    <message>
        <source>%1 of %2 answered requests crossed a border.</source>
        <translation>%1 von %2 beantworteten Anfragen gingen über eine Grenze.</translation>
    </message>
    <message>
        <source>%1 of them left the allowed zones and nothing covers them.</source>
        <translation>%1 davon haben die erlaubten Zonen verlassen, und nichts deckt sie.</translation>
    </message>
    <message>
        <source>Not on the map: %1 from clients in an unknown country.</source>
        <translation>Nicht auf der Karte: %1 von Clients in unbekanntem Land.</translation>
    </message>
    <message>
        <source>%1 without a region.</source>
        <translation>%1 ohne Region.</translation>
    </message>
    <message>
        <source>%1 processed in the region %2, whose country is unknown.</source>
        <translation>%1 verarbeitet in der Region %2, deren Land unbekannt ist.</translation>
    </message>
    <message>
        <source>The map does not know the country: %1.</source>
        <translation>Die Karte kennt das Land nicht: %1.</translation>
    </message>
    <message>
        <source>No place is published for: %1.</source>
        <translation>Kein Ort ist veröffentlicht für: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s) are too short or too many to draw; the table of flows has all.</source>
        <translation>
            <numerusform>%n Fluss ist nicht gezeichnet, weil zu kurz oder zu viele da sind; die Tabelle der Flüsse hat alle.</numerusform>
            <numerusform>%n Flüsse sind nicht gezeichnet, weil zu kurz oder zu viele da sind; die Tabelle der Flüsse hat alle.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::FleetPage</name>
    <message>
        <source>Nodes whose name or region holds</source>
        <translation>Knoten, deren Name oder Region enthält</translation>
    </message>
    <message>
        <source>Name or region</source>
        <translation>Name oder Region</translation>
    </message>
    <message>
        <source>Nodes of the fleet</source>
        <translation>Knoten der Flotte</translation>
    </message>
    <message>
        <source>Look at this node only</source>
        <translation>Nur diesen Knoten betrachten</translation>
    </message>
    <message>
        <source>Open the node&apos;s evidence</source>
        <translation>Nachweise des Knotens öffnen</translation>
    </message>
    <message>
        <source>The fleet could not be read.</source>
        <translation>Die Flotte war nicht lesbar.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s)</source>
        <translation>
            <numerusform>%1 von %n Knoten</numerusform>
            <numerusform>%1 von %n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>No node has been declared or has logged anything yet.</source>
        <translation>Noch ist kein Knoten angemeldet, und keiner hat etwas protokolliert.</translation>
    </message>
    <message>
        <source>Collect from a fleet file: Ctrl+K, “Collect from a fleet file”.</source>
        <translation>Nach einer Flottendatei sammeln: Strg+K, „Nach einer Flottendatei sammeln“.</translation>
    </message>
    <message>
        <source>No node is like that.</source>
        <translation>Kein Knoten entspricht dem.</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>In the range of time</source>
        <translation>Im Zeitraum</translation>
    </message>
    <message>
        <source>Map and nodes</source>
        <translation>Karte und Knoten</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Flows</source>
        <translation>Flüsse</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Requests across borders</source>
        <translation>Anfragen über Grenzen</translation>
    </message>
    <message>
        <source>Show map and nodes</source>
        <translation>Karte und Knoten zeigen</translation>
    </message>
    <message>
        <source>Show the map</source>
        <translation>Karte zeigen</translation>
    </message>
    <message>
        <source>Show the nodes</source>
        <translation>Knoten zeigen</translation>
    </message>
    <message>
        <source>Show requests across borders</source>
        <translation>Anfragen über Grenzen zeigen</translation>
    </message>
    <message>
        <source>The flows could not be counted.</source>
        <translation>Die Flüsse konnten nicht gezählt werden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No request crossed a border in this range of time.</source>
        <translation>In diesem Zeitraum ging keine Anfrage über eine Grenze.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Export the nodes as CSV …</source>
        <translation>Knoten als CSV exportieren …</translation>
    </message>
    <message>
        <source>Export the requests across borders as CSV …</source>
        <translation>Anfragen über Grenzen als CSV exportieren …</translation>
    </message>
</context>
<context>
    <name>vedette::ui::FlowsModel</name>
    <message>
        <source>inside the zone</source>
        <translation>in der Zone</translation>
    </message>
    <message>
        <source>adequacy</source>
        <translation>Angemessenheit</translation>
    </message>
    <message>
        <source>adequacy on a condition</source>
        <translation>Angemessenheit unter Bedingung</translation>
    </message>
    <message>
        <source>declared instrument</source>
        <translation>erklärte Garantie</translation>
    </message>
    <message>
        <source>no basis shown</source>
        <translation>keine Grundlage gezeigt</translation>
    </message>
    <message>
        <source>uncovered</source>
        <translation>ohne Grundlage</translation>
    </message>
    <message>
        <source>both ends are in the EEA</source>
        <translation>beide Enden liegen im EWR</translation>
    </message>
    <message>
        <source>both ends are in the allowed zones %1 or in the EEA</source>
        <translation>beide Enden liegen in den erlaubten Zonen %1 oder im EWR</translation>
    </message>
    <message>
        <source>adequacy decision %1 for %2 was in force</source>
        <translation>Angemessenheitsbeschluss %1 für %2 war in Kraft</translation>
    </message>
    <message>
        <source>adequacy decision %1 for %2 holds if %3; that is declared</source>
        <translation>Angemessenheitsbeschluss %1 für %2 gilt, wenn Folgendes zutrifft: %3; das ist erklärt</translation>
    </message>
    <message>
        <source>adequacy decision %1 for %2 holds only if %3; nothing declares that</source>
        <translation>Angemessenheitsbeschluss %1 für %2 gilt nur, wenn Folgendes zutrifft: %3; das ist nicht erklärt</translation>
    </message>
    <message>
        <source>declared instrument for %1: %2</source>
        <translation>erklärte Garantie für %1: %2</translation>
    </message>
    <message>
        <source>no allowed zones are declared, and no decision or instrument covers %1</source>
        <translation>es sind keine erlaubten Zonen erklärt, und weder Beschluss noch Garantie deckt %1</translation>
    </message>
    <message>
        <source>%1 is in the allowed zones %2, but no decision or instrument covers it</source>
        <translation>%1 liegt in den erlaubten Zonen %2, aber weder Beschluss noch Garantie deckt es</translation>
    </message>
    <message>
        <source>processed in %1, outside the allowed zones %2</source>
        <translation>verarbeitet in %1, außerhalb der erlaubten Zonen %2</translation>
    </message>
    <message>
        <source>clients in %1 are outside the allowed zones %2, and nothing covers them</source>
        <translation>Clients in %1 liegen außerhalb der erlaubten Zonen %2, und nichts deckt sie</translation>
    </message>
    <message>
        <source>%1, %2 (no city published)</source>
        <translation>%1, %2 (keine Stadt veröffentlicht)</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Judged by the allowed zones and the adequacy decisions in force at the time</source>
        <translation>Beurteilt nach den erlaubten Zonen und den damals geltenden Angemessenheitsbeschlüssen</translation>
    </message>
    <message>
        <source>Clients in</source>
        <translation>Clients in</translation>
    </message>
    <message>
        <source>Country of the client</source>
        <translation>Land des Clients</translation>
    </message>
    <message>
        <source>Processed in</source>
        <translation>Verarbeitet in</translation>
    </message>
    <message>
        <source>As the node claims; nothing attests it</source>
        <translation>Nach eigener Angabe des Knotens; nichts bestätigt sie</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Grundlage</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Requests with success, in the range of time</source>
        <translation>Erfolgreiche Anfragen im Zeitraum</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>All of them, refused and failed ones as well</source>
        <translation>Alle, auch abgewiesene und fehlgeschlagene</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>none answered</source>
        <translation>keine beantwortet</translation>
    </message>
    <message>
        <source>no request was answered, so nothing went out</source>
        <translation>keine Anfrage wurde beantwortet, also ging nichts hinaus</translation>
    </message>
    <message>
        <source>EEA</source>
        <translation>EWR</translation>
    </message>
    <message>
        <source>adequate</source>
        <translation>angemessen</translation>
    </message>
    <message>
        <source>adequate on a condition</source>
        <translation>angemessen unter Bedingung</translation>
    </message>
    <message>
        <source>third country</source>
        <translation>Drittland</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n node(s): %2</source>
        <extracomment>%1 a place, %2 &quot;2 healthy, 1 alert&quot;</extracomment>
        <translation>
            <numerusform>%1: %n Knoten: %2</numerusform>
            <numerusform>%1: %n Knoten: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>%1 answered requests from clients in %2, processed in %3: %4</source>
        <extracomment>%1 a number, %2 countries, %3 places, %4 what carries it</extracomment>
        <translation>%1 beantwortete Anfragen von Clients in %2, verarbeitet in %3: %4</translation>
    </message>
    <message>
        <source>%1 uncovered</source>
        <translation>%1 ohne Grundlage</translation>
    </message>
</context>
<context>
    <name>vedette::ui::GlyphLabel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::GroupCard</name>
    <message>
        <source>Most frequent</source>
        <translation>Am häufigsten</translation>
    </message>
    <message>
        <source>Choose a value to filter by it; choose a row to read its record and proof.</source>
        <translation>Wählen Sie einen Wert, um danach zu filtern; wählen Sie eine Zeile, um Datensatz und Beweis zu lesen.</translation>
    </message>
    <message>
        <source>group by</source>
        <translation>gruppiert nach</translation>
    </message>
    <message>
        <source>The values could not be counted.</source>
        <translation>Die Werte ließen sich nicht zählen.</translation>
    </message>
    <message>
        <source>%1 of %2 values</source>
        <translation>%1 von %2 Werten</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>No entry matches, so there is nothing to count.</source>
        <translation>Kein Eintrag passt, daher gibt es nichts zu zählen.</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keine Angabe)</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Histogram</name>
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>%1 match</source>
        <translation>%1 passen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>Passend</translation>
    </message>
    <message>
        <source>Histogram without data</source>
        <translation>Histogramm ohne Daten</translation>
    </message>
    <message>
        <source>Histogram of %1 entries, %2</source>
        <translation>Histogramm von %1 Einträgen, %2</translation>
    </message>
    <message>
        <source>, chosen: %1</source>
        <translation>, gewählt: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::HoldsCard</name>
    <message>
        <source>every record</source>
        <translation>jeder Datensatz</translation>
    </message>
    <message>
        <source>Legal holds</source>
        <translation>Aufbewahrungspflichten</translation>
    </message>
    <message>
        <source>what must be kept, whatever retention and erasure say</source>
        <translation>was bleiben muss, was auch immer Fristen und Löschung sagen</translation>
    </message>
    <message>
        <source>What is to be held: conditions as in Evidence, such as node=edge-1</source>
        <translation>Was aufzubewahren ist: Bedingungen wie bei den Beweisen, etwa node=edge-1</translation>
    </message>
    <message>
        <source>Every record</source>
        <translation>Jeder Datensatz</translation>
    </message>
    <message>
        <source>Reason for placing or releasing; goes into the log</source>
        <translation>Grund für Anordnung oder Aufhebung; steht dann im Protokoll</translation>
    </message>
    <message>
        <source>Place the hold</source>
        <translation>Aufbewahrung anordnen</translation>
    </message>
    <message>
        <source>It would hold %1 records now, and what is added to them.</source>
        <translation>Sie würde jetzt %1 Datensätze festhalten, und was dazukommt.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Aufheben</translation>
    </message>
    <message>
        <source>Agree to the release</source>
        <translation>Der Aufhebung zustimmen</translation>
    </message>
    <message>
        <source>Another person agrees</source>
        <translation>Eine andere Person stimmt zu</translation>
    </message>
    <message>
        <source>Ask for the release</source>
        <translation>Aufhebung verlangen</translation>
    </message>
    <message>
        <source>The hold %1 is in force.</source>
        <translation>Die Aufbewahrungspflicht %1 ist in Kraft.</translation>
    </message>
    <message>
        <source>The release of %1 waits for a second person.</source>
        <translation>Die Aufhebung von %1 wartet auf eine zweite Person.</translation>
    </message>
    <message>
        <source>The hold %1 is released.</source>
        <translation>Die Aufbewahrungspflicht %1 ist aufgehoben.</translation>
    </message>
    <message>
        <source>Nothing was recorded. %1</source>
        <translation>Es wurde nichts aufgezeichnet. %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>until before %1</source>
        <translation>bis vor %1</translation>
    </message>
    <message>
        <source>Only what happened from</source>
        <translation>Nur was geschah von</translation>
    </message>
    <message>
        <source>Held from, UTC</source>
        <translation>Aufbewahrt von, UTC</translation>
    </message>
    <message>
        <source>until before</source>
        <translation>bis vor</translation>
    </message>
    <message>
        <source>Held until before, UTC</source>
        <translation>Aufbewahrt bis vor, UTC</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>No legal hold was ever placed here.</source>
        <translation>Hier wurde noch nie eine Aufbewahrung angeordnet.</translation>
    </message>
    <message>
        <source>The time ends before it begins, so it would hold nothing.</source>
        <translation>Die Zeit endet, bevor sie beginnt; so würde nichts aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::HoldsModel</name>
    <message>
        <source>Hold</source>
        <translation>Pflicht</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Since (UTC)</source>
        <translation>Seit (UTC)</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>released by %1</source>
        <translation>aufgehoben von %1</translation>
    </message>
    <message>
        <source>in force; %1 asks for its release</source>
        <translation>in Kraft; %1 verlangt die Aufhebung</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Identity</name>
    <message>
        <source>Officer</source>
        <translation>Beauftragter</translation>
    </message>
    <message>
        <source>Analyst</source>
        <translation>Analyst</translation>
    </message>
    <message>
        <source>Lead</source>
        <translation>Leitung</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Verwalter</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>You are only looking: sign in to do this.</source>
        <translation>Sie sehen nur zu: Melden Sie sich dafür an.</translation>
    </message>
    <message>
        <source>Sign in to do this.</source>
        <translation>Melden Sie sich dafür an.</translation>
    </message>
    <message>
        <source>You are signed in as %1; this takes the role %2.</source>
        <translation>Sie sind als %1 angemeldet; das braucht die Rolle %2.</translation>
    </message>
    <message>
        <source>Your account was disabled by an administrator.</source>
        <translation>Ihr Konto wurde von einem Verwalter gesperrt.</translation>
    </message>
    <message>
        <source>Your account has a new key: sign in with the new passphrase.</source>
        <translation>Ihr Konto hat einen neuen Schlüssel: Melden Sie sich mit der neuen Passphrase an.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::IncidentsPage</name>
    <message>
        <source>Incident opened</source>
        <translation>Vorfall eröffnet</translation>
    </message>
    <message>
        <source>Status: %1</source>
        <translation>Status: %1</translation>
    </message>
    <message>
        <source>Severity: %1</source>
        <translation>Schweregrad: %1</translation>
    </message>
    <message>
        <source>Assigned to nobody</source>
        <translation>Niemandem zugewiesen</translation>
    </message>
    <message>
        <source>Assigned to %1</source>
        <translation>Zugewiesen an %1</translation>
    </message>
    <message>
        <source>Renamed</source>
        <translation>Umbenannt</translation>
    </message>
    <message>
        <source>Note added</source>
        <translation>Notiz hinzugefügt</translation>
    </message>
    <message>
        <source>%1 was stated</source>
        <translation>%1 wurde angegeben</translation>
    </message>
    <message>
        <source>Duty to notify answered</source>
        <translation>Meldepflicht beantwortet</translation>
    </message>
    <message>
        <source>Alerts added</source>
        <translation>Alarme hinzugefügt</translation>
    </message>
    <message>
        <source>Alert taken out</source>
        <translation>Alarm herausgenommen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Zuweisen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Add alerts</source>
        <translation>Alarme hinzufügen</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>Neuer Vorfall</translation>
    </message>
    <message>
        <source>status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>move</source>
        <translation>bewegen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>new incident</source>
        <translation>neuer Vorfall</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alle Tasten</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n Vorfall</numerusform>
            <numerusform>%n Vorfälle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End of the list: %n incident(s).</source>
        <translation>
            <numerusform>Ende der Liste: %n Vorfall.</numerusform>
            <numerusform>Ende der Liste: %n Vorfälle.</numerusform>
        </translation>
    </message>
    <message>
        <source>The list is not up to date. %1</source>
        <translation>Die Liste ist nicht aktuell. %1</translation>
    </message>
    <message>
        <source>The incidents cannot be read.</source>
        <translation>Die Vorfälle sind nicht lesbar.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Reading the incidents…</source>
        <translation>Vorfälle werden gelesen …</translation>
    </message>
    <message>
        <source>There is no incident.</source>
        <translation>Es gibt keinen Vorfall.</translation>
    </message>
    <message>
        <source>Escalate an alert with e on the Alerts page, or open one here.</source>
        <translation>Eskalieren Sie einen Alarm mit e auf der Seite Alarme, oder eröffnen Sie hier einen Vorfall.</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation>Kein Vorfall ist offen.</translation>
    </message>
    <message>
        <source>Closed ones are kept and can be shown.</source>
        <translation>Geschlossene bleiben erhalten und lassen sich anzeigen.</translation>
    </message>
    <message>
        <source>Show closed ones too</source>
        <translation>Auch geschlossene zeigen</translation>
    </message>
    <message>
        <source>Nothing was recorded, the incident is as it was. %1</source>
        <translation>Nichts wurde festgehalten, der Vorfall ist wie zuvor. %1</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>open</source>
        <comment>what a key does</comment>
        <translation>öffnen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::IntegrityBand</name>
    <message>
        <source>What is damaged</source>
        <translation>Was beschädigt ist</translation>
    </message>
    <message>
        <source>Not every entry could be verified: %1 of %2.</source>
        <translation>Nicht jeder Eintrag ließ sich prüfen: %1 von %2.</translation>
    </message>
    <message numerus="yes">
        <source>The store has been changed: %1, %2. %Ln place(s) in all; nothing carries a seal until it is restored.</source>
        <translation>
            <numerusform>Der Speicher wurde verändert: %1, %2. Insgesamt %Ln Stelle; bis zur Wiederherstellung trägt nichts ein Siegel.</numerusform>
            <numerusform>Der Speicher wurde verändert: %1, %2. Insgesamt %Ln Stellen; bis zur Wiederherstellung trägt nichts ein Siegel.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeyCareForm</name>
    <message>
        <source>Keep it in this desktop&apos;s keychain</source>
        <translation>Im Schlüsselbund dieses Desktops aufbewahren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A new passphrase for the keys</source>
        <translation>Eine neue Passphrase für die Schlüssel</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>Passphrase ändern</translation>
    </message>
    <message>
        <source>Without it nothing can be added to this store any more, and sealed data can never be read again. Backups and recovery sheets made before keep the passphrase they had. A program that gets it by VEDETTE_PASSPHRASE, such as a collector service, needs the new one there.</source>
        <translation>Ohne sie kann diesem Speicher nichts mehr hinzugefügt und Versiegeltes nie mehr gelesen werden. Frühere Sicherungen und Wiederherstellungsblätter behalten die Passphrase, die sie hatten. Ein Programm, das sie über VEDETTE_PASSPHRASE bekommt, etwa ein Sammeldienst, braucht dort die neue.</translation>
    </message>
    <message>
        <source>A new signing key</source>
        <translation>Ein neuer Signierschlüssel</translation>
    </message>
    <message>
        <source>Replace the key</source>
        <translation>Schlüssel ersetzen</translation>
    </message>
    <message>
        <source>The new key is signed in by the present one, which is destroyed; this cannot be undone. Whoever trusts the present key can follow the change, and collectors go on with the new key. It lies where the present one lies, under the same passphrase.</source>
        <translation>Der neue Schlüssel wird vom bisherigen beglaubigt, der dann vernichtet wird; das lässt sich nicht rückgängig machen. Wer dem bisherigen vertraut, kann dem Wechsel folgen, und Sammler machen mit dem neuen weiter. Er liegt, wo der bisherige liegt, unter derselben Passphrase.</translation>
    </message>
    <message>
        <source>Forget what the keychain keeps</source>
        <translation>Vergessen, was der Schlüsselbund hat</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>From the next start on the console asks. The passphrase may be one that nobody knows but the keychain, so it has to be typed once; the recovery sheet has it (in the palette, Ctrl+K).</source>
        <translation>Ab dem nächsten Start fragt die Konsole. Vielleicht kennt niemand außer dem Schlüsselbund die Passphrase, darum ist sie einmal einzugeben; sie steht auf dem Wiederherstellungsblatt (in der Palette, Strg+K).</translation>
    </message>
    <message>
        <source>From the next start on the console asks.</source>
        <translation>Ab dem nächsten Start fragt die Konsole.</translation>
    </message>
    <message>
        <source>Present passphrase; may stay empty, as it is kept on this machine</source>
        <translation>Bisherige Passphrase; darf leer bleiben, da dieser Rechner sie hat</translation>
    </message>
    <message>
        <source>Present passphrase</source>
        <translation>Bisherige Passphrase</translation>
    </message>
    <message>
        <source>New passphrase, at least %1 characters; several words make a good one</source>
        <translation>Neue Passphrase, mindestens %1 Zeichen; mehrere Wörter ergeben eine gute</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Reason; goes into the log</source>
        <translation>Grund; kommt ins Protokoll</translation>
    </message>
    <message>
        <source>Type the present passphrase.</source>
        <translation>Geben Sie die bisherige Passphrase ein.</translation>
    </message>
    <message>
        <source>A change of keys needs a reason; it stays in the log.</source>
        <translation>Ein Schlüsselwechsel braucht einen Grund; er bleibt im Protokoll.</translation>
    </message>
    <message>
        <source>The new passphrase will not do: %1.</source>
        <translation>Die neue Passphrase geht nicht: %1.</translation>
    </message>
    <message>
        <source>The two new passphrases differ.</source>
        <translation>Die beiden neuen Passphrasen sind verschieden.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeyGate</name>
    <message>
        <source>The passphrase in the keychain is not, or no longer, that of these keys. Type the right one; it takes its place there.</source>
        <translation>Die Passphrase im Schlüsselbund ist nicht oder nicht mehr die dieser Schlüssel. Geben Sie die richtige ein; sie tritt dort an ihre Stelle.</translation>
    </message>
    <message>
        <source>It came from the keychain and was taken out of it.</source>
        <translation>Sie kam aus dem Schlüsselbund und wurde dort entfernt.</translation>
    </message>
    <message>
        <source>Vedette: PIN of the token for %1</source>
        <translation>Vedette: PIN des Tokens für %1</translation>
    </message>
    <message>
        <source>Vedette: passphrase of the keys in %1</source>
        <translation>Vedette: Passphrase der Schlüssel in %1</translation>
    </message>
    <message>
        <source>The keys are open, but the keychain did not do it. %1</source>
        <translation>Die Schlüssel sind geöffnet, aber der Schlüsselbund hat es nicht getan. %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeyHint</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeySpansModel</name>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>From entry</source>
        <translation>Ab Eintrag</translation>
    </message>
    <message>
        <source>Since (UTC)</source>
        <translation>Seit (UTC)</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Verifier key</source>
        <translation>Prüfschlüssel</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>dem Anfang</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>revoked: not believed from %1 on</source>
        <translation>widerrufen: ab %1 nicht mehr zu glauben</translation>
    </message>
    <message>
        <source>%1; what it signed was looked through and is vouched for</source>
        <translation>%1; was er signiert hat, wurde durchgesehen und ist verbürgt</translation>
    </message>
    <message>
        <source>%1; BREAK: without the signature of the key before</source>
        <translation>%1; BRUCH: ohne Signatur des Schlüssels davor</translation>
    </message>
    <message>
        <source>%1; not vouched for by the key in keys/verifier</source>
        <translation>%1; vom Schlüssel in keys/verifier nicht verbürgt</translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeyStrip</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeysForm</name>
    <message>
        <source>Keep it in this desktop&apos;s keychain</source>
        <translation>Im Schlüsselbund dieses Desktops aufbewahren</translation>
    </message>
    <message>
        <source>Open the keys</source>
        <translation>Schlüssel öffnen</translation>
    </message>
    <message>
        <source>Look only</source>
        <translation>Nur ansehen</translation>
    </message>
    <message>
        <source>Shows everything and records nothing.</source>
        <translation>Zeigt alles und zeichnet nichts auf.</translation>
    </message>
    <message>
        <source>Close the store</source>
        <translation>Speicher schließen</translation>
    </message>
    <message>
        <source>The key that signs for this store is in a token. Without its PIN the console shows everything and records nothing. The token counts wrong PINs and locks itself, most of them after three.</source>
        <translation>Der Schlüssel, der für diesen Speicher signiert, ist in einem Token. Ohne dessen PIN zeigt die Konsole alles und hält nichts fest. Das Token zählt falsche PINs und sperrt sich, meist nach dreien.</translation>
    </message>
    <message>
        <source>The keys of this store are under a passphrase. Without it the console shows everything and records nothing, and sealed data stays sealed.</source>
        <translation>Die Schlüssel dieses Speichers stehen unter einer Passphrase. Ohne sie zeigt die Konsole alles und hält nichts fest, und versiegelte Daten bleiben versiegelt.</translation>
    </message>
    <message>
        <source>PIN of the token</source>
        <translation>PIN des Tokens</translation>
    </message>
    <message>
        <source>Passphrase of the keys</source>
        <translation>Passphrase der Schlüssel</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>It cannot be kept here. %1</source>
        <translation>Hier lässt sie sich nicht aufbewahren. %1</translation>
    </message>
    <message>
        <source>Type the PIN.</source>
        <translation>Geben Sie die PIN ein.</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>Geben Sie die Passphrase ein.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::KeysSection</name>
    <message>
        <source>in %1, in clear: whoever reads the file has the key</source>
        <translation>in %1, im Klartext: Wer die Datei liest, hat den Schlüssel</translation>
    </message>
    <message>
        <source>in %1, under a passphrase</source>
        <translation>in %1, unter einer Passphrase</translation>
    </message>
    <message>
        <source>in a token, which it never leaves</source>
        <translation>in einem Token, das er nie verlässt</translation>
    </message>
    <message>
        <source>not here, or you may not read %1</source>
        <translation>nicht hier, oder Sie dürfen %1 nicht lesen</translation>
    </message>
    <message>
        <source>A copy of the folder, or a backup of it, signs for this store.</source>
        <translation>Eine Kopie oder Sicherung des Ordners signiert für diesen Speicher.</translation>
    </message>
    <message>
        <source>A copy of the folder, or a backup of it, signs for this store and opens what is sealed.</source>
        <translation>Eine Kopie oder Sicherung des Ordners signiert für diesen Speicher und öffnet Versiegeltes.</translation>
    </message>
    <message>
        <source>A copy of the folder, or a backup of it, opens what is sealed.</source>
        <translation>Eine Kopie oder Sicherung des Ordners öffnet Versiegeltes.</translation>
    </message>
    <message>
        <source>Reading the keys of the log.</source>
        <translation>Die Schlüssel des Protokolls werden gelesen.</translation>
    </message>
    <message>
        <source>The store&apos;s own keys</source>
        <translation>Die eigenen Schlüssel des Speichers</translation>
    </message>
    <message>
        <source>what signs the log and opens sealed data</source>
        <translation>was das Protokoll signiert und Versiegeltes öffnet</translation>
    </message>
    <message>
        <source>Open the keys…</source>
        <translation>Schlüssel öffnen …</translation>
    </message>
    <message>
        <source>New passphrase…</source>
        <translation>Neue Passphrase …</translation>
    </message>
    <message>
        <source>Replace the signing key…</source>
        <translation>Signierschlüssel ersetzen …</translation>
    </message>
    <message>
        <source>Forget what the keychain keeps…</source>
        <translation>Vergessen, was der Schlüsselbund hat …</translation>
    </message>
    <message>
        <source>Keys that signed the log</source>
        <translation>Schlüssel, die das Protokoll signiert haben</translation>
    </message>
    <message>
        <source>each signed in by the one before, unless it says otherwise</source>
        <translation>jeder vom vorherigen beglaubigt, wenn nichts anderes dasteht</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>Im Terminal</translation>
    </message>
    <message>
        <source>what asks for more care than a click</source>
        <translation>was mehr Sorgfalt verlangt als einen Klick</translation>
    </message>
    <message>
        <source>The keys could not be read.</source>
        <translation>Die Schlüssel ließen sich nicht lesen.</translation>
    </message>
    <message>
        <source>Signs the log</source>
        <translation>Signiert das Protokoll</translation>
    </message>
    <message>
        <source>key %1, since the beginning</source>
        <translation>Schlüssel %1, seit dem Anfang</translation>
    </message>
    <message>
        <source>key %1, since %2</source>
        <translation>Schlüssel %1, seit %2</translation>
    </message>
    <message>
        <source>Verifier key</source>
        <translation>Prüfschlüssel</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Signierschlüssel</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Privacy key</source>
        <translation>Datenschutzschlüssel</translation>
    </message>
    <message>
        <source>In clear</source>
        <translation>Im Klartext</translation>
    </message>
    <message>
        <source>%1 A passphrase changes that; backups made before stay as they are.</source>
        <translation>%1 Eine Passphrase ändert das; frühere Sicherungen bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Does not add up</source>
        <translation>Geht nicht auf</translation>
    </message>
    <message>
        <source>checkpoint %1: %2</source>
        <translation>Prüfpunkt %1: %2</translation>
    </message>
    <message>
        <source>This console</source>
        <translation>Diese Konsole</translation>
    </message>
    <message>
        <source>has opened them, until it ends</source>
        <translation>hat sie geöffnet, bis sie endet</translation>
    </message>
    <message>
        <source>has not opened them: nothing can be recorded</source>
        <translation>hat sie nicht geöffnet: Nichts kann aufgezeichnet werden</translation>
    </message>
    <message>
        <source>keeps the passphrase</source>
        <translation>hat die Passphrase</translation>
    </message>
    <message>
        <source>keeps the PIN of the token</source>
        <translation>hat die PIN des Tokens</translation>
    </message>
    <message>
        <source>keeps nothing of this store</source>
        <translation>hat nichts von diesem Speicher</translation>
    </message>
    <message>
        <source>This desktop&apos;s keychain</source>
        <translation>Schlüsselbund dieses Desktops</translation>
    </message>
    <message>
        <source>leads to a passphrase</source>
        <translation>führt zu einer Passphrase</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the command: %1</source>
        <translation>Den Befehl kopieren: %1</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>Der Befehl ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The signing key is lost: a new one takes over, and everybody sees the break</source>
        <translation>Der Signierschlüssel ist verloren: Ein neuer übernimmt, und alle sehen den Bruch</translation>
    </message>
    <message>
        <source>An earlier key was stolen: what it signed from then on is not believed</source>
        <translation>Ein früherer Schlüssel wurde gestohlen: Was er von da an signiert hat, gilt nicht</translation>
    </message>
    <message>
        <source>For whoever checks proofs without the store</source>
        <translation>Für alle, die Beweise ohne den Speicher prüfen</translation>
    </message>
    <message>
        <source>A new key in the token</source>
        <translation>Ein neuer Schlüssel im Token</translation>
    </message>
    <message>
        <source>A new key that never leaves a token</source>
        <translation>Ein neuer Schlüssel, der ein Token nie verlässt</translation>
    </message>
    <message>
        <source>Changing the passphrase of the keys</source>
        <translation>Die Passphrase der Schlüssel wird geändert</translation>
    </message>
    <message>
        <source>Replacing the signing key</source>
        <translation>Der Signierschlüssel wird ersetzt</translation>
    </message>
    <message>
        <source>Taking secrets out of the keychain</source>
        <translation>Geheimnisse werden aus dem Schlüsselbund genommen</translation>
    </message>
    <message>
        <source>The keys are under the new passphrase.</source>
        <translation>Die Schlüssel stehen unter der neuen Passphrase.</translation>
    </message>
    <message>
        <source>The log has a new key, signed in by the old one.</source>
        <translation>Das Protokoll hat einen neuen Schlüssel, vom alten beglaubigt.</translation>
    </message>
    <message>
        <source>The keychain keeps nothing of this store any more.</source>
        <translation>Der Schlüsselbund hat nichts mehr von diesem Speicher.</translation>
    </message>
    <message>
        <source>The keychain did not take it: %1</source>
        <translation>Der Schlüsselbund hat sie nicht angenommen: %1</translation>
    </message>
    <message>
        <source>The log does not say so: %1</source>
        <translation>Das Protokoll sagt es nicht: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::KpiCard</name>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>P90 %1</source>
        <translation>P90 %1</translation>
    </message>
    <message>
        <source>95 %: %1 to %2</source>
        <translation>95 %: %1 bis %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>n %1 %2</source>
        <translation>n %1 %2</translation>
    </message>
    <message>
        <source>Insufficient evidence</source>
        <translation>Nachweis reicht nicht</translation>
    </message>
    <message>
        <source>no earlier period</source>
        <translation>kein früherer Zeitraum</translation>
    </message>
    <message>
        <source>before: %1 (n %2)</source>
        <translation>zuvor: %1 (n %2)</translation>
    </message>
    <message>
        <source>No target.</source>
        <translation>Kein Ziel.</translation>
    </message>
    <message>
        <source>target at most %1, %2</source>
        <translation>Ziel höchstens %1, %2</translation>
    </message>
    <message>
        <source>target at least %1, %2</source>
        <translation>Ziel mindestens %1, %2</translation>
    </message>
    <message>
        <source>: met</source>
        <translation>: erreicht</translation>
    </message>
    <message>
        <source>: missed</source>
        <translation>: verfehlt</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
</context>
<context>
    <name>vedette::ui::KpisPage</name>
    <message>
        <source>Groups of key figures</source>
        <translation>Gruppen von Kennzahlen</translation>
    </message>
    <message>
        <source>Reckon the figures again</source>
        <translation>Kennzahlen neu berechnen</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Reaktion</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>The key figures could not be reckoned.</source>
        <translation>Die Kennzahlen ließen sich nicht berechnen.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::MainWindow</name>
    <message>
        <source>%1 – Vedette</source>
        <translation>%1 – Vedette</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Ctrl+%1</source>
        <translation>Strg+%1</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Maßnahme</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Look for “%1” in the evidence</source>
        <translation>In den Nachweisen nach „%1“ suchen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::MapView</name>
    <message>
        <source>Map of the fleet</source>
        <translation>Karte der Flotte</translation>
    </message>
    <message>
        <source>Europe</source>
        <translation>Europa</translation>
    </message>
</context>
<context>
    <name>vedette::ui::MatrixLegend</name>
    <message>
        <source>Filled: by machine. Outline: by hand. Dot: not in the filter.</source>
        <translation>Gefüllt: automatisch. Umriss: von Hand. Punkt: nicht im Filter.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::MomentList</name>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Berichtigen</translation>
    </message>
    <message>
        <source>State the time: %1</source>
        <translation>Zeitpunkt angeben: %1</translation>
    </message>
    <message>
        <source>State when</source>
        <translation>Angeben</translation>
    </message>
</context>
<context>
    <name>vedette::ui::NewKeysDrawer</name>
    <message>
        <source>Without a passphrase, whoever gets a copy of the folder, or of a backup of it, signs for the store and opens what is sealed in it. With one, the copy alone is of no use to them. It is asked for when the store is opened.</source>
        <translation>Ohne Passphrase signiert jeder, der eine Kopie des Ordners oder einer Sicherung bekommt, für den Speicher und öffnet, was darin versiegelt ist. Mit einer nützt ihm die Kopie allein nichts. Sie wird verlangt, wenn der Speicher geöffnet wird.</translation>
    </message>
    <message>
        <source>What a passphrase is good for</source>
        <translation>Wozu eine Passphrase gut ist</translation>
    </message>
    <message>
        <source>Nothing can be added to the store any more, and what is sealed in it, which is all personal data, can never be read again. Nobody can restore it; everything else can still be read and verified. Write it down, and keep it apart from the store.</source>
        <translation>Dem Speicher kann nichts mehr hinzugefügt werden, und was darin versiegelt ist, also alle personenbezogenen Daten, kann nie mehr gelesen werden. Niemand kann sie wiederherstellen; alles andere lässt sich weiter lesen und prüfen. Schreiben Sie sie auf, und bewahren Sie sie getrennt vom Speicher auf.</translation>
    </message>
    <message>
        <source>If it is lost</source>
        <translation>Wenn sie verloren geht</translation>
    </message>
    <message>
        <source>Passphrase, at least %1 characters; several words make a good one</source>
        <translation>Passphrase, mindestens %1 Zeichen; mehrere Wörter ergeben eine gute</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Make the store</source>
        <translation>Speicher anlegen</translation>
    </message>
    <message>
        <source>Make it with keys in clear</source>
        <translation>Mit Schlüsseln im Klartext anlegen</translation>
    </message>
    <message>
        <source>A passphrase for the keys</source>
        <translation>Eine Passphrase für die Schlüssel</translation>
    </message>
    <message>
        <source>No keychain takes a passphrase for this store&apos;s keys, so you may choose one.</source>
        <translation>Kein Schlüsselbund nimmt eine Passphrase für die Schlüssel dieses Speichers an, darum können Sie eine wählen.</translation>
    </message>
    <message>
        <source>This passphrase will not do: %1.</source>
        <translation>Diese Passphrase geht nicht: %1.</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen sind verschieden.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::NodeDetail</name>
    <message>
        <source>Open the node&apos;s evidence</source>
        <translation>Nachweise des Knotens öffnen</translation>
    </message>
    <message>
        <source>Provider, region</source>
        <translation>Anbieter, Region</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>by the region</source>
        <translation>nach der Region</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>none declared</source>
        <translation>keine angegeben</translation>
    </message>
    <message>
        <source>May be in</source>
        <translation>Darf liegen in</translation>
    </message>
    <message>
        <source>nothing declared</source>
        <translation>nichts angegeben</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Declared</source>
        <translation>Angegeben</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Mean latency</source>
        <translation>Mittlere Latenz</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>Tokens aus</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>open the scrapes</source>
        <translation>Abfragen öffnen</translation>
    </message>
    <message>
        <source>Open alerts</source>
        <translation>Offene Alarme</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>In the range of time</source>
        <translation>Im Zeitraum</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>is read</source>
        <translation>wird gelesen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>no source is declared</source>
        <translation>keine Quelle ist erklärt</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>no control names this node</source>
        <translation>keine Maßnahme nennt diesen Knoten</translation>
    </message>
    <message>
        <source>Controls that fail or lack evidence here</source>
        <translation>Hier nicht erfüllte oder unbelegte Maßnahmen</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>never looked at</source>
        <translation>nie untersucht</translation>
    </message>
    <message>
        <source>Certificate and exposure</source>
        <translation>Zertifikat und Erreichbarkeit</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>%1, expired</source>
        <translation>%1, abgelaufen</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n day(s) left</source>
        <translation>
            <numerusform>%1, noch %n Tag</numerusform>
            <numerusform>%1, noch %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>no certificate was seen</source>
        <translation>kein Zertifikat gesehen</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Without TLS</source>
        <translation>Ohne TLS</translation>
    </message>
    <message>
        <source>the endpoint answers in clear</source>
        <translation>der Endpunkt antwortet unverschlüsselt</translation>
    </message>
    <message>
        <source>Without a token</source>
        <translation>Ohne Token</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>admitted</source>
        <translation>zugelassen</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>Untersucht</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>as the last probe saw it</source>
        <translation>wie die letzte Untersuchung es sah</translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation>Vollständigkeit</translation>
    </message>
    <message>
        <source>by the node’s own counter, newest %1 h</source>
        <translation>nach dem Zähler des Knotens, neueste %1 h</translation>
    </message>
</context>
<context>
    <name>vedette::ui::NodeGrid</name>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n need a look</source>
        <translation>
            <numerusform>%n braucht Aufmerksamkeit</numerusform>
            <numerusform>%n brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::NodesModel</name>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>As declared</source>
        <translation>Wie angegeben</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Declared classes of data</source>
        <translation>Angegebene Datenklassen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>In the range of time</source>
        <translation>Im Zeitraum</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Share of the requests</source>
        <translation>Anteil an den Anfragen</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>Tokens aus</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Open ones</source>
        <translation>Offene</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Gültig bis %1</translation>
    </message>
    <message>
        <source>The last probe saw none</source>
        <translation>Die letzte Sonde sah keines</translation>
    </message>
    <message>
        <source>none seen</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message numerus="yes">
        <source>%n d</source>
        <translation>
            <numerusform>%n T</numerusform>
            <numerusform>%n T</numerusform>
        </translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Of the law, by the place the node claims</source>
        <translation>Rechtsraum des Ortes, den der Knoten angibt</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean latency of the requests</source>
        <translation>Mittlere Antwortzeit der Anfragen</translation>
    </message>
    <message>
        <source>P95</source>
        <translation>P95</translation>
    </message>
    <message>
        <source>19 of 20 answered requests took no longer</source>
        <translation>19 von 20 beantworteten Anfragen dauerten nicht länger</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Days it still lasts, as the last probe saw it</source>
        <translation>Tage, die es noch gilt, wie die letzte Sonde es sah</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Lückenhaft</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
</context>
<context>
    <name>vedette::ui::OverviewPage</name>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>No node has been declared or has logged anything yet.</source>
        <translation>Noch ist kein Knoten angemeldet, und keiner hat etwas protokolliert.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>Quieter than the period before</source>
        <translation>Ruhiger als der Zeitraum davor</translation>
    </message>
    <message>
        <source>Louder than the period before</source>
        <translation>Unruhiger als der Zeitraum davor</translation>
    </message>
    <message>
        <source>As quiet as the period before</source>
        <translation>So ruhig wie der Zeitraum davor</translation>
    </message>
    <message>
        <source>%1, and blind in places. </source>
        <translation>%1, und stellenweise blind. </translation>
    </message>
    <message>
        <source>%1. </source>
        <translation>%1. </translation>
    </message>
    <message>
        <source>Blind in places; no earlier period to compare with. </source>
        <translation>Stellenweise blind; kein früherer Zeitraum zum Vergleich. </translation>
    </message>
    <message>
        <source>No earlier period to compare with. </source>
        <translation>Kein früherer Zeitraum zum Vergleich. </translation>
    </message>
    <message>
        <source> finding. </source>
        <translation> Befund. </translation>
    </message>
    <message>
        <source> findings. </source>
        <translation> Befunde. </translation>
    </message>
    <message numerus="yes">
        <source> control(s) fail. </source>
        <translation>
            <numerusform> Maßnahme nicht erfüllt. </numerusform>
            <numerusform> Maßnahmen nicht erfüllt. </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> of %n node(s) silent.</source>
        <translation>
            <numerusform> von %n Knoten stumm.</numerusform>
            <numerusform> von %n Knoten stumm.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been collected yet. </source>
        <translation>Noch wurde nichts gesammelt. </translation>
    </message>
    <message>
        <source>Collect from a fleet file, or import a log with vedettectl import.</source>
        <translation>Sammeln Sie nach einer Flottendatei, oder importieren Sie ein Protokoll mit vedettectl import.</translation>
    </message>
    <message>
        <source>Shift hand-over</source>
        <translation>Schichtübergabe</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Page</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>KPIs</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Nachweise</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::PaperView</name>
    <message>
        <source>First page of the report</source>
        <translation>Erste Seite des Berichts</translation>
    </message>
    <message>
        <source>Page %1 of the report</source>
        <translation>Seite %1 des Berichts</translation>
    </message>
</context>
<context>
    <name>vedette::ui::PeopleModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Code of an app</source>
        <translation>Code einer App</translation>
    </message>
    <message>
        <source>Since (UTC)</source>
        <translation>Seit (UTC)</translation>
    </message>
    <message>
        <source>Enrolled by</source>
        <translation>Eingetragen von</translation>
    </message>
    <message>
        <source>may sign in</source>
        <translation>darf sich anmelden</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>nicht verlangt</translation>
    </message>
</context>
<context>
    <name>vedette::ui::PeopleSection</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>People with an account</source>
        <translation>Personen mit einem Konto</translation>
    </message>
    <message>
        <source>Lock after this many minutes without input; 0 is never</source>
        <translation>Nach so vielen Minuten ohne Eingabe sperren; 0 heißt nie</translation>
    </message>
    <message>
        <source>Add a person…</source>
        <translation>Person eintragen …</translation>
    </message>
    <message>
        <source>Change the role…</source>
        <translation>Rolle ändern …</translation>
    </message>
    <message>
        <source>New passphrase…</source>
        <translation>Neue Passphrase …</translation>
    </message>
    <message>
        <source>Reading who has an account.</source>
        <translation>Wer ein Konto hat, wird gelesen.</translation>
    </message>
    <message>
        <source>This store has no accounts: whoever may write it acts under the name they give.</source>
        <translation>Dieser Speicher hat keine Konten: Wer ihn beschreiben darf, handelt unter dem Namen, den er angibt.</translation>
    </message>
    <message>
        <source>With accounts everybody has a role and a key of their own, and each decision in the log says who made it in a way that can be checked.</source>
        <translation>Mit Konten hat jede Person eine Rolle und einen eigenen Schlüssel, und jede Entscheidung im Protokoll sagt nachprüfbar, wer sie getroffen hat.</translation>
    </message>
    <message>
        <source>Set up accounts</source>
        <translation>Konten einrichten</translation>
    </message>
    <message>
        <source>Let in again</source>
        <translation>Wieder zulassen</translation>
    </message>
    <message>
        <source>End the account</source>
        <translation>Konto beenden</translation>
    </message>
    <message>
        <source>%1 is %2 from now on.</source>
        <translation>%1 ist von jetzt an %2.</translation>
    </message>
    <message>
        <source>%1 has a new passphrase.</source>
        <translation>%1 hat eine neue Passphrase.</translation>
    </message>
    <message>
        <source>%1 has an account as %2.</source>
        <translation>%1 hat ein Konto als %2.</translation>
    </message>
    <message>
        <source>Sign in to do this</source>
        <translation>Melden Sie sich dafür an</translation>
    </message>
    <message>
        <source>%1 may sign in again.</source>
        <translation>%1 darf sich wieder anmelden.</translation>
    </message>
    <message>
        <source>%1 may sign in no more.</source>
        <translation>%1 darf sich nicht mehr anmelden.</translation>
    </message>
    <message>
        <source>Nothing was recorded. %1</source>
        <translation>Nichts wurde aufgezeichnet. %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::PersonButton</name>
    <message>
        <source>Who is signed in</source>
        <translation>Wer angemeldet ist</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>Jetzt sperren</translation>
    </message>
    <message>
        <source>Switch person…</source>
        <translation>Person wechseln …</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden …</translation>
    </message>
    <message>
        <source>Looking only</source>
        <translation>Nur ansehen</translation>
    </message>
    <message>
        <source>Open the keys…</source>
        <translation>Schlüssel öffnen …</translation>
    </message>
    <message>
        <source>keys not open</source>
        <translation>Schlüssel nicht geöffnet</translation>
    </message>
</context>
<context>
    <name>vedette::ui::PersonForm</name>
    <message>
        <source>Name: lower-case letters, digits, dots and dashes; given once</source>
        <translation>Name: Kleinbuchstaben, Ziffern, Punkte und Striche; wird einmal vergeben</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Passphrase, at least %1 characters; several words make a good one</source>
        <translation>Passphrase, mindestens %1 Zeichen; mehrere Wörter ergeben eine gute</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Also ask for the code of an authenticator app</source>
        <translation>Auch nach dem Code einer Authentifizierungs-App fragen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The app has it</source>
        <translation>Die App hat ihn</translation>
    </message>
    <message>
        <source>Set up accounts</source>
        <translation>Konten einrichten</translation>
    </message>
    <message>
        <source>The first account is an administrator&apos;s: whoever has it adds the others, and decides nothing else. From then on everybody signs in.</source>
        <translation>Das erste Konto ist das eines Verwalters: Wer es hat, trägt die anderen ein und entscheidet sonst nichts. Von da an melden sich alle an.</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Person eintragen</translation>
    </message>
    <message>
        <source>They sign in with this passphrase and can give themselves another one.</source>
        <translation>Sie meldet sich mit dieser Passphrase an und kann sich eine andere geben.</translation>
    </message>
    <message>
        <source>Another role for %1</source>
        <translation>Andere Rolle für %1</translation>
    </message>
    <message>
        <source>It counts from now on; what was done before stays as it was.</source>
        <translation>Sie gilt von jetzt an; was vorher getan wurde, bleibt, wie es war.</translation>
    </message>
    <message>
        <source>A new passphrase for %1</source>
        <translation>Neue Passphrase für %1</translation>
    </message>
    <message>
        <source>It comes with a new key: the old one signs nothing any more.</source>
        <translation>Mit ihr kommt ein neuer Schlüssel: Der alte unterschreibt nichts mehr.</translation>
    </message>
    <message>
        <source>A name is made of lower-case letters, digits, dots and dashes, for example anna or j.doe.</source>
        <translation>Ein Name besteht aus Kleinbuchstaben, Ziffern, Punkten und Strichen, zum Beispiel anna oder j.doe.</translation>
    </message>
    <message>
        <source>The passphrase needs at least %1 characters.</source>
        <translation>Die Passphrase braucht mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The two passphrases differ.</source>
        <translation>Die beiden Passphrasen sind verschieden.</translation>
    </message>
    <message>
        <source>Recording …</source>
        <translation>Wird aufgezeichnet …</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>Let the authenticator app read this code, or type the text into it. It is shown this once.</source>
        <translation>Lassen Sie die Authentifizierungs-App diesen Code lesen oder geben Sie den Text ein. Er wird nur dieses eine Mal gezeigt.</translation>
    </message>
    <message>
        <source>Code for the authenticator app</source>
        <translation>Code für die Authentifizierungs-App</translation>
    </message>
</context>
<context>
    <name>vedette::ui::PlaybookList</name>
    <message>
        <source>There is no playbook for this detector.</source>
        <translation>Für diesen Detektor gibt es keinen Ablaufplan.</translation>
    </message>
    <message>
        <source>Done by %1, %2 UTC</source>
        <translation>Erledigt von %1, %2 UTC</translation>
    </message>
</context>
<context>
    <name>vedette::ui::PostureCard</name>
    <message>
        <source>Fail</source>
        <translation>Verletzt</translation>
    </message>
    <message>
        <source>Man. fail</source>
        <translation>Hand: nicht</translation>
    </message>
    <message>
        <source>Insuff.</source>
        <translation>Unbelegt</translation>
    </message>
    <message>
        <source>Waived</source>
        <translation>Ausnahme</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>Erfüllt</translation>
    </message>
    <message>
        <source>Man. pass</source>
        <translation>Hand: erfüllt</translation>
    </message>
    <message>
        <source>N/A</source>
        <translation>Entfällt</translation>
    </message>
    <message>
        <source>Posture</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Open matrix</source>
        <translation>Matrix öffnen</translation>
    </message>
    <message>
        <source>The controls could not be judged.</source>
        <translation>Die Maßnahmen ließen sich nicht beurteilen.</translation>
    </message>
    <message numerus="yes">
        <source>%n control(s), counted one by one, by the law of the period</source>
        <translation>
            <numerusform>%n Maßnahme, einzeln gezählt, nach dem Recht des Zeitraums</numerusform>
            <numerusform>%n Maßnahmen, einzeln gezählt, nach dem Recht des Zeitraums</numerusform>
        </translation>
    </message>
    <message>
        <source>Framework</source>
        <translation>Regelwerk</translation>
    </message>
    <message>
        <source>One mark per control</source>
        <translation>Ein Zeichen je Maßnahme</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ProgressRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation>%1 Prozent</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Abbrechen: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ProofCard</name>
    <message>
        <source>Proof</source>
        <translation>Beweis</translation>
    </message>
    <message>
        <source>Save .tlog-proof</source>
        <translation>.tlog-proof speichern</translation>
    </message>
    <message>
        <source>Write the proof to a file that any C2SP tlog-proof tool reads</source>
        <translation>Beweis in eine Datei schreiben, die jedes Werkzeug für C2SP tlog-proof liest</translation>
    </message>
    <message>
        <source>Signed checkpoint</source>
        <translation>Signierter Prüfpunkt</translation>
    </message>
    <message>
        <source>Commands that check the entry</source>
        <translation>Befehle, die den Eintrag prüfen</translation>
    </message>
    <message>
        <source>Check it yourself</source>
        <translation>Selbst prüfen</translation>
    </message>
    <message>
        <source>Any C2SP tlog tool reads the proof file.</source>
        <translation>Jedes Werkzeug für C2SP tlog liest die Beweisdatei.</translation>
    </message>
    <message>
        <source>No proof of entry %1 can be made.</source>
        <translation>Für Eintrag %1 lässt sich kein Beweis führen.</translation>
    </message>
    <message>
        <source>Included, signature valid</source>
        <translation>Enthalten, Signatur gültig</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Gebrochen</translation>
    </message>
    <message>
        <source>Save the proof</source>
        <translation>Beweis speichern</translation>
    </message>
    <message>
        <source>Save the proof of entry %1</source>
        <translation>Beweis von Eintrag %1 speichern</translation>
    </message>
    <message>
        <source>The two hashes that differ</source>
        <translation>Die zwei Prüfwerte, die voneinander abweichen</translation>
    </message>
    <message>
        <source>The record does not lead to the signed root: the record, or the tree above it, is not what was signed.</source>
        <translation>Der Datensatz führt nicht zur unterschriebenen Wurzel: Der Datensatz oder der Baum darüber ist nicht, was unterschrieben wurde.</translation>
    </message>
    <message>
        <source>reached %1</source>
        <translation>erreicht %1</translation>
    </message>
    <message>
        <source>signed %1</source>
        <translation>unterschrieben %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ProofSpine</name>
    <message>
        <source>Signed root of %1 entries: %2</source>
        <translation>Signierte Wurzel von %1 Einträgen: %2</translation>
    </message>
    <message>
        <source>The proof leads to %1, but the signed root is %2.</source>
        <translation>Der Beweis führt zu %1, die signierte Wurzel ist aber %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s); Enter shows them.</source>
        <translation>
            <numerusform>%n weitere Ebene; die Eingabetaste zeigt sie.</numerusform>
            <numerusform>%n weitere Ebenen; die Eingabetaste zeigt sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Level %1: joined with %2 at its left it gives %3.</source>
        <translation>Ebene %1: mit %2 zur Linken ergibt sich %3.</translation>
    </message>
    <message>
        <source>Level %1: joined with %2 at its right it gives %3.</source>
        <translation>Ebene %1: mit %2 zur Rechten ergibt sich %3.</translation>
    </message>
    <message>
        <source>Path of the proof</source>
        <translation>Pfad des Beweises</translation>
    </message>
    <message numerus="yes">
        <source>Path of the proof from entry %1 to the signed root, %n level(s)</source>
        <translation>
            <numerusform>Pfad des Beweises von Eintrag %1 zur signierten Wurzel, %n Ebene</numerusform>
            <numerusform>Pfad des Beweises von Eintrag %1 zur signierten Wurzel, %n Ebenen</numerusform>
        </translation>
    </message>
    <message>
        <source>signed root of %1 entries</source>
        <translation>signierte Wurzel von %1 Einträgen</translation>
    </message>
    <message>
        <source>signed %1</source>
        <translation>signiert %1</translation>
    </message>
    <message>
        <source>reached %1</source>
        <translation>erreicht %1</translation>
    </message>
    <message>
        <source>entry %1</source>
        <translation>Eintrag %1</translation>
    </message>
    <message>
        <source>leaf %1</source>
        <translation>Blatt %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more level(s)</source>
        <translation>
            <numerusform>%n weitere Ebene</numerusform>
            <numerusform>%n weitere Ebenen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::QueueBar</name>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>group by</source>
        <translation>gruppiert nach</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>zuständig</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Show only alerts with these words</source>
        <translation>Nur Alarme mit diesen Wörtern zeigen</translation>
    </message>
    <message>
        <source>Words   /</source>
        <translation>Wörter   /</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>me (%1)</source>
        <translation>ich (%1)</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>node is</source>
        <translation>Knoten ist</translation>
    </message>
    <message>
        <source>detector is</source>
        <translation>Detektor ist</translation>
    </message>
    <message>
        <source>by time left</source>
        <translation>nach Restzeit</translation>
    </message>
    <message>
        <source>sorted</source>
        <translation>sortiert</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n Befund</numerusform>
            <numerusform>%n Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n marked</source>
        <translation>
            <numerusform>%n markiert</numerusform>
            <numerusform>%n markiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open before</source>
        <translation>
            <numerusform>%n offener davor</numerusform>
            <numerusform>%n offene davor</numerusform>
        </translation>
    </message>
    <message>
        <source>Open alerts outside the time range: show everything</source>
        <translation>Offene Alarme außerhalb des Zeitraums: alles zeigen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Einklappen</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Ausklappen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open in a new window</source>
        <translation>In neuem Fenster öffnen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::RecordCard</name>
    <message>
        <source>Record</source>
        <translation>Aufzeichnen</translation>
    </message>
    <message>
        <source>Tree and text</source>
        <translation>Baum und Text</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>How the record is shown</source>
        <translation>Wie der Datensatz gezeigt wird</translation>
    </message>
    <message>
        <source>Canonical text of the record</source>
        <translation>Kanonischer Text des Datensatzes</translation>
    </message>
    <message>
        <source>Copy the record&apos;s exact text</source>
        <translation>Genauen Text des Datensatzes kopieren</translation>
    </message>
    <message>
        <source>Attributes of the record</source>
        <translation>Attribute des Datensatzes</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy the record</source>
        <translation>Datensatz kopieren</translation>
    </message>
    <message>
        <source>Record %1</source>
        <translation>Datensatz %1</translation>
    </message>
    <message>
        <source>The record cannot be read.</source>
        <translation>Der Datensatz ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::RecordTreeModel</name>
    <message>
        <source>Attribute</source>
        <translation>Attribut</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>%1, a group</source>
        <translation>%1, eine Gruppe</translation>
    </message>
    <message>
        <source>pseudonym</source>
        <translation>Pseudonym</translation>
    </message>
    <message>
        <source>claimed, not attested</source>
        <translation>behauptet, nicht bezeugt</translation>
    </message>
    <message>
        <source>SHA-256 of the sealed part</source>
        <translation>SHA-256 des versiegelten Teils</translation>
    </message>
    <message>
        <source>milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportBuilder</name>
    <message>
        <source>Frameworks</source>
        <translation>Regelwerke</translation>
    </message>
    <message>
        <source>%1, pack %2</source>
        <translation>%1, Paket %2</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Quartal</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigener</translation>
    </message>
    <message>
        <source>Length of the period</source>
        <translation>Länge des Zeitraums</translation>
    </message>
    <message>
        <source>Period of the report</source>
        <translation>Zeitraum des Berichts</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Whole fleet, by the law of each day, in UTC.</source>
        <translation>Ganze Flotte, nach dem Recht des jeweiligen Tages, in UTC.</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Made from frameworks and period</source>
        <translation>Gebildet aus Regelwerken und Zeitraum</translation>
    </message>
    <message>
        <source>Prepared by</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>For reading and handing over.</source>
        <translation>Zum Lesen und Übergeben.</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>The accessible copy: one file, nothing from outside.</source>
        <translation>Die barrierefreie Fassung: eine Datei, nichts von außen.</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Controls, alerts and evidence as tables.</source>
        <translation>Maßnahmen, Alarme und Nachweise als Tabellen.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder to write to</source>
        <translation>Zielordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Folder for reports</source>
        <translation>Ordner für Berichte</translation>
    </message>
    <message numerus="yes">
        <source>Only %1 (%n node(s)), as chosen above, by the law of each day, in UTC. Controls that are not about single nodes are judged for the whole fleet and say so; integrity is that of the whole log.</source>
        <translation>
            <numerusform>Nur %1 (%n Knoten), wie oben gewählt, nach dem Recht des jeweiligen Tages, in UTC. Maßnahmen, die nicht einzelne Knoten betreffen, werden für die ganze Flotte geprüft und sagen das; die Unversehrtheit ist die des ganzen Protokolls.</numerusform>
            <numerusform>Nur %1 (%n Knoten), wie oben gewählt, nach dem Recht des jeweiligen Tages, in UTC. Maßnahmen, die nicht einzelne Knoten betreffen, werden für die ganze Flotte geprüft und sagen das; die Unversehrtheit ist die des ganzen Protokolls.</numerusform>
        </translation>
    </message>
    <message>
        <source>Language of PDF and HTML</source>
        <translation>Sprache von PDF und HTML</translation>
    </message>
    <message>
        <source>CSV files are for programs and stay English, as the log is.</source>
        <translation>CSV-Dateien sind für Programme und bleiben Englisch, wie das Protokoll.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportDrawer</name>
    <message>
        <source>Prepared by</source>
        <translation>Erstellt von</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Prüfpunkt</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>Im Protokoll</translation>
    </message>
    <message>
        <source>This machine does not know where the files are.</source>
        <translation>Dieser Rechner weiß nicht, wo die Dateien liegen.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Check files</source>
        <translation>Dateien prüfen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>SHA-256 as recorded in the log</source>
        <translation>SHA-256, wie im Protokoll festgehalten</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1, %2 bis %3</translation>
    </message>
    <message>
        <source>: “%1”</source>
        <translation>: „%1“</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Who takes it: the reviewer or auditor</source>
        <translation>Wer ihn annimmt: Prüfer oder Revisor</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Note, as you like</source>
        <translation>Notiz, nach Belieben</translation>
    </message>
    <message>
        <source>Record the hand-over</source>
        <translation>Übergabe festhalten</translation>
    </message>
    <message>
        <source>The hand-over to %1 is recorded.</source>
        <translation>Die Übergabe an %1 ist festgehalten.</translation>
    </message>
    <message>
        <source>The hand-over is taken back.</source>
        <translation>Die Übergabe ist zurückgenommen.</translation>
    </message>
    <message>
        <source>The folder %1 is no longer there.</source>
        <translation>Den Ordner %1 gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>The path is copied.</source>
        <translation>Der Pfad ist kopiert.</translation>
    </message>
    <message>
        <source>Checking the files of a report</source>
        <translation>Dateien eines Berichts werden geprüft</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>changed since it was written</source>
        <translation>seit dem Schreiben verändert</translation>
    </message>
    <message>
        <source>not in the folder</source>
        <translation>nicht im Ordner</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportOutcome</name>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>The path is copied.</source>
        <translation>Der Pfad ist kopiert.</translation>
    </message>
    <message numerus="yes">
        <source>%n files are written.</source>
        <translation>
            <numerusform>%n Datei ist geschrieben.</numerusform>
            <numerusform>%n Dateien sind geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The report was cancelled. Nothing was written.</source>
        <translation>Der Bericht wurde abgebrochen. Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportPreview</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Every figure in the files names its entries.</source>
        <translation>Jede Zahl in den Dateien nennt ihre Einträge.</translation>
    </message>
    <message>
        <source>Laying out the first page.</source>
        <translation>Die erste Seite wird gesetzt.</translation>
    </message>
    <message>
        <source>This store holds no evidence yet, so there is nothing to report.</source>
        <translation>Dieser Speicher enthält noch keine Nachweise, daher gibt es nichts zu berichten.</translation>
    </message>
    <message>
        <source>Connect a node or import logs, then come back.</source>
        <translation>Verbinden Sie einen Knoten oder importieren Sie Protokolle, und kommen Sie dann zurück.</translation>
    </message>
    <message>
        <source>Connect my nodes</source>
        <translation>Meine Knoten verbinden</translation>
    </message>
    <message>
        <source>The report could not be laid out.</source>
        <translation>Der Bericht ließ sich nicht setzen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Vorige Seite</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Page %1</source>
        <translation>Seite %1</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>an empty period is a result, too</source>
        <translation>auch ein leerer Zeitraum ist ein Ergebnis</translation>
    </message>
    <message>
        <source>as the PDF will have it</source>
        <translation>wie im PDF</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportsModel</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Prüfpunkt</translation>
    </message>
    <message>
        <source>SHA-256 of the first file</source>
        <translation>SHA-256 der ersten Datei</translation>
    </message>
    <message>
        <source>Handed to</source>
        <translation>Übergeben an</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>not handed over</source>
        <translation>nicht übergeben</translation>
    </message>
    <message>
        <source>handed to %1</source>
        <translation>übergeben an %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ReportsPage</name>
    <message>
        <source>Write report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>New report</source>
        <translation>Neuer Bericht</translation>
    </message>
    <message>
        <source>Reports written so far</source>
        <translation>Bisher geschriebene Berichte</translation>
    </message>
    <message>
        <source>Reading the history.</source>
        <translation>Der Verlauf wird gelesen.</translation>
    </message>
    <message>
        <source>Write the report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Open the report’s details</source>
        <translation>Einzelheiten des Berichts öffnen</translation>
    </message>
    <message>
        <source>Check the report’s files</source>
        <translation>Dateien des Berichts prüfen</translation>
    </message>
    <message>
        <source>The packs could not be read.</source>
        <translation>Die Pakete waren nicht lesbar.</translation>
    </message>
    <message>
        <source>The store is empty: there is nothing to report yet.</source>
        <translation>Der Speicher ist leer: noch gibt es nichts zu berichten.</translation>
    </message>
    <message numerus="yes">
        <source>%n controls lack evidence. The report says so and does not call them met.</source>
        <translation>
            <numerusform>Für %n Maßnahme fehlen Nachweise. Der Bericht sagt das und wertet sie nicht als erfüllt.</numerusform>
            <numerusform>Für %n Maßnahmen fehlen Nachweise. Der Bericht sagt das und wertet sie nicht als erfüllt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing a report</source>
        <translation>Ein Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>Verifying and writing</source>
        <translation>Prüfen und Schreiben</translation>
    </message>
    <message>
        <source>The report was not written.</source>
        <translation>Der Bericht wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>The log does not verify; the report says so, and is not recorded in it.</source>
        <translation>Das Protokoll besteht die Prüfung nicht; der Bericht sagt das und wird nicht darin festgehalten.</translation>
    </message>
    <message>
        <source>Not recorded in the log: %1</source>
        <translation>Nicht im Protokoll festgehalten: %1</translation>
    </message>
    <message>
        <source>The history could not be read.</source>
        <translation>Der Verlauf war nicht lesbar.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <source>%n reports</source>
        <translation>
            <numerusform>%n Bericht</numerusform>
            <numerusform>%n Berichte</numerusform>
        </translation>
    </message>
    <message>
        <source>These are all.</source>
        <translation>Das sind alle.</translation>
    </message>
    <message>
        <source>No report has been written from this store yet.</source>
        <translation>Aus diesem Speicher wurde noch kein Bericht geschrieben.</translation>
    </message>
    <message>
        <source>The first one appears here, with its digests and who wrote it.</source>
        <translation>Der erste erscheint hier, mit seinen Prüfsummen und dem Verfasser.</translation>
    </message>
    <message>
        <source>step by step</source>
        <translation>Schritt für Schritt</translation>
    </message>
</context>
<context>
    <name>vedette::ui::RequestsCard</name>
    <message>
        <source>Waits for a second person</source>
        <translation>Wartet auf eine zweite Person</translation>
    </message>
    <message>
        <source>asked for by one, and done when another agrees</source>
        <translation>von einer Person verlangt; getan, wenn eine andere zustimmt</translation>
    </message>
    <message>
        <source>What waits for a second person</source>
        <translation>Was auf eine zweite Person wartet</translation>
    </message>
    <message>
        <source>Your reason; it is written into the log</source>
        <translation>Ihr Grund; er wird ins Protokoll geschrieben</translation>
    </message>
    <message>
        <source>Your reason; goes into the log</source>
        <translation>Ihr Grund; kommt ins Protokoll</translation>
    </message>
    <message>
        <source>Nothing waits for a second person.</source>
        <translation>Nichts wartet auf eine zweite Person.</translation>
    </message>
    <message>
        <source>Choose what to answer.</source>
        <translation>Wählen Sie, was Sie beantworten.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Agree and erase</source>
        <translation>Zustimmen und löschen</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>Zustimmen</translation>
    </message>
    <message>
        <source>You asked for this, so another person has to agree.</source>
        <translation>Sie haben das verlangt, also muss eine andere Person zustimmen.</translation>
    </message>
    <message>
        <source>Agreeing erases at once: the key and the sealed values of %1 are gone for good.</source>
        <translation>Zustimmen löscht sofort: Der Schlüssel und die versiegelten Werte von %1 sind endgültig weg.</translation>
    </message>
    <message>
        <source>Agreeing lifts the hold at once; what it kept may then be forgotten.</source>
        <translation>Zustimmen hebt die Pflicht sofort auf; was sie bewahrt hat, darf dann vergessen werden.</translation>
    </message>
    <message>
        <source>The hold %1 is released.</source>
        <translation>Die Aufbewahrungspflicht %1 ist aufgehoben.</translation>
    </message>
    <message>
        <source>The refusal is recorded.</source>
        <translation>Die Ablehnung ist aufgezeichnet.</translation>
    </message>
    <message>
        <source>Not done. %1</source>
        <translation>Nicht getan. %1</translation>
    </message>
    <message>
        <source>Open the certificate</source>
        <translation>Bescheinigung öffnen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>%1 agreed, but the legal hold %2 keeps what is to be erased. When the hold is released, the erasure can be run again here.</source>
        <translation>%1 hat zugestimmt, aber die Aufbewahrungspflicht %2 hält fest, was gelöscht werden soll. Ist sie aufgehoben, kann die Löschung hier erneut ausgeführt werden.</translation>
    </message>
    <message>
        <source>%1 agreed, but nothing is erased yet: something stood against it, or it was cut off. It can be run again now.</source>
        <translation>%1 hat zugestimmt, aber es ist noch nichts gelöscht: Etwas stand dagegen, oder es brach ab. Die Löschung kann jetzt erneut ausgeführt werden.</translation>
    </message>
    <message>
        <source>The legal hold %1 keeps what is to be erased. You can agree now; it is erased when the hold is released and the erasure is run again.</source>
        <translation>Die Aufbewahrungspflicht %1 hält fest, was gelöscht werden soll. Sie können jetzt zustimmen; gelöscht wird, wenn sie aufgehoben ist und die Löschung erneut ausgeführt wird.</translation>
    </message>
    <message>
        <source>Erase now</source>
        <translation>Jetzt löschen</translation>
    </message>
    <message>
        <source>The erasure is in the log, but old copies may remain in files of the store: %1</source>
        <translation>Die Löschung steht im Protokoll, aber in Dateien des Speichers können alte Kopien übrig sein: %1</translation>
    </message>
    <message>
        <source>The certificate is in the log, but not in a file: %1</source>
        <translation>Die Bescheinigung steht im Protokoll, aber nicht in einer Datei: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::RequestsModel</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Verlangt von</translation>
    </message>
    <message>
        <source>When (UTC)</source>
        <translation>Wann (UTC)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Release of a legal hold</source>
        <translation>Aufhebung einer Aufbewahrungspflicht</translation>
    </message>
    <message>
        <source>Erasure of a data subject</source>
        <translation>Löschung einer betroffenen Person</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>held by %1</source>
        <translation>gesperrt durch %1</translation>
    </message>
    <message>
        <source>agreed to, not erased yet</source>
        <translation>zugestimmt, noch nicht gelöscht</translation>
    </message>
    <message>
        <source>waits for a second person</source>
        <translation>wartet auf eine zweite Person</translation>
    </message>
</context>
<context>
    <name>vedette::ui::RetentionCard</name>
    <message>
        <source>kept</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>conflict: kept %1, as a duty wins</source>
        <translation>Konflikt: bleibt %1, die Pflicht geht vor</translation>
    </message>
    <message>
        <source>forgotten after %1</source>
        <translation>vergessen nach %1</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>what laws and policy let go, and what they keep</source>
        <translation>was Gesetze und eigene Regeln gehen lassen, und was sie festhalten</translation>
    </message>
    <message>
        <source>Retention by data class</source>
        <translation>Aufbewahrung je Datenklasse</translation>
    </message>
    <message>
        <source>Count what is due</source>
        <translation>Fälliges zählen</translation>
    </message>
    <message>
        <source>I know that this cannot be undone</source>
        <translation>Ich weiß, dass sich das nicht rückgängig machen lässt</translation>
    </message>
    <message>
        <source>Forget what is due</source>
        <translation>Fälliges vergessen</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>The log holds no fleet declaration, so no retention is declared.</source>
        <translation>Das Protokoll enthält keine Erklärung der Flotte, also ist keine Aufbewahrung erklärt.</translation>
    </message>
    <message>
        <source>What retention says could not be read.</source>
        <translation>Was für die Aufbewahrung gilt, ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>Everything is kept. Retention is declared in the fleet file, and is known when collecting has begun.</source>
        <translation>Alles bleibt. Die Aufbewahrung wird in der Flottendatei erklärt und ist bekannt, wenn das Sammeln begonnen hat.</translation>
    </message>
    <message>
        <source>Not applied, as no declared fact says whether they hold: %1.</source>
        <translation>Nicht angewandt, da keine erklärte Tatsache sagt, ob sie gelten: %1.</translation>
    </message>
    <message>
        <source>Applied, though their reach is disputed: %1.</source>
        <translation>Angewandt, obwohl ihre Reichweite umstritten ist: %1.</translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation>Nichts ist fällig.</translation>
    </message>
    <message>
        <source>%1 records are due.</source>
        <translation>%1 Datensätze sind fällig.</translation>
    </message>
    <message>
        <source>%1 are past their time and kept by a legal hold: %2.</source>
        <translation>%1 sind über ihre Zeit und bleiben wegen einer Aufbewahrungspflicht: %2.</translation>
    </message>
    <message>
        <source>%1 wait until their block of the log is full.</source>
        <translation>%1 warten, bis ihr Block des Protokolls voll ist.</translation>
    </message>
    <message>
        <source>Counting what is due to be forgotten</source>
        <translation>Fälliges wird gezählt</translation>
    </message>
    <message>
        <source>Forgetting what is due</source>
        <translation>Fälliges wird vergessen</translation>
    </message>
    <message>
        <source>Stopped. Nothing was counted.</source>
        <translation>Angehalten. Es wurde nichts gezählt.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was forgotten.</source>
        <translation>Angehalten. Es wurde nichts vergessen.</translation>
    </message>
    <message>
        <source>Not finished. %1</source>
        <translation>Nicht fertig. %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 records are forgotten, under %n certificate(s).</source>
        <translation>
            <numerusform>%1 Datensätze sind vergessen, unter %n Bescheinigung.</numerusform>
            <numerusform>%1 Datensätze sind vergessen, unter %n Bescheinigungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: what else is due stays due.</source>
        <translation>Angehalten: Was sonst fällig ist, bleibt fällig.</translation>
    </message>
    <message>
        <source>A certificate is in the log, but not in a file: %1</source>
        <translation>Eine Bescheinigung steht im Protokoll, aber nicht in einer Datei: %1</translation>
    </message>
    <message>
        <source>The space is not given back: %1</source>
        <translation>Der Platz ist nicht zurückgegeben: %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>vedette::ui::RetentionModel</name>
    <message>
        <source>Data class</source>
        <translation>Datenklasse</translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Mindestens</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>So</source>
        <translation>Also</translation>
    </message>
    <message>
        <source>Past their time</source>
        <translation>Über ihrer Zeit</translation>
    </message>
    <message>
        <source>Records whose time is over; one with several data classes counts for each</source>
        <translation>Datensätze, deren Zeit vorbei ist; einer mit mehreren Datenklassen zählt für jede</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>nicht gezählt</translation>
    </message>
</context>
<context>
    <name>vedette::ui::RevealPanel</name>
    <message>
        <source>Reveal …</source>
        <translation>Aufdecken …</translation>
    </message>
    <message>
        <source>Hide now</source>
        <translation>Jetzt verbergen</translation>
    </message>
    <message>
        <source>Record and reveal</source>
        <translation>Festhalten und aufdecken</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Why must the clear values be seen? Goes into the log.</source>
        <translation>Warum müssen die Klarwerte gesehen werden? Kommt ins Protokoll.</translation>
    </message>
    <message>
        <source>Reason for opening the sealed part; it is written into the log</source>
        <translation>Grund, den versiegelten Teil zu öffnen; er wird ins Protokoll geschrieben</translation>
    </message>
    <message>
        <source>Not revealed. %1</source>
        <translation>Nicht aufgedeckt. %1</translation>
    </message>
    <message>
        <source>Nothing is sealed with this record.</source>
        <translation>Zu diesem Datensatz ist nichts versiegelt.</translation>
    </message>
    <message>
        <source>Clear values are sealed apart from the record.</source>
        <translation>Klarwerte liegen versiegelt neben dem Datensatz.</translation>
    </message>
    <message>
        <source>The sealed part was erased; the record still verifies.</source>
        <translation>Der versiegelte Teil wurde gelöscht; der Datensatz besteht die Prüfung weiterhin.</translation>
    </message>
    <message>
        <source>Revealing is recorded with your name and reason.</source>
        <translation>Das Aufdecken wird mit Ihrem Namen und Grund festgehalten.</translation>
    </message>
    <message>
        <source>Recording the reason …</source>
        <translation>Grund wird festgehalten …</translation>
    </message>
    <message numerus="yes">
        <source>Clear values, hidden again in %n s.</source>
        <translation>
            <numerusform>Klarwerte, in %n s wieder verborgen.</numerusform>
            <numerusform>Klarwerte, in %n s wieder verborgen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::Scope</name>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 h</source>
        <translation>Letzte 24 h</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 91 days</source>
        <translation>Letzte 91 Tage</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Chosen range</source>
        <translation>Gewählter Bereich</translation>
    </message>
    <message>
        <source>from the first entry on</source>
        <translation>ab dem ersten Eintrag</translation>
    </message>
</context>
<context>
    <name>vedette::ui::SegmentedControl</name>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Session</name>
    <message>
        <source>You are only looking at this store, which has accounts</source>
        <translation>Sie sehen in diesem Speicher mit Konten nur zu</translation>
    </message>
    <message>
        <source>Sign in, at the top right</source>
        <translation>Melden Sie sich oben rechts an</translation>
    </message>
    <message>
        <source>The keys of this store are not open, so nothing can be recorded</source>
        <translation>Die Schlüssel dieses Speichers sind nicht geöffnet, also kann nichts festgehalten werden</translation>
    </message>
    <message>
        <source>Open them, at the top right</source>
        <translation>Öffnen Sie sie, oben rechts</translation>
    </message>
</context>
<context>
    <name>vedette::ui::SettingsPage</name>
    <message>
        <source>Look and user</source>
        <translation>Aussehen und Benutzer</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Rejected records</source>
        <translation>Abgewiesene Datensätze</translation>
    </message>
    <message>
        <source>Integrity</source>
        <translation>Unversehrtheit</translation>
    </message>
    <message>
        <source>Sections of the settings</source>
        <translation>Abschnitte der Einstellungen</translation>
    </message>
    <message>
        <source>Verify the whole store now</source>
        <translation>Ganzen Speicher jetzt prüfen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie die Arbeitsfläche</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language (from the next start)</source>
        <translation>Sprache (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Name under your decisions</source>
        <translation>Name unter Ihren Entscheidungen</translation>
    </message>
    <message>
        <source>Notify the desktop of critical alerts, without personal data</source>
        <translation>Kritische Alarme auf der Arbeitsfläche melden, ohne Personenbezogenes</translation>
    </message>
    <message>
        <source>Less motion: drawers appear at once</source>
        <translation>Weniger Bewegung: Seitenfelder erscheinen sofort</translation>
    </message>
    <message>
        <source>Sources that fail or had gaps</source>
        <translation>Quellen mit Fehlern oder Lücken</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>gestört</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>All %1 sources are read, and the log knows of no gap.</source>
        <translation>Alle %1 Quellen werden gelesen, und das Protokoll kennt keine Lücke.</translation>
    </message>
    <message>
        <source>This console is not collecting, and the log knows of no gap.</source>
        <translation>Diese Konsole sammelt nicht, und das Protokoll kennt keine Lücke.</translation>
    </message>
    <message>
        <source>%1 of %2 failing</source>
        <translation>%1 von %2 gestört</translation>
    </message>
    <message>
        <source>not collecting here</source>
        <translation>hier wird nicht gesammelt</translation>
    </message>
    <message>
        <source>lines that no mapping could read; kept, with the reason</source>
        <translation>Zeilen, die keine Zuordnung lesen konnte; mit dem Grund aufbewahrt</translation>
    </message>
    <message>
        <source>Every line that came in could be read.</source>
        <translation>Jede eingegangene Zeile war lesbar.</translation>
    </message>
    <message>
        <source>The rejected records could not be read.</source>
        <translation>Die abgewiesenen Datensätze waren nicht lesbar.</translation>
    </message>
    <message>
        <source>What does not add up</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Damaged places</source>
        <translation>Beschädigte Stellen</translation>
    </message>
    <message>
        <source>Last attempt</source>
        <translation>Letzter Versuch</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>intact: every entry, column, index and signature adds up</source>
        <translation>unversehrt: jeder Eintrag, jede Spalte, jeder Index und jede Signatur stimmt</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>gebrochen</translation>
    </message>
    <message>
        <source>Entries verified</source>
        <translation>Geprüfte Einträge</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1, in %2</translation>
    </message>
    <message>
        <source>Anchor outside</source>
        <translation>Anker außerhalb</translation>
    </message>
    <message>
        <source>attests entries up to %1</source>
        <translation>bezeugt Einträge bis %1</translation>
    </message>
    <message>
        <source>none: a store put back from an older copy would go unseen</source>
        <translation>keiner: ein aus älterer Kopie zurückgespielter Speicher fiele nicht auf</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Prüfpunkt</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s), the first %1 shown</source>
        <translation>
            <numerusform>%n Stelle, die ersten %1 gezeigt</numerusform>
            <numerusform>%n Stellen, die ersten %1 gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>Read in full</source>
        <translation>Vollständig gelesen</translation>
    </message>
    <message>
        <source>%1; since then what came after entry %2, and all derived tables</source>
        <translation>%1; seither, was nach Eintrag %2 kam, und alle abgeleiteten Tabellen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>This store has accounts: what you decide bears the name you sign in with.</source>
        <translation>Dieser Speicher hat Konten: Was Sie entscheiden, trägt den Namen, mit dem Sie sich anmelden.</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more remark(s); vedettectl verify lists them</source>
        <translation>
            <numerusform>%n weitere Anmerkung; vedettectl verify nennt sie</numerusform>
            <numerusform>%n weitere Anmerkungen; vedettectl verify nennt sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Anchors not believed</source>
        <translation>Nicht geglaubte Anker</translation>
    </message>
    <message numerus="yes">
        <source>%n anchor(s) signed by a revoked key prove nothing</source>
        <translation>
            <numerusform>%n Anker, mit einem widerrufenen Schlüssel signiert, beweist nichts</numerusform>
            <numerusform>%n Anker, mit einem widerrufenen Schlüssel signiert, beweisen nichts</numerusform>
        </translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ShiftDrawer</name>
    <message>
        <source>Shift hand-over</source>
        <translation>Schichtübergabe</translation>
    </message>
    <message>
        <source>The decisions could not be read.</source>
        <translation>Die Entscheidungen konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Save as text …</source>
        <translation>Als Text speichern …</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Length of the shift</source>
        <translation>Länge der Schicht</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The hand-over is copied.</source>
        <translation>Die Übergabe ist kopiert.</translation>
    </message>
    <message>
        <source>Save the hand-over</source>
        <translation>Übergabe speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Saving the hand-over</source>
        <translation>Übergabe wird gespeichert</translation>
    </message>
    <message>
        <source>The hand-over was written to %1.</source>
        <translation>Die Übergabe wurde nach %1 geschrieben.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ShortcutHelp</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+9</source>
        <translation>Strg+1 … Strg+9</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>Zu einer Seite gehen</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Strg+K</translation>
    </message>
    <message>
        <source>Search, or run a command</source>
        <translation>Suchen oder einen Befehl ausführen</translation>
    </message>
    <message>
        <source>/</source>
        <translation>/</translation>
    </message>
    <message>
        <source>Filter this page</source>
        <translation>Diese Seite filtern</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Links</translation>
    </message>
    <message>
        <source>Back to where you were</source>
        <translation>Zurück an die vorige Stelle</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Strg+B</translation>
    </message>
    <message>
        <source>Collapse or expand the rail</source>
        <translation>Seitenleiste ein- oder ausklappen</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>Next or previous control</source>
        <translation>Nächstes oder voriges Bedienelement</translation>
    </message>
    <message>
        <source>j, k or arrows</source>
        <translation>j, k oder Pfeiltasten</translation>
    </message>
    <message>
        <source>Next or previous row</source>
        <translation>Nächste oder vorige Zeile</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Open the row or the figure</source>
        <translation>Zeile oder Zahl öffnen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Close the drawer</source>
        <translation>Seitenfeld schließen</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Strg+C</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>Gewählte Zeilen kopieren</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>Menütaste</translation>
    </message>
    <message>
        <source>What can be done with the row</source>
        <translation>Was mit der Zeile möglich ist</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Strg+Q</translation>
    </message>
    <message>
        <source>On this page</source>
        <translation>Auf dieser Seite</translation>
    </message>
    <message>
        <source>Ctrl+Shift+N</source>
        <translation>Strg+Umschalt+N</translation>
    </message>
    <message>
        <source>Another window on the same store</source>
        <translation>Weiteres Fenster auf demselben Speicher</translation>
    </message>
    <message>
        <source>Ctrl+Shift+W</source>
        <translation>Strg+Umschalt+W</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>Dieses Fenster schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Strg+L</translation>
    </message>
    <message>
        <source>Lock, where somebody is signed in</source>
        <translation>Sperren, wo jemand angemeldet ist</translation>
    </message>
</context>
<context>
    <name>vedette::ui::SignInForm</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Code of the authenticator app</source>
        <translation>Code der Authentifizierungs-App</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Look only</source>
        <translation>Nur ansehen</translation>
    </message>
    <message>
        <source>Shows everything and records nothing.</source>
        <translation>Zeigt alles und zeichnet nichts auf.</translation>
    </message>
    <message>
        <source>Close the store</source>
        <translation>Speicher schließen</translation>
    </message>
    <message>
        <source>The log does not say who has an account here.</source>
        <translation>Das Protokoll sagt nicht, wer hier ein Konto hat.</translation>
    </message>
    <message>
        <source>Reading who has an account here …</source>
        <translation>Wer hier ein Konto hat, wird gelesen …</translation>
    </message>
    <message>
        <source>Locked. Sign in to go on where it was left.</source>
        <translation>Gesperrt. Melden Sie sich an, um weiterzumachen, wo Sie waren.</translation>
    </message>
    <message>
        <source>This store has accounts: what you decide is signed with your own key.</source>
        <translation>Dieser Speicher hat Konten: Was Sie entscheiden, wird mit Ihrem eigenen Schlüssel unterschrieben.</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Type the passphrase.</source>
        <translation>Geben Sie die Passphrase ein.</translation>
    </message>
</context>
<context>
    <name>vedette::ui::SourcesModel</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>What and what to do</source>
        <translation>Was ist und was zu tun ist</translation>
    </message>
    <message>
        <source>From (UTC)</source>
        <translation>Von (UTC)</translation>
    </message>
    <message>
        <source>To (UTC)</source>
        <translation>Bis (UTC)</translation>
    </message>
</context>
<context>
    <name>vedette::ui::StackedBars</name>
    <message>
        <source>Total  %1</source>
        <translation>Gesamt  %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Stacked bars without data</source>
        <translation>Gestapelte Balken ohne Daten</translation>
    </message>
    <message numerus="yes">
        <source>Stacked bars, %n in time</source>
        <translation>
            <numerusform>Gestapelte Balken, %n im Zeitverlauf</numerusform>
            <numerusform>Gestapelte Balken, %n im Zeitverlauf</numerusform>
        </translation>
    </message>
    <message>
        <source>, highest %1 at %2</source>
        <translation>, höchster Wert %1 um %2</translation>
    </message>
</context>
<context>
    <name>vedette::ui::StatePanel</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>Fehler: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::StatusStrip</name>
    <message>
        <source>Integrity</source>
        <translation>Unversehrtheit</translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation>Vollständigkeit</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Ingest</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Anchor</source>
        <translation>Anker</translation>
    </message>
    <message>
        <source>%1/min</source>
        <translation>%1/min</translation>
    </message>
    <message>
        <source>%1 · %2 UTC</source>
        <translation>%1 · %2 UTC</translation>
    </message>
    <message>
        <source>could not be checked</source>
        <translation>ließ sich nicht prüfen</translation>
    </message>
    <message>
        <source>verifying, %1 %</source>
        <translation>Prüfung läuft, %1 %</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>Prüfung läuft</translation>
    </message>
    <message>
        <source>Verified to entry %1 · %2</source>
        <translation>Geprüft bis Eintrag %1 · %2</translation>
    </message>
    <message>
        <source>to entry %1</source>
        <translation>bis Eintrag %1</translation>
    </message>
    <message>
        <source>none: rollback would go unseen</source>
        <translation>keiner: ein Zurückspielen fiele nicht auf</translation>
    </message>
    <message>
        <source>no gap known</source>
        <translation>keine Lücke bekannt</translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) in the sources</source>
        <translation>
            <numerusform>%n Lücke in den Quellen</numerusform>
            <numerusform>%n Lücken in den Quellen</numerusform>
        </translation>
    </message>
    <message>
        <source>not collecting here</source>
        <translation>hier wird nicht gesammelt</translation>
    </message>
    <message>
        <source>collecting stopped</source>
        <translation>Sammeln beendet</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>%1 · simulated</source>
        <translation>%1 · simuliert</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1, %2 %</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiterer</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop: %1</source>
        <translation>Anhalten: %1</translation>
    </message>
    <message>
        <source>Verified to entry %1</source>
        <translation>Geprüft bis Eintrag %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>%1: cannot be stopped any more</source>
        <translation>%1: lässt sich nicht mehr anhalten</translation>
    </message>
    <message numerus="yes">
        <source>broken: %Ln place(s)</source>
        <translation>
            <numerusform>gebrochen: %Ln Stelle</numerusform>
            <numerusform>gebrochen: %Ln Stellen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::Style</name>
    <message>
        <source>Key: %1</source>
        <translation>Taste: %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::TableColumns</name>
    <message>
        <source>Move column left</source>
        <translation>Spalte nach links</translation>
    </message>
    <message>
        <source>Move column right</source>
        <translation>Spalte nach rechts</translation>
    </message>
    <message>
        <source>Columns as at first</source>
        <translation>Spalten wie zu Beginn</translation>
    </message>
</context>
<context>
    <name>vedette::ui::TableExport</name>
    <message>
        <source>Exporting a table</source>
        <translation>Eine Tabelle wird exportiert</translation>
    </message>
    <message>
        <source>%1 lines were written to %2.</source>
        <translation>%1 Zeilen wurden nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Export the table as CSV …</source>
        <translation>Tabelle als CSV exportieren …</translation>
    </message>
</context>
<context>
    <name>vedette::ui::TableHead</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Tactic</name>
    <message>
        <source>AI Model Access</source>
        <translation>Zugang zum KI-Modell</translation>
    </message>
    <message>
        <source>Execution</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Initial Access</source>
        <translation>Erstzugang</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>Erkundung</translation>
    </message>
    <message>
        <source>Exfiltration</source>
        <translation>Exfiltration</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Auswirkung</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstiges</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ThreatsCard</name>
    <message>
        <source>Threats over time</source>
        <translation>Bedrohungen im Zeitverlauf</translation>
    </message>
    <message>
        <source>Threats over time, findings by ATLAS tactic</source>
        <translation>Bedrohungen im Zeitverlauf, Befunde nach ATLAS-Taktik</translation>
    </message>
    <message>
        <source>The findings could not be counted.</source>
        <translation>Die Befunde ließen sich nicht zählen.</translation>
    </message>
    <message>
        <source>No finding in this range of time.</source>
        <translation>Kein Befund in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>findings by ATLAS tactic, bars of %1</source>
        <translation>Befunde nach ATLAS-Taktik, Balken zu %1</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ThresholdBox</name>
    <message>
        <source>Whose number: %1</source>
        <translation>Wessen Zahl: %1</translation>
    </message>
    <message>
        <source>The law’s text</source>
        <translation>Gesetz</translation>
    </message>
    <message>
        <source>Our default</source>
        <translation>Unsere Vorgabe</translation>
    </message>
    <message>
        <source>Your policy</source>
        <translation>Ihre Regel</translation>
    </message>
</context>
<context>
    <name>vedette::ui::TimeCard</name>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Use as time range</source>
        <translation>Als Zeitraum verwenden</translation>
    </message>
    <message>
        <source>Entries over time</source>
        <translation>Einträge im Zeitverlauf</translation>
    </message>
    <message>
        <source>Make the chosen range the time range of all pages</source>
        <translation>Gewählten Bereich zum Zeitraum aller Seiten machen</translation>
    </message>
    <message>
        <source>The entries could not be counted.</source>
        <translation>Die Einträge ließen sich nicht zählen.</translation>
    </message>
    <message>
        <source>No entry lies in this time range.</source>
        <translation>In diesem Zeitraum liegt kein Eintrag.</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>%1 of %2 entries match</source>
        <translation>%1 von %2 Einträgen passen</translation>
    </message>
    <message>
        <source>Entries by %1. Drag to choose a range.</source>
        <translation>Einträge je %1. Ziehen Sie, um einen Bereich zu wählen.</translation>
    </message>
    <message>
        <source>Show the whole time range again</source>
        <translation>Wieder den ganzen Zeitraum zeigen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::TimeLine</name>
    <message>
        <source>dashes: target</source>
        <translation>gestrichelt: Ziel</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Line without data</source>
        <translation>Linie ohne Daten</translation>
    </message>
    <message numerus="yes">
        <source>Line of %n points, highest %1</source>
        <translation>
            <numerusform>Linie mit %n Punkt, höchster Wert %1</numerusform>
            <numerusform>Linie mit %n Punkten, höchster Wert %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::TimelineList</name>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message numerus="yes">
        <source>… %n more</source>
        <translation>
            <numerusform>… %n weiteres</numerusform>
            <numerusform>… %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 UTC</source>
        <translation>%1 UTC</translation>
    </message>
    <message>
        <source>Done by a person</source>
        <translation>Von einem Menschen erledigt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (taken back)</source>
        <translation>%1 (zurückgenommen)</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ToastHost</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>vedette::ui::TopBar</name>
    <message>
        <source>Part of the fleet</source>
        <translation>Teil der Flotte</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Ctrl K</source>
        <translation>Strg K</translation>
    </message>
    <message>
        <source>Search, or type a command</source>
        <translation>Suchen oder Befehl eingeben</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>All fleets</source>
        <translation>Alle Flotten</translation>
    </message>
    <message>
        <source>Not declared</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>By region</source>
        <translation>Nach Region</translation>
    </message>
    <message>
        <source>By class of data</source>
        <translation>Nach Datenklasse</translation>
    </message>
    <message>
        <source>One node</source>
        <translation>Ein Knoten</translation>
    </message>
    <message>
        <source>From and to, UTC</source>
        <translation>Von und bis, UTC</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Use this range</source>
        <translation>Diesen Zeitraum verwenden</translation>
    </message>
</context>
<context>
    <name>vedette::ui::Tray</name>
    <message>
        <source>Vedette: no store is open</source>
        <translation>Vedette: kein Speicher ist geöffnet</translation>
    </message>
    <message>
        <source>Vedette: the log does not verify</source>
        <translation>Vedette: das Protokoll hält der Prüfung nicht stand</translation>
    </message>
    <message numerus="yes">
        <source>Vedette: %n critical alert(s) that nobody has taken up</source>
        <translation>
            <numerusform>Vedette: %n kritischer Alarm, den niemand übernommen hat</numerusform>
            <numerusform>Vedette: %n kritische Alarme, die niemand übernommen hat</numerusform>
        </translation>
    </message>
    <message>
        <source>Vedette: collecting has stopped</source>
        <translation>Vedette: das Sammeln hat aufgehört</translation>
    </message>
    <message numerus="yes">
        <source>Vedette: %n source(s) failing</source>
        <translation>
            <numerusform>Vedette: %n Quelle fällt aus</numerusform>
            <numerusform>Vedette: %n Quellen fallen aus</numerusform>
        </translation>
    </message>
    <message>
        <source>Vedette: nothing critical is open</source>
        <translation>Vedette: nichts Kritisches ist offen</translation>
    </message>
    <message>
        <source>Open Vedette</source>
        <translation>Vedette öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>vedette::ui::TroubleBar</name>
    <message>
        <source>Not done</source>
        <translation>Nicht geschehen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>vedette::ui::ViewsPopup</name>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>No view is saved yet.</source>
        <translation>Noch ist keine Ansicht gespeichert.</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>Name for the present filter</source>
        <translation>Name für den jetzigen Filter</translation>
    </message>
    <message>
        <source>Saved views; Enter opens one, Delete removes it</source>
        <translation>Gespeicherte Ansichten; die Eingabetaste öffnet eine, Entf entfernt sie</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>vedette::ui::alertWords</name>
    <message>
        <source>True positive</source>
        <translation>Echter Treffer</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Benign</source>
        <translation>Harmlos</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Suspicious</source>
        <translation>Verdächtig</translation>
    </message>
    <message>
        <source>Insufficient data</source>
        <translation>Zu wenig Daten</translation>
    </message>
    <message>
        <source>Security risk</source>
        <translation>Sicherheitsrisiko</translation>
    </message>
    <message>
        <source>Disregard</source>
        <translation>Nicht beachten</translation>
    </message>
    <message>
        <source>Managed externally</source>
        <translation>Anderswo bearbeitet</translation>
    </message>
    <message>
        <source>Acknowledged by %1</source>
        <translation>Quittiert von %1</translation>
    </message>
    <message>
        <source>Assigned by %1</source>
        <translation>Zugewiesen von %1</translation>
    </message>
    <message>
        <source>Closed by %1</source>
        <translation>Geschlossen von %1</translation>
    </message>
    <message>
        <source>Escalated by %1</source>
        <translation>Eskaliert von %1</translation>
    </message>
    <message>
        <source>Note by %1</source>
        <translation>Notiz von %1</translation>
    </message>
    <message>
        <source>Reopened by %1</source>
        <translation>Wieder geöffnet von %1</translation>
    </message>
    <message>
        <source>Taken back by %1</source>
        <translation>Zurückgenommen von %1</translation>
    </message>
    <message>
        <source>Taken out of the incident by %1</source>
        <translation>Aus dem Vorfall genommen von %1</translation>
    </message>
    <message>
        <source>Incident opened by %1</source>
        <translation>Vorfall eröffnet von %1</translation>
    </message>
    <message>
        <source>Alerts added by %1</source>
        <translation>Alarme hinzugefügt von %1</translation>
    </message>
    <message>
        <source>Alerts taken out by %1</source>
        <translation>Alarme herausgenommen von %1</translation>
    </message>
    <message>
        <source>Status changed by %1</source>
        <translation>Status geändert von %1</translation>
    </message>
    <message>
        <source>Severity changed by %1</source>
        <translation>Schweregrad geändert von %1</translation>
    </message>
    <message>
        <source>Renamed by %1</source>
        <translation>Umbenannt von %1</translation>
    </message>
    <message>
        <source>Described by %1</source>
        <translation>Beschrieben von %1</translation>
    </message>
    <message>
        <source>Time stated by %1</source>
        <translation>Zeitpunkt angegeben von %1</translation>
    </message>
    <message>
        <source>Duty to notify answered by %1</source>
        <translation>Meldepflicht beantwortet von %1</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation>Unterdrückt</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Occurred</source>
        <translation>Eingetreten</translation>
    </message>
    <message>
        <source>Detected</source>
        <translation>Bemerkt</translation>
    </message>
    <message>
        <source>Became aware</source>
        <translation>Kenntnis erlangt</translation>
    </message>
    <message>
        <source>Discovered</source>
        <translation>Entdeckt</translation>
    </message>
    <message>
        <source>Classified</source>
        <translation>Eingestuft</translation>
    </message>
    <message>
        <source>When it began to happen.</source>
        <translation>Wann es begann.</translation>
    </message>
    <message>
        <source>When a detector or a person first noticed it.</source>
        <translation>Wann ein Detektor oder ein Mensch es zuerst bemerkte.</translation>
    </message>
    <message>
        <source>When you were reasonably certain: starts the clocks of GDPR and NIS2.</source>
        <translation>Wann Sie hinreichend sicher waren: löst die Fristen von DSGVO und NIS2 aus.</translation>
    </message>
    <message>
        <source>When it was known, or would have been with due care: starts HIPAA&apos;s clocks.</source>
        <translation>Wann es bekannt war oder bei gebotener Sorgfalt gewesen wäre: löst die Fristen von HIPAA aus.</translation>
    </message>
    <message>
        <source>When it was classified as major: starts the clocks of DORA.</source>
        <translation>Wann es als schwerwiegend eingestuft wurde: löst die Fristen von DORA aus.</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>Sent in time</source>
        <translation>Fristgerecht abgesandt</translation>
    </message>
    <message>
        <source>Sent late</source>
        <translation>Verspätet abgesandt</translation>
    </message>
    <message>
        <source>Not required</source>
        <translation>Nicht nötig</translation>
    </message>
    <message>
        <source>%1, as stated by %2</source>
        <translation>%1, nach Angabe von %2</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2</source>
        <translation>%1 h %2</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 T %2 h</translation>
    </message>
</context>
<context>
    <name>vedette::ui::fleetAreas</name>
    <message>
        <source>EU, EEA</source>
        <translation>EU, EWR</translation>
    </message>
    <message>
        <source>UK, CH</source>
        <translation>UK, CH</translation>
    </message>
    <message>
        <source>Americas</source>
        <translation>Amerika</translation>
    </message>
    <message>
        <source>APAC</source>
        <translation>Asien, Pazifik</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
    <message>
        <source>Place not declared</source>
        <translation>Ort nicht angegeben</translation>
    </message>
</context>
<context>
    <name>vedette::ui::shiftNotes</name>
    <message>
        <source>Passed by hand by %1</source>
        <translation>Von Hand als erfüllt beurteilt von %1</translation>
    </message>
    <message>
        <source>Failed by hand by %1</source>
        <translation>Von Hand als nicht erfüllt beurteilt von %1</translation>
    </message>
    <message>
        <source>Manual result taken back by %1</source>
        <translation>Ergebnis von Hand zurückgenommen von %1</translation>
    </message>
    <message>
        <source>Waived by %1</source>
        <translation>Ausnahme gewährt von %1</translation>
    </message>
    <message>
        <source>Waiver taken back by %1</source>
        <translation>Ausnahme zurückgenommen von %1</translation>
    </message>
    <message>
        <source>Shift hand-over</source>
        <translation>Schichtübergabe</translation>
    </message>
    <message>
        <source>%1 · %2 to %3 UTC · by %4</source>
        <translation>%1 · %2 bis %3 UTC · von %4</translation>
    </message>
    <message numerus="yes">
        <source>%n open alert(s)</source>
        <translation>
            <numerusform>%n offener Alarm</numerusform>
            <numerusform>%n offene Alarme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them late</source>
        <translation>
            <numerusform>%n davon zu spät</numerusform>
            <numerusform>%n davon zu spät</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open incident(s)</source>
        <translation>
            <numerusform>%n offener Vorfall</numerusform>
            <numerusform>%n offene Vorfälle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new alert(s) in this shift</source>
        <translation>
            <numerusform>%n neuer Alarm in dieser Schicht</numerusform>
            <numerusform>%n neue Alarme in dieser Schicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s)</source>
        <translation>
            <numerusform>%n Entscheidung</numerusform>
            <numerusform>%n Entscheidungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Open alerts</source>
        <translation>Offene Alarme</translation>
    </message>
    <message>
        <source>No alert is open.</source>
        <translation>Kein Alarm ist offen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %2 · %n alert(s)</source>
        <translation>
            <numerusform>%1 · %2 · %n Alarm</numerusform>
            <numerusform>%1 · %2 · %n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody owns it</source>
        <translation>niemand ist zuständig</translation>
    </message>
    <message>
        <source>%1 over</source>
        <translation>%1 überfällig</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>Offene Vorfälle</translation>
    </message>
    <message>
        <source>No incident is open.</source>
        <translation>Kein Vorfall ist offen.</translation>
    </message>
    <message>
        <source>Controls that fail</source>
        <translation>Nicht erfüllte Maßnahmen</translation>
    </message>
    <message>
        <source>The controls are being judged.</source>
        <translation>Die Maßnahmen werden gerade beurteilt.</translation>
    </message>
    <message>
        <source>No control fails.</source>
        <translation>Keine Maßnahme ist verletzt.</translation>
    </message>
    <message>
        <source>Nodes to look at</source>
        <translation>Knoten zum Nachsehen</translation>
    </message>
    <message>
        <source>No node is silent or short.</source>
        <translation>Kein Knoten ist stumm oder lückenhaft.</translation>
    </message>
    <message>
        <source>%1 logs less than it serves</source>
        <translation>%1 protokolliert weniger, als er beantwortet</translation>
    </message>
    <message>
        <source>Decided in this shift</source>
        <translation>In dieser Schicht entschieden</translation>
    </message>
    <message>
        <source>Nobody decided anything.</source>
        <translation>Niemand hat etwas entschieden.</translation>
    </message>
    <message>
        <source>Who owns what</source>
        <translation>Wer wofür zuständig ist</translation>
    </message>
    <message>
        <source>There is nothing to own.</source>
        <translation>Es gibt nichts, wofür jemand zuständig wäre.</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n incident(s)</source>
        <translation>
            <numerusform>%n Vorfall</numerusform>
            <numerusform>%n Vorfälle</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>What this rests on</source>
        <translation>Worauf das beruht</translation>
    </message>
    <message>
        <source>The log is being verified.</source>
        <translation>Das Protokoll wird gerade geprüft.</translation>
    </message>
    <message numerus="yes">
        <source>Verified: %n entries</source>
        <translation>
            <numerusform>Geprüft: %n Eintrag</numerusform>
            <numerusform>Geprüft: %n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Attested from outside up to %1 entries</source>
        <translation>Von außen bezeugt bis %1 Einträge</translation>
    </message>
    <message>
        <source>Nothing outside attests it: rollback would go unseen</source>
        <translation>Nichts außerhalb bezeugt es: Zurückspielen bliebe unbemerkt</translation>
    </message>
    <message numerus="yes">
        <source>The log is broken in %n place(s)</source>
        <translation>
            <numerusform>Das Protokoll ist an %n Stelle beschädigt</numerusform>
            <numerusform>Das Protokoll ist an %n Stellen beschädigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings, Integrity names them</source>
        <translation>Einstellungen, Unversehrtheit nennt sie</translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s) in the sources</source>
        <translation>
            <numerusform>%n Lücke in den Quellen</numerusform>
            <numerusform>%n Lücken in den Quellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings, Sources names them</source>
        <translation>Einstellungen, Quellen nennt sie</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vedette::ui::text</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 T</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 T %2 h</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source> (%1)</source>
        <translation> (%1)</translation>
    </message>
</context>
</TS>
