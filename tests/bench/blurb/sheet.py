"""A page that sets blurbs next to their sources, to be read as a critic would."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from engine.errors import EnvironmentFault
from engine.records import Blurb, Video
from engine.text.clean import prose

REPOSITORY = Path(__file__).resolve().parents[3]
_STYLE = """
body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; color: #222; }
article { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; padding: 1.2rem 0; border-top: 1px solid #ccc; }
h2 { font-size: 1rem; margin: 0 0 .4rem; } .hook { font-weight: 600; } .blurb { font-size: 1.15rem; }
small, dl { color: #666; font-size: .8rem; } dd { margin: 0 0 .3rem 1rem; } mark { background: #fde9a9; }
.source { white-space: pre-line; }
"""


def checked_path(path: Path) -> Path:
    """The path, if it lies outside the repository: the page holds other people's texts. Raises EnvironmentFault."""
    if path.resolve().is_relative_to(REPOSITORY):
        raise EnvironmentFault(
            f"{path} lies inside the repository, and the sheet holds other people's texts: choose a path outside"
        )
    return path


def page(videos: Sequence[Video], blurbs: Sequence[Blurb], *, title: str) -> str:
    """The whole page."""
    articles = "\n".join(_article(n, v, b) for n, (v, b) in enumerate(zip(videos, blurbs, strict=True), 1))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{html.escape(title)}</h1>\n{articles}\n</body></html>\n"
    )


def _article(number: int, video: Video, blurb: Blurb) -> str:
    kind = "quoted" if blurb.quoted else "facts only" if all(e.source.kind == "fact" for e in blurb.evidence) else ""
    clauses = "".join(
        f"<dt>{html.escape(e.text)}</dt><dd>{e.source.kind}: {html.escape(e.source.text)}</dd>" for e in blurb.evidence
    )
    about = " · ".join(part for part in (video.kind, video.language, str(video.year or ""), kind) if part)
    return (
        f'<article lang="{html.escape(video.language)}"><div><h2>{number}. {html.escape(video.title)}</h2>'
        f'<small>{html.escape(about)}</small><p class="hook">{html.escape(blurb.hook)}</p>'
        f'<p class="blurb">{html.escape(blurb.text)}</p><dl>{clauses}</dl></div>'
        f'<div class="source">{_marked(video, blurb)}</div></article>'
    )


def _marked(video: Video, blurb: Blurb) -> str:
    """The video's text with the sentences that the blurb stands on marked."""
    text = html.escape(prose(video.text))
    for sentence in {html.escape(e.source.text) for e in blurb.evidence if e.source.kind != "fact"}:
        text = text.replace(sentence, f"<mark>{sentence}</mark>")
    return text
