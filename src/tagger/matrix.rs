//! Matrices of 8-bit weights, laid out for [`Lanes`], and their product with rows of 16-bit activations.

use super::lanes::{Group, Kernel, Lanes, dispatch, pair};

/// Columns of a panel: four groups of sixteen. The four gates of an LSTM, or just 64 columns.
pub(super) const PANEL: usize = 64;

/// Inputs at most: of more, 127 · 32,767 each, a sum may not fit into 32 bits.
pub(super) const INPUTS: usize = 512;

/// Weights as they stand in the file: a row for each output.
pub(super) struct Weights {
    pub(super) inputs: usize,
    pub(super) rows: Vec<i8>,
    /// What one step of a row's weights stands for.
    pub(super) scales: Vec<f32>,
}

impl Weights {
    pub(super) fn outputs(&self) -> usize {
        self.scales.len()
    }
}

/// 64 outputs side by side.
pub(super) struct Panel {
    /// For each pair of inputs the weights of both, output by output.
    pub(super) pairs: Vec<[Group; 4]>,
    pub(super) scales: [f32; PANEL],
}

impl Panel {
    /// `outputs`: which rows of the weights; none where there are no more.
    pub(super) fn new(weights: &Weights, outputs: impl Fn(usize) -> Option<usize>) -> Self {
        let (mut pairs, mut scales) = (vec![[[0; 32]; 4]; weights.inputs.div_ceil(2)], [0.0; PANEL]);
        for (column, scale) in scales.iter_mut().enumerate() {
            let Some(output) = outputs(column) else { continue };
            *scale = weights.scales[output];
            let row = &weights.rows[output * weights.inputs..][..weights.inputs];
            for (input, weight) in row.iter().enumerate() {
                pairs[input / 2][column / 16][column % 16 * 2 + input % 2] = i16::from(*weight);
            }
        }
        Self { pairs, scales }
    }
}

/// The sums of some rows over a panel: `part` says which of each 16 columns, as many as there are lanes.
#[inline(always)]
pub(super) fn sums<L: Lanes, const ROWS: usize>(
    lanes: L,
    panel: &[[Group; 4]],
    rows: [&[[i16; 2]]; ROWS],
    part: usize,
    out: &mut [[[i32; 16]; 4]; ROWS],
) {
    let mut sums = [[lanes.zero(); 4]; ROWS];
    // So that the compiler knows that no index is out of bounds.
    let rows = rows.map(|row| &row[..panel.len()]);
    for (at, groups) in panel.iter().enumerate() {
        for (sums, row) in sums.iter_mut().zip(rows) {
            let pair = pair(row[at]);
            for (sum, group) in sums.iter_mut().zip(groups) {
                *sum = lanes.add(*sum, group, part, pair);
            }
        }
    }
    for (sums, out) in sums.iter().zip(out) {
        for (sum, out) in sums.iter().zip(out) {
            lanes.store(*sum, &mut out[part * L::COUNT..][..L::COUNT]);
        }
    }
}

/// A row of activations as pairs.
#[inline(always)]
pub(super) fn pairs(row: &[i16]) -> &[[i16; 2]] {
    row.as_chunks().0
}

/// A matrix with a constant added to each output.
pub(super) struct Matrix {
    inputs: usize,
    pub(super) outputs: usize,
    panels: Vec<Panel>,
    bias: Vec<f32>,
}

impl Matrix {
    pub(super) fn new(weights: &Weights, bias: Vec<f32>) -> Self {
        let outputs = weights.outputs();
        let panels = (0..outputs)
            .step_by(PANEL)
            .map(|first| Panel::new(weights, |column| Some(first + column).filter(|output| *output < outputs)))
            .collect();
        Self { inputs: weights.inputs, outputs, panels, bias }
    }

    /// A row of outputs for each row of `x`, of which one step stands for `scale`.
    pub(super) fn product(&self, x: &[i16], scale: f32) -> Vec<f32> {
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
        for panel in 0..self.matrix.panels.len() {
            let mut row = 0;
            while row + 2 <= count {
                self.tile::<L, 2>(lanes, panel, row);
                row += 2;
            }
            if row < count {
                self.tile::<L, 1>(lanes, panel, row);
            }
        }
    }
}

impl Product<'_> {
    #[inline(always)]
    fn tile<L: Lanes, const ROWS: usize>(&mut self, lanes: L, panel: usize, first: usize) {
        let Matrix { inputs, outputs, panels, bias } = self.matrix;
        let rows = std::array::from_fn(|row| pairs(&self.x[(first + row) * inputs..][..*inputs]));
        let mut tile = [[[0; 16]; 4]; ROWS];
        for part in 0..16 / L::COUNT {
            sums::<L, ROWS>(lanes, &panels[panel].pairs, rows, part, &mut tile);
        }
        let columns = PANEL.min(outputs - panel * PANEL);
        for (row, sums) in tile.iter().enumerate() {
            let out = &mut self.out[(first + row) * outputs + panel * PANEL..][..columns];
            let (sums, scales) = (sums.as_flattened(), &panels[panel].scales);
            for (column, out) in out.iter_mut().enumerate() {
                *out = bias[panel * PANEL + column] + to_f32(sums[column]) * (scales[column] * self.scale);
            }
        }
    }
}

/// To the nearest number with 24 bits: nothing of weight is lost.
#[inline(always)]
#[expect(clippy::cast_precision_loss, reason = "rounded the same everywhere")]
pub(super) fn to_f32(sum: i32) -> f32 {
    sum as f32
}

/// A small matrix for few outputs, in floats, so that its input need not be rounded.
pub(super) struct Last {
    pub(super) outputs: usize,
    /// Input by input: the weights of all outputs.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Last {
    pub(super) fn new(weights: &Weights, bias: Vec<f32>) -> Self {
        let outputs = weights.outputs();
        let of = |at: usize| {
            let (input, output) = (at / outputs, at % outputs);
            f32::from(weights.rows[output * weights.inputs + input]) * weights.scales[output]
        };
        Self { outputs, weights: (0..weights.rows.len()).map(of).collect(), bias }
    }

    /// The outputs of one row.
    #[inline(always)]
    pub(super) fn product(&self, x: impl Iterator<Item = f32>, out: &mut [f32]) {
        out.copy_from_slice(&self.bias);
        for (x, weights) in x.zip(self.weights.chunks_exact(self.outputs)) {
            for (out, weight) in out.iter_mut().zip(weights) {
                *out += x * weight;
            }
        }
    }
}
