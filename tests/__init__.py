"""The tests; folders and files are those of the package."""

import sys

# nbformat → jsonschema would compile, for seconds, a grammar that no notebook needs.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
