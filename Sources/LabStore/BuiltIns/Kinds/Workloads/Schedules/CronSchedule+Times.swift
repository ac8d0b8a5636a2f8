import Foundation
import Kubernetes

extension CronSchedule {
  /// The first time after a moment; nil when none comes within five years.
  func next(after moment: KubernetesTime, in zone: TimeZone) -> KubernetesTime? {
    switch self {
    case .every(let seconds): KubernetesTime(seconds: moment.seconds + seconds)
    case .fields(let fields): fields.next(after: moment, in: zone)
    }
  }

  /// The last time after `earliest` and not after `now`.
  func latest(after earliest: KubernetesTime, through now: KubernetesTime, in zone: TimeZone) -> KubernetesTime? {
    if case .every(let seconds) = self {
      let count = (now.seconds - earliest.seconds) / seconds
      return count > 0 ? KubernetesTime(seconds: earliest.seconds + count * seconds) : nil
    }
    // Most schedules have a time not long ago, so a long past needs not be gone through.
    for days in [0.1, 2, 40, 400, 2000] {
      let start = max(earliest, now + .seconds(-days * 86_400))
      var latest: KubernetesTime?
      var time = next(after: start, in: zone)
      while let found = time, found <= now {
        latest = found
        time = next(after: found, in: zone)
      }
      if latest != nil || start == earliest { return latest }
    }
    return nil
  }
}

extension CronSchedule.Fields {
  private static let limit: Int64 = 5 * 366 * 86_400

  /// Goes forward by what cannot match: to the end of a day, of an hour, of a minute. What the clocks skip in spring does
  /// not come, and what they repeat in autumn comes twice.
  fileprivate func next(after moment: KubernetesTime, in zone: TimeZone) -> KubernetesTime? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var seconds = moment.seconds + 1
    seconds += (60 - seconds % 60) % 60
    while seconds < moment.seconds + Self.limit {
      let parts = calendar.dateComponents(
        [.month, .day, .weekday, .hour, .minute], from: Date(timeIntervalSince1970: Double(seconds)))
      let (hour, minute) = (Int64(parts.hour ?? 0), Int64(parts.minute ?? 0))
      if !months.contains(parts.month ?? 1) || !isDay(parts.day ?? 1, weekday: (parts.weekday ?? 1) - 1) {
        // The last hours one by one: a day may be an hour shorter or longer.
        seconds += (60 - minute) * 60 + max(0, 21 - hour) * 3600
      } else if !hours.contains(Int(hour)) {
        seconds += (60 - minute) * 60
      } else if !minutes.contains(Int(minute)) {
        seconds += 60
      } else {
        return KubernetesTime(seconds: seconds)
      }
    }
    return nil
  }

  /// When both fields for days say something, either is enough.
  private func isDay(_ day: Int, weekday: Int) -> Bool {
    let (isDay, isWeekday) = (days.contains(day), weekdays.contains(weekday))
    return days.isOpen || weekdays.isOpen ? isDay && isWeekday : isDay || isWeekday
  }
}
