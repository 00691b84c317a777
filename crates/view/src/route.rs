//! The routes: which of the page's views is shown.

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
