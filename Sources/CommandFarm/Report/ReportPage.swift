/// The page around a report's data.
///
/// A number made for this page alone lets the browser run the page's script and no other; nothing is ever
/// fetched. Nothing of the store is in the markup: the script sets it as text.
struct ReportPage {
  /// All that is before the data.
  let head: String
  /// All that follows it.
  let tail: String

  init(version: String) {
    var generator = SystemRandomNumberGenerator()
    let nonce = (0..<2).map { _ in String(generator.next() as UInt64, radix: 36) }.joined()
    head = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <meta name="generator" content="mpisum \(version)">
      <title>Farm report</title>
      <style nonce="\(nonce)">
      \(ReportStyle.text)
      </style>
      </head>
      <body>
      \(Self.body)
      <script type="application/json" id="data">

      """
    tail = """
      </script>
      <script nonce="\(nonce)">
      \(ReportScript.text)
      </script>
      </body>
      </html>

      """
  }

  private static let body = """
    <header>
    <h1>Farm report</h1>
    <p id="origin"></p>
    <p id="notice" role="note" hidden></p>
    <noscript><p>This page draws its data by a script, which is switched off.</p></noscript>
    </header>
    <main>
    <section aria-labelledby="figures-title">
    <h2 id="figures-title">Summary</h2>
    <dl id="figures"></dl>
    </section>
    <section aria-labelledby="timeline-title">
    <div class="bar">
    <h2 id="timeline-title">Slots over time</h2>
    <ul id="legend" class="legend"></ul>
    <span class="tools">
    <span id="slots" hidden><span id="slots-seen"></span> <button id="slots-up" title="Slots before">▲\
    </button> <button id="slots-down" title="Slots after">▼</button></span>
    <select id="runs" aria-label="Part of the timeline"></select>
    <button id="zoom-in" title="Zoom in (+)">+</button>
    <button id="zoom-out" title="Zoom out (−)">−</button>
    <button id="zoom-all" title="Show all (0)">All</button>
    </span>
    </div>
    <div class="over"><canvas id="timeline" tabindex="0" role="img"></canvas>
    <div id="selection" hidden></div></div>
    <p class="hint">Drag over a span to zoom in; wheel with Ctrl, or after a click, zooms too; Shift and \
    drag, or arrow keys, move; + − 0 zoom. Click an attempt for its task.</p>
    <h3>Attempts running</h3>
    <canvas id="curve" role="img"></canvas>
    </section>
    <div class="columns">
    <section aria-labelledby="durations-title">
    <h2 id="durations-title">Durations of attempts</h2>
    <canvas id="histogram" role="img"></canvas>
    </section>
    <section aria-labelledby="failures-title">
    <h2 id="failures-title">Failed attempts</h2>
    <div id="groups" class="groups"></div>
    <div id="failures"></div>
    </section>
    </div>
    <section aria-labelledby="tasks-title">
    <div class="bar">
    <h2 id="tasks-title">Tasks</h2>
    <span class="tools">
    <input id="search" type="search" placeholder="Search command, name, host, #number" \
    aria-label="Search the tasks">
    <select id="state" aria-label="State"></select>
    </span>
    <span id="count" role="status"></span>
    </div>
    <div id="table" role="table" aria-label="Tasks">
    <div id="head" class="row" role="row"></div>
    <div id="view" tabindex="0" role="rowgroup"><div id="space"><div id="rows"></div></div></div>
    </div>
    <p class="hint">Click a column to sort. In the table: arrow keys, Page Up and Page Down, Home and End \
    choose a task, Enter opens it. The address after # keeps search and order.</p>
    </section>
    </main>
    <dialog id="task" aria-labelledby="task-title">
    <form method="dialog"><h2 id="task-title"></h2><button>Close</button></form>
    <div id="task-body"></div>
    </dialog>
    <div id="tip" role="tooltip" hidden></div>
    """
}
