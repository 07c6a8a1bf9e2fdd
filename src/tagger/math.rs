//! Squashing functions from `+ - * /` alone: these round alike on every machine and in wasm, `f32::tanh` does not.
//!
//! Plain loops over arrays of these become vector instructions; nothing here branches.

/// The integer that an activation is rounded to at full scale.
pub(super) const FULL: f32 = 32_767.0;

/// Adding this moves the integer nearest to a small number into the lowest bits (1.5 · 2²³).
const TO_INTEGER: f32 = 12_582_912.0;

/// Hyperbolic tangent; off by 2 · 10⁻⁶ at most.
///
/// A quotient of polynomials, fitted to the least greatest error between -7 and 7.
#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    const P: [f32; 4] = [0.999_995_7, 0.123_021_84, 2.276_99e-3, 3.930_017e-6];
    const Q: [f32; 4] = [1.0, 0.456_340_32, 2.107_217_2e-2, 1.423_509_4e-4];
    let x = x.clamp(-7.0, 7.0);
    let u = x * x;
    let above = P[0] + u * (P[1] + u * (P[2] + u * P[3]));
    let below = Q[0] + u * (Q[1] + u * (Q[2] + u * Q[3]));
    x * above / below
}

/// Logistic function; off by 10⁻⁶ at most.
#[inline(always)]
pub(super) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// e to the power of a number that is not positive; off by 10⁻⁶ of itself at most, and never nothing.
#[inline(always)]
fn exp(x: f32) -> f32 {
    // 2^n by writing n where a float keeps its exponent, times 2^f by Taylor's series, f within half of 0.
    let y = x.clamp(-87.0, 0.0) * std::f32::consts::LOG2_E;
    let shifted = y + TO_INTEGER;
    let f = (y - (shifted - TO_INTEGER)) * std::f32::consts::LN_2;
    let series = 1.0 + f * (1.0 + f * (0.5 + f * (1.0 / 6.0 + f * (1.0 / 24.0 + f * (1.0 / 120.0 + f * (1.0 / 720.0))))));
    series * f32::from_bits(shifted.to_bits().wrapping_add(127) << 23)
}

/// Turns scores into probabilities that add up to 1.
pub(super) fn softmax(scores: &mut [f32]) {
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in &mut *scores {
        *score = exp(*score - best);
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// The integer nearest to `x`, which is at most [`FULL`] away from 0.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the lowest 16 bits are the integer")]
pub(super) fn round(x: f32) -> i16 {
    (x + TO_INTEGER).to_bits() as i16
}

/// Rounds to 16 bits so that the greatest becomes [`FULL`]; returns what one step stands for.
#[inline(always)]
pub(super) fn quantise(x: &[f32], out: &mut [i16]) -> f32 {
    let greatest = x.iter().fold(0.0_f32, |greatest, x| greatest.max(x.abs()));
    // Not a number compares false, too.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> impl Iterator<Item = f32> {
        (-200_000..=200_000_i32).map(|n| n as f32 / 10_000.0)
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
            assert!((f64::from(exp(x)) / truth - 1.0).abs() < 2e-6, "exp({x}) = {}", exp(x));
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
