# Accounts, credits and quotas: what the commands about them answer.

time-seconds = { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}
time-minutes = { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}
time-hours = { $hours } h{ $minutes ->
    [0] {""}
   *[other] {" "}{ $minutes } min
}

credits-more = For more credits turn to { $contact }.

balance = You have { $credits ->
    [0] no credits
    [one] one credit
   *[other] { $credits } credits
}. Credits never expire.
balance-debt = You owe { $debt ->
    [one] one credit, which was taken back after it had been spent
   *[other] { $debt } credits, which were taken back after they had been spent
}; what comes next pays it first.
balance-chart = Your credits over the last 30 days, from { $from } to { $to }
balance-chart-title = Credits at the end of each day
balance-nothing-yet = Nothing was booked yet.
entry-line = { $at }  { $amount }  { $what }
entry-grant = a gift
entry-purchase = bought
entry-chargeback = taken back
entry-transfer = moved between accounts
entry-funded = into the pot of a group
entry-hold = for { $job }
entry-refund = given back for { $job }
entry-reversal = given back for { $job }, which could not be delivered
entry-old-job = a job of long ago

history = Your jobs, the newest first; page { $page } of { $pages }. Press one for what can be done with it.
history-empty = There are no jobs of yours here.
history-line = { $job }: { $tools }, { $at }, { $state }{ $price ->
    [0] {""}
    [one] , 1 credit
   *[other] , { $price } credits
}
history-again = To do the same to another picture, send it with: { $command }
state-reserved = waiting
state-running = running
state-done = done
state-delivered = done
state-failed = failed
state-cancelled = stopped
state-undeliverable = not delivered
forgotten = { $job } was deleted: its picture, its values and its place in your history. Its record stays for { $days } days.
resent = Here is the result of { $job } again.

receipt =
    Receipt for { $job }
    When: { $at }, { $state }
    Tools: { $tools }
    { $cost }
    { $stored }
    { $seen }
receipt-free = Cost: nothing.
receipt-cost = Cost: { $price ->
    [one] one credit
   *[other] { $price } credits
}{ $payer ->
    [pot] , paid by a group
   *[own] {""}
}.
receipt-given-back = Cost: nothing; { $price ->
    [one] one credit was
   *[other] { $price } credits were
} held and given back.
receipt-held = Held: { $price ->
    [one] one credit
   *[other] { $price } credits
}, until it is done.
receipt-not-stored = Nothing of it was stored.
receipt-stored = Its result is stored, encrypted, until { $until }. SHA-256: { $hashes }
receipt-deleted = Its result was stored, encrypted, and is deleted. It was stored until { $until } at most. SHA-256: { $hashes }
receipt-seen-here = Seen by: nobody but this server and your chat.
receipt-seen-by = Seen by: this server, your chat, and { $processors }.

redeemed = The code was worth { $credits ->
    [one] one credit
   *[other] { $credits } credits
}; you have { $balance }.
redeemed-before = You have used this code before.

link-code = Your code is { $code }. Type /link { $code } in your other chat with me, within { $minutes } minutes. Keep it to yourself: whoever types it shares this account.
link-ask = This joins your account here to the one that made the code: they share their history and what a day allows.{ $credits ->
    [0] {""}
    [one] {" "}One credit moves along.
   *[other] {" "}{ $credits } credits move along.
} Only do this if you made the code yourself.
linked = Done: both chats share one account now.
linked-credits = Done: both chats share one account now. You have { $credits ->
    [one] one credit
   *[other] { $credits } credits
}.
link-ask-debt = { $debt ->
    [0] The account that made the code owes { $owed ->
        [one] one credit
       *[other] { $owed } credits
    }, which yours pay.
    [one] A debt of one credit moves along and is paid there.
   *[other] A debt of { $debt } credits moves along and is paid there.
}
linked-debt = { $debt ->
    [one] One credit is owed
   *[other] { $debt } credits are owed
} and paid by the next that come.
unlink-ask = This parts this chat from your account and begins a new one here. Everything, credits too, stays with the old account, which your other chats still have.
unlinked = Done: this chat has an account of its own now.
unlink-alone = No other chat leads to this account, so there is nothing to part.

pot = The pot of this group holds { $credits ->
    [0] no credits
    [one] one credit
   *[other] { $credits } credits
}. It pays for the members’ jobs here, up to { $cap ->
    [one] one credit
   *[other] { $cap } credits
} a day for each. You used { $used } today. Put credits in with /pot give:10; admins set the daily share with /pot cap:5.
pot-funded = Thank you: { $credits ->
    [one] one credit
   *[other] { $credits } credits
} of yours went into the pot.
pot-capped = One member may use { $cap ->
    [one] one credit
   *[other] { $cap } credits
} of the pot a day now.

usage-free = Free today: { $left } of { $most } runs of { $class ->
    [ai] AI tools
    [generation] tools that make new pictures
   *[local] other tools that cost credits
}; the day ends in { $time }.

welcome-credits = As a welcome you get { $credits ->
    [one] one credit
   *[other] { $credits } credits
}.

reported = Thank you, the people who run this will read it.
reported-nobody = Nobody is named here to read it; please turn to { $contact }.
report-enough = You have reported enough for today, and the people who run this will read it all; you can go on in { $time }.
report-what = Write what you want to report, such as: /report J-7K3QX2 shows somebody without their consent.

notice-report = Report from { $id }: { $words }
notice-budget = { $spent } of the { $limit } cents that { $name } may cost in { $month } are used.
notice-budget-spent = The budget for { $name } in { $month } is used up; its tools answer again next month, or with a larger budget.
notice-books = The nightly look at the books found { $count ->
    [one] one place that does
   *[other] { $count } places that do
} not agree; the command audit on the server tells more

announcement-off = No more of these
settings-announcements = { $choice ->
    [off] Announcements no longer reach you.
   *[on] Announcements reach you again.
}

button-history-older = Older ›
button-history-newer = ‹ Newer
button-resend = Send again
button-redo = Do again
button-forget = Delete
button-join = Join the accounts
button-unlink = Part this chat

admin-help =
    find ACCOUNT – what there is of an account
    grant ACCOUNT N – give credits
    take ACCOUNT N – take credits back, as far as there are any
    block ACCOUNT – keep somebody out, also under a new account
    unblock ACCOUNT – let somebody in again
    code N [USES] [DAYS] – make a code that is worth credits
    maintenance on [WORDS] – answer owners alone, and show the words to everyone else
    maintenance off – answer everyone
    announce WORDS – tell everyone, a few at a time
    stats – how much there is of everything
    ACCOUNT is platform:id, as /usage shows it to its owner, or the number of an account.
admin-found =
    Account { $id }: { $names }
    Role: { $role }; credits: { $credits }; owed: { $debt }; jobs: { $jobs }
    { $entries }
admin-role = { $role ->
    [member] member
    [blocked] blocked
   *[guest] guest
}
admin-entry = { $at }  { $kind ->
    [grant] grant
    [purchase] purchase
    [chargeback] chargeback
    [transfer] transfer
    [hold] hold
    [refund] refund
    [reversal] reversal
   *[capture] capture
}  { $amount }  { $cause }
admin-state = { $state ->
    [reserved] waiting
    [running] running
    [done] not yet delivered
    [delivered] delivered
    [failed] failed
    [cancelled] stopped
   *[undeliverable] undeliverable
}
admin-granted = { $name } was given { $credits ->
    [one] one credit
   *[other] { $credits } credits
} and has { $balance } now.
admin-taken = { $credits ->
    [0] Nothing
    [one] One credit
   *[other] { $credits } credits
} { $credits ->
    [0] was
    [one] was
   *[other] were
} taken from { $name }; { $balance ->
    [one] one is
   *[other] { $balance } are
} left.
admin-blocked = { $name } is blocked, also under a new account.
admin-unblocked = { $name } is let in again.
admin-code = Code { $code }: worth { $credits ->
    [one] one credit
   *[other] { $credits } credits
}, { $uses ->
    [one] once
   *[other] for { $uses } people
}, until { $until }.
admin-maintenance = { $switch ->
    [on] Only owners are answered now.
   *[off] Everyone is answered again.
}
admin-announced = It is on its way, a few people at a time.
admin-stats =
    Accounts: { $accounts }
    Jobs of the last 24 hours: { $jobs }; in line now: { $waiting }
    Credits held: { $credits }; owed: { $debt }
