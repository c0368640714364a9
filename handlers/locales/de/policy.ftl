# Die Datenschutzerklärung und die Bedingungen. Die Zahlen kommen aus der laufenden Konfiguration.

policy-title = Datenschutz bei diesem Darkroom
policy-version = Fassung { $version }
policy-summary =
    Betreiber: { $operator }. Server: { $host }. Kontakt, auch wenn Daten in falsche Hände geraten sind: { $contact }.

    • Bilder werden im Arbeitsspeicher dieser Maschine bearbeitet und gehen nirgendwo anders hin: Kein fremder Dienst bekommt sie.
    • Ein Bild, das du im Browser hochlädst, und sein Ergebnis liegen verschlüsselt bereit, höchstens { $upload_minutes } Minuten lang{ $prices ->
        [on] ; ein Ergebnis, das du bezahlt hast, in jedem Chat { $result_hours } Stunden
       *[off] {""}
    }. Jedes andere Ergebnis ist fort, sobald es verschickt ist.
    • Was du in einem Chat schickst, wartet verschlüsselt auf seine Antwort, höchstens { $inbox_hours } Stunden lang, und wird dann gelöscht. Dateinamen werden nicht aufbewahrt. Ort, Kamera und Zeit werden aus jedem Ergebnis entfernt.
    • Wo dein letztes Bild liegt, merkt sich der Bot verschlüsselt { $picture_hours } Stunden lang, für die Knöpfe unter einem Ergebnis { $edit_hours } Stunden.
    • Gespeichert werden: deine Kennung in diesem Chat, deine Einstellungen, wann du den Bedingungen zugestimmt hast, und { $job_days } Tage lang, welche Werkzeuge du wann benutzt hast.
    • Keine Werbung, keine Auswertung, nichts wird verkauft.
    • /export gibt dir eine Kopie von allem, /delete löscht alles sofort; in Sicherungen der Datenbank bleibt deine Kennung in diesem Chat, bis sie gelöscht werden, höchstens { $backup_days } Tage. Diese Rechte haben Gäste wie Mitglieder, auch wer gesperrt wurde.
    • Dieser Dienst ist nicht für Kinder unter 13 Jahren gedacht.

    Wer diesen Text liest, hinterlässt nichts.
policy-buttons = Die Knöpfe öffnen die Einzelheiten.
policy-collected-title = Was gespeichert wird, und warum
policy-retention-title = Wie lange
policy-processors-title = Wer es sonst bekommt
policy-rights-title = Deine Rechte
policy-contact-title = Kontakt

policy-data-line = • { $data } ({ $basis })
policy-basis-contract = um zu tun, worum du bittest
policy-basis-legitimate-interest = damit es für alle gerecht zugeht
policy-basis-legal-duty = das Gesetz verlangt es
policy-data-profile = Deine Rolle, deine Sprache, wann du zuletzt hier warst
policy-data-identity = Deine Kennung auf der Chat-Plattform, und ob du dort Nachrichten von uns annimmst
policy-data-consent = Wann du welchen Bedingungen zugestimmt hast
policy-data-setting = Deine Einstellungen
policy-data-pseudonym = Unsere eigene Nummer für dein Konto
policy-data-money = Credits und wofür sie ausgegeben wurden
policy-data-usage = Wie oft du an einem Tag welches Werkzeug benutzt hast
policy-data-job = Deine Aufträge: welche Werkzeuge, wann{ $prices ->
    [on] , zu welchem Preis
   *[off] {""}
}
policy-data-job-content = Die Werte für ein Werkzeug und wo sein Bild liegt, verschlüsselt
policy-data-reply-address = Wohin eine Antwort geht, verschlüsselt
policy-data-result = Angaben zu einem aufbewahrten Ergebnis, verschlüsselt
policy-data-media = Hochgeladene Bilder und aufbewahrte Ergebnisse, verschlüsselt
policy-data-button = Wofür Knöpfe stehen, die einmal gelten, und wo ihr Bild liegt, verschlüsselt
policy-data-inbox = Was ein Chat uns von dir geschickt hat, verschlüsselt
policy-data-last-picture = Wo dein letztes Bild liegt und was damit gemacht wurde, für Werkzeuge, die du ohne ein Bild verlangst, verschlüsselt
policy-data-shown-message = Wo unsere Antworten in einer Gruppe stehen, die sie löscht, verschlüsselt
policy-data-group = Was die Admins einer Gruppe für sie gewählt haben
policy-data-adapter = Was der Bot sich über seine eigene Einrichtung merkt
policy-data-quota = Zähler eines Tages, unter einem verschlüsselten Prüfwert von dir oder, wo wir dich nur am Cookie eines Browsers kennen, von deinem Netz, damit niemand ein Tageskontingent zweimal hat
policy-data-code = Ein Code, der zwei Konten von dir verbindet, als verschlüsselter Prüfwert
policy-data-ban = Dass jemand gesperrt wurde, als verschlüsselter Prüfwert
policy-data-notice = Was du den Betreibern meldest, verschlüsselt, bis sie es haben
policy-data-audit = Dass gelöscht wurde oder der Betreiber etwas getan hat, ohne zu sagen, bei wem

policy-retention-line = • { $data }: { $time }
policy-retention-account = bis du es mit /delete löschst
policy-retention-ledger = { $years ->
    [one] ein Jahr
   *[other] { $years } Jahre
}
policy-retention-usage = { $days ->
    [one] einen Tag
   *[other] { $days } Tage
}
policy-retention-jobs = { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} nach dem Ende
policy-retention-until-settled = die Adresse des Bildes, bis die Antwort angekommen ist, die Werte { $days ->
    [one] einen Tag
   *[other] { $days } Tage
}
policy-retention-reply = bis die Antwort angekommen ist, höchstens { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
}
policy-retention-results = { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
}{ $prices ->
    [on] , bei bezahlten { $hours ->
        [one] eine Stunde
       *[other] { $hours } Stunden
    }
   *[off] {""}
}
policy-retention-uploads = { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
}{ $prices ->
    [on] , ein bezahltes Ergebnis { $hours ->
        [one] eine Stunde
       *[other] { $hours } Stunden
    }
   *[off] {""}
}; eine Kopie deiner Daten (/export) { $export ->
    [one] eine Minute
   *[other] { $export } Minuten
}
policy-retention-buttons = { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
}, unter einem Bild { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
}
policy-retention-inbox = bis es beantwortet ist, höchstens { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
}
policy-retention-last-pictures = { $hours ->
    [one] eine Stunde
   *[other] { $hours } Stunden
}
policy-retention-shown-messages = bis sie gelöscht sind, oder bis sie es seit { $hours ->
    [one] einer Stunde
   *[other] { $hours } Stunden
} sein sollten
policy-retention-groups = solange der Bot in ihr ist, und danach { $days ->
    [one] einen Tag
   *[other] { $days } Tage
}
policy-retention-adapter = solange diese Installation läuft
policy-retention-quotas = { $days ->
    [one] einen Tag
   *[other] { $days } Tage
}
policy-retention-codes = { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
}
policy-retention-bans = bis die Sperre aufgehoben wird
policy-retention-notices = { $days ->
    [one] einen Tag
   *[other] { $days } Tage
}
policy-retention-audit = unbegrenzt
policy-retention-kept = { $time }; bleibt nach /delete, ohne deinen Namen
policy-retention-others = Protokolle enthalten kein Bild, keinen Text und keine Kennung von dir; sie bleiben { $log_days } Tage. Sicherungen der Datenbank bleiben { $backup_days } Tage. Nach /delete lässt sich darin nichts Verschlüsseltes mehr lesen, weil der Schlüssel fort ist; was nicht verschlüsselt ist, etwa deine Kennung auf der Chat-Plattform, bleibt darin, bis sie gelöscht werden.
policy-processors = Niemand. Mit dieser Installation ist kein fremder Dienst verbunden, jedes Werkzeug läuft auf ihrem eigenen Server ({ $host }). Deine Chat-Plattform selbst speichert nach ihren eigenen Regeln, was du dort schickst und bekommst.
policy-rights =
    Du kannst jederzeit und ohne Angabe von Gründen ansehen, was du benutzt hast (/usage), deine Einstellungen ändern (/settings), eine Kopie von allem bekommen (/export), Aufträge beenden (/cancel) und alles löschen (/delete). Du kannst der Verwendung deiner Daten widersprechen; wende dich an { $operator } ({ $contact }). Du kannst dich auch bei der Datenschutzbehörde beschweren, die für deinen Wohnort zuständig ist.
policy-contact = Verantwortlich für diese Installation: { $operator }. Schreib an { $contact }, auch wenn du glaubst, dass Daten in falsche Hände geraten sind.

terms =
    Nutzungsbedingungen, Fassung { $version }.

    1. Dieser Dienst wird so angeboten, wie er ist, ohne das Versprechen, dass er immer da ist; Betreiber: { $operator }.
    2. Schick nur Bilder, die du schicken darfst. Nichts Verbotenes, nichts, was anderen schadet; niemals Darstellungen von Kindesmissbrauch.
    3. Deine Bilder und Ergebnisse gehören weiterhin dir.
    4. Versuche nicht, den Dienst lahmzulegen oder ihn im Namen anderer zu benutzen. Wer das tut, kann gesperrt werden.
    5. Ein Auftrag, der scheitert, kostet nie etwas.
    6. Du kannst jederzeit gehen: /delete löscht alles von dir. Fragen: { $contact }.
