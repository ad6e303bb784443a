"""What is checked before anything is computed, and in which order (ERR-2 to ERR-5).

Options, then names and lengths, then that numbers are finite, then that knots increase, then the range
of the queries, then tangents or cotangent; the first fault, in the order of the arguments, is the one
reported. SINGULAR is not found here: only a solve can find it.
"""

import json
from math import inf, isfinite, nan

from errors import CotangentError

# How many periods outside the knots a query may lie (INP-4); not named: any number.
_REACH = {"none": 0, "periodic": 2**50, "reflective": 2**50}

SPECIALS = {"NaN": nan, "Infinity": inf, "-Infinity": -inf}


class Call:
    """A request for one map of one operator, checked: arrays of floats in the order of the arguments.

    `tangents` are for a pushforward (one that is missing is zero, OPR-8), `cotangent` for a pullback.
    """

    def __init__(self, name, operator, map_name, arguments, options, tangents=None, cotangent=None):
        self.name = name
        self.operator = operator
        if map_name not in operator.maps:
            self._fail("NOT_DIFFERENTIABLE", "it has a primal only", f"a request for its {map_name}", "primal")
        self.options = self._options(options)
        self.called_for = dict(operator.arguments_for(self.options))
        self.sizes = self._sizes(arguments)
        self.arguments = [_floats(arguments[argument]) for argument in self.called_for]
        by_name = dict(zip(self.called_for, self.arguments))
        for argument, numbers in by_name.items():
            self._check_finite(argument, numbers, arguments[argument])
        if "knots" in by_name:
            self._check_increasing(by_name["knots"])
        if "extrapolation" in self.options:
            self._check_range(by_name, self.options["extrapolation"])
        if map_name == "pushforward":
            self.tangents = self._tangents(tangents)
        if map_name == "pullback":
            self.cotangent = self._array("cotangent", cotangent, operator.output, "entries, as the output has")

    def compute(self, map_name, inputs):
        return self.operator.compute(map_name, inputs, self.options)

    def _fail(self, code, constraint, got, expected, argument=None, index=None):
        message = f"{self.name}: {constraint}; got {got}, expected {expected}"
        raise CotangentError(code, message, argument, index)

    def _options(self, given):
        """The options with defaults filled in; of a sided one the pair of both sides."""
        options = {name: option.default for name, option in self.operator.options.items()}
        for name, value in given.items():
            option = self.operator.options.get(name)
            if option is None:
                known = ", ".join(self.operator.options)
                expected = f"one of {known}" if known else "no options"
                self._fail("INVALID_OPTION", f"there is no option '{name}'", _show(value), expected, name)
            is_two = option.sided and isinstance(value, dict) and set(value) == {"left", "right"}
            if not all(_is_taken(option, one) for one in (value.values() if is_two else [value])):
                takes = ", ".join(map(str, option.values)) + (" or {left, right} of these" if option.sided else "")
                self._fail("INVALID_OPTION", f"{name} takes {takes}", _show(value), option.default, name)
            options[name] = value
        for name, option in self.operator.options.items():
            if option.sided:
                value = options[name]
                sides = (value["left"], value["right"]) if isinstance(value, dict) else (value, value)
                if len(set(sides)) == 2 and option.paired in sides:
                    constraint = f"{name} is {option.paired} at both ends or at none"
                    self._fail("INVALID_OPTION", constraint, _show(value), "options that go together")
                options[name] = sides
        return options

    def _sizes(self, arguments):
        """n is the length of the first argument that has n entries, m that of the first that has m."""
        known = list(self.called_for)
        for name in arguments:
            if name not in known:
                constraint = f"there is no argument '{name}'"
                self._fail("LENGTH_MISMATCH", constraint, name, ", ".join(known), name)
        for name in known:
            if not isinstance(arguments.get(name), list):
                got = _show(arguments[name]) if name in arguments else "nothing"
                self._fail("LENGTH_MISMATCH", f"{name} must be an array of numbers", got, "an array", name)
        first = {}
        for name, size in self.called_for.items():
            first.setdefault(size, name)
        n, m = len(arguments[first["n"]]), len(arguments[first["m"]]) if "m" in first else 0
        minimum = self.operator.minimum_for(self.options)
        if n < minimum:
            code = "TOO_FEW_KNOTS" if first["n"] == "knots" else "LENGTH_MISMATCH"
            self._fail(code, f"{first['n']} must have at least {minimum} entries", n, f"{minimum} or more", first["n"])
        sizes = {"n": n, "n-1": n - 1, "m": m, "n*n": n * n, "2": 2}
        for name, size in self.called_for.items():
            self._check_length(name, arguments[name], sizes[size], f"entries ({size}, where n = {n})")
        return sizes

    def _tangents(self, given):
        sizes = self.called_for
        checked = {}
        for name, tangent in given.items():
            if name not in sizes:
                constraint = f"there is no argument '{name}'"
                self._fail("LENGTH_MISMATCH", constraint, f"a tangent for {name}", ", ".join(sizes), name)
            checked[name] = self._array(name, tangent, sizes[name], f"entries in its tangent, as {name} has")
        return [checked.get(name, [0.0] * self.sizes[size]) for name, size in sizes.items()]

    def _array(self, name, given, size, why):
        self._check_length(name, given, self.sizes[size], why)
        numbers = _floats(given)
        self._check_finite(name, numbers, given)
        return numbers

    def _check_length(self, name, given, length, why):
        if not isinstance(given, list) or len(given) != length:
            got = len(given) if isinstance(given, list) else _show(given)
            self._fail("LENGTH_MISMATCH", f"{name} must have {length} {why}", got, length, name)

    def _check_finite(self, name, numbers, given):
        for index, number in enumerate(numbers):
            if not isfinite(number):
                got = f"{name}[{index}] = {_show(given[index])}"
                self._fail("NOT_FINITE", f"{name} must be finite numbers", got, "a finite number", name, index)

    def _check_increasing(self, knots):
        for index in range(1, len(knots)):
            if not knots[index] > knots[index - 1]:
                got = f"knots[{index}] = {knots[index]} after {knots[index - 1]}"
                expected = f"more than {knots[index - 1]}"
                self._fail("NOT_INCREASING", "knots must increase strictly", got, expected, "knots", index)

    def _check_range(self, by_name, extrapolation):
        knots = by_name["knots"]
        period = knots[-1] - knots[0]
        left, right = (_REACH.get(side, inf) for side in extrapolation)
        low = knots[0] - (left * period if left else 0)
        high = knots[-1] + (right * period if right else 0)
        for name in ("queries", "from", "to"):
            for index, query in enumerate(by_name.get(name, [])):
                if not low <= query <= high:
                    constraint = f"{name} must lie within the knots, or as far outside as extrapolation goes"
                    got, expected = f"{name}[{index}] = {query}", f"{low} to {high}"
                    self._fail("OUT_OF_RANGE", constraint, got, expected, name, index)

    def check_result(self, what, numbers):
        """A result that overflows is an error, never a silent NaN or infinity (ERR-5)."""
        for index, number in enumerate(numbers):
            if not isfinite(number):
                got, expected = f"{number} at index {index}", "a result within the range of doubles"
                self._fail("NOT_FINITE", f"{what} overflows", got, expected, None, index)
        return numbers


def _is_taken(option, value):
    """True is no 1."""
    return not isinstance(value, bool) and value in option.values


def _floats(given):
    return [number if type(number) is float else _float(number) for number in given]


def _float(value):
    """The double that a JSON value stands for (PRT-4); what is no number becomes NaN, and is found so."""
    if type(value) is int:
        return float(value)
    return SPECIALS.get(value, nan) if isinstance(value, str) else nan


def _show(value):
    return json.dumps(value)
