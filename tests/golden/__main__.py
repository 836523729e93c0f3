"""``python -m tests.golden``: renew the kept tables."""

from __future__ import annotations

from tests.golden import renew

if __name__ == "__main__":
    renew()
