-- Makes mpisum known to a shell: `module load mpisum`, for Lmod.
--
-- `make install PREFIX=DIR` puts this file into DIR/share/modulefiles/mpisum/VERSION.lua; users say
-- `module use DIR/share/modulefiles` once. Nothing has to be edited but the line on the MPI library.

local prefix = myFileName():match("^(.*)/share/modulefiles/")

help([[mpisum sums slow series exactly, and runs bags of shell commands, on many nodes: man mpisum]])
whatis("Name: mpisum")
whatis("Description: exact sums of slow series and farms of commands over MPI")

-- The module of the MPI library that mpisum was built with, if it is one:
-- depends_on("openmpi")

prepend_path("PATH", pathJoin(prefix, "bin"))
prepend_path("MANPATH", pathJoin(prefix, "share/man"))
