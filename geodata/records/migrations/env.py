"""Where alembic gets its connection from: the one ``geodata.records.migrate`` holds."""

from __future__ import annotations

from alembic import context

from geodata.records.schema import metadata


def run() -> None:
    """Run the migrations on the connection, inside its transaction."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # the name alembic loads this file under
    run()
