extension FieldNumbers {
  static let events = """
    package io.k8s.api.events.v1
    Event metadata eventTime series reportingController reportingInstance action reason regarding related note type
      deprecatedSource deprecatedFirstTimestamp deprecatedLastTimestamp deprecatedCount
    EventSeries count lastObservedTime
    """
}
