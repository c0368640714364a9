# Words that only Discord needs.

# The groups of slash commands, with their names as one types them.
discord-group-image = Change a picture.
    .name = image
discord-group-gif = Make and change animations.
    .name = gif
discord-group-make = Make a new picture.
    .name = make
discord-group-ai = Let a model work on a picture.
    .name = ai
discord-group-account = What is yours here: settings, jobs, terms.
    .name = account
discord-group-admin = For those who run this Darkroom.
    .name = admin
discord-group-config = What applies to everyone in this server.
    .name = config
discord-command-agree = agree
discord-command-balance = balance
discord-command-cancel = cancel
discord-command-delete = delete
discord-command-do = do
discord-command-export = export
discord-command-help = help
discord-command-history = history
discord-command-link = link
discord-command-paysupport = paysupport
discord-command-pot = pot
discord-command-privacy = privacy
discord-command-receipt = receipt
discord-command-redeem = redeem
discord-command-report = report
discord-command-settings = settings
discord-command-start = start
discord-command-terms = terms
discord-command-unlink = unlink
discord-command-usage = usage
discord-menu-edit = Edit picture
discord-menu-info = Picture info
discord-menu-gif = To GIF
discord-menu-avatar = Avatar

discord-image = image
discord-private = private
discord-spoiler = spoiler
discord-option-image = The picture; your last one here if left out.
discord-option-more = A further picture.
discord-option-private = Only you see the answer.
discord-option-spoiler = Hide the result until it is clicked.
discord-form-picture = Another picture
discord-form-picture-help = Instead of the one that this was made of.

discord-before = The picture before
discord-no-picture = There is no picture in this message.
discord-not-yours = This button is not yours.
discord-expired = This has expired; please ask again.
discord-in-private = That is between the two of us. Use the slash command of this name: only you see its answer.
