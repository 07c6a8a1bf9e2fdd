//! Sums of products of 16-bit integers, as many at a time as the machine can.
//!
//! Integers, so that the answer depends neither on the machine nor on the order: every kind of [`Lanes`] gives the same bits.

#![allow(clippy::inline_always, reason = "compiled once for each kind of lanes, and only what is inlined there is")]

#[cfg(any(test, not(all(target_arch = "wasm32", target_feature = "simd128"))))]
mod portable;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Columns whose weights stand side by side: as many as the widest lanes take at a time.
pub(crate) const WIDTH: usize = if cfg!(all(target_arch = "wasm32", target_feature = "simd128")) { 4 } else { 16 };

/// Their weights, each a [`pair`] for two inputs.
pub(crate) type Group = [i32; WIDTH];

/// What multiplies pairs, `COUNT` columns at a time.
pub(crate) trait Lanes: Copy {
    /// Columns at a time: 4, 8 or 16.
    const COUNT: usize;
    /// A sum for each of them.
    type Sums: Copy;

    fn zero(self) -> Self::Sums;

    /// Adds `pair.0 * w.0 + pair.1 * w.1` to each; `part` says which columns out of 16.
    fn add(self, sums: Self::Sums, group: &Group, part: usize, pair: i32) -> Self::Sums;

    /// Adds `sum * (scale * by)` to each of the same columns out of 16. By hand, since compilers do not make vectors of it.
    fn scale(self, sums: Self::Sums, scales: &[f32; 16], by: f32, part: usize, out: &mut [f32; 16]);
}

/// Something to do with whatever lanes the machine has. Mark `run` `#[inline(always)]`: it is compiled once for each kind.
pub(crate) trait Kernel {
    fn run<L: Lanes>(self, lanes: L);
}

/// Runs the kernel with the widest lanes of this machine.
pub(crate) fn dispatch(kernel: impl Kernel) {
    #[cfg(target_arch = "x86_64")]
    x86::dispatch(kernel);
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    kernel.run(wasm::Simd128);
    #[cfg(not(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128"))))]
    kernel.run(portable::Portable);
}

/// Kinds of lanes, for tests to try them all.
#[cfg(test)]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Portable,
    Narrower,
    Widest,
}

#[cfg(test)]
impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Portable, Self::Narrower, Self::Widest];

    /// Runs a kernel with lanes of this kind, or what the machine has instead.
    pub(crate) fn run(self, kernel: impl Kernel) {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Narrower => x86::narrower(kernel),
            Self::Widest => dispatch(kernel),
            _ => kernel.run(portable::Portable),
        }
    }
}

/// Two neighbours in one number, the first below.
#[inline(always)]
pub(crate) fn pair([a, b]: [i16; 2]) -> i32 {
    i32::from(a) & 0xffff | i32::from(b) << 16
}
