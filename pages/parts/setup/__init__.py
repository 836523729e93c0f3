"""The guided path of the Set-up page: one step per screen."""
