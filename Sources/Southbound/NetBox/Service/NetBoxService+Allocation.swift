import Documents

extension NetBoxService {
  func listAvailable(
    _ available: Route.Available, in parent: Record, _ model: Model, _ request: NetBoxRequest
  ) -> NetBoxResponse {
    let vrf =
      parent.reference("vrf").map { Presentation(store: store, baseURL: request.baseURL).nested(.vrf, $0) } ?? .null
    let family = Value.integer(mask(of: parent, model)?.family.rawValue ?? 4)
    switch available {
    case .prefixes:
      let free = store.freeNetworks(in: parent)?.networks ?? []
      return NetBoxResponse(
        200, .json(.array(free.map { ["family": family, "prefix": .string($0.description), "vrf": vrf] })))
    case .addresses:
      let addresses = freeAddresses(Page.resultLimit(request.query), in: parent, model)
      return NetBoxResponse(
        200, .json(.array(addresses.map { ["family": family, "address": .string($0), "vrf": vrf] })))
    }
  }

  /// Gives out the lowest free addresses, or the first blocks that fit. The whole list or nothing.
  mutating func allocate(
    _ available: Route.Available, in parent: Record, _ model: Model, _ request: NetBoxRequest, _ token: Access.Token
  ) throws(Refusal) -> NetBoxResponse {
    let body = try body(request)
    let wanted = body.array ?? [body]
    let vrf: Value = parent.values["vrf"] ?? .null
    try checkWanted(wanted, available, parent)
    var bodies: [Value] = []
    switch available {
    case .addresses:
      let free = freeAddresses(wanted.count, in: parent, model)
      guard free.count == wanted.count else { throw .insufficient }
      bodies = zip(wanted, free).map { adding(["address": .string($1), "vrf": vrf], to: $0) }
    case .prefixes:
      guard var free = store.freeNetworks(in: parent) else { throw .insufficient }
      for item in wanted {
        guard let length = prefixLength(item), let block = free.takeNetwork(length: length) else { throw .insufficient }
        bodies.append(adding(["prefix": .string(block.description), "vrf": vrf], to: item))
      }
    }
    let target = Model.named(available == .addresses ? .ipAddress : .prefix)
    // The parameters of the query do not reach the object that is made here.
    var inner = request
    inner.query = Query([])
    var response = try create(target, body.array == nil ? bodies.first ?? .null : .array(bodies), inner, token)
    response.headers.removeAll { $0.name == "Location" }
    return response
  }

  private func adding(_ members: Object, to value: Value) -> Value {
    var object = value.object ?? Object()
    for (key, value) in members { object[key] = value }
    return .object(object)
  }

  /// The address with the mask that given out addresses get.
  private func mask(of parent: Record, _ model: Model) -> IPNetwork? {
    parent.networks[model.name == .prefix ? "prefix" : "start_address"]
  }

  private func freeAddresses(_ count: Int, in parent: Record, _ model: Model) -> [String] {
    let free = model.name == .prefix ? store.freeAddresses(in: parent) : store.freeAddresses(inRange: parent)
    guard let free, let mask = mask(of: parent, model) else { return [] }
    return free.lowest(count).map { "\($0)/\(mask.length)" }
  }

  /// A boolean is a number to Python.
  private func prefixLength(_ item: Value) -> Int64? {
    switch item["prefix_length"] {
    case .integer(let length): length
    case .bool(let flag): flag ? 1 : 0
    default: nil
    }
  }

  /// - Throws: 400 with a list by position.
  private func checkWanted(_ wanted: [Value], _ available: Route.Available, _ parent: Record) throws(Refusal) {
    let errors = wanted.map { item -> Value in
      if item.isNull { return ["This field may not be null."] }
      guard item.object != nil else { return Deserializer.notAnObject(item) }
      return available == .prefixes ? lengthProblem(item, parent) : descriptionProblem(item)
    }
    if errors.contains(where: { $0 != [:] }) { throw .invalid(.array(errors)) }
  }

  private func lengthProblem(_ item: Value, _ parent: Record) -> Value {
    guard let given = item["prefix_length"], !given.isNull else {
      return ["prefix_length": "this field can not be missing"]
    }
    guard let length = prefixLength(item) else { return ["prefix_length": "this field must be int type"] }
    guard let family = parent.networks["prefix"]?.family, length > Int64(family.width) else { return [:] }
    return ["prefix_length": .string("Invalid prefix length (\(length)) for IPv\(family.rawValue)")]
  }

  /// The description is the one field that is looked at before there is an address.
  private func descriptionProblem(_ item: Value) -> Value {
    switch item["description"] {
    case nil: return [:]
    case .null: return ["description": ["This field may not be null."]]
    case .string(let text):
      return text.trimmingSpace.isEmpty ? ["description": ["This field may not be blank."]] : [:]
    case .integer, .double: return [:]
    default: return ["description": ["Not a valid string."]]
    }
  }
}
