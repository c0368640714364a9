# Die Werkzeuge und ihre Werte. Auf Englisch stehen sie bei den Werkzeugen selbst.

tool-blur = Ein Bild oder einen Teil davon weichzeichnen.
    .details =
        Ein größerer Radius verbirgt mehr Einzelheiten. Durchsichtige Ränder bleiben sauber: Die Farbe unsichtbarer
        Bildpunkte läuft nicht in ihre Nachbarn.
    .button-label = Unschärfe
    .radius = Wie weit jeder Bildpunkt verläuft.
    .kind = gaussian ist weich, box gleichmäßig, motion verwischt seitlich, zoom zieht zur Mitte.
    .region = Nur dieser Teil: x,y,Breite,Höhe in Pixeln oder Prozent.
tool-brightness = Ein Bild heller oder dunkler machen.
    .details = Jede Farbe wird multipliziert: 100 verdoppelt sie, -50 halbiert sie. Schwarz bleibt also Schwarz.
    .button-label = Helligkeit
    .amount = Über 0 ist heller, darunter dunkler; -100 ist schwarz.
tool-compress = Die Datei eines Bildes kleiner machen.
    .details =
        Mit target wird die beste Qualität gesucht, die das erlaubt. Fotos werden zu jpeg, mit Transparenz zu webp;
        Animationen bleiben Animationen.
    .button-label = Verkleinern
    .target = Höchstens so viele Bytes, etwa 300KB.
    .quality = Wie viele Einzelheiten bleiben. Gilt nicht mit target.
    .max_side = Verkleinern, bis keine Seite länger ist.
tool-contrast = Hell und Dunkel auseinanderziehen oder annähern.
    .details = Farben rücken vom mittleren Grau weg: 100 verdoppelt ihren Abstand, -50 halbiert ihn.
    .button-label = Kontrast
    .amount = Über 0 ist stärker, darunter flacher; -100 ist nur Grau.
tool-convert = Ein Bild in einem anderen Format schreiben.
    .details =
        In gif, apng, webp und avif bleiben Animationen erhalten; andere Formate nehmen das erste Einzelbild. Ein
        Hintergrund macht das Bild in jedem Format deckend; ohne ihn bleibt Transparenz überall, wo das Format sie hat.
    .button-label = Format
    .to = Das Format.
    .bg = Liegt unter durchsichtigen Stellen; weiß, wo das Format keine Transparenz hat.
    .quality = Wie viele Einzelheiten jpeg, webp und avif behalten; unter 90 werden die Dateien kleiner.
tool-crop = Einen Teil eines Bildes ausschneiden.
    .details =
        Ohne box bleibt der größte Teil mit dem gewünschten Seitenverhältnis, und zwar am Anker (anchor). Mit box bleibt
        genau dieser Teil, soweit er im Bild liegt; ratio und anchor gelten dann nicht.
    .button-label = Zuschneiden
    .ratio = Breite zu Höhe des Teils, der bleibt; free braucht eine box.
    .box = Genau dieser Teil: x,y,Breite,Höhe in Pixeln oder Prozent. Dann gilt ratio nicht.
    .anchor = Die Seite oder Ecke, die bleibt; tl ist oben links, br unten rechts.
    .needs_box = x,y,Breite,Höhe, etwa 10%,10%,80%,80%, wenn ratio free ist
tool-filter = Einem Bild einen Look geben, etwa sepia, cartoon oder glitch.
    .details = Was durchsichtig ist, bleibt durchsichtig.
    .button-label = Filter
    .name = Welcher Look.
    .strength = Wie stark; 0 ist das Bild, wie es war.
tool-flip = Ein Bild spiegeln: links mit rechts, oben mit unten, oder beides.
    .details = Bildpunkte werden nicht verändert, nur verschoben: Zweimal gespiegelt ist es wieder das erste Bild.
    .button-label = Spiegeln
    .axis = h tauscht links und rechts, v oben und unten, both beides.
tool-info = Zeigen, was ein Bild ist: Format, Größe, Einzelbilder, und was seine Datei über dich verrät.
    .details =
        Mit show=full auch die Metadaten: Kamera, Zeit, Ort und Programme, soweit sie in der Datei stehen. Das Bild selbst
        wird nur für sein Histogramm geöffnet. Alles, was Darkroom zurückschickt, ist frei von solchen Metadaten.
    .button-label = Info
    .histogram = yes zeichnet auch, wie oft jede Helligkeit vorkommt.
    .show = short ist Größe und Format, full auch das, was in der Datei verborgen ist.
tool-pixelate = Ein Bild oder einen Teil davon in groben Quadraten zeigen.
    .details =
        Jedes Quadrat hat die mittlere Farbe dessen, was es bedeckt. Um ein Gesicht oder ein Nummernschild zu verbergen,
        nimm Quadrate, die größer sind als dessen Züge oder Zeichen: Kleine lassen sich erraten.
    .button-label = Verpixeln
    .block = Seitenlänge eines Quadrats.
    .region = Nur dieser Teil: x,y,Breite,Höhe in Pixeln oder Prozent.
tool-resize = Ein Bild größer oder kleiner machen.
    .details =
        Gib eine Breite, eine Höhe, beides oder Prozent an. Bei beidem entscheidet fit: inside behält die Form und bleibt
        innerhalb beider Maße; cover füllt beide und schneidet ab, was übersteht; contain zeigt das ganze Bild auf einem
        Hintergrund von genau dieser Größe; pad ebenso, vergrößert aber nie; fill verzerrt.
    .button-label = Größe
    .width = Neue Breite; die Höhe folgt.
    .height = Neue Höhe; die Breite folgt.
    .percent = Neue Größe in Prozent, statt Breite und Höhe.
    .fit = Was geschieht, wenn Breite und Höhe nicht zur Form des Bildes passen.
    .filter = lanczos ist am schärfsten, bicubic weicher, nearest behält harte Bildpunkte.
    .bg = Füllt, was das Bild mit contain und pad frei lässt.
    .needs_size = eine Breite, eine Höhe oder Prozent, etwa 800 oder percent:50
    .one_size = entweder Prozent oder Breite und Höhe, nicht beides
    .needs_both = eine Breite und eine Höhe bei diesem fit
tool-rotate = Ein Bild im Uhrzeigersinn drehen.
    .details =
        Vierteldrehungen verschieben Bildpunkte, ohne sie zu verändern. Andere Winkel werden geglättet, mit weichen
        Rändern, und auf den Hintergrund gelegt, der die frei werdenden Ecken füllt. Eine Fläche von mehr als 50
        Megapixeln wird auf dieses Maß verkleinert.
    .button-label = Drehen
    .angle = Wie weit, im Uhrzeigersinn; negativ dreht andersherum.
    .expand = yes vergrößert die Fläche, damit keine Ecke verloren geht; no behält die Größe.
    .bg = Füllt die Ecken.
tool-saturation = Farben kräftiger oder blasser machen.
    .details = Jede Farbe rückt vom Grau derselben Helligkeit weg: 100 verdoppelt ihren Abstand, -50 halbiert ihn.
    .button-label = Sättigung
    .amount = Über 0 ist bunter, darunter blasser; -100 ist grau.
tool-sharpen = Kanten schärfer machen.
    .details =
        Eine Unscharfmaske: Worin sich das Bild von seiner weichgezeichneten Fassung unterscheidet, wird ihm hinzugefügt.
        Die Deckkraft bleibt, wie sie ist.
    .button-label = Schärfen
    .amount = Wie stark Kanten betont werden; über 2 zeigen sich Säume.
    .radius = Wie breit die Kanten sind: klein für feine Einzelheiten.
    .threshold = Kleinere Unterschiede bleiben, damit Rauschen nicht geschärft wird.
tool-gif = Aus bis zu 50 Bildern oder einem Video ein GIF machen.
    .details =
        Alle Einzelbilder bekommen die Form des ersten Bildes; anders geformte werden ganz gezeigt, in der Mitte, auf
        Schwarz oder, wo Bilder durchsichtig sind, auf nichts. Videos und Animationen behalten ihr Tempo.
    .button-label = GIF
    .fps = Bilder in der Sekunde; ein Video behält sein Tempo, überzählige Bilder fallen weg.
    .loop = Wie oft es spielt; 0 ist endlos.
    .width = Höchstens so breit; kleine Bilder werden nicht vergrößert.
    .order = In der gesendeten Reihenfolge, andersherum oder hin und zurück.
    .fade = Einzelbilder, in denen ein Bild in das nächste übergeht.
    .dither = yes mischt Punkte für weiche Farben, no lässt sie flächig (besser für Zeichnungen).
tool-placeholder = Ein einfaches Bild in einer bestimmten Größe machen.
    .details = Für eine Seite oder ein Layout, dem die richtigen Bilder noch fehlen.
    .button-label = Platzhalter
    .size = Breite und Höhe in Pixeln, etwa 600x400.
    .text = Was darauf steht; ohne Angabe die Größe.
    .bg = Hintergrundfarbe.
    .fg = Farbe von Text und Muster.
    .pattern = Was hinter dem Text gezeichnet wird.
    .format = Das Format.
