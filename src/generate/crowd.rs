//! Crowds: how many people a point needs by the hour, and the scale at which all points together need what is asked.
//!
//! A day is a bell around a peak on top of a floor. The bell is `(1 + (d / w)²)⁻²` of the distance `d` from the peak:
//! sums, products and quotients alone, so it has the same bits on every machine.

use super::calendar::Calendar;
use crate::ground::Seed;

/// The crowd at one point.
#[derive(Clone, Debug)]
pub(super) struct Crowd {
    /// Its size at the peak, before scaling.
    pub(super) size: f64,
    /// The clock hour of the peak.
    pub(super) peak: f64,
    /// Hours from the peak to where a quarter of the bell is left.
    pub(super) width: f64,
    /// What stays far from the peak, as a part of the size.
    pub(super) floor: f64,
    /// The first and last clock hour in which there is a crowd at all, the last excluded.
    pub(super) open: (usize, usize),
    /// What is left of it in the heat, from 11 to 16, as a part.
    pub(super) midday: f64,
}

impl Crowd {
    /// The crowd in a clock hour of an ordinary day.
    fn at(&self, hour: usize) -> f64 {
        if hour < self.open.0 || hour >= self.open.1 {
            return 0.0;
        }
        let straight = (hour as f64 + 0.5 - self.peak).abs();
        let ratio = straight.min(24.0 - straight) / self.width;
        let bell = 1.0 / ((1.0 + ratio * ratio) * (1.0 + ratio * ratio));
        let midday = if (11..16).contains(&hour) { self.midday } else { 1.0 };
        self.size * midday * (self.floor + (1.0 - self.floor) * bell)
    }
}

/// The crowds of all points over the horizon.
#[derive(Clone, Debug)]
pub(super) struct Crowds {
    of: Vec<Crowd>,
    /// How busy each day is; 1 is an ordinary one.
    days: Vec<f64>,
    start: usize,
    scale: f64,
}

impl Crowds {
    /// Crowds over `days` days from the start of the calendar, not scaled yet.
    pub(super) fn new(of: Vec<Crowd>, days: u32, calendar: &Calendar, seed: &mut Seed) -> Self {
        let days = (0..days).map(|_| 0.85 + 0.35 * seed.unit()).collect();
        Self { of, days, start: calendar.hour as usize, scale: 1.0 }
    }

    /// Sets the scale at which all points over all hours need about `hours` person-hours.
    pub(super) fn scale_to(&mut self, hours: f64) {
        self.scale = 1.0;
        let raw: f64 = (0..self.of.len())
            .flat_map(|i| (0..self.hours()).map(move |h| (i, h)))
            .map(|(point, hour)| self.value(point, hour))
            .sum();
        if raw <= 0.0 || hours <= 0.0 {
            self.scale = 0.0;
            return;
        }
        self.scale = hours / raw;
        // What rounding to whole people added or took is put right once.
        let total: u64 = (0..self.of.len()).flat_map(|point| self.hourly(point)).map(u64::from).sum();
        if total > 0 {
            self.scale *= (hours / total as f64).clamp(0.5, 2.0);
        }
    }

    /// The people needed at a point in each hour of the horizon.
    pub(super) fn hourly(&self, point: usize) -> Vec<u32> {
        // Each point has its own threshold of rounding, evenly spread over the points: shapes stay smooth, and what
        // is rounded up at one is rounded down at another.
        let threshold = (0.5 + point as f64 * 0.618_033_988_749_894_9).fract();
        (0..self.hours()).map(|hour| (self.value(point, hour) + threshold).floor().min(1e9) as u32).collect()
    }

    fn hours(&self) -> usize {
        self.days.len() * 24
    }

    fn value(&self, point: usize, hour: usize) -> f64 {
        self.of[point].at((self.start + hour) % 24) * self.days[hour / 24] * self.scale
    }
}

/// A part of `people` in percent, rounded up, hour by hour.
pub(super) fn part(people: &[u32], percent: u32) -> Vec<u32> {
    let of = |n: u32| (u64::from(n) * u64::from(percent)).div_ceil(100) as u32;
    people.iter().map(|&n| of(n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd(peak: f64) -> Crowd {
        Crowd { size: 1.0, peak, width: 4.0, floor: 0.2, open: (0, 24), midday: 1.0 }
    }

    #[test]
    fn a_crowd_is_largest_at_its_peak_and_wraps_around_midnight() {
        let late = crowd(23.5);
        assert!(late.at(23) > late.at(22));
        assert!(late.at(0) > late.at(2));
        assert!((late.at(0) - late.at(22)).abs() < 1e-12);
    }

    #[test]
    fn scaled_crowds_need_what_is_asked() {
        let calendar = Calendar::new(2027, 5, 15, 6);
        for points in [1, 7, 60] {
            let of = (0..points).map(|i| crowd(f64::from(i % 24))).collect();
            let mut crowds = Crowds::new(of, 2, &calendar, &mut Seed::new(1));
            crowds.scale_to(4_000.0);
            let total: u32 = (0..points as usize).flat_map(|p| crowds.hourly(p)).sum();
            assert!((3_900..4_100).contains(&total), "{points} points: {total}");
        }
    }

    #[test]
    fn a_part_is_rounded_up_and_never_above_the_whole() {
        assert_eq!(part(&[0, 1, 9, 10, 11], 10), [0, 1, 1, 1, 2]);
        assert_eq!(part(&[u32::MAX], 100), [u32::MAX]);
    }
}
