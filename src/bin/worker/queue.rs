//! Which slice of an article is marked next, and by whom.

use std::ops::Range;

/// Where a slice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Waiting,
    /// With the second worker.
    Lent,
    Marked,
}

/// The slices of one article.
pub(crate) struct Queue {
    slices: Vec<Range<usize>>,
    places: Vec<Place>,
    /// The slice on the screen.
    look: usize,
}

impl Queue {
    pub(crate) fn new(slices: Vec<Range<usize>>) -> Self {
        let places = vec![Place::Waiting; slices.len()];
        Self { slices, places, look: 0 }
    }

    /// The blocks of a slice.
    pub(crate) fn blocks(&self, slice: usize) -> Range<usize> {
        self.slices[slice].clone()
    }

    /// From now on what stands at this block, and behind it, comes first.
    pub(crate) fn look(&mut self, block: usize) {
        self.look = self.slices.partition_point(|s| s.end <= block);
    }

    /// What is to be marked next: what waits, else what the second worker has but has not given back.
    pub(crate) fn next(&self) -> Option<usize> {
        self.first(Place::Waiting).or_else(|| self.first(Place::Lent))
    }

    /// A slice for the second worker, if there is one that nobody has.
    pub(crate) fn lend(&mut self) -> Option<usize> {
        // The first worker is about to take what comes first.
        let next = self.first(Place::Waiting)?;
        let lent = self.first_from(next + 1, Place::Waiting).unwrap_or(next);
        self.places[lent] = Place::Lent;
        Some(lent)
    }

    /// Takes all back that was lent.
    pub(crate) fn take_back(&mut self) {
        for place in self.places.iter_mut().filter(|p| **p == Place::Lent) {
            *place = Place::Waiting;
        }
    }

    /// Notes that a slice is marked; whether it was not before.
    pub(crate) fn mark(&mut self, slice: usize) -> bool {
        self.places.get_mut(slice).is_some_and(|place| std::mem::replace(place, Place::Marked) != Place::Marked)
    }

    /// Whether all is marked.
    pub(crate) fn is_done(&self) -> bool {
        self.places.iter().all(|&p| p == Place::Marked)
    }

    fn first(&self, place: Place) -> Option<usize> {
        self.first_from(self.look, place)
    }

    /// The first from here on, else the first of all.
    fn first_from(&self, from: usize, place: Place) -> Option<usize> {
        let count = self.places.len();
        (from..count).chain(0..from.min(count)).find(|&i| self.places[i] == place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue() -> Queue {
        Queue::new(vec![0..2, 2..5, 5..6, 6..9])
    }

    fn rest(mut queue: Queue) -> Vec<usize> {
        std::iter::from_fn(|| queue.next().inspect(|&slice| assert!(queue.mark(slice)))).collect()
    }

    #[test]
    fn it_goes_from_the_top_until_someone_looks_elsewhere() {
        assert_eq!(rest(queue()), [0, 1, 2, 3]);
        let mut queue = queue();
        queue.mark(0);
        queue.look(5);
        assert_eq!(rest(queue), [2, 3, 1]);
    }

    #[test]
    fn what_is_lent_and_not_given_back_is_marked_all_the_same() {
        let mut queue = queue();
        assert_eq!(queue.lend(), Some(1));
        assert!(queue.mark(3));
        assert!(!queue.mark(3), "marked twice");
        assert_eq!(rest(queue), [0, 2, 1]);
    }

    #[test]
    fn what_is_taken_back_waits_in_its_place() {
        let mut queue = queue();
        queue.lend();
        queue.take_back();
        assert_eq!(rest(queue), [0, 1, 2, 3]);
    }
}
