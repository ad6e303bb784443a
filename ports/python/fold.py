"""Extrapolation as a map of the queries (INP-4): where it is periodic or reflective, they are folded onto the knots,

    x = σ q + α t[0] + β t[n-1]

with integers σ, α, β that depend on the cell of q alone: the copy of (t[0], t[n-1]] that it lies in. The knots
move the period, so they have a part in the derivative; the cell is held fixed (OPR-5).
"""

REPEATING = ("periodic", "reflective")


def cell_of(q, t, extrapolation):
    """k = ⌈(q - t[n-1])/P⌉ on the right, k = -⌊(t[0] - q)/P⌋ - 1 on the left; 0 where q stays where it is."""
    left, right = extrapolation
    if t[-1] < q and right in REPEATING:
        period = t[-1] - t[0]
        whole = int((q - t[-1]) // period)
        return whole if t[-1] + whole * period == q else whole + 1
    if q < t[0] and left in REPEATING:
        return -int((t[0] - q) // (t[-1] - t[0])) - 1
    return 0


class Fold:
    """The fold of a cell. A reflective cell that is odd is mirrored, its right end the image of t[0]."""

    def __init__(self, cell, extrapolation):
        left, right = extrapolation
        is_mirrored = cell % 2 and (left if cell < 0 else right) == "reflective"
        self.sigma, self.alpha, self.beta = (-1, 1 - cell, 1 + cell) if is_mirrored else (1, cell, -cell)

    def of(self, q, t):
        """x; of tangents of q and t its tangent."""
        return self.sigma * q + self.alpha * t[0] + self.beta * t[-1]

    def pullback(self, x_bar, t_bar):
        """Adds to t̄, returns q̄."""
        t_bar[0] += self.alpha * x_bar
        t_bar[-1] += self.beta * x_bar
        return self.sigma * x_bar
