"""docs/performance.md: what stands between its marker comments is written anew."""
from pathlib import Path

from .gateway import HOME

PAGE = HOME / "docs" / "performance.md"
IMAGES = HOME / "docs" / "images"


def put(name, lines):
    """Between <!-- NAME: written by bench/compare.py --> and <!-- end of NAME -->."""
    text = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}: written by bench/compare.py -->\n", f"<!-- end of {name} -->\n"
    if text.count(begin) != 1 or text.count(end) != 1:
        raise SystemExit(f"compare: {PAGE} has not one pair of the markers {begin.strip()} and {end.strip()}")
    head, rest = text.split(begin)
    PAGE.write_text(f"{head}{begin}\n" + "\n".join(lines).strip() + f"\n\n{end}{rest.split(end)[1]}", encoding="utf-8")


def put_images(charts, folder=IMAGES):
    Path(folder).mkdir(parents=True, exist_ok=True)
    for file, chart in charts:
        (Path(folder) / file).write_text(chart.svg(), encoding="utf-8")
