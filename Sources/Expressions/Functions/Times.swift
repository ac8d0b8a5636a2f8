extension Library {
  /// Timestamps and durations.
  static let times = Library(name: "times", overloads: making + arithmetic + timestampParts + durationParts)

  private static let making: [Overload] = [
    .function("timestamp", [.string], .timestamp) { (value) throws(EvaluationError) in
      let text = try value.text()
      guard let timestamp = CELTimestamp(text) else {
        throw EvaluationError("\"\(text)\" is no timestamp in range, such as 2009-02-13T23:31:30Z")
      }
      return .timestamp(timestamp)
    },
    .function("timestamp", [.int], .timestamp) { (value) throws(EvaluationError) in
      guard let timestamp = CELTimestamp(seconds: try value.integer()) else {
        throw EvaluationError("timestamp overflow: out of range")
      }
      return .timestamp(timestamp)
    },
    .function("timestamp", [.timestamp], .timestamp) { (value) throws(EvaluationError) in value },
    .function("duration", [.string], .duration) { (value) throws(EvaluationError) in
      let text = try value.text()
      guard let duration = CELDuration(text) else {
        throw EvaluationError("\"\(text)\" is no duration in range, such as 1h30m or 90s")
      }
      return .duration(duration)
    },
    .function("duration", [.int], .duration) { (value) throws(EvaluationError) in
      let (nanoseconds, overflow) = try value.integer().multipliedReportingOverflow(
        by: CELDuration.nanosecondsPerSecond)
      guard !overflow else { throw EvaluationError("duration overflow: out of range") }
      return .duration(CELDuration(nanoseconds: nanoseconds))
    },
    .function("duration", [.duration], .duration) { (value) throws(EvaluationError) in value },
    .function("int", [.duration], .int) { (value) throws(EvaluationError) in
      guard case .duration(let duration) = value else { throw EvaluationError.noOverload("int", [value]) }
      return .int(duration.nanoseconds)
    },
  ]

  private static let arithmetic: [Overload] = [
    .function2(Operator.add, [.timestamp, .duration], .timestamp, Arithmetic.add),
    .function2(Operator.add, [.duration, .timestamp], .timestamp, Arithmetic.add),
    .function2(Operator.add, [.duration, .duration], .duration, Arithmetic.add),
    .function2(Operator.subtract, [.timestamp, .duration], .timestamp, Arithmetic.subtract),
    .function2(Operator.subtract, [.timestamp, .timestamp], .duration, Arithmetic.subtract),
    .function2(Operator.subtract, [.duration, .duration], .duration, Arithmetic.subtract),
  ]

  /// Every accessor comes without and with a time zone.
  private static let timestampParts: [Overload] = {
    let parts: [(String, @Sendable (CalendarDate) -> Int)] = [
      ("getFullYear", { $0.year }), ("getMonth", { $0.month - 1 }), ("getDayOfYear", { $0.dayOfYear }),
      ("getDayOfMonth", { $0.day - 1 }), ("getDate", { $0.day }), ("getDayOfWeek", { $0.weekday }),
      ("getHours", { $0.hour }), ("getMinutes", { $0.minute }), ("getSeconds", { $0.second }),
    ]
    let dates = parts.flatMap { name, part in
      accessors(name) { (timestamp, zone) throws(EvaluationError) in
        guard let offset = CalendarDate.zoneOffset(zone, at: timestamp.seconds) else {
          throw EvaluationError("unknown time zone \(zone)")
        }
        return Int64(part(CalendarDate(secondsSinceEpoch: timestamp.seconds + offset)))
      }
    }
    return dates
      + accessors("getMilliseconds") { (timestamp, _) throws(EvaluationError) in
        Int64(timestamp.nanoseconds / 1_000_000)
      }
  }()

  private static func accessors(
    _ name: String, _ read: @escaping @Sendable (CELTimestamp, String) throws(EvaluationError) -> Int64
  ) -> [Overload] {
    [
      .method(name, .timestamp, .int) { (value) throws(EvaluationError) in
        guard case .timestamp(let timestamp) = value else { throw EvaluationError.noOverload(name, [value]) }
        return .int(try read(timestamp, "UTC"))
      },
      .method2(name, .timestamp, .string, .int) { (value, zone) throws(EvaluationError) in
        guard case .timestamp(let timestamp) = value else { throw EvaluationError.noOverload(name, [value, zone]) }
        return .int(try read(timestamp, try zone.text()))
      },
    ]
  }

  private static let durationParts: [Overload] = [
    durationPart("getHours") { $0 / 3_600_000_000_000 },
    durationPart("getMinutes") { $0 / 60_000_000_000 },
    durationPart("getSeconds") { $0 / 1_000_000_000 },
    durationPart("getMilliseconds") { $0 / 1_000_000 % 1_000 },
  ]

  private static func durationPart(_ name: String, _ read: @escaping @Sendable (Int64) -> Int64) -> Overload {
    .method(name, .duration, .int) { (value) throws(EvaluationError) in
      guard case .duration(let duration) = value else { throw EvaluationError.noOverload(name, [value]) }
      return .int(read(duration.nanoseconds))
    }
  }
}
