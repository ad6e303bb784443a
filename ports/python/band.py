"""A = LU of a band matrix with partial pivoting, and the solves with A and Aᵀ (TRI-10).

Generic over the numbers: floats here, decimals or fractions where floats do not suffice. After LAPACK's
gbtrf, by rows. How good the solution is, is not judged here.
"""


class NoPivot(ArithmeticError):
    """Every candidate for a pivot is zero, which for rounded numbers says nothing about the matrix."""


class BandLU:
    """`rows[k]` holds A[k, k-width] to A[k, k+width]; what lies outside the matrix is not read."""

    def __init__(self, rows, width):
        n = len(rows)
        self.steps = []  # of each column: where in the window the pivot was, its row of U, the multipliers
        # The window: the rows that column k may have its pivot in, each from column k on.
        window = [list(rows[k][width - k :]) + [0] * (width - k) for k in range(min(width, n))]
        for k in range(n):
            if k + width < n:
                window.append(rows[k + width])
            pivot, place = window[0], 0
            for j, row in enumerate(window):
                if abs(row[0]) > abs(pivot[0]):
                    pivot, place = row, j
            if pivot[0] == 0:
                raise NoPivot
            window[place] = window[0]
            multipliers, below = [], []
            for row in window[1:]:
                m = row[0] / pivot[0]
                multipliers.append(m)
                below.append([a - m * u for a, u in zip(row[1:], pivot[1:])] + [0])
            window = below
            self.steps.append((place, pivot, multipliers))

    def solve(self, b):
        """x of A x = b: forward with L, backward with U."""
        y = list(b)
        for k, (place, _, multipliers) in enumerate(self.steps):
            y[k], y[k + place] = y[k + place], y[k]
            for j, m in enumerate(multipliers, k + 1):
                y[j] -= m * y[k]
        for k in range(len(y) - 1, -1, -1):
            pivot = self.steps[k][1]
            for u, x in zip(pivot[1:], y[k + 1 : k + len(pivot)]):
                y[k] -= u * x
            y[k] /= pivot[0]
        return y

    def solve_transposed(self, c):
        """λ of Aᵀ λ = c with the same factors: forward with Uᵀ, backward with Lᵀ."""
        y = list(c)
        for k, (_, pivot, _) in enumerate(self.steps):
            y[k] /= pivot[0]
            for j, u in enumerate(pivot[1 : len(y) - k], k + 1):
                y[j] -= u * y[k]
        for k in range(len(y) - 1, -1, -1):
            place, _, multipliers = self.steps[k]
            for j, m in enumerate(multipliers, k + 1):
                y[k] -= m * y[j]
            y[k], y[k + place] = y[k + place], y[k]
        return y
