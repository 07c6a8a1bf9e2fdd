//! Squashing functions from `+ - * /` alone: these round alike on every machine and in wasm, `f32::tanh` does not.
//!
//! Plain loops over arrays of these become vector instructions; nothing here branches.

#![allow(clippy::inline_always, reason = "compiled once for each kind of lanes, and only what is inlined there is")]

/// The integer that an activation is rounded to at full scale.
pub const FULL: f32 = 32_767.0;

/// Adding this moves the integer nearest to a small number into the lowest bits (1.5 · 2²³).
const TO_INTEGER: f32 = 12_582_912.0;

/// The greater of two. In wasm `f32::max` is a call, since it has more to say of numbers that are none.
#[inline(always)]
#[must_use]
pub fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Hyperbolic tangent; off by 2 · 10⁻⁶ at most.
///
/// A quotient of polynomials, fitted to the least greatest error between -7 and 7.
#[inline(always)]
#[must_use]
pub fn tanh(x: f32) -> f32 {
    const P: [f32; 4] = [0.999_995_7, 0.123_021_84, 2.276_99e-3, 3.930_017e-6];
    const Q: [f32; 4] = [1.0, 0.456_340_3, 2.107_217_2e-2, 1.423_509_4e-4];
    let x = x.clamp(-7.0, 7.0);
    let u = x * x;
    let above = P[0] + u * (P[1] + u * (P[2] + u * P[3]));
    let below = Q[0] + u * (Q[1] + u * (Q[2] + u * Q[3]));
    x * above / below
}

/// Logistic function; off by 10⁻⁶ at most.
#[inline(always)]
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// e to the power of a number that is not positive; off by 10⁻⁵ of itself at most, and never nothing.
#[inline(always)]
fn exp(x: f32) -> f32 {
    // 2^n by writing n where a float keeps its exponent, times 2^f by Taylor's series, f within half of 0.
    let y = x.clamp(-87.0, 0.0) * std::f32::consts::LOG2_E;
    let shifted = y + TO_INTEGER;
    let f = (y - (shifted - TO_INTEGER)) * std::f32::consts::LN_2;
    let series =
        1.0 + f * (1.0 + f * (0.5 + f * (1.0 / 6.0 + f * (1.0 / 24.0 + f * (1.0 / 120.0 + f * (1.0 / 720.0))))));
    series * f32::from_bits(shifted.to_bits().wrapping_add(127) << 23)
}

/// Turns scores into probabilities that add up to 1.
pub fn softmax(scores: &mut [f32]) {
    let best = scores.iter().copied().fold(f32::MIN, greater);
    let mut sum = 0.0;
    for score in &mut *scores {
        *score = exp(*score - best);
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// The integer nearest to `x`, which is at most [`FULL`] away from 0.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the lowest 16 bits are the integer")]
#[must_use]
pub fn round(x: f32) -> i16 {
    (x + TO_INTEGER).to_bits() as i16
}

/// Rounds to 16 bits so that the greatest becomes [`FULL`]; returns what one step stands for.
pub fn quantise(x: &[f32], out: &mut [i16]) -> f32 {
    // Eight columns side by side, for vectors.
    let mut columns = [0.0_f32; 8];
    let (rows, rest) = x.as_chunks::<8>();
    for row in rows {
        for (column, x) in columns.iter_mut().zip(row) {
            *column = greater(x.abs(), *column);
        }
    }
    let greatest = columns.into_iter().chain(rest.iter().map(|x| x.abs())).fold(0.0, greater);
    // Nothing but zeros, or no numbers.
    if !(greatest > f32::MIN_POSITIVE && greatest < f32::MAX) {
        out.fill(0);
        return 1.0;
    }
    let steps = FULL / greatest;
    for (out, x) in out.iter_mut().zip(x) {
        *out = round(x * steps);
    }
    greatest / FULL
}

/// Adds a row to another.
pub fn add(out: &mut [f32], row: &[f32]) {
    for (out, more) in out.iter_mut().zip(row) {
        *out += more;
    }
}

/// Adds a row of numbers from -8 to 7, two in each byte, the first below, of which one stands for `step`.
pub fn add_halves(out: &mut [f32], row: &[u8], step: f32) {
    for (out, both) in out.as_chunks_mut::<2>().0.iter_mut().zip(row) {
        out[0] += (f32::from(both & 15) - 8.0) * step;
        out[1] += (f32::from(both >> 4) - 8.0) * step;
    }
}

/// The sum of three rows, in which what is negative counts as nothing.
pub fn rectified_sum(rows: [&[f32]; 3], out: &mut [f32]) {
    for (((out, a), b), c) in out.iter_mut().zip(rows[0]).zip(rows[1]).zip(rows[2]) {
        *out = greater(a + b + c, 0.0);
    }
}

/// The mean of two rows, rounded down, in place of the first.
pub fn average(out: &mut [i16], other: &[i16]) {
    for (out, other) in out.iter_mut().zip(other) {
        // Their sum has no room in 16 bits.
        *out = (*out & other) + ((*out ^ other) >> 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> impl Iterator<Item = f32> {
        (-20_000..=20_000_i16).map(|n| f32::from(n) / 1_000.0)
    }

    #[test]
    fn squashing_is_near_the_truth_everywhere() {
        for x in grid() {
            let wide = f64::from(x);
            assert!((f64::from(tanh(x)) - wide.tanh()).abs() < 3e-6, "tanh({x}) = {}", tanh(x));
            let truth = 1.0 / (1.0 + (-wide).exp());
            assert!((f64::from(sigmoid(x)) - truth).abs() < 2e-6, "sigmoid({x}) = {}", sigmoid(x));
            assert!(tanh(x).abs() <= 1.0 && (0.0..=1.0).contains(&sigmoid(x)));
        }
    }

    #[test]
    fn exponentials_are_near_the_truth() {
        for x in grid().filter(|x| *x <= 0.0).chain([-86.9, -1e9]) {
            let truth = f64::from(x.max(-87.0)).exp();
            assert!((f64::from(exp(x)) / truth - 1.0).abs() < 1e-5, "exp({x}) = {}", exp(x));
        }
    }

    #[test]
    fn probabilities_add_up_to_one() {
        let mut scores = [3.0, -200.0, 2.0, 0.5];
        softmax(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(scores[0] > scores[2] && scores[2] > scores[3] && scores[3] > scores[1]);
    }

    #[test]
    fn rounding_keeps_the_sign_and_all_sixteen_bits() {
        for (x, n) in [(0.0, 0), (1.4, 1), (-1.6, -2), (32_767.0, 32_767), (-32_767.0, -32_767), (0.5, 0), (1.5, 2)] {
            assert_eq!(round(x), n, "{x}");
        }
        let mut out = [0; 3];
        let step = quantise(&[0.1, -2.0, 1.0], &mut out);
        assert_eq!(out, [1638, -32_767, 16_384]);
        assert!((step * 32_767.0 - 2.0).abs() < 1e-6);
        assert_eq!((quantise(&[0.0, f32::NAN], &mut out[..2]), out[0]), (1.0, 0));
    }
}
