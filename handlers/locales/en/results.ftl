# What is said of a job and of its result.

job-runs = Working on it.
job-waits = In line, number { $place }{ $place ->
    [1] ; it starts when a job before it is done.
   *[other] .
}
job-answered = That is done already: the answer to { $job } was sent.
job-price-of = It costs { $price ->
    [one] one credit
   *[other] { $price } credits
}; you have { $balance }.
job-price-pot = It costs { $price ->
    [one] one credit
   *[other] { $price } credits
}; the pot of this group pays.
job-price = It costs { $price ->
    [one] one credit
   *[other] { $price } credits
}.
price-next-free = { $left ->
    [one] One run is still free today
   *[other] { $left } runs are still free today
}; after that it costs { $price ->
    [one] one credit
   *[other] { $price } credits
} a picture.
run-price = It costs { $price ->
    [one] one credit
   *[other] { $price } credits
} a picture{ $free ->
    [0] {""}
    [one] ; for members the first run of the day is free
   *[other] ; for members the first { $free } runs of the day are free
}.
result-one = { $tools }: { $width } × { $height }, { $format }, { $size }{ $frames ->
    [one] {""}
   *[other] , { $frames } frames
}
result-several = { $tools }: { $count } pictures
result-price = Cost: { $price ->
    [one] one credit.
   *[other] { $price } credits.
}
result-price-left = Cost: { $price ->
    [one] one credit
   *[other] { $price } credits
}, { $balance } left.
result-price-pot = Cost: { $price ->
    [one] one credit, paid by the group.
   *[other] { $price } credits, paid by the group.
}
result-original = Original
alt-original = The picture as it was sent, { $width } by { $height } pixels
alt-result = The picture after { $tools }, { $width } by { $height } pixels
alt-report = A chart of the values of red, green and blue in the picture, dark on the left
note-file-alpha = Sent as a file, because a photo in { $chat } would lose the transparency.
note-file-size = Sent as a file, because a photo in { $chat } cannot have this size or shape.
note-file-shrunk = Sent as a file, because { $chat } would make a photo of this size smaller.
note-file-animation = Sent as a file, because { $chat } would not show it moving.
note-send-file = Tip: next time, send the picture as a file, and it keeps its full quality.
note-shrunk = Made smaller, to { $width } × { $height }, so that it fits.
note-clip-shrunk = The clip was made smaller first, to { $width } × { $height }, so that all its frames fit.
note-thinned = Of the { $frames } frames of the clip, { $kept } are shown, evenly spread; it keeps its speed.
note-first-frame = Only the first of { $frames } frames is left: { $format } does not move.
note-flattened = See-through parts were filled with { $colour ->
    [white] white
   *[other] { $colour }
}: { $format } has no transparency.
note-format = Written as { $format }, so that it fits.
yes = yes
no = no

fact-picture = Picture
fact-format = Format
fact-width = Width
fact-height = Height
fact-megapixels = Megapixels
fact-bytes = Size
fact-transparency = Transparency
fact-frames = Frames
fact-seconds = Seconds
fact-loop = Plays
    .value = { $value ->
        [0] for ever
        [one] once
       *[other] { $value } times
    }
fact-mode = Colour mode
fact-exif = Camera data (EXIF)
fact-xmp = Editing data (XMP)
fact-icc = Colour profile (ICC)
fact-iptc = Press data (IPTC)
fact-gps = Place (GPS)
fact-camera = Camera
fact-taken = Time
fact-program = Program
fact-author = Author
fact-comment = Comment

range-between = { $low } to { $high }
range-sides = WIDTHxHEIGHT, each { $low } to { $high }
range-text = up to { $high } characters
range-str = text
range-bool = yes or no
range-colour = #ff8800, white or transparent
range-box = x,y,width,height in pixels or percent, such as 10,10,50%,200
range-bytesize = 300KB or 2MB
range-dimensions = WIDTHxHEIGHT, such as 600x400
range-int = a whole number
range-float = a number
