"""Python as some of Bridge's contenders: for each number of calls on stdin, a line "calls nanoseconds" on stdout.

usage: bridge_calls.py asyncio-await | asyncio-tasks | uvloop-await | uvloop-tasks | asyncio-process |
                       mp-apply | mp-map | mp-map-1 | executor-map | payload-bytes | payload-array | payload-numpy
"""
import array
import asyncio
import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
IN_FLIGHT = 500
DOUBLES = 8_000_000


def increment(number):
    return number + 1


def echo(value):
    return value


async def one_at_a_time(executor, work, value, calls):
    loop = asyncio.get_running_loop()
    for _ in range(calls):
        await loop.run_in_executor(executor, work, value)


async def many(executor, calls):
    await asyncio.gather(*[one_at_a_time(executor, increment, 1, calls // IN_FLIGHT) for _ in range(IN_FLIGHT)])


async def with_loop(name):
    """The loop lives as long as the process; stdin is read by blocking it, when there is nothing else to do."""
    executor = ProcessPoolExecutor(CORES) if name == "process" else ThreadPoolExecutor(CORES)
    payload = bytes(1024)
    for line in sys.stdin:
        calls = int(line)
        start = time.perf_counter_ns()
        if name == "process":
            await one_at_a_time(executor, echo, payload, calls)
        elif name == "await":
            await one_at_a_time(executor, increment, 1, calls)
        else:
            await many(executor, calls)
        print(calls, time.perf_counter_ns() - start, flush=True)


def payload_of(kind):
    if kind == "bytes":
        return bytes(DOUBLES * 8)
    if kind == "array":
        return array.array("d", bytes(DOUBLES * 8))
    import numpy

    return numpy.zeros(DOUBLES)


def echoes(pool, value, calls):
    for _ in range(calls):
        pool.apply(echo, (value,))


def with_pool(name):
    if name == "executor-map":
        executor = ProcessPoolExecutor(CORES)
        run = lambda calls: list(executor.map(increment, range(calls)))
    else:
        pool = multiprocessing.Pool(1 if name.startswith("payload") else CORES)
        value = payload_of(name.split("-")[1]) if name.startswith("payload") else bytes(1024)
        run = {
            "mp-map": lambda calls: pool.map(increment, range(calls)),
            "mp-map-1": lambda calls: pool.map(increment, range(calls), chunksize=1),
        }.get(name, lambda calls: echoes(pool, value, calls))
    for line in sys.stdin:
        calls = int(line)
        start = time.perf_counter_ns()
        run(calls)
        print(calls, time.perf_counter_ns() - start, flush=True)


if __name__ == "__main__":
    name = sys.argv[1]
    if name.startswith("uvloop"):
        import uvloop

        uvloop.install()
    if name.startswith(("asyncio", "uvloop")):
        asyncio.run(with_loop(name.split("-")[1]))
    else:
        with_pool(name)
