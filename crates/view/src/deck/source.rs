//! The cut: where a deck's text falls into slides, and what stands above them as `key: value`.

use super::{Fault, Source};
use crate::format::Digits;
use crate::notation::Notation;

/// Front matter ends within so many lines, or it is none.
const MOST_FRONT_LINES: usize = 200;

/// Past a mark between slides, an open fence or comment is given so many more lines to be closed.
const PATIENCE: usize = 400;

/// What may stand above a single slide, as in Slidev.
const SLIDE_KEYS: [&str; 9] =
    ["layout", "class", "transition", "background", "clicks", "level", "hideInToc", "routeAlias", "zoom"];

/// A deck cut into slides.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// The deck's front matter.
    pub(super) settings: Vec<(String, String)>,
    /// At least one.
    pub(super) slides: Vec<Source>,
    /// Fences and comments left open, front matter that cannot be read.
    pub(super) faults: Vec<Fault>,
}

/// A line: where it begins, and its text without its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl Line<'_> {
    fn is_mark(&self) -> bool {
        self.text.trim_end() == "---"
    }
}

/// Cuts the text at each line that is `---` and stands in no fence and no comment.
pub(super) fn cut(text: &str) -> Cut {
    let lines = lines(text);
    let mut cut = Cut::default();
    let first = front_matter(&lines, &mut cut);
    let mut pending = Vec::new();
    let mut begin = first;
    let mut here = first;
    while here <= lines.len() {
        if here == lines.len() || lines[here].is_mark() {
            let segment = &lines[begin.min(here)..here];
            if let Some(settings) = slide_settings(segment, here < lines.len()) {
                pending = settings;
            } else if here < lines.len() || !is_blank(segment) || cut.slides.is_empty() {
                let start = lines.get(begin).map_or(text.len(), |line| line.start);
                let end = lines.get(here).map_or(text.len(), |line| line.start);
                let settings = std::mem::take(&mut pending);
                cut.slides.push(Source { range: start..end.max(start), line: begin + 1, settings });
            }
            begin = here + 1;
            here += 1;
        } else {
            here = past_block(&lines, here, &mut cut.faults);
        }
    }
    cut
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let skipped = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut start = skipped;
    let whole = text[skipped..].split_inclusive('\n');
    whole
        .map(|line| {
            let begin = start;
            start += line.len();
            Line { start: begin, text: line.trim_end_matches(['\n', '\r']) }
        })
        .collect()
}

fn is_blank(lines: &[Line<'_>]) -> bool {
    lines.iter().all(|line| line.text.trim().is_empty())
}

/// Reads the deck's front matter; gives the first line after it.
fn front_matter(lines: &[Line<'_>], cut: &mut Cut) -> usize {
    let Some(first) = lines.iter().position(|line| !line.text.trim().is_empty()) else { return 0 };
    if !lines[first].is_mark() {
        return 0;
    }
    let rest = &lines[first + 1..];
    let end = rest.iter().take(MOST_FRONT_LINES).position(|line| matches!(line.text.trim_end(), "---" | "..."));
    let Some(end) = end else { return first + 1 };
    // A mark above the first slide is no front matter unless something like it follows.
    if !rest[..end].iter().any(|line| pair(line.text).is_some()) {
        return first + 1;
    }
    for (place, line) in rest[..end].iter().enumerate() {
        let problem = match pair(line.text) {
            Some(pair) => match problem_of(&pair) {
                None => {
                    cut.settings.push(pair);
                    continue;
                }
                Some(problem) => problem,
            },
            None if is_passed_over(line.text) => continue,
            None => "this line of the front matter is no “key: value”; it is left out.".to_owned(),
        };
        cut.faults.push(Fault { line: first + 2 + place, column: 1, problem });
    }
    first + 1 + end + 1
}

/// Why a setting of the front matter cannot be taken; those of other tools mean nothing here and are no fault.
fn problem_of((key, value): &(String, String)) -> Option<String> {
    match key.as_str() {
        "notation" if Notation::from_name(value).is_none() => {
            let names = Notation::ALL.map(Notation::name).join(", ");
            Some(format!("“{value}” is no notation; there are {names}. It is left out."))
        }
        "digits" if !value.parse().is_ok_and(|digits: u8| Digits::new(digits).is_some()) => {
            let (least, most) = (Digits::MIN, Digits::MAX);
            Some(format!("digits is a whole number from {least} to {most}, not “{value}”; it is left out."))
        }
        _ => None,
    }
}

/// Blank lines, comments and what is nested: other tools' settings, which mean nothing here.
fn is_passed_over(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-'])
}

/// A line `key: value`, the value without its quotes.
fn pair(line: &str) -> Option<(String, String)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter));
    if !is_key || !(value.is_empty() || value.starts_with([' ', '\t'])) {
        return None;
    }
    let value = value.trim();
    let unquoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    Some((key.to_owned(), unquoted.unwrap_or(value).to_owned()))
}

/// The settings of the next slide, where a segment between two marks is nothing but such.
fn slide_settings(segment: &[Line<'_>], is_between: bool) -> Option<Vec<(String, String)>> {
    if !is_between || segment.len() > 2 * SLIDE_KEYS.len() {
        return None;
    }
    let lines = segment.iter().filter(|line| !line.text.trim().is_empty());
    let pairs: Vec<(String, String)> = lines.map(|line| pair(line.text)).collect::<Option<_>>()?;
    pairs.iter().any(|(key, _)| SLIDE_KEYS.contains(&key.as_str())).then_some(pairs)
}

/// The next line to look at: past the fence or comment that opens on this line, if one does.
fn past_block(lines: &[Line<'_>], here: usize, faults: &mut Vec<Fault>) -> usize {
    let line = lines[here].text;
    if let Some(fence) = fence(line) {
        let closes = |text: &str| closes_fence(text, fence);
        let opens = |text: &str| self::fence(text).is_some_and(|(_, _, info)| !info.is_empty());
        return match end_of_block(lines, here, &closes, &opens) {
            Ok(end) => end + 1,
            Err(end) => {
                let column = line.chars().count() - line.trim_start().chars().count() + 1;
                let problem = "this fenced block is never closed; it is taken to end with its slide.".to_owned();
                faults.push(Fault { line: here + 1, column, problem });
                end
            }
        };
    }
    let Some(opening) = line.rfind("<!--").filter(|opening| !line[*opening..].contains("-->")) else { return here + 1 };
    match end_of_block(lines, here, &|text| text.contains("-->"), &|text| text.contains("<!--")) {
        Ok(end) => end + 1,
        Err(end) => {
            let column = line[..opening].chars().count() + 1;
            let problem = "this comment is never closed; it is taken to end with its slide.".to_owned();
            faults.push(Fault { line: here + 1, column, problem });
            end
        }
    }
}

/// The line that closes a block; else, as a fault, the mark that it is taken to end at, or the end of the text.
///
/// A block that runs over a mark and then into the opening of another was forgotten, not meant.
fn end_of_block(
    lines: &[Line<'_>],
    opening: usize,
    closes: &dyn Fn(&str) -> bool,
    opens: &dyn Fn(&str) -> bool,
) -> Result<usize, usize> {
    let mut mark = None;
    for (place, line) in lines.iter().enumerate().skip(opening + 1) {
        if mark.is_some_and(|mark| opens(line.text) || place > mark + PATIENCE) {
            break;
        }
        if closes(line.text) {
            return Ok(place);
        }
        if line.is_mark() {
            mark = mark.or(Some(place));
        }
    }
    Err(mark.unwrap_or(lines.len()))
}

/// The character, the length and the info string of a line that opens a fence.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let body = line.trim_start_matches(' ');
    if line.len() - body.len() > 3 {
        return None;
    }
    let character = body.chars().next().filter(|character| matches!(character, '`' | '~'))?;
    let info = body.trim_start_matches(character);
    let length = body.len() - info.len();
    let is_fence = length >= 3 && !(character == '`' && info.contains('`'));
    is_fence.then(|| (character, length, info.trim()))
}

fn closes_fence(line: &str, (character, length, _): (char, usize, &str)) -> bool {
    fence(line).is_some_and(|(same, long, info)| same == character && long >= length && info.is_empty())
}
