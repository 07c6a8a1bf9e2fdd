//! Matrices of 8-bit weights, laid out for [`Lanes`], and their product with rows of 16-bit activations.

#![allow(clippy::inline_always, reason = "compiled once for each kind of lanes, and only what is inlined there is")]

use super::lanes::{Group, Kernel, Lanes, WIDTH, dispatch, pair};
use super::math::greater;

/// Columns of a panel: four groups of sixteen. The four gates of an LSTM, or just 64 columns.
pub const PANEL: usize = 64;

/// Inputs at most: of more, 127 · 32,767 each, a sum may not fit into 32 bits.
pub const INPUTS: usize = 512;

/// Weights as they stand in the file: a row for each output.
pub struct Weights {
    /// Columns.
    pub inputs: usize,
    /// Row by row.
    pub rows: Vec<i8>,
    /// What one step of a row's weights stands for.
    pub scales: Vec<f32>,
}

impl Weights {
    #[must_use]
    /// Rows.
    pub fn outputs(&self) -> usize {
        self.scales.len()
    }
}

/// 64 outputs side by side.
pub(crate) struct Panel {
    /// How many pairs of inputs there are.
    count: usize,
    /// Of each [`WIDTH`] columns of all four groups, for each pair of inputs the weights of both.
    pairs: Vec<[Group; 4]>,
    scales: [[f32; 16]; 4],
}

impl Panel {
    /// `outputs`: which rows of the weights; none where there are no more.
    pub(crate) fn new(weights: &Weights, outputs: impl Fn(usize) -> Option<usize>) -> Self {
        let count = weights.inputs.div_ceil(2);
        let (mut pairs, mut scales) = (vec![[[0; WIDTH]; 4]; count * (16 / WIDTH)], [[0.0; 16]; 4]);
        for (column, scale) in scales.as_flattened_mut().iter_mut().enumerate() {
            let Some(output) = outputs(column) else { continue };
            *scale = weights.scales[output];
            let row = &weights.rows[output * weights.inputs..][..weights.inputs];
            let (twos, one) = row.as_chunks::<2>();
            let twos = twos.iter().copied().chain(one.iter().map(|last| [*last, 0]));
            let unit = column % 16;
            for (groups, two) in pairs[unit / WIDTH * count..].iter_mut().zip(twos) {
                groups[column / 16][unit % WIDTH] = pair(two.map(i16::from));
            }
        }
        Self { count, pairs, scales }
    }
}

/// Cuts rows into tiles: the first row of each and how many, as many as there are registers for.
#[inline(always)]
pub(crate) fn tiles<L: Lanes>(count: usize) -> impl Iterator<Item = (usize, usize)> {
    let most = if L::COUNT == 16 { 4 } else { 2 };
    let mut first = 0;
    std::iter::from_fn(move || {
        let rows = [most, 2, 1].into_iter().find(|rows| first + rows <= count)?;
        first += rows;
        Some((first - rows, rows))
    })
}

/// Puts the rows of a tile side by side: for each pair of inputs that of each row.
#[inline(always)]
pub(crate) fn interleave<const ROWS: usize>(rows: [&[i16]; ROWS], out: &mut [i32]) {
    let rows = rows.map(|row| row.as_chunks::<2>().0);
    for (at, out) in out.as_chunks_mut::<ROWS>().0.iter_mut().enumerate() {
        *out = rows.map(|row| pair(row[at]));
    }
}

/// Adds the product of the rows of a tile with a panel; `steps`: what a step of each row stands for.
#[inline(always)]
pub(crate) fn multiply<L: Lanes, const ROWS: usize>(
    lanes: L,
    panel: &Panel,
    tile: &[i32],
    steps: [f32; ROWS],
    out: &mut [[[f32; 16]; 4]; ROWS],
) {
    for part in 0..16 / L::COUNT {
        let pairs = &panel.pairs[part * L::COUNT / WIDTH * panel.count..];
        let mut sums = [[lanes.zero(); 4]; ROWS];
        for (groups, tile) in pairs.iter().zip(tile.as_chunks::<ROWS>().0) {
            for (sums, pair) in sums.iter_mut().zip(tile) {
                for (sum, group) in sums.iter_mut().zip(groups) {
                    *sum = lanes.add(*sum, group, part, *pair);
                }
            }
        }
        for ((sums, step), out) in sums.iter().zip(steps).zip(&mut *out) {
            for ((sum, scales), out) in sums.iter().zip(&panel.scales).zip(out) {
                lanes.scale(*sum, scales, step, part, out);
            }
        }
    }
}

/// A matrix with a constant added to each output.
pub struct Matrix {
    inputs: usize,
    /// Outputs of one row.
    pub outputs: usize,
    panels: Vec<Panel>,
    /// By panel.
    bias: Vec<[[f32; 16]; 4]>,
}

impl Matrix {
    /// Of its weights, and what is added to each output.
    #[must_use]
    pub fn new(weights: &Weights, bias: &[f32]) -> Self {
        let outputs = weights.outputs();
        let of = |output: usize| bias.get(output).copied().unwrap_or(0.0);
        let bias = (0..outputs)
            .step_by(PANEL)
            .map(|first| std::array::from_fn(|group| std::array::from_fn(|column| of(first + group * 16 + column))));
        let bias = bias.collect();
        let panels = (0..outputs)
            .step_by(PANEL)
            .map(|first| Panel::new(weights, |column| Some(first + column).filter(|output| *output < outputs)))
            .collect();
        Self { inputs: weights.inputs, outputs, panels, bias }
    }

    /// A row of outputs for each row of `x`, of which one step stands for `scale`.
    #[must_use]
    pub fn product(&self, x: &[i16], scale: f32) -> Vec<f32> {
        let mut out = vec![0.0; x.len() / self.inputs * self.outputs];
        dispatch(Product { matrix: self, x, scale, out: &mut out });
        out
    }
}

struct Product<'a> {
    matrix: &'a Matrix,
    x: &'a [i16],
    scale: f32,
    out: &'a mut [f32],
}

impl Kernel for Product<'_> {
    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let count = self.x.len() / self.matrix.inputs;
        let mut tile = Vec::new();
        for (first, rows) in tiles::<L>(count) {
            match rows {
                4 => self.tile::<L, 4>(lanes, first, &mut tile),
                2 => self.tile::<L, 2>(lanes, first, &mut tile),
                _ => self.tile::<L, 1>(lanes, first, &mut tile),
            }
        }
    }
}

impl Product<'_> {
    #[inline(always)]
    fn tile<L: Lanes, const ROWS: usize>(&mut self, lanes: L, first: usize, tile: &mut Vec<i32>) {
        let Matrix { inputs, outputs, panels, bias } = self.matrix;
        tile.resize(inputs / 2 * ROWS, 0);
        interleave::<ROWS>(std::array::from_fn(|row| &self.x[(first + row) * inputs..][..*inputs]), tile);
        for (at, (panel, bias)) in panels.iter().zip(bias).enumerate() {
            let mut sums = [*bias; ROWS];
            multiply::<L, ROWS>(lanes, panel, tile, [self.scale; ROWS], &mut sums);
            let columns = PANEL.min(outputs - at * PANEL);
            for (row, sums) in sums.iter().enumerate() {
                let out = &mut self.out[(first + row) * outputs + at * PANEL..][..columns];
                out.copy_from_slice(&sums.as_flattened()[..columns]);
            }
        }
    }
}

/// A small matrix for `N` outputs at most, in floats, so that its input need not be rounded.
pub struct Last<const N: usize> {
    /// Input by input: the weights of all outputs.
    weights: Vec<[f32; N]>,
    bias: [f32; N],
}

impl<const N: usize> Last<N> {
    /// Of its weights, and what is added to each output.
    #[must_use]
    pub fn new(weights: &Weights, bias: &[f32]) -> Self {
        let of = |input: usize, output: usize| {
            let row = weights.rows.get(output * weights.inputs..)?;
            Some(f32::from(*row.get(input)?) * weights.scales[output])
        };
        let row = |input| std::array::from_fn(|output| of(input, output).unwrap_or(0.0));
        let bias = std::array::from_fn(|output| bias.get(output).copied().unwrap_or(0.0));
        Self { weights: (0..weights.inputs).map(row).collect(), bias }
    }

    #[inline(always)]
    fn sum(&self, x: impl Iterator<Item = f32>) -> [f32; N] {
        let mut out = self.bias;
        for (x, weights) in x.zip(&self.weights) {
            for output in 0..N {
                out[output] += x * weights[output];
            }
        }
        out
    }
}

/// What is generic is compiled where it is used, for size; these are compiled here.
macro_rules! sums {
    ($($n:literal)*) => {$(
        impl Last<$n> {
            /// The outputs of one row, in which what is negative counts as nothing.
            #[must_use]
            pub fn rectified(&self, x: &[f32]) -> [f32; $n] {
                self.sum(x.iter().map(|x| greater(*x, 0.0)))
            }

            /// The outputs of one row of integers, of which one stands for `step`.
            #[must_use]
            pub fn of_steps(&self, x: &[i16], step: f32) -> [f32; $n] {
                self.sum(x.iter().map(|x| f32::from(*x) * step))
            }
        }
    )*};
}

sums!(4 20);

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub(crate) mod tests {
    use super::*;
    use crate::lanes::Kind;

    /// Numbers without order, the same each time.
    pub(crate) fn noise(seed: u64) -> impl FnMut() -> i16 {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let [.., low, high] = state.to_le_bytes();
            i16::from_le_bytes([low, high])
        }
    }

    pub(crate) fn weights(outputs: usize, inputs: usize, seed: u64) -> Weights {
        let mut noise = noise(seed);
        let rows = (0..outputs * inputs).map(|_| noise().to_le_bytes()[1].cast_signed()).collect();
        Weights {
            inputs,
            rows,
            scales: (0..outputs).map(|n| f32::from(noise() % 50) / 1e4 + 0.01 * (n % 3) as f32).collect(),
        }
    }

    #[test]
    fn products_are_those_of_a_plain_loop_on_all_lanes() {
        for (outputs, inputs, count) in [(64, 96, 9), (70, 2, 1), (5, 512, 2), (192, 30, 4), (1, 64, 0)] {
            let weights = weights(outputs, inputs, 3);
            let bias: Vec<f32> = (0..outputs).map(|n| n as f32).collect();
            let matrix = Matrix::new(&weights, &bias);
            let mut noise = noise(4);
            // All at the edge: no sum may overflow.
            let x: Vec<i16> = (0..count * inputs).map(|_| if count == 2 { i16::MAX } else { noise() }).collect();
            for kind in Kind::ALL {
                let mut out = vec![0.0; count * outputs];
                kind.run(Product { matrix: &matrix, x: &x, scale: 0.001, out: &mut out });
                for (at, out) in out.iter().enumerate() {
                    let (row, output) = (at / outputs, at % outputs);
                    let pairs = weights.rows[output * inputs..].iter().zip(&x[row * inputs..][..inputs]);
                    let sum: i64 = pairs.map(|(w, x)| i64::from(*w) * i64::from(*x)).sum();
                    let exact = bias[output] + sum as f32 * (weights.scales[output] * 0.001);
                    assert_eq!(
                        out.to_bits(),
                        exact.to_bits(),
                        "{kind:?}, row {row}, output {output}: {out} for {exact}"
                    );
                }
            }
        }
    }

    #[test]
    fn last_layers_are_plain_sums() {
        let weights = weights(3, 5, 1);
        let last = Last::<4>::new(&weights, &[1.0, 2.0, 3.0]);
        let out = last.rectified(&[1.0, 0.0, -3.0, 0.0, 2.0]);
        for (output, out) in out.iter().enumerate().take(3) {
            let w = |input: usize| f32::from(weights.rows[output * 5 + input]) * weights.scales[output];
            assert!((out - ((output + 1) as f32 + w(0) + 2.0 * w(4))).abs() < 1e-5);
        }
        assert_eq!(out[3].to_bits(), 0);
    }
}
