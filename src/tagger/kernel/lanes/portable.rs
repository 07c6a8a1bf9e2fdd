//! Plain Rust, for machines whose vectors nothing here knows, and to compare with.

use super::{Group, Lanes};

/// Eight columns in a loop.
#[derive(Clone, Copy)]
pub(crate) struct Portable;

impl Lanes for Portable {
    const COUNT: usize = 8;
    type Sums = [i32; 8];

    #[inline(always)]
    fn zero(self) -> [i32; 8] {
        [0; 8]
    }

    #[inline(always)]
    fn add(self, mut sums: [i32; 8], group: &Group, part: usize, pair: i32) -> [i32; 8] {
        let [a, b] = halves(pair);
        for (sum, weights) in sums.iter_mut().zip(&group[part % 2 * 8..]) {
            let [v, w] = halves(*weights);
            *sum = sum.wrapping_add(a.wrapping_mul(v)).wrapping_add(b.wrapping_mul(w));
        }
        sums
    }

    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "to the nearest number with 24 bits, the same everywhere")]
    fn scale(self, sums: [i32; 8], scales: &[f32; 16], by: f32, part: usize, out: &mut [f32; 16]) {
        let at = part % 2 * 8;
        for ((out, sum), scale) in out[at..].iter_mut().zip(sums).zip(&scales[at..]) {
            *out += sum as f32 * (scale * by);
        }
    }
}

/// Takes apart what [`super::pair`] put together.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
fn halves(pair: i32) -> [i32; 2] {
    [i32::from(pair as i16), pair >> 16]
}
