import FoundationEssentials

/// A plot of speed-up and efficiency over cores, drawn by gnuplot.
struct ScalingPlot {
  private let report: BenchReport

  init(_ report: BenchReport) {
    self.report = report
  }

  /// Draws into a file; where there is no gnuplot, its script is left there instead, with `.gp` added.
  ///
  /// A table that was measured for an hour is not worth less for want of a picture: remarks, no errors.
  func draw(_ file: String) {
    let script = file + ".gp"
    do {
      try Data(text(file).utf8).write(to: URL(filePath: script))
    } catch {
      return remark("\(script) cannot be written: \(error)")
    }
    if ProgramOutput.text(["gnuplot", script], limit: 60) == nil {
      remark("gnuplot is not here or has failed: 'gnuplot \(script)' draws \(file) elsewhere")
    } else {
      try? FileManager.default.removeItem(at: URL(filePath: script))
    }
  }

  private func remark(_ text: String) {
    StandardStream.remark("\(Program.name): \(text)\n")
  }

  /// The script, which holds the data.
  private func text(_ file: String) -> String {
    let terminal =
      switch file.split(separator: ".").last?.lowercased() {
      case "pdf": "pdfcairo size 16cm,20cm"
      case "png": "pngcairo size 800,1000"
      default: "svg size 800,1000 background rgb 'white'"
      }
    let most = report.rows.map(\.cores).max() ?? 1
    var script = """
      # The scaling of \(Program.name) \(report.version), \(report.started), with \(report.mpi)
      set terminal \(terminal)
      set output '\(file.replacing("'", with: "''"))'
      set multiplot layout 2,1
      set logscale x 2
      set xrange [0.9:\(Double(most) * 1.1)]
      set xlabel 'cores'
      set grid
      set key left top

      """
    for scaling in ["strong", "weak"] {
      let rows = report.rows.filter { $0.scaling == scaling }
      script += "$\(scaling) << END\n# cores speedup efficiency\n"
      script += rows.map { "\($0.cores) \($0.speedup) \($0.efficiency)" }.lines()
      script += "END\n$best_\(scaling) << END\n"
      // Of layouts with equally many cores, the fastest is on the line.
      let best = Dictionary(grouping: rows, by: \.cores).compactMap { cores, rows in
        rows.max { $0.speedup < $1.speedup }
      }
      script += best.sorted { $0.cores < $1.cores }
        .map { "\($0.cores) \($0.speedup) \($0.efficiency)" }.lines()
      script += "END\n"
    }
    return script + """
      set logscale y 2
      set ylabel 'speed-up'
      plot x title 'perfect' with lines dashtype 2 linecolor 'gray', \\
        $best_strong using 1:2 title 'strong' with lines linecolor 1, \\
        $strong using 1:2 notitle with points linecolor 1 pointtype 7, \\
        $best_weak using 1:2 title 'weak' with lines linecolor 2, \\
        $weak using 1:2 notitle with points linecolor 2 pointtype 5
      unset logscale y
      set yrange [0:1.2]
      set ylabel 'parallel efficiency'
      plot 1 notitle with lines dashtype 2 linecolor 'gray', \\
        $best_strong using 1:3 title 'strong' with lines linecolor 1, \\
        $strong using 1:3 notitle with points linecolor 1 pointtype 7, \\
        $best_weak using 1:3 title 'weak' with lines linecolor 2, \\
        $weak using 1:3 notitle with points linecolor 2 pointtype 5
      unset multiplot

      """
  }
}
