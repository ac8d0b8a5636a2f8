import Documents

extension NetBox {
  /// The object and everything below it in the tree that `parent` makes.
  func descendants(of id: Int64, in model: ModelName) -> Set<Int64> {
    var found: Set<Int64> = [id]
    var open = [id]
    while let next = open.popLast() {
      for child in records(model, where: { $0.reference("parent") == next }) where found.insert(child.id).inserted {
        open.append(child.id)
      }
    }
    return found
  }

  /// How many objects are above it.
  func depth(of record: Record, in model: ModelName) -> Int64 {
    var depth: Int64 = 0
    var parent = record.reference("parent")
    // The bound guards against a cycle, which validation refuses.
    while let id = parent, let above = self.record(model, id), depth < 1000 {
      depth += 1
      parent = above.reference("parent")
    }
    return depth
  }

  /// The names from the root to the object: comparing them gives the order of the tree.
  func treePath(of record: Record, in model: ModelName) -> [String] {
    var path = [record.text("name")]
    var parent = record.reference("parent")
    while let id = parent, let above = self.record(model, id), path.count < 1000 {
      path.append(above.text("name"))
      parent = above.reference("parent")
    }
    return path.reversed()
  }
}
