"""A port of the operators in plain Python, over stdin and stdout: JSON-RPC 2.0, one message a line (PRT-1).

Run it with `python3 port.py`, Python 3.9 or later, nothing to install. `README.md` says how a port is
written; start there. This file knows messages only: what is checked is in `checks.py`, what is computed
is listed in `catalogue.py`.
"""

import json
import platform
import sys
import traceback
from math import inf

from catalogue import OPERATORS
from checks import Call
from errors import CotangentError

PROTOCOL = 1
VERSION = "0.1.0"

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
OPERATOR_ERROR = -32000


class RequestError(Exception):
    """A request that says nothing about an operator yet; `id` where it could be read (PRT-5)."""

    def __init__(self, code, message, id=None):
        super().__init__(message)
        self.code = code
        self.id = id


def main():
    # Only answers go to stdout. Whatever prints by mistake must not end up between them.
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    for line in sys.stdin.buffer:
        try:
            request = read_request(line)
        except RequestError as error:
            answer = error_answer(error.id, error.code, str(error))
        else:
            if "id" not in request:
                if request["method"] == "exit":
                    return
                continue
            answer = answer_to(request)
        answers.write(json.dumps(answer, allow_nan=False, separators=(",", ":")).encode() + b"\n")
        answers.flush()


def read_request(line):
    try:
        request = json.loads(line, parse_int=_parse_integer, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RequestError(PARSE_ERROR, f"not JSON: {error}") from error
    if not isinstance(request, dict):
        raise RequestError(INVALID_REQUEST, "a request must be one JSON object")
    id = request.get("id")
    if isinstance(id, (bool, dict, list)) or id in (inf, -inf):
        raise RequestError(INVALID_REQUEST, "id must be a number or a string")
    if request.get("jsonrpc") != "2.0":
        raise RequestError(INVALID_REQUEST, 'jsonrpc must be "2.0"', id)
    if not isinstance(request.get("method"), str):
        raise RequestError(INVALID_REQUEST, "method must be a string", id)
    if not isinstance(request.get("params", {}), dict):
        raise RequestError(INVALID_PARAMS, "params must be an object", id)
    return request


def answer_to(request):
    id = request["id"]
    try:
        method = METHODS.get(request["method"])
        if method is None:
            known = ", ".join([*METHODS, "exit"])
            raise RequestError(METHOD_NOT_FOUND, f"there is no method '{request['method']}', expected {known}")
        return {"jsonrpc": "2.0", "id": id, "result": method(request.get("params", {}))}
    except RequestError as error:
        return error_answer(id, error.code, str(error))
    except CotangentError as error:
        data = {"code": error.code, "argument": error.argument, "index": error.index}
        data = {name: value for name, value in data.items() if value is not None}
        return error_answer(id, OPERATOR_ERROR, str(error), data)
    except Exception as error:  # a mistake of this port: say so, and go on with the next request
        traceback.print_exc()
        return error_answer(id, INTERNAL_ERROR, repr(error))


def error_answer(id, code, message, data=None):
    error = {"code": code, "message": message}
    if data is not None:
        error["data"] = data
    return {"jsonrpc": "2.0", "id": id, "error": error}


def describe(params):
    """What this port is and supports (PRT-2)."""
    _check_names(params, "protocol")
    if params.get("protocol") != PROTOCOL:
        raise RequestError(INVALID_PARAMS, f"protocol is {params.get('protocol')!r}, expected {PROTOCOL}")
    operators = {}
    for name, operator in OPERATORS.items():
        operators[name] = {"maps": list(operator.maps), "differentiable": operator.differentiable()}
        if operator.options:
            operators[name]["options"] = {key: option.values for key, option in operator.options.items()}
    return {
        "protocol": PROTOCOL,
        "name": "cotangent-python",
        "version": VERSION,
        "language": f"Python {platform.python_version()}",
        "operators": operators,
    }


def primal(params):
    call = _call(params, "primal")
    output = call.compute("primal", call.arguments)
    return {"output": call.check_result("the output", output)}


def pushforward(params):
    call = _call(params, "pushforward", "tangents")
    tangent = call.compute("pushforward", [*call.arguments, *call.tangents])
    return {"tangent": call.check_result("the tangent", tangent)}


def pullback(params):
    call = _call(params, "pullback", "cotangent")
    cotangents = call.compute("pullback", [*call.arguments, call.cotangent])
    named = dict(zip(call.operator.differentiable(call.options), cotangents))
    return {"cotangents": {name: call.check_result(f"the cotangent of {name}", v) for name, v in named.items()}}


METHODS = {"describe": describe, "primal": primal, "pushforward": pushforward, "pullback": pullback}


def _call(params, map_name, *extras):
    _check_names(params, "operator", "arguments", "options", *extras)
    name = params.get("operator")
    if not isinstance(name, str):
        raise RequestError(INVALID_PARAMS, f"operator is {name!r}, expected a string")
    given = {"options": {}, **params}
    for member in ("arguments", "options", *extras):
        if member != "cotangent" and not isinstance(given.get(member), dict):
            raise RequestError(INVALID_PARAMS, f"{member} is {given.get(member)!r}, expected an object")
    operator = OPERATORS.get(name)
    if operator is None:
        message = f"there is no operator '{name}', expected one of {', '.join(OPERATORS)}"
        raise CotangentError("UNKNOWN_OPERATOR", message)
    extra = {member: given.get(member) for member in extras}
    return Call(name, operator, map_name, given["arguments"], given["options"], **extra)


def _check_names(params, *known):
    """A misspelt parameter must not pass for one left out."""
    for name in params:
        if name not in known:
            raise RequestError(INVALID_PARAMS, f"there is no parameter '{name}', expected {', '.join(known)}")


def _parse_integer(text):
    """-0 is a double of its own, and an integer that no id has may be longer than Python likes to read."""
    return float(text) if text == "-0" or len(text) > 15 else int(text)


def _refuse_constant(text):
    raise ValueError(f'{text} must be the string "{text}"')


if __name__ == "__main__":
    main()
