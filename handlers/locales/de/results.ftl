# Was über einen Auftrag und sein Ergebnis gesagt wird.

job-runs = Ist in Arbeit.
job-waits = In der Warteschlange, Platz { $place }{ $place ->
    [1] ; es geht los, sobald ein Auftrag davor fertig ist.
   *[other] .
}
job-answered = Das ist schon erledigt: Die Antwort auf { $job } wurde geschickt.
job-price-of = Es kostet { $price ->
    [one] einen Credit
   *[other] { $price } Credits
}; du hast { $balance }.
job-price-pot = Es kostet { $price ->
    [one] einen Credit
   *[other] { $price } Credits
}; die Kasse dieser Gruppe bezahlt.
job-price = Es kostet { $price ->
    [one] einen Credit
   *[other] { $price } Credits
}.
price-next-free = { $left ->
    [one] Ein Durchlauf ist heute noch frei
   *[other] { $left } Durchläufe sind heute noch frei
}; danach kostet es { $price ->
    [one] einen Credit
   *[other] { $price } Credits
} je Bild.
run-price = Es kostet { $price ->
    [one] einen Credit
   *[other] { $price } Credits
} je Bild{ $free ->
    [0] {""}
    [one] ; für Mitglieder ist der erste Durchlauf am Tag frei
   *[other] ; für Mitglieder sind die ersten { $free } Durchläufe am Tag frei
}.
result-one = { $tools }: { $width } × { $height }, { $format }, { $size }{ $frames ->
    [one] {""}
   *[other] , { $frames } Einzelbilder
}
result-several = { $tools }: { $count } Bilder
result-price = Kosten: { $price ->
    [one] ein Credit.
   *[other] { $price } Credits.
}
result-price-left = Kosten: { $price ->
    [one] ein Credit
   *[other] { $price } Credits
}, noch { $balance } übrig.
result-price-pot = Kosten: { $price ->
    [one] ein Credit, von der Gruppe bezahlt.
   *[other] { $price } Credits, von der Gruppe bezahlt.
}
result-original = Original
alt-original = Das Bild, wie es geschickt wurde, { $width } mal { $height } Pixel
alt-result = Das Bild nach { $tools }, { $width } mal { $height } Pixel
alt-report = Ein Diagramm der Werte von Rot, Grün und Blau im Bild, links dunkel
note-file-alpha = Als Datei geschickt, weil ein Foto in { $chat } die Transparenz verlöre.
note-file-size = Als Datei geschickt, weil ein Foto in { $chat } diese Größe oder Form nicht haben darf.
note-file-shrunk = Als Datei geschickt, weil { $chat } ein Foto dieser Größe verkleinern würde.
note-file-animation = Als Datei geschickt, weil { $chat } es nicht bewegt zeigen würde.
note-send-file = Tipp: Als Datei geschickt, behält ein Bild seine volle Qualität.
note-shrunk = Auf { $width } × { $height } verkleinert, damit es passt.
note-clip-shrunk = Das Video wurde zuerst auf { $width } × { $height } verkleinert, damit alle seine Einzelbilder Platz haben.
note-thinned = Von den { $frames } Einzelbildern des Videos werden { $kept } gezeigt, gleichmäßig verteilt; sein Tempo bleibt.
note-first-frame = Nur das erste von { $frames } Einzelbildern ist übrig: { $format } bewegt sich nicht.
note-flattened = Durchsichtige Stellen wurden mit { $colour ->
    [white] Weiß
   *[other] { $colour }
} gefüllt: { $format } kennt keine Transparenz.
note-format = Als { $format } geschrieben, damit es passt.
yes = ja
no = nein

fact-picture = Bild
fact-format = Format
fact-width = Breite
fact-height = Höhe
fact-megapixels = Megapixel
fact-bytes = Größe
fact-transparency = Transparenz
fact-frames = Einzelbilder
fact-seconds = Sekunden
fact-loop = Läuft
    .value = { $value ->
        [0] endlos
        [one] einmal
       *[other] { $value } Mal
    }
fact-mode = Farbmodus
fact-exif = Kameradaten (EXIF)
fact-xmp = Bearbeitungsdaten (XMP)
fact-icc = Farbprofil (ICC)
fact-iptc = Pressedaten (IPTC)
fact-gps = Ort (GPS)
fact-camera = Kamera
fact-taken = Zeit
fact-program = Programm
fact-author = Urheber
fact-comment = Kommentar

range-between = { $low } bis { $high }
range-sides = BREITExHÖHE, jeweils { $low } bis { $high }
range-text = bis zu { $high } Zeichen
range-str = Text
range-bool = yes oder no
range-colour = #ff8800, white oder transparent
range-box = x,y,Breite,Höhe in Pixeln oder Prozent, etwa 10,10,50%,200
range-bytesize = 300KB oder 2MB
range-dimensions = BREITExHÖHE, etwa 600x400
range-int = eine ganze Zahl
range-float = eine Zahl
