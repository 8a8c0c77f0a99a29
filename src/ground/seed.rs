//! The only source of chance: a seeded stream, the same on every machine.

/// A stream of numbers that its seed alone decides.
#[derive(Clone, Debug)]
pub struct Seed {
    stream: fastrand::Rng,
}

impl Seed {
    /// The stream of `seed`.
    pub fn new(seed: u64) -> Self {
        Self { stream: fastrand::Rng::with_seed(seed) }
    }

    /// A stream of its own for the part of the work named by `part`, which leaves this one where it is.
    pub fn part(seed: u64, part: u64) -> Self {
        Self::new(seed ^ part.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A number from 0 up to `bound`, exclusive; 0 where `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { self.stream.usize(..bound) }
    }

    /// A number in `[0, 1)`.
    pub fn unit(&mut self) -> f64 {
        self.stream.f64()
    }

    /// True in `percent` of a hundred draws.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.stream.u32(..100) < percent
    }

    /// Puts `items` in random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        self.stream.shuffle(items);
    }
}
