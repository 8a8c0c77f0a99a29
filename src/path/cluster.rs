//! Clusters: posts that every unit may serve all of, or none of.
//!
//! People accept zones, speak languages, hold certificates; what of all that matters for where they may serve leaves
//! far fewer different answers than there are posts. Whatever is worked out for a cluster serves everybody who may
//! serve there; and what a person is to a cluster, its view, leaves out whatever no post of the cluster asks for.

use crate::ground::IdVec;
use crate::ground::ids::Id;
use crate::model::{ANYONE, CastId, Casts, PostId, PostSetId, Problem};
use std::collections::BTreeMap;

crate::typed_ids! {
    /// A cluster of posts.
    ClusterId;
    /// What some casts are to a cluster.
    ViewId;
    /// A post as some casts see it.
    LookId;
}

/// One post as some casts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The post.
    pub post: PostId,
    /// One of the casts that are alike to it.
    pub cast: CastId,
}

/// What casts that differ by nothing that counts there are to a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The cluster.
    pub cluster: ClusterId,
    /// The look of each of the cluster's posts.
    pub looks: Box<[LookId]>,
}

/// The clusters of a problem.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    /// The posts of each cluster, sorted.
    pub posts: IdVec<ClusterId, Box<[PostId]>>,
    /// The clusters that make up each set of posts.
    pub of: IdVec<PostSetId, Box<[ClusterId]>>,
    /// The different looks of all posts, those of a cluster side by side.
    pub looks: IdVec<LookId, Look>,
    /// All views, those of a cluster side by side.
    pub views: IdVec<ViewId, View>,
    /// The view of each cast and cluster that meet, at `cast × clusters + cluster`.
    view_of: Vec<Option<ViewId>>,
}

/// More pairs of a cast and a cluster than this have no views.
const MOST_PAIRS: usize = 1 << 24;

impl Clusters {
    /// The coarsest clusters of which every set of posts is made up, found by refining one set after another.
    pub fn new(problem: &Problem) -> Self {
        let mut cluster_of: IdVec<PostId, u32> = IdVec::filled(0, problem.posts.len());
        let mut sizes = vec![problem.posts.len()];
        let mut inside: BTreeMap<u32, Vec<PostId>> = BTreeMap::new();
        for set in problem.post_sets.iter() {
            inside.clear();
            for &post in set {
                inside.entry(cluster_of[post]).or_default().push(post);
            }
            for (&cluster, posts) in &inside {
                if posts.len() < sizes[cluster as usize] {
                    sizes[cluster as usize] -= posts.len();
                    for &post in posts {
                        cluster_of[post] = sizes.len() as u32;
                    }
                    sizes.push(posts.len());
                }
            }
        }
        let mut posts = vec![Vec::new(); sizes.len()];
        for (post, &cluster) in cluster_of.pairs() {
            posts[cluster as usize].push(post);
        }
        let of = problem.post_sets.iter().map(|set| {
            let mut clusters: Vec<ClusterId> = set.iter().map(|&post| ClusterId(cluster_of[post])).collect();
            clusters.sort_unstable();
            clusters.dedup();
            clusters.into_boxed_slice()
        });
        let mut clusters = Self {
            of: of.collect(),
            looks: IdVec::new(),
            posts: posts.into_iter().map(Vec::into_boxed_slice).collect(),
            views: IdVec::new(),
            view_of: Vec::new(),
        };
        clusters.look(problem);
        clusters
    }

    /// What the cast is to the cluster; nothing where they never meet.
    pub fn view(&self, cast: CastId, cluster: ClusterId) -> Option<ViewId> {
        self.view_of.get(cast.index() * self.posts.len() + cluster.index()).copied().flatten()
    }

    /// Finds the views of all casts that never change, wherever they may serve.
    fn look(&mut self, problem: &Problem) {
        let pairs = self.posts.len().saturating_mul(problem.casts.len());
        if pairs > MOST_PAIRS {
            return;
        }
        let mut meet = vec![false; pairs];
        for unit in problem.units.iter() {
            let Casts::Always(cast) = unit.casts else { continue };
            for cluster in &self.of[unit.posts] {
                meet[cast.index() * self.posts.len() + cluster.index()] = true;
            }
        }
        self.view_of = vec![None; pairs];
        for (cluster, posts) in self.posts.pairs() {
            let mut look_of: BTreeMap<(PostId, Vec<i64>), LookId> = BTreeMap::new();
            let mut view_of: BTreeMap<Box<[LookId]>, ViewId> = BTreeMap::new();
            for cast in problem.casts.ids() {
                let pair = cast.index() * self.posts.len() + cluster.index();
                if !meet[pair] {
                    continue;
                }
                let looks: Box<[LookId]> = posts
                    .iter()
                    .map(|&post| {
                        let counts = &problem.casts[cast];
                        let mut seen = vec![counts.count(ANYONE)];
                        seen.extend(problem.posts[post].terms.iter().map(|term| counts.count(term.need)));
                        *look_of.entry((post, seen)).or_insert_with(|| self.looks.push(Look { post, cast }))
                    })
                    .collect();
                let view = *view_of
                    .entry(looks)
                    .or_insert_with_key(|looks| self.views.push(View { cluster, looks: looks.clone() }));
                self.view_of[pair] = Some(view);
            }
        }
    }
}
