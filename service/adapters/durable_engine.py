"""The one engine of DBOS Transact that a process may have, told to say and keep nothing of anybody's words."""

import logging

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig

from service.adapters.durable_steps import JsonOnly

_LAYOUT = "1"
"""Of the keys of a draft's steps: workflows of another layout are not taken up, so change it with them."""
_SCHEMA = "promocase_steps"


def launch(engine: sa.Engine, address: str, executor: str) -> None:
    """Launches it over a database, in the loop of the caller, where everything the drafts use belongs."""
    # Its messages may hold what a step came to.
    theirs = logging.getLogger("dbos")
    theirs.disabled = True
    # It flushes what it once logged to, which may be closed by now.
    theirs.handlers.clear()
    DBOS(
        config=DBOSConfig(
            name="promocase",
            system_database_url=address,
            system_database_engine=engine,
            dbos_system_schema=_SCHEMA,
            executor_id=executor,
            application_version=_LAYOUT,
            serializer=JsonOnly(),
            log_level="CRITICAL",
            enable_otlp=False,
        )
    )
    DBOS.launch()
