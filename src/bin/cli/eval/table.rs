//! The tables for people: percents with one digit.

use std::fmt::{self, Write as _};

use super::calibration::Calibration;
use super::figures::{Counts, Figure, Rows};
use super::kinds::{Kinds, Recall};
use super::report::{Report, Reports};

/// Draws all tables.
pub(super) fn draw(reports: &Reports) -> String {
    let mut out = String::new();
    write(&mut out, reports).expect("a string takes all that is written");
    out
}

fn write(out: &mut String, reports: &Reports) -> fmt::Result {
    report(out, &reports.all)?;
    for (field, groups) in reports.by.iter().flat_map(|by| &by.0) {
        for (value, group) in &groups.0 {
            writeln!(out, "\n== {field}: {value}")?;
            report(out, group)?;
        }
    }
    Ok(())
}

fn report(out: &mut String, report: &Report) -> fmt::Result {
    let scores = &report.scores;
    writeln!(out, "{} of {} documents predicted", scores.predicted, scores.documents)?;
    for (layer, rows) in &scores.layers {
        heading(out, layer)?;
        for (name, figure) in &rows.0 {
            match figure {
                Figure::Counts(counts) => row(out, name, *counts)?,
                Figure::Accuracy(accuracy) => {
                    let (share, of) = (100.0 * accuracy.share(), accuracy.of);
                    writeln!(out, "  {name:<20}{:>14}{share:7.1}{:>16}{of:8}", "accuracy", "of")?;
                }
            }
        }
    }
    if let Some(Kinds { form, source_kind }) = &report.kinds {
        recalls(out, "full by form", form)?;
        recalls(out, "full by source_kind", source_kind)?;
    }
    for (layer, calibration) in report.calibration.iter().flat_map(|rows| &rows.0) {
        calibrated(out, layer, calibration)?;
    }
    Ok(())
}

fn heading(out: &mut String, name: &str) -> fmt::Result {
    writeln!(out, "{name:<22}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}", "P", "R", "F1", "tp", "pred", "gold")
}

fn row(out: &mut String, name: &str, counts: Counts) -> fmt::Result {
    let [p, r, f1] = [counts.precision(), counts.recall(), counts.f1()].map(|share| 100.0 * share);
    let Counts { found, pred, gold, .. } = counts;
    writeln!(out, "  {name:<20}{p:7.1}{r:7.1}{f1:7.1}{found:8}{pred:8}{gold:8}")
}

/// In the columns of the other tables, as far as there is something to say.
fn recalls(out: &mut String, name: &str, rows: &Rows<Recall>) -> fmt::Result {
    if rows.0.is_empty() {
        return Ok(());
    }
    writeln!(out, "{name:<22}{:>14}{:>15}{:>16}", "R", "tp", "gold")?;
    for (name, recall) in &rows.0 {
        let Recall { found, gold } = *recall;
        writeln!(out, "  {name:<20}{:14.1}{found:15}{gold:16}", 100.0 * recall.share())?;
    }
    Ok(())
}

fn calibrated(out: &mut String, layer: &str, calibration: &Calibration) -> fmt::Result {
    let Calibration { ece, count, bins, thresholds } = calibration;
    writeln!(out, "{:<22}{:>14}{:7.1}{:>16}{count:8}", format!("confidence, {layer}"), "ECE", 100.0 * ece, "of")?;
    writeln!(out, "  {:<20}{:>14}{:>7}{:>24}", "from, to", "mean", "right", "count")?;
    for bin in bins {
        // Nothing can be said of an empty bin.
        let percent =
            |share: Option<f64>| share.map_or_else(|| "-".to_owned(), |share| format!("{:.1}", 100.0 * share));
        let (mean, right) = (percent(bin.confidence), percent(bin.right));
        let name = format!("{:.1} {:.1}", bin.from, bin.to);
        writeln!(out, "  {name:<20}{mean:>14}{right:>7}{:24}", bin.count)?;
    }
    heading(out, &format!("threshold, {layer}"))?;
    thresholds.iter().try_for_each(|threshold| row(out, &format!("{:.2}", threshold.at), threshold.counts))
}
