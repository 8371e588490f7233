! A term for mpisum in Fortran: 1/(k**2 + 1), whose sum over all k is (pi*coth(pi) - 1)/2 = 1.07667404746858117413...
!
!     gfortran -O3 -march=native -shared -fPIC term.f90 -o libterm.so
!     mpirun -np 4 mpisum --plugin ./libterm.so --all -n 1e9

! Stores the term of k(i) in t(i), for i from 1 to n.
subroutine term(k, t, n) bind(C, name="term")
  use, intrinsic :: iso_c_binding, only: c_double, c_int64_t, c_size_t
  implicit none
  integer(c_size_t), value :: n
  integer(c_int64_t), intent(in) :: k(n)
  real(c_double), intent(out) :: t(n)

  t = 1 / (real(k, c_double)**2 + 1)
end subroutine term
