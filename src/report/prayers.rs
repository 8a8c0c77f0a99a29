//! The five daily prayers at a place, by the method of Umm al-Qura: Fajr with the sun 18.5° below the horizon, Maghrib at sunset,
//! Isha ninety minutes after it and in Ramadan two hours; Asr when a shadow has grown by the length of what casts it.
//!
//! The sun's place is that of the Astronomical Almanac's low-precision formulas, good to a hundredth of a degree between 1950 and
//! 2050, so that times are good to a minute or two (a test holds them against those published for Makkah). They are marks on a
//! chart, not a call to prayer: mosques go by the published timetable.

use super::dates::Civil;

/// A place on the globe, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Site {
    /// Latitude, north is positive.
    pub(super) latitude: f64,
    /// Longitude, east is positive.
    pub(super) longitude: f64,
}

/// Makkah: where a scenario names no place.
pub(super) const MAKKAH: Site = Site { latitude: 21.4225, longitude: 39.8262 };

/// The prayers of a day, with the keys of their names.
pub(super) const NAMES: [&str; 5] = ["fajr", "dhuhr", "asr", "maghrib", "isha"];

/// How far below the horizon the sun's middle is at sunset: refraction and half its disc.
const SUNSET: f64 = 0.833;
/// The same at Fajr.
const FAJR: f64 = 18.5;

/// Where the sun stands on a date.
struct Sun {
    /// Degrees north of the equator.
    declination: f64,
    /// By how many minutes the sun is ahead of the clock.
    equation: f64,
}

impl Sun {
    /// The sun so many days, and parts of them, after noon on 1 January 2000, universal time.
    fn at(days: f64) -> Self {
        let anomaly = (357.529 + 0.985_600_28 * days).to_radians();
        let mean = (280.459 + 0.985_647_36 * days).rem_euclid(360.0);
        let longitude = (mean + 1.915 * anomaly.sin() + 0.020 * (2.0 * anomaly).sin()).to_radians();
        let tilt = (23.439 - 0.000_000_36 * days).to_radians();
        let declination = (tilt.sin() * longitude.sin()).asin().to_degrees();
        let ascension = (tilt.cos() * longitude.sin()).atan2(longitude.cos()).to_degrees();
        let ahead = (mean - ascension + 180.0).rem_euclid(360.0) - 180.0;
        Self { declination, equation: ahead * 4.0 }
    }

    /// Minutes from noon until the sun is `below` degrees below the horizon of a latitude; nothing where it never is.
    fn until(&self, latitude: f64, below: f64) -> Option<f64> {
        let (latitude, declination) = (latitude.to_radians(), self.declination.to_radians());
        let cosine = (-below.to_radians().sin() - latitude.sin() * declination.sin())
            / (latitude.cos() * declination.cos());
        (-1.0..=1.0).contains(&cosine).then(|| cosine.acos().to_degrees() * 4.0)
    }
}

/// When the prayers of `date` are at `site`, each in minutes of universal time from the midnight that opens the date; `evening`
/// is how long Isha is after Maghrib. What the sun does not do there on that date is left out.
pub(super) fn prayers(site: Site, date: Civil, evening: f64) -> [Option<f64>; 5] {
    let noon = 720.0 - site.longitude * 4.0;
    let days = date.days_of_millennium() as f64;
    // The sun as it stands at the time that is asked for, found in two steps.
    let at = |guess: f64, moment: &dyn Fn(&Sun) -> Option<f64>| -> Option<f64> {
        let sun = |minute: f64| Sun::at(days - 0.5 + minute / 1440.0);
        let first = moment(&sun(guess))?;
        moment(&sun(first))
    };
    let dhuhr = at(noon, &|sun| Some(noon - sun.equation));
    let turned = |below: f64, sign: f64| {
        at(noon + sign * 360.0, &|sun: &Sun| {
            Some(noon - sun.equation + sign * sun.until(site.latitude, below)?)
        })
    };
    let asr = at(noon + 200.0, &|sun| {
        let height =
            (1.0 + (site.latitude - sun.declination).abs().to_radians().tan()).recip().atan().to_degrees();
        Some(noon - sun.equation + sun.until(site.latitude, -height)?)
    });
    let maghrib = turned(SUNSET, 1.0);
    [turned(FAJR, -1.0), dhuhr, asr, maghrib, maghrib.map(|sunset| sunset + evening)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Local times in Makkah as ummulqura.org.sa published them for 2016.
    const PUBLISHED: [((u8, u8), [&str; 5]); 12] = [
        ((1, 5), ["05:39", "12:26", "15:32", "17:53", "19:23"]),
        ((2, 4), ["05:39", "12:35", "15:49", "18:13", "19:43"]),
        ((3, 5), ["05:22", "12:33", "15:55", "18:27", "19:57"]),
        ((4, 3), ["04:55", "12:24", "15:50", "18:37", "20:07"]),
        ((5, 2), ["04:27", "12:18", "15:39", "18:47", "20:17"]),
        ((6, 4), ["04:11", "12:20", "15:37", "19:01", "20:31"]),
        ((7, 8), ["04:18", "12:26", "15:43", "19:07", "20:37"]),
        ((8, 2), ["04:32", "12:27", "15:46", "19:00", "20:30"]),
        ((9, 4), ["04:48", "12:20", "15:45", "18:34", "20:04"]),
        ((10, 6), ["04:58", "12:09", "15:32", "18:04", "19:34"]),
        ((11, 5), ["05:09", "12:05", "15:19", "17:43", "19:13"]),
        ((12, 4), ["05:24", "12:12", "15:17", "17:38", "19:08"]),
    ];

    #[test]
    fn the_prayers_in_makkah_are_those_published_to_two_minutes() {
        for ((month, day), times) in PUBLISHED {
            let found = prayers(MAKKAH, Civil { year: 2016, month, day }, 90.0);
            for ((published, found), name) in times.into_iter().zip(found).zip(NAMES) {
                let (hours, minutes) = published.split_once(':').unwrap();
                let published = hours.parse::<f64>().unwrap() * 60.0 + minutes.parse::<f64>().unwrap();
                let found = found.unwrap() + 180.0;
                assert!(
                    (found - published).abs() < 2.0,
                    "{name} on {month}/{day}: {found} and not {published}"
                );
            }
        }
    }

    #[test]
    fn where_the_sun_does_not_set_there_is_no_sunset() {
        let north = Site { latitude: 80.0, longitude: 15.0 };
        let found = prayers(north, Civil { year: 2027, month: 6, day: 21 }, 90.0);
        assert_eq!((found[0], found[3], found[4]), (None, None, None));
        assert!(found[1].is_some());
    }
}
