# What the commands answer.

start-guest =
    This is Darkroom, a picture studio in chat, run by { $operator }. Send a picture with a command such as /resize 800 or /blur 4, and it comes back changed. /tools lists all that can be done.
    You can begin at once as a guest. Agreeing to the terms allows larger pictures; /privacy says what is stored.
start-member = Welcome back. Send a picture with a command such as /resize 800, or choose a tool; /help explains everything.
agreed = Thank you. Your pictures may now have up to { $size }.
hint-picture = What would you like to do with { $pictures ->
    [one] this picture
   *[other] these { $pictures } pictures
}? Choose a tool, or type a command such as /resize 800.
hint-more = What comes next for this result? Choose a tool.
hint-tools = Choose a tool.
hint-words = Send a picture with a command such as /resize 800, or choose a tool; /help explains everything.

help-intro =
    Send a picture with a command: /blur 8. Values may have names: /blur radius:8 kind:motion. Several steps at once: /resize 800 | sharpen 1. /help blur explains one tool.
help-listed =
    Type / and choose: the commands for pictures take one as an option, or else your last one here. Or send me a picture directly, or with my name in the message, and choose a tool by a button. Behind my name the tools can be typed: resize 800 | sharpen 1.
    /help with the name of a tool explains it, /privacy says what is stored, /delete erases it.
help-aliases = Also: { $names }.
help-required = needed
help-optional = optional
help-default = else { $default }
tools-intro = All tools; /help with a name explains one:
category-image = Change pictures
category-animate = Animations
category-make = Make new pictures

settings = Your language is { $language }; results come { $result }.
language-name = English
result-as-photo = as photos where that loses nothing
result-as-file = as files
usage-today = Today (UTC): { $jobs ->
    [0] no jobs yet
    [one] one job
   *[other] { $jobs } jobs
}.
usage-open = Open now: { $jobs } of at most { $limit }; { $running } run at the same time.
usage-limits = A picture may have { $size }, { $megapixels } megapixels and { $frames } frames; one request takes up to { $pictures } pictures.
usage-credits = Credits: { $credits }.
usage-stranded = { $results ->
    [one] One result
   *[other] { $results } results
} could not be brought to you; the button brings it here.
bringing = { $job } is on its way.
usage-id = Your id: { $id }

cancelled = { $count ->
    [0] There was nothing to stop.
    [one] The job was stopped.
   *[other] { $count } jobs were stopped.
}
refunded = { $credits ->
    [one] One credit was given back
   *[other] { $credits } credits were given back
}{ $to ->
    [pot] {" "}to the pot of the group
   *[own] {""}
}.
delete-nothing = Nothing is stored about you.
delete-preview = This erases everything that is stored about you, now and for good: { $rows ->
    [one] one entry
   *[other] { $rows } entries
} in all, among them { $jobs ->
    [one] one job
   *[other] { $jobs } jobs
} and { $files ->
    [one] one stored file
   *[other] { $files } stored files
}. Open jobs are stopped. The button works once, for { $minutes } minutes.
delete-credits = { $credits ->
    [one] Your one credit is
   *[other] Your { $credits } credits are
} lost with it.
erased = { $left ->
    [0] Everything of yours was erased: 0 entries and 0 files are left.{ $prices ->
        [on] {" "}What was paid stays in the books without your name.
       *[off] {""}
    } You can start anew at any time.
   *[other] Not everything could be erased: { $rows } entries and { $files } files are left. Please tell the operator.
}

paysupport = Is there a question about a payment, or should you get one back? Please turn to { $contact }.
paysupport-free = Nothing is sold here, everything is free. If there is a question about a payment all the same, please turn to { $contact }.

panel-after = After: { $tools }
panel-choose = First choose: { $name }.
ask-value = Type a value for { $name }: { $range }. { $help }

group-settings =
    These settings are for everyone in this group; only its admins can change them.

    Language: { $language }
    Results: { $result }
    My answers: { $minutes ->
        [0] stay
        [60] are deleted after an hour
        [1440] are deleted after a day
       *[other] are deleted after { $minutes } minutes
    }
    Tools switched off: { $tools }
group-tools = Press a tool to switch it off in this group, or on again.
group-own-choice = everyone as they like
group-no-tools = none

unnamed-operator = the person who set it up
unnamed-contact = the person who gave you access
unnamed-host = the operator’s own machine

button-agree = I agree
button-privacy = Privacy
button-terms = Terms
button-tools = All tools
button-cancel = Cancel
button-delete = Erase everything
button-export-next = Next, from number { $part }
button-result-photo = As photos
button-result-file = As files
button-run = ▶ Run
button-back = ‹ Back
button-done = Done
button-priced = { $label } ({ $price ->
    [one] 1 credit
   *[other] { $price } credits
})
button-again = Again
button-bring = Bring { $job }
button-adjust = Adjust …
button-undo = Undo
button-original = Original
button-as-file = As file
button-as-photo = As photo
button-as-animation = As animation
button-more = More tools
button-remove = Delete
button-own-choice = Own choice
button-auto-delete = { $minutes ->
    [0] Keep
    [60] 1 hour
    [1440] 1 day
   *[other] { $minutes } min
}
button-group-tools = Tools …
