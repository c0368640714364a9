# The privacy policy and the terms. Numbers come from the running configuration.

policy-title = Privacy at this Darkroom
policy-version = Version { $version }
policy-summary =
    It is run by { $operator }, on { $host }. Contact, also for a breach of privacy: { $contact }.

    • Pictures are worked on in memory, on this machine, and go nowhere else: no outside service gets them.
    • A picture that you upload in the browser, and its result, are kept encrypted for { $upload_minutes } minutes at most{ $prices ->
        [on] ; a result that you paid for, in any chat, for { $result_hours } hours
       *[off] {""}
    }. Any other result is gone once it was sent.
    • What you send in a chat waits encrypted for its answer, { $inbox_hours } hours at most, and is erased then. File names are not kept. Place, camera and time are removed from every result.
    • Where your last picture lies is remembered, encrypted, for { $picture_hours } hours, and behind the buttons under a result for { $edit_hours } hours.
    • Stored are: your id in this chat, your settings, when you agreed to the terms, and for { $job_days } days which tools you used and when.
    • No advertising, no analytics, nothing is sold.
    • /export gives you a copy of everything, /delete erases everything at once; backups of the database keep your id in this chat until they are deleted, { $backup_days } days at most. Guests and members alike have these rights, and so do those who were blocked.
    • This service is not meant for children under 13.

    Asking for this text stores nothing of you.
policy-buttons = The buttons open the details.
policy-collected-title = What is stored, and why
policy-retention-title = For how long
policy-processors-title = Who else gets it
policy-rights-title = Your rights
policy-contact-title = Contact

policy-data-line = • { $data } ({ $basis })
policy-basis-contract = to do what you ask for
policy-basis-legitimate-interest = to keep the service fair
policy-basis-legal-duty = the law asks for it
policy-data-profile = Your role, your language, when you were last here
policy-data-identity = Your id on the chat platform, and whether you take messages from us there
policy-data-consent = When you agreed to which terms
policy-data-setting = Your settings
policy-data-pseudonym = Our own number for your account
policy-data-money = Credits and what they were spent on
policy-data-usage = How often you used each tool on a day
policy-data-job = Your jobs: which tools, when{ $prices ->
    [on] , at what price
   *[off] {""}
}
policy-data-job-content = The values you gave to a tool and where its picture lies, encrypted
policy-data-reply-address = Where an answer goes, encrypted
policy-data-result = Facts of a kept result, encrypted
policy-data-media = Uploads and kept results, encrypted
policy-data-button = What buttons that work once stand for, and where their picture lies, encrypted
policy-data-inbox = What a chat sent us of you, encrypted
policy-data-last-picture = Where your last picture lies and what was done with it, for tools that you ask for without one, encrypted
policy-data-shown-message = Where our answers stand in a group that deletes them, encrypted
policy-data-group = What the admins of a group chose for it
policy-data-adapter = What the bot notes of its own set-up
policy-data-quota = Counters of a day, under a keyed hash of you, or of your network where a browser’s cookie is all that we know you by, so that nobody has a daily allowance twice
policy-data-code = A code that joins two accounts of yours, as a keyed hash
policy-data-ban = That somebody was blocked, as a keyed hash
policy-data-notice = What you report to the people who run this, encrypted until they have it
policy-data-audit = That a deletion or an act of the operator’s took place, without saying on whom

policy-retention-line = • { $data }: { $time }
policy-retention-account = until you erase it with /delete
policy-retention-ledger = { $years ->
    [one] one year
   *[other] { $years } years
}
policy-retention-usage = { $days ->
    [one] one day
   *[other] { $days } days
}
policy-retention-jobs = { $days ->
    [one] one day
   *[other] { $days } days
} after it is done
policy-retention-until-settled = the picture’s address until the answer has arrived, the values { $days ->
    [one] one day
   *[other] { $days } days
}
policy-retention-reply = until the answer has arrived, { $hours ->
    [one] one hour
   *[other] { $hours } hours
} at most
policy-retention-results = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}{ $prices ->
    [on] , of a paid one { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }
   *[off] {""}
}
policy-retention-uploads = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}{ $prices ->
    [on] , a paid result { $hours ->
        [one] one hour
       *[other] { $hours } hours
    }
   *[off] {""}
}; a copy of your data (/export) { $export ->
    [one] one minute
   *[other] { $export } minutes
}
policy-retention-buttons = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}, under a picture { $hours ->
    [one] one hour
   *[other] { $hours } hours
}
policy-retention-inbox = until it is answered, { $hours ->
    [one] one hour
   *[other] { $hours } hours
} at most
policy-retention-last-pictures = { $hours ->
    [one] one hour
   *[other] { $hours } hours
}
policy-retention-shown-messages = until they are deleted, or { $hours ->
    [one] one hour
   *[other] { $hours } hours
} after they should have been
policy-retention-groups = while the bot is in it, and { $days ->
    [one] one day
   *[other] { $days } days
} after that
policy-retention-adapter = while this installation runs
policy-retention-quotas = { $days ->
    [one] one day
   *[other] { $days } days
}
policy-retention-codes = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}
policy-retention-bans = until the block is lifted
policy-retention-notices = { $days ->
    [one] one day
   *[other] { $days } days
}
policy-retention-audit = without an end
policy-retention-kept = { $time }; it stays after /delete, without your name
policy-retention-others = Logs hold no picture, no text and no id of yours; they stay { $log_days } days. Backups of the database stay { $backup_days } days. After /delete nothing encrypted in them can be read any more, because its key is gone; what is not encrypted, such as your id on the chat platform, stays in them until they are deleted.
policy-processors = Nobody. No outside service is connected to this installation: every tool runs on { $host }. Your chat platform itself keeps what you send and receive there, by its own rules.
policy-rights =
    You can see what is used (/usage), correct your settings (/settings), get a copy of everything (/export), stop jobs (/cancel) and erase everything (/delete), at any time and without giving a reason. You may object to how your data is used; turn to { $operator } ({ $contact }). You can also complain to the data protection authority where you live.
policy-contact = Responsible for this installation: { $operator }. Write to { $contact }, also when you believe that data got into the wrong hands.

terms =
    Terms of use, version { $version }.

    1. This service is offered as it is, without a promise that it is always there; it is run by { $operator }.
    2. Send only pictures that you may send. Nothing unlawful, nothing that hurts others; never pictures that abuse children.
    3. Your pictures and results stay yours.
    4. Do not try to break the service or to use it in the place of others. Who does may be blocked.
    5. A job that fails is never charged.
    6. You can leave at any time: /delete erases everything of yours. Questions: { $contact }.
