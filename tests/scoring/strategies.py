"""Hypothesis strategies: what an item's `scoring` may be, and what a student may answer to it."""

from decimal import Decimal, localcontext

from hypothesis import strategies as st

from courseware.scoring.text import fold

# --- items

ids = st.from_regex(r"[a-z][a-z0-9-]{0,5}", fullmatch=True)
unique_ids = st.lists(ids, min_size=2, max_size=6, unique=True)
points = st.integers(1, 900)


def _plain(digits, exponent):
    return format(Decimal(digits).scaleb(exponent), "f")


decimals = st.builds(_plain, st.integers(-(10**18), 10**18), st.integers(-12, 6))
tolerances = st.one_of(
    st.builds(_plain, st.integers(0, 10**6), st.integers(-8, 2)).map(lambda text: {"absolute": text}),
    st.builds(_plain, st.integers(0, 1000), st.integers(-6, -3)).map(lambda text: {"relative": text}),
)

# letters with odd case, marks, quotes, dashes, spaces, compatibility forms, and scripts that are not folded
_odd = (
    'aAbBеЕёЁқҚңіІşŞğİıIßẞΣσςʼ’´`-–—−‑"“«″ \u00a0\u2009\u202f\u3000\u200b\u00ad\u0301\u0306\u0345и'
    "ﬁＡ①²½㎞ŉǰΐᾳ𝐀ა\U0001f600՝ևÅ\u212b\u212a"
)
words = st.one_of(st.text(st.sampled_from(_odd), max_size=8), st.text(max_size=8))
_folded = words.map(fold).filter(bool)
_variants = st.lists(_folded, min_size=1, max_size=3)


def item(name, **fields):
    return st.fixed_dictionaries({"type": st.just(name), "points": points, **fields})


def numeric(units):
    return item(
        "numeric",
        key=decimals,
        tolerance=tolerances,
        units=units,
        tiers=st.lists(st.fixed_dictionaries({"tolerance": tolerances, "score": points}), max_size=2),
        wrong=st.lists(st.fixed_dictionaries({"value": decimals}), max_size=2),
    )


def _choice(options):
    return item("choice", options=st.just(options), key=st.sampled_from(options))


def _multiple(options):
    weight = st.integers(-300, 300).filter(bool)
    return item("multiple", weights=st.fixed_dictionaries(dict.fromkeys(options, weight)))


def _match(sides):
    left, right = sides
    return item(
        "match",
        key=st.fixed_dictionaries(dict.fromkeys(left, st.sampled_from(right))),
        right=st.just(right),
    )


scorings = st.one_of(
    unique_ids.flatmap(_choice),
    unique_ids.flatmap(_multiple),
    numeric(units=st.lists(_folded, max_size=2)),
    unique_ids.flatmap(lambda options: item("order", key=st.permutations(options))),
    st.tuples(unique_ids, unique_ids).flatmap(_match),
    item("text", accept=_variants, wrong=st.lists(_variants, max_size=2)),
)

# --- answers

doubles = st.floats(allow_nan=False, allow_infinity=False)
_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    doubles,
    words,
    st.sampled_from(["", " ", "__proto__", "constructor", "hasOwnProperty", "0", 0, 10**400, -0.0]),
)
_names = st.one_of(words, st.just("__proto__"))
rubbish = st.recursive(
    _leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_names, inner, max_size=3)),
    max_leaves=6,
)
_typed = st.text(st.sampled_from("0123456789,. -+eE%−–\u00a0\u202f５，．"), max_size=14)


def near(value, tolerance):
    """Numbers on, just inside and just outside the edges of a tolerance, written in several ways."""
    sides = st.sampled_from([-1, 0, 1])
    nudges = st.one_of(st.just(0), st.builds(_plain, st.sampled_from([-1, 1]), st.integers(-30, -1)))
    return st.builds(_edge, st.just(value), st.just(tolerance), sides, nudges).flatmap(_written)


def _edge(value, tolerance, side, nudge):
    with localcontext() as context:
        context.prec = 80
        centre = Decimal(value)
        if "absolute" in tolerance:
            width = Decimal(tolerance["absolute"])
        else:
            width = abs(centre) * Decimal(tolerance["relative"])
        return format(centre + side * width + Decimal(nudge), "f")


def _written(text):
    whole, _, fraction = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    fraction = fraction or "0"
    grouped = f"{sign}{int(whole.lstrip('-')):,}"
    forms = [text, text.replace("-", "−"), text.replace(".", ","), f" {text}%", f"{text}e0", text.strip("0")]
    forms += [grouped, f"{grouped}.{fraction}"]
    forms += [f"{grouped.replace(',', mark)},{fraction}" for mark in ".\u202f "]
    return st.one_of(st.sampled_from(forms), st.just(float(text)))


def _fitting_number(scoring):
    centres = [(scoring["key"], tier["tolerance"]) for tier in scoring["tiers"]]
    values = [scoring["key"], *(wrong["value"] for wrong in scoring["wrong"])]
    centres += [(value, scoring["tolerance"]) for value in values]
    edges = st.sampled_from(centres).flatmap(lambda centre: near(*centre))
    units = st.sampled_from(["", " ", *scoring["units"], "x"])
    return st.one_of(edges, edges, _typed, doubles, st.tuples(decimals, units).map("".join))


def _fitting_text(scoring):
    known = st.sampled_from([*scoring["accept"], *(text for group in scoring["wrong"] for text in group)])
    long = words.map(lambda word: word * 40)
    return st.one_of(known, known.map(str.upper), known.map(lambda text: f" {text}\u00ad "), words, long)


def _fitting_pairs(scoring):
    rights = st.one_of(st.sampled_from(scoring["right"]), st.sampled_from(["", None, " "]))
    return st.dictionaries(st.sampled_from([*scoring["key"]]), rights)


def _fitting_order(scoring):
    some = st.lists(st.sampled_from(scoring["key"]), max_size=6)
    return st.one_of(st.permutations(scoring["key"]), some)


_FITTING = {
    "choice": lambda scoring: st.sampled_from(scoring["options"]),
    "multiple": lambda scoring: st.lists(st.sampled_from([*scoring["weights"]]), max_size=7),
    "numeric": _fitting_number,
    "order": _fitting_order,
    "match": _fitting_pairs,
    "text": _fitting_text,
}


def answers(scoring):
    """Three in four of the right JSON type and often nearly right, the others anything that JSON can hold."""
    fitting = _FITTING[scoring["type"]](scoring)
    return st.one_of(fitting, fitting, fitting, rubbish)
