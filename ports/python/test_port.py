"""Tests of the port as a host sees it: `python3 -m unittest discover ports/python`."""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from catalogue import OPERATORS

SOLVE = {"dl": [1], "d": [4, 5], "du": [2], "b": [1, 2]}
LINE = {"knots": [0, 1, 3], "values": [1, 2, 0]}
SPLINE = {**LINE, "queries": [0.5, 2]}
EXTENDED_RIGHT = {"left": "none", "right": "extension"}


def solve(changes=(), method="primal", **more):
    return method, {"operator": "tridiagonal-solve", "arguments": {**SOLVE, **dict(changes)}, **more}


def spline(changes=(), **options):
    arguments = {**SPLINE, **dict(changes)}
    return "primal", {"operator": "quadratic-spline", "arguments": arguments, "options": options}


def cubic(changes=(), **options):
    arguments = {**SPLINE, **dict(changes)}
    return "primal", {"operator": "cubic-spline", "arguments": arguments, "options": options}


def other(operator, method, **arguments):
    extra = {"pushforward": {"tangents": {}}, "pullback": {"cotangent": []}}.get(method, {})
    return method, {"operator": operator, "arguments": arguments, **extra}


# A request, then the code, the argument and the index that are due; no code: a result.
ERRORS = [
    (solve({"c": []}), "LENGTH_MISMATCH", "c", None),
    (other("tridiagonal-solve", "primal", dl=[], d=[1]), "LENGTH_MISMATCH", "du", None),
    (solve({"b": 1}), "LENGTH_MISMATCH", "b", None),
    (solve({"dl": [1, 2]}), "LENGTH_MISMATCH", "dl", None),
    (solve({"dl": [], "d": [], "du": [], "b": []}), "LENGTH_MISMATCH", "d", None),
    (solve({"dl": ["NaN"], "du": []}), "LENGTH_MISMATCH", "du", None),
    (solve({"b": [1, "NaN"]}), "NOT_FINITE", "b", 1),
    (solve({"d": [None, 1]}), "NOT_FINITE", "d", 0),
    (solve({"d": [True, 1]}), "NOT_FINITE", "d", 0),
    (solve({"d": [1, "2"]}), "NOT_FINITE", "d", 1),
    (solve({"d": [1, [2]]}), "NOT_FINITE", "d", 1),
    (solve({"d": [1, 2]}), "SINGULAR", None, None),
    (solve({"dl": []}, options={"order": 1}), "INVALID_OPTION", "order", None),
    (solve(method="pushforward", tangents={"c": [1]}), "LENGTH_MISMATCH", "c", None),
    (solve(method="pushforward", tangents={"b": [1]}), "LENGTH_MISMATCH", "b", None),
    (solve(method="pushforward", tangents={"b": [1, "Infinity"]}), "NOT_FINITE", "b", 1),
    (solve({"d": [1, 2]}, method="pushforward", tangents={"b": [1]}), "LENGTH_MISMATCH", "b", None),
    (solve(method="pullback", cotangent=[1]), "LENGTH_MISMATCH", "cotangent", None),
    (solve(method="pullback"), "LENGTH_MISMATCH", "cotangent", None),
    (solve(method="pullback", cotangent=["-Infinity", 1]), "NOT_FINITE", "cotangent", 0),
    (other("tridiagonal-multiply", "primal", dl=[], d=[1e200], du=[], x=[1e200]), "NOT_FINITE", None, 0),
    (other("tridiagonal-solve", "primal", dl=[], d=[1e-200], du=[], b=[1e200]), "NOT_FINITE", None, 0),
    (spline({"knots": [0], "values": [1]}), "TOO_FEW_KNOTS", "knots", None),
    (spline({"knots": [0, 1, 1]}), "NOT_INCREASING", "knots", 2),
    (spline({"knots": [0, 3, 1], "queries": ["NaN"]}), "NOT_FINITE", "queries", 0),
    (spline({"knots": [0, 3, 1], "queries": [9]}), "NOT_INCREASING", "knots", 2),
    (spline({"knots": [-1e308, 0, 1e308]}), None, None, None),
    (other("quadratic-spline-rhs", "primal", knots=[-1.7e308, 1e308], values=[0, 1]), "NOT_FINITE", None, None),
    (spline({"knots": [-1.7e308, 1e308, 1.1e308], "queries": [1e308]}), None, None, None),
    (spline({"values": [0, 1e308, -1e308], "queries": [0, 9]}, extrapolation="extension"), "NOT_FINITE", None, 1),
    (spline({"queries": [3, 0]}), None, None, None),
    (spline({"queries": [1, -1]}), "OUT_OF_RANGE", "queries", 1),
    (spline({"queries": [4, -1]}, extrapolation=EXTENDED_RIGHT), "OUT_OF_RANGE", "queries", 1),
    (spline({"queries": [4, -1]}, extrapolation="extension"), None, None, None),
    (spline({"queries": [1, 4e15]}, extrapolation="periodic"), "OUT_OF_RANGE", "queries", 1),
    (spline({"queries": [1, 3e15]}, extrapolation="reflective"), None, None, None),
    (spline({"queries": [-4e15]}, extrapolation={"left": "constant", "right": "none"}), None, None, None),
    (spline(extrapolation="wrap"), "INVALID_OPTION", "extrapolation", None),
    (spline(order=3), "INVALID_OPTION", "order", None),
    (spline(order=True), "INVALID_OPTION", "order", None),
    (spline(order="1"), "INVALID_OPTION", "order", None),
    (spline(start="collocation"), None, None, None),
    (spline({"knots": [0, 1], "values": [0, 1]}, start="collocation"), "TOO_FEW_KNOTS", "knots", None),
    (cubic(boundary="clamped"), "LENGTH_MISMATCH", "endSlopes", None),
    (cubic({"endSlopes": [0]}, boundary="clamped"), "LENGTH_MISMATCH", "endSlopes", None),
    (cubic({"endSlopes": [0, "NaN"]}, boundary="clamped"), "NOT_FINITE", "endSlopes", 1),
    (cubic({"endSlopes": [0, 1]}, boundary="clamped"), None, None, None),
    (cubic({"endSlopes": [0, 1]}, boundary={"left": "natural", "right": "clamped"}), None, None, None),
    (cubic({"endSlopes": [0, 1]}), "LENGTH_MISMATCH", "endSlopes", None),
    (cubic({"endCurvatures": [0, 1]}, boundary="clamped"), "LENGTH_MISMATCH", "endCurvatures", None),
    (cubic(boundary="periodic"), None, None, None),
    (cubic(boundary={"left": "periodic", "right": "natural"}), "INVALID_OPTION", None, None),
    (other("akima-integral", "primal", **LINE, **{"from": [0], "to": [4]}), "OUT_OF_RANGE", "to", 0),
    (other("akima-integral", "primal", **LINE, **{"from": [0], "to": []}), "LENGTH_MISMATCH", "to", None),
    (spline(extrapolation={"left": "none"}), "INVALID_OPTION", "extrapolation", None),
    (spline(extrapolation={**EXTENDED_RIGHT, "up": "none"}), "INVALID_OPTION", "extrapolation", None),
    (spline(start={"left": "zero-slope", "right": "zero-slope"}), "INVALID_OPTION", "start", None),
    (spline({"knots": [0]}, start=None), "INVALID_OPTION", "start", None),
    (other("locate", "pushforward"), "NOT_DIFFERENTIABLE", None, None),
    (other("locate", "pullback"), "NOT_DIFFERENTIABLE", None, None),
    (other("b-spline", "primal"), "UNKNOWN_OPERATOR", None, None),
]


class Protocol(unittest.TestCase):
    """Whole sessions, as a host sees them."""

    def session(self, *lines, program=Path(__file__).with_name("port.py")):
        """What comes back for these lines, all sent at once; a line that is no string is a request."""
        lines = (line if isinstance(line, str) else json.dumps({"jsonrpc": "2.0", **line}) for line in lines)
        sent = "".join(f"{line}\n" for line in lines).encode()
        command = [sys.executable, "-B", str(program)]
        port = subprocess.run(command, input=sent, stdout=-1, stderr=-1, timeout=60, check=False)
        self.assertEqual((port.returncode, port.stderr), (0, b""))
        return [json.loads(line) for line in port.stdout.decode().splitlines()]

    def test_errors_of_operators(self):
        calls = [{"id": id, "method": method, "params": params} for id, ((method, params), *_) in enumerate(ERRORS)]
        answers = self.session(*calls)
        self.assertEqual([answer["id"] for answer in answers], list(range(len(ERRORS))))
        for answer, (request, code, argument, index) in zip(answers, ERRORS):
            with self.subTest(request=request):
                if code is None:
                    self.assertIn("result", answer)
                    continue
                expected = {"code": code, "argument": argument, "index": index}
                self.assertEqual(answer["error"]["code"], -32000)
                self.assertEqual(answer["error"]["data"], {k: v for k, v in expected.items() if v is not None})

    def test_errors_of_messages(self):
        call = {"operator": "tridiagonal-solve", "arguments": SOLVE}
        cases = [
            ("", None, -32700),
            ("{", None, -32700),
            ('{"jsonrpc":"2.0","id":1,"method":"primal","params":{"x":[NaN]}}', None, -32700),
            ("[" * 100000, None, -32700),
            ("[]", None, -32600),
            ('{"id":1,"method":"describe"}', 1, -32600),
            ({"id": 2}, 2, -32600),
            ({"id": {}, "method": "describe"}, None, -32600),
            ('{"jsonrpc":"2.0","id":1e999,"method":"describe"}', None, -32600),
            ({"id": "3", "method": "differentiate"}, "3", -32601),
            ({"id": 4, "method": "primal", "params": []}, 4, -32602),
            ({"id": 5, "method": "primal", "params": {**call, "arguments": []}}, 5, -32602),
            ({"id": 6, "method": "primal", "params": {**call, "option": {}}}, 6, -32602),
            ({"id": 7, "method": "primal", "params": {**call, "operator": 1}}, 7, -32602),
            ({"id": 8, "method": "pushforward", "params": {**call, "tangents": [1]}}, 8, -32602),
            ({"id": 9, "method": "describe", "params": {"protocol": 2}}, 9, -32602),
        ]
        answers = self.session(*(line for line, _, _ in cases))
        got = [(answer["id"], answer["error"]["code"]) for answer in answers]
        self.assertEqual(got, [(id, code) for _, id, code in cases])

    def test_a_session(self):
        call = {"operator": "tridiagonal-solve", "arguments": SOLVE, "options": {}}
        answers = self.session(
            {"id": 1, "method": "describe", "params": {"protocol": 1}},
            {"method": "primal", "params": call},
            {"id": "two", "method": "primal", "params": call},
            {"id": 3, "method": "pushforward", "params": {**call, "tangents": {"b": [18, 0]}}},
            {"id": 4, "method": "pullback", "params": {**call, "cotangent": [18, 0]}},
            {"method": "exit"},
            {"id": 5, "method": "primal", "params": call},
        )
        description, *results = (answer["result"] for answer in answers)
        self.assertEqual([answer["id"] for answer in answers], [1, "two", 3, 4])
        self.assertEqual(list(description["operators"]), list(OPERATORS))
        self.assertEqual(description["operators"]["locate"], {"maps": ["primal"], "differentiable": []})
        self.assertEqual(results[0], {"output": [1 / 18, 7 / 18]})
        self.assertEqual(results[1], {"tangent": [5, -1]})
        self.assertEqual(results[2]["cotangents"]["b"], [5, -2])
        self.assertEqual(list(results[2]["cotangents"]), ["dl", "d", "du", "b"])

    def test_numbers(self):
        def answer_for(text):
            arguments = f'{{"dl":[],"d":[{text}],"du":[]}}'
            params = f'{{"operator":"tridiagonal","arguments":{arguments}}}'
            return self.session(f'{{"jsonrpc":"2.0","id":1,"method":"primal","params":{params}}}')[0]

        for text, value in [("-0", -0.0), ("5e-324", 5e-324), ("0.1", 0.1), ("36893488147419103232", 2.0**65)]:
            self.assertEqual(repr(answer_for(text)["result"]["output"]), repr([value]))
        for text in ('"Infinity"', "1e999", "1" + "0" * 5000):
            self.assertEqual(answer_for(text)["error"]["data"], {"code": "NOT_FINITE", "argument": "d", "index": 0})

    def test_a_missing_tangent_is_zero(self):
        x = {"dl": [2], "d": [1, 1], "du": [3], "x": [5, 7]}
        params = {"operator": "tridiagonal-multiply", "arguments": x, "tangents": {"du": [1]}}
        (answer,) = self.session({"id": 1, "method": "pushforward", "params": params})
        self.assertEqual(answer["result"], {"tangent": [7, 0]})

    def test_the_first_port_of_the_readme(self):
        """It is what the text says: right but for dl and du in each other's place."""
        readme = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
        (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
        arguments = {"dl": [3], "d": [1, 4], "du": [2], "x": [1, 2]}
        params = {"operator": "tridiagonal-multiply", "arguments": arguments, "options": {}}
        requests = [
            {"id": 1, "method": "describe", "params": {"protocol": 1}},
            {"id": 2, "method": "primal", "params": params},
            {"id": 3, "method": "pullback", "params": {**params, "cotangent": [1, 2]}},
            {"method": "exit"},
        ]
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder, "first.py")
            first.write_text(code, encoding="utf-8")
            description, primal, pullback = self.session(*requests, program=first)
        self.assertEqual(list(description["result"]["operators"]), ["tridiagonal-multiply"])
        answers = self.session(*requests)
        self.assertEqual(primal, answers[1])
        right = answers[2]["result"]["cotangents"]
        self.assertEqual(pullback["result"]["cotangents"], {**right, "dl": right["du"], "du": right["dl"]})


if __name__ == "__main__":
    unittest.main()
