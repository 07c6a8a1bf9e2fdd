//! What a token is to the network: a vector of its word, its letters, and what is known of it.

use std::iter;

use sayso_kernel::math::{add, add_halves};

use super::features::{BITS, Features};
use super::file::{LoadError, Reader};

/// Rows of numbers to add. In floats: to widen bytes takes longer than to add.
pub(super) struct Table {
    count: usize,
    width: usize,
    rows: Vec<f32>,
}

impl Table {
    pub(super) fn read(file: &mut Reader, rows: usize, width: usize) -> Result<Self, LoadError> {
        let weights = file.weights(rows, width)?;
        let scales = weights.scales.iter().flat_map(|scale| iter::repeat_n(scale, width));
        Ok(Self {
            count: rows,
            width,
            rows: weights.rows.iter().zip(scales).map(|(w, scale)| f32::from(*w) * scale).collect(),
        })
    }

    /// Adds a row; which one is taken modulo their number.
    #[inline]
    pub(super) fn add(&self, row: usize, out: &mut [f32]) {
        let row = row % self.count;
        add(out, &self.rows[row * self.width..][..self.width]);
    }

    #[inline]
    fn add_of_hash(&self, hash: u32, out: &mut [f32]) {
        self.add(hash as usize, out);
    }
}

/// The words of the vocabulary: first those with codes and a row of their own, then those with a row alone, then those with
/// codes alone.
pub(super) struct Words {
    pub(super) dim: usize,
    /// By the upper 16 bits of a hash of 24: where in `places` the words begin whose hashes begin so.
    starts: Vec<u32>,
    /// The lower 8 bits, and which word it is.
    places: Vec<(u8, u32)>,
    with_both: usize,
    with_own: usize,
    /// Two numbers from -7 to 7 a byte, written as 1 to 15, the first below.
    own: Vec<u8>,
    own_scales: Vec<f32>,
    codebooks: Vec<Table>,
    /// Stage by stage, a code for each word that has some.
    codes: Vec<u8>,
    unknown: Vec<f32>,
}

impl Words {
    pub(super) fn read(file: &mut Reader) -> Result<Self, LoadError> {
        let dim = file.size("a vector of words that is too long", 2..=512)?;
        if dim % 2 == 1 {
            return Err(LoadError::Sizes { what: "a vector of words of odd length" });
        }
        let stages = file.size("too many codes of a word", 0..=8)?;
        let mut count = || file.size("too many words", 0..=1 << 22);
        let (with_both, own_alone, codes_alone) = (count()?, count()?, count()?);
        let with_own = with_both + own_alone;
        let codebooks = (0..stages).map(|_| Table::read(file, 256, dim)).collect::<Result<_, _>>()?;
        let unknown = file.floats(dim)?;
        let own_scales = file.halves(with_own)?;
        let own = file.bytes(with_own * dim / 2, "rows of words")?.to_vec();
        let codes = file.bytes(stages * (with_both + codes_alone), "codes of words")?.to_vec();
        let mut hashes = Vec::new();
        for count in [with_both, own_alone, codes_alone] {
            hashes.append(&mut file.rising(count)?);
        }
        let mut hashes: Vec<(u32, u32)> = hashes.into_iter().zip(0..).collect();
        hashes.sort_unstable();
        let starts = (0..=1 << 16_u32)
            .scan(0, |at, first| {
                *at += hashes[*at..].iter().take_while(|(hash, _)| hash >> 8 < first).count();
                u32::try_from(*at).ok()
            })
            .collect();
        let places = hashes.iter().map(|(hash, word)| (hash.to_le_bytes()[0], *word)).collect();
        Ok(Self { dim, starts, places, with_both, with_own, own, own_scales, codebooks, codes, unknown })
    }

    /// Which word has this hash.
    fn find(&self, hash: u32) -> Option<usize> {
        let hash = hash >> 8;
        let first = (hash >> 8) as usize;
        let places = &self.places[self.starts[first] as usize..self.starts[first + 1] as usize];
        let lowest = hash.to_le_bytes()[0];
        places.iter().find(|(low, _)| *low == lowest).map(|(_, word)| *word as usize)
    }

    /// Adds the vector of a word.
    fn add(&self, hash: u32, out: &mut [f32]) {
        let Some(word) = self.find(hash) else {
            add(out, &self.unknown);
            return;
        };
        let coded = if word < self.with_both { Some(word) } else { (word + self.with_both).checked_sub(self.with_own) };
        if let Some(coded) = coded.filter(|_| word < self.with_both || word >= self.with_own) {
            let words = self.codes.len() / self.codebooks.len().max(1);
            for (stage, book) in self.codebooks.iter().enumerate() {
                book.add(usize::from(self.codes[stage * words + coded]), out);
            }
        }
        if word < self.with_own {
            add_halves(out, &self.own[word * self.dim / 2..][..self.dim / 2], self.own_scales[word]);
        }
    }
}

/// All that makes the vector of a token.
pub(super) struct Embedding {
    pub(super) words: Words,
    prefixes: Table,
    suffixes: Table,
    shapes: Table,
    bits: Table,
    bias: Vec<f32>,
}

impl Embedding {
    pub(super) fn read(file: &mut Reader) -> Result<Self, LoadError> {
        let bits = file.size("other bits of a token", BITS..=BITS)?;
        let rows = file.size("too many rows of affixes", 1..=1 << 20)?;
        let affix = file.size("vectors of affixes that are too long", 1..=512)?;
        let shapes = file.size("too many rows of shapes", 1..=1 << 20)?;
        let shape = file.size("vectors of shapes that are too long", 1..=512)?;
        Ok(Self {
            prefixes: Table::read(file, rows, affix)?,
            suffixes: Table::read(file, rows, affix)?,
            shapes: Table::read(file, shapes, shape)?,
            bits: Table::read(file, bits, shape)?,
            bias: file.floats(shape)?,
            words: Words::read(file)?,
        })
    }

    /// Length of the vector of a token.
    pub(super) fn width(&self) -> usize {
        self.words.dim + 2 * self.prefixes.width + self.bias.len()
    }

    /// Writes the vector of a token.
    pub(super) fn write(&self, token: &Features, out: &mut [f32]) {
        out.fill(0.0);
        let (word, rest) = out.split_at_mut(self.words.dim);
        let (prefix, rest) = rest.split_at_mut(self.prefixes.width);
        let (suffix, known) = rest.split_at_mut(self.suffixes.width);
        self.words.add(token.word, word);
        self.prefixes.add_of_hash(token.prefix, prefix);
        self.suffixes.add_of_hash(token.suffix, suffix);
        self.shapes.add_of_hash(token.shape, known);
        let mut bits = token.bits & ((1 << BITS) - 1);
        while bits != 0 {
            self.bits.add(bits.trailing_zeros() as usize, known);
            bits &= bits - 1;
        }
        add(known, &self.bias);
    }
}
