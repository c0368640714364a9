# A copy of one's own data: the answer, and README.txt in it.

export = { $parts ->
    [one] This is a copy of everything that is stored about you, as a ZIP; README.txt in it says what each file holds.
   *[other] This is a copy of everything that is stored about you, in { $parts } ZIPs that can each be opened by itself: { $first ->
        [one] the first
       *[other] from number { $first }
    } to number { $last }. README.txt in them says what each file holds.
} Our copy of it is erased after { $minutes } minutes; until then you can have it again. A new one is made once a day.
export-in-private = A copy of your data is for you alone. Please ask for it in our private chat.
export-alt = { $parts ->
    [one] A copy of your data, as a ZIP
   *[other] A copy of your data, ZIP { $part } of { $parts }
}
export-readme =
    A copy of your data

    Everything that was stored about you here on { $at }. Run by: { $operator }. Server: { $host }. Contact: { $contact }.
    Version { $version } of this format. Times are in UTC, in ISO 8601. Texts are UTF-8: .json holds all of it at once, .jsonl one entry on each line, .csv a table with a heading.
    What was encrypted is readable here. A file that was too long goes on in one with a number, such as history-2.jsonl; there may be further ZIPs.
    In media/index.jsonl, "key" is the picture’s name in this copy. It is empty where the picture is gone, or larger than what this chat takes: then ask for the copy in the playground.
    "job_id" is the "id" of a line in history.jsonl.
export-left-out = This is left out, and why:
export-left-out-passing = It serves a conversation for a short while, such as where in the chat an answer goes:
export-left-out-power = With it somebody else could do something in your name:
export-left-out-hash = A keyed hash or a counter under one, which tells nobody anything:
export-left-out-others = It is about others as well:
export-left-out-nobody = It is about nobody, only about how this installation works:
export-type-text = text
export-type-number = number
export-type-time = time
export-type-day = day
export-type-json = any
