//! The small network: two layers of LSTMs over a passage, heads for names and cues, and one more LSTM for each cue.

use std::cmp::Reverse;
use std::ops::Range;

use super::calibration::Calibration;
use super::decode::{Cue, Thresholds};
use super::features::Passage;
use super::file::{LoadError, Reader};
use super::words::{Embedding, Table};
use super::{Label, Tagged, Tagger};
use sayso_kernel::lstm::{Both, Direction, STEP, TOGETHER};
use sayso_kernel::math::{average, quantise, rectified_sum};
use sayso_kernel::matrix::{INPUTS, Last, Matrix};

/// Tags of names: outside, and first and inside of each label; one more, since vectors are of four.
const TAGS: usize = 2 + 2 * Label::ALL.len();

/// A small network, ready to run.
pub struct Model {
    pub(super) labels: Vec<Label>,
    pub(super) thresholds: Thresholds,
    pub(super) of_names: Calibration,
    pub(super) of_attributions: Calibration,
    embedding: Embedding,
    first: Both,
    second: Both,
    /// Hidden layers of names and cues, and what a token is to any cue, in one.
    heads: Matrix,
    hidden: usize,
    name: Last<TAGS>,
    cue: Last<4>,
    /// What a cue is to any token, from its first and its last token.
    of_cue: Matrix,
    /// For each bucket of distances to the cue.
    distances: Vec<Vec<f32>>,
    edges: Vec<usize>,
    roles: Both,
    role: Last<4>,
}

/// What the network says of a passage.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Scores {
    /// Token by token, a score for each tag of names.
    pub(super) names: Vec<f32>,
    /// Of each token: none, first, inside.
    pub(super) cues: Vec<[f32; 3]>,
}

/// Passages after the two layers, one behind the other.
pub(super) struct Encoded {
    ends: Vec<usize>,
    /// Sum of both layers, halved.
    states: Vec<i16>,
    heads: Vec<f32>,
}

impl Encoded {
    fn tokens(&self, passage: usize) -> Range<usize> {
        if passage == 0 { 0..self.ends[0] } else { self.ends[passage - 1]..self.ends[passage] }
    }
}

/// Reads a model from the bytes of its file.
///
/// # Errors
/// If they are no model, of another version, damaged, or made for another Sayso.
pub fn load(bytes: &[u8]) -> Result<Model, LoadError> {
    let mut file = Reader::new(bytes)?;
    let labels = labels(&mut file)?;
    let thresholds = Thresholds::read(&mut file)?;
    let (of_names, of_attributions) = (Calibration::read(&mut file)?, Calibration::read(&mut file)?);
    let width = units(&mut file, "layers of a width that is no multiple of 16")?;
    let hidden = file.size("hidden layers that are too large", 1..=INPUTS)?;
    let role = units(&mut file, "roles of a width that is no multiple of 16")?;
    let role_width = units(&mut file, "layers of roles of a width that is no multiple of 16")?;
    let edges = file.size("too many distances", 0..=64)?;
    let edges = (0..edges).map(|_| file.size("a distance", 0..=usize::MAX)).collect::<Result<Vec<_>, _>>()?;
    let embedding = Embedding::read(&mut file)?;
    let inputs = embedding.width();
    if inputs % 2 == 1 || inputs > INPUTS || 4 * width > INPUTS {
        return Err(LoadError::Sizes { what: "layers that are too wide, or of odd width" });
    }
    let first = both(&mut file, inputs, width)?;
    let second = both(&mut file, 2 * width, width)?;
    let (mut heads, mut bias) = (file.weights(2 * hidden + role, 2 * width)?, file.floats(2 * hidden)?);
    bias.extend(file.floats(role)?);
    heads.inputs = 2 * width;
    let name = last(&mut file, 1 + 2 * labels.len(), hidden)?;
    let cue = last(&mut file, 3, hidden)?;
    let of_cue = Matrix::new(&file.weights(role, 4 * width)?, &file.floats(role)?);
    let buckets = Table::read(&mut file, 2 * edges.len() + 3, role)?;
    let roles = both(&mut file, role, role_width)?;
    let role_head = last(&mut file, 4, 2 * role_width)?;
    file.finish()?;
    let distances = (0..2 * edges.len() + 3).map(|bucket| {
        let mut row = vec![0.0; role];
        buckets.add(bucket, &mut row);
        row
    });
    Ok(Model {
        distances: distances.collect(),
        heads: Matrix::new(&heads, &bias),
        role: role_head,
        labels,
        thresholds,
        of_names,
        of_attributions,
        embedding,
        first,
        second,
        hidden,
        name,
        cue,
        of_cue,
        edges,
        roles,
    })
}

fn labels(file: &mut Reader) -> Result<Vec<Label>, LoadError> {
    const WHAT: &str = "labels of names";
    let count = file.size(WHAT, 1..=Label::ALL.len())?;
    let mut labels = Vec::with_capacity(count);
    for _ in 0..count {
        let length = usize::from(file.byte(WHAT)?);
        let name = file.bytes(length, WHAT)?;
        let label = Label::ALL.into_iter().find(|label| label.name().as_bytes() == name);
        labels.push(label.ok_or_else(|| LoadError::Label { label: String::from_utf8_lossy(name).into_owned() })?);
    }
    Ok(labels)
}

/// A width that is a multiple of 16.
fn units(file: &mut Reader, what: &'static str) -> Result<usize, LoadError> {
    let width = file.size(what, 16..=INPUTS)?;
    if width % 16 == 0 { Ok(width) } else { Err(LoadError::Sizes { what }) }
}

fn both(file: &mut Reader, inputs: usize, width: usize) -> Result<Both, LoadError> {
    let mut direction = || {
        let (of_input, of_state) = (file.weights(4 * width, inputs)?, file.weights(4 * width, width)?);
        Ok(Direction::new(&of_input, &of_state, &file.floats(4 * width)?))
    };
    Ok(Both { inputs, width, there: direction()?, back: direction()? })
}

fn last<const N: usize>(file: &mut Reader, outputs: usize, inputs: usize) -> Result<Last<N>, LoadError> {
    Ok(Last::new(&file.weights(outputs, inputs)?, &file.floats(outputs)?))
}

impl Model {
    /// Runs both layers; longest passages first.
    pub(super) fn encode(&self, passages: &[&Passage]) -> Encoded {
        let mut ends = Vec::with_capacity(passages.len());
        let count = passages.iter().map(|p| p.features.len()).sum();
        let width = self.embedding.width();
        let (mut vector, mut x, mut scales) = (vec![0.0; width], vec![0; count * width], Vec::with_capacity(count));
        for passage in passages {
            for token in &passage.features {
                self.embedding.write(token, &mut vector);
                scales.push(quantise(&vector, &mut x[scales.len() * width..][..width]));
            }
            ends.push(scales.len());
        }
        let one = self.first.run(&x, &scales, &ends);
        scales.fill(STEP);
        let mut states = self.second.run(&one, &scales, &ends);
        average(&mut states, &one);
        let heads = self.heads.product(&states, 2.0 * STEP);
        Encoded { ends, states, heads }
    }

    /// What the heads for names and cues say.
    pub(super) fn scores(&self, encoded: &Encoded, passage: usize) -> Scores {
        let tokens = encoded.tokens(passage);
        let tags = 1 + 2 * self.labels.len();
        let (mut names, mut cues) = (Vec::with_capacity(tokens.len() * tags), Vec::with_capacity(tokens.len()));
        for heads in encoded.heads.chunks_exact(self.heads.outputs).skip(tokens.start).take(tokens.len()) {
            let (of_name, of_cue) = heads[..2 * self.hidden].split_at(self.hidden);
            names.extend_from_slice(&self.name.rectified(of_name)[..tags]);
            let [none, first, inside, _] = self.cue.rectified(of_cue);
            cues.push([none, first, inside]);
        }
        Scores { names, cues }
    }

    /// What each token is to each cue; cues with the index of their passage, in order.
    pub(super) fn roles(&self, encoded: &Encoded, cues: &[(usize, Range<usize>)]) -> Vec<Vec<[f32; 4]>> {
        let both = 2 * self.first.width;
        let mut of_ends = Vec::with_capacity(cues.len() * 2 * both);
        for (passage, cue) in cues {
            let first = encoded.tokens(*passage).start;
            for token in [first + cue.start, first + cue.end - 1] {
                of_ends.extend_from_slice(&encoded.states[token * both..][..both]);
            }
        }
        let of_cues = self.of_cue.product(&of_ends, 2.0 * STEP);
        let width = self.of_cue.outputs;
        let count = cues.iter().map(|(passage, _)| encoded.tokens(*passage).len()).sum();
        let (mut vector, mut x) = (vec![0.0; width], vec![0; count * width]);
        let (mut scales, mut ends) = (Vec::with_capacity(count), Vec::with_capacity(cues.len()));
        for ((passage, cue), of_cue) in cues.iter().zip(of_cues.chunks_exact(width)) {
            for (at, token) in encoded.tokens(*passage).enumerate() {
                let of_token = &encoded.heads[token * self.heads.outputs + 2 * self.hidden..][..width];
                let distance = &self.distances[self.bucket(at, cue)];
                rectified_sum([of_token, of_cue, distance], &mut vector);
                scales.push(quantise(&vector, &mut x[scales.len() * width..][..width]));
            }
            ends.push(scales.len());
        }
        let out = self.roles.run(&x, &scales, &ends);
        let mut rows = out.chunks_exact(2 * self.roles.width);
        let of = |(passage, _): &(usize, Range<usize>)| {
            let tokens = rows.by_ref().take(encoded.tokens(*passage).len());
            tokens.map(|row| self.role.of_steps(row, STEP)).collect()
        };
        cues.iter().map(of).collect()
    }

    /// The bucket of a token's distance from a cue: the middle one inside it.
    fn bucket(&self, at: usize, cue: &Range<usize>) -> usize {
        let middle = self.edges.len() + 1;
        let side = |distance| self.edges.partition_point(|edge| *edge <= distance);
        if at < cue.start {
            middle - side(cue.start - at)
        } else if at >= cue.end {
            middle + side(at + 1 - cue.end)
        } else {
            middle
        }
    }
}

impl Tagger for Model {
    fn name(&self) -> &'static str {
        "small"
    }

    fn tag(&self, passages: &[Passage]) -> Vec<Tagged> {
        let mut order: Vec<usize> = (0..passages.len()).collect();
        order.sort_by_key(|at| Reverse(passages[*at].features.len()));
        let mut out: Vec<Tagged> = Vec::new();
        out.resize_with(passages.len(), Tagged::default);
        for batch in order.chunks(TOGETHER) {
            let chosen: Vec<&Passage> = batch.iter().map(|at| &passages[*at]).collect();
            let encoded = self.encode(&chosen);
            let mut cues: Vec<(usize, Cue)> = Vec::new();
            for (passage, at) in batch.iter().enumerate() {
                let scores = self.scores(&encoded, passage);
                out[*at].names = self.names(&scores);
                cues.extend(self.cues(scores).into_iter().map(|cue| (passage, cue)));
            }
            let ranges: Vec<_> = cues.iter().map(|(passage, cue)| (*passage, cue.tokens.clone())).collect();
            let mut roles = cues.iter().zip(self.roles(&encoded, &ranges)).peekable();
            for (passage, at) in batch.iter().enumerate() {
                let own = std::iter::from_fn(|| roles.next_if(|((of, _), _)| *of == passage));
                out[*at].attributions = self.attributions(own.map(|((_, cue), roles)| (cue, roles)));
            }
        }
        out
    }
}
