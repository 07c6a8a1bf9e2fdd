//! From raw scores to probabilities: of marks shown at 0.8, eight in ten are right.

use super::file::{LoadError, Reader};

/// Points at most.
const POINTS: usize = 32;

/// A rising line through some points, level outside them; without points, the scores as they are.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Calibration {
    points: Vec<(f32, f32)>,
}

impl Calibration {
    /// Reads how many points there are, and score and probability of each.
    pub(super) fn read(file: &mut Reader) -> Result<Self, LoadError> {
        let count = file.size("points of a calibration", 0..=POINTS)?;
        let numbers = file.floats(2 * count)?;
        let points: Vec<_> = numbers.as_chunks::<2>().0.iter().map(|[score, p]| (*score, *p)).collect();
        let rises = points.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 <= w[1].1);
        if !rises || points.iter().any(|(_, p)| !(0.0..=1.0).contains(p)) {
            return Err(LoadError::Sizes { what: "a calibration that does not rise from 0 to 1" });
        }
        Ok(Self { points })
    }

    /// The probability that a mark with this score is right.
    pub(super) fn of(&self, score: f32) -> f32 {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return score.clamp(0.0, 1.0);
        };
        match self.points.partition_point(|(s, _)| *s <= score) {
            0 => first.1,
            n if n == self.points.len() => last.1,
            n => {
                let ((s0, p0), (s1, p1)) = (self.points[n - 1], self.points[n]);
                p0 + (p1 - p0) * ((score - s0) / (s1 - s0))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_stay_as_they_are_without_points() {
        assert_eq!(Calibration::default().of(0.3), 0.3);
        assert_eq!(Calibration::default().of(1.5), 1.0);
    }

    #[test]
    fn scores_between_points_lie_on_the_line() {
        let calibration = Calibration { points: vec![(0.2, 0.1), (0.6, 0.5), (0.8, 0.5)] };
        for (score, p) in [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.6, 0.5), (0.7, 0.5), (0.9, 0.5)] {
            assert!((calibration.of(score) - p).abs() < 1e-6, "{score}");
        }
    }
}
