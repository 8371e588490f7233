/// The style sheet of a report.
///
/// Its colours are told apart by people who see few of them (after Okabe and Ito), and never stand alone: a
/// word says the same.
enum ReportStyle {
  static let text = """
    :root {
      --back: #ffffff; --card: #f6f7f9; --line: #d5dae1; --text: #1b2129; --faint: #5b6673;
      --accent: #005a9c;
      --succeeded: #2f80b8; --failed: #d55e00; --timed-out: #e6a800; --interrupted: #b8689a;
      --lost: #3c3c3c; --running: #6fc3ef; --waiting: #b9c0c9; --skipped: #8b949e;
    }
    @media (prefers-color-scheme: dark) {
      :root:not(.print) {
        --back: #14181d; --card: #1c2229; --line: #343d47; --text: #e4e8ec; --faint: #9aa6b2;
        --accent: #79bdf0;
        --succeeded: #4c9fd6; --failed: #ff7b2e; --timed-out: #f4cd3c; --interrupted: #dc96c0;
        --lost: #d6d6d6; --running: #a5dcf8; --waiting: #5d6874; --skipped: #7d8894;
      }
    }
    * { box-sizing: border-box; }
    html { color-scheme: light dark; }
    :root.print { color-scheme: light; }
    body {
      margin: 0 auto; padding: 1.25rem 1.5rem 3rem; max-width: 1500px; background: var(--back);
      color: var(--text); font: 15px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
    }
    h1 { font-size: 1.6rem; margin: 0; }
    h2 { font-size: 1.1rem; margin: 0; }
    h3 { font-size: 0.85rem; font-weight: 600; color: var(--faint); margin: 0.5rem 0 0.2rem; }
    p { margin: 0.3rem 0; }
    section { margin-top: 1.6rem; min-width: 0; }
    #origin, .hint, #count, #slots-seen { color: var(--faint); font-size: 0.85rem; }
    #origin { overflow-wrap: anywhere; }
    #notice {
      border: 1px solid var(--timed-out); border-left-width: 5px; border-radius: 4px;
      padding: 0.4rem 0.8rem; margin-top: 0.8rem;
    }
    canvas { display: block; width: 100%; border-radius: 4px; touch-action: pan-y; }
    canvas:focus-visible, #view:focus-visible, button:focus-visible, input:focus-visible,
    select:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); }
    button, select, input {
      font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
      border-radius: 4px; padding: 0.15rem 0.6rem;
    }
    button { cursor: pointer; }
    button[aria-pressed="true"] { border-color: var(--accent); color: var(--accent); }
    #search { width: 22rem; max-width: 100%; }
    .bar { display: flex; flex-wrap: wrap; gap: 0.5rem 1.2rem; align-items: center; }
    .bar { margin-bottom: 0.5rem; }
    .tools { display: flex; flex-wrap: wrap; gap: 0.35rem; margin-left: auto; }
    #count { order: 1; }
    .columns { display: grid; gap: 0 2rem; grid-template-columns: repeat(2, minmax(0, 1fr)); }
    @media (max-width: 900px) { .columns { grid-template-columns: minmax(0, 1fr); } }

    #figures {
      display: grid; gap: 0.6rem; margin: 0.5rem 0 0;
      grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
    }
    #figures div {
      background: var(--card); border: 1px solid var(--line); border-radius: 6px;
      padding: 0.45rem 0.8rem;
    }
    #figures dt { color: var(--faint); font-size: 0.8rem; }
    #figures dd { margin: 0; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
    #figures dd + dd { font-size: 0.8rem; color: var(--faint); overflow-wrap: anywhere; }
    #figures .alarm { border-color: var(--failed); border-left-width: 5px; }

    .over { position: relative; }
    #selection {
      position: absolute; top: 0; pointer-events: none; background: var(--text); opacity: 0.25;
    }

    .wide { overflow-x: auto; margin-top: 0.8rem; }
    table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
    th, td {
      text-align: left; white-space: nowrap; padding: 0.15rem 1rem 0.15rem 0;
      border-bottom: 1px solid var(--line);
    }

    .legend { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; margin: 0; padding: 0; }
    .legend li { list-style: none; font-size: 0.85rem; }
    .dot {
      display: inline-block; width: 0.7em; height: 0.7em; border-radius: 2px; margin-right: 0.4em;
    }
    .succeeded { background: var(--succeeded); } .failed { background: var(--failed); }
    .timed-out { background: var(--timed-out); } .interrupted { background: var(--interrupted); }
    .lost { background: var(--lost); } .running { background: var(--running); }
    .waiting { background: var(--waiting); } .skipped { background: var(--skipped); }

    pre, .code { font: 13px/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    pre {
      background: var(--card); border: 1px solid var(--line); border-radius: 4px; margin: 0.2rem 0;
      padding: 0.4rem 0.6rem; max-height: 22rem; overflow: auto; white-space: pre-wrap;
      overflow-wrap: anywhere; tab-size: 8;
    }
    .groups { display: flex; flex-wrap: wrap; gap: 0.35rem; margin: 0.5rem 0; }
    .groups button { font-size: 0.85rem; }
    #failures { max-height: 25rem; overflow: auto; }
    details { border-top: 1px solid var(--line); padding: 0.25rem 0; }
    summary { cursor: pointer; overflow-wrap: anywhere; }
    .note { color: var(--faint); font-size: 0.8rem; margin-top: 0.5rem; }

    #table { border: 1px solid var(--line); border-radius: 4px; overflow: hidden; }
    #view { height: 520px; overflow-y: scroll; position: relative; }
    #space { position: relative; }
    #rows { position: absolute; left: 0; right: 0; top: 0; }
    .row {
      display: grid; height: 26px; align-items: center; gap: 0 0.9rem; padding: 0 0.6rem;
      grid-template-columns: 4rem 6.4rem 2.6rem 3.2rem 5.8rem 5.2rem 7rem 9.4rem minmax(0, 1fr);
      font-variant-numeric: tabular-nums; font-size: 0.88rem;
    }
    .row > * { overflow: hidden; text-overflow: ellipsis; white-space: pre; }
    .row > .right { text-align: right; }
    #rows .row { cursor: pointer; border-top: 1px solid var(--line); }
    #rows .row:hover { background: var(--card); }
    #rows .row.chosen { background: var(--card); box-shadow: inset 3px 0 var(--accent); }
    #head { background: var(--card); font-weight: 600; height: 32px; }
    /* As wide as the rows, which have a scroll bar beside them. */
    #head { overflow-y: scroll; scrollbar-gutter: stable; scrollbar-color: transparent transparent; }
    #head button { border: 0; background: none; padding: 0; font-weight: 600; }
    @media (max-width: 900px) {
      .row { grid-template-columns: 4rem 7rem 3rem 4rem 6rem 0 0 0 minmax(0, 1fr); gap: 0 0.3rem; }
    }

    dialog {
      width: min(1000px, 94vw); max-height: 90vh; border: 1px solid var(--line); border-radius: 8px;
      background: var(--back); color: var(--text); padding: 1rem 1.2rem;
    }
    dialog::backdrop { background: #0008; }
    dialog form { display: flex; justify-content: space-between; align-items: center; }
    .fields { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; }
    .fields { font-size: 0.88rem; margin: 0.3rem 0; }
    .fields dt { color: var(--faint); }
    .fields dd { margin: 0; overflow-wrap: anywhere; }
    #tip {
      position: fixed; z-index: 9; pointer-events: none; max-width: 32rem; background: var(--card);
      border: 1px solid var(--line); border-radius: 5px; padding: 0.35rem 0.6rem;
      font-size: 0.85rem; white-space: pre-wrap; overflow-wrap: anywhere;
      box-shadow: 0 3px 12px #0003;
    }
    [hidden] { display: none !important; }

    @media print {
      body { padding: 0; max-width: none; font-size: 11px; }
      .tools, .hint, .groups { display: none; }
      canvas { height: auto !important; }
      canvas, #figures div, details { break-inside: avoid; }
      #view, #failures, pre { height: auto !important; max-height: none; overflow: visible; }
      #space { height: auto !important; } #rows { position: static; transform: none !important; }
      .columns { display: block; }
      .row { height: auto; break-inside: avoid; } .row > :last-child { white-space: pre-wrap; }
    }
    """
}
