import Documents
import LabStore
import Plans

extension LabStore.Configuration {
  /// What the lab file says of the embedded cluster.
  ///
  /// - Throws: a `Failure` when a user's token cannot be read.
  init(_ embedded: Lab.Embedded, at place: Place) async throws {
    self.init()
    nodes = embedded.nodes
    schedulingDelay = embedded.schedulingDelay
    faults = embedded.faults
    for user in embedded.users {
      let token = try await user.token.read(at: place)
      users.append(LabStore.StaticUser(token: token, name: user.name, uid: user.uid ?? "", groups: user.groups))
    }
  }
}
