"""Through PgBouncer in transaction mode: nothing may outlive a transaction, statements neither."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

DRIVER = "postgresql+transactionpooled"


class TransactionPooled(PGDialect_asyncpg):
    """Sets a new connection up within one transaction, so that one server answers all of it."""

    supports_statement_cache = True

    def on_connect(self) -> Callable[[Any], None]:
        """The driver asks for the types of JSON; outside a transaction it may ask two servers."""
        set_up: Callable[[Any], None] = super().on_connect()  # type: ignore[no-untyped-call]

        def connect(connection: Any) -> None:
            connection.run_async(lambda driver: driver.execute("begin"))
            set_up(connection)
            connection.run_async(lambda driver: driver.execute("commit"))

        return connect


registry.register(DRIVER.replace("+", "."), __name__, TransactionPooled.__name__)


def through_pooler(database_url: str) -> tuple[str, dict[str, Any]]:
    """The address and the options of the driver that keep statements nameless and forgotten."""
    options = {
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": str,
    }
    address = make_url(database_url).set(drivername=DRIVER)
    return address.render_as_string(hide_password=False), options
