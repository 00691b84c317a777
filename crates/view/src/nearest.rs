//! The nearest name: what someone who misspelt one probably meant.

use strsim::damerau_levenshtein;

/// The known name fewest slips of the finger away, if it is so near that it is probably meant.
///
/// Up to a third of the letters, and at least one, may be wrong; the first of equally near names wins.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: String = name.chars().take(64).collect::<String>().to_lowercase();
    let distances = known.into_iter().map(|candidate| (damerau_levenshtein(&name, candidate), candidate));
    let (distance, candidate) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= (candidate.chars().count() / 3).max(1)).then_some(candidate)
}

/// The end of a sentence about an unknown name: what was probably meant, or else what is known.
pub fn suggestion(name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(candidate) => format!("did you mean {candidate}?"),
        None => format!("known are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_something_else_finds_none() {
        let names = ["two-two-two", "two-two-one-linear", "xor"];
        assert_eq!(nearest("two-two-too", names), Some("two-two-two"));
        assert_eq!(nearest("XOR", names), Some("xor"));
        assert_eq!(nearest("two_two_one_linear", names), Some("two-two-one-linear"));
        assert_eq!(nearest("xo", names), Some("xor"));
        assert_eq!(nearest("mnist", names), None);
        assert_eq!(suggestion("mnist", &["a", "b"]), "known are a, b");
    }
}
