//! A long short-term memory in each direction, over many sequences side by side.

#![allow(clippy::inline_always, reason = "compiled once for each kind of lanes, and only what is inlined there is")]

use super::lanes::{Kernel, Lanes, dispatch};
use super::math::{FULL, round, sigmoid, tanh};
use super::matrix::{Panel, Weights, interleave, multiply, tiles};

/// What one step of an output stands for: outputs lie between -1 and 1.
pub const STEP: f32 = 1.0 / FULL;

/// Sequences that go side by side: enough to use each weight often, few enough for the nearest cache.
pub const TOGETHER: usize = 32;

/// Zeros for what stands before the first token.
static NOTHING: [i16; super::matrix::INPUTS] = [0; super::matrix::INPUTS];

/// The weights of one direction.
pub struct Direction {
    /// 16 units each, a group of columns for each gate.
    of_input: Vec<Panel>,
    of_state: Vec<Panel>,
    /// By panel, gate and unit.
    bias: Vec<[[f32; 16]; 4]>,
}

impl Direction {
    /// Gates in the order of `PyTorch`, input, forget, cell, output; their bias in one.
    #[must_use]
    pub fn new(of_input: &Weights, of_state: &Weights, bias: &[f32]) -> Self {
        let width = of_state.inputs;
        let row = |panel: usize, column: usize| column / 16 * width + panel * 16 + column % 16;
        let panels = |weights: &Weights| {
            (0..width / 16).map(|panel| Panel::new(weights, |column| Some(row(panel, column)))).collect()
        };
        let bias = (0..width / 16)
            .map(|panel| std::array::from_fn(|gate| std::array::from_fn(|unit| bias[row(panel, gate * 16 + unit)])));
        Self { of_input: panels(of_input), of_state: panels(of_state), bias: bias.collect() }
    }
}

/// Both directions.
pub struct Both {
    /// Inputs of one token.
    pub inputs: usize,
    /// Outputs of one direction, a multiple of 16.
    pub width: usize,
    /// From the first token to the last.
    pub there: Direction,
    /// From the last token to the first.
    pub back: Direction,
}

impl Both {
    /// The outputs of both directions for each row of `x`, of which a step stands for its part of `scales`.
    ///
    /// `ends`: behind the last row of each sequence, longest first.
    #[must_use]
    pub fn run(&self, x: &[i16], scales: &[f32], ends: &[usize]) -> Vec<i16> {
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

/// What goes from token to token in some sequences.
struct State {
    places: Vec<Place>,
    cells: Vec<f32>,
    /// Of each tile what it reads.
    x: Vec<i32>,
    /// Of each tile what came out before.
    h: Vec<i32>,
}

impl Kernel for Pass<'_> {
    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) {
        let ends = self.ends;
        let start = |sequence: usize| if sequence == 0 { 0 } else { ends[sequence - 1] };
        for first in (0..ends.len()).step_by(TOGETHER) {
            let group = first..ends.len().min(first + TOGETHER);
            let mut state = State {
                places: Vec::with_capacity(group.len()),
                cells: vec![0.0; group.len() * self.lstm.width],
                x: vec![0; group.len() * self.lstm.inputs / 2],
                h: vec![0; group.len() * self.lstm.width / 2],
            };
            for time in 0.. {
                state.places.clear();
                for (start, end) in group.clone().map(|s| (start(s), ends[s])).take_while(|(s, e)| e - s > time) {
                    let (now, before) = if self.turned {
                        (end - 1 - time, end - time)
                    } else {
                        (start + time, start + time.saturating_sub(1))
                    };
                    state.places.push(Place { now, before: (time > 0).then_some(before) });
                }
                if state.places.is_empty() {
                    break;
                }
                self.step(lanes, &mut state);
            }
        }
    }
}

impl Pass<'_> {
    /// One token of each sequence.
    #[inline(always)]
    fn step<L: Lanes>(&mut self, lanes: L, state: &mut State) {
        for (first, rows) in tiles::<L>(state.places.len()) {
            match rows {
                4 => self.gather::<4>(first, state),
                2 => self.gather::<2>(first, state),
                _ => self.gather::<1>(first, state),
            }
        }
        for panel in 0..self.lstm.width / 16 {
            for (first, rows) in tiles::<L>(state.places.len()) {
                match rows {
                    4 => self.tile::<L, 4>(lanes, panel, first, state),
                    2 => self.tile::<L, 2>(lanes, panel, first, state),
                    _ => self.tile::<L, 1>(lanes, panel, first, state),
                }
            }
        }
    }

    /// What a tile of sequences reads now, and said before.
    #[inline(always)]
    fn gather<const ROWS: usize>(&self, first: usize, state: &mut State) {
        let Both { inputs, width, .. } = *self.lstm;
        let Some(places) = state.places[first..].first_chunk::<ROWS>() else { return };
        let x = places.map(|p| &self.x[p.now * inputs..][..inputs]);
        interleave(x, &mut state.x[first * inputs / 2..][..ROWS * inputs / 2]);
        let column = self.column();
        let h = places
            .map(|p| p.before.map_or(&NOTHING[..width], |before| &self.out[before * 2 * width + column..][..width]));
        interleave(h, &mut state.h[first * width / 2..][..ROWS * width / 2]);
    }

    /// Where in a row this direction writes.
    fn column(&self) -> usize {
        if self.turned { self.lstm.width } else { 0 }
    }

    /// 16 units of one token of a tile of sequences.
    #[inline(always)]
    fn tile<L: Lanes, const ROWS: usize>(&mut self, lanes: L, panel: usize, first: usize, state: &mut State) {
        let Both { inputs, width, .. } = *self.lstm;
        let direction = if self.turned { &self.lstm.back } else { &self.lstm.there };
        let Some(places) = state.places[first..].first_chunk::<ROWS>() else { return };
        let mut gates = [direction.bias[panel]; ROWS];
        let x = &state.x[first * inputs / 2..][..ROWS * inputs / 2];
        multiply(lanes, &direction.of_input[panel], x, places.map(|p| self.scales[p.now]), &mut gates);
        let h = &state.h[first * width / 2..][..ROWS * width / 2];
        multiply(lanes, &direction.of_state[panel], h, [STEP; ROWS], &mut gates);
        for (row, gates) in gates.iter().enumerate() {
            let Some(cells) = state.cells[(first + row) * width + panel * 16..].first_chunk_mut() else { return };
            let at = places[row].now * 2 * width + self.column() + panel * 16;
            let Some(out) = self.out[at..].first_chunk_mut() else { return };
            squash(gates, cells, out);
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

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
mod tests {
    use super::*;
    use crate::lanes::Kind;
    use crate::matrix::tests::{noise, weights};

    /// One direction over one sequence, after the textbook, in floats of 64 bits.
    fn textbook(of_input: &Weights, of_state: &Weights, bias: &[f32], x: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let width = of_state.inputs;
        let product = |w: &Weights, row: usize, x: &[f64]| -> f64 {
            let scale = f64::from(w.scales[row]);
            w.rows[row * w.inputs..].iter().zip(x).map(|(w, x)| f64::from(*w) * scale * x).sum()
        };
        let (mut h, mut c, mut out) = (vec![0.0; width], vec![0.0; width], Vec::new());
        for x in x {
            let gate = |gate: usize, unit: usize| {
                let row = gate * width + unit;
                f64::from(bias[row]) + product(of_input, row, x) + product(of_state, row, &h)
            };
            let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
            let next: Vec<(f64, f64)> = (0..width)
                .map(|unit| {
                    let cell = sigmoid(gate(1, unit)) * c[unit] + sigmoid(gate(0, unit)) * gate(2, unit).tanh();
                    (cell, sigmoid(gate(3, unit)) * cell.tanh())
                })
                .collect();
            (c, h) = next.into_iter().unzip();
            out.push(h.clone());
        }
        out
    }

    #[test]
    fn both_directions_are_near_the_textbook_on_all_lanes() {
        const INPUTS: usize = 10;
        const WIDTH: usize = 32;
        let lengths = [7, 7, 5, 5, 4, 2, 1];
        let of = |seed| {
            let bias: Vec<f32> = (0..4 * WIDTH).map(|n| (n % 7) as f32 / 7.0 - 0.5).collect();
            let mut both = (weights(4 * WIDTH, INPUTS, seed), weights(4 * WIDTH, WIDTH, seed + 1));
            // As small as trained ones: at the edge nothing would tell gates apart.
            for scale in both.0.scales.iter_mut().chain(&mut both.1.scales) {
                *scale *= 0.1;
            }
            (both.0, both.1, bias)
        };
        let (there, back) = (of(1), of(9));
        let direction = |(i, s, b): &(Weights, Weights, Vec<f32>)| Direction::new(i, s, b);
        let lstm = Both { inputs: INPUTS, width: WIDTH, there: direction(&there), back: direction(&back) };
        let count: usize = lengths.iter().sum();
        let mut noise = noise(2);
        let x: Vec<i16> = (0..count * INPUTS).map(|_| noise()).collect();
        let scales: Vec<f32> = (0..count).map(|n| (1.0 + (n % 4) as f32) / FULL).collect();
        let ends: Vec<usize> = lengths
            .iter()
            .scan(0, |end, n| {
                *end += n;
                Some(*end)
            })
            .collect();
        let mut expected = Vec::new();
        for (end, length) in ends.iter().zip(lengths) {
            let mut rows: Vec<Vec<f64>> = (end - length..*end)
                .map(|row| x[row * INPUTS..][..INPUTS].iter().map(|x| f64::from(*x) * f64::from(scales[row])).collect())
                .collect();
            let forward = textbook(&there.0, &there.1, &there.2, &rows);
            rows.reverse();
            let mut backward = textbook(&back.0, &back.1, &back.2, &rows);
            backward.reverse();
            expected.extend(forward.into_iter().zip(backward).flat_map(|(a, b)| [a, b].concat()));
        }
        let mut first: Option<Vec<i16>> = None;
        for kind in Kind::ALL {
            let mut out = vec![0; count * 2 * WIDTH];
            for turned in [false, true] {
                kind.run(Pass { lstm: &lstm, turned, x: &x, scales: &scales, ends: &ends, out: &mut out });
            }
            for (at, (ours, exact)) in out.iter().zip(&expected).enumerate() {
                let ours = f64::from(*ours) * f64::from(STEP);
                assert!((ours - exact).abs() < 1e-3, "output {at}: {ours} for {exact}");
            }
            assert_eq!(*first.get_or_insert_with(|| out.clone()), out, "{kind:?}");
        }
    }
}
