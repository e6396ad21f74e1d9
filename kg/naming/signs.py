"""Signs between a name and what it is, where a line opens with the name: "X: a proxy", "X — a proxy"."""

NAME_SIGN = r"(?::|—|–|(?<=\s)--?(?=\s))"
