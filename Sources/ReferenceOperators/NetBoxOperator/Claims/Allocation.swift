import Documents
import OperatorRuntime

/// Finds what answers a claim: what it had before, or else something free in its parent.
///
/// NetBox itself takes the next free address or prefix, in one request, so that nobody else can get the same. Claims on
/// one parent take turns, because a range has to be found and taken in two requests.
package struct Allocation: Sendable {
  package let context: OperatorContext
  package let claim: Claim
  package let hash: String

  /// What a claim gets.
  package struct Answer: Sendable, Hashable {
    /// By the field names of the child's spec.
    package var addresses: [String: String]
    /// The parent prefix; nil when it is gone.
    package var parent: String?

    package init(addresses: [String: String], parent: String?) {
      self.addresses = addresses
      self.parent = parent
    }
  }

  package init(context: OperatorContext, claim: Claim, hash: String) {
    self.context = context
    self.claim = claim
    self.hash = hash
  }

  /// - Throws: An obstacle that names what is missing, exhausted or refused.
  package func answer() async throws -> Answer {
    let answer = try await lockedAnswer()
    if context.defects.contains(.forgetsOnCrash) { try await ContinuousClock().sleep(for: .milliseconds(500)) }
    return answer
  }

  private func lockedAnswer() async throws -> Answer {
    try await context.locks.withLock(claim.parentTitle) {
      let tenant = try await context.tenantID(claim.tenant)
      let site = try await context.siteID(claim.site)
      if let restored = try await restored() { return restored }
      return try await allocated(from: try await parents(), tenant: tenant, site: site)
    }
  }
}

// MARK: Restoring

extension Allocation {
  private func restored() async throws -> Answer? {
    if !context.defects.isDisjoint(with: [.noRestoration, .forgetsOnCrash]) { return nil }
    let held = try await context.restorable(hash, in: claim.kind.child)
    guard let found = held.first else { return nil }
    guard held.count == 1 else {
      throw Obstacle("AmbiguousRestoration", "\(held.count) objects in NetBox carry this claim's hash \(hash)")
    }
    let addresses = addresses(of: found)
    try checkFit(addresses)
    return Answer(addresses: addresses, parent: try await parent(of: addresses))
  }

  /// What was edited in NetBox since may no longer be what the claim asks for.
  private func checkFit(_ addresses: [String: String]) throws(Obstacle) {
    let networks = addresses.values.compactMap { IPNetwork($0) }
    let parent = claim.parentPrefix.flatMap { IPNetwork($0) }
    let isInside = parent.map { parent in networks.allSatisfy(parent.contains) } ?? true
    let hasLength = claim.prefixLength.map { length in networks.allSatisfy { $0.length == length } } ?? true
    guard isInside, hasLength || claim.kind != .prefixClaim else {
      let text = addresses.values.sorted().joined(separator: "-")
      throw Obstacle(
        "RestorationDoesNotFit",
        "NetBox holds \(text) for this claim, which is not \(claim.wish) in \(claim.parentTitle)")
    }
  }

  private func parent(of addresses: [String: String]) async throws -> String? {
    if let parent = claim.parentPrefix { return Reservation.canonical(parent) }
    let networks = addresses.values.compactMap { IPNetwork($0) }
    let parents = try await parents().compactMap { $0["prefix"]?.string }
    return parents.first { text in IPNetwork(text).map { networks.allSatisfy($0.contains) } ?? false }
  }

  /// Addresses stand alone, as /32 or /128: their mask in NetBox is the parent's.
  private func addresses(of found: Value) -> [String: String] {
    var addresses: [String: String] = [:]
    for field in claim.kind.child.addressFields {
      guard let network = found[field.netBox]?.string.flatMap({ IPNetwork($0) }) else { continue }
      addresses[field.spec] = (claim.kind == .prefixClaim ? network : network.host).description
    }
    return addresses
  }
}

// MARK: Parents

extension Allocation {
  /// The prefixes in NetBox that the claim may be answered from, in NetBox's order.
  private func parents() async throws -> [Value] {
    guard let text = claim.parentPrefix else { return try await selectedParents() }
    guard let network = IPNetwork(text)?.network else {
      throw Obstacle("InvalidSpec", "spec.parentPrefix \"\(text)\" is no prefix")
    }
    if claim.kind == .prefixClaim, let length = claim.prefixLength,
      length <= network.length || length > network.bitCount
    {
      throw Obstacle("InvalidSpec", "spec.prefixLength /\(length) does not fit into parent prefix \(network)")
    }
    let found = try await context.netBox.list(
      ReservationKind.prefix.collection, [.init("prefix", network.description)])
    // The same prefix may stand in several VRFs; the global table comes first.
    guard let parent = found.first(where: { $0["vrf"]?.isNull ?? true }) ?? found.first else {
      throw Obstacle("ParentPrefixNotFound", "parent prefix \(network) does not exist in NetBox")
    }
    return [parent]
  }

  private func selectedParents() async throws -> [Value] {
    var query: [NetBoxRequest.QueryItem] = []
    for (name, value) in claim.selector.sortedByKey() {
      query.append(try await filter(name, value.string ?? ""))
    }
    let found = try await context.netBox.list(ReservationKind.prefix.collection, query)
    // What was itself claimed may carry the selected custom fields too, but it is somebody's.
    let parents = found.filter { ($0["custom_fields"]?[context.settings.hashField]?.string ?? "").isEmpty }
    guard !parents.isEmpty else {
      throw Obstacle("ParentPrefixNotFound", "no prefix in NetBox matches parentPrefixSelector \(claim.parentTitle)")
    }
    return parents
  }

  /// NetBox ignores filters that it does not know, and would answer with everything.
  private func filter(_ name: String, _ value: String) async throws -> NetBoxRequest.QueryItem {
    switch name {
    case "tenant": return .init("tenant_id", String(try await context.tenantID(value) ?? 0))
    case "site": return .init("site_id", String(try await context.siteID(value) ?? 0))
    case "family": return .init("family", value == "IPv6" ? "6" : "4")
    default:
      let field = try await context.netBox.named(name, in: "extras/custom-fields/")
      guard let field, field["filter_logic"]?["value"]?.string != "disabled" else {
        throw Obstacle("CustomFieldNotFound", "NetBox has no custom field \"\(name)\" to select a parent prefix by")
      }
      return .init("cf_\(name)", value)
    }
  }
}

// MARK: Taking

extension Allocation {
  private func allocated(from parents: [Value], tenant: Int64?, site: Int64?) async throws -> Answer {
    for parent in parents {
      guard let text = parent["prefix"]?.string, let network = IPNetwork(text), let id = parent["id"]?.integer else {
        throw NetBoxError.unintelligible("a prefix without an id")
      }
      do {
        let made = try await take(from: network, id: id, tenant: tenant, site: site)
        return Answer(addresses: addresses(of: made), parent: text)
      } catch NetBoxError.insufficient {
        if context.defects.contains(.tiesToOneParent) { break }
      }
    }
    throw Obstacle.exhausted(claim.parentTitle, wanted: claim.wish)
  }

  private func take(from parent: IPNetwork, id: Int64, tenant: Int64?, site: Int64?) async throws -> Value {
    let kind = claim.kind.child
    let child = claim.child(nil, hash: hash, hashField: context.settings.hashField)
    var body = Reservation(child, kind: kind, hashField: context.settings.hashField)
      .wanted(tenantID: tenant, siteID: site, defects: context.defects)
    for field in kind.addressFields { body[field.netBox] = nil }
    if context.defects.contains(.outsideParent) { return try await takeOutside(parent, body) }
    // A full parent is known by reading, so that a claim that waits writes nothing.
    switch claim.kind {
    case .ipAddressClaim:
      let path = "ipam/prefixes/\(id)/available-ips/"
      guard try await free(path, limit: 1, "address").first != nil else { throw NetBoxError.insufficient }
      return try await context.netBox.create(path, body)
    case .prefixClaim:
      return try await takePrefix(id, body)
    case .ipRangeClaim:
      let range = try await freeRange(in: id)
      body["start_address"] = .string(range.first.description)
      body["end_address"] = .string(range.last.description)
      return try await create(range: "\(range.first)-\(range.last)", body)
    }
  }

  private func takePrefix(_ id: Int64, _ body: Object) async throws -> Value {
    var body = body
    let path = "ipam/prefixes/\(id)/available-prefixes/"
    let length = claim.prefixLength ?? 0
    let rooms = try await free(path, limit: nil, "prefix")
    guard let room = rooms.first(where: { $0.length <= length }) else { throw NetBoxError.insufficient }
    if context.defects.contains(.picksByItself) {
      body["prefix"] = .string(IPNetwork(bytes: room.bytes, length: length)?.description ?? "")
      return try await context.netBox.create(claim.kind.child.collection, body)
    }
    body["prefix_length"] = .integer(Int64(length))
    return try await context.netBox.create(path, body)
  }

  /// Another range may have come into the way since its addresses were free.
  private func create(range: String, _ body: Object) async throws -> Value {
    do {
      return try await context.netBox.create(claim.kind.child.collection, body)
    } catch {
      guard case .rejected(let why) = error, why.contains("overlap") else { throw error }
      throw Obstacle("RangeTaken", "\(range) was taken meanwhile: \(why)")
    }
  }

  private func freeRange(in id: Int64) async throws -> (first: IPNetwork, last: IPNetwork) {
    let free = try await free("ipam/prefixes/\(id)/available-ips/", limit: 1000, "address").map(\.host)
    guard let range = Self.firstRun(of: claim.size ?? 0, in: free) else { throw NetBoxError.insufficient }
    return range
  }

  /// What is free in a parent, in ascending order.
  private func free(_ path: String, limit: Int?, _ field: String) async throws -> [IPNetwork] {
    let query = limit.map { [NetBoxRequest.QueryItem("limit", String($0))] } ?? []
    let body = try await context.netBox.send(NetBoxRequest(method: "GET", path: path, query: query))
    return (body.array ?? []).compactMap { $0[field]?.string.flatMap { IPNetwork($0) } }
  }

  /// The first `size` addresses in a row; `addresses` are in ascending order.
  package static func firstRun(of size: Int, in addresses: [IPNetwork]) -> (first: IPNetwork, last: IPNetwork)? {
    var run: [IPNetwork] = []
    for address in addresses {
      if let last = run.last, last.advanced(by: 1) != address { run = [] }
      run.append(address)
      if run.count >= size, let first = run.first { return (first, address) }
    }
    return nil
  }

  /// The deviation of `outside-parent`: what follows the parent, whether or not it is anybody's.
  private func takeOutside(_ parent: IPNetwork, _ body: Object) async throws -> Value {
    var body = body
    guard let after = parent.next else { throw NetBoxError.insufficient }
    let length = claim.prefixLength ?? after.bitCount
    let first = IPNetwork(bytes: after.bytes, length: length) ?? after.host
    switch claim.kind {
    case .prefixClaim: body["prefix"] = .string(first.description)
    case .ipAddressClaim: body["address"] = .string(first.description)
    case .ipRangeClaim:
      body["start_address"] = .string(first.description)
      body["end_address"] = .string((first.advanced(by: (claim.size ?? 2) - 1) ?? first).description)
    }
    return try await context.netBox.create(claim.kind.child.collection, body)
  }
}
