"""What goes out to the public: its words in each language, cards, invitations, the pages of a web site."""
