# Nothing to do here: run this cell. It holds the imports, the look of the figures,
# and a few small helpers. They are short, and you are welcome to read them.
import base64
import hashlib
import html
import io
import os
import re
import subprocess
import sys
import traceback
import warnings
from hashlib import shake_256
from importlib import invalidate_caches
from importlib.util import find_spec

from IPython import get_ipython
from IPython.display import HTML, display

# Where a package is missing, as in a fresh Colab, it is installed. (A notebook that
# runs inside the browser, without a server, loads its packages by itself.)
packages = {
    "ipywidgets": "ipywidgets>=8",
    "matplotlib": "matplotlib>=3.9",
    "numpy": "numpy>=2",
    "sklearn": "scikit-learn>=1.5",
}
missing = [package for name, package in packages.items() if not find_spec(name)]
if missing and sys.platform != "emscripten":
    print("pip:", *missing)
    if subprocess.call([sys.executable, "-m", "pip", "install", "-q", *missing]):
        print("That failed: install them yourself, then restart the kernel.")
    invalidate_caches()

import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.text import Text
from matplotlib_inline.backend_inline import set_matplotlib_formats
from PIL import Image

# The colours of Okabe and Ito, which colour-blind readers can tell apart.
BLUE, ORANGE, GREEN, RED = "#0072B2", "#E69F00", "#009E73", "#D55E00"
PURPLE, SKY, GREY = "#CC79A7", "#56B4E9", "#5F6368"
plt.rcParams.update(
    {
        "figure.figsize": (9, 3.8),
        "figure.dpi": 100,
        "figure.constrained_layout.use": True,
        "font.size": 11,
        "axes.titlesize": 12,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.color": "#E3E3E3",
        "lines.linewidth": 2.2,
        "lines.markersize": 8,
        "axes.axisbelow": True,
        "legend.frameon": False,
    }
)


# Two pixels for one, for sharp screens. VS Code would show such a figure twice as big,
# and the pages of a graded notebook do with one pixel, and no films.
GRADED = "NBGRADER_EXECUTION" in os.environ
if get_ipython() and not GRADED and "VSCODE_PID" not in os.environ:
    set_matplotlib_formats("retina")


# What stands before the decimals in this notebook's language.
POINT = "Decimals follow a sign: ."[-1]
_DECIMAL = re.compile(r"(?<![\d.])(\d+)\.(\d+)(?!\.?\d)")
_DECIMALS = re.compile(r"[(\[](?=[^)\]]*\d\.\d)[-−\d.]+(?:, [-−\d.]+)+[)\]]")


def written(text):
    """Return a text with its decimal numbers as this notebook's language has them."""
    if POINT == ".":
        return text
    parts = re.split(r"(?<!\\)(\$[^$]*\$)", text)
    for k, part in enumerate(parts):
        part = _DECIMALS.sub(lambda found: found[0].replace(",", ";"), part)
        point = "{" + POINT + "}" if k % 2 else POINT  # every other one is a formula
        parts[k] = _DECIMAL.sub(rf"\1{point}\2", part)
    return "".join(parts)


def _write(text, words):
    _put(text, "" if words is None else written(str(words)))


# All words of a figure pass here, those at its axes as well. Matplotlib itself would
# ask the operating system how numbers are written, and a browser knows no languages.
_put = globals().get("_put", Text.set_text)
Text.set_text = _write if POINT != "." else _put


def thin(png):
    """Return a picture in 256 colours: it looks the same in two fifths of the bytes."""
    file, picture = io.BytesIO(), Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(256, Image.Quantize.MAXCOVERAGE).save(file, "png")
    return base64.b64encode(file.getvalue()).decode()


def show(figure, alt):
    """Display a figure once; `alt` says in words what it shows."""
    data, about, alt = {}, {}, written(alt)
    if get_ipython() and not GRADED:
        data, about = get_ipython().display_formatter.format(figure)
    about.setdefault("image/png", {})["alt"] = alt
    if png := data.get("image/png"):
        # Jupyter reads out the words of a picture only where it stands in HTML;
        # what makes a PDF, say, takes it only by itself.
        data["image/png"] = picture = thin(base64.b64decode(png))
        width = about["image/png"].get("width", "auto")
        data["text/html"] = (
            f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{picture}" '
            f'width="{width}">'
        )
        display(data, metadata=about, raw=True)
    else:
        display(figure, metadata=about)
    plt.close(figure)


def draws(key):
    """Return a generator of test numbers; the grader gives each submission its own."""
    return np.random.default_rng([key, int(os.environ.get("AUTOGRADER_SEED", "0"))])


def copied(value):
    """Return a deep copy of lists, tuples, dicts and arrays; all else as it is."""
    if type(value) is np.ndarray:
        return value.copy()
    if type(value) in (list, tuple):
        return type(value)(map(copied, value))
    if type(value) is dict:
        return {key: copied(one) for key, one in value.items()}
    return value


_asked = []  # for each argument of the last `ask`: what it was, and what is left of it
_answers = []  # the functions that the running check has asked


def ask(function, *args, **options):
    """Return a copy of `function(*args)`, which itself works on copies of `args`."""
    __tracebackhide__ = True  # in a message of an error this line says nothing
    handed = copied(args)
    _asked[:] = zip(copied(args), handed, strict=True)
    _answers.append(function)
    try:
        return copied(function(*handed, **options))
    except (ArithmeticError, LookupError, TypeError, ValueError):
        if _unready():  # that one is to be mended, whatever came of it here
            fail("")
        raise


def _is_kept(was, now):
    """Say whether nothing is changed: no digit, no shape, no dtype, at any depth."""
    if was is now:
        return True
    if type(was) is not type(now):
        return False
    if type(was) is np.ndarray:
        looks = (was.dtype, was.shape) == (now.dtype, now.shape)
        return looks and was.tobytes() == now.tobytes()
    if type(was) in (list, tuple):
        return len(was) == len(now) and all(map(_is_kept, was, now))
    if type(was) is dict:
        return list(was) == list(now) and all(
            _is_kept(was[key], now[key]) for key in was
        )
    return repr(was) == repr(now)  # NaN is not equal to itself


def expect_kept(what):
    """Raise an AssertionError if the last `ask` has changed what it was given."""
    for number, (was, now) in enumerate(_asked, 1):
        if not _is_kept(was, now):
            fail(
                f"{what} writes into the array or list that it was given as argument "
                f"number {number}. Work on a copy: np.array(…) makes one."
            )


def detached(value):
    """Return `value` with an array, a copy, in place of each tensor of PyTorch."""
    if type(value) in (list, tuple):
        return type(value)(map(detached, value))
    detach = getattr(value, "detach", None)
    # Without the copy it would change with a weight that is trained further.
    return value if detach is None else detach().numpy().copy()


def numbers(value):
    """Return `value` as an array of numbers, or None if it is not made of numbers."""
    try:
        array = np.asarray(detached(value))
    except (RuntimeError, TypeError, ValueError):  # lists of different lengths
        return None
    if array.dtype == object and all(isinstance(one, int) for one in array.flat):
        array = array.astype(float)  # whole numbers of more than 64 bits
    return array if array.dtype.kind in "biuf" else None


def agree(got, want, rtol=1e-9, atol=0.0):
    """Say whether `got` has the shape of `want` and, within tolerance, its values."""
    got, want = numbers(got), numbers(want)
    if got is None or want is None or got.shape != want.shape:
        return False
    return bool(np.allclose(got, want, rtol=rtol, atol=atol, equal_nan=True))


def attempt(call):
    """Return `call()`, or None if it fails: a blank step must not stop the next one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return call()
    except Exception:
        return None


def listen(function, *args):
    """Return `ask(function, *args)` and its warnings, as text ("" for none)."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        value = ask(function, *args)
    return value, "; ".join(dict.fromkeys(str(one.message) for one in caught))


def needs(*calls):
    """Make each call, (function, arguments …), and name the function left open."""
    for function, *args in calls:
        try:
            function(*args)
        except NotImplementedError as error:
            name = traceback.extract_tb(error.__traceback__)[-1].name
            message = f"This cell needs your `{name}`, which is still open."
            raise NotImplementedError(message) from None


def _unready():
    """Return an exercise that is not right, and that the answer asked last calls."""
    ahead, seen = _answers[-1:], set(_running)
    for function in ahead:
        for name in getattr(getattr(function, "__code__", None), "co_names", ()):
            exercise = name.lower()
            if exercise not in seen and exercise in _states and is_wrong(exercise):
                return _roots.get(exercise, name)
            if name not in seen and name in globals():
                ahead.append(globals()[name])
            seen |= {name, exercise}
    return None


def fail(message):
    """Raise an AssertionError of which Jupyter shows the message alone.

    Where the answer builds on an earlier one that is not right, that one is told.
    """
    if name := _unready():
        message = (
            f"This step calls your `{name}`, which is not right yet: mend that first."
        )
    error = AssertionError(message)

    def render():
        cells = get_ipython().compile
        for frame, number in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_name == "<module>":
                check = " ".join(cells.format_code_name(frame.f_code.co_filename))
                line = f"{check}, line {number}"
        return [line, "", message] if GRADED else [message]

    error._render_traceback_ = render
    raise error


def is_wrong(exercise):
    """Say whether an exercise is not right, as far as is known: the grader tells."""
    lost = os.environ.get("AUTOGRADER_LOST")
    state = _states.get(exercise, "open" if lost is None else "ticked")
    is_lost = f"test_{exercise}" in (lost or "").split()
    return is_lost or state not in ("ticked", "recorded")


def own(exercises, rule, *args, **tolerance):
    """Return what follows from your own earlier answers, where one is not right.

    Args:
        exercises: the name of one, or a list of names.
        rule: a function that uses these answers.
        args: what it is called with.
        tolerance: `rtol` and `atol` of a comparison with it, if they are special.

    Returns:
        The name of what is not right, the value of `rule(*args)`, and the tolerance;
        None if all are right, or if the value is not the same each time.
    """
    wrong = [exercise for exercise in np.atleast_1d(exercises) if is_wrong(exercise)]
    if not wrong:
        return None
    value, again = (attempt(lambda: ask(rule, *args)) for _ in range(2))
    if value is None or not agree(again, value, rtol=0):
        return None
    return _roots.get(wrong[0], wrong[0]), value, tolerance


_comparing = ["", 0]  # the exercise whose check runs, and its comparisons so far


def _keys_of(value):
    """Yield the keys to what is known of a wrong value: equal ones for equal values.

    Numbers are rounded relatively, to five digits. Where one lies on the border between
    two roundings, it does so by one of the eight keys only.
    """
    value = np.asarray(value, dtype=float)
    with np.errstate(divide="ignore"):
        steps = 1e5 * np.log(np.abs(value))
    signs = (np.sign(value) + 0.0).tolist()
    for shift in range(8):
        rounded = (np.floor(steps + shift / 8) + 0.0).tolist()
        yield f"{_comparing} {shift} {value.shape} {signs} {rounded}".encode()


def _cause_of(value):
    """Return the known mistake that gives this value here, or an empty text.

    The next cell has the causes sealed: with the value itself one can be read.
    """
    for key in _keys_of(value):
        name = shake_256(b"name" + key).hexdigest(6)
        sealed = base64.b64decode(globals().get("_causes", {}).get(name, ""))
        if sealed:
            stream = shake_256(b"text" + key).digest(len(sealed))
            return bytes(a ^ b for a, b in zip(sealed, stream, strict=True)).decode()
    return ""


def expect(what, got, want, rtol=1e-9, atol=0.0, likely=None, follows=None):
    """Raise an AssertionError that explains itself unless `got` agrees with `want`.

    Args:
        what: the call that was made, for the message.
        got, want: the value it gave and the value it should give.
        rtol, atol: the relative and the absolute tolerance.
        likely: a dict from a cause to the value that this mistake gives, for what the
            next cell does not know.
        follows: what follows from your own previous step, by `own`. Then it counts,
            even where that previous step is wrong.
    """
    _comparing[1] += 1
    want, value = np.asarray(want, dtype=float), numbers(got)
    if agree(value, want, rtol, atol):
        return
    if got is None:
        fail(
            f"{what} returned None. Did you forget `return`, or print the value "
            "instead of returning it?"
        )
    if value is None:
        kind = type(got).__name__
        fail(f"{what}: expected numbers, got an object of type {kind}.")
    if follows and value.shape == want.shape and np.isfinite(value).all():
        wrong, result, tolerance = follows
        if agree(value, result, **{"rtol": rtol, "atol": atol, **tolerance}):
            print(
                f"{what} follows from your `{wrong}`, which is not right yet: "
                "this step counts, go back to that one."
            )
            _states.update(dict.fromkeys(_running, "follows"))
            _roots.update(dict.fromkeys(_running, wrong))
            return
    message = _difference(what, value, want, rtol, atol)
    cause = _cause_of(value)
    for text, wrong in (likely or {}).items():
        if not cause and agree(value, wrong, rtol=1e-6):
            cause = text
    for number, text in enumerate(cause.splitlines()):
        message += f"\nOr: {text}." if number else f"\nLikely cause: {text}."
    fail(message)


def _difference(what, value, want, rtol, atol):
    """Say in which way a wrong value differs from the right one."""
    if value.shape != want.shape:
        shape, n = value.shape, want.size
        if want.shape == (n,) and shape == (n, n):
            return (
                f"{what}: the shape is ({n}, {n}), expected ({n},). If an ({n}, 1) "
                f"array meets an ({n},) array, each entry is paired with each."
            )
        if want.shape == ():
            return f"{what}: expected one number, got the shape {shape}."
        return f"{what}: the shape is {shape}, expected {want.shape}."
    with np.errstate(all="ignore"):
        excess = np.abs(value - want) - rtol * np.abs(want) - atol
    is_same = (value == want) | (np.isnan(value) & np.isnan(want))
    excess = np.where(is_same, -np.inf, np.nan_to_num(excess, nan=np.inf))
    worst = np.unravel_index(np.argmax(excess), want.shape)
    wanted, given = f"{want[worst]:.6g}", f"{value[worst]:.6g}"
    if wanted == given:  # two numbers that differ must not look alike
        wanted, given = repr(float(want[worst])), repr(float(value[worst]))
    if place := [int(k) for k in worst]:
        message = f"{what}: at index {place} expected {wanted}, got {given}."
    else:
        message = f"{what}: expected {wanted}, got {given}."
    if np.isnan(value[worst]):
        message += "\nNaN means 'not a number': it comes from 0/0, inf/inf or log(−1)."
    return message


# What docstrings promise, a word for a promise, and how a message says it. These write
# the numbers of an argument in another way,
_WRITTEN = {
    "array": "an array",
    "list": "a list",
    "tuple": "a tuple",
    "integer": "whole numbers",
    "float32": "numbers in float32",
    "bool": "True and False",
    "labels": "labels of one class",
    "broadcast": "one of another shape",
}
# these take some of its numbers, and the same ones of the result,
_TAKEN = {
    "number": "a number",
    "shape": "an array of another shape",
    "empty": "an empty array",
}
# and of these the example itself has to be one. Also "kept": it is not modified.
_SHOWN = {
    "zeros": lambda x: np.any(x == 0),
    "ends": lambda x: np.any(x == 0) and np.any(x == 1),
    "extreme": lambda x: np.max(np.abs(x)) >= 1000,
    "thousand": lambda x: np.size(x) >= 1000 or np.max(x) >= 1000,
}


def _as_tuple(value):
    """Return a list of lists as a tuple of tuples."""
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


def _written(word, x, words):
    """Return an array in each way that a word stands for, with others beside it."""
    if word == "integer":
        whole = np.rint(x).astype(int)
        if x.ndim == 0:
            return [whole.item()]
        return [whole, whole.tolist()] if "list" in words else [whole]
    return {
        "array": lambda: [x],
        "list": lambda: [x.tolist()],
        "tuple": lambda: [_as_tuple(x.tolist())],
        "float32": lambda: [x.astype(np.float32)],
        "bool": lambda: [x.astype(bool)],
        "labels": lambda: [np.zeros_like(x), np.ones_like(x)],
        "broadcast": lambda: [x.reshape(-1, 1), x.flat[-1].item()],
    }[word]()


def _taken(word, x):
    """Return each choice from a row of numbers that a word stands for."""
    if word == "empty":
        return [x[:0]]
    if word == "number":
        first, middle, last = x[0].item(), x[len(x) // 2].item(), x[-1]
        return [int(first) if first == int(first) else first, middle, last.item(), last]
    both = np.stack([x, x[::-1]])
    return [np.array(x[0]), x.reshape(-1, 1), both, both.reshape(2, 1, -1)]


def _plain(value):
    """Return lists and arrays of numbers as arrays, float64 or whole, for a formula."""
    array = numbers(value) if isinstance(value, (list, tuple, np.ndarray)) else None
    if array is None:
        return value
    return array.astype({"f": float, "b": int}.get(array.dtype.kind, array.dtype))


def _forms(args, value, formula, words):
    """Yield the calls that one example stands for.

    Args:
        args: the arguments of the example.
        value: what is wanted for them.
        formula: a function that says what is wanted for others, or None.
        words: for each argument the set of promises.

    Yields:
        The promise, the places of the arguments that it concerns, all arguments, and
        the value that is wanted.
    """
    rows = [
        np.array(arg, dtype=float if "integer" in own else None) if own else arg
        for arg, own in zip(copied(args), words, strict=True)
    ]
    for word in (*_WRITTEN, *_TAKEN):
        every = [place for place, own in enumerate(words) if word in own]
        alone = [[place] for place in every if word in _WRITTEN and len(every) > 1]
        for places in [every, *alone] if every else []:
            if word in _WRITTEN:
                ways = [_written(word, rows[k], words[k]) for k in places]
                wants = [value] * len(ways[0])
            elif np.size(value) or word == "empty":
                shape = np.shape(value)
                chosen = [np.broadcast_to(rows[k], shape).ravel() for k in places]
                ways = [_taken(word, row) for row in chosen]
                wants = _taken(word, np.ravel(value))
            else:
                continue
            for given, want in zip(zip(*ways, strict=True), wants, strict=False):
                call = list(args)
                for place, one in zip(places, given, strict=True):
                    call[place] = one
                    is_other = word in _WRITTEN and not agree(one, rows[place], 1e-6)
                    if is_other and formula is None:
                        raise ValueError(f"to try {word!r}, give a formula as `want`")
                if word in _WRITTEN and formula is not None:
                    want = formula(*map(_plain, copied(call)))
                yield word, places, call, want


def _spelled(what, args):
    """Return a call with its arguments, those that are long by their names."""
    name, _, names = what.rstrip(")").partition("(")
    texts = []
    for argument, value in zip(names.split(", "), args, strict=True):
        text = argument
        if isinstance(value, np.ndarray):
            dtype = "" if value.dtype in (int, float) else f", np.{value.dtype}"
            text = f"np.array({value.tolist()}{dtype})"
        elif isinstance(value, (int, float, list, tuple, str, np.number)):
            text = repr(value)
        texts.append(text if len(text) <= 40 else argument)
    return f"{name}({', '.join(texts)})"


def _expect_type(call, got, returns):
    """Raise an AssertionError unless a result is of the promised type."""
    if "array" in returns and np.ndim(got) and not isinstance(got, np.ndarray):
        fail(f"{call} returns a {type(got).__name__}, where a NumPy array is promised.")
    if "tensor" in returns and not hasattr(got, "detach"):
        fail(f"{call} returns a {type(got).__name__}, where a tensor is promised.")
    dtype = numbers(got).dtype if "float64" in returns else np.float64
    if dtype != np.float64:
        fail(f"{call} is right, but in {dtype}, where float64 is promised.")


def promised(
    what, function, args, want, rtol=1e-9, atol=0.0, returns="", over=(), **options
):
    """Try on one example all that the docstring of a function promises.

    Args:
        what: the call with the names of the arguments, as "posterior(prior, lr)".
        function: what is tried.
        args: the arguments; with `over`, a function that makes them of sizes.
        want: the value that is wanted (a tuple: several), or a function that gives it
            for any arguments.
        rtol, atol: the relative and the absolute tolerance.
        returns: what is promised of the result: "array", "tensor" (of PyTorch),
            "float64", "quiet" (it gives no warning).
        over: the sizes, a tuple for each example.
        options: `likely` and `follows` of `expect`; by the name of an argument, what
            is promised of it, in words of _WRITTEN, _TAKEN, _SHOWN, and "kept".
    """
    __tracebackhide__ = True
    for size in over:
        more = {"returns": returns, **options}
        promised(what, function, args(*size), want, rtol, atol, **more)
    if over:
        return
    names = what.rstrip(")").partition("(")[2].split(", ")
    words = [set(options.pop(name, "").split()) for name in names]
    for own, arg in zip(words, args, strict=True):
        for word in own & set(_SHOWN):
            if not _SHOWN[word](np.asarray(arg)):
                raise ValueError(f"{what}: the example does not show {word!r}")

    def call(args, want, rtol, atol, form="", **options):
        __tracebackhide__ = True
        made = _spelled(what, args) + form
        try:
            got, warning = listen(function, *args)
        except Exception as error:
            if not form or isinstance(error, NotImplementedError):
                raise
            problem = f"{type(error).__name__}: {error}"
            fail(f"{made}: this is promised to work, but raises {problem}.")
        parts = [(made, got, want)]
        if isinstance(want, tuple):
            if not isinstance(got, (tuple, list)) or len(got) != len(want):
                fail(f"{made}: expected {len(want)} results in a tuple.")
            parts = [(f"{made}[{k}]", got[k], want[k]) for k in range(len(want))]
        for part in parts:
            expect(*part, rtol, atol, **options)
            _expect_type(*part[:2], returns.split())
        for name, own, (was, now) in zip(names, words, _asked, strict=True):
            if "kept" in own and not _is_kept(was, now):
                copy = "Work on a copy: np.array(…) makes one."
                fail(f"{made} writes into its argument `{name}`. {copy}")
        if warning and "quiet" in returns:
            fail(f"{made} is right, but warns: {warning}.")
        return got

    formula = want if callable(want) else None
    value = want if formula is None else formula(*map(_plain, copied(args)))
    got = call(args, value, rtol, atol, **options)
    if options.get("follows") and not agree(got, value, rtol, atol):
        value, formula = got, None
        words = [own - {"integer", "labels"} for own in words]
    for word, places, given, wanted in _forms(args, value, formula, words):
        as_what = {**_WRITTEN, **_TAKEN}[word]
        form = f", {', '.join(names[k] for k in places)} as {as_what}"
        least = (1e-5, 1e-6) if word == "float32" else (0.0, 0.0)
        call(given, wanted, *np.maximum((rtol, atol), least), form)


def refused(what, function, args, error=ValueError):
    """Raise an AssertionError unless a call raises the error that is promised."""
    __tracebackhide__ = True
    call = _spelled(what, args)
    try:
        got, _ = listen(function, *args)
    except error:
        return
    except NotImplementedError:
        raise
    except Exception as other:
        problem = f"it raises {type(other).__name__}: {other}"
    else:
        problem = f"it returns {got}"
    fail(f"{call} must raise a {error.__name__}, but {problem}.")


def letter(text):
    """Return a choice as one small Latin letter; Cyrillic twins are understood."""
    twins = str.maketrans("\u0430\u0432\u0441\u0435\u043d", "abceh")
    return str(text).strip(" ().").lower().translate(twins)


def sealed(exercise, answer):
    """Return a digest of an answer, which says whether it is right but not what is.

    Args:
        exercise: its name: the same answer has another digest elsewhere.
        answer: a text, a number, or a list of these. Capitals and blanks around a text,
            and 3 or 3.0, make no difference.
    """
    answer = getattr(answer, "tolist", lambda: answer)()  # of NumPy
    if isinstance(answer, (list, tuple)):
        plain = [sealed(exercise, one) for one in answer]
    elif isinstance(answer, (int, float)):
        plain = f"{answer:.9g}"
    else:
        plain = str(answer).strip().lower()
    return hashlib.sha256(f"{exercise}: {plain}".encode()).hexdigest()[:16]


# The states of an exercise: its mark, and what the mark means.
STATES = {
    "open": ("○", "still open"),
    "ticked": ("\x1b[32m✓\x1b[0m", "its check passes"),
    "follows": ("◐", "counts: it follows from your earlier step"),
    "recorded": ("✎", "noted, judged after you hand in"),
    "wrong": ("✗", "not right yet"),
}
_states = globals().get("_states", {})  # by exercise, once its check has begun to run
_roots = globals().get("_roots", {})  # of what follows: the exercise to be mended
_running = []  # the exercises whose check runs


def tick(name):
    """Print the line that ends a check."""
    if _states.get(name) != "follows":
        _states[name] = "ticked"
    print(f"{STATES[_states[name]][0]} {name}")


def note(name, *answers):
    """End the check of a question whose right answer is told only after handing in."""
    _states[name] = "recorded"
    print(
        f"{STATES['recorded'][0]} Noted: {', '.join(map(str, answers))}. "
        "After you hand in, you learn whether this is right."
    )


def checked_by(cell):
    """Return the exercises that a cell ticks."""
    code = (cell.raw_cell or "").replace('"', "'")
    calls = [rest for end in ("tick", "note") for rest in code.split(f"{end}('")[1:]]
    return {rest.partition("'")[0] for rest in calls}


def forget_tick(cell):
    """Before a check runs: its exercise is open until it ticks."""
    _running[:] = checked_by(cell)
    _comparing[:] = [" ".join(sorted(_running)), 0]
    _states.update(dict.fromkeys(_running, "open"))
    _answers.clear()
    for name in _running:
        _roots.pop(name, None)


def fail_tick(result):
    """After a check has failed, perhaps behind its tick."""
    error = result.error_before_exec or result.error_in_exec
    if error:
        is_open = isinstance(error, (NotImplementedError, NameError))
        _states.update(dict.fromkeys(_running, "open" if is_open else "wrong"))
    _running.clear()


def say_briefly(shell, kind, error, trace, tb_offset=None):
    """Show a line instead of a traceback where an answer is not there yet."""
    *_, place = traceback.extract_tb(trace)
    in_cell = place.name == "<module>"
    line = ""
    if kind is NotImplementedError and str(error):
        line = str(error)
    elif kind is NotImplementedError and in_cell:
        line = "This is still open: write your answer in place of the line `raise …`."
    elif kind is NotImplementedError:
        line = f"`{place.name}` is still open: write your answer in its cell."
    elif in_cell and _running:
        line = f"There is no `{error.name}` yet: run the cell above that makes it."
    if line:
        error._render_traceback_ = lambda: [line]
    shell.showtraceback((kind, error, trace))


def progress(by_hand=0, **points):
    """Say how each exercise stands, and how many points that makes.

    Args:
        by_hand: the points of the answers that a person reads.
        points: those of each exercise with a check.
    """
    states = {name: _states.get(name, "open") for name in points}
    for name, state in states.items():
        mark, meaning = STATES[state]
        print(f"{mark} {name:<24} {points[name]:>3}   {meaning}")
    if by_hand:
        mark = STATES["recorded"][0]
        print(f"{mark} {'':<24} {by_hand:>3}   for what a person reads")
    lost = sum(points[name] for name in points if states[name] in ("open", "wrong"))
    worth = sum(points.values())
    print(f"{worth - lost} of {worth} points pass their visible checks or are noted.")


def is_watched():
    """Say whether somebody can move a slider.

    Nobody can where nbgrader runs a notebook, or nbclient (`nbconvert --execute`),
    which answers no `input` and keeps no history. AUTOGRADER_SLIDERS, 0 or 1, decides.
    """
    if told := os.environ.get("AUTOGRADER_SLIDERS"):
        return told != "0"
    shell = get_ipython()
    answers = attempt(lambda: shell.get_parent()["content"]["allow_stdin"])
    keeps = attempt(lambda: shell.history_manager.hist_file) != ":memory:"
    return not GRADED and (keeps or answers is not False)


def explore(draw, **controls):
    """Draw a figure with widgets that set its arguments; once, if nobody is there.

    It is not drawn to be graded: what the sliders begin with has been shown before.
    """
    if is_watched():
        widgets.interact(draw, **controls)
    elif not GRADED:
        draw(**{name: control.value for name, control in controls.items()})


def animate(figure, update, frames, alt, interval=150):
    """Display a film of a figure once; `update(k)` draws frame number k on it."""
    if GRADED:
        update(frames - 1)
        show(figure, alt)
        return
    alt, pictures = written(alt), []
    for k in range(frames):
        update(k)
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=100)
        pictures.append(thin(file.getvalue()))
    plt.close(figure)
    film = FILM.format(
        name=f"film-{os.urandom(8).hex()}",
        alt=html.escape(alt),
        width=round(100 * figure.get_figwidth()),
        frames=pictures,
        last=pictures[-1],
        end=frames - 1,
        interval=interval,
    )
    display(HTML(film))


# What plays a film: the picture, a button, a slider, and the few lines that move them.
FILM = """
<div class="{name}" role="group" aria-label="{alt}" style="max-width: {width}px">
  <img src="data:image/png;base64,{last}" alt="{alt}" style="width: 100%">
  <div style="display: flex; gap: 10px; align-items: center; margin-bottom: 8px">
    <button type="button" title="Play or stop" style="width: 3em">▶</button>
    <input type="range" min="0" max="{end}" value="{end}" title="Picture"
      style="flex: 1">
  </div>
</div>
<script>
for (const film of document.querySelectorAll(".{name}")) {{
  const frames = {frames}, picture = film.querySelector("img");
  const button = film.querySelector("button"), slider = film.querySelector("input");
  let clock = 0;
  const stop = () => {{ clearInterval(clock); clock = 0; button.textContent = "▶"; }};
  const turn = () => picture.src = "data:image/png;base64," + frames[slider.value];
  const step = () => {{
    slider.stepUp(); turn();
    if (slider.value === slider.max) stop();
  }};
  slider.oninput = () => {{ stop(); turn(); }};
  button.onclick = () => {{
    if (clock) return stop();
    if (slider.value === slider.max) {{ slider.value = 0; turn(); }}
    clock = setInterval(step, {interval}); button.textContent = "■";
  }};
}}
</script>
"""

if get_ipython():
    get_ipython().events.register("pre_run_cell", forget_tick)
    get_ipython().events.register("post_run_cell", fail_tick)
if get_ipython() and not GRADED:
    get_ipython().set_custom_exc((NotImplementedError, NameError), say_briefly)
