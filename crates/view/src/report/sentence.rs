//! The sentence of a refusal as it is shown: one line, whatever the faulty document put into it.

/// More characters than this no sentence needs; what a document put beyond them is cut.
const LONGEST: usize = 400;

/// The sentence on one line: control characters escaped, the far end of an endless one cut.
pub fn one_line(sentence: &str) -> String {
    let mut line = String::with_capacity(sentence.len().min(2 * LONGEST));
    for (place, character) in sentence.chars().enumerate() {
        match character {
            _ if place == LONGEST => {
                line.push('…');
                break;
            }
            '\u{2028}' | '\u{2029}' => line.extend(character.escape_unicode()),
            _ if character.is_control() => line.extend(character.escape_default()),
            _ => line.push(character),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_and_escape_sequences_lose_their_power() {
        assert_eq!(one_line("a\nb\r\u{1b}[31m\u{2028}"), "a\\nb\\r\\u{1b}[31m\\u{2028}");
        assert_eq!(one_line("samples[0].target: sums to 1.5, not 1"), "samples[0].target: sums to 1.5, not 1");
    }

    #[test]
    fn an_endless_sentence_is_cut() {
        assert_eq!(one_line(&"é".repeat(LONGEST)).chars().count(), LONGEST);
        assert_eq!(one_line(&"é".repeat(5 * LONGEST)).chars().count(), LONGEST + 1);
    }
}
