"""Settings: defaults, the environment, and what cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings, list_settings, load_settings
from kg.errors import InputError


def test_an_empty_environment_gives_the_defaults() -> None:
    assert load_settings({}) == Settings()
    assert load_settings({"KG_PORT": "  "}) == Settings()


def test_the_environment_is_read() -> None:
    settings = load_settings({"KG_DATA": "/srv/kg", "KG_PORT": "9000", "KG_SPARQL_SECONDS": "2.5"})
    assert (settings.data, settings.port, settings.sparql_seconds) == (Path("/srv/kg"), 9000, 2.5)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("KG_PORT", "many"), ("KG_PORT", "-1"), ("KG_SPARQL_SECONDS", "nan"), ("KG_SPARQL_WORKERS", "0")],
)
def test_a_bad_value_names_its_variable(variable: str, value: str) -> None:
    with pytest.raises(InputError, match=variable):
        load_settings({variable: value})


def test_the_table_has_every_setting_with_its_help() -> None:
    table = list_settings()
    assert {row.variable for row in table} >= {"KG_DATA", "KG_PORT", "KG_SPARQL_ROWS"}
    assert all(row.help and row.default for row in table)
