import AsyncAlgorithms
import Engine
import Reports
import Verdicts

/// Shows a run on a terminal while it happens: the lines of the report, and on a terminal that somebody looks at a live
/// part below them.
struct RunConsole: Sendable {
  private let terminal: Terminal
  private let isLive: Bool
  private var report: ConsoleReport
  private var display: LiveDisplay
  private var shownLines = 0

  /// - Parameter folder: The run folder.
  init(terminal: Terminal, isPlain: Bool, folder: String) {
    self.terminal = terminal
    isLive = terminal.isInteractive && !isPlain
    let style = isPlain ? TextStyle(isColoured: false) : terminal.style
    report = ConsoleReport(style: style, folder: folder)
    display = LiveDisplay(style: style)
  }

  mutating func show(_ event: RunEvent) {
    display.add(event)
    let lines = report.add(event)
    if isLive {
      erase()
      terminal.write(lines.map { "\($0)\n" }.joined())
      if case .runEnded = event.kind { return }
      draw(at: event.time)
    } else if !lines.isEmpty {
      terminal.write(lines.map { "\($0)\n" }.joined())
    }
  }

  /// Brings the elapsed times up to date.
  mutating func tick(at time: Double) {
    guard isLive, shownLines > 0 else { return }
    erase()
    draw(at: time)
  }

  private mutating func draw(at time: Double) {
    let (width, height) = terminal.size
    let lines = display.frame(at: time, width: width, height: min(height, 12))
    terminal.write(lines.map { "\($0)\n" }.joined())
    shownLines = lines.count
  }

  private mutating func erase() {
    if shownLines > 0 { terminal.write("\u{1B}[\(shownLines)A\u{1B}[J") }
    shownLines = 0
  }
}
