"""Tests of the operators: `python3 -m unittest discover ports/python`. They need nothing but Python.

Every double is a rational number and every operator here a rational function, so the truth is computed
in fractions and compared for equality (NUM-5); rounding is then judged by the stability factor (NUM-2).
"""

import random
import unittest
from fractions import Fraction
from unittest import mock

import arithmetic
import cyclic
import determinant
import system
import tridiagonal
from arithmetic import nearest
from band import BandLU
from catalogue import OPERATORS, UNITS
from checks import Call
from errors import CotangentError
from exact import dense, dot, drawn, dual, eliminate, exactly, flat, fractions, perturbed

EPSILON = Fraction(1, 2**53)
DIFFERENTIABLE = [name for name, operator in OPERATORS.items() if operator.differentiable()]
INTERPOLANTS = [name for name, operator in OPERATORS.items() if "extrapolation" in operator.options]


class Formulas(unittest.TestCase):
    """The maps against one another and against their definitions, in fractions: equality, no tolerance."""

    def test_pushforward_is_the_derivative_of_the_primal(self):
        for name in DIFFERENTIABLE:
            for draw in drawn(name, 30):
                x, x_dot = fractions(draw.arguments), fractions(draw.tangents)
                expected = [dual(y).du for y in draw.exactly("primal", *perturbed(x, x_dot))]
                self.assertEqual(draw.exactly("pushforward", *x, *x_dot), expected, (name, draw.options))

    def test_pullback_is_the_adjoint_of_the_pushforward(self):
        for name in DIFFERENTIABLE:
            for draw in drawn(name, 30):
                x, x_dot = fractions(draw.arguments), fractions(draw.tangents)
                (y_bar,) = fractions([draw.cotangent])
                x_bar = draw.exactly("pullback", *x, y_bar)
                self.assertEqual([len(v) for v in x_bar], [len(v) for v in x], name)
                by_argument = sum(dot(v, w) for v, w in zip(x_bar, x_dot))
                along = dot(y_bar, draw.exactly("pushforward", *x, *x_dot))
                self.assertEqual(along, by_argument, (name, draw.options))

    def test_band_elimination_solves_with_the_matrix_and_its_transpose(self):
        for module, name in ((tridiagonal, "tridiagonal-solve"), (cyclic, "cyclic-tridiagonal-solve")):
            for draw in drawn(name, 100, largest=9):
                dl, d, du, b = fractions(draw.arguments)
                if module is tridiagonal:
                    dl, du, order, width = [0] + dl, du + [0], range(len(d)), 1
                else:
                    order, width = cyclic.folded(len(d)), 2
                factors = BandLU(module._rows(dl, d, du), width)
                a = dense(dl, d, du)
                x, y = ([None] * len(d) for _ in range(2))
                permuted = [b[i] for i in order]
                for i, v, w in zip(order, factors.solve(permuted), factors.solve_transposed(permuted)):
                    x[i], y[i] = v, w
                self.assertEqual([dot(row, x) for row in a], b)
                self.assertEqual([dot(column, y) for column in zip(*a)], b)

    def test_primals_by_hand(self):
        self.assertEqual(primal("tridiagonal", [3], [1, 4], [2]), [1, 2, 3, 4])
        self.assertEqual(primal("tridiagonal-multiply", [3], [1, 4], [2], [1, 2]), [5, 11])
        self.assertEqual(primal("cyclic-tridiagonal-solve", [1], [1], [2], [8]), [2])
        self.assertEqual(primal("cyclic-tridiagonal-solve", [1, 0], [1, 1], [1, 0], [5, 2]), [1, 2])
        self.assertEqual(primal("quadratic-spline-rhs", [0, 1, 3], [1, 2, 0]), [0, 2, -2])
        self.assertEqual(primal("quadratic-spline-slopes", [0, 2, -2]), [0, 2, -4])
        self.assertEqual(primal("quadratic-spline-curvatures", [0, 1, 3], [0, 2, -4]), [1, -1.5])
        self.assertEqual(primal("locate", [0, 1, 3], [-1, 0, 1, 2, 3, 4]), [0, 0, 0, 1, 1, 1])
        self.assertEqual(primal("quadratic-spline", [0, 1, 3], [1, 2, 0], [0.5, 1, 2, 3]), [1.25, 2, 2.5, 0])

    def test_interpolants_by_hand(self):
        def check(name, data, places, expected, **options):
            self.assertEqual(primal(name, *data, *places, **options), expected, (name, options))

        line = [0, 1, 3], [1, 2, 0]
        check("linear-interpolation", line, [[0, 0.5, 1, 2]], [1, 1, 1, -1], order=1)
        check("linear-interpolation", line, [[3.5, -0.5, 6.5]], [1.5, 0.5, 1.5], extrapolation="periodic")
        check("linear-interpolation", line, [[3.5, -0.5, 6.5]], [0.5, 1.5, 1.5], extrapolation="reflective")
        check("linear-interpolation-integral", line, [[0, 3, 0.5], [3, 0, 2]], [3.5, -3.5, 2.375])
        check("linear-interpolation-integral", line, [[0], [6]], [7], extrapolation="periodic")
        check("linear-interpolation-integral", line, [[-1], [0]], [1], extrapolation="constant")
        check("quadratic-spline", line, [[-1, 4]], [1, -4], extrapolation="linear")
        parabola = [0, 1, 3, 4], [0, 1, 9, 16]
        check("quadratic-spline", parabola, [[2, 5]], [4, 25], start="collocation", extrapolation="extension")
        knots = [0, 1, 2, 3]
        check("akima", (knots, [0, 2, 3, 1]), [knots], [2.5, 1.75, 0.25, -3.5], order=1)
        check("pchip", (knots, [0, 1, 4, 9]), [knots], [0, 1.5, 3.75, 6], order=1)
        check("pchip", (knots, [0, 1, 0, 0]), [knots], [2, 0, 0, 0], order=1)
        cube = knots, [0, 1, 8, 27]
        check("cubic-spline", cube, [[1.5, 4]], [3.375, 64], boundary="not-a-knot", extrapolation="extension")


class Stability(unittest.TestCase):
    """K = |ŷ - y| / (ε (|J| |x| + |y|)), every map taken as a function of all its inputs (NUM-2, NUM-3)."""

    def check(self, name, seeds, **kind):
        for name_of_map in OPERATORS[name].maps:
            for draw in drawn(name, seeds, **kind):
                inputs = draw.inputs(name_of_map)
                computed = flat(name_of_map, draw.compute(name_of_map, *inputs))
                x = fractions(inputs)
                true = flat(name_of_map, draw.exactly(name_of_map, *x))
                scale = [abs(value) for value in true]
                for k, array in enumerate(x):
                    for j, value in enumerate(array):
                        direction = [[Fraction(0)] * len(one) for one in x]
                        direction[k][j] = Fraction(1)
                        column = flat(name_of_map, draw.exactly(name_of_map, *perturbed(x, direction)))
                        scale = [s + abs(dual(one).du * value) for s, one in zip(scale, column)]
                for got, expected, one in zip(computed, true, scale):
                    self.assertLessEqual(abs(Fraction(got) - expected), 8 * EPSILON * one, (name, draw.options, inputs))

    def test_every_map_of_every_operator(self):
        for name in DIFFERENTIABLE:
            self.check(name, 8, largest=4)

    def test_solves_with_rows_of_any_scale(self):
        for name in ("tridiagonal-solve", "cyclic-tridiagonal-solve"):
            self.check(name, 8, largest=4, row_bits=20)

    def test_what_floats_do_not_suffice_for(self):
        hard = [
            ([1.0], [1e-20, 1.0], [1.0], [1.0, 2.0]),
            ([1.0], [0.0, 0.0], [1.0], [1.0, 2.0]),
            ([1.0], [1.0, 1.0], [1.0 + 2.0**-52], [1.0, 1.0]),
            ([0.1, 0.3], [0.1, 0.3, 0.7], [0.3, 0.7], [1.0, 1e-200, 1e200]),
            ([1e300, 1e-300], [1e-300, 1e300, 1e-300], [1e300, 1e-300], [1.0, 1e-300, 1e-300]),
            ([1e-320], [1e-320, 3e-320], [0.0], [1e-320, 5e-320]),
            ([3.0, 3.0], [1.0, 3.0, 7.0], [5.0, 1e-30], [0.0, 0.0, 1.0]),
            # x[1] is 0, and with a hundred digits it is 1e-100.
            ([3e-300], [3e300, 0.0], [-1e300], [-3e300, -3e-300]),
        ]
        for arguments in hard:
            expected = [nearest(x) for x in exactly(tridiagonal.solve, *fractions(arguments))]
            for got, true in zip(tridiagonal.solve(*arguments), expected):
                self.assertLessEqual(abs(got - true), 2.0**-50 * abs(true), arguments)

    def test_ordinary_systems_hardly_ever_need_more_than_floats(self):
        solves = 0
        with mock.patch.object(system.System, "_solve_in", autospec=True, side_effect=system.System._solve_in) as slow:
            for name in ("tridiagonal-solve", "cyclic-tridiagonal-solve"):
                for draw in drawn(name, 100, largest=9, row_bits=20):
                    draw.compute("pullback", *draw.inputs("pullback"))
                    solves += 2
        self.assertLess(slow.call_count, solves / 50)

    def test_interpolants_in_decimals(self):
        """They are as good as fractions: what is 0 in these may be 10⁻¹⁰⁰ or so, all else is the same."""
        for name in INTERPOLANTS:
            for draw in drawn(name, 10, largest=8):
                for name_of_map in OPERATORS[name].maps:
                    inputs = draw.inputs(name_of_map)
                    expected = flat(name_of_map, draw.compute(name_of_map, *inputs))
                    with mock.patch.object(arithmetic, "FRACTIONS", 0):
                        got = flat(name_of_map, draw.compute(name_of_map, *inputs))
                    for one, true in zip(got, expected):
                        self.assertTrue(one == true or abs(one) < 1e-80 and true == 0, (name, draw.options, inputs))

    def test_decimals_where_fractions_get_long(self):
        n = system.FRACTIONS + 20
        numbers = random.Random(1)
        dl, du = ([numbers.uniform(-1, 1) for _ in range(n - 1)] for _ in range(2))
        d = [numbers.uniform(-1, 1) for _ in range(n)]
        # All but singular: the last entry is the one that makes it so, rounded.
        pivot = Fraction(d[0])
        for l, m, u in zip(dl, d[1:], du):
            product = Fraction(l) * Fraction(u) / pivot
            pivot = Fraction(m) - product
        d[-1] = float(product)
        b = [1.0] * n
        with mock.patch.object(system, "FRACTIONS", n):
            expected = tridiagonal.solve(dl, d, du, b)
        for got, true in zip(tridiagonal.solve(dl, d, du, b), expected):
            self.assertLessEqual(abs(got - true), 2.0**-50 * abs(true))
        self.assertGreater(max(map(abs, expected)), 1e12)

    def test_derivative_maps_scale_by_powers_of_two_to_the_bit(self):
        for fractions_up_to in (arithmetic.FRACTIONS, 0):
            with mock.patch.object(arithmetic, "FRACTIONS", fractions_up_to):
                for name in DIFFERENTIABLE:
                    self.check_powers_of_two(name)

    def check_powers_of_two(self, name):
        for draw in drawn(name, 10, largest=8, row_bits=20):
            for k in (-40, 40):
                *tangents, cotangent = ([v * 2.0**k for v in array] for array in [*draw.tangents, draw.cotangent])
                tangent = draw.compute("pushforward", *draw.arguments, *draw.tangents)
                expected = [v * 2.0**k for v in tangent]
                self.assertEqual(draw.compute("pushforward", *draw.arguments, *tangents), expected)
                pulled = flat("pullback", draw.compute("pullback", *draw.arguments, draw.cotangent))
                scaled = flat("pullback", draw.compute("pullback", *draw.arguments, cotangent))
                self.assertEqual(scaled, [v * 2.0**k for v in pulled])

    def test_decimals_do_not_depend_on_units_to_the_bit(self):
        """Abscissae in units of 2⁻³, ordinates in units of 2⁵ (INP-14)."""
        for name in INTERPOLANTS:
            for draw in drawn(name, 10, largest=8):
                units = [UNITS[argument] for argument, _ in draw.operator.arguments_for(draw.options)]
                other = [[v * 2.0 ** (5 * y - 3 * x) for v in array] for array, (x, y) in zip(draw.arguments, units)]
                output = 2.0 ** (5 - 3 * (-draw.options["order"] if "order" in draw.options else 1))
                with mock.patch.object(arithmetic, "FRACTIONS", 0):
                    expected = [v * output for v in draw.compute("primal", *draw.arguments)]
                    self.assertEqual(draw.compute("primal", *other), expected, (name, draw.options))


class Singularity(unittest.TestCase):
    def test_the_determinant_against_elimination(self):
        draws = random.Random(7)
        for _ in range(300):
            n = draws.randint(1, 6)
            dl, d, du = ([float(draws.randint(-2, 2)) / 4 for _ in range(n)] for _ in range(3))
            try:
                eliminate(dense(*fractions([dl, d, du])), [0] * n)
                is_singular = False
            except ZeroDivisionError:
                is_singular = True
            self.assertEqual(determinant.is_singular(dl, d, du), is_singular, (dl, d, du))

    def test_a_rounding_away_from_singular(self):
        third = 1 / 3
        self.assertFalse(determinant.is_singular([0.0, 1.0], [third, 3.0], [1.0, 0.0]))
        self.assertTrue(determinant.is_singular([0.0, 1.0], [0.25, 4.0], [1.0, 0.0]))

    def test_a_determinant_that_is_the_prime(self):
        self.assertFalse(determinant.is_singular([0.0, 2.0**31], [1.0, 1.0], [2.0**30, 0.0]))

    def test_no_small_pivot(self):
        """In exact numbers the pivots are 1, 1, …, 0 but for the scale of the rows. That 1 is an unstable fixed
        point of u = 3 - 2/u: a rounding in an early pivot grows until they are 2, and so is the last."""
        n = 100
        rows = [9.0 + k % 7 for k in range(n)]
        dl = [scale * value for scale, value in zip(rows, [0] + [1] * (n - 1))]
        d = [scale * value for scale, value in zip(rows, [1] + [3] * (n - 2) + [2])]
        du = [scale * value for scale, value in zip(rows, [2] * (n - 1) + [0])]
        pivots = [abs(pivot[0]) for _, pivot, _ in BandLU(list(zip(dl, d, du)), 1).steps]
        self.assertGreater(min(pivots), 9)
        with self.assertRaises(CotangentError) as caught:
            tridiagonal.solve(dl[1:], d, du[:-1], [1.0] * n)
        self.assertEqual(caught.exception.code, "SINGULAR")


def primal(name, *arrays, **options):
    """By the port, with the options that are not given at their defaults."""
    operator = OPERATORS[name]
    known = [argument for argument, _ in operator.arguments if argument not in operator.only_with]
    call = Call(name, operator, "primal", dict(zip(known, map(list, arrays))), options)
    return call.compute("primal", call.arguments)


if __name__ == "__main__":
    unittest.main()
