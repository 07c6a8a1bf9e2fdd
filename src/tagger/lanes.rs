//! Sums of products of 16-bit integers, as many at a time as the machine can.
//!
//! Integers, so that the answer depends neither on the machine nor on the order: every kind of [`Lanes`] gives the same bits.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Weights of 16 columns, for two rows of the input each.
pub(super) type Group = [i16; 32];

/// What multiplies pairs: `COUNT` columns at a time out of the 16 of a [`Group`].
pub(super) trait Lanes: Copy {
    /// Columns at a time: 4, 8 or 16.
    const COUNT: usize;
    /// A sum for each of them.
    type Sums: Copy;

    fn zero(self) -> Self::Sums;

    /// Adds `pair.0 * w.0 + pair.1 * w.1` to each; `part` says which columns of the group.
    fn add(self, sums: Self::Sums, group: &Group, part: usize, pair: i32) -> Self::Sums;

    /// Writes them down; `out` has [`Self::COUNT`] places.
    fn store(self, sums: Self::Sums, out: &mut [i32]);
}

/// Something to do with whatever lanes the machine has. Mark `run` `#[inline(always)]`: it is compiled once for each kind.
pub(super) trait Kernel {
    fn run<L: Lanes>(self, lanes: L);
}

/// Runs the kernel with the widest lanes of this machine.
pub(super) fn dispatch(kernel: impl Kernel) {
    #[cfg(target_arch = "x86_64")]
    x86::dispatch(kernel);
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    kernel.run(wasm::Simd128);
    #[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
    kernel.run(Portable);
}

/// Plain Rust, for machines that this file does not know, and to compare with.
#[derive(Clone, Copy)]
pub(super) struct Portable;

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
        let (weights, _) = group[part % 2 * 16..][..16].as_chunks::<2>();
        for (sum, w) in sums.iter_mut().zip(weights) {
            *sum = sum.wrapping_add(a.wrapping_mul(i32::from(w[0]))).wrapping_add(b.wrapping_mul(i32::from(w[1])));
        }
        sums
    }

    #[inline(always)]
    fn store(self, sums: [i32; 8], out: &mut [i32]) {
        out.copy_from_slice(&sums);
    }
}

/// Two neighbours in one number, the first below.
#[inline(always)]
pub(super) fn pair([a, b]: [i16; 2]) -> i32 {
    i32::from(a) & 0xffff | i32::from(b) << 16
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "takes apart what `pair` put together")]
fn halves(pair: i32) -> [i32; 2] {
    [i32::from(pair as i16), pair >> 16]
}
