"""spaCy makes a Doc of each line, takes it for an Example, and keeps every name through a DocBin."""
# format: spacy

import json
import warnings
from collections import Counter

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from expected import names, same, samples


def spans(found):
    return Counter((span.start_char, span.end_char, span.label_) for span in found)


def triples(found):
    return [(span["start"], span["end"], span["label"]) for span in found]


def check(sample, doc, document, line, what):
    """All names, and the longest of those that overlap, with their words."""
    same(sample, f"{what}: the text", doc.text, document["text"])
    same(sample, f"{what}: all names", spans(doc.spans["sc"]), names(document))
    same(sample, f"{what}: entities", spans(doc.ents), Counter(triples(line["ents"])))
    for span in doc.spans["sc"]:
        same(sample, f"{what}: words", span.text, document["text"][span.start_char : span.end_char])


def aligned_by_spacy(nlp, doc):
    """How many entities spaCy's own tokens have the ends of."""
    own = nlp.make_doc(doc.text)
    return sum(own.char_span(ent.start_char, ent.end_char) is not None for ent in doc.ents)


def main():
    nlp, counts, kept = spacy.blank("en"), Counter(), []
    warnings.simplefilter("error")
    docs = DocBin(store_user_data=True)
    for sample, document, files in samples():
        line = json.loads(files[0].read_bytes())
        doc = Doc(nlp.vocab).from_json(line, validate=True)
        check(sample, doc, document, line, "from_json")
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        annotations = {
            "words": words,
            "spaces": spaces,
            "entities": triples(line["ents"]),
            "spans": {"sc": triples(line["spans"]["sc"])},
        }
        example = Example.from_dict(Doc(nlp.vocab, words=words, spaces=spaces), annotations)
        check(sample, example.reference, document, line, "Example")
        same(sample, "unaligned tokens", example.get_aligned_ner().count(None), 0)
        docs.add(doc)
        kept.append((sample, document, line))
        counts.update(samples=1, names=len(doc.spans["sc"]), entities=len(doc.ents))
        counts["entities that spaCy's own tokens have the ends of"] += aligned_by_spacy(nlp, doc)
    again = DocBin().from_bytes(docs.to_bytes()).get_docs(nlp.vocab)
    for doc, (sample, document, line) in zip(again, kept, strict=True):
        check(sample, doc, document, line, "DocBin")
    print(f"spaCy {spacy.__version__}: the same: {dict(counts)}")


main()
