import pytest

from engine.text.polarity import polarity


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a wonderful film", 1),
        ("boring", -1),
        ("not boring", 1),
        ("It wasn't boring at all", 1),
        ("not a good film", -1),
        ("never funny", -1),
        ("far from perfect", -1),
        ("Not only useful but fun", 1),
        ("I have never seen a better film", 1),
        ("I have never been so bored", -1),
        ("No wonder it is a favourite", 1),
        ("a train to the coast", 0),
        ("这部片很好看", 1),
        ("無聊透頂", -1),
        ("一点也不无聊", 1),
        ("一點也不無聊", 1),
        ("不怎么好看", -1),
        ("没有想象中那么无聊", 1),
        ("谁会喜欢这种东西", -1),
        ("从来没有这么无聊过", -1),
        ("忍不住又看了一遍，很好看", 1),
        ("老师讲解得非常清楚", 1),
        ("假期的水库", 0),
    ],
)
def test_negation_turns_words_round(text: str, sign: int) -> None:
    assert polarity(text).sign == sign


def test_negation_does_not_reach_over_a_comma() -> None:
    assert polarity("Not long, funny").sign == 1


def test_the_baseline_knows_no_negation() -> None:
    assert polarity("not boring", negation=False).sign == -1
    assert polarity("not boring").is_negated and not polarity("boring").is_negated
