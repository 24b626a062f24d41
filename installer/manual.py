"""Write the manual page out of the command line's own parser, so that it tells of every command."""

from __future__ import annotations

import argparse
import re

from engine import cli


def page(version: str, date: str) -> str:
    """matinee(1) in roff."""
    parser = cli._parser()
    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    about = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    lines = [
        f'.TH MATINEE 1 {date} "Matinee {version}" "User Commands"',
        ".SH NAME",
        r"matinee \- suggests what to watch next from your own offline videos",
        ".SH SYNOPSIS",
        ".B matinee",
        "[\\fIOPTION\\fR]... [\\fICOMMAND\\fR [\\fIARGUMENT\\fR]...]",
        ".SH DESCRIPTION",
        "Without a command, the window is opened. Everything happens on this computer.",
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
    ]
    for name, command in commands.choices.items():
        usage = re.sub(r"\s+", " ", command.format_usage().removeprefix("usage:")).strip()
        usage = usage.replace(" [-h]", "").replace(" [--library DIR]", "").removeprefix("matinee ")
        lines += [f".SS {_roff(usage)}", _roff(about[name]), *_options(command, but={"-h", "--library"})]
    lines += [
        ".SH EXIT STATUS",
        "0 done, 1 failed, 2 wrong usage, 130 cancelled.",
        ".SH FILES",
        ".TP",
        r".I ~/.local/share/matinee",
        "The library: what you rated and noted, posters, the trained model. Removing the program leaves it alone.",
        ".TP",
        r".I ~/.cache/matinee",
        "What can be made again.",
    ]
    return "\n".join(lines) + "\n"


def _options(parser: argparse.ArgumentParser, *, but: frozenset[str] | set[str] = frozenset()) -> list[str]:
    lines = []
    for action in parser._actions:
        if action.option_strings and not but & set(action.option_strings) and action.help:
            value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
            if action.choices and not action.metavar:
                value = " " + "|".join(map(str, action.choices))
            lines += [".TP", rf"\fB{_roff(', '.join(action.option_strings))}\fR{_roff(value)}", _roff(action.help)]
    return lines


def _roff(text: str) -> str:
    text = text.replace("%%", "%").replace("\\", r"\e").replace("-", r"\-")
    return f"\\&{text}" if text[:1] in {".", "'"} else text
