//! The file of a model, as `training/export.py` writes it, byte by byte.

use std::ops::RangeInclusive;

use sha2::{Digest, Sha256};

use sayso_kernel::matrix::Weights;

/// What a file of weights begins with.
const MAGIC: &[u8; 8] = b"sayso-tg";

/// The version of the format that is read here.
const VERSION: u32 = 1;

/// Why a file of weights can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// It begins otherwise.
    #[error("this is no model of Sayso's: it does not begin with \"sayso-tg\". Choose a file like models/en.bin")]
    NotAModel,
    /// Its format is another.
    #[error(
        "the model has format {found}, this Sayso reads format {VERSION}. Take the model that comes with this Sayso"
    )]
    Version {
        /// What the file says.
        found: u32,
    },
    /// It has changed, or lost something, since it was written.
    #[error("the model is damaged: its checksum is wrong. Download it again")]
    Damaged,
    /// It ends in the middle, or goes on behind its end, although its checksum is right.
    #[error("the model is not what its sizes say ({what}). Write it again with training/export.py")]
    Length {
        /// What was being read.
        what: &'static str,
    },
    /// Something in it that this Sayso can't run.
    #[error("the model was made for another Sayso: it has {what}. Take the model that comes with this Sayso")]
    Sizes {
        /// What does not fit.
        what: &'static str,
    },
    /// It tells apart a kind of name that this Sayso does not know.
    #[error(
        "the model marks names as {label:?}, which this Sayso does not know. Take the model that comes with this Sayso"
    )]
    Label {
        /// The kind of name.
        label: String,
    },
}

/// What is left to read, behind the checksum.
pub(super) struct Reader<'a> {
    left: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Checks all that stands in front, and the checksum.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, LoadError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(LoadError::NotAModel)?;
        let (version, rest) = rest.split_first_chunk::<4>().ok_or(LoadError::Damaged)?;
        match u32::from_le_bytes(*version) {
            VERSION => {}
            found => return Err(LoadError::Version { found }),
        }
        let (checksum, left) = rest.split_first_chunk::<32>().ok_or(LoadError::Damaged)?;
        if Sha256::digest(left).as_slice() != checksum {
            return Err(LoadError::Damaged);
        }
        Ok(Self { left })
    }

    /// Fails if anything is left.
    pub(super) fn finish(self) -> Result<(), LoadError> {
        if self.left.is_empty() { Ok(()) } else { Err(LoadError::Length { what: "bytes behind its end" }) }
    }

    pub(super) fn bytes(&mut self, count: usize, what: &'static str) -> Result<&'a [u8], LoadError> {
        let (bytes, left) = self.left.split_at_checked(count).ok_or(LoadError::Length { what })?;
        self.left = left;
        Ok(bytes)
    }

    pub(super) fn byte(&mut self, what: &'static str) -> Result<u8, LoadError> {
        Ok(self.bytes(1, what)?[0])
    }

    /// A number that says how many of something there are.
    pub(super) fn size(&mut self, what: &'static str, allowed: RangeInclusive<usize>) -> Result<usize, LoadError> {
        let (number, left) = self.left.split_first_chunk::<4>().ok_or(LoadError::Length { what })?;
        self.left = left;
        let size = usize::try_from(u32::from_le_bytes(*number)).unwrap_or(usize::MAX);
        if allowed.contains(&size) { Ok(size) } else { Err(LoadError::Sizes { what }) }
    }

    /// Numbers that are finite.
    pub(super) fn floats(&mut self, count: usize) -> Result<Vec<f32>, LoadError> {
        let bytes = self.bytes(count.saturating_mul(4), "numbers")?;
        finite(bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    /// Numbers of which only the upper half is written.
    pub(super) fn halves(&mut self, count: usize) -> Result<Vec<f32>, LoadError> {
        let bytes = self.bytes(count.saturating_mul(2), "scales")?;
        finite(bytes.as_chunks::<2>().0.iter().map(|[low, high]| f32::from_le_bytes([0, 0, *low, *high])).collect())
    }

    /// A matrix: what a step of each row stands for, then its rows.
    pub(super) fn weights(&mut self, outputs: usize, inputs: usize) -> Result<Weights, LoadError> {
        let scales = self.halves(outputs)?;
        let bytes = self.bytes(outputs.saturating_mul(inputs), "weights")?;
        Ok(Weights { inputs, rows: bytes.iter().map(|b| b.cast_signed()).collect(), scales })
    }

    /// Numbers that rise, less than 2²⁴, by their distances: Rice's code, `shift` bits of each as they are.
    ///
    /// A distance is one more than what is coded. Bits fill bytes from the lowest.
    pub(super) fn rising(&mut self, count: usize) -> Result<Vec<u32>, LoadError> {
        const WHAT: &str = "hashes of words";
        let shift = self.size(WHAT, 0..=16)?;
        let length = self.size(WHAT, 0..=usize::MAX)?;
        let bytes = self.bytes(length, WHAT)?;
        let mut bits = bytes.iter().flat_map(|byte| (0..8).map(move |bit| u32::from(byte >> bit & 1)));
        // A word takes a bit at least, so that no file can ask for more memory than it has bytes.
        let mut out = Vec::with_capacity(count.min(8 * length));
        let mut next = 0_u32;
        for _ in 0..count {
            let mut distance = 0_u32;
            while bits.next().ok_or(LoadError::Length { what: WHAT })? == 1 {
                distance = distance.saturating_add(1 << shift);
            }
            for place in 0..shift {
                distance += bits.next().ok_or(LoadError::Length { what: WHAT })? << place;
            }
            let number = next.saturating_add(distance);
            if number >= 1 << 24 {
                return Err(LoadError::Sizes { what: "a hash beyond 24 bits" });
            }
            out.push(number);
            next = number + 1;
        }
        Ok(out)
    }
}

fn finite(numbers: Vec<f32>) -> Result<Vec<f32>, LoadError> {
    if numbers.iter().all(|n| n.is_finite()) {
        Ok(numbers)
    } else {
        Err(LoadError::Sizes { what: "a number that is none" })
    }
}
