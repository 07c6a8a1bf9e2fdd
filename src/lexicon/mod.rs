//! What is known beforehand: tables under `data/`, one fact a row, each file with its provenance on top.
