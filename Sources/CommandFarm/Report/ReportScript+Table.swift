extension ReportScript {
  /// The table of tasks, of which only the rows in sight are there.
  static let table = #"""
    const rowHeight = 26;
    const ofLast = (column, scale = 1) => (task) =>
      lastAttempt[task] < 0 ? -1 : attempts[column][lastAttempt[task]] * scale;
    const hostOf = (task) =>
      lastAttempt[task] < 0 ? "" : data.hosts[attempts.host[lastAttempt[task]]];
    const textIf = (value, text) => value < 0 ? "" : text(value);

    // The columns: title, what to sort by, what to show.
    const columns = [
      { key: "task", title: "Task", isNumber: true, value: (t) => tasks.number[t] || Infinity,
        text: (t) => tasks.number[t] > 0 ? String(tasks.number[t]) : "gone" },
      { key: "state", title: "State", value: (t) => tasks.state[t],
        text: (t) => stateText(data.states[tasks.state[t]]) },
      { key: "tries", title: "Tries", isNumber: true, value: (t) => tries[t],
        text: (t) => String(tries[t]) },
      { key: "end", title: "End", isNumber: true,
        value: (t) => lastAttempt[t] < 0 ? -1
          : attempts.signal[lastAttempt[t]] * 1000 + attempts.exit[lastAttempt[t]],
        text: (t) => lastAttempt[t] < 0 ? "" : shortEnding(lastAttempt[t]) },
      { key: "time", title: "Time", isNumber: true, value: ofLast("seconds", unit),
        text: (t) => textIf(ofLast("seconds", unit)(t), duration) },
      { key: "memory", title: "Memory", isNumber: true, value: ofLast("memory", 1024),
        text: (t) => textIf(ofLast("memory", 1024)(t), size) },
      { key: "host", title: "Host", value: hostOf, text: hostOf },
      { key: "start", title: "Started", value: ofLast("start", unit),
        text: (t) => textIf(ofLast("start", unit)(t), moment) },
      { key: "command", title: "Command", value: (t) => tasks.command[t],
        text: (t) => (tasks.name[t] === null ? "" : `[${tasks.name[t]}] `)
          + oneLine(tasks.command[t].slice(0, 500)) },
    ];

    function shortEnding(a) {
      if (outcomeOf(a) === "running") return "";
      return attempts.signal[a] > 0 ? data.signals[attempts.signal[a]] : String(attempts.exit[a]);
    }

    const query = { search: "", state: "", sort: "task", isDown: false };
    let rows = [];
    let chosen = 0;
    let haystack = null;

    // Every word of the search has to occur; #7 is task 7.
    function matches(task, words) {
      return words.every((word) => /^#\d+$/.test(word)
        ? tasks.number[task] === Number(word.slice(1)) : haystack[task].includes(word));
    }

    function find() {
      const words = query.search.toLowerCase().split(/\s+/).filter((word) => word !== "");
      if (words.length > 0 && haystack === null) {
        haystack = tasks.command.map((command, task) =>
          `${tasks.name[task] ?? ""}\n${hostOf(task)}\n${command}`.toLowerCase());
      }
      const state = data.states.indexOf(query.state);
      rows = [];
      for (let task = 0; task < taskCount; task += 1) {
        if (state >= 0 && tasks.state[task] !== state) continue;
        if (words.length === 0 || matches(task, words)) rows.push(task);
      }
      const { value } = columns.find((column) => column.key === query.sort);
      const values = new Array(taskCount);
      for (const task of rows) values[task] = value(task);
      const way = query.isDown ? -1 : 1;
      rows.sort((a, b) => (values[a] < values[b] ? -way : values[a] > values[b] ? way : a - b));
      chosen = 0;
      facts.rows = rows.length;
      byId("view").scrollTop = 0;
      byId("count").textContent = rows.length === taskCount ? `${count(taskCount)} tasks`
        : `${count(rows.length)} of ${count(taskCount)} tasks`;
      byId("table").ariaRowCount = rows.length + 1;
      drawHead();
      drawRows();
    }

    function drawHead() {
      byId("head").replaceChildren(...columns.map((column) => {
        const isSorted = column.key === query.sort;
        const sign = isSorted ? (query.isDown ? " ▼" : " ▲") : "";
        const button = make("button", {}, column.title + sign);
        button.onclick = () => {
          query.isDown = isSorted && !query.isDown;
          query.sort = column.key;
          keepQuery();
          find();
          byId("head").children[columns.indexOf(column)].firstChild.focus();
        };
        const order = query.isDown ? "descending" : "ascending";
        return make("span", {
          role: "columnheader", className: column.isNumber ? "right" : "",
          ariaSort: isSorted ? order : "none",
        }, button);
      }));
    }

    function row(place) {
      const task = rows[place];
      const cells = columns.map((column) => {
        const cell = make("span", { role: "cell", className: column.isNumber ? "right" : "" });
        if (column.key === "state") cell.append(dot(data.states[tasks.state[task]]));
        if (column.key === "command") cell.classList.add("code");
        cell.append(column.text(task));
        return cell;
      });
      const element = make("div", { role: "row", className: "row", ariaRowIndex: place + 2 }, ...cells);
      element.classList.toggle("chosen", place === chosen);
      element.onclick = () => { chosen = place; drawRows(); openTask(task); };
      return element;
    }

    // Draws the rows in sight; or the first ones, on paper.
    function drawRows(most = Infinity) {
      const view = byId("view");
      const isPaper = most < Infinity;
      const first = isPaper ? 0 : Math.max(0, Math.floor(view.scrollTop / rowHeight) - 5);
      const last = Math.min(
        rows.length, isPaper ? most : first + Math.ceil(view.clientHeight / rowHeight) + 10);
      byId("space").style.height = `${rows.length * rowHeight}px`;
      byId("rows").style.transform = `translateY(${first * rowHeight}px)`;
      const list = [];
      for (let place = first; place < last; place += 1) list.push(row(place));
      byId("rows").replaceChildren(...list);
    }

    function choose(place) {
      chosen = Math.max(0, Math.min(rows.length - 1, place));
      const view = byId("view");
      const top = chosen * rowHeight;
      if (top < view.scrollTop) view.scrollTop = top;
      const lowest = top + rowHeight - view.clientHeight;
      if (lowest > view.scrollTop) view.scrollTop = lowest;
      drawRows();
    }

    // The address after # has what is searched.
    function keepQuery() {
      const words = new URLSearchParams();
      if (query.search) words.set("search", query.search);
      if (query.state) words.set("state", query.state);
      if (query.sort !== "task") words.set("sort", query.sort);
      if (query.isDown) words.set("order", "down");
      history.replaceState(null, "", `#${words}`);
    }

    function readQuery() {
      const words = new URLSearchParams(location.hash.slice(1));
      query.search = words.get("search") ?? "";
      query.state = data.states.includes(words.get("state")) ? words.get("state") : "";
      const sort = words.get("sort");
      query.sort = columns.some((column) => column.key === sort) ? sort : "task";
      query.isDown = words.get("order") === "down";
      byId("search").value = query.search;
      byId("state").value = query.state;
      find();
      const task = tasks.number.indexOf(Number(words.get("task") ?? -1));
      if (task >= 0) openTask(task);
    }

    function startTable() {
      byId("state").append(make("option", { value: "" }, "All states"));
      data.states.forEach((state, place) => {
        const number = tasks.state.reduce((sum, other) => sum + (other === place), 0);
        if (number === 0) return;
        byId("state").append(make("option", { value: state }, `${stateText(state)} (${count(number)})`));
      });
      for (const [id, event] of [["search", "input"], ["state", "change"]]) {
        byId(id).addEventListener(event, () => { query[id] = byId(id).value; keepQuery(); find(); });
      }
      const view = byId("view");
      view.addEventListener("scroll", () => drawRows());
      view.addEventListener("keydown", (event) => {
        const page = Math.floor(view.clientHeight / rowHeight) - 1;
        const ways = {
          ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity,
        };
        if (event.key === "Enter" && rows.length > 0) openTask(rows[chosen]);
        else if (ways[event.key] !== undefined) choose(chosen + ways[event.key]);
        else return;
        event.preventDefault();
      });
      addEventListener("hashchange", readQuery);
      readQuery();
    }
    """#
}
