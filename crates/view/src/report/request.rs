//! The whole numbers that a report is asked with, read and bounded alike for both who ask.

use gradlight_core::example::{Example, Fault};

/// The most rounds that are run in one go.
pub const MAX_ROUNDS: usize = 10_000_000;

/// The most weights of an example that is traced.
pub const MAX_TRACED_WEIGHTS: usize = 1 << 16;

/// The most weights times samples of an example that is traced, for a trace passes over every sample.
pub const MAX_TRACED_WORK: usize = 1 << 20;

/// How many rounds to train, from 0.
///
/// # Errors
/// The fault at `rounds` where the text is no whole number in range.
pub fn rounds(text: &str) -> Result<usize, Fault> {
    whole("rounds", text, (0, ""), (MAX_ROUNDS, ", the most"))
}

/// Which round to trace, from 1.
///
/// # Errors
/// The fault at `round` where the text is no whole number in range.
pub fn round(text: &str) -> Result<usize, Fault> {
    whole("round", text, (1, ", the first round"), (MAX_ROUNDS + 1, ", the last that is reached"))
}

/// Which sample to trace, from 0 as reports count them.
///
/// # Errors
/// The fault at `sample` where the text is no whole number or is beyond the example's last sample.
pub fn sample(text: &str, example: &Example) -> Result<usize, Fault> {
    whole("sample", text, (0, ", the first sample"), (example.samples().len() - 1, ", the last sample"))
}

/// Whether an example is small enough to be traced.
///
/// # Errors
/// The fault at `layers` or `samples` where it is not.
pub(super) fn traceable(example: &Example) -> Result<(), Fault> {
    let (weights, samples) = (example.network().weights().len(), example.samples().len());
    if weights > MAX_TRACED_WEIGHTS {
        let problem = format!("{weights} weights are too many to trace, at most {MAX_TRACED_WEIGHTS}");
        return Err(Fault::new("layers", problem));
    }
    if weights * samples > MAX_TRACED_WORK {
        let most = MAX_TRACED_WORK / weights;
        return Err(Fault::new(
            "samples",
            format!("{samples} are too many to trace {weights} weights, at most {most}"),
        ));
    }
    Ok(())
}

fn whole(name: &str, text: &str, least: (usize, &str), most: (usize, &str)) -> Result<usize, Fault> {
    let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::new(name, format!("\"{text}\" is not a whole number")));
    }
    // What does not fit is beyond every bound.
    let value = digits.parse().unwrap_or(usize::MAX);
    if value < least.0 || (is_negative && value > 0) {
        return Err(Fault::new(name, format!("{text} is less than {}{}", least.0, least.1)));
    }
    if value > most.0 {
        return Err(Fault::new(name, format!("{text} is more than {}{}", most.0, most.1)));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gradlight_core::builtin;

    fn refused<T: std::fmt::Debug>(result: Result<T, Fault>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn whole_numbers_in_range_are_taken() {
        let xor = builtin::example("xor").unwrap();
        assert_eq!((rounds("0"), rounds("10000000"), round("1")), (Ok(0), Ok(MAX_ROUNDS), Ok(1)));
        assert_eq!((sample("0", &xor), sample("3", &xor), sample("-0", &xor)), (Ok(0), Ok(3), Ok(0)));
    }

    #[test]
    fn everything_else_is_refused_in_a_sentence() {
        let xor = builtin::example("xor").unwrap();
        for text in ["", "-", "abc", "1.5", "1e3", "+3", " 3", "NaN", "١"] {
            assert_eq!(refused(rounds(text)), format!("rounds: \"{text}\" is not a whole number"));
        }
        assert_eq!(refused(rounds("-1")), "rounds: -1 is less than 0");
        assert_eq!(refused(rounds("10000001")), "rounds: 10000001 is more than 10000000, the most");
        let huge = "99999999999999999999999";
        assert_eq!(refused(rounds(huge)), format!("rounds: {huge} is more than 10000000, the most"));
        assert_eq!(refused(rounds(&format!("-{huge}"))), format!("rounds: -{huge} is less than 0"));
        assert_eq!(refused(round("0")), "round: 0 is less than 1, the first round");
        assert_eq!(refused(sample("4", &xor)), "sample: 4 is more than 3, the last sample");
        assert_eq!(refused(sample("-1", &xor)), "sample: -1 is less than 0, the first sample");
    }
}
