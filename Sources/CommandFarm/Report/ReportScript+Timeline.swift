extension ReportScript {
  /// A row for each slot, with its attempts.
  static let timeline = #"""
    // The slots in order, each with its attempts in order.
    const slots = [];
    {
      const known = new Map();
      for (let a = 0; a < attemptCount; a += 1) {
        const key = `${attempts.rank[a]} ${attempts.slot[a]} ${attempts.host[a]}`;
        if (!known.has(key)) {
          const slot = { rank: attempts.rank[a], slot: attempts.slot[a], attempts: [] };
          slot.host = data.hosts[attempts.host[a]];
          known.set(key, slot);
          slots.push(slot);
        }
        known.get(key).attempts.push(a);
      }
      for (const slot of slots) slot.attempts.sort((a, b) => begins[a] - begins[b]);
      slots.sort((a, b) => a.rank - b.rank || a.slot - b.slot || (a.host < b.host ? -1 : 1));
    }

    // Of very many slots a part is seen at a time.
    const slotHeight = Math.max(2, Math.min(22, Math.floor(560 / Math.max(1, slots.length))));
    const slotsSeen = Math.min(Math.max(1, slots.length), Math.floor(560 / slotHeight));
    const timelineHeight = slotsSeen * slotHeight;
    let firstSlot = 0;
    let selection = null;

    // The place in a slot's list of the first attempt that ends after a time.
    function firstAfter(list, time) {
      let [low, high] = [0, list.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (ends[list[middle]] > time) high = middle; else low = middle + 1;
      }
      return low;
    }

    function drawTimeline() {
      const target = drawing("timeline", timelineHeight + 22);
      const { context, width, colours } = target;
      const right = width - margin.right;
      context.fillStyle = colours.card;
      context.fillRect(margin.left, 0, right - margin.left, timelineHeight);
      drawTime(target, timelineHeight);
      const gap = slotHeight >= 6 ? 1 : 0;
      const covered = new Float32Array(Math.ceil(width) + 1);
      for (let row = 0; row < slotsSeen; row += 1) {
        const slot = slots[firstSlot + row];
        if (!slot) break;
        const y = row * slotHeight;
        const failures = [];
        covered.fill(0);
        for (let i = firstAfter(slot.attempts, view.from); i < slot.attempts.length; i += 1) {
          const a = slot.attempts[i];
          if (begins[a] > view.to) break;
          const left = Math.max(margin.left, placeOf(begins[a], width));
          const length = Math.min(right, placeOf(ends[a], width)) - left;
          const kind = outcomeOf(a);
          if (kind !== "succeeded") {
            failures.push([kind, left, length]);
          } else if (length >= 6) {
            context.fillStyle = colours.succeeded;
            context.fillRect(left, y, length - gap, slotHeight - gap);
          } else {
            for (let x = Math.floor(left); x < left + length; x += 1) {
              covered[x] += Math.min(x + 1, left + length) - Math.max(x, left);
            }
          }
        }
        // Of attempts too short to be told apart, how much of each dot they cover.
        context.fillStyle = colours.succeeded;
        const shade = (x) => Math.ceil(10 * Math.min(1, covered[x]) - 1e-3);
        for (let x = 0, first = 0; x < covered.length; x = first) {
          while (first < covered.length && shade(first) === shade(x)) first += 1;
          if (shade(x) <= 0) continue;
          context.globalAlpha = shade(x) / 10;
          context.fillRect(x, y, first - x, slotHeight - gap);
        }
        context.globalAlpha = 1;
        // What went wrong is seen however short it is.
        for (const [kind, left, length] of failures) {
          context.fillStyle = colours[kind];
          context.fillRect(left, y, Math.max(1.5, length - gap), slotHeight - gap);
        }
      }
      drawSlotNames(target);
    }

    function showSelection() {
      const mark = byId("selection");
      mark.hidden = !selection || selection.isMove;
      if (mark.hidden) return;
      const { from, to } = selection;
      mark.style.left = `${Math.min(from, to)}px`;
      mark.style.width = `${Math.abs(to - from)}px`;
      mark.style.height = `${timelineHeight}px`;
    }

    function drawSlotNames({ context, colours }) {
      const every = Math.ceil(13 / slotHeight);
      context.fillStyle = colours.faint;
      context.textAlign = "right";
      for (let row = 0; row < slotsSeen; row += every) {
        const slot = slots[firstSlot + row];
        if (!slot) break;
        let name = slot.host;
        if (name.length > 15) name = `…${name.slice(-14)}`;
        const y = row * slotHeight + Math.min(slotHeight * every, 22) / 2;
        context.fillText(`${name} ${slot.rank}.${slot.slot}`, margin.left - 8, y);
      }
      context.textAlign = "left";
    }

    // MARK: Moving

    let isDrawn = true;

    // Draws before the next picture, however often it is asked for until then.
    function redraw() {
      if (!isDrawn) return;
      isDrawn = false;
      requestAnimationFrame(() => { isDrawn = true; drawTimeline(); drawCurve(); });
    }

    function show(from, to) {
      const span = Math.min(axisEnd, Math.max(to - from, axisEnd * 1e-7, 1e-3));
      view.from = Math.max(0, Math.min(from, axisEnd - span));
      view.to = view.from + span;
      redraw();
    }

    function zoom(factor, middle = (view.from + view.to) / 2) {
      show(middle - (middle - view.from) * factor, middle + (view.to - middle) * factor);
    }

    const move = (share) => {
      const way = (view.to - view.from) * share;
      show(view.from + way, view.to + way);
    };

    function scrollSlots(rows) {
      firstSlot = Math.max(0, Math.min(slots.length - slotsSeen, firstSlot + rows));
      byId("slots-seen").textContent = `slots ${count(firstSlot + 1)} to`
        + ` ${count(firstSlot + slotsSeen)} of ${count(slots.length)}`;
      redraw();
    }

    // The attempt under the pointer, or the nearest within two dots.
    function attemptAt(event) {
      const { width } = event.target.getBoundingClientRect();
      const slot = slots[firstSlot + Math.floor(event.offsetY / slotHeight)];
      if (!slot || event.offsetY >= timelineHeight || event.offsetX < margin.left) return null;
      const time = timeAt(event.offsetX, width);
      const reach = 2 * (timeAt(1, width) - timeAt(0, width));
      let best = null;
      for (let i = firstAfter(slot.attempts, time - reach); i < slot.attempts.length; i += 1) {
        const a = slot.attempts[i];
        if (begins[a] > time + reach) break;
        // Of those under the pointer what went wrong first, which is drawn over the rest.
        const isPlain = outcomeOf(a) === "succeeded";
        const far = Math.max(begins[a] - time, time - ends[a], 0) + (isPlain ? reach : 0);
        if (best === null || far < best.far) best = { a, far };
      }
      return best && best.a;
    }

    function attemptWords(a) {
      const task = attempts.task[a];
      const name = tasks.name[task] === null ? "" : ` (${tasks.name[task]})`;
      const command = oneLine(tasks.command[task]);
      return `${taskName(task)}${name}, attempt ${attempts.number[a]}: ${spaced(outcomeOf(a))}`
        + `, ${ending(a)}\n${duration(attempts.seconds[a] * unit)} from`
        + ` ${moment(attempts.start[a] * unit)}\n${where(a)}\n`
        + (command.length > 300 ? `${command.slice(0, 300)}…` : command);
    }

    function listenToTimeline() {
      const canvas = byId("timeline");
      canvas.ariaLabel = `${count(attemptCount)} attempts in ${count(slots.length)} slots over`
        + ` ${duration(allSeconds)}; the table below has the same in words`;
      canvas.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        canvas.setPointerCapture(event.pointerId);
        selection = { from: event.offsetX, to: event.offsetX, y: event.offsetY };
        selection.isMove = event.shiftKey;
      });
      canvas.addEventListener("pointermove", (event) => {
        if (!selection) {
          const a = attemptAt(event);
          canvas.style.cursor = a === null ? "crosshair" : "pointer";
          return tip(event, a === null ? null : attemptWords(a));
        }
        const width = canvas.clientWidth;
        if (selection.isMove) {
          const way = timeAt(selection.to, width) - timeAt(event.offsetX, width);
          show(view.from + way, view.to + way);
          const rows = Math.trunc((selection.y - event.offsetY) / slotHeight);
          selection.y -= rows * slotHeight;
          scrollSlots(rows);
        }
        selection.to = Math.max(margin.left, Math.min(event.offsetX, width - margin.right));
        tip(event, null);
        showSelection();
      });
      canvas.addEventListener("pointerup", (event) => {
        const done = selection;
        selection = null;
        showSelection();
        if (!done || done.isMove) return;
        if (Math.abs(done.to - done.from) < 4) {
          const a = attemptAt(event);
          if (a !== null) openTask(attempts.task[a]);
        } else {
          const times = [done.from, done.to].map((x) => timeAt(x, canvas.clientWidth));
          show(Math.min(...times), Math.max(...times));
        }
      });
      canvas.addEventListener("pointercancel", () => { selection = null; showSelection(); });
      canvas.addEventListener("pointerleave", (event) => tip(event, null));
      canvas.addEventListener("dblclick", () => show(0, axisEnd));
      canvas.addEventListener("wheel", (event) => {
        // Else the page scrolls, as everywhere.
        if (!event.ctrlKey && document.activeElement !== canvas) return;
        event.preventDefault();
        if (event.shiftKey || event.deltaX !== 0) return move((event.deltaX || event.deltaY) / 1000);
        zoom(Math.exp(event.deltaY / 400), timeAt(event.offsetX, canvas.clientWidth));
      }, { passive: false });
      canvas.addEventListener("keydown", (event) => {
        const acts = {
          "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2),
          "0": () => show(0, axisEnd), ArrowLeft: () => move(-0.2), ArrowRight: () => move(0.2),
          ArrowUp: () => scrollSlots(-5), ArrowDown: () => scrollSlots(5),
        };
        if (!acts[event.key] || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        acts[event.key]();
      });
      byId("slots").hidden = slotsSeen >= slots.length;
      byId("slots-up").onclick = () => scrollSlots(-slotsSeen);
      byId("slots-down").onclick = () => scrollSlots(slotsSeen);
      scrollSlots(0);
      byId("zoom-in").onclick = () => zoom(0.5);
      byId("zoom-out").onclick = () => zoom(2);
      byId("zoom-all").onclick = () => show(0, axisEnd);
      const choice = byId("runs");
      choice.hidden = runs.length === 1;
      choice.append(make("option", { value: "" }, "All runs, without the gaps"));
      for (const run of runs) {
        choice.append(make("option", { value: run.id }, `Run ${run.id}: ${moment(run.start)}`));
      }
      choice.onchange = () => {
        const run = runOf.get(Number(choice.value));
        if (run) show(run.from, run.to); else show(0, axisEnd);
      };
      const seen = new Set(attempts.outcome);
      byId("legend").append(...data.outcomes.flatMap((kind, place) =>
        seen.has(place) ? [make("li", {}, dot(kind), spaced(kind))] : []));
    }
    """#
}
