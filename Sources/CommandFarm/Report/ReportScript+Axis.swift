extension ReportScript {
  /// The axis of time, and how to draw on a canvas.
  ///
  /// The runs follow each other on it, with small gaps instead of the time in between.
  static let axis = #"""
    const runs = data.runs.map((run) => ({ ...run, last: run.end ?? run.start }));
    if (runs.length === 0) runs.push({ id: 1, start: 0, last: 0, slots: 0, ranks: 0 });
    const runOf = new Map(runs.map((run) => [run.id, run]));
    attempts.run.forEach((id, attempt) => {
      const run = runOf.get(id) ?? runs[0];
      const start = attempts.start[attempt] * unit;
      run.start = Math.min(run.start, start);
      run.last = Math.max(run.last, start + attempts.seconds[attempt] * unit);
    });
    const allSeconds = runs.reduce((sum, run) => sum + run.last - run.start, 0);
    let axisEnd = 0;
    for (const run of runs) {
      run.from = axisEnd;
      run.to = run.from + Math.max(run.last - run.start, 1e-3);
      axisEnd = run.to + Math.max(allSeconds, 1e-3) * 0.015;
    }
    axisEnd = runs.at(-1).to;

    // Where attempts begin and end on the axis; one that runs still, at the end of its run.
    const begins = new Float64Array(attemptCount);
    const ends = new Float64Array(attemptCount);
    for (let a = 0; a < attemptCount; a += 1) {
      const run = runOf.get(attempts.run[a]) ?? runs[0];
      begins[a] = run.from + attempts.start[a] * unit - run.start;
      ends[a] = outcomeOf(a) === "running" ? run.to : begins[a] + attempts.seconds[a] * unit;
    }

    // What the timeline and the curve show of it.
    const view = { from: 0, to: axisEnd };

    const margin = { left: 150, right: 12 };
    const kinds = [...new Set([...data.outcomes, ...data.states])];

    function colours() {
      const style = getComputedStyle(document.documentElement);
      const names = [...kinds, "back", "card", "line", "text", "faint", "accent"];
      return Object.fromEntries(
        names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    }

    // A canvas of as many dots as the screen has, empty.
    function drawing(id, height) {
      const canvas = byId(id);
      const ratio = devicePixelRatio || 1;
      canvas.style.height = `${height}px`;
      const width = canvas.clientWidth;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      context.font = "12px system-ui, 'DejaVu Sans', sans-serif";
      context.textBaseline = "middle";
      return { canvas, context, width, height, colours: colours() };
    }

    // The least round number such that so many steps of it suffice for a span.
    function roundStep(span, steps) {
      const least = span / steps;
      const decade = 10 ** Math.floor(Math.log10(least));
      return [1, 2, 5, 10].map((digit) => digit * decade).find((step) => step >= least * 0.999);
    }

    function timeStep(span, steps) {
      const round = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
        43200, 86400];
      const least = span / steps;
      if (least <= 1) return roundStep(span, steps);
      return round.find((step) => step >= least) ?? 86400 * Math.ceil(least / 86400);
    }

    function tickText(seconds, step) {
      if (step < 1) return `${seconds.toFixed(Math.max(0, -Math.floor(Math.log10(step))))} s`;
      const whole = Math.round(seconds);
      if (whole < 60 && step < 60) return `${whole} s`;
      const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
      return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
    }

    const placeOf = (time, width) => margin.left
      + (time - view.from) / (view.to - view.from) * (width - margin.left - margin.right);
    const timeAt = (x, width) => view.from
      + (x - margin.left) / (width - margin.left - margin.right) * (view.to - view.from);

    // Lines and numbers of time, from the start of each run.
    function drawTime({ context, width, colours }, height) {
      const step = timeStep(view.to - view.from, (width - margin.left) / 90);
      const ticks = [];
      for (const run of runs) {
        if (run.to < view.from || run.from > view.to) continue;
        const first = Math.max(0, Math.ceil((view.from - run.from) / step));
        for (let tick = first; run.from + tick * step <= Math.min(run.to, view.to); tick += 1) {
          const isStart = tick === 0 && runs.length > 1;
          const text = isStart ? `run ${run.id}` : tickText(tick * step, step);
          ticks.push({ x: placeOf(run.from + tick * step, width), text, isStart });
        }
      }
      // The starts first: where words would overlap, the later ones are left out.
      ticks.sort((a, b) => b.isStart - a.isStart);
      const taken = [];
      context.textAlign = "center";
      for (const { x, text } of ticks) {
        context.fillStyle = colours.line;
        context.fillRect(Math.round(x), 0, 1, height);
        const half = context.measureText(text).width / 2 + 5;
        if (x + half > width || taken.some((other) => Math.abs(other.x - x) < other.half + half)) {
          continue;
        }
        taken.push({ x, half });
        context.fillStyle = colours.faint;
        context.fillText(text, x, height + 11);
      }
      context.textAlign = "left";
    }

    // Shows words beside the pointer; none hides them.
    function tip(event, text) {
      const box = byId("tip");
      box.hidden = !text;
      if (!text) return;
      box.textContent = text;
      const { width, height } = box.getBoundingClientRect();
      box.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 8))}px`;
      const below = event.clientY + 16;
      box.style.top = `${below + height < innerHeight ? below : event.clientY - height - 10}px`;
    }
    """#
}
