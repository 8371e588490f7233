# Counts, in what `strace -f -y` writes, the files that a program asks its file systems for: calls that
# look a name up, those that fail, bytes that are read, and bytes of files that are mapped into memory.
# The kernel's own files (/proc, /sys, /dev) cost no server anything and are left out. A call of several
# threads may be cut in two; its second half has the result.

function own(line) { return line ~ /["<]\/(proc|sys|dev)[\/"]/ }

/<unfinished \.\.\.>$/ { cut[$1] = $0; next }
/<\.\.\. [a-z0-9_]+ resumed>/ {
  # Joined again, so that the name and the result are in one line.
  rest = $0
  sub(/.*resumed>/, "", rest)
  line = cut[$1]
  sub(/ *<unfinished \.\.\.>$/, "", line)
  $0 = line rest
}
own($0) { next }
{ result = $0; sub(/.* = /, "", result) }
/^[0-9]+ +open(at)?\(/ { opens++; if (result ~ /^-1/) failed++ }
/^[0-9]+ +(stat|lstat|newfstatat|statx|access|faccessat2?|readlink(at)?)\(/ {
  # A look at a file that is open already has an empty name.
  if ($0 !~ /, "",/) stats++
}
/^[0-9]+ +(read|pread64)\([0-9]+<\// && result ~ /^[0-9]/ { bytes += result }
/^[0-9]+ +mmap\(.*, [0-9]+<\// && result ~ /^0x/ {
  split($0, words, ", ")
  mapped += words[2]
}
END { printf "%d %d %d %.1f %.1f\n", opens, failed, stats, bytes / 1e6, mapped / 1e6 }
