//! Two documents of one text: how far they agree, and a third one of both.

use sayso::agreement::{Alphas, Kind, Teller, compare, differences, orphans, settle};
use sayso::export::v1::Document;
use sayso::review::Review;

use crate::desk::with;
use crate::protocol::{Apart, Compared, Figures, Verdict};

/// Whether two documents are of one text, or of a text and what became of it.
pub(crate) fn are_alike(a: &Document, b: &Document) -> bool {
    let marked = b.entities.len() + b.attributions.len();
    a.text == b.text || (marked > 0 && 2 * orphans(a, b).len() < marked)
}

/// Compares two documents by their names, and keeps them until it is said what is to become of them.
pub(crate) fn compared(names: [String; 2], pair: [Document; 2]) -> Compared {
    let [a, b] = &pair;
    let agreement = compare(a, b);
    let alphas = Alphas::of(&[a, b]);
    let names_row = Figures {
        what: "Names".to_owned(),
        exact: agreement.entities.exact.f1(),
        loose: agreement.entities.overlapping.f1(),
        kappa: agreement.label_of_tokens.kappa(),
        alpha: alphas.entities.alpha(),
    };
    let roles = ["Sources", "Cues", "Contents"].into_iter().zip(&agreement.roles).zip(&alphas.roles);
    let roles = roles.map(|((what, role), alpha)| Figures {
        what: what.to_owned(),
        exact: role.exact.f1(),
        loose: role.tokens.f1(),
        kappa: role.of_tokens.kappa(),
        alpha: alpha.alpha(),
    });
    let teller = Teller::new(a, b);
    let all = differences(a, b);
    let agreed = all.iter().filter(|d| d.kind == Kind::Both).count();
    let apart = all.iter().filter(|d| d.kind != Kind::Both).map(|difference| {
        let [a, b] = teller.sides(difference);
        Apart { id: difference.id, context: teller.context(difference), a, b }
    });
    let compared = Compared {
        names,
        figures: std::iter::once(names_row).chain(roles).collect(),
        agreed,
        apart: apart.collect(),
        orphans: orphans(a, b).into_iter().map(|orphan| orphan.quote).collect(),
        edited: a.text != b.text,
    };
    with(|desk| desk.pair = Some(pair));
    compared
}

/// What becomes of the two that were compared: one of both, or each for itself.
pub(crate) fn resolve(verdict: &Verdict) -> Result<Vec<Review>, String> {
    let pair = with(|desk| desk.pair.clone());
    let [a, b] = pair.ok_or("what was compared is no longer here: open both files again")?;
    let documents = match verdict {
        Verdict::Settled(choices) => vec![Document { id: format!("{}-settled", a.id), ..settle(&a, &b, choices) }],
        Verdict::Apart => vec![a, b],
    };
    documents.into_iter().map(|d| d.into_review().map_err(|e| e.to_string())).collect()
}
