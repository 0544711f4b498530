"""From masters to notebooks: parse, lint, translate, gate, build."""
