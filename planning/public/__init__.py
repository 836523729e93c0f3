"""What a department hands to the public: invitations, cards, what is not asked, pages of a web site."""
