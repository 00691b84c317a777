//! The course of the training in a link: `200x1_100x0.5` are 200 rounds at α = 1, then 100 at 0.5.

use super::MOST_ROUNDS;

/// The legs of the training, each a learning rate and the rounds at it, as a link has them.
pub(super) fn packed(legs: &[(f64, usize)]) -> String {
    let legs: Vec<String> = legs.iter().map(|(rate, rounds)| format!("{rounds}x{rate}")).collect();
    legs.join("_")
}

/// The same again, if they are legs and no more rounds than training takes.
pub(super) fn unpacked(text: &str) -> Option<Vec<(f64, usize)>> {
    let leg = |leg: &str| {
        let (rounds, rate) = leg.split_once('x')?;
        let rate = rate.parse::<f64>().ok().filter(|rate| (0.0..=1000.0).contains(rate))?;
        Some((rate, rounds.parse::<usize>().ok().filter(|rounds| (1..=MOST_ROUNDS).contains(rounds))?))
    };
    let legs: Vec<(f64, usize)> = text.split('_').map(leg).collect::<Option<_>>()?;
    let rounds: usize = legs.iter().map(|(_, rounds)| rounds).sum();
    (rounds <= MOST_ROUNDS).then_some(legs)
}
