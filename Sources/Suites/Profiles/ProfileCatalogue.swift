package import Documents
package import Plans

/// All profiles that can be chosen from.
package struct ProfileCatalogue: Sendable {
  package let profiles: [Profile]

  /// Those of topics first, then those of contracts, then combinations; each by name.
  package init(_ profiles: [Profile]) {
    self.profiles = profiles.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }
  }

  package subscript(_ name: String) -> Profile? { profiles.first { $0.name == name } }

  /// What candidates may claim besides the features of their contracts.
  package var features: [Profile.Feature] {
    var seen: Set<String> = []
    return profiles.flatMap(\.features).filter { seen.insert($0.name).inserted }
  }

  /// - Parameter folder: of files, each with one profile.
  /// - Throws: all mistakes in the files, and between them.
  package static func load(
    folder: String, _ criteria: CriteriaCatalogue
  ) throws(Diagnostics) -> ProfileCatalogue {
    try load((FilePath.documents(in: folder) ?? []).map { FilePath.joining(folder, $0) }, criteria)
  }

  private static func load(_ paths: [String], _ criteria: CriteriaCatalogue) throws(Diagnostics) -> ProfileCatalogue {
    var found = Diagnostics()
    var profiles: [Profile] = []
    for path in paths {
      do { profiles.append(try ProfileLoader.load(path, criteria).profile) } catch {
        for diagnostic in error.all { found.add(diagnostic) }
      }
    }
    for diagnostic in check(profiles, among: profiles) { found.add(diagnostic) }
    try found.throwIfErrors()
    return ProfileCatalogue(profiles)
  }

  /// Those of the working directory, or else those that come with the program.
  ///
  /// - Parameter program: the path of the program; the folder `profiles` lies in some folder above.
  package static func nearby(
    program: String, _ criteria: CriteriaCatalogue
  ) throws(Diagnostics) -> ProfileCatalogue {
    if let folder = NearbyFolder.find("profiles", of: .profile, program: program) {
      return try load(folder: folder, criteria)
    }
    throw Diagnostics([
      .error("there are no profiles", hint: "they lie in the folder profiles, beside plugfest")
    ])
  }

  /// - Parameter names: of profiles, or files with one each; a file may combine those of the catalogue.
  /// - Returns: the profiles, and the catalogue with those of the files.
  /// - Throws: names that no profile has, and all mistakes in the files.
  package func choose(
    _ names: [String], _ criteria: CriteriaCatalogue
  ) throws(Diagnostics) -> (chosen: [Profile], catalogue: ProfileCatalogue) {
    var found = Diagnostics()
    var chosen: [Profile] = []
    var added: [Profile] = []
    for name in names {
      if let profile = self[name] {
        chosen.append(profile)
      } else if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        do {
          let profile = try ProfileLoader.load(name, criteria).profile
          for diagnostic in Self.check([profile], among: profiles) { found.add(diagnostic) }
          chosen.append(profile)
          added.append(profile)
        } catch {
          for diagnostic in error.all { found.add(diagnostic) }
        }
      } else {
        found.error(
          "there is no profile \(name.quoted)", at: nil,
          hint: Suggestion.hint(for: name, among: profiles.map(\.name))
            ?? "there are \(profiles.map(\.name).joined(separator: ", "))", rule: .unknownReference)
      }
    }
    try found.throwIfErrors()
    let names = Set(added.map(\.name))
    return (chosen, ProfileCatalogue(profiles.filter { !names.contains($0.name) } + added))
  }

  /// What does not fit together.
  ///
  /// - Parameter others: those that combinations may name.
  static func check(_ profiles: [Profile], among others: [Profile]) -> [Diagnostic] {
    var found = Diagnostics()
    var places: [String: Place] = [:]
    for profile in profiles {
      if let other = places.updateValue(profile.place, forKey: profile.name) {
        found.error(
          "the profile \(profile.name.quoted) is there twice", at: profile.place, hint: "the other is at \(other)",
          rule: .duplicateName)
      }
      var named: Set<Profile.Part.Source> = []
      for part in profile.parts {
        if !named.insert(part.source).inserted {
          found.error("a part is named twice", at: part.place, rule: .duplicateName)
        }
        guard case .profile(let name) = part.source else { continue }
        guard let other = others.first(where: { $0.name == name }) else {
          found.error(
            "there is no profile \(name.quoted)", at: part.place,
            hint: Suggestion.hint(for: name, among: others.map(\.name)), rule: .unknownReference)
          continue
        }
        if !other.parts.isEmpty {
          found.error(
            "\(name.quoted) is a combination itself", at: part.place, hint: "name its parts", rule: .wrongValue)
        }
      }
    }
    return found.all
  }
}

extension Profile {
  fileprivate var rank: Int { !parts.isEmpty ? 2 : contract != nil ? 1 : 0 }
}
