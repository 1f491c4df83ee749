"""Run the steps in the transaction that `data.register.migration` has begun."""

from alembic import context

from data.register.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    # All steps or none, in SQLite too.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
