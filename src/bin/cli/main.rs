//! `sayso`: the same core for those with folders full of articles.

use std::io::Read as _;

use sayso::export::v1::Document;
use sayso::{Article, Review, annotate};

fn main() -> anyhow::Result<()> {
    for path in std::env::args().skip(1).filter(|a| !a.starts_with("--") && a != "annotate" && a != "jsonl") {
        let mut text = String::new();
        std::fs::File::open(&path)?.read_to_string(&mut text)?;
        let id = std::path::Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let article = Article::from_text(text);
        let annotations = annotate(&article);
        println!("{}", serde_json::to_string(&Document::from(&Review::new(id, article, annotations)))?);
    }
    Ok(())
}
