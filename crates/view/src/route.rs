//! The routes: which of the page's views is shown.

/// Whether every view is compiled in.
///
/// The page first loads a module with the Step view alone; the one with all of them comes once another is opened.
pub const HAS_ROOMS: bool = cfg!(feature = "rooms");

/// A view of the page, as the first part of its address names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// One round, step by step.
    #[default]
    Step,
    /// The learning-rate playground.
    Rate,
    /// Lecture decks.
    Slides,
    /// One exhibit for each idea.
    Labs,
}

impl Route {
    /// Every view, in the order of the header.
    pub const ALL: [Self; 4] = [Self::Step, Self::Rate, Self::Slides, Self::Labs];

    /// Whether the view is compiled in.
    pub fn is_in(self) -> bool {
        HAS_ROOMS || self == Self::Step
    }

    /// The view that a link's hash opens, if there is one of that name.
    pub fn of_link(hash: &str) -> Option<Self> {
        let path = hash.trim_start_matches(['#', '/']);
        Self::from_name(path.split(['/', '?']).next()?)
    }

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Rate => "rate",
            Self::Slides => "slides",
            Self::Labs => "labs",
        }
    }

    /// Its name in the header.
    pub fn label(self) -> &'static str {
        match self {
            Self::Step => "Step",
            Self::Rate => "Rate",
            Self::Slides => "Slides",
            Self::Labs => "Labs",
        }
    }

    /// The view of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|route| route.name() == name)
    }
}
