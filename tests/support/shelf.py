"""A small library on disk with two clear groups, cooking and astronomy, in English and Chinese."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.clips import make_clip

COOKING = {
    "Bread at Dawn": "A baker in Lyon shows how flour, water and salt become a loaf. "
    "She kneads the dough, lets it rise and bakes it in an old stone oven.",
    "The Soup Kitchen": "Three cooks prepare onion soup for a whole village. "
    "Each recipe starts with butter, broth and patience in the kitchen.",
    "Knife and Board": "A chef explains how to cut carrots, leeks and herbs. "
    "Good cooking begins with a sharp knife and a calm hand.",
    "家常豆腐": "一位厨师在成都的小厨房里教大家做家常豆腐。他先煎豆腐，再用豆瓣酱、蒜和葱炒出香味。",
    "面条的一天": "这部短片记录一家面馆从清晨和面到深夜煮面的一天。师傅讲述汤底怎么熬，面条怎么拉。",
}
ASTRONOMY = {
    "Rings of Saturn": "An astronomer explains what the rings of Saturn are made of. "
    "Ice and dust orbit the planet, and small moons keep them in shape.",
    "The Quiet Telescope": "A telescope on a mountain in Chile watches distant galaxies all night. "
    "Two astronomers wait for a supernova.",
    "Comet Season": "A comet returns to the sun after three hundred years. "
    "Observers on four continents measure its tail and its orbit.",
    "银河之下": "两位天文学家在高原上观测银河。他们用望远镜寻找遥远的星系，记录一颗超新星的光。",
    "月球的背面": "这部纪录片讲述探测器怎样降落在月球的背面。科学家分析月球的岩石和环形山。",
}


def make_shelf(folder: Path) -> None:
    """Ten described clips: five of each group, two of each five in Chinese, with sidecars."""
    hue = 0
    for group, videos in (("Cooking", COOKING), ("Astronomy", ASTRONOMY)):
        for title, text in videos.items():
            hue += 25
            place = folder / group
            place.mkdir(parents=True, exist_ok=True)
            make_clip(place / f"{title}.mp4", seconds=1, colour=(hue % 256, 90, 255 - hue % 256))
            (place / f"{title}.nfo").write_text(
                f"<movie><title>{escape(title)}</title><year>2011</year><plot>{escape(text)}</plot></movie>",
                "utf-8",
            )
            first, second = text.replace("。", ". ").strip().split(". ", 1)
            language = "zh-CN" if "。" in text else "en"
            cues = (
                f"1\n00:00:00,000 --> 00:00:00,400\n{first}\n",
                f"2\n00:00:00,500 --> 00:00:00,900\n{second}\n",
            )
            (place / f"{title}.{language}.srt").write_text("\n".join(cues), "utf-8")
