"""doccano's own importer puts every line into its data base as Sayso wrote it, and its exporter gives it back."""
# format: doccano

import importlib.util
import json
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

from expected import links, marks, returned, same, samples

SCRATCH = tempfile.TemporaryDirectory()


def start_doccano():
    """Django, with doccano's settings and an empty data base."""
    sys.path.insert(0, os.path.dirname(importlib.util.find_spec("backend").origin))
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings.base",
        DATABASE_URL=f"sqlite:///{SCRATCH.name}/doccano.db?sslmode=disable",
        MEDIA_ROOT=SCRATCH.name,
        CELERY_BROKER_URL="memory://",
        DEBUG="False",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def new_project(**options):
    from django.contrib.auth.models import User

    from projects.models import ProjectType, SequenceLabelingProject

    user, _ = User.objects.get_or_create(username="admin")
    kind = ProjectType.SEQUENCE_LABELING
    project = SequenceLabelingProject.objects.create(
        name="sayso", project_type=kind, use_relation=True, created_by=user, **options
    )
    return user, project


def load(path, user, project):
    """What the task queue does with an uploaded file."""
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import RELATION_EXTRACTION, JSONL
    from data_import.pipeline.readers import FileName

    name = FileName(full_path=str(path), generated_name=path.name, upload_name=path.name)
    dataset = load_dataset(RELATION_EXTRACTION, JSONL(), [name], project, encoding="utf_8")
    dataset.save(user)
    return dataset.errors


def export(example, path):
    """What the task queue does when a project is exported."""
    from data_export.models import ExportedExample
    from data_export.pipeline.dataset import Dataset
    from data_export.pipeline.factories import create_comment, create_formatter, create_labels, create_writer
    from data_export.pipeline.services import ExportApplicationService

    examples = ExportedExample.objects.filter(id=example.id)
    dataset = Dataset(examples, create_labels(example.project, examples), create_comment(examples))
    formatters = create_formatter(example.project, "JSONL")
    ExportApplicationService(dataset, formatters, create_writer("JSONL")).export(str(path))


def utf16(text, start, end):
    """The words between two offsets as doccano's page, which is JavaScript, counts them."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def check(sample, document, example):
    """Compares what is stored with what was written; gives how much it is."""
    from labels.models import Relation, Span

    same(sample, "the text", example.text, document["text"])
    spans = Span.objects.filter(example=example).select_related("label")
    found = Counter((utf16(example.text, s.start_offset, s.end_offset), s.label.text) for s in spans)
    expected = Counter()
    for (start, end, label), count in marks(document).items():
        expected[document["text"][start:end], label] += count
    same(sample, "spans", found, expected)
    relations = Relation.objects.filter(example=example).count()
    same(sample, "relations", relations, links(document))
    same(sample, "metadata", example.meta["sayso"]["id"], document["id"])
    return {"samples": 1, "spans": sum(found.values()), "relations": relations}


def dropped(path):
    """Spans that a project drops which allows no overlaps, and whether it gets so far as the relations."""
    from labels.models import Span

    user, project = new_project(allow_overlapping=False)
    try:
        load(path, user, project)
        failed = 0
    except KeyError:
        failed = 1
    return Span.objects.filter(example__project=project).count(), failed


def main():
    start_doccano()
    from examples.models import Example

    counts, strict = Counter(), Counter()
    user, project = new_project(allow_overlapping=True)
    for sample, document, files in samples():
        same(sample, "errors", [error.dict() for error in load(files[0], user, project)], [])
        example = Example.objects.filter(project=project).latest("id")
        counts.update(check(sample, document, example))
        export(example, returned(files[0]))
        kept, failed = dropped(files[0])
        strict.update(kept=kept, failed=failed)
    print(f"doccano's importer: stored and the same: {dict(counts)}")
    print(f"  without overlaps it keeps {strict['kept']} spans, and fails at the relations of {strict['failed']} samples")


main()
