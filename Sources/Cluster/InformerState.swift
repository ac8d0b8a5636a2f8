import Kubernetes

/// What an informer knows and whom it has to tell, without any waiting: pure transitions. Caller must hold the lock.
struct InformerState: ~Copyable {
  struct Key: Hashable {
    var namespace: String?
    var name: String

    init(namespace: String?, name: String) {
      self.namespace = namespace
      self.name = name
    }

    init(_ object: KubernetesObject) {
      namespace = object.namespace
      name = object.name
    }
  }

  typealias Waiter = CheckedContinuation<[Informer.Event]?, any Error>

  private struct Consumer {
    let limit: Int
    let tellsListsWhole: Bool
    let isWanted: @Sendable (KubernetesObject) -> Bool
    var waiting: [Informer.Event] = []
    /// The next that it gets is everything.
    var needsSnapshot = true
    var lostChanges = false
    var waiter: Waiter?
  }

  private(set) var objects: [Key: KubernetesObject] = [:]
  private(set) var isSynced = false
  /// The version of the newest list, until something changed after it.
  private var listVersion: String?
  private var consumers: [Int: Consumer] = [:]
  private var nextID = 0
  /// Set when nothing will come any more.
  private var end: (any Error)?
  private var wakes: [@Sendable () -> Void] = []
  private var losses = 0

  // MARK: What happened in the cluster

  /// Takes over a whole list, and tells the differences to consumers that knew the old one.
  mutating func replace(
    with items: [KubernetesObject], version: String? = nil, at arrival: ContinuousClock.Instant
  ) {
    var fresh: [Key: KubernetesObject] = [:]
    for item in items { fresh[Key(item)] = item }
    let old = objects
    let wasSynced = isSynced
    objects = fresh
    isSynced = true
    listVersion = version
    if wasSynced {
      tellWhole(items, arrival)
      for (key, object) in old where fresh[key]?.uid != object.uid {
        tell(.deleted(object), arrival, isSynthetic: true)
      }
      for item in items {
        guard let before = old[Key(item)], before.uid == item.uid else {
          tell(.added(item), arrival, isSynthetic: true)
          continue
        }
        if before.resourceVersion != item.resourceVersion {
          tell(.modified(old: before, new: item), arrival, isSynthetic: true)
        }
      }
    }
    for id in consumers.keys { serve(id) }
  }

  mutating func apply(_ event: Watch.Event, at arrival: ContinuousClock.Instant) {
    if case .bookmark = event { return }
    listVersion = nil
    switch event {
    case .bookmark: return
    case .added(let object), .modified(let object):
      let old = objects.updateValue(object, forKey: Key(object))
      if let old, old.uid != object.uid {
        // Deleted and made anew while the watch was interrupted.
        tell(.deleted(old), arrival)
        tell(.added(object), arrival)
      } else if let old {
        tell(.modified(old: old, new: object), arrival)
      } else {
        tell(.added(object), arrival)
      }
    case .deleted(let object):
      guard objects.removeValue(forKey: Key(object)) != nil else { return }
      tell(.deleted(object), arrival)
    }
    for id in consumers.keys { serve(id) }
  }

  mutating func finish(with error: any Error) {
    end = error
    for id in consumers.keys { serve(id) }
  }

  private mutating func tell(
    _ change: Informer.Change, _ arrival: ContinuousClock.Instant, isSynthetic: Bool = false
  ) {
    let event = Informer.Event(change: change, arrival: arrival, isSynthetic: isSynthetic)
    for id in consumers.keys {
      guard let consumer = consumers[id], change.concerns(consumer.isWanted) else { continue }
      // It has heard of it by the list.
      if isSynthetic, consumer.tellsListsWhole { continue }
      tell(event, to: id)
    }
  }

  private mutating func tellWhole(_ items: [KubernetesObject], _ arrival: ContinuousClock.Instant) {
    for id in consumers.keys {
      guard let consumer = consumers[id], consumer.tellsListsWhole else { continue }
      let change = Informer.Change.snapshot(items.filter(consumer.isWanted), isAfterLoss: true)
      tell(Informer.Event(change: change, arrival: arrival, isSynthetic: true, listVersion: listVersion), to: id)
    }
  }

  private mutating func tell(_ event: Informer.Event, to id: Int) {
    guard var consumer = consumers[id], !consumer.needsSnapshot else { return }
    consumers[id] = nil
    if consumer.waiting.count < consumer.limit {
      consumer.waiting.append(event)
    } else {
      consumer.waiting = []
      consumer.needsSnapshot = true
      consumer.lostChanges = true
      losses += 1
    }
    consumers[id] = consumer
  }

  // MARK: Consumers

  mutating func subscribe(
    limit: Int, tellsListsWhole: Bool, where isWanted: @escaping @Sendable (KubernetesObject) -> Bool
  ) -> Int {
    nextID += 1
    consumers[nextID] = Consumer(limit: limit, tellsListsWhole: tellsListsWhole, isWanted: isWanted)
    return nextID
  }

  mutating func unsubscribe(_ id: Int) {
    guard let waiter = consumers.removeValue(forKey: id)?.waiter else { return }
    wakes.append { waiter.resume(returning: nil) }
  }

  mutating func wait(_ id: Int, _ waiter: Waiter, isCancelled: Bool) {
    guard !isCancelled, consumers[id] != nil else {
      wakes.append { waiter.resume(throwing: CancellationError()) }
      return
    }
    consumers[id]?.waiter = waiter
    serve(id)
  }

  mutating func cancel(_ id: Int) {
    guard let waiter = consumers[id]?.waiter else { return }
    consumers[id]?.waiter = nil
    wakes.append { waiter.resume(throwing: CancellationError()) }
  }

  /// Gives a waiting consumer what there is for it.
  private mutating func serve(_ id: Int) {
    guard let waiter = consumers[id]?.waiter, let consumer = consumers[id] else { return }
    let batch: [Informer.Event]
    if consumer.needsSnapshot, isSynced {
      let all = objects.values.filter(consumer.isWanted)
      let change = Informer.Change.snapshot(all, isAfterLoss: consumer.lostChanges)
      batch = [Informer.Event(change: change, arrival: .now, isSynthetic: false, listVersion: listVersion)]
    } else if !consumer.waiting.isEmpty {
      batch = consumer.waiting
    } else if let end {
      consumers[id]?.waiter = nil
      wakes.append { waiter.resume(throwing: end) }
      return
    } else {
      return
    }
    consumers[id]?.waiting = []
    consumers[id]?.needsSnapshot = false
    consumers[id]?.lostChanges = false
    consumers[id]?.waiter = nil
    wakes.append { waiter.resume(returning: batch) }
  }

  /// What to do outside of the lock, and how many consumers lost changes.
  mutating func takeWakes() -> (wakes: [@Sendable () -> Void], losses: Int) {
    defer {
      wakes = []
      losses = 0
    }
    return (wakes, losses)
  }
}

extension Informer.Change {
  fileprivate func concerns(_ isWanted: (KubernetesObject) -> Bool) -> Bool {
    switch self {
    case .snapshot: true
    case .added(let object), .deleted(let object): isWanted(object)
    case .modified(let old, let new): isWanted(old) || isWanted(new)
    }
  }
}
