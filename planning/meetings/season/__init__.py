"""When to meet, and what each meeting needs."""
