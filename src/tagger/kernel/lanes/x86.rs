//! AVX-512 and AVX2 where the machine has them. `pulp` asks it, and holds the `unsafe` that this takes.

use pulp::NullaryFnOnce;
use pulp::x86::{V3, V4};
use std::arch::x86_64::{__m256i, __m512i};

use super::portable::Portable;
use super::{Group, Kernel, Lanes};

pub(crate) fn dispatch(kernel: impl Kernel) {
    if let Some(lanes) = V4::try_new() {
        lanes.vectorize(Run { kernel, lanes });
    } else if let Some(lanes) = V3::try_new() {
        lanes.vectorize(Run { kernel, lanes });
    } else {
        kernel.run(Portable);
    }
}

/// AVX2, also on machines that have more.
#[cfg(test)]
pub(crate) fn narrower(kernel: impl Kernel) {
    match V3::try_new() {
        Some(lanes) => lanes.vectorize(Run { kernel, lanes }),
        None => kernel.run(Portable),
    }
}

struct Run<K, L> {
    kernel: K,
    lanes: L,
}

impl<K: Kernel, L: Lanes> NullaryFnOnce for Run<K, L> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.kernel.run(self.lanes);
    }
}

impl Lanes for V4 {
    const COUNT: usize = 16;
    type Sums = __m512i;

    #[inline(always)]
    fn zero(self) -> __m512i {
        self.avx512f._mm512_setzero_si512()
    }

    #[inline(always)]
    fn add(self, sums: __m512i, group: &Group, _: usize, pair: i32) -> __m512i {
        let products = self.avx512bw._mm512_madd_epi16(pulp::cast(*group), self.avx512f._mm512_set1_epi32(pair));
        self.avx512f._mm512_add_epi32(sums, products)
    }

    #[inline(always)]
    fn scale(self, sums: __m512i, scales: &[f32; 16], by: f32, _: usize, out: &mut [f32; 16]) {
        let scale = self.avx512f._mm512_mul_ps(pulp::cast(*scales), self.avx512f._mm512_set1_ps(by));
        let more = self.avx512f._mm512_mul_ps(self.avx512f._mm512_cvtepi32_ps(sums), scale);
        *out = pulp::cast(self.avx512f._mm512_add_ps(pulp::cast(*out), more));
    }
}

impl Lanes for V3 {
    const COUNT: usize = 8;
    type Sums = __m256i;

    #[inline(always)]
    fn zero(self) -> __m256i {
        self.avx._mm256_setzero_si256()
    }

    #[inline(always)]
    fn add(self, sums: __m256i, group: &Group, part: usize, pair: i32) -> __m256i {
        let (parts, _) = group.as_chunks::<8>();
        let products = self.avx2._mm256_madd_epi16(pulp::cast(parts[part % 2]), self.avx._mm256_set1_epi32(pair));
        self.avx2._mm256_add_epi32(sums, products)
    }

    #[inline(always)]
    fn scale(self, sums: __m256i, scales: &[f32; 16], by: f32, part: usize, out: &mut [f32; 16]) {
        let scales = scales.as_chunks::<8>().0[part % 2];
        let out = &mut out.as_chunks_mut::<8>().0[part % 2];
        let scale = self.avx._mm256_mul_ps(pulp::cast(scales), self.avx._mm256_set1_ps(by));
        let more = self.avx._mm256_mul_ps(self.avx._mm256_cvtepi32_ps(sums), scale);
        *out = pulp::cast(self.avx._mm256_add_ps(pulp::cast(*out), more));
    }
}
