"""How fast is spaCy's small NER on the text of `sayso bench`, on one core; and how many times as fast is Sayso's tagger?

    pip install spacy; python tests/bench/spacy_ner.py target/release/sayso

Takes en_core_web_sm where it is installed. Where it is not (it is no package of PyPI's), a pipeline of the same make with
random weights: the same embedding, encoder and parser at the same sizes cost the same, whatever the weights say.
"""
import os

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[threads] = "1"

import resource
import subprocess
import sys
import time

import spacy
from spacy.training import Example

LABELS = ["CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT",
          "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"]
# As in the config.cfg of en_core_web_sm 3.x.
MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
    "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "include_static_vectors": False,
                  "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2500, 2500]},
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1,
                   "maxout_pieces": 3}}}


def pipeline():
    try:
        return spacy.load("en_core_web_sm", exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]), "en_core_web_sm"
    except OSError:
        nlp = spacy.blank("en")
        ner = nlp.add_pipe("ner", config={"model": MODEL})
        for label in LABELS:
            ner.add_label(label)
        example = Example.from_dict(nlp.make_doc("Ana Lindqvist came."), {"entities": [(0, 13, "PERSON")]})
        nlp.initialize(lambda: [example])
        return nlp, f"spaCy {spacy.__version__}, en_core_web_sm's sizes, random weights"


def main():
    sayso = sys.argv[1]
    text = subprocess.run([sayso, "bench", "--text", "--megabytes", "1"], stdout=subprocess.PIPE, check=True).stdout.decode()
    # Documents of some paragraphs each, as spaCy is used.
    paragraphs = text.split("\n\n")
    texts = ["\n\n".join(paragraphs[i:i + 12]) for i in range(0, len(paragraphs), 12)]
    nlp, name = pipeline()
    ner = nlp.get_pipe("ner")
    best_tokens = best_ner = float("inf")
    for _ in range(3):
        start = time.process_time()
        docs = [nlp.make_doc(t) for t in texts]
        best_tokens = min(best_tokens, time.process_time() - start)
        start = time.process_time()
        for _ in ner.pipe(docs, batch_size=64):
            pass
        best_ner = min(best_ner, time.process_time() - start)
    count = sum(map(len, docs))
    # Time of the processor on both sides, so that it does not matter what else runs. The first run also loads and cuts.
    once, often = (processor(sayso, runs) for runs in (1, 6))
    ours = (often - once) / 5
    print(f"{name}: {count} tokens, NER {count / best_ner:.0f} tokens/s, with its tokenizer {count / (best_ner + best_tokens):.0f}")
    print(f"Sayso, same text: features and tagging {count / ours:.0f} of spaCy's tokens/s, {best_ner / ours:.1f} times as fast as spaCy's NER alone")


def processor(sayso, runs):
    """Seconds of the processor that so many runs take, loading and all."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sayso, "bench", "--megabytes", "1", "--runs", str(runs)], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
