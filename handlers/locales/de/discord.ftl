# Worte, die nur Discord braucht.

# Die Gruppen der Befehle, mit ihren Namen, wie man sie schreibt.
discord-group-image = Ein Bild verändern.
    .name = bild
discord-group-gif = Animationen machen und verändern.
    .name = gif
discord-group-make = Ein neues Bild machen.
    .name = neu
discord-group-ai = Ein Modell an einem Bild arbeiten lassen.
    .name = ki
discord-group-account = Was hier deins ist: Einstellungen, Aufträge, Bedingungen.
    .name = konto
discord-group-admin = Für die Betreiber dieses Darkroom.
    .name = verwaltung
discord-group-config = Was für alle auf diesem Server gilt.
    .name = server
discord-command-agree = zustimmen
discord-command-balance = guthaben
discord-command-cancel = abbrechen
discord-command-delete = löschen
discord-command-do = nacheinander
discord-command-export = datenkopie
discord-command-help = hilfe
discord-command-history = verlauf
discord-command-link = verbinden
discord-command-paysupport = zahlungshilfe
discord-command-pot = kasse
discord-command-privacy = datenschutz
discord-command-receipt = beleg
discord-command-redeem = einlösen
discord-command-report = melden
discord-command-settings = einstellungen
discord-command-start = start
discord-command-terms = bedingungen
discord-command-unlink = trennen
discord-command-usage = nutzung
discord-menu-edit = Bild bearbeiten
discord-menu-info = Über das Bild
discord-menu-gif = Als GIF
discord-menu-avatar = Avatar

discord-image = bild
discord-private = privat
discord-spoiler = spoiler
discord-option-image = Das Bild; fehlt es, dein letztes hier.
discord-option-more = Ein weiteres Bild.
discord-option-private = Nur du siehst die Antwort.
discord-option-spoiler = Das Ergebnis verdecken, bis man darauf klickt.
discord-form-picture = Ein anderes Bild
discord-form-picture-help = Statt dem, aus dem das hier wurde.

discord-before = Das Bild davor
discord-no-picture = In dieser Nachricht ist kein Bild.
discord-not-yours = Dieser Knopf gehört nicht dir.
discord-expired = Das ist abgelaufen; bitte frag noch einmal.
discord-in-private = Das geht nur uns beide an. Nimm den Slash-Befehl mit diesem Namen: Seine Antwort siehst nur du.
