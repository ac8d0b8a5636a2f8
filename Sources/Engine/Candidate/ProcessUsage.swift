import Foundation

/// What a process of this machine uses, as the kernel tells it.
enum ProcessUsage {
  /// Nil when the kernel does not tell.
  static func of(_ pid: Int32) -> (memory: Double, processor: Double)? {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let uptime = try? String(contentsOfFile: "/proc/uptime", encoding: .utf8),
      let peak = peak(status), let share = share(stat, uptime)
    else { return nil }
    return (peak, share)
  }

  /// `VmHWM:     51234 kB`
  static func peak(_ status: String) -> Double? {
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 1024 }
  }

  /// Its time on processors since it began, by the time since then. The name may hold spaces and brackets.
  static func share(_ stat: String, _ uptime: String) -> Double? {
    guard let end = stat.lastIndex(of: ")"), let now = uptime.split(separator: " ").first.flatMap({ Double($0) }) else {
      return nil
    }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 19, let user = Double(fields[11]), let system = Double(fields[12]),
      let start = Double(fields[19])
    else { return nil }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    let age = now - start / ticks
    return age > 0 ? (user + system) / ticks / age : nil
  }
}
