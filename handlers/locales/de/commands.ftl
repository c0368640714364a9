# Was die Befehle antworten.

start-guest =
    Das ist Darkroom, ein Bildstudio im Chat. Betreiber: { $operator }. Schick ein Bild mit einem Befehl wie /resize 800 oder /blur 4, und es kommt verändert zurück. /tools zeigt alles, was geht.
    Du kannst sofort als Gast beginnen. Wer den Bedingungen zustimmt, darf größere Bilder schicken; /privacy sagt, was gespeichert wird.
start-member = Willkommen zurück. Schick ein Bild mit einem Befehl wie /resize 800 oder wähle ein Werkzeug; /help erklärt alles.
agreed = Danke. Deine Bilder dürfen jetzt bis zu { $size } haben.
hint-picture = Was möchtest du mit { $pictures ->
    [one] diesem Bild
   *[other] diesen { $pictures } Bildern
} machen? Wähle ein Werkzeug oder schreib einen Befehl wie /resize 800.
hint-more = Wie geht es mit diesem Ergebnis weiter? Wähle ein Werkzeug.
hint-tools = Wähle ein Werkzeug.
hint-words = Schick ein Bild mit einem Befehl wie /resize 800 oder wähle ein Werkzeug; /help erklärt alles.

help-intro =
    Schick ein Bild mit einem Befehl: /blur 8. Werte dürfen Namen haben: /blur radius:8 kind:motion. Mehrere Schritte auf einmal: /resize 800 | sharpen 1. /help blur erklärt ein Werkzeug.
help-listed =
    Tippe / und wähle: Die Befehle für Bilder nehmen eines als Option, sonst dein letztes hier. Oder schick mir ein Bild direkt oder mit meinem Namen in der Nachricht und wähle ein Werkzeug mit einem Knopf. Hinter meinem Namen kann man die Werkzeuge auch schreiben: resize 800 | sharpen 1.
    /help mit dem Namen eines Werkzeugs erklärt es, /privacy sagt, was gespeichert ist, /delete löscht es.
help-aliases = Auch: { $names }.
help-required = erforderlich
help-optional = kann fehlen
help-default = sonst { $default }
tools-intro = Alle Werkzeuge; /help mit einem Namen erklärt eines:
category-image = Bilder verändern
category-animate = Animationen
category-make = Neue Bilder

settings = Deine Sprache ist { $language }; Ergebnisse kommen { $result }.
language-name = Deutsch
result-as-photo = als Foto, wo dabei nichts verloren geht
result-as-file = als Datei
usage-today = Heute (UTC): { $jobs ->
    [0] noch kein Auftrag
    [one] ein Auftrag
   *[other] { $jobs } Aufträge
}.
usage-open = Jetzt offen: { $jobs } von höchstens { $limit }; { $running } laufen gleichzeitig.
usage-limits = Ein Bild darf { $size }, { $megapixels } Megapixel und { $frames } Einzelbilder haben; eine Anfrage nimmt bis zu { $pictures } Bilder.
usage-credits = Credits: { $credits }.
usage-stranded = { $results ->
    [one] Ein Ergebnis konnte
   *[other] { $results } Ergebnisse konnten
} dir nicht gebracht werden; der Knopf bringt es hierher.
bringing = { $job } ist unterwegs.
usage-id = Deine Kennung: { $id }

cancelled = { $count ->
    [0] Es gab nichts zu beenden.
    [one] Der Auftrag wurde beendet.
   *[other] { $count } Aufträge wurden beendet.
}
refunded = { $credits ->
    [one] Ein Credit wurde
   *[other] { $credits } Credits wurden
}{ $to ->
    [pot] {" "}an die Kasse der Gruppe
   *[own] {""}
} zurückgegeben.
delete-nothing = Über dich ist nichts gespeichert.
delete-preview = Das löscht sofort und für immer alles, was über dich gespeichert ist: insgesamt { $rows ->
    [one] ein Eintrag
   *[other] { $rows } Einträge
}, darunter { $jobs ->
    [one] ein Auftrag
   *[other] { $jobs } Aufträge
} und { $files ->
    [one] eine gespeicherte Datei
   *[other] { $files } gespeicherte Dateien
}. Offene Aufträge werden beendet. Der Knopf funktioniert nur einmal und nur { $minutes } Minuten lang.
delete-credits = { $credits ->
    [one] Dein einer Credit geht
   *[other] Deine { $credits } Credits gehen
} dabei verloren.
erased = { $left ->
    [0] Alles von dir wurde gelöscht: 0 Einträge und 0 Dateien sind übrig.{ $prices ->
        [on] {" "}Was bezahlt wurde, bleibt ohne deinen Namen in den Büchern.
       *[off] {""}
    } Du kannst jederzeit neu beginnen.
   *[other] Nicht alles ließ sich löschen: { $rows } Einträge und { $files } Dateien sind übrig. Bitte sag dem Betreiber Bescheid.
}

paysupport = Gibt es eine Frage zu einer Zahlung, oder soll eine zurückkommen? Bitte wende dich an { $contact }.
paysupport-free = Hier wird nichts verkauft, alles ist kostenlos. Gibt es trotzdem eine Frage zu einer Zahlung, wende dich bitte an { $contact }.

panel-after = Nach: { $tools }
panel-choose = Wähle zuerst: { $name }.
ask-value = Schreib einen Wert für { $name }: { $range }. { $help }

group-settings =
    Diese Einstellungen gelten für alle in dieser Gruppe; nur ihre Admins können sie ändern.

    Sprache: { $language }
    Ergebnisse: { $result }
    Meine Antworten: { $minutes ->
        [0] bleiben stehen
        [60] werden nach einer Stunde gelöscht
        [1440] werden nach einem Tag gelöscht
       *[other] werden nach { $minutes } Minuten gelöscht
    }
    Abgeschaltete Werkzeuge: { $tools }
group-tools = Ein Druck schaltet ein Werkzeug in dieser Gruppe ab oder wieder an.
group-own-choice = frei wählbar
group-no-tools = keine

unnamed-operator = die Person, die dieses Darkroom eingerichtet hat
unnamed-contact = die Person, die dir Zugang gegeben hat
unnamed-host = ein eigener Rechner

button-agree = Ich stimme zu
button-privacy = Datenschutz
button-terms = Bedingungen
button-tools = Alle Werkzeuge
button-cancel = Abbrechen
button-delete = Alles löschen
button-export-next = Weiter ab Nummer { $part }
button-result-photo = Als Foto
button-result-file = Als Datei
button-run = ▶ Los
button-back = ‹ Zurück
button-done = Fertig
button-priced = { $label } ({ $price ->
    [one] 1 Credit
   *[other] { $price } Credits
})
button-again = Nochmal
button-bring = { $job } bringen
button-adjust = Anpassen …
button-undo = Rückgängig
button-original = Original
button-as-file = Als Datei
button-as-photo = Als Foto
button-as-animation = Als Animation
button-more = Werkzeuge
button-remove = Löschen
button-own-choice = Frei wählbar
button-auto-delete = { $minutes ->
    [0] Behalten
    [60] 1 Stunde
    [1440] 1 Tag
   *[other] { $minutes } Min.
}
button-group-tools = Werkzeuge …

command-adjust = Den letzten Schritt mit anderen Werten machen.
    .step = Der letzte Schritt mit seinen bisherigen Werten.
    .pipeline = Die Schritte davor.
    .form = Wie das Ergebnis kommen soll.
command-bring = Eine Antwort schicken, die nicht angekommen ist.
    .job = Der Auftrag, dessen Antwort nicht ankam.
command-ask = Nach einem Wert fragen.
    .step = Das Werkzeug mit den bisher gewählten Werten.
    .param = Der Parameter, nach dem gefragt wird.
    .pipeline = Die Schritte davor.
command-choose = Zeigen, was ein Werkzeug kann, und es mit Knöpfen einstellen.
    .step = Das Werkzeug mit den bisher gewählten Werten.
    .pipeline = Die Schritte davor.
    .turned = Der Parameter, dessen Auswahl umgeblättert wurde.
    .page = Die Seite davon.
command-group = Ändern, was für alle in einer Gruppe gilt.
    .setting = Was geändert wird; ohne Angabe nichts.
    .value = Der neue Wert.
    .page = Die Seite der Werkzeuge, die gezeigt wird; -1 zeigt die Einstellungen.
command-more = Ein weiteres Werkzeug für ein Ergebnis wählen.
    .pipeline = Die Schritte, die zum Ergebnis führten.
command-paysupport = Sagen, an wen man sich wegen einer Zahlung wendet.
command-redo = Schritte auf die Bilder eines Knopfes anwenden.
    .pipeline = Die Schritte; ohne Angabe kommt das Bild zurück, wie es geschickt wurde.
    .form = Wie das Ergebnis kommt.
    .here = Ob die Nachricht mit dem Knopf davon erzählen darf.
    .anew = Ob das letzte Bild so genommen wird, wie es geschickt wurde.
command-remove = Die Nachricht mit dem Knopf löschen.
    .messages = Die anderen Nachrichten derselben Antwort, mit Kommas dazwischen.
command-turn = Eine Seite der Werkzeuge zeigen.
    .pipeline = Die Schritte vor dem Werkzeug, das gewählt wird.
    .page = Die Seite der Werkzeuge.
command-typed = Einen Wert annehmen, der geschrieben wurde, oder noch einmal fragen.
    .step = Das Werkzeug mit den bisher gewählten Werten.
    .param = Der Parameter, nach dem gefragt wurde.
    .pipeline = Die Schritte davor.

command-agree = Den Bedingungen zustimmen, für größere Bilder und alles, was Gäste nicht können.
command-cancel = Einen wartenden oder laufenden Auftrag beenden; er kostet dann nichts.
    .job = Der Auftrag, etwa J-7K3QX2; ohne Angabe alle offenen.
command-delete = Alles löschen, was über dich gespeichert ist.
command-do = Mehrere Werkzeuge nacheinander anwenden; das Bild wird nur einmal gelesen und geschrieben.
    .pipeline = Werkzeuge mit ihren Werten und | dazwischen: resize 800 | blur 4.
command-erase = Jetzt alles löschen, was über dich gespeichert ist.
command-export = Eine Kopie von allem bekommen, was über dich gespeichert ist.
    .part = Der Teil, mit dem es anfängt, wenn es mehrere gibt.
command-help = Zeigen, wie das hier geht, oder alles über ein Werkzeug.
    .tool = Das Werkzeug oder der Befehl.
command-privacy = Zeigen, was über dich gespeichert ist, wie lange, und deine Rechte.
    .section = Ein Abschnitt, etwa retention.
command-settings = Deine Sprache wählen, und ob Ergebnisse als Foto oder Datei kommen.
    .language = Die Sprache der Antworten, etwa de; auto folgt deinem Chat.
    .result = Wie Ergebnisse kommen: als Foto gezeigt oder als Datei.
    .announcements = Ob dich Ankündigungen der Betreiber erreichen.
command-start = Sagen, was das hier ist und wie man beginnt.
    .code = Eine Einladung, falls du eine bekommen hast.
command-terms = Die Nutzungsbedingungen zeigen.
command-tools = Die Werkzeuge aufzählen.
command-usage = Zeigen, was du heute benutzt hast, deine offenen Aufträge, deine Grenzen und deine Kennung.

command-admin = Konten finden und in Ordnung bringen, Codes machen, ankündigen und die Zahlen ansehen.
    .line = Was getan wird; ohne Angabe steht hier, was es gibt.
command-balance = Deine Credits zeigen und wohin sie gingen.
    .entries = Wie viele der letzten Buchungen gezeigt werden.
command-forget = Bild und Werte eines Auftrags löschen, und seinen Platz im Verlauf.
    .job = Der Auftrag.
command-history = Deine Aufträge zeigen, ein Ergebnis noch einmal schicken, einen wiederholen oder löschen.
    .page = Die Seite; auf der ersten steht das Neueste.
    .job = Ein Auftrag, etwa J-7K3QX2.
command-join = Dieses Konto mit dem verbinden, das den Code gemacht hat.
    .code = Der Code.
command-link = Deine Konten in mehreren Chats zu einem verbinden.
    .code = Der Code, den /link dir in deinem anderen Chat gegeben hat.
command-pot = Die Credits dieser Gruppe zeigen, oder welche von dir hineinlegen.
    .give = Credits von dir, die hineinkommen.
    .cap = Für Admins: Credits, die ein Mitglied am Tag verbrauchen darf; -1 lässt es, wie es ist.
command-receipt = Zeigen, wann ein Auftrag lief, was er gekostet hat, was davon gespeichert wurde und wer es sah.
    .job = Der Auftrag, etwa J-7K3QX2.
command-redeem = Einen Code in Credits tauschen.
    .code = Der Code.
command-report = Den Betreibern sagen, was nicht stimmt.
    .words = Was nicht stimmt, mit dem Auftrag, wenn es einen gibt.
command-resend = Das Ergebnis eines Auftrags noch einmal schicken; das kostet nichts.
    .job = Der Auftrag.
    .form = Wie das Ergebnis kommen soll.
command-unlink = Diesen Chat vom Konto deiner anderen Chats trennen.
    .sure = Ob es ohne Nachfrage geschieht.
