extension Revision {
  /// Takes what is equal from the revision before in place of its own copy: a recording of hours says the same of an object
  /// again and again, and must fit into memory.
  mutating func share(_ before: Revision) {
    guard key == before.key else { return }
    key = before.key
    if uid == before.uid { uid = before.uid }
    if writers == before.writers { writers = before.writers }
    if ownerReferences == before.ownerReferences { ownerReferences = before.ownerReferences }
    for index in changes.indices where index < before.changes.count {
      if changes[index].path == before.changes[index].path { changes[index].path = before.changes[index].path }
      if changes[index].before == before.changes[index].after { changes[index].before = before.changes[index].after }
    }
  }
}
