import Foundation

/// One measured value, as `reports/benchmarks.json` has it.
struct Figure: Codable {
  var name: String
  var value: Double
  var unit: String
}

extension [Duration] {
  /// - Parameter fraction: 0.5 for the median.
  func percentile(_ fraction: Double) -> Duration {
    let sorted = sorted()
    return sorted.isEmpty ? .zero : sorted[Swift.min(sorted.count - 1, Int(Double(sorted.count) * fraction))]
  }

  func figures(_ name: String) -> [Figure] {
    [("p50", 0.5), ("p99", 0.99)].map { label, fraction in
      Figure(name: "\(name) \(label)", value: percentile(fraction).microseconds, unit: "us")
    }
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
  var microseconds: Double { (seconds * 1e6).rounded() }
}

/// What the kernel tells of a process.
struct ProcessUse {
  /// Bytes in memory.
  var memory: Double
  /// Seconds of all processors.
  var processor: Double

  init?(_ identifier: Int) {
    guard let stat = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8) else { return nil }
    // The program's name stands in parentheses and may hold spaces.
    let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
    guard fields.count > 22, let user = Double(fields[12]), let system = Double(fields[13]),
      let pages = Double(fields[22])
    else { return nil }
    processor = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    memory = pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }
}
