"""The operators of this port, as data (OPR-6): what `checks.py` checks and `port.py` describes and calls."""

import cyclic
import quadratic_spline
import tridiagonal


class Operator:
    """Arguments are (name, size) pairs in the order in which the maps take them.

    `size` is "n", "n-1", "m" or "n*n". `maps` are the functions, by name: the primal takes the
    arguments, the pushforward the arguments and then their tangents, the pullback the arguments and
    then the cotangent of the output.
    """

    def __init__(self, arguments, output, minimum, maps, options=None):
        self.arguments = arguments
        self.output = output
        self.minimum = minimum
        self.maps = maps
        self.options = options or {}
        self.differentiable = [name for name, _ in arguments] if "pullback" in maps else []


class Option:
    """`sided`: {"left", "right"} may give each side a value of its own."""

    def __init__(self, values, default, sided=False):
        self.values = values
        self.default = default
        self.sided = sided


def _maps(primal, pushforward, pullback):
    return {"primal": primal, "pushforward": pushforward, "pullback": pullback}


_DIAGONALS = [("dl", "n-1"), ("d", "n"), ("du", "n-1")]
_CYCLIC_DIAGONALS = [("dl", "n"), ("d", "n"), ("du", "n")]
_KNOTS = ("knots", "n")
_VALUES = ("values", "n")
_SLOPES = ("slopes", "n")
_CURVATURES = ("curvatures", "n-1")
_QUERIES = ("queries", "m")

OPERATORS = {
    "tridiagonal": Operator(
        _DIAGONALS,
        "n*n",
        1,
        _maps(tridiagonal.matrix, tridiagonal.matrix_pushforward, tridiagonal.matrix_pullback),
    ),
    "tridiagonal-multiply": Operator(
        [*_DIAGONALS, ("x", "n")],
        "n",
        1,
        _maps(tridiagonal.multiply, tridiagonal.multiply_pushforward, tridiagonal.multiply_pullback),
    ),
    "tridiagonal-solve": Operator(
        [*_DIAGONALS, ("b", "n")],
        "n",
        1,
        _maps(tridiagonal.solve, tridiagonal.solve_pushforward, tridiagonal.solve_pullback),
    ),
    "cyclic-tridiagonal-solve": Operator(
        [*_CYCLIC_DIAGONALS, ("b", "n")],
        "n",
        1,
        _maps(cyclic.solve, cyclic.solve_pushforward, cyclic.solve_pullback),
    ),
    "quadratic-spline-rhs": Operator(
        [_KNOTS, _VALUES],
        "n",
        2,
        _maps(quadratic_spline.rhs, quadratic_spline.rhs_pushforward, quadratic_spline.rhs_pullback),
    ),
    "quadratic-spline-slopes": Operator(
        [("rhs", "n")],
        "n",
        1,
        _maps(quadratic_spline.slopes, quadratic_spline.slopes_pushforward, quadratic_spline.slopes_pullback),
    ),
    "quadratic-spline-curvatures": Operator(
        [_KNOTS, _SLOPES],
        "n-1",
        2,
        _maps(
            quadratic_spline.curvatures,
            quadratic_spline.curvatures_pushforward,
            quadratic_spline.curvatures_pullback,
        ),
    ),
    "locate": Operator([_KNOTS, _QUERIES], "m", 2, {"primal": quadratic_spline.locate}),
    "quadratic-spline-compose": Operator(
        [_KNOTS, _VALUES, _SLOPES, _CURVATURES, _QUERIES],
        "m",
        2,
        _maps(quadratic_spline.compose, quadratic_spline.compose_pushforward, quadratic_spline.compose_pullback),
    ),
    "quadratic-spline": Operator(
        [_KNOTS, _VALUES, _QUERIES],
        "m",
        2,
        _maps(quadratic_spline.spline, quadratic_spline.spline_pushforward, quadratic_spline.spline_pullback),
        {
            "start": Option(["zero-slope"], "zero-slope"),
            # Beyond the knots the end pieces go on by themselves, so only the checks look at this.
            "extrapolation": Option(["none", "extension"], "none", sided=True),
        },
    ),
}
