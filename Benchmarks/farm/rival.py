"""Times HyperQueue: a server and a worker of this machine run a program again and again.

    rival.py COUNT SLOTS PROGRAM [ARGUMENT]...

Prints the number of tasks per second, from the submission to the end of the last. Outputs are thrown
away, since a file for each would be most of the time.
"""
import sys
import tempfile
import time

import hyperqueue.client
from hyperqueue import Job, LocalCluster
from hyperqueue.cluster import WorkerConfig

# The progress bar is of no use here.
hyperqueue.client.create_progress_callback = lambda: lambda jobs: None

count, slots, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
with tempfile.TemporaryDirectory(prefix="mpisum-hq-") as folder:
    with LocalCluster(folder, WorkerConfig(cores=slots)) as cluster:
        client = cluster.client()

        def run(count):
            job = Job(default_workdir=folder)
            for _ in range(count):
                job.program(command, stdout=None, stderr=None)
            start = time.monotonic()
            if not client.wait_for_jobs([client.submit(job)]):
                sys.exit("rival.py: tasks have failed")
            return time.monotonic() - start

        run(100)  # until the worker is there
        print(f"{count / run(count):.0f}")
