//! Posts and lines as a scenario states them, found by the ids that they have in its problem.

use super::scenario::{Line, Need, Post, Scenario};
use crate::ground::IdVec;
use crate::model::{LinePlace, PostId};

/// Where a demand line stands. Points sort before what they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Site {
    /// At a post of the point with this position in the scenario.
    Point(usize),
    /// In the shared entry with this position.
    Shared(usize),
}

/// A demand line as its scenario states it.
#[derive(Clone, Copy, Debug)]
pub struct StatedLine<'a> {
    /// Where it stands.
    pub site: Site,
    /// Of which post it is, if of one.
    pub post: Option<PostId>,
    /// What is written.
    pub line: &'a Line,
    /// What its post requires of everybody.
    pub required: Option<&'a Need>,
}

/// The posts of a scenario by the ids that its problem gives them: the position of the point of each, and its own among the
/// posts of that.
#[derive(Clone, Debug)]
pub struct PostPlaces(IdVec<PostId, (usize, usize)>);

impl PostPlaces {
    /// The posts of `scenario`.
    pub fn of(scenario: &Scenario) -> Self {
        let points = scenario.points.iter().enumerate();
        Self(points.flat_map(|(at, point)| (0..point.posts.len()).map(move |post| (at, post))).collect())
    }

    /// The positions of the point of a post, and of the post there.
    pub fn at(&self, post: PostId) -> (usize, usize) {
        self.0[post]
    }

    /// The post at these positions.
    pub fn id(&self, point: usize, post: usize) -> PostId {
        PostId(self.0.as_slice().partition_point(|place| *place < (point, post)) as u32)
    }

    /// The post as its scenario states it.
    pub fn stated<'a>(&self, scenario: &'a Scenario, post: PostId) -> &'a Post {
        let (point, post) = self.at(post);
        &scenario.points[point].posts[post]
    }

    /// The demand line at a place of the problem, as its scenario states it; nothing where that is no demand.
    pub fn line<'a>(&self, scenario: &'a Scenario, place: LinePlace) -> Option<StatedLine<'a>> {
        match place {
            LinePlace::Post(id, number) => {
                let post = self.stated(scenario, id);
                let (site, line) = (Site::Point(self.at(id).0), post.demand.get(number as usize)?);
                Some(StatedLine { site, post: Some(id), line, required: post.requires.as_ref() })
            }
            LinePlace::Shared(shared, number) => {
                let line = scenario.shared.get(shared as usize)?.demand.get(number as usize)?;
                Some(StatedLine { site: Site::Shared(shared as usize), post: None, line, required: None })
            }
            LinePlace::Supervision(..) => None,
        }
    }
}
