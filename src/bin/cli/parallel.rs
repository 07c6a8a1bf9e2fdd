//! Many jobs at once, results in the order of the jobs, never many more in memory than there are processors.

use std::sync::mpsc;
use std::thread;

/// Jobs in flight for each thread: enough that one long article does not hold the others up.
const AHEAD: usize = 8;

/// Runs `work` on all jobs in parallel and `take` on each result in the order of the jobs, as soon as it is there.
///
/// # Errors
/// The first error of `take`, which ends it all.
pub(crate) fn in_order<J: Send, R: Send>(
    jobs: impl Iterator<Item = J> + Send,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let work = &work;
    thread::scope(|scope| {
        // A place in the queue is kept before the work begins: that keeps the order, and holds the reader back.
        let (queue, results) = mpsc::sync_channel(rayon::current_num_threads() * AHEAD);
        scope.spawn(move || {
            rayon::in_place_scope(|pool| {
                for job in jobs {
                    let (done, result) = mpsc::channel();
                    if queue.send(result).is_err() {
                        break;
                    }
                    // Nobody takes the result once `take` has failed.
                    pool.spawn(move |_| drop(done.send(work(job))));
                }
            });
        });
        results.into_iter().filter_map(|result| result.recv().ok()).try_for_each(&mut take)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let mut seen = Vec::new();
        let slow_first = |n: u64| {
            thread::sleep(std::time::Duration::from_micros(300 - n));
            n
        };
        let take = |n| {
            seen.push(n);
            Ok(())
        };
        in_order(0..300, slow_first, take).unwrap();
        assert_eq!(seen, (0..300).collect::<Vec<_>>());
    }

    #[test]
    fn the_reader_waits_for_the_writer() {
        let read = AtomicUsize::new(0);
        let jobs = (0..10_000).inspect(|_| _ = read.fetch_add(1, Ordering::SeqCst));
        let result = in_order(jobs, |n| n, |n: usize| if n == 10 { anyhow::bail!("full") } else { Ok(()) });
        assert!(result.is_err());
        assert!(read.load(Ordering::SeqCst) < 20 + rayon::current_num_threads() * AHEAD * 2);
    }
}
