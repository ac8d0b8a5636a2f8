import Foundation

/// One measured value, as `reports/benchmarks.json` has it.
package struct Figure: Codable, Sendable {
  package var name: String
  package var value: Double
  package var unit: String

  package init(name: String, value: Double, unit: String) {
    self.name = name
    self.value = value
    self.unit = unit
  }

  /// On standard output, as `scripts/bench` takes them.
  package static func print(_ figures: [Figure]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    Swift.print(String(decoding: try encoder.encode(figures), as: UTF8.self))
  }
}

extension [Duration] {
  /// - Parameter fraction: 0.5 for the median.
  package func percentile(_ fraction: Double) -> Duration {
    let sorted = sorted()
    return sorted.isEmpty ? .zero : sorted[Swift.min(sorted.count - 1, Int(Double(sorted.count) * fraction))]
  }

  package func figures(_ name: String) -> [Figure] {
    [("p50", 0.5), ("p99", 0.99)].map { label, fraction in
      Figure(name: "\(name) \(label)", value: percentile(fraction).microseconds, unit: "us")
    }
  }
}

extension Duration {
  package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
  package var microseconds: Double { (seconds * 1e6).rounded() }
}

/// What the kernel tells of a process.
package struct ProcessUse {
  /// Bytes in memory.
  package var memory: Double
  /// Seconds of all processors.
  package var processor: Double

  /// The most that this process ever had in memory, in bytes.
  package static var peakMemory: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) * 1024
  }

  package init?(_ identifier: Int) {
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
