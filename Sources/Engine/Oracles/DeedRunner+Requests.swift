import Documents
import Oracles
import Southbound

extension DeedRunner {
  /// Kills the candidate as soon as a system outside has answered so many of its writes.
  ///
  /// - Throws: `DoesNotApply` when there are not so many before it comes to rest.
  func kill(atRequest number: Int) async throws {
    let journals = context.lab.southbound.values.map(\.journal)
    let (since, recorder) = (lastDeed, recorder)
    let isThere: @Sendable () -> Bool = {
      journals.reduce(0) { count, journal in
        count
          + journal.entries(since: .now - .seconds(60)).entries.filter {
            $0.isWrite && $0.status != nil && recorder.time(of: $0.instant) >= since
          }.count
      } >= number
    }
    let end = min(.now + .seconds(max(window.length, 2)), context.deadline)
    guard context.hasCandidateAlone, !journals.isEmpty else { throw DoesNotApply() }
    let isFound =
      try? await withDeadline(end) {
        await withTaskGroup(of: Void.self) { group in
          for journal in journals {
            group.addTask {
              let changes = journal.changes()
              if isThere() { return }
              for await _ in changes where isThere() { return }
            }
          }
          await group.next()
          group.cancelAll()
        }
        return isThere()
      }
    try Task.checkCancellation()
    guard isFound == true else {
      mark("note", ["text": .string("there is no request \(number)")])
      throw DoesNotApply()
    }
    mark("note", ["text": .string("killed at request \(number)")])
    _ = try await control().crash()
  }
}
