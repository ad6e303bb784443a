"""The one error that an operator raises for what it was given (ERR-1): a permanent code, and where."""


class CotangentError(Exception):
    """`argument` and `index` point at the first offending number, where there is one (ERR-4)."""

    def __init__(self, code, message, argument=None, index=None):
        super().__init__(message)
        self.code = code
        self.argument = argument
        self.index = index
