"""The settings file."""

from pathlib import Path

import pytest

from engine.errors import EnvironmentFault
from engine.settings import Settings, load, save


def test_dials_are_kept(tmp_path: Path) -> None:
    kept = Settings(novelty=-0.5, balance=0.75)
    save(kept, tmp_path / "settings.toml")
    assert load(tmp_path / "settings.toml") == kept


@pytest.mark.parametrize("line", ["novelty = 1.5", "balance = -0.1", "balance = true", 'novelty = "new"'])
def test_a_dial_beyond_its_end_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.toml").write_text(f"version = 1\n{line}\n", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match=line.split()[0]):
        load(tmp_path / "settings.toml")


def test_the_crowds_prior_is_off_until_asked_for(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml").crowd_prior is False
    save(Settings(crowd_prior=True), tmp_path / "settings.toml")
    assert load(tmp_path / "settings.toml").crowd_prior is True


@pytest.mark.parametrize("value", ["1", '"yes"'])
def test_a_switch_is_on_or_off(tmp_path: Path, value: str) -> None:
    (tmp_path / "settings.toml").write_text(f"crowd_prior = {value}\n", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="crowd_prior must be true or false"):
        load(tmp_path / "settings.toml")
