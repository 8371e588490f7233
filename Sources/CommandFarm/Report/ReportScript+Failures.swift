extension ReportScript {
  /// All about one task.
  static let task = #"""
    function fields(pairs) {
      return make("dl", { className: "fields" }, ...pairs.flatMap(([name, value]) =>
        [make("dt", {}, name), make("dd", {}, value)]));
    }

    // What an attempt wrote, or what would show it.
    function outputBoxes(a) {
      const task = attempts.task[a];
      const kept = outputs.get(a) ?? [];
      const boxes = kept.flatMap(({ stream, kept, written, text }) => [
        make("div", { className: "note" },
          `standard ${stream === 1 ? "error" : "output"}, `
          + (written > kept ? `the last ${size(kept)} of ${size(written)}` : size(kept))),
        make("pre", { tabIndex: 0 }, text)]);
      if (boxes.length === 0 && attempts.out[a] + attempts.err[a] > 0 && tasks.number[task] > 0) {
        boxes.push(make("div", { className: "note" },
          `It wrote ${size(attempts.out[a])} and ${size(attempts.err[a])}, `
          + (attempts.kept[a] === 0 ? "of which the store has kept nothing"
            : "which this page does not hold:"
              + ` mpisum farm show ${shellWord(data.store)} --task ${tasks.number[task]} --output`)));
      }
      return boxes;
    }

    function attemptBoxes(a) {
      const used = attempts.user[a] + attempts.system[a];
      return [
        make("h3", {}, dot(outcomeOf(a)),
          `Attempt ${attempts.number[a]}: ${spaced(outcomeOf(a))}, ${ending(a)}`),
        fields([
          ["Where", where(a)],
          ["When", `${duration(attempts.seconds[a] * unit)} from ${moment(attempts.start[a] * unit)}`
            + (runs.length > 1 ? `, run ${attempts.run[a]}` : "")],
          ["Processor", `${duration(used * unit)}, of which ${duration(attempts.system[a] * unit)}`
            + " in the kernel"],
          ["Memory", `${size(attempts.memory[a] * 1024)} at most in one process`],
        ]),
        ...outputBoxes(a)];
    }

    function openTask(task) {
      const title = taskName(task);
      byId("task-title").textContent = title[0].toUpperCase() + title.slice(1);
      const pairs = [["State", stateText(data.states[tasks.state[task]])]];
      if (tasks.name[task] !== null) pairs.push(["Name", tasks.name[task]]);
      pairs.push(["Directory", data.directories[tasks.directory[task]]]);
      byId("task-body").replaceChildren(
        fields(pairs), make("pre", { tabIndex: 0 }, tasks.command[task]),
        ...attemptsOf(task).flatMap(attemptBoxes));
      byId("task").showModal();
    }
    """#

  /// The attempts that failed, by how they ended and where.
  static let failures = #"""
    const failed = [];
    for (let a = 0; a < attemptCount; a += 1) {
      if (["failed", "timed-out", "lost"].includes(outcomeOf(a))) failed.push(a);
    }
    const failureFilter = { ending: null, host: null };
    let failuresShown = 50;

    // How many there are of each, the most first.
    function tally(words) {
      const counts = new Map();
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      return [...counts].sort((a, b) => b[1] - a[1]);
    }

    function failureChips(key, pairs) {
      const chips = pairs.slice(0, 12).map(([word, number]) => {
        const chip = make("button", { ariaPressed: "false" }, `${word} (${count(number)})`);
        chip.onclick = () => {
          failureFilter[key] = failureFilter[key] === word ? null : word;
          for (const other of chips) {
            other.ariaPressed = String(other === chip && failureFilter[key] !== null);
          }
          failuresShown = 50;
          listFailures();
        };
        return chip;
      });
      return chips;
    }

    function failureBox(a, isOpen) {
      const task = attempts.task[a];
      const box = make("details", { open: isOpen },
        make("summary", {}, dot(outcomeOf(a)),
          `${taskName(task)}, attempt ${attempts.number[a]}: ${ending(a)} after`
          + ` ${duration(attempts.seconds[a] * unit)} on ${data.hosts[attempts.host[a]]}`));
      const fill = () => {
        if (box.childElementCount > 1) return;
        const open = make("button", {}, "All about the task");
        open.onclick = () => openTask(task);
        box.append(make("pre", { tabIndex: 0 }, tasks.command[task]), ...outputBoxes(a), open);
      };
      if (isOpen) fill();
      box.addEventListener("toggle", fill);
      return box;
    }

    function listFailures() {
      const { ending: end, host } = failureFilter;
      const list = failed.filter((a) => (end === null || ending(a) === end)
        && (host === null || data.hosts[attempts.host[a]] === host));
      const boxes = list.slice(0, failuresShown).map((a, place) => failureBox(a, place < 3));
      if (list.length > failuresShown) {
        const more = make("button", {}, `${count(list.length - failuresShown)} more`);
        more.onclick = () => { failuresShown += 200; listFailures(); };
        boxes.push(more);
      }
      if (failed.length === 0) boxes.push(make("p", {}, "None."));
      byId("failures").replaceChildren(...boxes);
    }

    function startFailures() {
      const hosts = tally(failed.map((a) => data.hosts[attempts.host[a]]));
      byId("groups").append(
        ...failureChips("ending", tally(failed.map(ending))),
        ...(hosts.length > 1 ? failureChips("host", hosts) : []));
      listFailures();
    }
    """#
}
