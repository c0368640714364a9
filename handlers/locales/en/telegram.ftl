# Words that only Telegram needs.

telegram-description =
    An image studio in this chat. Send a picture and say what should happen: crop, resize, blur, filter, convert, make a GIF. Your pictures are worked on by this bot's own server and are not kept.
telegram-short-description = Send a picture, get it back cropped, blurred, filtered, converted or as a GIF.
telegram-in-private = That is between the two of us; please open our private chat.
telegram-button-private = Open private chat
telegram-question-hint = Your answer
telegram-nothing-sold = Nothing is sold here yet; you were not charged.
telegram-one-of-album = Of your album Telegram showed me this picture alone; reply to each of the others with the command, or make me an admin to see them all.
telegram-not-yours = This button is not yours.
