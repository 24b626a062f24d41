"""The settings file."""

import os
import tomllib
from pathlib import Path

import pytest

from engine.errors import EnvironmentFault
from engine.settings import Settings, load, read, save


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


def test_what_cannot_be_used_has_its_default_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "pink"\ntext_size = 150\nmotion = 3\nbalance = 0.25\n', encoding="utf-8")
    settings, faults = read(path)
    assert settings == Settings(text_size=150, balance=0.25)
    assert [name for name in ("theme", "motion") if any(name in str(fault) for fault in faults)] == ["theme", "motion"]
    assert len(faults) == 2


@pytest.mark.parametrize("text", ["theme = ", "\x00", "version = 99\n", 'version = "one"\n'])
def test_a_file_that_is_no_settings_gives_the_defaults_and_one_fault(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    settings, faults = read(path)
    assert settings == Settings()
    assert len(faults) == 1
    with pytest.raises(EnvironmentFault):
        load(path)


@pytest.mark.parametrize("line", ["text_size = 79", "text_size = 201", "text_size = 120.5", "text_size = true"])
def test_text_size_is_a_whole_percentage_in_its_range(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.toml").write_text(line, encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="text_size must be a whole number from 80 to 200"):
        load(tmp_path / "settings.toml")


def test_saving_keeps_what_a_later_version_added(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "dark"\n[later]\nthing = 7\n', encoding="utf-8")
    save(Settings(theme="light"), path)
    assert load(path).theme == "light"
    assert tomllib.loads(path.read_text("utf-8"))["later"] == {"thing": 7}


def test_saving_over_an_unreadable_file_keeps_it_beside(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = dark, or so", encoding="utf-8")
    save(Settings(theme="dark"), path)
    assert load(path) == Settings(theme="dark")
    assert (tmp_path / "settings.toml.unread").read_text("utf-8") == "theme = dark, or so"


def test_a_failed_save_leaves_the_old_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    save(Settings(theme="dark"), path)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault, match="No space left"):
        save(Settings(theme="light"), path)
    monkeypatch.undo()
    assert load(path).theme == "dark"


def test_interests_are_kept_and_their_weights_checked(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    save(Settings(interests={"slow cinema": 1.0, "做菜": -1.0}), file)
    assert load(file).interests == {"slow cinema": 1.0, "做菜": -1.0}
    file.write_text("[interests]\ndrama = 3\n", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="interests must give each topic a number"):
        load(file)
