//! What `--help` prints.

use gradlight_core::builtin;
use gradlight_core::example::tree::MAX_BYTES;
use gradlight_view::format::Digits;
use gradlight_view::handout::{MAX_ROUNDS as MAX_HANDED_OUT, MAX_STUDENTS};
use gradlight_view::notation::Notation;
use gradlight_view::report::request::MAX_ROUNDS;

use super::Topic;
use crate::output::Format;

/// How to use the program, or one of its commands.
pub(crate) fn text(topic: Option<Topic>) -> String {
    match topic {
        None => format!("{PROGRAM}{}{OUTCOME}", example()),
        Some(Topic::Gradient) => format!("{GRADIENT}{}{}", example(), shown("gradient two-two-two")),
        Some(Topic::Train) => format!("{}{}{}", train(), example(), shown("train two-two-two --rounds 10000")),
        Some(Topic::Handout) => {
            format!("{}{}{}", handout(), example(), shown("handout two-two-two --worksheet --students 3 --seed 7"))
        }
        Some(Topic::Trace) => {
            format!("{}{}{}", trace(), example(), shown("trace xor --round 100 --sample 2 --format markdown"))
        }
    }
}

fn shown(example: &str) -> String {
    format!("\nFor example: gradlight {example}\n")
}

fn example() -> String {
    let names = builtin::names().collect::<Vec<_>>().join(", ");
    format!(
        "\nEXAMPLE is a built-in name, the path of an example document, or - for standard input.\n\
         Built in: {names}.\n\
         A document is JSON in UTF-8 of at most {} MiB. A file that bears a built-in name is ./NAME.\n",
        MAX_BYTES >> 20
    )
}

const PROGRAM: &str = "\
Gradlight shows every number by which a small neural network learns.

  gradlight gradient EXAMPLE                      the gradient of the cost
  gradlight train EXAMPLE --rounds N [--history]  the state after N rounds
  gradlight trace EXAMPLE [--round K] [--sample N] [--format NAME] [--notation NAME] [--digits N]
                                                  one round, step by step
  gradlight handout EXAMPLE [--worksheet] [--students N --seed S] [--rounds A..B] … > file.html
                                                  rounds on paper, or worksheets and their key
  gradlight handout DECK.md [--layout slides|clicks|notes] > file.html
                                                  a lecture on paper

  -h, --help      this, or more about a command: gradlight trace --help
  -V, --version   which version this is
";

const OUTCOME: &str = "
JSON numbers carry 17 significant digits; what is not finite is null.
Bad input is answered by one line on standard error and exit status 2, with nothing on standard output.
";

const GRADIENT: &str = "\
gradlight gradient EXAMPLE

Prints the cost at the example's parameters and its derivative by every weight (with the L2 penalty) and by every
bias, whether or not the bias rule lets it move: {\"cost\": …, \"weights\": [[[…]]], \"biases\": [[…]]}.
weights[l][j][i] is the weight into neuron j of layer l from place i; biases[l] is [] for a layer without biases.
";

fn train() -> String {
    format!(
        "\
gradlight train EXAMPLE --rounds N [--history]

Prints the state after N finished updates (0 to {MAX_ROUNDS}):
{{\"cost\": …, \"outputs\": [[…]], \"weights\": [[[…]]], \"biases\": [[…]], \"diverged_at\": null}}.
outputs has a list a sample. Where a round's cost or any parameter is no longer finite, training stops: the state is
then the last finite one and diverged_at that round, from 1; the exit status is still 0.

  --history   adds \"history\": the costs at 0, 1, 2, … finished updates
"
    )
}

fn handout() -> String {
    format!(
        "\
gradlight handout EXAMPLE [--worksheet] [--rounds A..B] [--sample N] [--students N] [--seed S]
                  [--notation NAME] [--digits N]
gradlight handout DECK.md [--layout NAME]

Prints one HTML file, complete in itself, to be printed from any browser: each round worked out on sheets of its own,
or a worksheet with blanks followed by its key; of a deck, its slides.

  --worksheet      blanks for the values, and the key on the last pages
  --rounds A..B    these rounds, or only one as in --rounds 2; 1 if left out, at most {MAX_HANDED_OUT} of them
  --sample N       the traced sample: 0, the first, if left out
  --students N     so many sheets, each with inputs, targets, weights and biases of its own; at most {MAX_STUDENTS}
  --seed S         what they are drawn from: the same seed gives the same sheets; 1 if left out
  --notation NAME  {}; {} if left out
  --digits N       places after the point, {} to {}; {} if left out
  --layout NAME    of a deck: slides, a page for each, if left out; clicks, a page for each; notes, beside the slides
",
        Notation::ALL.map(Notation::name).join(", "),
        Notation::default().name(),
        Digits::MIN,
        Digits::MAX,
        Digits::default().places(),
    )
}

fn trace() -> String {
    let names = |all: &[&str]| all.join(", ");
    format!(
        "\
gradlight trace EXAMPLE [--round K] [--sample N] [--format NAME] [--notation NAME] [--digits N]

Prints every step of one round: {{\"round\": 1, \"sample\": 0, \"steps\": [{{\"id\": …, \"phase\": …, \"value\": …,
\"reads\": […], \"text\": …}}]}}. A step's id names its quantity; reads are the ids of what its formula reads.

  --round K        the round that starts from K − 1 finished updates; 1 if left out
  --sample N       the traced sample, counted as the output counts it: 0, the first, if left out
  --format NAME    {}; {} if left out
  --notation NAME  {}; {} if left out
  --digits N       places after the point in formulas, {} to {}; {} if left out

markdown is a table a phase. latex is an align* a phase, for any document that loads amsmath.
csv has the columns id, phase, value, reads (ids apart by spaces) and text; what is not finite is NaN, inf or -inf.
",
        names(&Format::ALL.map(Format::name)),
        Format::default().name(),
        names(&Notation::ALL.map(Notation::name)),
        Notation::default().name(),
        Digits::MIN,
        Digits::MAX,
        Digits::default().places(),
    )
}
