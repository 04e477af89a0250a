"""Runs one workload of jobs.py under one model: plain.py MODEL WORKLOAD SIZE…

Answers each line of standard input with a line of JSON. A round is measured here, without start-up and input."""
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import jobs


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_turn(part, inputs):
    return [part(one) for one in inputs]


def opened(model, workload, sizes):
    """A function that runs a round."""
    cut, part, combine = jobs.JOBS[workload]
    inputs = cut(1 if model == "cpython" else 4 * cores(), *sizes)
    if model == "cpython":
        run = in_turn
    elif model == "multiprocessing":
        pool = get_context("fork").Pool(cores())  # whose processes know jobs, which is no file
        pool.map(abs, range(cores()))
        run = pool.map
    else:
        run = ThreadPoolExecutor(max(2, cores())).map
    return lambda: combine(list(run(part, inputs)))


def main(model, workload, *sizes):
    if model == "free-threaded" and getattr(sys, "_is_gil_enabled", lambda: True)():
        print(json.dumps({"absent": "this Python has a GIL"}), flush=True)
        return
    run = None
    for _ in sys.stdin:
        run = run or opened(model, workload, [int(size) for size in sizes])
        cpu, start = time.process_time_ns(), time.perf_counter_ns()
        answer = run()
        result = {"answer": answer, "nanos": time.perf_counter_ns() - start}
        if model != "multiprocessing":  # whose children's time is not known here
            result["cpuNanos"] = time.process_time_ns() - cpu
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
