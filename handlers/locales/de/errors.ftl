# Was schiefging und was zu tun ist.

error-unexpected = Bei uns ist etwas schiefgegangen; bitte versuche es noch einmal und sag dem Betreiber Bescheid, wenn es wieder geschieht.
error-unknown-command = Es gibt kein /{ $name }; { $nearest ->
    [help] /help zeigt, was es gibt.
   *[other] meintest du /{ $nearest }?
}
error-unknown-value = „{ $name }“ passt hier nicht; möglich ist: { $names }.
error-wrong-act = „{ $name }“ passt hier nicht; möglich ist: { $names }. „admin“ allein zeigt, was es gibt.
error-bad-value = { $tool } kann mit „{ $given }“ für { $name } nichts anfangen; möglich ist: { $range }.
error-bad-value-at-work = { $tool } konnte { $name } auf dieses Bild nicht anwenden; möglich ist: { $range }.
error-value-missing = { $tool } braucht { $name }: { $range }.
error-value-missing-redeem = Schreib den Code dahinter: /redeem ABCD-EFGH.
error-too-much-text = Das ist zu lang; ein Befehl hat höchstens { $limit } Zeichen.
error-too-many-steps = Das sind { $given } Schritte; eine Kette hat höchstens { $limit }.
error-bad-pipeline = { $reason ->
    [first] { $name } macht ein neues Bild und kann deshalb nur der erste Schritt sein.
    [alone] { $name } beschreibt ein Bild nur und kann deshalb nicht Teil einer Kette sein.
    [together] { $name } nimmt alle Bilder zusammen und muss deshalb bei mehreren der erste Schritt sein.
   *[empty] Zwischen zwei | steht nichts; schreib ein Werkzeug hin, etwa: resize 800 | blur 4.
}
error-picture-missing = { $name } braucht ein Bild; schick eines zusammen mit dem Befehl.
error-too-many-pictures = Das sind { $given } Bilder; eine Anfrage nimmt höchstens { $limit }.
error-not-admitted = { $way ->
    [invite] Dieses Darkroom steht allen offen, die eingeladen wurden. Sende /start CODE mit dem Code, den du bekommen hast; für einen Code schick deine Kennung { $id } an { $contact }.
    [again] Dieser Code stimmt nicht. Prüfe ihn und sende noch einmal /start CODE; für einen anderen schick deine Kennung { $id } an { $contact }.
   *[closed] Dieses Darkroom ist nicht für alle offen; schick deine Kennung { $id } an { $contact } und bitte um Zugang.
}
error-blocked = Dieses Konto wurde gesperrt; bitte wende dich an { $contact }.
error-maintenance = An Darkroom wird gerade gearbeitet{ $words ->
    [none] ; bitte versuche es später noch einmal.
   *[other] . { $words }
}
error-too-fast = Das ist schneller, als ich mitkomme; bitte warte. Nächster Versuch in { $time }.
error-agreement-missing = Dafür braucht es deine Zustimmung zu den Bedingungen: Schick /agree, oder nutze die anderen Werkzeuge als Gast.
error-daily-limit = { $fits ->
    [no] Das sind { $asked } Durchläufe mit { $of ->
        [ai] KI-Werkzeugen
        [generation] Werkzeugen, die neue Bilder machen
       *[local] Werkzeugen ohne KI
    }; eine Person hat { $limit } am Tag, nimm also weniger Werkzeuge oder Bilder auf einmal.
   *[yes] Mehr als { $limit ->
        [one] einen Durchlauf
       *[other] { $limit } Durchläufe
    } mit { $of ->
        [ai] KI-Werkzeugen
        [generation] Werkzeugen, die neue Bilder machen
       *[local] Werkzeugen ohne KI
    } hat eine Person nicht am Tag; neue gibt es in { $time }.
} Alle anderen Werkzeuge gehen weiter.
error-exported-today = Du hattest heute schon eine Kopie deiner Daten; eine neue gibt es in { $time }.
error-budget-spent = Was hier in diesem Monat dafür ausgegeben werden darf, ist verbraucht, deshalb ist es bis zum nächsten abgeschaltet; alle anderen Werkzeuge gehen weiter.
error-out-of-credits = Das kostet { $price ->
    [one] einen Credit
   *[other] { $price } Credits
}, du hast { $balance ->
    [0] keinen
   *[other] { $balance }
}{ $debt ->
    [0] {""}
   *[other] {" "}und schuldest { $debt }
}.{ $time ->
    [none] {""}
   *[other] {" "}Dein freier Durchlauf des Tages kommt wieder in { $time }.
}{ $still ->
    [0] {""}
    [one] {" "}Ein Durchlauf ist heute noch frei: Nimm ein Werkzeug für ein einziges Bild.
   *[other] {" "}{ $still } Durchläufe sind heute noch frei: Nimm weniger Werkzeuge oder Bilder auf einmal.
}{ $pot ->
    [none] {""}
    [short] {" "}In der Kasse dieser Gruppe ist nicht so viel.
   *[share] {" "}Dein Anteil an der Kasse dieser Gruppe ist für heute verbraucht.
}{ $free ->
    [none] {""}
   *[other] {" "}Immer kostenlos: { $free } und mehr.
} { $more }
error-not-enough-for-pot = Du hast { $balance ->
    [0] keine Credits
    [one] einen Credit
   *[other] { $balance } Credits
}, also können keine { $amount } in die Kasse.
error-no-such-account = Es gibt kein Konto { $name }; Personen erscheinen, wenn sie Darkroom zum ersten Mal schreiben.
error-wrong-code = Dieser Code stimmt nicht, wurde schon benutzt oder ist abgelaufen; { $tries ->
    [0] das war vorerst dein letzter Versuch
    [one] du hast noch einen Versuch
   *[other] du hast noch { $tries } Versuche
}.
error-too-many-tries = Das waren zu viele falsche Codes. Nächster Versuch in { $time }.
error-in-the-groups-name = Du sprichst hier im Namen der Gruppe; frag unter deinem eigenen noch einmal, denn das gilt nur einer Person allein.
error-pot-not-empty = In der Kasse dieser Gruppe { $credits ->
    [one] ist noch ein Credit
   *[other] sind noch { $credits } Credits
} der Mitglieder; die Gruppe lässt sich löschen, wenn sie verbraucht sind.
error-not-in-private = Das ist für Gruppen; frag dort danach.
error-cannot-link = { $reason ->
    [same] Beide Chats haben dieses Konto schon gemeinsam.
    [busy] Ein Auftrag von dir ist noch offen; warte auf ihn oder beende ihn mit /cancel, und versuch es dann noch einmal.
    [debt] Dieses Konto schuldet Credits; die nächsten, die kommen, bezahlen sie, und bis dahin trennt sich kein Chat von ihm.
    [group] Konten werden in einem privaten Chat verbunden, nicht in einer Gruppe.
   *[blocked] Das Konto, das diesen Code gemacht hat, lässt sich nicht verbinden.
}
error-tool-off = Die Admins dieser Gruppe haben { $name } abgeschaltet.
error-admins-unknown = Ich konnte nicht erfahren, wer diese Gruppe verwaltet; bitte versuche es noch einmal.
error-not-group-admin = Nur Admins dieser Gruppe können ihre Einstellungen ändern.
error-unsupported-message = { $kind ->
    [voice] Mit einer Sprachnachricht kann ich nichts anfangen
    [audio] Mit einem Musikstück kann ich nichts anfangen
    [video_note] Eine runde Videonachricht kann ich nicht öffnen
    [sticker] Diese Art von Sticker kann ich nicht öffnen
    [document] Diese Art von Datei kann ich nicht öffnen
    [unseen] Discord zeigt mir nicht, was in der Nachricht steht, auf die du antwortest; nimm „{ discord-menu-edit }“ in ihrem Menü unter Apps
   *[other] Damit kann ich nichts anfangen
}{ $kind ->
    [unseen] , oder
   *[other] ;
} schick mir ein Bild, ein GIF oder ein kurzes Video.
error-too-many-waiting = Du hast schon { $limit ->
    [one] einen offenen Auftrag
   *[other] { $limit } offene Aufträge
}; warte, bis einer fertig ist, oder beende einen mit /cancel.
error-queue-full = Gerade ist viel los, du wärst Nummer { $place } in der Warteschlange; bitte versuche es in einer Minute noch einmal.
error-button-spent = Dieser Knopf wurde schon benutzt oder ist abgelaufen; bitte frag noch einmal.
error-no-such-job = Du hast keinen Auftrag { $job }; /history zeigt deine.
error-no-open-job = Du hast keinen offenen Auftrag { $job }.
error-not-delivered = Der Chat hat das Ergebnis nicht angenommen; bitte versuche es später noch einmal.
error-source-gone = Das Bild lässt sich nicht mehr abholen; bitte schick es noch einmal.
error-attempts = Das hat in drei Versuchen nicht geklappt; bitte nimm ein anderes Bild oder andere Werte.
error-too-large = Die Datei ist zu groß: erlaubt sind höchstens { $limit_bytes }, und sie hat { $bytes }.
error-too-large-unmeasured = Die Datei ist zu groß: erlaubt sind höchstens { $limit_bytes }.
error-too-many-pixels = Das Bild ist zu groß: erlaubt sind höchstens { $limit_megapixels } Megapixel, und es hat { $megapixels }.
error-too-many-pixels-result = Das Ergebnis wäre zu groß: erlaubt sind höchstens { $limit_megapixels } Megapixel, und { $result_frames ->
    [one] es hätte { $megapixels }
   *[other] seine { $result_frames } Einzelbilder hätten zusammen { $megapixels }
}.
error-too-many-frames = Die Animation ist zu lang: erlaubt sind höchstens { $limit_frames } Einzelbilder, und sie hat { $frames }.
error-too-long = Das Video ist zu lang: erlaubt sind höchstens { $limit_seconds } Sekunden.
error-unsupported = Diese Art von Datei lässt sich hier nicht öffnen; schick JPEG, PNG, GIF, WebP, AVIF, HEIC, BMP, TIFF, MP4 oder WebM.
error-corrupt = Die Datei ist beschädigt, das Bild darin lässt sich nicht lesen; bitte schick eine andere Kopie.
error-empty = Die Datei ist leer; bitte schick sie noch einmal.
error-timeout = Das dauerte länger als { $limit_seconds } Sekunden und wurde beendet; mit einem kleineren Bild kann es gehen.
error-memory = Das braucht mehr Speicher, als für ein Bild da ist; mit einem kleineren kann es gehen.
error-crashed = Das Programm ist an diesem Bild dreimal gescheitert; bitte versuche es mit einer anderen Kopie davon.
error-too-big-result = Das Ergebnis passt nicht in diesen Chat; mach es mit resize oder compress kleiner.
error-results-too-large = Die Ergebnisse einer Anfrage dürfen zusammen { $limit_bytes } haben; bitte sende weniger Bilder auf einmal.
error-storage-full = Deine Bilder füllen die { $limit_bytes }, die eine Person hier hat; ältere werden von selbst gelöscht, bitte versuche es später noch einmal.
error-not-enough-credits = Das kostet { $price ->
    [one] einen Credit
   *[other] { $price } Credits
}, du hast aber nur { $balance }.
error-disk-full = Auf diesem Server ist kein Platz mehr, deshalb wurde nichts getan; bitte versuche es später noch einmal.
error-database-unreachable = Der Server erreicht seine Datenbank nicht; bitte gleich noch einmal versuchen.
error-database-locked = Der Server hat gerade sehr viel zu tun; bitte versuche es gleich noch einmal.
error-key-missing = Worauf sich das bezieht, wurde gelöscht; bitte beginne von vorn.
error-key-wrong = Was hier gespeichert ist, lässt sich gerade nicht öffnen; bitte sag dem Betreiber Bescheid.
error-file-gone = Die Datei ist abgelaufen; bitte beginne von vorn.

nothing-charged = Es wurde nichts berechnet.
picture-number = Bild { $number }: { $text }
