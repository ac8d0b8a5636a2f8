extension BuiltInDescriptions {
  /// Kinds of `events.k8s.io/v1`.
  static let events = #"""
    group events.k8s.io/v1 io.k8s.api.events.v1

    kind Event events namespaced short(ev) puts-create stored(/events/v1)
      : select(regarding.kind,regarding.namespace,regarding.name,regarding.uid,regarding.apiVersion)
      : select(regarding.resourceVersion,regarding.fieldPath,reason,reportingController,type)
        -- Something that happened to an object.
      | "Last Seen" string eventLastSeen() -- When the event was last recorded.
      | Type string .type -- Normal, Warning.
      | Reason string .reason -- Why the action was taken.
      | Object string eventObject() -- What the event is about.
      | Subobject string wide .regarding.fieldPath -- Which part of the object the event is about.
      | Source string wide eventSource() -- Who reports the event.
      | Message string eventMessage() -- A human-readable description.
      | "First Seen" string wide eventFirstSeen() -- When the event was first recorded.
      | Count string wide eventCount() -- How often it occurred.
      | Name string:name wide .metadata.name
      action string -- What was done or failed.
      deprecatedCount int32
      deprecatedFirstTimestamp time+
      deprecatedLastTimestamp time+
      deprecatedSource EventSource+
      eventTime microtime! -- When it was first observed.
      note string -- Details for people.
      reason string -- Why the action was taken, in one word.
      regarding ObjectReference+ -- What the event is about.
      related ObjectReference
      reportingController string -- The controller that reports it.
      reportingInstance string
      series EventSeries -- How often the event was seen, and when last.
      type string -- Normal or Warning.

    struct EventSeries
      count int32!
      lastObservedTime microtime!
    """#
}
