/** The help texts, of the command and of each subcommand. 80 columns suffice. */

export const commandNames = ['verify', 'replay', 'explain', 'serve'] as const
export type CommandName = (typeof commandNames)[number]

const exitCodes = `Exit codes
  0  conforms
  1  a law is violated
  2  the command was called wrongly, or a package that it needs is missing
  3  the port could not be judged: it crashed, hung, answered nonsense or nothing
`

export const overview: string = `cotangent: derivatives of splines and tridiagonal systems, held to the same laws
in any language

Usage
  cotangent verify [options]             judge the built-in operators, or a port
  cotangent replay <token> [options]     run one failing case again, with all numbers
  cotangent explain <name>               say what a clause, a law or an operator is
  cotangent serve [--reference]          answer the port protocol on stdin and stdout

  cotangent <command> --help             the options of one command
  cotangent --version

${exitCodes}`

const target = `  --port CMD         judge the program that this command line starts; it speaks the
                     port protocol on stdin and stdout (spec/chapters/protocol.md)
  --reference        judge the reference, over exact fractions, which takes minutes
                     (default: the built-in operators)
  --timeout MS       time limit of one call to a port (default 5000); to start and to
                     describe itself it has 30 s, or MS if that is more`

export const helpOf: Readonly<Record<CommandName, string>> = {
  verify: `cotangent verify [options]

Holds every operator that a port supports to every law that says something about
it, and prints a table of the largest stability factor K for each. For a failure
it prints the clause, the smallest input that was found, and how to replay it.

What is judged
${target}

Which checks
  --operators A,B    these operators alone
  --laws X,Y         these laws alone; they are listed below
  --shard I/N        the I-th of N parts, which may be empty; a check stays in its part
                     when others are added

How much
  --runs N           cases for each check (default 40)
  --time SECONDS     stop drawing cases after this long, each check getting its share;
                     without --runs, draw as many cases as the time allows
  --seed N           seed of the cases (default: a random one, which is printed)
  --workers N        processes (default 2, or 1 where there is one core)
  --bail             stop at the first check that does not pass

What is printed
  --json             on stdout nothing but JSON, one object a line: for each check its
                     "check", "status" (pass, fail, fault, unsupported), "cases" and
                     "largestK", for a failure "violation" and "replay", the token for
                     cotangent replay; then {"footer": {…}} with the "expected" and the
                     "actual" count and the "exit" code. What JSON has no number for is
                     a string: "Infinity". The README has all members.

${exitCodes}`,
  replay: `cotangent replay <token> [options]

Runs one failing case again, in this process, and prints what the port was asked,
what it answered and what is due. The token is the one that verify prints:
<operator>/<law>[/<map>]:<seed>:<path>, for example
tridiagonal-solve/exact/pullback:1718203:4:0:1.

${target}

Exit codes: 0 the case no longer fails, 1 it fails, 2 called wrongly, 3 could not be
judged.
`,
  explain: `cotangent explain <clause | law | operator>

  cotangent explain TRI-9                  a clause: its equation, its derivation, the
                                           laws that cite it, a worked example
  cotangent explain exact                  a law: what it says, its clauses
  cotangent explain tridiagonal-solve      an operator: arguments, options, limits
`,
  serve: `cotangent serve [--reference]

Answers the port protocol, JSON-RPC 2.0, one message a line, on stdin and stdout,
until its input ends. Serves the built-in operators.

  --reference        serve the reference, over exact fractions, instead
`,
}
