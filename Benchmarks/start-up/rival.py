"""The least that a Python program with NumPy, or with NumPy and mpi4py, does: rival.py [mpi]."""

import sys

import numpy

if len(sys.argv) > 1:
    from mpi4py import MPI

    numpy.zeros(1)
    MPI.COMM_WORLD.Barrier()
