internal import Documents
internal import Kubernetes

// MARK: create

extension ResourceCall {
  mutating func create() throws -> APIResponse {
    try options.validateWrite(of: .create)
    let object = try readObject()
    try checkNamespace(of: object)
    var writer = writer()
    let created = try writer.create(object)
    warnings += writer.warnings
    return answer(created, status: 201)
  }

  func checkNamespace(of object: Value) throws(APIStatus) {
    guard let sent = KubernetesObject(object).namespace, type.isNamespaced, sent != namespace else { return }
    throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
  }

  func checkName(of object: Value) throws(APIStatus) {
    let sent = KubernetesObject(object).name
    if sent.isEmpty {
      throw .badRequest("the name of the object (\(name) based on URL) was undeterminable: name must be provided")
    }
    if sent != name {
      throw .badRequest("the name of the object (\(sent)) does not match the name on the URL (\(name))")
    }
  }
}

// MARK: update

extension ResourceCall {
  mutating func update() throws -> APIResponse {
    try options.validateWrite(of: .update)
    let object = try readObject()
    try checkName(of: object)
    try checkNamespace(of: object)
    var writer = writer(subresource: info.subresource)
    if type.createsOnUpdate, info.subresource == nil, writer.stored(name) == nil {
      let created = try writer.create(object)
      warnings += writer.warnings
      return answer(created, status: 201)
    }
    let result = try writer.update(name) { _ in object }
    warnings += writer.warnings
    return answer(result.object)
  }
}

// MARK: delete

extension ResourceCall {
  func deletionOptions() throws -> DeletionOptions {
    let deletion: DeletionOptions
    if request.body.isEmpty {
      deletion = try DeletionOptions(request)
    } else {
      do {
        deletion = try DeletionOptions(BodyReader.read(request.body, as: BodyReader.syntax(of: request)).value)
      } catch let error as BodyReader.SyntaxError {
        throw APIStatus.badRequest("couldn't get version/kind; json parse error: \(error.message)")
      }
    }
    try deletion.validate()
    return deletion
  }

  mutating func delete() throws -> APIResponse {
    let deletion = try deletionOptions()
    var writer = writer(isDryRun: deletion.isDryRun)
    let result = try writer.delete(name, deletion)
    warnings += writer.warnings
    switch result {
    case .terminating(let object): return answer(object)
    case .gone(let object):
      if type.answersDeletionWithObject { return answer(object) }
      return answer(APIStatus.deleted(resource, name: name, uid: KubernetesObject(object).uid ?? ""))
    }
  }

  /// Answers the list as it was before.
  mutating func deleteCollection() async throws -> APIResponse {
    let deletion = try deletionOptions()
    let selection = try Selection(labels: options.labelSelector, fields: options.fieldSelector, type: type)
    let (stored, revision) = store.withState { state in
      (state.log.objects(type.storage, namespace: namespace), state.log.revision)
    }
    let objects = try await store.consulting { try type.fromStorageVersion(all: stored) }.filter(selection.matches)
    for object in objects {
      var writer = writer(isDryRun: deletion.isDryRun)
      writer.namespace = KubernetesObject(object).namespace
      do {
        _ = try await store.consulting { try writer.delete(KubernetesObject(object).name, deletion) }
      } catch let status as APIStatus where status.code == 404 {
        continue
      }
    }
    return ObjectPresentation(format: format, type: type, includeObject: options.includeObject)
      .response(toList: objects, metadata: ListMetadata(resourceVersion: String(revision)))
  }
}
