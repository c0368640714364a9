# What the button of a tool says where its name will not do. Everything else stands at the tools themselves.

tool-gif =
    .button-label = GIF
