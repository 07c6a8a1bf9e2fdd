//! Invented articles under `tests/golden/`, and what Sayso makes of them, drawn under the words.
//!
//! A change of rules, or another model, shows here as a change of pictures: look at it, then
//! `UPDATE_GOLDEN=1 cargo test --test golden`.

mod model;

use std::fs;
use std::path::Path;

use sayso::export::text::{Ink, Page, draw};
use sayso::{Article, Review, annotate};

/// Wide enough for a paragraph in a few lines, narrow enough to be read side by side with another.
const PAGE: Page = Page { width: 100, ink: Ink::Plain };

fn drawn(name: &str, text: String) -> String {
    let article = Article::from_text(text);
    let annotations = annotate(model::tagger(), &article);
    draw(&Review::new(name.to_owned(), article, annotations), PAGE)
}

#[test]
fn drawings_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some_and(|v| !v.is_empty());
    let (mut seen, mut changed) = (0, Vec::new());
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        seen += 1;
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let now = drawn(&name, fs::read_to_string(&path).unwrap());
        let golden = path.with_extension("drawn");
        let before = fs::read_to_string(&golden).unwrap_or_default();
        if update {
            fs::write(&golden, &now).unwrap();
        } else if now != before {
            changed.push(format!("== {name}\n{}", difference(&before, &now)));
        }
    }
    assert!(seen > 0, "no articles in {}", folder.display());
    assert!(changed.is_empty(), "{}\nIf that is better: UPDATE_GOLDEN=1 cargo test --test golden", changed.join("\n"));
}

/// The lines that differ, from the first to the last that does.
fn difference(before: &str, now: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), now.lines().collect());
    let front = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let back = old[front..].iter().rev().zip(new[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mark = |sign: &str, lines: &[&str]| lines.iter().flat_map(|l| [sign, l, "\n"]).collect::<String>();
    mark("- ", &old[front..old.len() - back]) + &mark("+ ", &new[front..new.len() - back])
}
