internal import Documents
internal import Kubernetes

extension LabStore {
  /// Keeps time for the watches and runs the controllers, until its task is cancelled.
  package func run() async {
    let controllers = configuration.runsControllers ? Controllers.all(for: configuration) : []
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.deadlines.run() }
      for controller in controllers { group.addTask { await self.run(controller) } }
    }
  }

  /// Ends all watches, so that their connections can be closed.
  package func endWatches() {
    withState { $0.watchers.removeAll() }
    faults.endPauses()
  }

  private func run(_ controller: any Controller) async {
    while !Task.isCancelled {
      let start = withState { state in
        let objects = state.log.everything(of: controller.watched)
        let (identifier, signals) = state.watchers.add(keys: controller.watched, namespace: nil, buffer: 100_000)
        return (objects: objects, identifier: identifier, signals: signals)
      }
      let reminders = Reminders(deadlines) { [weak self] change in
        _ = self?.withState { $0.watchers.send(.change(change), to: start.identifier) }
      }
      defer { reminders.cancelAll() }
      let client = ControllerClient(store: self, controller: controller, reminders: reminders)
      for change in start.objects { await controller.reconcile(change, client: client) }
      do {
        for try await case .change(let change) in start.signals { await controller.reconcile(change, client: client) }
        withState { $0.watchers.remove(start.identifier) }
        return
      } catch {
        // It fell too far behind: it starts again from the current state.
        continue
      }
    }
  }

  /// Whether the log reaches a revision within a time.
  func waits(for revision: UInt64, atMost limit: Duration) async -> Bool {
    let reached = withState { state in
      state.log.revision >= revision ? nil : state.watchers.add(keys: nil, namespace: nil, buffer: 1)
    }
    guard let reached else { return true }
    let end = deadlines.at(ContinuousClock.now + limit) { [weak self] in
      self?.withState { $0.watchers.remove(reached.identifier) }
    }
    defer {
      deadlines.cancel(end)
      withState { $0.watchers.remove(reached.identifier) }
    }
    do {
      for try await case .change(let change) in reached.signals where change.revision >= revision { return true }
    } catch {
      // More changes came than were looked at.
    }
    return self.revision >= revision
  }
}
