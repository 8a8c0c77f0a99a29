//! Draws: what random problems are made of.

use rifada::ground::Seed;

/// A number from `from` to `to`, both included.
pub fn draw(seed: &mut Seed, from: i64, to: i64) -> i64 {
    from + seed.below((to - from + 1) as usize) as i64
}

/// One of these.
pub fn pick<T: Copy>(seed: &mut Seed, items: &[T]) -> T {
    items[seed.below(items.len())]
}

/// What `make` gives, in `percent` of a hundred draws.
pub fn maybe<T>(seed: &mut Seed, percent: u32, make: impl FnOnce(&mut Seed) -> T) -> Option<T> {
    seed.chance(percent).then(|| make(seed))
}
