extension ReportScript {
  /// Fills the head, and starts everything.
  static let page = #"""
    function figure(name, value, note, isAlarm) {
      const box = make("div", { className: isAlarm ? "alarm" : "" },
        make("dt", {}, name), make("dd", {}, value));
      if (note) box.append(make("dd", {}, note));
      return box;
    }

    function fillHead() {
      const name = data.store.slice(data.store.lastIndexOf("/") + 1);
      document.title = `${name}: farm report`;
      const last = data.runs.at(-1);
      byId("origin").textContent = `${data.store} as of ${moment(data.made - data.begin)}, by mpisum`
        + ` ${data.version}` + (last ? `; ${last.mpi}, in ${last.directory}` : "");
      const cuts = [];
      if (data.taskCount > taskCount) {
        cuts.push(`The store has ${count(data.taskCount)} tasks with ${count(data.attemptCount)}`
          + ` attempts; this page shows ${count(taskCount)} of them with ${count(attemptCount)}: those`
          + " that failed, and the first of the others. The pictures lack the rest; the summary"
          + " does not.");
      }
      if (!data.hasAllOutputs) {
        cuts.push("Not all failed attempts have their output here: mpisum farm show"
          + ` ${shellWord(data.store)} --failed --output has.`);
      }
      byId("notice").hidden = cuts.length === 0;
      byId("notice").textContent = cuts.join(" ");
    }

    function fillFigures() {
      const all = data.stateCounts.reduce((sum, number) => sum + number, 0);
      const boxes = data.states.flatMap((state, place) => {
        const number = data.stateCounts[place];
        if (number === 0) return [];
        const isAlarm = state === "failed" || state === "timed-out";
        return [figure(`Tasks ${stateText(state)}`, count(number), share(number, all), isAlarm)];
      });
      if (data.taskCount > all) {
        boxes.push(figure("Gone from the list", count(data.taskCount - all), "in none of the others"));
      }
      if (data.figures.length === 1) boxes.push(...runFigures(data.figures[0]));
      byId("figures").append(...boxes);
      if (data.figures.length > 1) byId("figures").after(runTable());
    }

    const verdicts = ["all succeeded", "some failed", "bad input", "halted", "work left", "lost"];
    const verdictOf = (run) => run.verdict === undefined ? "killed"
      : verdicts[run.verdict] ?? `status ${run.verdict}`;
    // Nearly all are not 100 %, and few not 0 %.
    function share(number, all) {
      if (number === all) return all === 1 ? "the only task" : `all of ${count(all)}`;
      const tenths = Math.min(999, Math.max(1, Math.round(1000 * number / all)));
      const isLess = number / all < 0.0005;
      return `${isLess ? "under " : ""}${(tenths / 10).toFixed(1)} % of ${count(all)}`;
    }

    const percent = (share) => `${(100 * share).toFixed(1)} %`;

    function runFigures(run) {
      const tail = run.tail_seconds === undefined ? [] : [
        figure("Tail", duration(run.tail_seconds), "from the first slot without work to the end")];
      return [
        figure("Wall time", duration(run.wall_seconds), verdictOf(run)),
        figure("Makespan", duration(run.makespan_seconds),
          `${duration(run.ideal_seconds)} at best; longest task ${duration(run.longest_seconds)}`),
        ...tail,
        figure("Slots in use", percent(run.utilisation),
          `of ${count(run.slots)} slots on ${count(run.ranks)} ranks`),
        figure("Idle", `${run.idle_core_hours.toPrecision(3)} core-h`,
          `${percent(1 - run.utilisation)} of the wall time of all slots`),
        figure("Attempts", count(run.attempts), `of which ${count(run.retries)} were retries`),
        ...run.quarantined.map((rank) => figure("Quarantined", rank, "", true)),
      ];
    }

    // A row for each run, where there are several.
    function runTable() {
      const columns = [
        ["Run", (run) => run.run], ["Started", (run) => moment(run.started - data.begin)],
        ["Ended", verdictOf], ["Slots", (run) => count(run.slots)],
        ["Attempts", (run) => count(run.attempts)], ["Retries", (run) => count(run.retries)],
        ["Wall time", (run) => duration(run.wall_seconds)],
        ["Makespan", (run) => duration(run.makespan_seconds)],
        ["At best", (run) => duration(run.ideal_seconds)],
        ["Tail", (run) => run.tail_seconds === undefined ? "–" : duration(run.tail_seconds)],
        ["Slots in use", (run) => percent(run.utilisation)],
        ["Idle core-h", (run) => run.idle_core_hours.toPrecision(3)],
        ["Quarantined", (run) => run.quarantined.join(", ")],
      ];
      const cells = (tag, texts) => make("tr", {}, ...texts.map((text) => make(tag, {}, text)));
      return make("div", { className: "wide" }, make("table", {},
        make("thead", {}, cells("th", columns.map(([title]) => title))),
        make("tbody", {}, ...data.figures.map((run) =>
          cells("td", columns.map(([, text]) => text(run)))))));
    }

    function drawPictures() {
      drawTimeline();
      drawCurve();
      drawHistogram();
    }

    fillHead();
    fillFigures();
    listenToTimeline();
    startFailures();
    startTable();
    drawPictures();
    for (const [id, words] of [["curve", curveWords], ["histogram", histogramWords]]) {
      byId(id).addEventListener("pointermove", (event) => tip(event, words(event)));
      byId(id).addEventListener("pointerleave", (event) => tip(event, null));
    }
    addEventListener("resize", () => { drawPictures(); drawRows(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawPictures);
    // On paper everything is light, and the table has the first tasks only.
    addEventListener("beforeprint", () => {
      document.documentElement.classList.add("print");
      drawPictures();
      drawRows(1000);
    });
    addEventListener("afterprint", () => {
      document.documentElement.classList.remove("print");
      drawPictures();
      drawRows();
    });

    Object.assign(facts, {
      tasks: taskCount, attempts: attemptCount, slots: slots.length, failures: failed.length,
      outputs: data.outputs.length, scripts: document.scripts.length,
      milliseconds: Math.round(performance.now()), ready: 1,
    });
    """#
}
