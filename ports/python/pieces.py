"""Polynomials between breaks, which every kind of interpolant here is made of (INP-1), and where a query meets them.

Piece i holds on (b[i], b[i+1]]. It is kept about both of its ends, and evaluated from the nearer one, where
nothing cancels (NUM-4). The two are taken for independent of each other, so that their cotangents add up.
"""

from bisect import bisect_left


class Pieces:
    """`about[0][i]` are the coefficients of piece i about breaks[i], `about[1][i]` those about breaks[i+1].

    As tangents or cotangents, the same shape.
    """

    def __init__(self, breaks, left, right):
        self.breaks = breaks
        self.about = left, right

    def zero(self):
        """A cotangent that has collected nothing."""
        left, right = ([[0] * len(row) for row in rows] for rows in self.about)
        return Pieces([0] * len(self.breaks), left, right)


class Place:
    """Where x is evaluated: from which end of which piece, with how many coefficients, at s = x - anchor.

    Outside the knots the tail about the end knot goes on with one coefficient of the end piece, with two, or
    with all of them (INP-3).
    """

    def __init__(self, pieces, x, extrapolation):
        b = pieces.breaks
        last = len(b) - 2
        left, right = extrapolation
        self.piece = min(max(bisect_left(b, x) - 1, 0), last)
        self.end = 1 if b[self.piece + 1] - x < x - b[self.piece] else 0
        self.anchor = self.piece + self.end
        self.s = x - b[self.anchor]
        count = len(pieces.about[self.end][self.piece])
        if x < b[0]:
            count = min(count, _TAILS.get(left, count))
        elif b[-1] < x:
            count = min(count, _TAILS.get(right, count))
        self.count = count

    def row(self, pieces):
        """The coefficients at this place, or their tangents."""
        return pieces.about[self.end][self.piece][: self.count]

    def add(self, bar, weights, anchor_bar):
        """Adds to the cotangents at this place."""
        row = bar.about[self.end][self.piece]
        for k, weight in enumerate(weights):
            row[k] += weight
        bar.breaks[self.anchor] += anchor_bar


_TAILS = {"constant": 1, "linear": 2}
