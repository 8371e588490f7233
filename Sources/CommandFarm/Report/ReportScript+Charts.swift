extension ReportScript {
  /// How many attempts run at each time, and how many slots there are.
  static let curve = #"""
    // At each time at which that changes: how many run from then on, and how many seconds of slots were
    // in use until then.
    const changes = { times: new Float64Array(2 * attemptCount), running: null, used: null };
    {
      const [starts, stops] = [begins.slice().sort(), ends.slice().sort()];
      changes.running = new Int32Array(2 * attemptCount);
      changes.used = new Float64Array(2 * attemptCount);
      let [started, stopped, before, used] = [0, 0, 0, 0];
      for (let i = 0; i < 2 * attemptCount; i += 1) {
        const isStart = started < attemptCount && starts[started] < stops[stopped];
        const time = isStart ? starts[started] : stops[stopped];
        if (i > 0) used += (time - changes.times[i - 1]) * before;
        if (isStart) started += 1; else stopped += 1;
        before = started - stopped;
        changes.times[i] = time;
        changes.running[i] = before;
        changes.used[i] = used;
      }
    }

    function usedUntil(time) {
      let [low, high] = [0, changes.times.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (changes.times[middle] <= time) low = middle + 1; else high = middle;
      }
      if (low === 0) return 0;
      return changes.used[low - 1] + (time - changes.times[low - 1]) * changes.running[low - 1];
    }

    const greatestSlots = Math.max(1, ...runs.map((run) => run.slots));

    function drawCurve() {
      const target = drawing("curve", 142);
      const { context, width, colours } = target;
      const height = 120;
      const right = width - margin.right;
      const top = Math.max(greatestSlots, Math.max(0, peak)) * 1.08;
      const y = (value) => height * (1 - value / top);
      context.fillStyle = colours.card;
      context.fillRect(margin.left, 0, right - margin.left, height);
      drawTime(target, height);
      drawValues(target, height, top, margin.left);
      context.fillStyle = colours.succeeded;
      let before = usedUntil(view.from);
      for (let x = margin.left; x < right; x += 1) {
        const now = usedUntil(timeAt(x + 1, width));
        const mean = (now - before) / (timeAt(x + 1, width) - timeAt(x, width));
        before = now;
        if (mean > 0) context.fillRect(x, y(mean), 1, height - y(mean));
      }
      context.strokeStyle = colours.text;
      context.setLineDash([5, 4]);
      context.fillStyle = colours.text;
      for (const run of runs) {
        if (run.to < view.from || run.from > view.to || run.slots === 0) continue;
        const from = Math.max(margin.left, placeOf(run.from, width));
        context.beginPath();
        context.moveTo(from, y(run.slots));
        context.lineTo(Math.min(right, placeOf(run.to, width)), y(run.slots));
        context.stroke();
      }
      context.setLineDash([]);
      byId("curve").ariaLabel = `Attempts running over time: at most ${count(peak)}, in`
        + ` ${count(greatestSlots)} slots`;
    }

    const peak = changes.running.reduce((most, value) => Math.max(most, value), 0);

    // Numbers at the left, with lines.
    function drawValues({ context, width, colours }, height, top, left) {
      const step = Math.max(1, roundStep(top, 4));
      context.textAlign = "right";
      for (let value = step; value <= top; value += step) {
        const y = Math.round(height * (1 - value / top));
        context.fillStyle = colours.line;
        context.fillRect(left, y, width - left - margin.right, 1);
        context.fillStyle = colours.faint;
        context.fillText(count(value), left - 8, y);
      }
      context.textAlign = "left";
    }

    function curveWords(event) {
      const time = timeAt(event.offsetX, byId("curve").clientWidth);
      const run = runs.find((run) => time >= run.from && time <= run.to);
      if (!run || event.offsetX < margin.left) return null;
      const reach = (view.to - view.from) / 2000;
      const mean = (usedUntil(time + reach) - usedUntil(time - reach)) / (2 * reach);
      return `${mean.toFixed(1)} of ${count(run.slots)} slots at work\n`
        + `${duration(time - run.from)} after the start`
        + (runs.length > 1 ? ` of run ${run.id}` : "") + `\n${moment(run.start + time - run.from)}`;
    }
    """#

  /// How many attempts took how long.
  static let histogram = #"""
    const bars = [];
    {
      const lengths = attempts.seconds.map((tenths) => tenths * unit);
      const isOver = (a) => outcomeOf(a) !== "running";
      let [least, most] = [Infinity, 0];
      lengths.forEach((seconds, a) => {
        if (!isOver(a)) return;
        least = Math.min(least, Math.max(seconds, unit));
        most = Math.max(most, seconds);
      });
      if (most > 0) {
        const isWide = most / least > 50;
        const wanted = 40;
        // A decade has ten bars, or five, or twenty.
        const share = isWide
          ? [20, 10, 5].find((n) => Math.log10(most / least) * n <= 60) ?? 3 : 0;
        const low = isWide ? Math.floor(Math.log10(least) * share) : 0;
        const step = isWide ? 1 : roundStep(most * 1.0001, wanted);
        const placeIn = (seconds) => isWide
          ? Math.floor(Math.log10(Math.max(seconds, unit)) * share + 1e-9) - low
          : Math.floor(seconds / step + 1e-9);
        const edge = (place) => isWide ? 10 ** ((place + low) / share) : place * step;
        for (let place = 0; place <= placeIn(most); place += 1) {
          bars.push({ from: edge(place), to: edge(place + 1), all: 0 });
          bars.at(-1).counts = new Uint32Array(data.outcomes.length);
        }
        bars.isWide = isWide;
        lengths.forEach((seconds, a) => {
          const bar = bars[placeIn(seconds)];
          if (!isOver(a) || !bar) return;
          bar.counts[attempts.outcome[a]] += 1;
          bar.all += 1;
        });
      }
    }
    const barMargin = 60;

    // Round times and where they are, counted in bars.
    function barTicks() {
      if (!bars.isWide) return bars.map((bar, place) => ({ seconds: bar.from, place }));
      const round = [60, 120, 300, 600, 1800, 3600, 7200, 18000, 36000, 86400, 172800, 432000, 864000];
      for (let decade = 1e-4; decade < 60; decade *= 10) {
        round.push(...[1, 2, 5].map((digit) => digit * decade).filter((value) => value < 60));
      }
      const [first, last] = [bars[0].from, bars.at(-1).to].map(Math.log10);
      return round.sort((a, b) => a - b).map((seconds) => ({
        seconds, place: (Math.log10(seconds) - first) / (last - first) * bars.length,
      })).filter(({ place }) => place >= 0 && place <= bars.length);
    }

    function drawHistogram() {
      const target = drawing("histogram", 342);
      const { context, width, colours } = target;
      const height = 320;
      const top = Math.max(1, ...bars.map((bar) => bar.all)) * 1.05;
      const wide = (width - barMargin - margin.right) / Math.max(1, bars.length);
      context.fillStyle = colours.card;
      context.fillRect(barMargin, 0, width - barMargin - margin.right, height);
      drawValues(target, height, top, barMargin);
      bars.forEach((bar, place) => {
        const x = barMargin + place * wide;
        let y = height;
        // What went wrong at the bottom, one dot high at least.
        for (let kind = bar.counts.length - 1; kind >= 0; kind -= 1) {
          if (bar.counts[kind] === 0) continue;
          const high = Math.max(1, bar.counts[kind] / top * height);
          context.fillStyle = colours[data.outcomes[kind]];
          context.fillRect(x, y - high, Math.max(1, wide - 1), high);
          y -= high;
        }
      });
      let free = 0;
      context.textAlign = "center";
      context.fillStyle = colours.faint;
      for (const { seconds, place } of barTicks()) {
        const x = barMargin + place * wide;
        const text = duration(seconds);
        const half = context.measureText(text).width / 2;
        if (x - half < free || x + half > width) continue;
        context.fillRect(x, height, 1, 4);
        context.fillText(text, x, height + 13);
        free = x + half + 14;
      }
      context.textAlign = "left";
      byId("histogram").ariaLabel = bars.length === 0 ? "No attempt has ended"
        : `Durations from ${duration(bars[0].from)} to ${duration(bars.at(-1).to)}`;
    }

    function histogramWords(event) {
      const { width } = event.target.getBoundingClientRect();
      const bar = bars[Math.floor(
        (event.offsetX - barMargin) / (width - barMargin - margin.right) * bars.length)];
      if (!bar) return null;
      const parts = data.outcomes.flatMap((kind, place) =>
        bar.counts[place] > 0 ? [`${spaced(kind)}: ${count(bar.counts[place])}`] : []);
      return [`${duration(bar.from)} to ${duration(bar.to)}`, ...parts].join("\n");
    }
    """#
}
