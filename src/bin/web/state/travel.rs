//! Going back and forth in what was done, many steps at once.

use leptos::prelude::*;
use sayso::review::{Edit, Review};

use super::State;
use crate::model::words;
use crate::protocol::Request;

impl State {
    /// Undoes steps, or does them again, until so many are done. The page follows once, at the end.
    pub(crate) fn travel(self, to: usize) {
        let done = self.with(|doc| doc.review.history().0.len()).unwrap_or(0);
        let (step, request): (fn(&mut Review) -> Option<Edit>, _) =
            if to < done { (Review::undo, Request::Undo) } else { (Review::redo, Request::Redo) };
        let mut whole = Edit { changes: Vec::new() };
        let mut steps = 0;
        while steps < done.abs_diff(to)
            && let Some(edit) = self.change(step)
        {
            self.tell_step(&request);
            whole.changes.extend(edit.changes);
            steps += 1;
        }
        if steps == 0 {
            return;
        }
        self.changed_by(&whole);
        let steps = words::count(steps, "step");
        self.said.set(if to < done { format!("Undone: {steps}.") } else { format!("Done again: {steps}.") });
    }
}
