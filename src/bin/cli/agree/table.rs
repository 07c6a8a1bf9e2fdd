//! The report for people, and as JSON.

use std::fmt::{self, Write as _};

use sayso::agreement::{Agreement, Confusion, Kind, Shared, What};
use serde_json::{Value, json};

use super::Report;

const ROLES: [&str; 3] = ["source", "cue", "content"];

/// Draws all tables.
pub(super) fn draw(report: &Report) -> String {
    let mut out = String::new();
    write(&mut out, report).expect("a string takes all that is written");
    out
}

fn write(out: &mut String, report: &Report) -> fmt::Result {
    for (a, b, agreement) in &report.pairs {
        let name = |at: &usize| report.names.get(*at).map_or("", String::as_str);
        writeln!(out, "A: {}\nB: {}", name(a), name(b))?;
        pair(out, report.articles, agreement)?;
        kinds(out, report, *a, *b)?;
        writeln!(out)?;
    }
    writeln!(out, "Krippendorff's alpha of all {}, on tokens", report.names.len())?;
    row(out, "entities", [None, None, report.alphas.entities.alpha()])?;
    for (role, alpha) in ROLES.iter().zip(&report.alphas.roles) {
        row(out, role, [None, None, alpha.alpha()])?;
    }
    orphans(out, report)
}

fn pair(out: &mut String, articles: usize, agreement: &Agreement) -> fmt::Result {
    let s = if articles == 1 { "" } else { "s" };
    writeln!(out, "{articles} article{s}, {} tokens", agreement.tokens)?;
    writeln!(out, "{:<22}{:>12}{:>14}{:>14}", "names", "exact F1", "overlap F1", "kappa")?;
    let all = agreement.entities;
    row(out, "all", [all.exact.f1(), all.overlapping.f1(), agreement.label_of_tokens.kappa()])?;
    for (label, spans) in &agreement.labels {
        row(out, label, [spans.exact.f1(), spans.overlapping.f1(), None])?;
    }
    writeln!(out, "{:<22}{:>12}{:>14}{:>14}", "attributions", "exact F1", "tokens F1", "kappa")?;
    for (name, role) in ROLES.iter().zip(&agreement.roles) {
        row(out, name, [role.exact.f1(), role.tokens.f1(), role.of_tokens.kappa()])?;
    }
    Ok(())
}

/// Figures with three digits; nothing where there is no figure.
fn row(out: &mut String, name: &str, [one, two, three]: [Option<f64>; 3]) -> fmt::Result {
    let shown = |figure: Option<f64>| figure.map_or_else(String::new, |figure| format!("{figure:.3}"));
    let line = format!("  {name:<20}{:>12}{:>14}{:>14}", shown(one), shown(two), shown(three));
    writeln!(out, "{}", line.trim_end())
}

fn kinds(out: &mut String, report: &Report, a: usize, b: usize) -> fmt::Result {
    let words = |kind| match kind {
        Kind::Both => "the same in both",
        Kind::OnlyA => "only in A",
        Kind::OnlyB => "only in B",
        Kind::Label => "with two labels",
        Kind::Parts => "with other ends or parts",
        Kind::Fields => "with other fields",
    };
    let kinds = report.kinds(a, b);
    let told: Vec<_> = kinds.into_iter().map(|(kind, count)| format!("{count} {}", words(kind))).collect();
    writeln!(out, "{}", if told.is_empty() { "nothing is marked".to_owned() } else { told.join(", ") })
}

/// What was not found in an edited text.
fn orphans(out: &mut String, report: &Report) -> fmt::Result {
    for detail in &report.details {
        for orphan in &detail.orphans {
            let what = match orphan.what {
                What::Entity => "name",
                What::Attribution => "attribution",
            };
            let quote = orphan.quote.replace(char::is_control, " ");
            writeln!(out, "{}: not in the first's text any more: {what} “{quote}”", detail.id)?;
        }
    }
    Ok(())
}

/// All figures, and every difference.
pub(super) fn json(report: &Report) -> Value {
    let pairs: Vec<Value> = report.pairs.iter().map(|(a, b, agreement)| figures(*a, *b, agreement)).collect();
    let roles: serde_json::Map<String, Value> = ROLES
        .iter()
        .zip(&report.alphas.roles)
        .map(|(role, alpha)| ((*role).to_owned(), json!(alpha.alpha())))
        .collect();
    json!({
        "inputs": report.names,
        "articles": report.articles,
        "pairs": pairs,
        "alpha": {"entities": report.alphas.entities.alpha(), "roles": roles},
        "differences": report.details,
    })
}

fn figures(a: usize, b: usize, agreement: &Agreement) -> Value {
    let shared = |shared: Shared| json!({"f1": shared.f1(), "both": shared.both, "a": shared.a, "b": shared.b});
    let kappa = |confusion: &Confusion| json!(confusion.kappa());
    let labels: serde_json::Map<String, Value> = agreement
        .labels
        .iter()
        .map(|(label, s)| (label.clone(), json!({"exact": shared(s.exact), "overlapping": shared(s.overlapping)})))
        .collect();
    let roles: serde_json::Map<String, Value> = ROLES
        .iter()
        .zip(&agreement.roles)
        .map(|(name, role)| {
            let figures = json!({
                "exact": shared(role.exact), "tokens": shared(role.tokens), "kappa": kappa(&role.of_tokens),
            });
            ((*name).to_owned(), figures)
        })
        .collect();
    json!({
        "a": a,
        "b": b,
        "tokens": agreement.tokens,
        "orphans": agreement.orphans,
        "entities": {
            "exact": shared(agreement.entities.exact),
            "overlapping": shared(agreement.entities.overlapping),
            "kappa": kappa(&agreement.label_of_tokens),
            "labels": labels,
        },
        "roles": roles,
    })
}
