//! The commands that stand for one sign.

/// What a command stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    /// A letter.
    Letter(&'static str),
    /// A sign between operands, a relation, an arrow or a bracket.
    Operator(&'static str),
    /// A sum, product or integral.
    Large(&'static str),
    /// A function's name, set upright.
    Function(&'static str),
    /// Space of that width.
    Space(&'static str),
    /// What stands over the argument.
    Over(&'static str),
    /// What stands under the argument.
    Under(&'static str),
}

/// Letters, as name and sign in turn.
const LETTERS: &str = "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι \
    kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω \
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω \
    partial ∂ nabla ∇ infty ∞ ell ℓ emptyset ∅ hbar ℏ top ⊤";

/// Signs, as name and sign in turn.
const OPERATORS: &str = "cdot · times × div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • odot ⊙ otimes ⊗ oplus ⊕ \
    le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ equiv ≡ sim ∼ propto ∝ ll ≪ gg ≫ in ∈ notin ∉ subset ⊂ \
    to → rightarrow → leftarrow ← gets ← Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ mapsto ↦ longrightarrow ⟶ uparrow ↑ \
    downarrow ↓ implies ⇒ iff ⇔ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ colon : mid | vert | Vert ‖ lVert ‖ rVert ‖ \
    lvert | rvert | langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ prime ′ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ \
    therefore ∴ checkmark ✓ { { } } % % $ $ # # _ _ & &";

/// Functions by their own names.
const FUNCTIONS: [&str; 14] =
    ["ln", "log", "exp", "sin", "cos", "tan", "tanh", "max", "min", "lim", "det", "dim", "arg", "sgn"];

/// What a command of that name stands for, if it is known.
pub(super) fn symbol(name: &str) -> Option<Symbol> {
    if let Some(letter) = paired(LETTERS, name) {
        return Some(Symbol::Letter(letter));
    }
    if let Some(sign) = paired(OPERATORS, name) {
        return Some(Symbol::Operator(sign));
    }
    if let Some(function) = FUNCTIONS.into_iter().find(|function| *function == name) {
        return Some(Symbol::Function(function));
    }
    Some(match name {
        "sum" => Symbol::Large("∑"),
        "prod" => Symbol::Large("∏"),
        "int" => Symbol::Large("∫"),
        "," | ":" => Symbol::Space("0.17em"),
        ";" | ">" | " " => Symbol::Space("0.28em"),
        "!" => Symbol::Space("-0.17em"),
        "quad" => Symbol::Space("1em"),
        "qquad" => Symbol::Space("2em"),
        "hat" | "widehat" => Symbol::Over("^"),
        "bar" | "overline" => Symbol::Over("‾"),
        "vec" => Symbol::Over("→"),
        "tilde" | "widetilde" => Symbol::Over("~"),
        "dot" => Symbol::Over("˙"),
        "overbrace" => Symbol::Over("⏞"),
        "underbrace" => Symbol::Under("⏟"),
        "underline" => Symbol::Under("_"),
        _ => return None,
    })
}

fn paired(pairs: &'static str, name: &str) -> Option<&'static str> {
    let mut words = pairs.split_ascii_whitespace();
    while let (Some(known), Some(sign)) = (words.next(), words.next()) {
        if known == name {
            return Some(sign);
        }
    }
    None
}
