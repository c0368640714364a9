# Konten, Credits und Kontingente: was die Befehle dazu antworten.

time-seconds = { $seconds ->
    [one] einer Sekunde
   *[other] { $seconds } Sekunden
}
time-minutes = { $minutes ->
    [one] einer Minute
   *[other] { $minutes } Minuten
}
time-hours = { $hours ->
    [one] einer Stunde
   *[other] { $hours } Stunden
}{ $minutes ->
    [0] {""}
    [one] {" "}und einer Minute
   *[other] {" "}und { $minutes } Minuten
}

credits-more = Für mehr Credits wende dich an { $contact }.

balance = Du hast { $credits ->
    [0] keine Credits
    [one] einen Credit
   *[other] { $credits } Credits
}. Credits verfallen nie.
balance-debt = Du schuldest { $debt ->
    [one] einen Credit, der zurückgenommen wurde, nachdem er ausgegeben war
   *[other] { $debt } Credits, die zurückgenommen wurden, nachdem sie ausgegeben waren
}; was als Nächstes kommt, gleicht das zuerst aus.
balance-chart = Deine Credits in den letzten 30 Tagen, vom { $from } bis zum { $to }
balance-chart-title = Credits am Ende jedes Tages
balance-nothing-yet = Es wurde noch nichts gebucht.
entry-line = { $at }  { $amount }  { $what }
entry-grant = geschenkt
entry-purchase = gekauft
entry-chargeback = zurückgenommen
entry-transfer = zwischen Konten verschoben
entry-funded = in die Kasse einer Gruppe
entry-hold = für { $job }
entry-refund = zurück für { $job }
entry-reversal = zurück für { $job }, nicht zustellbar
entry-old-job = einen Auftrag von früher

history = Deine Aufträge, der neueste zuerst; Seite { $page } von { $pages }. Drück auf einen, um etwas damit zu tun.
history-empty = Hier sind keine Aufträge von dir.
history-line = { $job }: { $tools }, { $at }, { $state }{ $price ->
    [0] {""}
    [one] , 1 Credit
   *[other] , { $price } Credits
}
history-again = Um dasselbe mit einem anderen Bild zu tun, schick es mit: { $command }
state-reserved = wartet
state-running = in Arbeit
state-done = fertig
state-delivered = fertig
state-failed = gescheitert
state-cancelled = beendet
state-undeliverable = nicht zugestellt
forgotten = { $job } wurde gelöscht: das Bild, die Werte und der Platz in deinem Verlauf. Der Vermerk bleibt { $days } Tage.
resent = Hier ist das Ergebnis von { $job } noch einmal.

receipt =
    Beleg für { $job }
    Wann: { $at }, { $state }
    Werkzeuge: { $tools }
    { $cost }
    { $stored }
    { $seen }
receipt-free = Kosten: keine.
receipt-cost = Kosten: { $price ->
    [one] ein Credit
   *[other] { $price } Credits
}{ $payer ->
    [pot] , von einer Gruppe bezahlt
   *[own] {""}
}.
receipt-given-back = Kosten: keine; { $price ->
    [one] ein Credit wurde
   *[other] { $price } Credits wurden
} zurückgelegt und zurückgegeben.
receipt-held = Zurückgelegt: { $price ->
    [one] ein Credit
   *[other] { $price } Credits
}, bis der Auftrag fertig ist.
receipt-not-stored = Davon wurde nichts gespeichert.
receipt-stored = Das Ergebnis liegt verschlüsselt bis { $until }. SHA-256: { $hashes }
receipt-deleted = Das Ergebnis lag verschlüsselt, höchstens bis { $until }, und ist gelöscht. SHA-256: { $hashes }
receipt-seen-here = Gesehen von: niemandem außer diesem Server und deinem Chat.
receipt-seen-by = Gesehen von: diesem Server, deinem Chat und { $processors }.

redeemed = Der Code war { $credits ->
    [one] einen Credit
   *[other] { $credits } Credits
} wert; du hast { $balance }.
redeemed-before = Diesen Code hast du schon eingelöst.

link-code = Dein Code ist { $code }. Schreib /link { $code } in deinen anderen Chat mit mir, innerhalb von { $minutes } Minuten. Behalte ihn für dich: Wer ihn schreibt, teilt sich dieses Konto mit dir.
link-ask = Das verbindet dein Konto hier mit dem, das den Code gemacht hat: Sie teilen sich den Verlauf und was ein Tag erlaubt.{ $credits ->
    [0] {""}
    [one] {" "}Ein Credit kommt mit.
   *[other] {" "}{ $credits } Credits kommen mit.
} Tu das nur, wenn du den Code selbst gemacht hast.
linked = Erledigt: Beide Chats haben jetzt ein gemeinsames Konto.
linked-credits = Erledigt: Beide Chats haben jetzt ein gemeinsames Konto. Du hast { $credits ->
    [one] einen Credit
   *[other] { $credits } Credits
}.
link-ask-debt = { $debt ->
    [0] Das Konto, das den Code gemacht hat, schuldet { $owed ->
        [one] einen Credit
       *[other] { $owed } Credits
    }, die deine bezahlen.
    [one] Eine Schuld von einem Credit kommt mit und wird dort bezahlt.
   *[other] Eine Schuld von { $debt } Credits kommt mit und wird dort bezahlt.
}
linked-debt = { $debt ->
    [one] Ein Credit ist geschuldet und wird
   *[other] { $debt } Credits sind geschuldet und werden
} von den nächsten bezahlt, die kommen.
unlink-ask = Das trennt diesen Chat von deinem Konto und beginnt hier ein neues. Alles, auch Credits, bleibt beim alten Konto, das deine anderen Chats behalten.
unlinked = Erledigt: Dieser Chat hat jetzt ein eigenes Konto.
unlink-alone = Zu diesem Konto führt kein anderer Chat, also gibt es nichts zu trennen.

pot = In der Kasse dieser Gruppe { $credits ->
    [0] sind keine Credits
    [one] ist ein Credit
   *[other] sind { $credits } Credits
}. Sie bezahlt Aufträge der Mitglieder hier, je Mitglied bis zu { $cap ->
    [one] einem Credit
   *[other] { $cap } Credits
} am Tag. Du hast heute { $used } verbraucht. Mit /pot give:10 legst du Credits hinein; Admins setzen den Tagesanteil mit /pot cap:5.
pot-funded = Danke: { $credits ->
    [one] Ein Credit von dir liegt
   *[other] { $credits } Credits von dir liegen
} jetzt in der Kasse.
pot-capped = Ein Mitglied darf jetzt { $cap ->
    [one] einen Credit
   *[other] { $cap } Credits
} der Kasse am Tag verbrauchen.

usage-free = Heute frei: { $left } von { $most } Durchläufen mit { $class ->
    [ai] KI-Werkzeugen
    [generation] Werkzeugen, die neue Bilder machen
   *[local] anderen Werkzeugen, die Credits kosten
}; der Tag endet in { $time }.

welcome-credits = Zur Begrüßung bekommst du { $credits ->
    [one] einen Credit
   *[other] { $credits } Credits
}.

reported = Danke, die Betreiber werden es lesen.
reported-nobody = Hier ist niemand eingetragen, der es lesen könnte; bitte wende dich an { $contact }.
report-enough = Du hast für heute genug gemeldet, und die Betreiber werden alles lesen; weiter geht es in { $time }.
report-what = Schreib, was du melden möchtest, etwa: /report J-7K3QX2 zeigt jemanden ohne Einwilligung.

notice-report = Meldung von { $id }: { $words }
notice-budget = { $spent } der { $limit } Cent, die { $name } im Monat { $month } kosten darf, sind verbraucht.
notice-budget-spent = Das Budget für { $name } im Monat { $month } ist verbraucht; die Werkzeuge dort antworten wieder im nächsten Monat oder mit einem größeren Budget.
notice-books = Der nächtliche Blick in die Bücher fand { $count ->
    [one] eine Stelle, die nicht stimmt
   *[other] { $count } Stellen, die nicht stimmen
}; der Befehl audit auf dem Server sagt mehr

announcement-off = Keine mehr davon
settings-announcements = { $choice ->
    [off] Ankündigungen erreichen dich nicht mehr.
   *[on] Ankündigungen erreichen dich wieder.
}

button-history-older = Ältere ›
button-history-newer = ‹ Neuere
button-resend = Noch einmal schicken
button-redo = Noch einmal tun
button-forget = Löschen
button-join = Konten verbinden
button-unlink = Diesen Chat trennen

admin-help =
    find KONTO – was es zu einem Konto gibt
    grant KONTO N – Credits geben
    take KONTO N – Credits zurücknehmen, soweit welche da sind
    block KONTO – jemanden aussperren, auch unter einem neuen Konto
    unblock KONTO – jemanden wieder einlassen
    code N [MAL] [TAGE] – einen Code machen, der Credits wert ist
    maintenance on [WORTE] – nur Betreibern antworten und allen anderen die Worte zeigen
    maintenance off – allen antworten
    announce WORTE – allen etwas sagen, wenigen auf einmal
    stats – wie viel es von allem gibt
    KONTO ist platform:id, wie /usage sie zeigt, oder die Nummer eines Kontos.
admin-found =
    Konto { $id }: { $names }
    Rolle: { $role }; Credits: { $credits }; geschuldet: { $debt }; Aufträge: { $jobs }
    { $entries }
admin-role = { $role ->
    [member] Mitglied
    [blocked] gesperrt
   *[guest] Gast
}
admin-entry = { $at }  { $kind ->
    [grant] geschenkt
    [purchase] gekauft
    [chargeback] zurückgenommen
    [transfer] verschoben
    [hold] zurückgelegt
    [refund] zurückgegeben
    [reversal] nicht zustellbar, zurückgegeben
   *[capture] behalten
}  { $amount }  { $cause }
admin-state = { $state ->
    [reserved] wartend
    [running] in Arbeit
    [done] noch nicht zugestellt
    [delivered] zugestellt
    [failed] gescheitert
    [cancelled] beendet
   *[undeliverable] nicht zustellbar
}
admin-granted = { $name } hat { $credits ->
    [one] einen Credit
   *[other] { $credits } Credits
} bekommen und hat jetzt { $balance }.
admin-taken = { $credits ->
    [0] Nichts
    [one] Einen Credit
   *[other] { $credits } Credits
} von { $name } zurückgenommen; es { $balance ->
    [one] bleibt einer
   *[other] bleiben { $balance }
}.
admin-blocked = { $name } ist gesperrt, auch unter einem neuen Konto.
admin-unblocked = { $name } ist wieder eingelassen.
admin-code = Code { $code }: { $credits ->
    [one] einen Credit
   *[other] { $credits } Credits
} wert, { $uses ->
    [one] einmal
   *[other] für { $uses } Personen
}, bis { $until }.
admin-maintenance = { $switch ->
    [on] Jetzt wird nur Betreibern geantwortet.
   *[off] Jetzt wird wieder allen geantwortet.
}
admin-announced = Es ist unterwegs, wenige Personen auf einmal.
admin-stats =
    Konten: { $accounts }
    Aufträge der letzten 24 Stunden: { $jobs }; in der Schlange: { $waiting }
    Credits: { $credits }; geschuldet: { $debt }
