"""`cubic-spline`: the slopes that make a piecewise cubic C², with a condition at each end (CSP-1 to CSP-6).

Every equation is a sum of terms over pieces j, w (a z[j] + b z[j+1] - c m[j]) = g, with a weight w = ±h[k]ᵉ. So the
equations are data, A z = r, and the derivative maps are written once for all of them. The rows reach two places
to either side, on a ring too if its knots are taken in the order 0, n-1, 1, …: `band.py` eliminates them.

Of two knots not-a-knot leaves the line, of three the parabola through all.
"""

from band import BandLU
from cyclic import folded

CONDITIONS = "natural", "clamped", "second-derivatives", "not-a-knot", "periodic"
# The arguments that go with a condition.
GIVEN = {"endSlopes": "clamped", "endCurvatures": "second-derivatives"}

# (a, b, c) of h p″/2 at the right end and -h p″/2 at the left end of a piece, of h² p‴/6, of p′ at either end
# without and with the chord.
_BEND = (2, 1, 3), (1, 2, 3)
_TWIST = (1, 1, 2)
_SLOPE = (1, 0, 0), (0, 1, 0)
_SLOPE_OF_CHORD = (1, 0, 1), (0, 1, 1)


class _Term:
    def __init__(self, j, factors, k=0, power=0, sign=1):
        self.j, self.k, self.power, self.sign = j, k, power, sign
        self.a, self.b, self.c = factors

    def weight(self, h):
        return self.sign * (1, h[self.k], h[self.k] * h[self.k])[self.power]

    def weight_slope(self, h):
        """∂w/∂h[k]."""
        return self.sign * (0, 1, 2 * h[self.k])[self.power]


class _Equation:
    """`given`: (name, end, factor, k) for g = factor · name[end], times h[k] unless k is None."""

    def __init__(self, *terms, given=None):
        self.terms, self.given = terms, given


def slopes(h, m, ends, options):
    """z of A z = r."""
    return _System(h, m, _named(ends, options), options).slopes()


def slopes_pushforward(h, m, ends, h_dot, m_dot, ends_dot, options):
    """A ż = ṙ - Ȧ z (CSP-2), with ẇ = ∂w/∂h ḣ in each term."""
    system = _System(h, m, _named(ends, options), options)
    z, ends_dot = system.slopes(), _named(ends_dot, options)
    right = []
    for equation in system.equations:
        moved = 0
        for one in equation.terms:
            w_dot = one.weight_slope(h) * h_dot[one.k]
            rest = one.a * z[one.j] + one.b * z[one.j + 1] - one.c * m[one.j]
            moved += one.weight(h) * one.c * m_dot[one.j] - w_dot * rest
        if equation.given:
            name, end, factor, k = equation.given
            g_dot = ends_dot[name][end]
            moved += factor * (g_dot if k is None else g_dot * h[k] + system.ends[name][end] * h_dot[k])
        right.append(moved)
    return system.closed(system.solve(right))


def slopes_pullback(h, m, ends, z_bar, options):
    """r̄ = λ = A⁻ᵀ z̄ and Ā = -λ zᵀ (CSP-3): ⟨z̄, ż⟩ = ⟨λ, ṙ - Ȧ z⟩, of which each term hands on its part."""
    system = _System(h, m, _named(ends, options), options)
    z = system.slopes()
    h_bar, m_bar = [0] * len(h), [0] * len(m)
    ends_bar = {name: [0, 0] for name in system.ends}
    for equation, weight in zip(system.equations, system.solve_transposed(z_bar)):
        for one in equation.terms:
            rest = one.a * z[one.j] + one.b * z[one.j + 1] - one.c * m[one.j]
            h_bar[one.k] -= weight * one.weight_slope(h) * rest
            m_bar[one.j] += weight * one.weight(h) * one.c
        if equation.given:
            name, end, factor, k = equation.given
            if k is not None:
                h_bar[k] += weight * factor * system.ends[name][end]
            ends_bar[name][end] += weight * factor * (1 if k is None else h[k])
    return h_bar, m_bar, *ends_bar.values()


class _System:
    """A z = r; with a ring of knots z[n-1] is z[0], and no unknown of its own."""

    def __init__(self, h, m, ends, options):
        n = len(h) + 1
        self.ends = ends
        self.equations = _equations(n, options["boundary"])
        size = len(self.equations)
        self.is_ring = size < n
        self.order = folded(size) if self.is_ring else list(range(size))
        place = {i: k for k, i in enumerate(self.order)}
        rows = [[0] * 5 for _ in range(size)]
        self.right = []
        for i, equation in enumerate(self.equations):
            right = 0
            for one in equation.terms:
                w = one.weight(h)
                for j, factor in ((one.j, one.a), ((one.j + 1) % size, one.b)):
                    if factor:
                        rows[place[i]][place[j] - place[i] + 2] += w * factor
                right += w * one.c * m[one.j]
            if equation.given:
                name, end, factor, k = equation.given
                right += factor * ends[name][end] * (1 if k is None else h[k])
            self.right.append(right)
        one = h[0] / h[0]
        self.factors = BandLU([[value * one for value in row] for row in rows], 2)

    def slopes(self):
        return self.closed(self.solve(self.right))

    def solve(self, right):
        return self._reordered(self.factors.solve([right[i] for i in self.order]))

    def solve_transposed(self, z_bar):
        if self.is_ring:
            z_bar = [z_bar[0] + z_bar[-1], *z_bar[1:-1]]
        return self._reordered(self.factors.solve_transposed([z_bar[i] for i in self.order]))

    def closed(self, z):
        return [*z, z[0]] if self.is_ring else z

    def _reordered(self, x):
        return [value for _, value in sorted(zip(self.order, x), key=lambda pair: pair[0])]


def _equations(n, boundary):
    inner = [_smooth(i, i + 1) for i in range(n - 2)]
    if boundary[0] == "periodic":
        return [_smooth(n - 2, 0), *inner]
    is_free = boundary == ("not-a-knot", "not-a-knot")
    return [_condition(boundary[0], 0, n, is_free), *inner, _condition(boundary[1], 1, n, is_free)]


def _smooth(j, k):
    """p″ of the pieces j and k is the same at the knot between them (CSP-1)."""
    return _Equation(_Term(j, _BEND[1], k, 1), _Term(k, _BEND[0], j, 1))


def _condition(condition, end, n, is_free):
    """At the end piece j, k the next one inwards (CSP-4 to CSP-6)."""
    j, k = (n - 2, n - 3) if end else (0, 1)
    if condition == "clamped":
        return _Equation(_Term(j, _SLOPE[end]), given=("endSlopes", end, 1, None))
    if condition == "second-derivatives":
        # Twice the equation, so that nothing is halved.
        bend = [2 * factor for factor in _BEND[end]]
        return _Equation(_Term(j, bend), given=("endCurvatures", end, 1 if end else -1, j))
    if condition == "not-a-knot":
        if n == 2:
            return _Equation(_Term(j, _SLOPE_OF_CHORD[end]))
        if n == 3 and is_free:
            return _Equation(_Term(j, _TWIST))
        return _Equation(_Term(j, _TWIST, k, 2), _Term(k, _TWIST, j, 2, -1))
    return _Equation(_Term(j, _BEND[end]))


def _named(ends, options):
    """What is given at the ends, by the name of its argument."""
    return dict(zip((name for name, condition in GIVEN.items() if condition in options["boundary"]), ends))
