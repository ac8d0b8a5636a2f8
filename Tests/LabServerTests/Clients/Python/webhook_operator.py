"""Admission webhooks on kopf: a Widget gets a label, and a large one is refused."""

import os

import kopf

FOLDER = os.environ["CERTIFICATES"]


@kopf.on.startup()
def startup(settings, **_):
    settings.admission.server = kopf.WebhookServer(
        addr="127.0.0.1", host="127.0.0.1", cafile=f"{FOLDER}/ca.pem", certfile=f"{FOLDER}/tls.pem",
        pkeyfile=f"{FOLDER}/key.pem")
    settings.admission.managed = "hooks.example.com"


@kopf.on.mutate("example.com", "v1", "widgets", operation="CREATE")
def complete(patch, **_):
    patch.metadata.labels["completed"] = "yes"


@kopf.on.validate("example.com", "v1", "widgets", operation="CREATE")
def check(spec, **_):
    if spec.get("size", 0) > 100:
        raise kopf.AdmissionError("too large", code=422)
