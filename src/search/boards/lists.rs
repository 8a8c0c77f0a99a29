//! Lists of things that belong to one of some others each.

/// Lists of things that belong to one of some others each, one after another.
#[derive(Debug)]
pub(super) struct Lists<T> {
    ends: Vec<usize>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    /// No list at all.
    pub const fn new() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }

    /// Begins with these items the list of the next.
    pub fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(self.items.len());
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list of the one at this place.
    pub fn of(&self, at: usize) -> &[T] {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[from..self.ends[at]]
    }

    /// Lists by the place in the first of each pair; the pairs come in any order, those of a place in theirs.
    pub fn by_place(places: usize, pairs: &[(u32, T)]) -> Self
    where
        T: Copy,
    {
        let mut lists = Self { ends: vec![0; places + 1], items: Vec::new() };
        for &(place, _) in pairs {
            lists.ends[place as usize + 1] += 1;
        }
        for place in 0..places {
            lists.ends[place + 1] += lists.ends[place];
        }
        if let Some(&(_, first)) = pairs.first() {
            lists.items = vec![first; pairs.len()];
        }
        for &(place, item) in pairs {
            let at = &mut lists.ends[place as usize];
            lists.items[*at] = item;
            *at += 1;
        }
        lists.ends.pop();
        lists
    }
}
