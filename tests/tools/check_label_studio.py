"""Label Studio's SDK takes the tasks, predictions and annotations for valid, and its regions are those of Sayso."""
# format: label-studio

import json
from collections import Counter
from pathlib import Path

from label_studio_sdk.label_interface import LabelInterface

from expected import links, marks, same, samples

CONFIG = Path(__file__).parents[2] / "docs" / "label-studio.xml"


def results(task, interface, sample):
    """All results of a task, once the SDK has found nothing wrong with them."""
    # With annotations or predictions in the task, validate_task of the SDK calls its own methods without arguments.
    same(sample, "validate_task", interface.validate_task({"data": task["data"]}), True)
    for annotation in task["annotations"]:
        same(sample, "validate_annotation", interface.validate_annotation(annotation), True)
        yield from annotation["result"]
    for prediction in task["predictions"]:
        same(sample, "validate_prediction", interface.validate_prediction(prediction, return_errors=True), [])
        yield from prediction["result"]


def main():
    interface = LabelInterface(CONFIG.read_text("utf-8"))
    interface.validate()
    counts = Counter()
    for sample, document, files in samples():
        tasks = json.loads(files[0].read_bytes())
        same(sample, "tasks", len(tasks), 1)
        text = tasks[0]["data"]["text"]
        same(sample, "the text", text, document["text"])
        found, relations = Counter(), 0
        for result in results(tasks[0], interface, sample):
            if result["type"] == "relation":
                relations += 1
            elif result["type"] == "labels":
                value = result["value"]
                same(sample, "words", text[value["start"] : value["end"]], value["text"])
                found[value["start"], value["end"], value["labels"][0]] += 1
        same(sample, "regions", found, marks(document))
        same(sample, "relations", relations, links(document))
        counts.update(samples=1, regions=sum(found.values()), relations=relations)
    print(f"label-studio-sdk: valid and the same: {dict(counts)}")


main()
