import Documents
import Kubernetes

extension Evidence {
  /// Reads all files that an index names.
  ///
  /// - Parameters:
  ///   - folder: where they lie.
  ///   - trusted: files of keys in place of those that the index names, as PEM texts with their paths; nil when those of
  ///     the index are meant.
  package init(_ index: EvidenceIndex, folder: String, trusted: [(path: String, text: String)]? = nil) {
    let reader = EvidenceReader(folder: folder, sums: index.sums)
    name = index.name
    place = index.place
    keys =
      trusted.map(PublicKey.read)
      ?? reader.read(index.keys) { file throws(Diagnostic) in [try PublicKey(file)] }
    let opener = EnvelopeOpener(keys: keys.documents)
    images = index.images.map { reader.image($0, opener) }
    notes = reader.read(index.notes.map { [$0] } ?? []) { file throws(Diagnostic) in
      [String(decoding: file.bytes, as: UTF8.self)]
    }
    changes = reader.read(index.changes.map { [$0] } ?? []) { file throws(Diagnostic) in [try ChangeReport(file)] }
    workflows = index.workflows.map { files in
      reader.read(files) { file throws(Diagnostic) in [try Workflow(file)] }
    }
    if let file = index.knownExploited {
      let lists = reader.read([file]) { file throws(Diagnostic) in [try KnownExploited.ids(file)] }
      knownExploited = lists.documents.first
      knownExploitedProblems = lists.problems
    }
  }
}

/// Reads files of one folder.
struct EvidenceReader {
  let folder: String
  let sums: [String: String]

  func read<Document>(
    _ files: [EvidenceIndex.File], _ parse: (EvidenceFile) throws(Diagnostic) -> [Document]
  ) -> ReadFiles<Document> {
    var result = ReadFiles<Document>()
    for file in files { read(file, into: &result, parse) }
    return result
  }

  private func read<Document>(
    _ file: EvidenceIndex.File, into result: inout ReadFiles<Document>,
    _ parse: (EvidenceFile) throws(Diagnostic) -> [Document]
  ) {
    result.paths.append(file.path)
    do {
      result.documents += try parse(EvidenceFile.read(file, in: folder, sums: sums))
    } catch {
      result.problems.append(error)
    }
  }

  func image(_ image: EvidenceIndex.Image, _ opener: EnvelopeOpener) -> Evidence.Image {
    let parts = read(image.oci) { file throws(Diagnostic) in [try ImagePart(file)] }
    var result = Evidence.Image(
      reference: image.reference, digest: image.digest, place: image.place,
      contents: ImageContents(digest: image.digest, parts: parts))
    result.bills = read(image.bills) { file throws(Diagnostic) in
      var bills: [BillOfMaterials] = []
      for opened in try opener.open(file, for: .bill) { bills.append(try BillOfMaterials(opened)) }
      return bills
    }
    for scan in image.scans {
      read(scan.file, into: &result.scans) { file throws(Diagnostic) in
        var reports: [ScanReport] = []
        for opened in try opener.open(file, for: .scan) { reports += try ScanReport.all(opened, of: scan) }
        return reports
      }
    }
    result.vex = read(image.vex) { file throws(Diagnostic) in
      var statements: [VEXStatement] = []
      for opened in try opener.open(file, for: .vex) { statements += try VEXStatement.all(opened) }
      return statements
    }
    // A bill may bring statements with it.
    result.vex.documents += result.bills.documents.flatMap(\.vex)
    result.provenance = read(image.provenance) { file throws(Diagnostic) in
      var all: [Provenance] = []
      for opened in try opener.open(file, for: .provenance) { all.append(try Provenance(opened)) }
      return all
    }
    for signature in image.signatures {
      read(signature.file, into: &result.signatures) { file throws(Diagnostic) in
        var payload: EvidenceFile?
        if let named = signature.payload { payload = try EvidenceFile.read(named, in: folder, sums: sums) }
        return try ImageSignature.all(file, payload: payload, contents: result.contents, opener: opener)
      }
    }
    return result
  }
}
