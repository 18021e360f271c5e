"""What every explorable is made of: controls, bet, picture, number formats, stylesheet, replay, own orders."""
