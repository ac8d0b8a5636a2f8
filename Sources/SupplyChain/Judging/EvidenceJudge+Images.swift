import Documents
import Plans
import Verdicts

extension EvidenceJudge {
  /// SUP-09: images are small, and hold neither shell nor package manager.
  func judgeSizes(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.contents.paths + image.bills.paths
      for variant in image.contents.variants { judge(variant, of: image, &judgement) }
      for bill in image.bills.documents {
        for component in bill.components where ToolPackages.contains(component) {
          judgement.find("\(image.label) holds \(component.name.quoted)", at: component.place)
        }
      }
      if image.bills.documents.isEmpty { judgement.cannotSee("\(image.label) has no bill of materials") }
      if !image.contents.variants.contains(where: { $0.layerSizes != nil }) {
        judgement.cannotSee("the manifest of \(image.label) is not in the folder")
      }
    }
    return judgement.outcome(criterion, "neither shell nor package manager in \(count)")
  }

  private func judge(_ variant: ImageContents.Variant, of image: Evidence.Image, _ judgement: inout Judgement) {
    let place = variant.path.map { Place(file: $0, line: 1, column: 1) } ?? image.place
    let label = image.label + (variant.platform.map { " for \($0)" } ?? "")
    if let sizes = variant.layerSizes {
      // Sizes are other people's numbers.
      let bytes = sizes.reduce(Int64(0)) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
      if bytes > policy.imageBytes {
        judgement.find("\(label) has \(bytes >> 20) MiB; \(policy.imageBytes >> 20) are allowed", at: place)
      }
      if sizes.count >= policy.layers {
        judgement.find("\(label) has \(sizes.count) layers; fewer than \(policy.layers) are allowed", at: place)
      }
    }
    if let program = variant.configuration?.command.first, ToolPackages.isShell(program) {
      judgement.find("\(label) starts \(program.quoted)", at: variant.configuration?.place ?? place)
    }
  }

  /// SUP-10: images do not run as root, and hold no credentials in environment and history.
  func judgeConfigurations(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.contents.paths
      for variant in image.contents.variants {
        guard let configuration = variant.configuration else { continue }
        let label = image.label + (variant.platform.map { " for \($0)" } ?? "")
        let user = configuration.user.prefix { $0 != ":" }
        if user.isEmpty || user == "root" || Int(user) == 0 {
          let who = user.isEmpty ? "names no user, which means root" : "runs as \(String(user).quoted)"
          judgement.find("\(label) \(who)", at: configuration.place, hint: "USER 65532 in the image")
        }
        for leak in LeakedCredentials.find(in: configuration) {
          judgement.find("\(label) holds a credential in \(leak)", at: configuration.place)
        }
      }
      if image.contents.variants.isEmpty || image.contents.variants.contains(where: { $0.configuration == nil }) {
        judgement.cannotSee("the configuration of \(image.label) is not in the folder")
      }
    }
    return judgement.outcome(criterion, "neither root nor credentials in \(count)")
  }

  /// SUP-13: images exist for the machines of the lab.
  func judgeArchitectures(_ criterion: Criterion) -> CriterionOutcome {
    var judgement = Judgement(criterion)
    let wanted = Set(architectures ?? policy.architectures).sorted()
    for image in evidence.images {
      judgement.subjects += 1
      judgement.files += image.contents.paths
      let platforms = image.contents.variants.compactMap(\.platform)
      let known = Set(platforms.filter { $0.system == "linux" }.map(\.architecture))
      if platforms.isEmpty || image.contents.variants.count > platforms.count {
        judgement.cannotSee("for which platforms \(image.label) is, is not in the folder")
        continue
      }
      for architecture in wanted where !known.contains(architecture) {
        judgement.find(
          "\(image.label) is for \(platforms.map(\.description).joined(separator: ", ")), and not for \(architecture)",
          at: image.place)
      }
      if wanted.isEmpty {
        judgement.cannotSee(
          "which architectures the lab has is not known; \(image.label) is for "
            + platforms.map(\.description).joined(separator: ", "))
      }
    }
    return judgement.outcome(criterion, "\(count) for \(wanted.joined(separator: ", "))")
  }
}
