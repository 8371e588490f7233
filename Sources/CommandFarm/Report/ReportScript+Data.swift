extension ReportScript {
  /// Reads the data.
  static let data = #"""
    "use strict";
    const facts = document.body.dataset;
    facts.errors = 0;
    for (const kind of ["error", "securitypolicyviolation"]) {
      addEventListener(kind, () => { facts.errors = Number(facts.errors) + 1; });
    }

    const byId = (id) => document.getElementById(id);
    const data = JSON.parse(byId("data").textContent);
    // Nobody needs it twice.
    byId("data").textContent = "";
    const { tasks, attempts } = data;
    const taskCount = tasks.number.length;
    const attemptCount = attempts.task.length;
    // Times are in tenths of milliseconds.
    const unit = 1e-4;

    // The attempts at a task: the last one, and to each the one before it.
    const lastAttempt = new Int32Array(taskCount).fill(-1);
    const attemptBefore = new Int32Array(attemptCount);
    const tries = new Int32Array(taskCount);
    attempts.task.forEach((task, attempt) => {
      attemptBefore[attempt] = lastAttempt[task];
      lastAttempt[task] = attempt;
      tries[task] += 1;
    });

    function attemptsOf(task) {
      const list = [];
      for (let a = lastAttempt[task]; a >= 0; a = attemptBefore[a]) list.unshift(a);
      return list;
    }

    // What attempts wrote, as far as the page holds it.
    const outputs = new Map();
    for (const [attempt, stream, kept, written, text] of data.outputs) {
      if (!outputs.has(attempt)) outputs.set(attempt, []);
      outputs.get(attempt).push({ stream, kept, written, text });
    }
    """#

  /// Puts numbers, times and texts into words.
  static let words = #"""
    // An element; its children are elements and texts.
    function make(tag, properties, ...children) {
      const element = Object.assign(document.createElement(tag), properties);
      element.append(...children);
      return element;
    }

    const count = (number) => number.toLocaleString("en-US");
    const two = (number) => String(number).padStart(2, "0");

    function duration(seconds) {
      if (seconds < 1) return `${Number((seconds * 1000).toPrecision(3))} ms`;
      if (seconds < 59.95) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
      const whole = Math.round(seconds);
      const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
      if (h === 0) return `${m} min ${two(s)} s`;
      if (h < 48) return `${h} h ${two(m)} min`;
      return `${Math.floor(h / 24)} d ${h % 24} h`;
    }

    function size(bytes) {
      const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
      let place = 0;
      while (bytes >= 1024 && place < units.length - 1) { bytes /= 1024; place += 1; }
      return `${place === 0 ? bytes : bytes.toFixed(1)} ${units[place]}`;
    }

    // The local time of a moment, given in seconds from the first start.
    function moment(seconds) {
      const t = new Date((data.begin + seconds) * 1000);
      return `${t.getFullYear()}-${two(t.getMonth() + 1)}-${two(t.getDate())}`
        + ` ${two(t.getHours())}:${two(t.getMinutes())}:${two(t.getSeconds())}`;
    }

    const taskName = (task) =>
      tasks.number[task] > 0 ? `task ${tasks.number[task]}` : "a task gone from the list";
    const outcomeOf = (attempt) => data.outcomes[attempts.outcome[attempt]];
    const spaced = (word) => word.replace("-", " ");
    // No farm has the store open: what runs there ran when one was killed.
    const stateText = (state) => state === "running" ? "running when killed" : spaced(state);
    const shellWord = (word) =>
      /^[\w%+,./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
    const dot = (kind) => make("span", { className: `dot ${kind}`, ariaHidden: "true" });

    // How an attempt ended, in a word or two.
    function ending(attempt) {
      const signal = attempts.signal[attempt];
      switch (outcomeOf(attempt)) {
        case "succeeded": return "exit 0";
        case "failed": {
          const reason = data.reasons[attempts.reason[attempt]];
          if (signal > 0) return `signal ${data.signals[signal]}`;
          return reason === "exited" ? `exit ${attempts.exit[attempt]}` : spaced(reason);
        }
        default: return spaced(outcomeOf(attempt));
      }
    }

    const where = (attempt) =>
      `${data.hosts[attempts.host[attempt]]}, rank ${attempts.rank[attempt]},`
      + ` slot ${attempts.slot[attempt]}`;
    const oneLine = (text) => text.replace(/\n/g, "⏎").replace(/\t/g, " ");
    """#
}
