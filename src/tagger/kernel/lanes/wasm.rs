//! WebAssembly's 128 bits.

use std::arch::wasm32::{
    f32x4, f32x4_add, f32x4_convert_i32x4, f32x4_extract_lane, f32x4_mul, f32x4_splat, i32x4, i32x4_add,
    i32x4_dot_i16x8, i32x4_splat, v128,
};

use super::{Group, Lanes};

#[derive(Clone, Copy)]
pub(crate) struct Simd128;

impl Lanes for Simd128 {
    const COUNT: usize = 4;
    type Sums = v128;

    #[inline(always)]
    fn zero(self) -> v128 {
        i32x4_splat(0)
    }

    #[inline(always)]
    fn add(self, sums: v128, group: &Group, _: usize, pair: i32) -> v128 {
        // The compiler makes one load of this.
        let [a, b, c, d] = *group;
        i32x4_add(sums, i32x4_dot_i16x8(i32x4(a, b, c, d), i32x4_splat(pair)))
    }

    #[inline(always)]
    fn scale(self, sums: v128, scales: &[f32; 16], by: f32, part: usize, out: &mut [f32; 16]) {
        let [a, b, c, d] = scales.as_chunks::<4>().0[part % 4];
        let out = &mut out.as_chunks_mut::<4>().0[part % 4];
        let more = f32x4_mul(f32x4_convert_i32x4(sums), f32x4_mul(f32x4(a, b, c, d), f32x4_splat(by)));
        let all = f32x4_add(f32x4(out[0], out[1], out[2], out[3]), more);
        *out = [
            f32x4_extract_lane::<0>(all),
            f32x4_extract_lane::<1>(all),
            f32x4_extract_lane::<2>(all),
            f32x4_extract_lane::<3>(all),
        ];
    }
}
