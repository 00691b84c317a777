//! The arguments: what the user asks for, or the line that says why it cannot be.
//!
//! lexopt splits them: it is one small file without dependencies, takes paths that are not UTF-8, and leaves the
//! wording of refusals to us, each of which must be one line.

use std::ffi::OsString;

use gradlight_view::format::Digits;
use gradlight_view::nearest::suggestion;
use gradlight_view::notation::Notation;
use gradlight_view::paper::Layout;
use gradlight_view::report::request;
use gradlight_view::slides::is_deck;
use lexopt::{Arg, Parser};

use crate::output::Format;
use crate::refusal::Refusal;

pub(crate) mod help;

/// What the user asks for.
pub(crate) enum Command {
    /// How to use the program, or one of its commands.
    Help(Option<Topic>),
    /// Which version this is.
    Version,
    /// The gradient of the cost.
    Gradient { example: OsString },
    /// The state after so many rounds.
    Train { example: OsString, rounds: usize, history: bool },
    /// One round, step by step.
    Trace(TraceRequest),
    /// Rounds on paper.
    Handout(HandoutRequest),
    /// A lecture on paper.
    Lecture { deck: OsString, layout: Layout },
}

/// A round to be traced and how to print it.
pub(crate) struct TraceRequest {
    pub(crate) example: OsString,
    pub(crate) round: usize,
    /// As it was given, for only the example says how many there are.
    pub(crate) sample: String,
    pub(crate) format: Format,
    pub(crate) notation: Notation,
    pub(crate) digits: Digits,
}

/// Rounds to be printed as sheets.
pub(crate) struct HandoutRequest {
    pub(crate) example: OsString,
    pub(crate) worksheet: bool,
    /// The first and the last, from 1.
    pub(crate) rounds: (usize, usize),
    /// As it was given.
    pub(crate) sample: String,
    pub(crate) students: Option<usize>,
    pub(crate) seed: u64,
    pub(crate) notation: Notation,
    pub(crate) digits: Digits,
}

/// A command's name.
#[derive(Clone, Copy)]
pub(crate) enum Topic {
    Gradient,
    Train,
    Trace,
    Handout,
}

impl Topic {
    const ALL: [Self; 4] = [Self::Gradient, Self::Train, Self::Trace, Self::Handout];

    fn name(self) -> &'static str {
        match self {
            Self::Gradient => "gradient",
            Self::Train => "train",
            Self::Trace => "trace",
            Self::Handout => "handout",
        }
    }

    /// Its own options, and whether each takes a value.
    fn options(self) -> &'static [(&'static str, bool)] {
        match self {
            Self::Gradient => &[],
            Self::Train => &[("rounds", true), ("history", false)],
            Self::Trace => &[("round", true), ("sample", true), ("format", true), ("notation", true), ("digits", true)],
            Self::Handout => &[
                ("layout", true),
                ("worksheet", false),
                ("rounds", true),
                ("sample", true),
                ("students", true),
                ("seed", true),
                ("notation", true),
                ("digits", true),
            ],
        }
    }
}

/// Reads the arguments, the program's own name left out.
///
/// # Errors
/// The refusal of the first one that cannot be.
pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Refusal> {
    let mut parser = Parser::from_args(arguments);
    let topic = match parser.next().map_err(worded)? {
        None => return Err(Refusal::new("a command is missing: gradient, train, trace or handout; --help says more")),
        Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Command::Help(None)),
        Some(Arg::Short('V') | Arg::Long("version")) => return Ok(Command::Version),
        Some(Arg::Value(name)) => topic(&name.to_string_lossy())?,
        Some(Arg::Short(option)) => return Err(unknown_option(&option.to_string(), &[])),
        Some(Arg::Long(option)) => return Err(unknown_option(option, &[])),
    };
    let mut given = Given { topic, example: None, options: Vec::new() };
    while let Some(argument) = parser.next().map_err(worded)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(Some(topic))),
            Arg::Short('V') | Arg::Long("version") => return Ok(Command::Version),
            Arg::Value(value) => given.take_example(value)?,
            Arg::Short(option) => return Err(unknown_option(&option.to_string(), topic.options())),
            Arg::Long(option) => {
                let option = option.to_owned();
                given.take_option(&option, &mut parser)?;
            }
        }
    }
    given.command()
}

fn topic(name: &str) -> Result<Topic, Refusal> {
    Topic::ALL.into_iter().find(|topic| topic.name() == name).ok_or_else(|| {
        let hint = suggestion(name, &Topic::ALL.map(Topic::name));
        Refusal::new(format!("unknown command \"{name}\": {hint}"))
    })
}

fn unknown_option(option: &str, own: &[(&str, bool)]) -> Refusal {
    let known: Vec<String> = own.iter().map(|(name, _)| *name).chain(["help", "version"]).map(dashed).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let option = if option.chars().count() == 1 { format!("-{option}") } else { dashed(option) };
    Refusal::new(format!("unknown option {option}: {}", suggestion(&option, &known)))
}

fn dashed(name: &str) -> String {
    format!("--{name}")
}

fn worded(error: lexopt::Error) -> Refusal {
    match error {
        lexopt::Error::MissingValue { option: Some(option) } => Refusal::new(format!("{option}: its value is missing")),
        lexopt::Error::UnexpectedValue { option, .. } => Refusal::new(format!("{option} takes no value")),
        other => Refusal::new(other.to_string()),
    }
}

/// The arguments after the command's name, not yet understood.
struct Given {
    topic: Topic,
    example: Option<OsString>,
    /// Each option's name and value; the value is empty where it takes none.
    options: Vec<(&'static str, String)>,
}

impl Given {
    fn take_example(&mut self, value: OsString) -> Result<(), Refusal> {
        match self.example.replace(value) {
            None => Ok(()),
            Some(first) => {
                let second = self.example.take().unwrap_or_default();
                let (first, second) = (first.to_string_lossy(), second.to_string_lossy());
                Err(Refusal::new(format!("one EXAMPLE at a time: \"{first}\" and \"{second}\" are two")))
            }
        }
    }

    fn take_option(&mut self, option: &str, parser: &mut Parser) -> Result<(), Refusal> {
        let own = self.topic.options();
        let Some(&(name, takes_value)) = own.iter().find(|(known, _)| *known == option) else {
            return Err(unknown_option(option, own));
        };
        if self.option(name).is_some() {
            return Err(Refusal::new(format!("--{name} is given twice")));
        }
        let value = if takes_value { parser.value().map_err(worded)? } else { OsString::new() };
        self.options.push((name, value.to_string_lossy().into_owned()));
        Ok(())
    }

    fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn command(mut self) -> Result<Command, Refusal> {
        let missing = || Refusal::new("EXAMPLE is missing: a built-in name, a path, or - for standard input");
        let example = self.example.take().ok_or_else(missing)?;
        Ok(match self.topic {
            Topic::Gradient => Command::Gradient { example },
            Topic::Train => {
                Command::Train { example, rounds: self.rounds()?, history: self.option("history").is_some() }
            }
            Topic::Handout if is_deck(&example.to_string_lossy()) => self.lecture(example)?,
            Topic::Handout => Command::Handout(self.handout(example)?),
            Topic::Trace => Command::Trace(TraceRequest {
                example,
                round: self
                    .option("round")
                    .map_or(Ok(1), request::round)
                    .map_err(|fault| Refusal::of_option(&fault))?,
                sample: self.option("sample").unwrap_or("0").to_owned(),
                format: self.named("format", Format::from_name, &Format::ALL.map(Format::name))?,
                notation: self.named("notation", Notation::from_name, &Notation::ALL.map(Notation::name))?,
                digits: self.digits()?,
            }),
        })
    }

    fn lecture(self, deck: OsString) -> Result<Command, Refusal> {
        if let Some((option, _)) = self.options.iter().find(|(option, _)| *option != "layout") {
            return Err(Refusal::new(format!("--{option} is for an example; {} is a deck", deck.to_string_lossy())));
        }
        let layout = self.named("layout", Layout::from_name, &Layout::ALL.map(|(_, name, _)| name))?;
        Ok(Command::Lecture { deck, layout })
    }

    fn handout(self, example: OsString) -> Result<HandoutRequest, Refusal> {
        let whole = |name: &str| match self.option(name) {
            None => Ok(None),
            Some(text) => {
                let bad = || Refusal::new(format!("--{name}: \"{text}\" is not a whole number"));
                text.parse::<u64>().map(Some).map_err(|_| bad())
            }
        };
        if self.option("layout").is_some() {
            return Err(Refusal::new("--layout is for a deck, a file such as lecture.md"));
        }
        let (students, seed) = (whole("students")?, whole("seed")?);
        if seed.is_some() && students.is_none() {
            return Err(Refusal::new("--seed is for --students: how many sheets is missing"));
        }
        Ok(HandoutRequest {
            example,
            worksheet: self.option("worksheet").is_some(),
            rounds: self.option("rounds").map_or(Ok((1, 1)), range)?,
            sample: self.option("sample").unwrap_or("0").to_owned(),
            students: students.map(|students| usize::try_from(students).unwrap_or(usize::MAX)),
            seed: seed.unwrap_or(1),
            notation: self.named("notation", Notation::from_name, &Notation::ALL.map(Notation::name))?,
            digits: self.digits()?,
        })
    }

    fn rounds(&self) -> Result<usize, Refusal> {
        let text =
            self.option("rounds").ok_or_else(|| Refusal::new("--rounds is missing: how many rounds to train"))?;
        request::rounds(text).map_err(|fault| Refusal::of_option(&fault))
    }

    fn named<T: Default>(&self, name: &str, find: fn(&str) -> Option<T>, known: &[&str]) -> Result<T, Refusal> {
        let Some(value) = self.option(name) else {
            return Ok(T::default());
        };
        find(value)
            .ok_or_else(|| Refusal::new(format!("--{name}: unknown {name} \"{value}\": {}", suggestion(value, known))))
    }

    fn digits(&self) -> Result<Digits, Refusal> {
        let Some(text) = self.option("digits") else {
            return Ok(Digits::default());
        };
        text.parse().ok().and_then(Digits::new).ok_or_else(|| {
            Refusal::new(format!("--digits: \"{text}\" is not a whole number from {} to {}", Digits::MIN, Digits::MAX))
        })
    }
}

/// One round, or the first and the last: `2`, `1..3`.
fn range(text: &str) -> Result<(usize, usize), Refusal> {
    let round = |text| request::round(text).map_err(|fault| Refusal::new(format!("--rounds: {}", fault.problem)));
    match text.split_once("..") {
        Some((first, last)) => Ok((round(first)?, round(last)?)),
        None => Ok((round(text)?, round(text)?)),
    }
}
