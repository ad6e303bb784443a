"""Tridiagonal matrices: A[i+1, i] = dl[i], A[i, i] = d[i], A[i, i+1] = du[i] (TRI-1 to TRI-9).

Of every operator: the primal, its pushforward (arguments, then tangents, marked _dot) and its pullback
(arguments, then the cotangent of the output, marked _bar), in the symbols of the spec. Generic over the
numbers, but for the solver: the tests run all of it on fractions, where equality is exact.
"""

from system import System


def matrix(dl, d, du):
    """The dense matrix, row by row (TRI-1). It is linear, so its pushforward is itself (TRI-2)."""
    n = len(d)
    a = [0] * (n * n)
    a[:: n + 1] = d
    a[1 : n * (n - 1) : n + 1] = du
    a[n :: n + 1] = dl
    return a


def matrix_pushforward(dl, d, du, dl_dot, d_dot, du_dot):
    return matrix(dl_dot, d_dot, du_dot)


def matrix_pullback(dl, d, du, a_bar):
    """Every entry goes back to where it came from; what lies off the band came from nowhere (TRI-3)."""
    n = len(d)
    return a_bar[n :: n + 1], a_bar[:: n + 1], a_bar[1 : n * (n - 1) : n + 1]


def multiply(dl, d, du, x):
    """y = A x (TRI-4)."""
    y = [m * v for m, v in zip(d, x)]
    for i, (l, u) in enumerate(zip(dl, du)):
        y[i] += u * x[i + 1]
        y[i + 1] += l * x[i]
    return y


def multiply_pushforward(dl, d, du, x, dl_dot, d_dot, du_dot, x_dot):
    """ẏ = Ȧ x + A ẋ (TRI-5)."""
    return [a + b for a, b in zip(multiply(dl_dot, d_dot, du_dot, x), multiply(dl, d, du, x_dot))]


def multiply_pullback(dl, d, du, x, y_bar):
    """Ā = ȳ xᵀ on the three diagonals, x̄ = Aᵀ ȳ (TRI-6)."""
    dl_bar, d_bar, du_bar = _outer(y_bar, x)
    return dl_bar, d_bar, du_bar, multiply(du, d, dl, y_bar)


def solve(dl, d, du, b):
    """x of A x = b (TRI-7)."""
    return _system(dl, d, du).solve(b)


def solve_pushforward(dl, d, du, b, dl_dot, d_dot, du_dot, b_dot):
    """A x = b differentiates to Ȧ x + A ẋ = ḃ, so ẋ = A⁻¹ (ḃ - Ȧ x) (TRI-8)."""
    system = _system(dl, d, du)
    x = system.solve(b)
    return system.solve([v - w for v, w in zip(b_dot, multiply(dl_dot, d_dot, du_dot, x))])


def solve_pullback(dl, d, du, b, y_bar):
    """b̄ = λ, Ā = -λ xᵀ on the diagonals, λ = A⁻ᵀ ȳ (TRI-9): ⟨ȳ, A⁻¹ (ḃ - Ȧ x)⟩ = ⟨λ, ḃ - Ȧ x⟩."""
    system = _system(dl, d, du)
    x = system.solve(b)
    b_bar = system.solve_transposed(y_bar)
    dl_bar, d_bar, du_bar = _outer([-v for v in b_bar], x)
    return dl_bar, d_bar, du_bar, b_bar


def _outer(v, x):
    """The three diagonals of v xᵀ."""
    return (
        [a * b for a, b in zip(v[1:], x)],
        [a * b for a, b in zip(v, x)],
        [a * b for a, b in zip(v, x[1:])],
    )


def _system(dl, d, du):
    return System("tridiagonal-solve", [0] + dl, d, du + [0], range(len(d)), 1, _rows)


def _rows(dl, d, du):
    return list(zip(dl, d, du))
