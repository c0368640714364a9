# What went wrong and what to do. Each is one sentence to a person; none blames them.

error-unexpected = Something broke on our side; please try again, and tell the operator if it happens again.
error-unknown-command = There is no /{ $name }; { $nearest ->
    [help] /help shows what there is.
   *[other] did you mean /{ $nearest }?
}
error-unknown-value = “{ $name }” does not fit here; this takes: { $names }.
error-wrong-act = “{ $name }” does not fit here; this takes: { $names }. “admin” alone shows what there is.
error-bad-value = { $tool } cannot use “{ $given }” for { $name }; it takes { $range }.
error-bad-value-at-work = { $tool } could not use { $name } on this picture; it takes { $range }.
error-value-missing = { $tool } needs { $name }: { $range }.
error-value-missing-redeem = Type the code after it: /redeem ABCD-EFGH.
error-too-much-text = That is too long; a command has at most { $limit } characters.
error-too-many-steps = That is { $given } steps; a pipeline has at most { $limit }.
error-bad-pipeline = { $reason ->
    [first] { $name } makes a new picture, so it can only be the first step.
    [alone] { $name } only tells about a picture, so it cannot be part of a pipeline.
    [together] { $name } takes all pictures together, so it must be the first step when there are several.
   *[empty] There is nothing between two | signs; write a tool there, such as: resize 800 | blur 4.
}
error-picture-missing = { $name } works on a picture; send one together with the command.
error-too-many-pictures = These are { $given } pictures; one request takes at most { $limit }.
error-not-admitted = { $way ->
    [invite] This Darkroom is open to people who were invited. Send /start CODE with the code that you were given; to get one, send your id { $id } to { $contact }.
    [again] This code is not right. Check it and send /start CODE once more; to get another one, send your id { $id } to { $contact }.
   *[closed] This Darkroom is not open to everyone; send your id { $id } to { $contact } and ask to be let in.
}
error-blocked = This account was blocked; please turn to { $contact }.
error-maintenance = Darkroom is being worked on{ $words ->
    [none] ; please try again later.
   *[other] . { $words }
}
error-too-fast = That is faster than I can follow; please wait { $time }.
error-agreement-missing = This needs your agreement to the terms: send /agree, or go on with the other tools as a guest.
error-daily-limit = { $fits ->
    [no] You asked for { $asked } runs of { $of ->
        [ai] AI tools
        [generation] tools that make new pictures
       *[local] tools that need no AI
    }; one person has { $limit } a day, so use fewer tools or pictures at a time.
   *[yes] { $limit ->
        [one] One run
       *[other] { $limit } runs
    } of { $of ->
        [ai] AI tools
        [generation] tools that make new pictures
       *[local] tools that need no AI
    } a day is what one person has; there is more in { $time }.
} All other tools go on.
error-exported-today = You had a copy of your data today already; a new one is made in { $time }.
error-budget-spent = What may be spent on this here is used up for this month, so it is switched off until the next; all other tools go on.
error-out-of-credits = This costs { $price ->
    [one] one credit
   *[other] { $price } credits
}, and you have { $balance ->
    [0] none
   *[other] { $balance }
}{ $debt ->
    [0] {""}
   *[other] {" "}and owe { $debt }
}.{ $time ->
    [none] {""}
   *[other] {" "}Your free run of the day returns in { $time }.
}{ $still ->
    [0] {""}
    [one] {" "}One run is still free today: use one tool on one picture alone.
   *[other] {" "}{ $still } runs are still free today: use fewer tools or pictures at a time.
}{ $pot ->
    [none] {""}
    [short] {" "}The pot of this group does not hold that much.
   *[share] {" "}Your share of the pot of this group is used up for today.
}{ $free ->
    [none] {""}
   *[other] {" "}Free all the time: { $free } and more.
} { $more }
error-not-enough-for-pot = You have { $balance ->
    [0] no credits
    [one] one credit
   *[other] { $balance } credits
}, so { $amount } cannot go into the pot.
error-no-such-account = There is no account { $name }; people appear when they first write to Darkroom.
error-wrong-code = This code is not right, was used, or has expired; { $tries ->
    [0] that was your last try for now
    [one] you have one more try
   *[other] you have { $tries } more tries
}.
error-too-many-tries = Those were too many wrong codes; please wait { $time }.
error-in-the-groups-name = You speak in the name of this group here; ask again under your own, for this is for one person alone.
error-pot-not-empty = The pot of this group holds { $credits ->
    [one] one credit
   *[other] { $credits } credits
} of its members; the group can be deleted when that is used up.
error-not-in-private = This is for groups; ask for it in one.
error-cannot-link = { $reason ->
    [same] Both chats share this account already.
    [busy] A job of yours is still open; let it finish, or stop it with /cancel, and then try again.
    [debt] Credits are owed on this account; they are paid by the next that come, and until then no chat parts from it.
    [group] Accounts are joined in a private chat, not in a group.
   *[blocked] The account that made this code cannot be joined.
}
error-tool-off = The admins of this group have switched { $name } off.
error-admins-unknown = I could not find out who runs this group; please try again.
error-not-group-admin = Only admins of this group can change its settings.
error-unsupported-message = { $kind ->
    [voice] I cannot do anything with a voice message
    [audio] I cannot do anything with a piece of music
    [video_note] I cannot open a round video message
    [sticker] I cannot open this kind of sticker
    [document] I cannot open this kind of file
    [unseen] Discord does not show me what is in the message that you replied to; use “{ discord-menu-edit }” in its menu, under Apps
   *[other] I cannot do anything with this
}{ $kind ->
    [unseen] , or
   *[other] ;
} send me a picture, a GIF or a short clip.
error-too-many-waiting = You have { $limit ->
    [one] one job
   *[other] { $limit } jobs
} waiting already; let one finish, or stop one with /cancel.
error-queue-full = A lot is going on right now, and you would be number { $place } in line; please try again in a minute.
error-button-spent = This button was used before or has expired; please ask again.
error-no-such-job = You have no job { $job }; /history lists yours.
error-no-open-job = You have no open job { $job }.
error-not-delivered = The chat did not take the result; please try again in a while.
error-source-gone = The picture can no longer be fetched; please send it again.
error-attempts = This did not work in three tries; please try another picture or other values.
error-too-large = The file is too large: at most { $limit_bytes } are taken, and it has { $bytes }.
error-too-large-unmeasured = The file is too large: at most { $limit_bytes } are taken.
error-too-many-pixels = The picture is too large: at most { $limit_megapixels } megapixels are taken, and it has { $megapixels }.
error-too-many-pixels-result = The result would be too large: at most { $limit_megapixels } megapixels are made, and { $result_frames ->
    [one] it
   *[other] its { $result_frames } frames together
} would have { $megapixels }.
error-too-many-frames = The animation is too long: at most { $limit_frames } frames are taken, and it has { $frames }.
error-too-long = The clip is too long: at most { $limit_seconds } seconds are taken.
error-unsupported = This kind of file cannot be opened here; send JPEG, PNG, GIF, WebP, AVIF, HEIC, BMP, TIFF, MP4 or WebM.
error-corrupt = The file is damaged and its picture cannot be read; please send another copy.
error-empty = The file is empty; please send it again.
error-timeout = That took longer than { $limit_seconds } seconds and was stopped; a smaller picture may work.
error-memory = That needs more memory than there is for one picture; a smaller one may work.
error-crashed = The picture made the program fail three times; please try another copy of it.
error-too-big-result = The result does not fit into this chat; make it smaller with resize or compress.
error-results-too-large = The results of one request may take { $limit_bytes } together; please send fewer pictures at a time.
error-storage-full = Your pictures fill the { $limit_bytes } that one person has here; older ones are erased by themselves, so please try again later.
error-not-enough-credits = This costs { $price ->
    [one] one credit
   *[other] { $price } credits
}, but you have only { $balance }.
error-disk-full = There is no room left on this server, so nothing was done; please try again later.
error-database-unreachable = The server cannot reach its database; please try again in a moment.
error-database-locked = The server is very busy; please try again in a moment.
error-key-missing = What this refers to was erased; please start again.
error-key-wrong = What is stored here cannot be opened at the moment; please tell the operator.
error-file-gone = The file has expired; please start again.

nothing-charged = Nothing was charged.
picture-number = Picture { $number }: { $text }
