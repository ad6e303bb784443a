"""Cyclic tridiagonal systems: A[i, i-1] = dl[i], A[i, i] = d[i], A[i, i+1] = du[i], indices modulo n.

For n = 1 and n = 2 entries that meet add up (CYC-1). The three maps of the solve side by side: CYC-2 to
CYC-4. Taken in the order 0, n-1, 1, n-2, … neighbours on the cycle are at most two places apart, so the
folded matrix is a band, and elimination with pivoting keeps it one: no corner to be treated apart, and
no cyclic system that the method cannot solve (CYC-5).
"""

from system import System


def solve(dl, d, du, b):
    """x of A x = b (CYC-2)."""
    return _system(dl, d, du).solve(b)


def solve_pushforward(dl, d, du, b, dl_dot, d_dot, du_dot, b_dot):
    """ẋ = A⁻¹ (ḃ - Ȧ x) (CYC-3)."""
    system = _system(dl, d, du)
    x = system.solve(b)
    neighbours = zip(b_dot, dl_dot, d_dot, du_dot, _before(x), x, _after(x))
    return system.solve([v - l * p - m * q - u * r for v, l, m, u, p, q, r in neighbours])


def solve_pullback(dl, d, du, b, y_bar):
    """λ = A⁻ᵀ ȳ: b̄ = λ, and Ā = -λ xᵀ where A has its entries (CYC-4)."""
    system = _system(dl, d, du)
    x = system.solve(b)
    b_bar = system.solve_transposed(y_bar)
    dl_bar, d_bar, du_bar = ([-v * w for v, w in zip(b_bar, y)] for y in (_before(x), x, _after(x)))
    return dl_bar, d_bar, du_bar, b_bar


def _before(x):
    """x[i-1] for every i."""
    return x[-1:] + x[:-1]


def _after(x):
    """x[i+1] for every i."""
    return x[1:] + x[:1]


def _system(dl, d, du):
    return System("cyclic-tridiagonal-solve", dl, d, du, folded(len(d)), 2, _rows)


def folded(n):
    """0, n-1, 1, n-2, …"""
    return [k // 2 if k % 2 == 0 else n - 1 - k // 2 for k in range(n)]


def _rows(dl, d, du):
    n = len(d)
    order = folded(n)
    place = {i: k for k, i in enumerate(order)}
    rows = []
    for k, i in enumerate(order):
        row = [0] * 5
        for j, value in ((i - 1, dl[i]), (i, d[i]), (i + 1, du[i])):
            row[place[j % n] - k + 2] += value
        rows.append(row)
    return rows
