"""Slope rules that look at the chords near a knot: from each slope with its partial derivatives, the three maps.

A rule is a function of gaps h and chords' slopes m, two or more, to one `Slope` a knot. With two knots there is
one chord, and every such rule gives its slope: the interpolant is the line (INP-12).
"""

from collections import defaultdict


class Slope:
    """z, and its partial derivatives by m and by h: factors by index, zero where there is none."""

    def __init__(self, z, by_m=(), by_h=()):
        self.z = z
        self.by_m = defaultdict(int, by_m)
        self.by_h = defaultdict(int, by_h)


class LocalSlopes:
    def __init__(self, rule):
        self.rule = rule

    def slopes(self, h, m, ends, options):
        return [slope.z for slope in self._at_knots(h, m)]

    def slopes_pushforward(self, h, m, ends, h_dot, m_dot, ends_dot, options):
        """ż = ∂z/∂m ṁ + ∂z/∂h ḣ."""
        z_dot = []
        for slope in self._at_knots(h, m):
            moved = sum(factor * m_dot[j] for j, factor in slope.by_m.items())
            z_dot.append(moved + sum(factor * h_dot[j] for j, factor in slope.by_h.items()))
        return z_dot

    def slopes_pullback(self, h, m, ends, z_bar, options):
        """m̄ += ∂z/∂m z̄, h̄ += ∂z/∂h z̄."""
        h_bar, m_bar = [0] * len(h), [0] * len(m)
        for slope, one in zip(self._at_knots(h, m), z_bar):
            for j, factor in slope.by_m.items():
                m_bar[j] += factor * one
            for j, factor in slope.by_h.items():
                h_bar[j] += factor * one
        return h_bar, m_bar

    def _at_knots(self, h, m):
        return self.rule(h, m) if len(m) > 1 else [Slope(m[0], {0: 1})] * 2
