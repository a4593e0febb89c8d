"""A small writer of line charts as SVG: two lines, a logarithmic x axis, no scripts and no fonts of elsewhere, light and dark."""
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 376, 76, 92, 78, 52

STYLE = """
    text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328 }
    .back { fill: #ffffff; stroke: #d0d7de } .title { font-size: 16px; font-weight: 600 } .quiet { fill: #59636e }
    .grid { stroke: #d8dee4; stroke-width: 1 } .axis { stroke: #59636e; stroke-width: 1 }
    .gateway { stroke: #0a5cc2; fill: #0a5cc2 } .relay { stroke: #b4540a; fill: #b4540a }
    .line { fill: none; stroke-width: 2.5; stroke-linejoin: round } .relay.line { stroke-dasharray: 7 5 }
    .range { stroke-width: 1.5; opacity: .55 } .name { stroke: none; font-weight: 600 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .back { fill: #0d1117; stroke: #3d444d } .quiet { fill: #9198a1 }
      .grid { stroke: #2b3138 } .axis { stroke: #9198a1 }
      .gateway { stroke: #6cb2ff; fill: #6cb2ff } .relay { stroke: #ffac5c; fill: #ffac5c } .line { fill: none } .name { stroke: none }
    }
"""


@dataclass(frozen=True)
class Line:
    """Name (gateway or relay), and points: x, median, least, greatest."""
    name: str
    points: list


@dataclass(frozen=True)
class Chart:
    title: str
    x_title: str
    unit: str
    lines: list
    log: bool = False

    def svg(self):
        points = [point for line in self.lines for point in line.points]
        if not points:
            return svg_of(self.title, [f'<text x="{WIDTH / 2}" y="{HEIGHT / 2}" text-anchor="middle">no good run</text>'])
        xs = sorted({point[0] for point in points})
        ticks = decades(min(p[2] for p in points), max(p[3] for p in points)) if self.log else round_steps(max(p[3] for p in points))
        x, y = axis(log10(xs[0]), log10(xs[-1]), LEFT + 20, WIDTH - RIGHT), axis(*self.ends(ticks), HEIGHT - BOTTOM, TOP)
        place = lambda point, at: (x(log10(point[0])), y(self.of(point[at], ticks)))
        return svg_of(self.title, [*self.grid(xs, ticks, x, y), *self.drawn(place)])

    def ends(self, ticks):
        return (log10(ticks[0]), log10(ticks[-1])) if self.log else (ticks[0], ticks[-1])

    def of(self, value, ticks):
        return log10(max(value, ticks[0])) if self.log else value

    def grid(self, xs, ticks, x, y):
        bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
        yield f'<text class="quiet" x="20" y="54">{escape(self.unit)}</text>'
        for tick in ticks:
            at = y(self.of(tick, ticks))
            yield f'<line class="grid" x1="{LEFT}" y1="{at:.1f}" x2="{right}" y2="{at:.1f}"/>'
            yield f'<text class="quiet" x="{LEFT - 8}" y="{at + 4.5:.1f}" text-anchor="end">{short(tick)}</text>'
        yield f'<line class="axis" x1="{LEFT}" y1="{bottom}" x2="{right}" y2="{bottom}"/>'
        for value in xs:
            at = x(log10(value))
            yield f'<line class="axis" x1="{at:.1f}" y1="{bottom}" x2="{at:.1f}" y2="{bottom + 5}"/>'
            yield f'<text class="quiet" x="{at:.1f}" y="{bottom + 20}" text-anchor="middle">{value:,}</text>'
        yield f'<text x="{(LEFT + right) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">{escape(self.x_title)}</text>'

    def drawn(self, place):
        for line in self.lines:
            path = " ".join(f"{at:.1f},{up:.1f}" for at, up in (place(point, 1) for point in line.points))
            yield f'<polyline class="{line.name} line" points="{path}"/>'
            for point in line.points:
                at, up = place(point, 1)
                if point[2] != point[3]:
                    yield f'<line class="{line.name} range" x1="{at:.1f}" y1="{place(point, 2)[1]:.1f}" x2="{at:.1f}" y2="{place(point, 3)[1]:.1f}"/>'
                yield (f'<circle class="{line.name}" cx="{at:.1f}" cy="{up:.1f}" r="4"/>' if line.name == "gateway"
                       else f'<rect class="{line.name}" x="{at - 3.5:.1f}" y="{up - 3.5:.1f}" width="7" height="7"/>')
        yield from self.names(place)

    def names(self, place):
        """At the lines' ends, and not over one another."""
        ends = sorted((place(line.points[-1], 1)[1], place(line.points[-1], 1)[0], line.name) for line in self.lines if line.points)
        for upper, lower in zip(ends, ends[1:]):
            if lower[0] - upper[0] < 18:
                middle = (lower[0] + upper[0]) / 2
                ends = [(middle - 9, *upper[1:]), (middle + 9, *lower[1:])]
        for up, at, name in ends:
            yield f'<text class="{name} name" x="{at + 10:.1f}" y="{up + 4.5:.1f}">{name}</text>'


def svg_of(title, parts):
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">',
        f"  <title>{escape(title)}</title>", f"  <style>{STYLE}  </style>",
        f'  <rect class="back" x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="6"/>',
        f'  <text class="title" x="20" y="32">{escape(title)}</text>', *(f"  {part}" for part in parts), "</svg>", ""])


def axis(low, high, start, end):
    """From a value to a place; a single value stands in the middle."""
    return lambda value: start + (end - start) * ((value - low) / (high - low) if high > low else 0.5)


def round_steps(most):
    """0, 1, 2 .. or 0, 2, 4 .. or 0, 5, 10 .. times a power of ten: four to seven ticks, the last one not below the greatest value."""
    power = 10 ** floor(log10(most / 4)) if most > 0 else 0.25
    step = next(power * times for times in (1, 2, 5, 10) if most / (power * times) <= 6)
    return [step * number for number in range(max(1, ceil(most / step)) + 1)]


def decades(least, most):
    """1, 10, 100 .. around the values; 0 has no place here and stands at the bottom."""
    low = floor(log10(least)) if least > 0 else -2
    return [10.0 ** power for power in range(low, max(low + 1, ceil(log10(most)) if most > 0 else low + 1) + 1)]


def short(value):
    return f"{value / 1e6:g} M" if value >= 1e6 else f"{value:,.0f}" if value >= 1000 else f"{value:.10g}"
