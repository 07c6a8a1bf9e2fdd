//! Work done side by side, written in order.

use indicatif::ProgressBar;

use super::{Output, Piece, Tally};
use crate::input::Refusal;
use crate::parallel;

/// What becomes of one job, and how much of what there is to read that was.
struct Done {
    bytes: u64,
    pieces: Vec<Result<Piece, Refusal>>,
}

impl Output {
    /// Does the jobs that were not done before an interruption; what cannot be read is told on standard error, and the
    /// others are done.
    ///
    /// # Errors
    /// If something cannot be written.
    pub(crate) fn of<J: Send>(
        mut self,
        jobs: impl Iterator<Item = J> + Send,
        size: fn(&J) -> u64,
        bar: &ProgressBar,
        work: impl Fn(J) -> Vec<Result<Piece, Refusal>> + Sync,
    ) -> anyhow::Result<Tally> {
        let done = self.done();
        let passed = bar.clone();
        let pass = move |(number, job): &(usize, J)| passed.inc(if *number < done { size(job) } else { 0 });
        let jobs = jobs.enumerate().inspect(pass).skip(done);
        let work = |(_, job): (usize, J)| Done { bytes: size(&job), pieces: work(job) };
        parallel::in_order(jobs, work, |Done { bytes, pieces }| {
            let mut failed = false;
            for piece in pieces {
                match piece {
                    Ok(piece) => self.put(&piece)?,
                    Err(refusal) => {
                        failed = true;
                        bar.suspend(|| eprintln!("sayso: {refusal}"));
                    }
                }
            }
            bar.inc(bytes);
            self.next(failed)
        })?;
        bar.finish_and_clear();
        self.finish()
    }
}
