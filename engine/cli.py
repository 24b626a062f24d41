"""The command line: the same engine as the window's, for scripts and tests."""

from __future__ import annotations

import argparse
import importlib
import json
import math
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, get_args

from engine import __version__, settings
from engine.errors import Cancelled, EngineError, EnvironmentFault
from engine.events import Changes, Done, Failed, MakeDemo, Progress, ReadNotes, Scan, Task, Train, Trouble, Write
from engine.jobs.client import BugInJob, JobClient
from engine.mood import MOODS, KnownMoods, Mood, parts_of
from engine.paths import default_library
from engine.rank.report import FEWEST
from engine.recommend import Dials, Recommender, chosen_prior
from engine.records import (
    Blurb,
    Marked,
    Moment,
    RatedHere,
    Said,
    Sitting,
    Stars,
    Suggestion,
    Tagged,
    Video,
    VideoDetail,
    Words,
)
from engine.store import commands
from engine.store.library import Library

STARS = [half / 2 for half in range(1, 11)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 failed, 2 wrong usage (argparse exits), 130 cancelled."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options) or 0
    except (KeyboardInterrupt, Cancelled):
        return 130
    except BugInJob as bug:
        print(bug.details, file=sys.stderr)
        print(f"matinee: {bug}", file=sys.stderr)
        return 1
    except EngineError as error:
        print(f"matinee: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 0


# --- commands ------------------------------------------------------------------------------------------


def window(options: argparse.Namespace) -> int:
    if options.gallery:
        return int(importlib.import_module("desktop.app").show_gallery())  # by name: the engine knows no window
    return int(importlib.import_module("desktop.front").run(options.library, screenshot=options.screenshot))


def open_paths(options: argparse.Namespace) -> int:
    front = importlib.import_module("desktop.front")
    return int(front.run(options.library, opened=[Path(path).absolute() for path in options.path]))


def scan(options: argparse.Namespace) -> None:
    folders = [_folder(name) for name in options.folder]
    with Library.open(options.library, owner="matinee scan") as library:
        for folder in folders:
            library.do(commands.add_root, str(folder), at=time.time())
        if not library.read.roots():
            raise EnvironmentFault("No folder to scan. Name one: matinee scan FOLDER")
        with _jobs(library) as run:
            done = run(Scan())
        counts = library.read.counts()
        _say(
            f"{done.counts.get('new', 0)} new or changed, {done.counts.get('unchanged', 0)} unchanged; "
            f"{counts['videos']} videos, {counts['unreadable']} unreadable, {counts['offline']} offline."
        )


def folders(options: argparse.Namespace) -> None:
    if options.remove:
        with Library.open(options.library, owner="matinee folders") as library:
            path = str(Path(options.remove).absolute())
            if path not in {root.path for root in library.read.roots()}:
                raise EnvironmentFault(f"{path} is not one of the library's folders. See: matinee folders")
            library.do(commands.remove_root, path)
    with Library.open_for_reading(options.library) as library:
        roots = library.read.roots()
        if options.json:
            _print_json([{"path": root.path, "online": root.online} for root in roots])
        for root in [] if options.json else roots:
            print(root.path if root.online else f"{root.path}  (offline)")


def list_videos(options: argparse.Namespace) -> None:
    with Library.open_for_reading(options.library) as library:
        videos = library.read.videos()
        if options.json:
            _print_json([_video_row(video) for video in videos])
        for video in [] if options.json else videos:
            stars = f"{video.stars:g}★" if video.stars else ""
            status = "" if video.status == "ok" else f"  [{video.status}]"
            print(f"{video.id:>6}  {_dated(video)}  {_length(video.duration_s)}  {stars}{status}".rstrip())


def show(options: argparse.Namespace) -> None:
    with Library.open_for_reading(options.library) as library:
        detail = library.read.detail(_find(library, options.video).id)
        if options.json:
            _print_json(_detail_rows(detail))
        else:
            print("\n".join(_detail_lines(detail)))


def rate(options: argparse.Namespace) -> None:
    with Library.open(options.library, owner="matinee rate") as library:
        video = _find(library, options.video)
        now = time.time()
        library.do(commands.rate, video.id, options.stars, at=now)
        if options.note is not None:
            library.do(commands.write_note, video.id, options.note, at=now)
        stars = f"{options.stars:g} star{'' if options.stars == 1 else 's'}" if options.stars else "no stars"
        _say(f"{video.title}: {stars}")


def note(options: argparse.Namespace) -> None:
    with Library.open(options.library, owner="matinee note") as library:
        video = _find(library, options.video)
        library.do(commands.write_note, video.id, options.text, at=time.time())
        _say(f"{video.title}: noted")


def tag(options: argparse.Namespace) -> None:
    with Library.open(options.library, owner="matinee tag") as library:
        video = _find(library, options.video)
        if options.remove:
            for name in options.tag:
                library.do(commands.remove_tag, video.id, name, at=time.time())
        else:
            library.do(commands.add_tags, video.id, tuple(options.tag), at=time.time())
        _say(f"{video.title}: {', '.join(library.read.video(video.id).tags) or 'no tags'}")


def mark(options: argparse.Namespace) -> None:
    with Library.open(options.library, owner="matinee mark") as library:
        video = _find(library, options.video)
        library.do(commands.mark, video.id, options.mark, at=time.time())
        _say(f"{video.title}: {options.mark}")


def train(options: argparse.Namespace) -> None:
    with Library.open(options.library, owner="matinee train") as library:
        with _jobs(library) as run:
            _read_notes(library, run)
            taste = _recommender(library).taste_vector
            done = run(Train(device=options.device, minutes=options.minutes, taste=taste))
        trained = library.read.checkpoints()
        if not trained:
            raise EnvironmentFault("The training left no model. Run it again.")
        active = library.read.active_checkpoint()
        checkpoint = trained[-1] if done.counts["steps"] else active or trained[-1]
        nll = checkpoint.nll if math.isfinite(checkpoint.nll) else None  # too few videos to hold one out
        if options.json:
            _print_json(
                {
                    "model_version": checkpoint.model_version,
                    "steps": done.counts["steps"],
                    "step": checkpoint.step,
                    "nll": nll,
                    "accepted": checkpoint.finished,
                }
            )
        elif not done.counts["steps"]:
            print(f"Model {checkpoint.model_version} knows all of it already.")
        elif not checkpoint.finished:
            print(f"{checkpoint.step} steps told held-out videos no better: the model that was in use stays.")
        else:
            held_out = "too few videos to hold one out" if nll is None else f"held-out nll {nll:.3f}"
            print(f"Model {checkpoint.model_version}: {checkpoint.step} steps, {held_out}")


def suggest(options: argparse.Namespace) -> None:
    try:
        library = Library.open(options.library, owner="matinee suggest")
    except EnvironmentFault:
        library = Library.open_for_reading(options.library)  # held by the window: show what is stored
        _say("The library is in use; showing the blurbs that are stored.")
    with library:
        ranked = _suggestions(library, options)
        if options.json:
            _print_json([_suggestion_row(place) for place in ranked])
            return
        for place in ranked:
            _print_suggestion(place)
        if not ranked:
            _say("Nothing to suggest: no readable, unwatched video. Scan a folder, or use --all.")


def _suggestions(library: Library, options: argparse.Namespace) -> list[Suggestion]:
    """The ranked list, with the blurbs that were missing written where this process may write."""
    dials = _dials(library, options)
    if not library.is_writable:
        return _recommender(library).suggest(options.limit, include_seen=options.all, dials=dials)
    with _jobs(library) as run:
        _read_notes(library, run)
        recommender = _recommender(library)
        library.on_changes(recommender.refresh)
        ranked = recommender.suggest(options.limit, include_seen=options.all, dials=dials)
        ids = tuple(place.video_id for place in ranked)
        if ids:
            run(Write(ids, recommender.profile_version, recommender.taste_vector))
    return recommender.suggest(options.limit, include_seen=options.all, dials=dials)


def _dials(library: Library, options: argparse.Namespace) -> Dials:
    """The dials of the settings, those that the command names turned."""
    wishes = settings.load(library.paths.settings)
    turned = {name: getattr(options, name) for name in ("novelty", "balance") if getattr(options, name) is not None}
    mood = _mood(library, wishes.mood if options.mood is None else options.mood)
    return replace(Dials.of(wishes, mood), minutes=options.minutes, must_fit=options.must_fit, **turned)


def _mood(library: Library, words: str) -> Mood | None:
    """What some words mean, read now if they were not read before."""
    if not parts_of(words):
        return None
    from engine.jobs.notes import read_mood  # here, as in _import

    model = library.read.embedding_model()
    known = KnownMoods(library.paths.moods)
    return known.mood(words, model=model) or read_mood(words, library.paths)


def why(options: argparse.Namespace) -> None:
    with Library.open_for_reading(options.library) as library:
        recommender = _recommender(library)
        if options.video is None:
            _tell_changes(library, recommender, options)
            return
        video = _find(library, options.video)
        standing = recommender.why(video.id)
        if options.json:
            _print_json({"video_id": video.id, "title": video.title} | asdict(standing))
            return
        place = f"{standing.rank} of {standing.of} in the list" if standing.rank else "not in the list"
        print(f"{video.title}: {place}, {standing.by_score} of {standing.videos} by score alone")
        print(f"Expected {standing.score:.2f} stars, give or take {standing.uncertainty:.2f}")
        for reason in standing.reasons:
            print(f"  · {reason.text}")
        for effect in (*standing.lifts, *standing.lowers):
            print(f"  {effect.stars:+.2f}  {effect.reason.text}")


def _tell_changes(library: Library, recommender: Recommender, options: argparse.Namespace) -> None:
    moved = recommender.changes(time.time() - options.days * 86400)
    titles = {video.id: video.title for video in library.read.videos(ids=[move.video_id for move in moved])}
    if options.json:
        _print_json([{"title": titles[move.video_id]} | asdict(move) for move in moved])
        return
    for move in moved:
        print(f"{titles[move.video_id]}: {move.before} -> {move.after} ({move.stars:+.2f} stars)")
        for effect in move.through:
            print(f"  {effect.stars:+.2f}  {effect.reason.text}")
    if not moved:
        _say(f"Nothing has moved in the last {options.days:g} days.")


def show_next(options: argparse.Namespace) -> None:
    with Library.open_for_reading(options.library) as library:
        recommender = _recommender(library)
        if options.video is None:
            begun = library.read.videos(ids=recommender.rows()["next"])
            if options.json:
                _print_json([_video_row(video) for video in begun])
            for video in [] if options.json else begun:
                print(f"{video.id:>6}  {_dated(video)}  {video.series}")
            if not begun:
                _say("No series or course is begun. Name a video: matinee next VIDEO")
            return
        video = _find(library, options.video)
        path = recommender.path(video.id)
        if options.json:
            _print_json(
                {
                    "video": _video_row(video),
                    "parts": [_video_row(part) | {"watched": part.watched} for part in path.parts],
                    "next": path.next and _video_row(path.next),
                    "before": [_video_row(other) | {"why": why} for other, why in path.before],
                }
            )
            return
        for other, why in path.before:
            print(f"Before it: {other.id} {_dated(other)} ({why})")
        for number, part in enumerate(path.parts, start=1):
            sign = ">" if path.next and part.id == path.next.id else "✓" if part.watched else " "
            print(f"{sign} {number:>3}. {part.id:>6}  {_dated(part)}")
        if path.next:
            print(f"Next: {path.next.id} {_dated(path.next)}")
        elif not path.parts:
            _say(f"{video.title} is not part of a series or course.")


def search(options: argparse.Namespace) -> None:
    with Library.open_for_reading(options.library) as library:
        hits: list[Moment] = []
        if options.scope in ("titles", "all"):
            hits += library.read.search_titles(options.query, options.limit)
        if options.scope in ("moments", "all"):
            hits += library.read.search_moments(options.query, options.limit)
        hits = sorted(hits, key=lambda hit: -hit.score)[: options.limit]
        if options.json:
            _print_json([_moment_row(hit) for hit in hits])
        for hit in [] if options.json else hits:
            at = _clock(hit.start_s) if hit.start_s is not None else hit.source
            print(f"{hit.video_id:>6}  {hit.title}  {at}  {hit.text}")


def show_report(options: argparse.Namespace) -> None:
    with Library.open_for_reading(options.library) as library:
        recommender = _recommender(library)
        card = recommender.report()
        exposures = recommender.exposure()
        if options.json:
            _print_json({"helps": card.helps, "exposure": [asdict(one) for one in exposures]} | asdict(card))
            return
        print(f"{card.ratings} ratings and {card.notes} notes.")
        if not card.lines:
            print(f"Too little to measure: rate at least {FEWEST} videos, not all alike.")
        for line in card.lines:
            pairs = f"{line.pairs:6.1%} of pairs in order (± {line.error:.1%})"
            print(f"  {line.name:<18} {pairs}   nDCG@10 {line.ndcg:.3f}")
        if card.lines and not card.helps:
            print("The profile does no better than a simple order yet; more ratings and notes will help.")
        if exposures:
            print("What the list shows (places higher up count more), beside the library:")
        for one in exposures:
            print(f"  {one.facet:<9} {one.label:<20} {one.shown:6.1%} of {one.library:6.1%}")


def import_file(options: argparse.Namespace) -> None:
    if options.undo is not None:
        with Library.open(options.library, owner="matinee import") as library:
            library.do(commands.undo_import, options.undo)
            _say(f"Import {options.undo} is undone.")
    elif options.file is None:
        with Library.open_for_reading(options.library) as library:
            had = library.read.imports()
            if options.json:
                _print_json([asdict(one) for one in had])
            for one in [] if options.json else had:
                day = datetime.fromtimestamp(one.imported_at).date()
                print(f"{one.id:>6}  {day}  {one.file}  {one.origin}  {one.said} ratings, notes and viewings")
    else:
        _import(options)


def _import(options: argparse.Namespace) -> None:
    # Here, so that the window, which this module starts, does not carry the readers of files with it.
    from engine.index.imports import read_import
    from engine.index.matching import match

    now = time.time()
    found = read_import(options.file, origin=options.origin, best=options.scale, now=now)
    with (
        Library.open_for_reading(options.library)
        if options.dry_run
        else Library.open(options.library, owner="matinee import")
    ) as library:
        reader = library.read
        videos = {video.id: video for video in reader.videos()}
        matches = match(found.mentions, videos.values(), ids=reader.catalogue_ids(), contents=reader.contents())
        rule = options.rated_here
        new = reader.unknown_said(matches.said, origin=found.origin, at=now, rated_here=rule)
        import_id = None
        if new and not options.dry_run:
            name = Path(options.file).name
            library.do(commands.import_said, matches.said, origin=found.origin, file=name, at=now, rated_here=rule)
            import_id = reader.imports()[-1].id
        missed = [
            {
                "place": one.mention.place,
                "title": one.mention.titles[0],
                "year": one.mention.year,
                "reason": one.reason,
                "candidates": [{"id": id, "title": _dated(videos[id])} for id in one.candidates],
            }
            for one in matches.missed
        ]
        counts = _said_counts(new)
        if options.json:
            _print_json(
                {
                    "origin": found.origin,
                    "scale": found.scale,
                    "import_id": import_id,
                    "rows": len(found.mentions),
                    "videos": len(matches.said),
                    "new": counts,
                    "silent": found.silent,
                    "missed": missed,
                    "misread": [asdict(one) for one in found.misread],
                }
            )
            return
        print(f"{len(found.mentions)} rows of {found.origin} say something; {len(matches.said)} videos here are meant.")
        if found.scale:
            print(f"{found.scale[0].upper()}{found.scale[1:]}.")
        verb = "would be added" if options.dry_run else "added"
        print(
            f"New: {', '.join(f'{count} {name}' for name, count in counts.items())} {verb}." if counts else "No news."
        )
        _print_places("Without a video here", [_missed_line(one) for one in missed])
        _print_places("Not read", [f"{one.place}: {one.reason}" for one in found.misread])
        if import_id is not None:
            _say(f"To take it back: matinee import --undo {import_id}")


def _said_counts(said: Mapping[int, tuple[Said, ...]]) -> dict[str, int]:
    names: dict[type[Said], str] = {
        Stars: "ratings",
        Words: "notes",
        Sitting: "viewings",
        Marked: "marks",
        Tagged: "tags",
    }
    counts = Counter(names[type(one)] for things in said.values() for one in things)
    return {name: counts[name] for name in names.values() if counts[name]}


def _missed_line(one: dict[str, Any]) -> str:
    title = f"{one['title']} ({one['year']})" if one["year"] else one["title"]
    near = "; ".join(f"{video['id']} {video['title']}" for video in one["candidates"])
    return f"{one['place']}: {title}: {one['reason']}{f' (here: {near})' if near else ''}"


def _print_places(heading: str, lines: list[str]) -> None:
    if lines:
        print(f"{heading} ({len(lines)}):")
    for line in lines:
        print(f"  {line}")


def export_file(options: argparse.Namespace) -> None:
    from engine.index.portable import write_own  # here, as in _import

    target = Path(options.file).absolute()
    with Library.open_for_reading(options.library) as library:
        said = library.read.said()
        write_own(target, said, now=time.time())
    _say(f"What you said of {len(said)} videos is in {target}")


def forget(options: argparse.Namespace) -> None:
    with Library.open(options.library, owner="matinee forget") as library:
        video = _find(library, options.video)
        library.do(commands.forget, video.id)
        _say(f"{video.title}: forgotten; the video itself stays")


def demo(options: argparse.Namespace) -> None:
    folder = Path(options.folder).absolute()
    with Library.open(options.library, owner="matinee demo") as library:
        with _jobs(library) as run:
            run(MakeDemo(str(folder)))
            library.do(commands.add_root, str(folder), at=time.time())
            run(Scan())
        _say(f"The demo library is in {folder}: {library.read.counts()['videos']} videos.")


def make_backup(options: argparse.Namespace) -> None:
    target = Path(options.file).absolute()
    with Library.open_for_reading(options.library) as library:
        library.read.backup_to(target)
    _say(f"Written to {target}")


# --- running a job in the terminal -----------------------------------------------------------------------


@contextmanager
def _jobs(library: Library) -> Iterator[Callable[[Task], Done]]:
    """Runs tasks to their end in one job process, their progress on stderr. Ctrl-C cancels, twice at once."""
    client = JobClient(library, name="batch")

    def run(task: Task) -> Done:
        progress = _ProgressLine()
        job = client.start(task, progress.hear)
        before = signal.signal(signal.SIGINT, lambda *_: job.cancel())
        try:
            done = job.wait()
        finally:
            signal.signal(signal.SIGINT, before)
            progress.clear()
        if done.cancelled:
            raise Cancelled
        return done

    try:
        yield run
    finally:
        client.close()


def _read_notes(library: Library, run: Callable[[Task], Done]) -> None:
    """Let the notes speak that no job has read yet."""
    if library.read.unread_notes(library.read.embedding_model()):
        run(ReadNotes())


class _ProgressLine:
    """One line that is written over on a terminal; a line per stage elsewhere."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._stage = ""
        self._width = 0

    def hear(self, event: Progress | Trouble | Changes | Done | Failed) -> None:
        if not isinstance(event, Progress):
            return
        if not self._live:
            if event.stage != self._stage:
                print(f"{event.stage} ...", file=sys.stderr, flush=True)
                self._stage = event.stage
            return
        of = f" of {event.total}" if event.total else ""
        rate = f" · {event.rate_per_s:.1f}/s" if event.rate_per_s else ""
        left = f" · {_clock(event.left_s)} left" if event.left_s else ""
        line = f"{event.stage}  {event.done}{of}{rate}{left}  {event.text}"[:100]
        print(f"\r{line:<{self._width}}", end="", file=sys.stderr, flush=True)
        self._width = len(line)

    def clear(self) -> None:
        if self._live and self._width:
            print(f"\r{'':<{self._width}}\r", end="", file=sys.stderr, flush=True)


# --- finding and printing --------------------------------------------------------------------------------


def _find(library: Library, text: str) -> Video:
    found = library.read.find(text)
    if not found:
        raise EnvironmentFault(f"No video matches {text!r}. See: matinee list")
    if len(found) > 1:
        names = "; ".join(f"{video.id} {_dated(video)}" for video in found[:5])
        raise EnvironmentFault(
            f"{text!r} fits {len(found)} videos: {names}{' ...' if len(found) > 5 else ''}. Use an id."
        )
    return found[0]


def _recommender(library: Library) -> Recommender:
    wishes = settings.load(library.paths.settings)
    return Recommender(
        lambda: library.read,
        model=library.read.embedding_model(),
        dials=Dials.of(wishes, KnownMoods(library.paths.moods).mood(wishes.mood, model=library.read.embedding_model())),
        prior=chosen_prior(wishes),
    )


def _folder(name: str) -> Path:
    folder = Path(name).absolute()
    if not folder.is_dir():
        raise EnvironmentFault(f"{folder} is not a folder that can be read. Check the name, or plug the drive in.")
    return folder


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    print()


def _dated(video: Video) -> str:
    return f"{video.title} ({video.year})" if video.year else video.title


def _length(seconds: float | None) -> str:
    return "" if seconds is None else _clock(seconds)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(math.floor(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _video_row(video: Video) -> dict[str, Any]:
    return {
        "id": video.id,
        "title": video.title,
        "year": video.year,
        "kind": video.kind,
        "duration_s": video.duration_s,
        "path": video.path,
        "stars": video.stars,
        "note": video.note,
        "status": video.status,
    }


def _detail_rows(detail: VideoDetail) -> dict[str, Any]:
    video = detail.video
    return _video_row(video) | {
        "description": video.text,
        "tagline": video.tagline,
        "series": video.series,
        "season": video.season,
        "episode": video.episode,
        "language": video.language,
        "genres": list(video.genres),
        "tags": list(video.tags),
        "people": [{"name": person.name, "role": person.role} for person in video.people],
        "watched": video.watched,
        "hidden": video.hidden,
        "later_until": video.later_until,
        "resume_s": video.resume_s,
        "size_bytes": detail.fingerprint.size_bytes,
        "digest": detail.fingerprint.digest,
        "files": list(detail.files),
        "tracks": [
            {"kind": t.kind, "codec": t.codec, "language": t.language, "title": t.title, "path": t.path}
            for t in detail.tracks
        ],
        "chapters": [{"start_s": c.start_s, "end_s": c.end_s, "title": c.title} for c in detail.chapters],
        "ratings": [{"stars": r.stars, "rated_at": r.rated_at} for r in detail.ratings],
        "notes": [{"text": n.text, "written_at": n.written_at} for n in detail.notes],
        "plays": [
            {"started_at": p.started_at, "position_s": p.position_s, "fraction": p.fraction} for p in detail.plays
        ],
    }


def _detail_lines(detail: VideoDetail) -> list[str]:
    video = detail.video
    people = ", ".join(f"{person.name} ({person.role})" for person in video.people)
    place = " · ".join(
        part
        for part in (
            video.kind,
            video.series and f"{video.series} S{video.season or 1:02}E{video.episode or 0:02}",
            _length(video.duration_s),
            video.language,
            f"{video.stars:g} stars" if video.stars else "",
            "watched" if video.watched else "",
            "hidden" if video.hidden else "",
            video.status if video.status != "ok" else "",
        )
        if part
    )
    rows = [
        ("", _dated(video)),
        ("", place),
        ("", video.text),
        ("people", people),
        ("genres", ", ".join(video.genres)),
        ("tags", ", ".join(video.tags)),
        ("note", video.note),
        ("tracks", ", ".join(f"{t.kind} {t.codec} {t.language}".strip() for t in detail.tracks)),
        ("files", "\n        ".join(detail.files)),
    ]
    return [f"{name + ':':<8}{text}" if name else text for name, text in rows if text]


def _suggestion_row(place: Suggestion) -> dict[str, Any]:
    blurb = place.blurb or Blurb("", "", ())
    return {
        "rank": place.rank,
        "video_id": place.video_id,
        "title": place.title,
        "path": place.path,
        "score": place.score,
        "uncertainty": place.uncertainty,
        "hook": blurb.hook,
        "blurb": blurb.text,
        "quoted": blurb.quoted,
        "evidence": [
            {"text": e.text, "source": e.source.kind, "sentence": e.source.text, "start_s": e.source.start_s}
            for e in blurb.evidence
        ],
        "reasons": [reason.text for reason in place.reasons],
    }


def _print_suggestion(place: Suggestion) -> None:
    print(f"{place.rank:>3}. {place.title}   {place.score:.2f} ± {place.uncertainty:.2f}")
    if place.blurb:
        quote = "“{}”" if place.blurb.quoted else "{}"
        print(f"     {place.blurb.hook}" if place.blurb.hook else "", end="\n" if place.blurb.hook else "")
        print("     " + quote.format(place.blurb.text))
    for reason in place.reasons:
        print(f"     · {reason.text}")


def _moment_row(hit: Moment) -> dict[str, Any]:
    return {
        "video_id": hit.video_id,
        "video": hit.title,
        "start_s": hit.start_s,
        "text": hit.text,
        "score": hit.score,
        "source": hit.source,
    }


# --- arguments ---------------------------------------------------------------------------------------------


def _stars(text: str) -> float | None:
    if text == "-":
        return None
    try:
        stars = float(text)
    except ValueError:
        stars = math.nan
    if stars not in STARS:
        raise argparse.ArgumentTypeError("must be 0.5 to 5 in steps of 0.5, or - to clear")
    return stars


def _positive(text: str) -> float:
    value = float(text)
    if not value > 0:
        raise argparse.ArgumentTypeError("must be more than 0")
    return value


def _from_to(low: float, high: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        value = float(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"must be from {low:g} to {high:g}")
        return value

    return number


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\nTry: {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="matinee", description="Suggestions from your own offline videos.")
    _add_library(parser, default=default_library())
    parser.set_defaults(run=window)
    parser.add_argument("--version", action="version", version=f"matinee {__version__}")
    parser.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="open the window, save a picture of it, and close"
    )
    parser.add_argument("--gallery", action="store_true", help="show every part of the window in every state")
    commands_ = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    def add(name: str, run: Any, about: str, *, as_json: bool = False) -> argparse.ArgumentParser:
        command = commands_.add_parser(name, help=about, description=about)
        _add_library(command, default=argparse.SUPPRESS)  # may stand before or behind the command
        command.set_defaults(run=run)
        if as_json:
            command.add_argument("--json", action="store_true", help="print one JSON document")
        return command

    command = add("open", open_paths, "Open the window, add folders to the library, play videos that it knows.")
    command.add_argument("path", nargs="*")
    command = add("scan", scan, "Add folders and index what is new or changed (no folder: all known ones).")
    command.add_argument("folder", nargs="*")
    command = add("folders", folders, "Show what is indexed.", as_json=True)
    command.add_argument("--remove", metavar="FOLDER", help="forget a folder; ratings and notes stay")
    add("list", list_videos, "List every video.", as_json=True)
    command = add("show", show, "Show everything known of one video.", as_json=True)
    command.add_argument("video")
    command = add("rate", rate, 'Rate a video: 0.5 to 5 stars, or "-" to clear.')
    command.add_argument("video")
    command.add_argument("stars", type=_stars)
    command.add_argument("--note", metavar="TEXT", help="write a note, too")
    command = add("note", note, "Write a note about a video (an empty text clears it).")
    command.add_argument("video")
    command.add_argument("text")
    command = add("tag", tag, "Add tags to a video.")
    command.add_argument("video")
    command.add_argument("tag", nargs="+")
    command.add_argument("--remove", action="store_true", help="remove these tags instead")
    command = add("mark", mark, 'Mark a video; "later" keeps it out of suggestions for two weeks.')
    command.add_argument("video")
    command.add_argument("mark", choices=("watched", "unwatched", "hidden", "later"))
    command = add(
        "train",
        train,
        "Train the blurb generator on this library, your ratings and your notes.",
        as_json=True,
    )
    command.add_argument("--device", choices=("auto", "cpu", "cuda", "mps"), default="auto")
    command.add_argument("--minutes", type=_positive, metavar="M", help="take at most so long")
    command = add("suggest", suggest, "Show ranked suggestions, with blurbs and reasons.", as_json=True)
    command.add_argument("--limit", type=_count, default=10, metavar="N")
    command.add_argument("--all", action="store_true", help="also what was watched or rated")
    command.add_argument("--minutes", type=_positive, metavar="M", help="the time there is: longer ones stand lower")
    command.add_argument("--must-fit", action="store_true", help="with --minutes: leave longer ones out")
    command.add_argument("--novelty", type=_from_to(-1, 1), metavar="X", help="-1 familiar ground ... 1 new ground")
    command.add_argument(
        "--mood",
        metavar="WORDS",
        help=f'what it should be like today: {", ".join(MOODS)}, or words of your own ("": no mood)',
    )
    command.add_argument(
        "--balance",
        type=_from_to(0, 1),
        metavar="X",
        help="0 the score alone ... 0.5 your mix of topics ... 1 also the library's mix of languages, lengths and ages",
    )
    command = add("why", why, "Why a video stands where it stands; without one, what moved lately.", as_json=True)
    command.add_argument("video", nargs="?")
    command.add_argument("--days", type=_positive, default=7, metavar="N", help="how far back (default: 7)")
    command = add(
        "next",
        show_next,
        "Show the next part of what is begun, or a video's course and what comes before.",
        as_json=True,
    )
    command.add_argument("video", nargs="?")
    command = add("search", search, "Search titles, descriptions, notes and spoken lines.", as_json=True)
    command.add_argument("query")
    command.add_argument("--in", dest="scope", choices=("titles", "moments", "all"), default="all")
    command.add_argument("--limit", type=_count, default=20, metavar="N")
    add(
        "report",
        show_report,
        "How well the model does on held-out ratings, beside simple baselines.",
        as_json=True,
    )
    command = add("demo", demo, "Make the demo library in a new folder and index it.")
    command.add_argument("folder", metavar="DIR")
    command = add("import", import_file, "Import ratings, reviews and viewings, or undo that.", as_json=True)
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "file", metavar="FILE", nargs="?", help="of Letterboxd, IMDb, Trakt, any CSV, or of matinee export (none: list)"
    )
    which.add_argument("--undo", type=_count, metavar="ID", help="take back all that an import added")
    command.add_argument("--as", dest="origin", choices=("letterboxd", "imdb", "trakt", "csv"), help="whose file it is")
    command.add_argument("--scale", type=int, choices=(5, 10, 100), help="what its ratings run to (default: found out)")
    command.add_argument(
        "--rated-here",
        choices=get_args(RatedHere),
        default="newer",
        help="which stars stand where you gave others here: the newer ones, mine, or theirs of the file",
    )
    command.add_argument("--dry-run", action="store_true", help="only tell what would be added")
    command = add("export", export_file, "Write all that you said of your videos to one JSON file.")
    command.add_argument("file", metavar="FILE")
    command = add("forget", forget, "Delete for good all that you said of one video: stars, notes, tags, history.")
    command.add_argument("video")
    command = add("backup", make_backup, "Copy the database, also while it is in use.")
    command.add_argument("file", metavar="FILE")
    return parser


def _add_library(parser: argparse.ArgumentParser, *, default: Any) -> None:
    parser.add_argument(
        "--library",
        type=lambda text: Path(text).absolute(),
        default=default,
        metavar="DIR",
        help="the library's folder (default: the platform's data folder)",
    )


if __name__ == "__main__":
    sys.exit(main())
