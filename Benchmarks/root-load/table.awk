# Makes the table and the model out of the lines that run.sh's `counted` prints: a line a run,
#
#     KIND RANKS SLOTS TASKS  ranks wall cpu main sent bytes received bytes looks  sent received looks/s cpu/s
#
# from the fifth on those of count.c for the root; the last four of all other ranks, rates for each of them.

# Begin and end of a bag: three messages a rank in each direction.
function ends() { return 3 * ($2 - 1) }

# Seconds of MPI's thread, as fitted.
function cost(wall, messages) { return idle * wall + message * messages }

{
  kind[NR] = $1; ranks[NR] = $2; slots[NR] = $3; tasks[NR] = $4
  wall[NR] = $6; cpu[NR] = $7; thread[NR] = $8
  out[NR] = $9 - ends(); into[NR] = $11 - ends(); bytesOut[NR] = $10; bytesIn[NR] = $12
  looks[NR] = $16; others[NR] = $17
  if ($9 != $15 || $11 != $14) print "line " NR ": not all messages have arrived"
  # Least squares of relative errors at 8 and 16 ranks: MPI's thread = idle * wall + message * messages.
  # Not where a message has hundreds of tasks: there it is the tasks that cost.
  if (($2 == 8 || $2 == 16) && $4 > 1 && $1 != "pool-nothing") {
    w = 1 / $8 ^ 2; m = $9 + $11
    aa += w * $6 * $6; am += w * $6 * m; mm += w * m * m; ay += w * $6 * $8; my += w * m * $8
    # The farm's other threads: a time for each task, and one for each byte of output.
    if ($1 == "farm-true" || $1 == "farm-output") {
      w = 1 / ($7 - $8) ^ 2; b = $12 / 1e6
      tt += w * $4 * $4; tb += w * $4 * b; bb += w * b * b; ty += w * $4 * ($7 - $8); by += w * b * ($7 - $8)
    }
    # What messages a task took, of those that the root has not run itself.
    perOut[$1, $3] += (($9 - ends()) / $4) / ($1 ~ /farm/ ? 1 - 1 / $2 : 1) / 2
    perIn[$1, $3] += (($11 - ends()) / $4) / ($1 ~ /farm/ ? 1 - 1 / $2 : 1) / 2
  }
}

END {
  print "the root's messages, their bytes, and its processor time (of it MPI's thread) for each task:"
  printf "  %-12s %5s %5s %9s %7s %7s %8s %8s %8s %8s %7s\n", "tasks", "ranks", "slots", "tasks/s", "out", "in",
    "B out", "B in", "us", "MPI us", "% core"
  for (i = 1; i <= NR; i++)
    if (tasks[i] > 1) {
      n = tasks[i]
      printf "  %-12s %5d %5d %9.0f %7.3f %7.3f %8.0f %8.0f %8.1f %8.1f %7.1f\n", kind[i], ranks[i], slots[i],
        n / wall[i], out[i] / n, into[i] / n, bytesOut[i] / n, bytesIn[i] / n, 1e6 * cpu[i] / n,
        1e6 * thread[i] / n, 100 * cpu[i] / wall[i]
    }

  print "while the root waits for one task of 10 s:"
  for (i = 1; i <= NR; i++)
    if (kind[i] == "farm-idle")
      printf "  %2d ranks: %d messages; the root uses %.1f %% of a core, another rank %.1f %%; it looks %.0f times/s\n",
        ranks[i], out[i] + into[i], 100 * cpu[i] / wall[i], 100 * others[i], looks[i]

  d = aa * mm - am * am
  idle = (ay * mm - my * am) / d; message = (my * aa - ay * am) / d
  d = tt * bb - tb * tb
  task = (ty * bb - by * tb) / d; megabyte = (by * tt - ty * tb) / d
  print "model, fitted to 8 and 16 ranks:"
  printf "  MPI's thread: %.1f %% of a core + %.1f us a message\n", 100 * idle, 1e6 * message
  printf "  a farm's other threads: %.1f us a task + %.1f ms a megabyte of output\n", 1e6 * task, 1e3 * megabyte
  print "and what it says of 64 ranks, from the rate of tasks alone, beside what was measured:"
  printf "  %-12s %5s %9s %9s %9s %9s %9s %6s\n", "tasks", "slots", "tasks/s", "messages", "measured", "MPI ms/s",
    "measured", "ratio"
  for (i = 1; i <= NR; i++)
    if (ranks[i] == 64 && tasks[i] > 1 && kind[i] != "pool-nothing") {
      share = kind[i] ~ /farm/ ? 1 - 1 / ranks[i] : 1
      m = (perOut[kind[i], slots[i]] + perIn[kind[i], slots[i]]) * share * tasks[i]
      printf "  %-12s %5d %9.0f %9.0f %9.0f %9.1f %9.1f %6.2f\n", kind[i], slots[i], tasks[i] / wall[i], m,
        out[i] + into[i], 1e3 * cost(wall[i], m) / wall[i], 1e3 * thread[i] / wall[i],
        cost(wall[i], m) / thread[i]
    }
}
