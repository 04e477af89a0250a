"""A workload of `compare cpu` under NumPy, pandas or Polars.

Usage: engines.py numpy|pandas|polars WORKLOAD SIZE [FILE]

Answers each line "round" with one line of JSON, as dev.heddle.lab.peer.PeerRunner wants it. Inputs and answers are those
of dev.heddle.demo.cpu.work. Of several ways to write a workload, each library has the fastest that is not a trick.
"""

import importlib
import json
import os
import sys
import time

# Read by the OpenBLAS in NumPy: its threads sleep after 2**18 cycles without work, as those of dev.heddle's own do. By
# default they spin for 0.1 s, on cores that the next model then lacks.
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "18")

GROUPS = 1_000


class Absent(Exception):
    """Something that is needed is not there; the message names it."""


def need(module):
    try:
        return importlib.import_module(module)
    except Exception as e:  # A library that is there may be broken in its own way.
        raise Absent(f"{module} cannot be imported: {e}") from e


def scatter(np, start, count):
    """Knuth's multiplicative hash of positions, in 32 bits."""
    return np.arange(start, start + count, dtype=np.uint64) * np.uint64(2654435761) & np.uint64(0xFFFFFFFF)


def sample(values):
    """The sum of a thousand values, evenly spread, and the last."""
    n = len(values)
    return sum(values[j * n // 1_000].item() for j in range(1_000)) + values[n - 1].item()


def columns(np, rows):
    groups = ((scatter(np, 0, rows) >> np.uint64(16)) % np.uint64(GROUPS)).astype(np.int32)
    values = (np.arange(rows, dtype=np.int64) * 48_271 % 1_000).astype(np.float64)
    return groups, values


def answer_of_groups(groups, sums):
    return float(((groups + 1) * sums).sum())


# NumPy


def numpy_sum_of_squares(np, size):
    """In doubles, since 64 bits overflow; the array of numbers is there before, and BLAS runs on all cores."""
    numbers = np.arange(size, dtype=np.float64)
    return lambda: float(np.dot(numbers, numbers))


def numpy_squares(np, size):
    numbers = np.arange(size, dtype=np.int64)
    return lambda: sample(numbers * numbers)


def numpy_sqrt(np, size):
    numbers = np.arange(size, dtype=np.float64)
    roots = np.zeros_like(numbers)

    def do():
        np.sqrt(numbers, out=roots)
        return sample(roots)

    return do


def numpy_matmul(np, order):
    cells = order * order
    left = (scatter(np, 0, cells) * 2.0**-32).reshape(order, order)
    right = (scatter(np, cells, cells) * 2.0**-32).reshape(order, order)
    product = np.zeros_like(left)

    def do():
        np.matmul(left, right, out=product)
        return sample(product.reshape(-1))

    return do


def numpy_group_by(np, rows):
    """The groups as bincount wants them, which would convert them each time otherwise."""
    groups, values = columns(np, rows)
    groups = groups.astype(np.intp)
    numbers = np.arange(GROUPS)
    return lambda: answer_of_groups(numbers, np.bincount(groups, weights=values, minlength=GROUPS))


def numpy_image_filter(np, width):
    """By slices, a strip of rows at a time that stays in the cache: four times as fast as all at once."""
    strip = 32
    image = (scatter(np, 0, width * width) >> np.uint64(24)).astype(np.uint8).reshape(width, width)

    def blur(rows):
        rows = rows.astype(np.uint16)
        sums = rows[:-4] + rows[4:]
        sums += 4 * (rows[1:-3] + rows[3:-1])
        sums += 6 * rows[2:-2]
        total = sums[:, :-4] + sums[:, 4:]
        total += 4 * (sums[:, 1:-3] + sums[:, 3:-1])
        total += 6 * sums[:, 2:-2]
        total >>= 8
        return total

    def do():
        blurred = np.empty((width - 4, width - 4), np.uint8)
        for row in range(0, width - 4, strip):
            blurred[row : row + strip] = blur(image[row : row + strip + 4])
        return sample(blurred.reshape(-1))

    return do


# pandas


def pandas_group_by(pd, rows):
    groups, values = columns(need("numpy"), rows)
    frame = pd.DataFrame({"grp": groups, "val": values})
    return lambda: pandas_answer(frame)


def pandas_answer(frame):
    sums = frame.groupby("grp", sort=False)["val"].sum()
    return answer_of_groups(sums.index.to_numpy(), sums.to_numpy())


def pandas_group_by_parquet(pd, rows, file):
    try:
        pd.io.parquet.get_engine("auto")
    except ImportError as e:
        raise Absent("pandas reads Parquet with pyarrow or fastparquet, and has neither") from e
    return lambda: pandas_answer(pd.read_parquet(file, columns=["grp", "val"]))


# Polars


def polars_sum_of_squares(pl, size):
    """In doubles, since 64 bits overflow."""
    numbers = pl.DataFrame({"i": pl.arange(0, size, eager=True).cast(pl.Float64)})
    return lambda: numbers.select((pl.col("i") * pl.col("i")).sum()).item()


def polars_sample(series):
    n = len(series)
    return sum(series[j * n // 1_000] for j in range(1_000)) + series[n - 1]


def polars_squares(pl, size):
    numbers = pl.arange(0, size, eager=True)
    return lambda: polars_sample(numbers * numbers)


def polars_sqrt(pl, size):
    numbers = pl.arange(0, size, eager=True).cast(pl.Float64)
    return lambda: polars_sample(numbers.sqrt())


def polars_answer(pl, sums):
    return float(((sums["grp"].cast(pl.Float64) + 1) * sums["val"]).sum())


def polars_sums(pl, rows):
    return rows.group_by("grp").agg(pl.col("val").sum())


def polars_group_by(pl, rows):
    groups, values = columns(need("numpy"), rows)
    frame = pl.DataFrame({"grp": groups, "val": values})
    return lambda: polars_answer(pl, polars_sums(pl, frame))


def polars_group_by_parquet(pl, rows, file):
    return lambda: polars_answer(pl, polars_sums(pl, pl.scan_parquet(file)).collect())


def opened(engine, workload, arguments):
    open_it = globals().get(f"{engine}_{workload.replace('-', '_')}")
    if open_it is None:
        raise Absent(f"{engine} has no {workload} here")
    size, *files = arguments
    return open_it(need(engine), int(size), *files)


def answer_rounds(do):
    for line in sys.stdin:
        if line.strip() != "round":
            continue
        start, cpu_start = time.perf_counter_ns(), time.process_time_ns()
        answer = do()
        nanos, cpu_nanos = time.perf_counter_ns() - start, time.process_time_ns() - cpu_start
        print(json.dumps({"answer": answer, "nanos": nanos, "cpuNanos": cpu_nanos}), flush=True)


def main(engine, workload, *arguments):
    try:
        do = opened(engine, workload, arguments)
    except Absent as e:
        sys.stdin.readline()
        print(json.dumps({"absent": str(e)}), flush=True)
        return
    answer_rounds(do)


if __name__ == "__main__":
    main(*sys.argv[1:])
