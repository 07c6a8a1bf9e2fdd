//! A long short-term memory in each direction, over many sequences side by side.

use super::lanes::{Kernel, Lanes, dispatch};
use super::math::{FULL, round, sigmoid, tanh};
use super::matrix::{Panel, Weights, pairs, sums, to_f32};

/// What one step of an output stands for: outputs lie between -1 and 1.
pub(super) const STEP: f32 = 1.0 / FULL;

/// Sequences that go side by side: enough to use each weight often, few enough for the nearest cache.
pub(super) const TOGETHER: usize = 32;

/// Zeros for what stands before the first token.
static NOTHING: [i16; super::matrix::INPUTS] = [0; super::matrix::INPUTS];

/// The weights of one direction.
pub(super) struct Direction {
    /// 16 units each, a group of columns for each gate.
    of_input: Vec<Panel>,
    of_state: Vec<Panel>,
    /// By panel, gate and unit.
    bias: Vec<[[f32; 16]; 4]>,
}

impl Direction {
    /// Gates in PyTorch's order, input, forget, cell, output; their bias in one.
    pub(super) fn new(of_input: &Weights, of_state: &Weights, bias: &[f32]) -> Self {
        let width = of_state.inputs;
        let row = |panel: usize, column: usize| column / 16 * width + panel * 16 + column % 16;
        let panels = |weights: &Weights| {
            (0..width / 16).map(|panel| Panel::new(weights, |column| Some(row(panel, column)))).collect()
        };
        let bias = (0..width / 16).map(|panel| {
            std::array::from_fn(|gate| std::array::from_fn(|unit| bias[row(panel, gate * 16 + unit)]))
        });
        Self { of_input: panels(of_input), of_state: panels(of_state), bias: bias.collect() }
    }
}

/// Both directions.
pub(super) struct Both {
    pub(super) inputs: usize,
    /// Outputs of one direction, a multiple of 16.
    pub(super) width: usize,
    pub(super) there: Direction,
    pub(super) back: Direction,
}

impl Both {
    /// The outputs of both directions for each row of `x`, of which a step stands for its part of `scales`.
    ///
    /// `ends`: behind the last row of each sequence, longest first.
    pub(super) fn run(&self, x: &[i16], scales: &[f32], ends: &[usize]) -> Vec<i16> {
        let mut out = vec![0; scales.len() * 2 * self.width];
        for turned in [false, true] {
            dispatch(Pass { lstm: self, turned, x, scales, ends, out: &mut out });
        }
        out
    }
}

/// One direction over all sequences.
struct Pass<'a> {
    lstm: &'a Both,
    turned: bool,
    x: &'a [i16],
    scales: &'a [f32],
    ends: &'a [usize],
    out: &'a mut [i16],
}

/// The rows of one sequence that are read and written now.
#[derive(Clone, Copy)]
struct Place {
    now: usize,
    before: Option<usize>,
}

impl Kernel for Pass<'_> {
    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let ends = self.ends;
        let start = |sequence: usize| if sequence == 0 { 0 } else { ends[sequence - 1] };
        for first in (0..ends.len()).step_by(TOGETHER) {
            let group = first..ends.len().min(first + TOGETHER);
            let mut cells = vec![0.0; group.len() * self.lstm.width];
            let mut places: Vec<Place> = Vec::with_capacity(group.len());
            for time in 0.. {
                places.clear();
                for (start, end) in group.clone().map(|s| (start(s), ends[s])).take_while(|(s, e)| e - s > time) {
                    let (now, before) = if self.turned { (end - 1 - time, end - time) } else { (start + time, start + time.saturating_sub(1)) };
                    places.push(Place { now, before: (time > 0).then_some(before) });
                }
                if places.is_empty() {
                    break;
                }
                self.step(lanes, &places, &mut cells);
            }
        }
    }
}

impl Pass<'_> {
    /// One token of each sequence.
    #[inline(always)]
    fn step<L: Lanes>(&mut self, lanes: L, places: &[Place], cells: &mut [f32]) {
        for panel in 0..self.lstm.width / 16 {
            let mut at = 0;
            let (twos, rest) = places.as_chunks::<2>();
            for places in twos {
                self.tile::<L, 2>(lanes, panel, places, &mut cells[at * self.lstm.width..]);
                at += 2;
            }
            if let [place] = rest {
                self.tile::<L, 1>(lanes, panel, &[*place], &mut cells[at * self.lstm.width..]);
            }
        }
    }

    /// 16 units of one token of some sequences.
    #[inline(always)]
    fn tile<L: Lanes, const ROWS: usize>(&mut self, lanes: L, panel: usize, places: &[Place; ROWS], cells: &mut [f32]) {
        let Both { inputs, width, .. } = *self.lstm;
        let direction = if self.turned { &self.lstm.back } else { &self.lstm.there };
        let column = if self.turned { width } else { 0 };
        let x = places.map(|p| pairs(&self.x[p.now * inputs..][..inputs]));
        let h = places.map(|p| {
            pairs(p.before.map_or(&NOTHING[..width], |before| &self.out[before * 2 * width + column..][..width]))
        });
        let (of_input, of_state, bias) = (&direction.of_input[panel], &direction.of_state[panel], &direction.bias[panel]);
        let (mut from_input, mut from_state) = ([[[0; 16]; 4]; ROWS], [[[0; 16]; 4]; ROWS]);
        for part in 0..16 / L::COUNT {
            sums::<L, ROWS>(lanes, &of_input.pairs, x, part, &mut from_input);
            sums::<L, ROWS>(lanes, &of_state.pairs, h, part, &mut from_state);
        }
        for row in 0..ROWS {
            let scale = self.scales[places[row].now];
            let mut gates = [[0.0; 16]; 4];
            for gate in 0..4 {
                for unit in 0..16 {
                    let (i, s) = (of_input.scales[gate * 16 + unit], of_state.scales[gate * 16 + unit]);
                    gates[gate][unit] = bias[gate][unit]
                        + to_f32(from_input[row][gate][unit]) * (i * scale)
                        + to_f32(from_state[row][gate][unit]) * (s * STEP);
                }
            }
            let Some(cells) = cells[row * width + panel * 16..].first_chunk_mut::<16>() else { return };
            let out = &mut self.out[places[row].now * 2 * width + column + panel * 16..];
            let Some(out) = out.first_chunk_mut::<16>() else { return };
            squash(&gates, cells, out);
        }
    }
}

/// What the gates make of the cells, and let out of them.
#[inline(always)]
fn squash([input, forget, cell, output]: &[[f32; 16]; 4], cells: &mut [f32; 16], out: &mut [i16; 16]) {
    for unit in 0..16 {
        cells[unit] = sigmoid(forget[unit]) * cells[unit] + sigmoid(input[unit]) * tanh(cell[unit]);
        out[unit] = round(sigmoid(output[unit]) * tanh(cells[unit]) * FULL);
    }
}
