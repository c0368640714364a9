# A copy of one's own data: the answer, and README.txt in it.

export = { $parts ->
    [one] Das ist eine Kopie von allem, was über dich gespeichert ist, als ZIP; README.txt darin sagt, was in welcher Datei steht.
   *[other] Das ist eine Kopie von allem, was über dich gespeichert ist, in { $parts } ZIPs, die sich jedes für sich öffnen lassen: { $first ->
        [one] vom ersten
       *[other] von Nummer { $first }
    } bis Nummer { $last }. README.txt darin sagt, was in welcher Datei steht.
} Unsere Kopie davon wird nach { $minutes } Minuten gelöscht; bis dahin bekommst du sie noch einmal. Eine neue gibt es einmal am Tag.
export-in-private = Eine Kopie deiner Daten ist nur für dich. Bitte verlange sie in unserem privaten Chat.
export-alt = { $parts ->
    [one] Eine Kopie deiner Daten, als ZIP
   *[other] Eine Kopie deiner Daten, ZIP { $part } von { $parts }
}
export-readme =
    Eine Kopie deiner Daten

    Alles, was am { $at } hier über dich gespeichert war. Betreiber: { $operator }. Server: { $host }. Kontakt: { $contact }.
    Fassung { $version } dieses Formats. Zeiten stehen in UTC, nach ISO 8601. Texte sind UTF-8: .json enthält alles auf einmal, .jsonl einen Eintrag je Zeile, .csv eine Tabelle mit Überschrift.
    Was verschlüsselt war, ist hier lesbar. Eine zu lange Datei geht in einer mit Nummer weiter, etwa history-2.jsonl; es kann weitere ZIPs geben.
    In media/index.jsonl ist „key“ der Name des Bildes in dieser Kopie. Er ist leer, wenn es das Bild nicht mehr gibt oder es größer ist, als dieser Chat annimmt: Dann verlange die Kopie im Browser.
    „job_id“ ist die „id“ einer Zeile in history.jsonl.
export-left-out = Das ist nicht dabei, und warum:
export-left-out-passing = Es dient kurze Zeit einem Gespräch, etwa wohin im Chat eine Antwort geht:
export-left-out-power = Damit könnte jemand anders etwas in deinem Namen tun:
export-left-out-hash = Ein verschlüsselter Prüfwert oder ein Zähler unter einem, der niemandem etwas sagt:
export-left-out-others = Es geht dabei auch um andere:
export-left-out-nobody = Es geht um niemanden, nur darum, wie diese Installation arbeitet:
export-type-text = Text
export-type-number = Zahl
export-type-time = Zeit
export-type-day = Tag
export-type-json = beliebig
