"""The operators of this port, as data (OPR-6): what `checks.py` checks and `port.py` describes and calls."""

from functools import partial

import cubic_spline
import cyclic
import linear
import quadratic_pieces
import quadratic_spline
import tridiagonal
from akima import akima
from arithmetic import Units, compute
from hermite import Hermite
from interpolant import maps_of_integrals, maps_of_values
from pchip import pchip


class Operator:
    """Arguments are (name, size) pairs in the order in which the maps take them.

    `size` is "n", "n-1", "m", "n*n" or "2", one for each end. `maps` are the functions, by name: the primal takes
    the arguments, the pushforward the arguments and then their tangents, the pullback the arguments and then the
    cotangent of the output; those of an operator with options take them as `options`. `only_with` has for an
    argument the option and the value that call for it, `minimum_with` the smallest n for such a pair.
    """

    def __init__(self, arguments, output, minimum, maps, options=None, only_with=None, minimum_with=None):
        self.arguments = arguments
        self.output = output
        self.minimum = minimum
        self.maps = maps
        self.options = options or {}
        self.only_with = only_with or {}
        self.minimum_with = minimum_with or {}

    def differentiable(self, options=None):
        """The arguments with a derivative: for these options, or of all."""
        known = self.arguments if options is None else self.arguments_for(options)
        return [name for name, _ in known] if "pullback" in self.maps else []

    def arguments_for(self, options):
        """The arguments that are called for, on either side where the option is sided."""
        return [one for one in self.arguments if one[0] not in self.only_with or _has(options, self.only_with[one[0]])]

    def minimum_for(self, options):
        return max([self.minimum, *(n for pair, n in self.minimum_with.items() if _has(options, pair))])

    def compute(self, map_name, inputs, options):
        """One of the maps, for lists of floats."""
        return self.maps[map_name](*inputs)


class InterpolantOperator(Operator):
    """Its maps are computed in other numbers than floats (`arithmetic.py`)."""

    def compute(self, map_name, inputs, options):
        arguments = [UNITS[name] for name, _ in self.arguments_for(options)]
        # A derivative is measured in ordinates by abscissae, an integral in both.
        output = (-options["order"] if "order" in options else 1, 1)
        function = partial(self.maps[map_name], options=options)
        return compute(function, map_name, inputs, Units(arguments, output))


def _has(options, pair):
    name, value = pair
    return value in options[name] if isinstance(options[name], tuple) else options[name] == value


class Option:
    """`sided`: {"left", "right"} may give each side its own value, and the maps see a pair.

    `paired` is a value that only goes with itself on the other side.
    """

    def __init__(self, values, default, sided=False, paired=None):
        self.values = values
        self.default = default
        self.sided = sided
        self.paired = paired


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
}


def _interpolant(name, rule, options=None, ends=(), only_with=None, minimum_with=None):
    """A kind and its integral, from the rule that makes its pieces."""
    data = [_KNOTS, _VALUES, *ends]
    options = {**(options or {}), "extrapolation": _EXTRAPOLATION}
    for full_name, places, maps, more in (
        (name, [_QUERIES], maps_of_values(rule), {"order": Option([0, 1, 2], 0)}),
        (f"{name}-integral", [("from", "m"), ("to", "m")], maps_of_integrals(rule), {}),
    ):
        arguments = [*data, *places]
        all_options = {**options, **more}
        OPERATORS[full_name] = InterpolantOperator(arguments, "m", 2, maps, all_options, only_with, minimum_with)


_EXTRAPOLATION = Option(["none", "constant", "linear", "extension", "periodic", "reflective"], "none", sided=True)

# Powers of the unit of the abscissae and of that of the ordinates.
UNITS = {name: (1, 0) for name in ("knots", "queries", "from", "to")}
UNITS.update(values=(0, 1), endSlopes=(-1, 1), endCurvatures=(-2, 1))

_interpolant(
    "quadratic-spline",
    quadratic_pieces,
    {"start": Option(["zero-slope", "collocation"], "zero-slope")},
    minimum_with={("start", "collocation"): 3},
)
_interpolant("linear-interpolation", linear)
_interpolant("akima", Hermite(akima))
_interpolant("pchip", Hermite(pchip))
_interpolant(
    "cubic-spline",
    Hermite(cubic_spline),
    {"boundary": Option([*cubic_spline.CONDITIONS], "natural", sided=True, paired="periodic")},
    [(name, "2") for name in cubic_spline.GIVEN],
    {name: ("boundary", condition) for name, condition in cubic_spline.GIVEN.items()},
)
