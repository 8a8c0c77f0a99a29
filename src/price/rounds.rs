//! Rounds: short work that comes again and again, whose parts threads share without falling asleep in between.
//!
//! A batch of prices is worked out in a third of a millisecond, and the next waits for it. To wake a thread for half of
//! that takes about as long as it saves: on a day of 10,000, two threads that were called anew for every batch saved a
//! tenth of the time of one. Here the others are called once for many rounds, and look for the next until the last is over.
//! Who comes late, or never, is not waited for: parts are taken one by one by whoever is there.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread::yield_now;

/// What rounds are made of: the parts of each, and how one is done with a bench to work on.
pub(super) trait Work: Sync {
    /// What each thread has for itself.
    type Bench;

    /// Takes a bench for a thread.
    fn take(&self) -> Self::Bench;

    /// Gives a bench back that nobody works on any longer.
    fn give_back(&self, bench: Self::Bench);

    /// How many parts a round has. The answer is always the same.
    fn parts(&self, round: u32) -> usize;

    /// Does one part of a round.
    fn part(&self, round: u32, part: usize, bench: &mut Self::Bench);
}

/// Leads through rounds, in any growing order: `lead` does what one thread alone must do, and calls with a round's number
/// to have it done by all threads of the pool. Numbers are below [`u32::MAX`]. Answers with the bench of the leader.
pub(super) fn lead_through<W: Work>(work: &W, lead: impl FnOnce(&mut dyn FnMut(u32))) -> W::Bench {
    // Before the first round all is taken.
    let all = Taken { round: 0, first: MOST_PARTS as u16, last: 0 };
    let rounds = Rounds { taken: AtomicU64::new(all.packed()), done: AtomicUsize::new(0) };
    rayon::in_place_scope(|scope| {
        for helper in 1..rayon::current_num_threads() {
            let end = if helper.is_multiple_of(2) { End::First } else { End::Last };
            let rounds = &rounds;
            scope.spawn(move |_| rounds.help(work, end));
        }
        // However this ends, nobody may wait for another round.
        let _over = Over(&rounds);
        let mut bench = work.take();
        lead(&mut |round| rounds.lead(work, round, &mut bench));
        bench
    })
}

/// A round, and how many of its parts are taken from the first on, and from the last back.
///
/// Who always takes from the same end does the same parts again in later rounds, and has at hand what they left.
#[derive(Clone, Copy)]
struct Taken {
    round: u32,
    first: u16,
    last: u16,
}

/// From which end somebody takes parts.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

struct Rounds {
    /// A packed [`Taken`]: one number, so that nobody takes a part of another round than they think.
    taken: AtomicU64,
    /// How many parts of the present round are done.
    done: AtomicUsize,
}

struct Over<'a>(&'a Rounds);

/// Done, even if it went wrong: the leader waits for it.
struct Done<'a>(&'a Rounds);

/// The round after the last.
const NO_ROUND: u32 = u32::MAX;
/// A round has no more parts; there is room for as many threads to find none left.
const MOST_PARTS: usize = 1 << 15;
/// So often somebody looks for work before they let others run.
const LOOKS: u32 = 256;

impl Taken {
    const fn nothing_of(round: u32) -> Self {
        Self { round, first: 0, last: 0 }
    }

    const fn packed(self) -> u64 {
        (self.round as u64) << 32 | (self.first as u64) << 16 | self.last as u64
    }

    const fn of(packed: u64) -> Self {
        Self { round: (packed >> 32) as u32, first: (packed >> 16) as u16, last: packed as u16 }
    }

    /// The part that is next at this end; nothing where all are taken.
    fn next(self, work: &impl Work, end: End) -> Option<usize> {
        let parts = if self.round == NO_ROUND { 0 } else { work.parts(self.round) };
        let (first, last) = (usize::from(self.first), usize::from(self.last));
        (first + last < parts).then(|| match end {
            End::First => first,
            End::Last => parts - 1 - last,
        })
    }
}

impl End {
    /// One part more taken at this end.
    const fn one(self) -> u64 {
        match self {
            Self::First => 1 << 16,
            Self::Last => 1,
        }
    }
}

impl Rounds {
    fn lead<W: Work>(&self, work: &W, round: u32, bench: &mut W::Bench) {
        let parts = work.parts(round);
        debug_assert!(parts <= MOST_PARTS, "more parts than can be counted");
        self.done.store(0, Ordering::Relaxed);
        self.taken.store(Taken::nothing_of(round).packed(), Ordering::Release);
        self.take_parts(work, End::First, bench);
        let mut looks = 0;
        while self.done.load(Ordering::Acquire) < parts {
            wait(&mut looks);
        }
    }

    fn help<W: Work>(&self, work: &W, end: End) {
        if Taken::of(self.taken.load(Ordering::Acquire)).round == NO_ROUND {
            return;
        }
        let mut bench = work.take();
        let mut looks = 0;
        loop {
            let taken = Taken::of(self.taken.load(Ordering::Acquire));
            if taken.round == NO_ROUND {
                return work.give_back(bench);
            }
            if taken.next(work, end).is_some() {
                self.take_parts(work, end, &mut bench);
                looks = 0;
            } else {
                wait(&mut looks);
            }
        }
    }

    /// Does parts of the present round until there is none left.
    fn take_parts<W: Work>(&self, work: &W, end: End, bench: &mut W::Bench) {
        loop {
            let taken = Taken::of(self.taken.fetch_add(end.one(), Ordering::AcqRel));
            let Some(part) = taken.next(work, end) else { return };
            let _done = Done(self);
            work.part(taken.round, part, bench);
        }
    }
}

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.taken.store(Taken::nothing_of(NO_ROUND).packed(), Ordering::Release);
    }
}

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.done.fetch_add(1, Ordering::Release);
    }
}

fn wait(looks: &mut u32) {
    *looks += 1;
    if looks.is_multiple_of(LOOKS) { yield_now() } else { spin_loop() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    /// Notes how often each part is done, and fails at one.
    struct Noted {
        done: Vec<Vec<AtomicUsize>>,
        fails: Option<(u32, usize)>,
    }

    impl Noted {
        fn new(rounds: usize, fails: Option<(u32, usize)>) -> Self {
            let parts = |round: usize| (0..round % 7).map(|_| AtomicUsize::new(0)).collect();
            Self { done: (0..rounds).map(parts).collect(), fails }
        }

        fn all(&self, round: usize, times: usize) -> bool {
            self.done[round].iter().all(|done| done.load(Ordering::Relaxed) == times)
        }
    }

    impl Work for Noted {
        type Bench = ();

        fn take(&self) {}

        fn give_back(&self, (): ()) {}

        fn parts(&self, round: u32) -> usize {
            self.done[round as usize].len()
        }

        fn part(&self, round: u32, part: usize, (): &mut ()) {
            assert!(self.fails != Some((round, part)), "this part fails");
            self.done[round as usize][part].fetch_add(1, Ordering::Relaxed);
        }
    }

    fn in_threads(threads: usize, work: impl FnOnce() + Send) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads can be had").install(work);
    }

    #[test]
    fn each_part_of_a_round_is_done_once_before_the_next_round() {
        for threads in 1..=5 {
            let noted = Noted::new(500, None);
            in_threads(threads, || {
                lead_through(&noted, |round| {
                    for number in 0..500 {
                        round(number as u32);
                        assert!(noted.all(number, 1), "round {number} is over");
                        assert!((number + 1..500).all(|later| noted.all(later, 0)), "nothing is done early");
                    }
                });
            });
        }
    }

    #[test]
    fn who_is_busy_elsewhere_is_not_waited_for() {
        let noted = Noted::new(50, None);
        in_threads(2, || {
            let over = std::sync::Barrier::new(2);
            rayon::join(
                || {
                    lead_through(&noted, |round| (0..50).for_each(round));
                    over.wait();
                },
                || over.wait(),
            );
        });
        assert!((0..50).all(|round| noted.all(round, 1)));
    }

    #[test]
    fn a_part_that_fails_fails_the_caller_and_keeps_nobody_waiting() {
        for threads in 1..=4 {
            let noted = Noted::new(60, Some((40, 3)));
            in_threads(threads, || {
                let led = catch_unwind(AssertUnwindSafe(|| {
                    lead_through(&noted, |round| (0..60).for_each(round));
                }));
                assert!(led.is_err(), "it is told");
            });
        }
    }
}
