"""The list as of an earlier day is the one that was then."""

from engine.earlier import EarlierReader
from engine.recommend import Recommender
from tests.unit.taste.groups import sentence, two_groups


def test_a_recommender_of_then_gives_the_list_of_then() -> None:
    shelf = two_groups()
    shelf.rate(1, 5.0)
    shelf.rate(11, 1.0)
    shelf.note(3, sentence("Such calm cooking.", cooks=True, sign=0.9))
    then = [one.video_id for one in Recommender(lambda: shelf, model="m").suggest(99)]
    shelf.rate(12, 5.0)
    shelf.rate(1, None)
    now = [one.video_id for one in Recommender(lambda: shelf, model="m").suggest(99)]
    earlier = EarlierReader(shelf, until=2.5)
    again = [one.video_id for one in Recommender(lambda: earlier, model="m").suggest(99)]
    assert again == then != now
    assert [rating.video_id for rating in earlier.ratings()] == [1, 11]


def test_what_was_cleared_by_then_is_not_in_it() -> None:
    shelf = two_groups()
    shelf.rate(1, 5.0)
    shelf.rate(1, None)
    assert not EarlierReader(shelf, until=1.0).ratings()
    assert EarlierReader(shelf, until=0.0).ratings()[0].stars == 5.0
    assert EarlierReader(shelf, until=0.0).videos(ids=[1])[0].stars == 5.0
