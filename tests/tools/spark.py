"""Checks that articles can be annotated on a Spark cluster, as docs/cli.md says.

    pip install pyspark        # and Java 17 or later
    python tests/tools/spark.py target/release/sayso
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main(sayso):
    texts = [path.read_text() for path in sorted((ROOT / "tests" / "golden").glob("*.txt"))]
    articles = [{"id": f"n{number}", "text": texts[number % len(texts)]} for number in range(60)]
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "articles.jsonl"
        source.write_text("".join(json.dumps(article) + "\n" for article in articles))
        command = [sayso, "annotate", "--input", "jsonl", str(source)]
        alone = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
        spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        lines = spark.sparkContext.textFile(str(source), 6)
        marked = lines.pipe(f"{sayso} annotate --input jsonl --format jsonl -", checkCode=True).collect()
        spark.stop()
    assert marked == alone, "the same documents in the same order"
    print(f"spark: {len(marked)} documents in 6 partitions are those of one process")


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()))
