//! WebAssembly's 128 bits.

use std::arch::wasm32::{i16x8, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, v128};

use super::{Group, Lanes};

#[derive(Clone, Copy)]
pub(super) struct Simd128;

impl Lanes for Simd128 {
    const COUNT: usize = 4;
    type Sums = v128;

    #[inline(always)]
    fn zero(self) -> v128 {
        i32x4_splat(0)
    }

    #[inline(always)]
    fn add(self, sums: v128, group: &Group, part: usize, pair: i32) -> v128 {
        let (parts, _) = group.as_chunks::<8>();
        // The compiler makes one load of this.
        let [a, b, c, d, e, f, g, h] = parts[part % 4];
        i32x4_add(sums, i32x4_dot_i16x8(i16x8(a, b, c, d, e, f, g, h), i32x4_splat(pair)))
    }

    #[inline(always)]
    fn store(self, sums: v128, out: &mut [i32]) {
        out.copy_from_slice(&[
            i32x4_extract_lane::<0>(sums),
            i32x4_extract_lane::<1>(sums),
            i32x4_extract_lane::<2>(sums),
            i32x4_extract_lane::<3>(sums),
        ]);
    }
}
