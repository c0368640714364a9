# Wörter, die nur Telegram braucht.

telegram-description =
    Ein Bildstudio in diesem Chat. Schick ein Bild und sag, was geschehen soll: zuschneiden, verkleinern, weichzeichnen, filtern, umwandeln, ein GIF daraus machen. Deine Bilder bearbeitet der eigene Server dieses Bots; sie werden nicht aufbewahrt.
telegram-short-description = Schick ein Bild und bekomm es zugeschnitten, weichgezeichnet, gefiltert, umgewandelt oder als GIF zurück.
telegram-in-private = Das bleibt unter uns; bitte öffne unseren privaten Chat.
telegram-button-private = Privaten Chat öffnen
telegram-question-hint = Deine Antwort
telegram-nothing-sold = Hier wird noch nichts verkauft; dir wurde nichts berechnet.
telegram-one-of-album = Von deinem Album hat mir Telegram nur dieses Bild gezeigt; antworte auf jedes weitere mit dem Befehl, oder mach mich zum Admin, damit ich alle sehe.
telegram-not-yours = Dieser Knopf ist nicht deiner.
