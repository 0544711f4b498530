"""What seminar 2.2 shows, on 20 random graphs: python -m tests.effects.l2_2_graph."""

import contextlib
import io
from time import process_time

import matplotlib as mpl
import numpy as np

mpl.use("Agg")
with contextlib.redirect_stdout(io.StringIO()):
    from notebooks.l2_2_graph import master as seminar


def seconds(function, *args):
    """The least time of five calls."""
    times = []
    for _ in range(5):
        begun = process_time()
        function(*args)
        times.append(process_time() - begun)
    return min(times)


def told(values, form):
    """Median [least, largest]."""
    middle, least, most = (f(values) for f in (np.median, np.min, np.max))
    return f"{middle:{form}} [{least:{form}}, {most:{form}}]"


def main():
    """Print the tables of docs/effects.md."""
    gaps, paths, ratios, sweeps = [], [], [], []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        _, edges, row = seminar.random_graph(rng, 16)
        end = row[-1]
        back = seminar.backward(edges, row, end)
        by_paths = [seminar.path_sum(edges, k, end) for k in range(16)]
        forward = [seminar.forward_mode(edges, row, k)[end] for k in range(16)]
        scale = np.abs(by_paths).max()
        gaps += [
            np.abs(np.subtract(back, other)).max() / scale
            for other in (by_paths, forward)
        ]
        paths.append(max(seminar.count_paths(edges, row, k, end) for k in row))

        graph, edges, row = seminar.random_graph(rng, 2000)
        inputs = {name: 0.5 for name, *reads in graph if not reads}
        values = seminar.evaluate(graph, row, inputs)
        once = seconds(seminar.evaluate, graph, row, inputs)
        slopes = seconds(seminar.edges_of, graph, values, seminar.local)
        sweep = seconds(seminar.backward, edges, row, row[-1])
        ratios.append((slopes + sweep) / once)
        sweeps.append(sweep / once)
    print(
        "over 20 random graphs                                median [least, largest]"
    )
    print(f"largest relative difference of the three ways       {max(gaps):.0e}")
    print(f"most paths from a node to the end, 16 nodes         {told(paths, '.0f')}")
    print(f"time of the sweep back / evaluation, 2000 nodes     {told(sweeps, '.2f')}")
    print(f"time of slopes and sweep / evaluation, 2000 nodes   {told(ratios, '.2f')}")
    print("\nmultiplications      path_sum   backward")
    for depth in (4, 8, 12, 16):
        edges, row = seminar.squarings(depth), list(range(depth + 1))
        each = seminar.multiplications(seminar.path_sum, edges, 0, depth)
        once = seminar.multiplications(seminar.backward, edges, row, depth)
        print(f"{depth:3} squarings  {each:15} {once:10}")
    print("\nmultiplications  forward_mode, N sweeps   backward")
    for many in (1, 10, 100):
        edges, row = seminar.chain_of_sums(many)
        forward = many * seminar.multiplications(seminar.forward_mode, edges, row, 0)
        back = seminar.multiplications(seminar.backward, edges, row, row[-1])
        print(f"N = {many:3} {forward:27} {back:10}")


if __name__ == "__main__":
    main()
