# Nothing to do here: run this cell. It holds the imports, the look of the figures,
# and a few small helpers. They are short, and you are welcome to read them.
import base64
import html
import io
import os
import subprocess
import sys
import traceback
import warnings
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
from matplotlib_inline.backend_inline import set_matplotlib_formats

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


def show(figure, alt):
    """Display a figure once; `alt` says in words what it shows."""
    display(figure, metadata={"image/png": {"alt": alt}})
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


def ask(function, *args, **options):
    """Return a copy of `function(*args)`, which itself works on copies of `args`."""
    __tracebackhide__ = True  # in a message of an error this line says nothing
    handed = copied(args)
    _asked[:] = zip(copied(args), handed, strict=True)
    return copied(function(*handed, **options))


def expect_kept(what):
    """Raise an AssertionError if the last `ask` has changed what it was given."""
    for number, (was, now) in enumerate(_asked, 1):
        if was is not now and not np.array_equal(was, now):
            fail(
                f"{what} writes into the array or list that it was given as argument "
                f"number {number}. Work on a copy: np.array(…) makes one."
            )


def numbers(value):
    """Return `value` as an array of numbers, or None if it is not made of numbers."""
    try:
        array = np.asarray(value)
    except ValueError:  # lists of different lengths
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


def fail(message):
    """Raise an AssertionError; Jupyter shows the line of the check, and the message."""
    error = AssertionError(message)

    def render():
        cells = get_ipython().compile
        for frame, number in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_name == "<module>":
                check = " ".join(cells.format_code_name(frame.f_code.co_filename))
                line = f"{check}, line {number}"
        return [line, "", message]

    error._render_traceback_ = render
    raise error


def is_wrong(exercise):
    """Say whether an exercise is not right, as far as is known: the grader tells."""
    lost = os.environ.get("AUTOGRADER_LOST")
    if lost is None:
        return exercise not in _ticked
    is_unticked = exercise in _begun and exercise not in _ticked
    return is_unticked or f"test_{exercise}" in lost.split()


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
    return wrong[0], value, tolerance


def expect(what, got, want, rtol=1e-9, atol=0.0, likely=None, follows=None):
    """Raise an AssertionError that explains itself unless `got` agrees with `want`.

    Args:
        what: the call that was made, for the message.
        got, want: the value it gave and the value it should give.
        rtol, atol: the relative and the absolute tolerance.
        likely: a dict from a cause to the value that this mistake gives.
        follows: what follows from your own previous step, by `own`. Then it counts,
            even where that previous step is wrong.
    """
    want = np.asarray(want, dtype=float)
    if agree(got, want, rtol, atol):
        return
    if got is None:
        fail(
            f"{what} returned None. Did you forget `return`, or print the value "
            "instead of returning it?"
        )
    value = numbers(got)
    if value is None:
        kind = type(got).__name__
        fail(f"{what}: expected numbers, got an object of type {kind}.")
    if value.shape != want.shape:
        shape, n = value.shape, want.size
        if want.shape == (n,) and shape == (n, n):
            fail(
                f"{what}: the shape is ({n}, {n}), expected ({n},). If an ({n}, 1) "
                f"array meets an ({n},) array, each entry is paired with each."
            )
        if want.shape == ():
            fail(f"{what}: expected one number, got the shape {shape}.")
        fail(f"{what}: the shape is {shape}, expected {want.shape}.")
    if follows and np.isfinite(value).all():
        wrong, result, tolerance = follows
        if agree(got, result, **{"rtol": rtol, "atol": atol, **tolerance}):
            print(
                f"{what} follows from your `{wrong}`, which is not right yet: "
                "this step counts, go back to that one."
            )
            return
    with np.errstate(all="ignore"):
        excess = np.abs(value - want) - rtol * np.abs(want) - atol
    worst = np.unravel_index(np.argmax(np.nan_to_num(excess, nan=np.inf)), want.shape)
    wanted, given = want[worst], value[worst]
    place = [int(k) for k in worst]
    if place:
        message = f"{what}: at index {place} expected {wanted:.6g}, got {given:.6g}."
    else:
        message = f"{what}: expected {wanted:.6g}, got {given:.6g}."
    if np.isnan(given):
        message += "\nNaN means 'not a number': it comes from 0/0, inf/inf or log(−1)."
    for cause, wrong in (likely or {}).items():
        if agree(got, wrong, rtol=1e-6, atol=1e-12):
            message += f"\nLikely cause: {cause}."
            break
    fail(message)


def letter(text):
    """Return a choice as one small Latin letter; Cyrillic twins are understood."""
    twins = str.maketrans("\u0430\u0432\u0441\u0435\u043d", "abceh")
    return str(text).strip(" ().").lower().translate(twins)


TICK = "\x1b[1;32m✓\x1b[0m"
_ticked = globals().get("_ticked", set())  # the exercises whose check passes
_begun = globals().get("_begun", set())  # those whose check has begun to run


def tick(name):
    """Print the line that ends a check."""
    _ticked.add(name)
    print(f"{TICK} {name}")


def note(name, *answers):
    """End the check of a question whose right answer is told only after handing in."""
    _ticked.add(name)
    print(
        f"Noted: {', '.join(map(str, answers))}. "
        "Whether this is right you learn after you hand in."
    )


def checked_by(cell):
    """Return the exercises that a cell ticks."""
    code = (cell.raw_cell or "").replace('"', "'")
    calls = [rest for end in ("tick", "note") for rest in code.split(f"{end}('")[1:]]
    return {rest.partition("'")[0] for rest in calls}


def forget_tick(cell):
    """Before a check runs: its exercise is open until it ticks."""
    _ticked.difference_update(checked_by(cell))
    _begun.update(checked_by(cell))


def fail_tick(result):
    """After a check has failed, perhaps behind its tick."""
    if not result.success:
        _ticked.difference_update(checked_by(result.info))


def progress(**points):
    """Say which exercises pass their visible checks, and how many points they have."""
    for name, worth in points.items():
        state = TICK if name in _ticked else "○"
        print(f"{state} {name:<24} {worth:>3}")
    passed = sum(worth for name, worth in points.items() if name in _ticked)
    print(f"{passed} of {sum(points.values())} points pass their visible checks.")


def animate(figure, update, frames, alt, interval=150):
    """Display a film of a figure once; `update(k)` draws frame number k on it."""
    if GRADED:
        update(frames - 1)
        show(figure, alt)
        return
    pictures = []
    for k in range(frames):
        update(k)
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=100)
        pictures.append(base64.b64encode(file.getvalue()).decode())
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
