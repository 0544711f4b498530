"""Build seminar notebooks and grade the answers to them."""

import sys

from autograder.common.renamed import keep_earlier_names

keep_earlier_names()

# jsonschema imports this, if it can, to check addresses that no notebook's schema has.
# That compiles a grammar, which is most of the time that a command needs to begin.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
