"""What mpi4py.futures makes of tasks that do nothing: `NAME NUMBER` lines on standard output.

Run on 2 ranks: rank 0 is the root, rank 1 the worker.
"""

import time

import mpi4py
from mpi4py import MPI
from mpi4py.futures import MPICommExecutor


def identity(number):
    return number


def tasks_per_second(executor, tasks, chunksize):
    start = time.perf_counter()
    results = list(executor.map(identity, range(tasks), chunksize=chunksize))
    seconds = time.perf_counter() - start
    assert results == list(range(tasks))
    return tasks / seconds


def round_trip(executor, tasks):
    start = time.perf_counter()
    for number in range(tasks):
        assert executor.submit(identity, number).result() == number
    return (time.perf_counter() - start) / tasks * 1e6


with MPICommExecutor(MPI.COMM_WORLD, root=0) as executor:
    if executor is not None:
        version = MPI.Get_library_version().split("\n")[0].split(",")[0].split()
        print("# mpi4py", mpi4py.__version__, "with", *version)
        tasks_per_second(executor, 1_000, 1)
        print("single", tasks_per_second(executor, 3_000, 1))
        print("chunks-100", tasks_per_second(executor, 100_000, 100))
        print("chunks-1000", tasks_per_second(executor, 200_000, 1_000))
        print("round-trip", round_trip(executor, 2_000))
