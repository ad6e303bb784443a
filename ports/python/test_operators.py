"""Tests of the operators: `python3 -m unittest discover ports/python`. They need nothing but Python.

Every double is a rational number and every operator here a rational function, so the truth is computed
in fractions and compared for equality (NUM-5); rounding is then judged by the stability factor (NUM-2).
"""

import random
import unittest
from fractions import Fraction
from unittest import mock

import cyclic
import determinant
import system
import tridiagonal
from band import BandLU
from catalogue import OPERATORS
from errors import CotangentError
from exact import dense, dot, dual, eliminate, exactly, flat, fractions, nonsingular, perturbed

EPSILON = Fraction(1, 2**53)
DIFFERENTIABLE = [name for name, operator in OPERATORS.items() if operator.differentiable]


class Formulas(unittest.TestCase):
    """The maps against one another and against their definitions, in fractions: equality, no tolerance."""

    def test_pushforward_is_the_derivative_of_the_primal(self):
        for name in DIFFERENTIABLE:
            maps = OPERATORS[name].maps
            for draw in nonsingular(name, 30):
                x, x_dot = fractions(draw.arguments), fractions(draw.tangents)
                expected = [dual(y).du for y in exactly(maps["primal"], *perturbed(x, x_dot))]
                self.assertEqual(exactly(maps["pushforward"], *x, *x_dot), expected, name)

    def test_pullback_is_the_adjoint_of_the_pushforward(self):
        for name in DIFFERENTIABLE:
            maps = OPERATORS[name].maps
            for draw in nonsingular(name, 30):
                x, x_dot = fractions(draw.arguments), fractions(draw.tangents)
                (y_bar,) = fractions([draw.cotangent])
                x_bar = exactly(maps["pullback"], *x, y_bar)
                self.assertEqual([len(v) for v in x_bar], [len(v) for v in x], name)
                by_argument = sum(dot(v, w) for v, w in zip(x_bar, x_dot))
                self.assertEqual(dot(y_bar, exactly(maps["pushforward"], *x, *x_dot)), by_argument, name)

    def test_band_elimination_solves_with_the_matrix_and_its_transpose(self):
        for module, name in ((tridiagonal, "tridiagonal-solve"), (cyclic, "cyclic-tridiagonal-solve")):
            for draw in nonsingular(name, 100, largest=9):
                dl, d, du, b = fractions(draw.arguments)
                if module is tridiagonal:
                    dl, du, order, width = [0] + dl, du + [0], range(len(d)), 1
                else:
                    order, width = cyclic._folded(len(d)), 2
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


class Stability(unittest.TestCase):
    """K = |ŷ - y| / (ε (|J| |x| + |y|)), every map taken as a function of all its inputs (NUM-2, NUM-3)."""

    def check(self, name, seeds, **kind):
        for name_of_map, function in OPERATORS[name].maps.items():
            for draw in nonsingular(name, seeds, **kind):
                inputs = draw.inputs(name_of_map)
                computed = flat(name_of_map, function(*inputs))
                x = fractions(inputs)
                true = flat(name_of_map, exactly(function, *x))
                scale = [abs(value) for value in true]
                for k, array in enumerate(x):
                    for j, value in enumerate(array):
                        direction = [[Fraction(0)] * len(one) for one in x]
                        direction[k][j] = Fraction(1)
                        column = flat(name_of_map, exactly(function, *perturbed(x, direction)))
                        scale = [s + abs(dual(one).du * value) for s, one in zip(scale, column)]
                for got, expected, one in zip(computed, true, scale):
                    self.assertLessEqual(abs(Fraction(got) - expected), 8 * EPSILON * one, (name, inputs))

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
            expected = [system._nearest(x) for x in exactly(tridiagonal.solve, *fractions(arguments))]
            for got, true in zip(tridiagonal.solve(*arguments), expected):
                self.assertLessEqual(abs(got - true), 2.0**-50 * abs(true), arguments)

    def test_ordinary_systems_hardly_ever_need_more_than_floats(self):
        solves = 0
        with mock.patch.object(system.System, "_solve_in", autospec=True, side_effect=system.System._solve_in) as slow:
            for name in ("tridiagonal-solve", "cyclic-tridiagonal-solve"):
                for draw in nonsingular(name, 100, largest=9, row_bits=20):
                    OPERATORS[name].maps["pullback"](*draw.inputs("pullback"))
                    solves += 2
        self.assertLess(slow.call_count, solves / 50)

    def test_a_spline_hangs_at_its_knots_on_their_values_alone(self):
        t, u, ends = [-4.0, -3.0, 0.0], [0.0, -5.0, 0.0], [-4.0, -3.0, 0.0]
        maps = OPERATORS["quadratic-spline"].maps
        self.assertEqual(maps["primal"](t, u, ends), u)
        self.assertEqual(maps["pushforward"](t, u, [0.0], [0.1, 0.7, 0.0], [0.3, 0.9, 1.0], [0.0]), [1.0])
        t_bar, u_bar, q_bar = maps["pullback"](t, u, [0.0], [1.0])
        self.assertEqual((t_bar[:2], u_bar, t_bar[2] + q_bar[0]), ([0, 0], [0, 0, 1], 0))

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
        for name in DIFFERENTIABLE:
            maps = OPERATORS[name].maps
            for draw in nonsingular(name, 20, largest=8, row_bits=20):
                for k in (-40, 40):
                    scaled = [[v * 2.0**k for v in array] for array in [*draw.tangents, draw.cotangent]]
                    *tangents, cotangent = scaled
                    tangent = maps["pushforward"](*draw.arguments, *draw.tangents)
                    self.assertEqual(maps["pushforward"](*draw.arguments, *tangents), [v * 2.0**k for v in tangent])
                    pulled = flat("pullback", maps["pullback"](*draw.arguments, draw.cotangent))
                    scaled = flat("pullback", maps["pullback"](*draw.arguments, cotangent))
                    self.assertEqual(scaled, [v * 2.0**k for v in pulled])


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


def primal(name, *arrays):
    return OPERATORS[name].maps["primal"](*([float(value) for value in array] for array in arrays))


if __name__ == "__main__":
    unittest.main()
