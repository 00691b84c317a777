//! The notations: how the lectures write the same quantities.

/// A way of writing quantities; it renames, the numbers never change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notation {
    /// `net_h1`, `out_h1`, w₅, b₂, `E_total`.
    #[default]
    NetOut,
    /// z⁽²⁾₁, a⁽²⁾₁, Θ⁽²⁾₁₁, δ⁽²⁾₁, C.
    Delta,
    /// z⁽ᴸ⁾ⱼ, a⁽ᴸ⁾ⱼ, w⁽ᴸ⁾ⱼₖ, C₀: the last layer is L.
    Superscript,
    /// Z₀, A₀, W₀, B₀, C₀: layers counted back from the output.
    CountedBack,
}

impl Notation {
    /// Every notation.
    pub const ALL: [Self; 4] = [Self::NetOut, Self::Delta, Self::Superscript, Self::CountedBack];

    /// Its name in links and on the terminal.
    pub fn name(self) -> &'static str {
        match self {
            Self::NetOut => "net-out",
            Self::Delta => "delta",
            Self::Superscript => "superscript",
            Self::CountedBack => "counted-back",
        }
    }

    /// The notation of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notation| notation.name() == name)
    }

    /// What its menu entry says.
    pub fn label(self) -> &'static str {
        match self {
            Self::NetOut => "net / out",
            Self::Delta => "Θ and δ",
            Self::Superscript => "superscript (L)",
            Self::CountedBack => "layers counted back",
        }
    }
}
