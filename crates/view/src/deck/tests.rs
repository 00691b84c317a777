//! What a deck's text becomes, and what of it is refused with line and column.

use super::*;
use crate::node::Node;
use crate::slides::check;

fn slide(text: &str) -> Slide {
    Deck::read(text).slide(0)
}

/// The text of each fragment with the click it comes with.
fn fragments(slide: &Slide) -> Vec<(usize, String)> {
    slide.fragments.iter().map(|fragment| (fragment.from, fragment.piece.text())).collect()
}

fn faults(text: &str) -> Vec<String> {
    let deck = Deck::read(text);
    let mut desk = Desk::default();
    let mut faults = deck.faults().to_vec();
    faults.extend((0..deck.len()).flat_map(|place| check(&deck.slide(place), &deck, &mut desk)));
    faults.sort();
    faults.iter().map(Fault::sentence).collect()
}

fn titles(text: &str) -> Vec<String> {
    let deck = Deck::read(text);
    (0..deck.len()).map(|place| deck.slide(place).title_text()).collect()
}

#[test]
fn front_matter_names_the_lecture_and_marks_part_the_slides() {
    let deck = Deck::read(
        "---\ntitle: \"My: lecture\"\nauthor: me\ndigits: 4\nfonts:\n  sans: x\n---\n# One\n\n---\n\n# Two\n---\n# Three\n",
    );
    assert_eq!((deck.title.as_str(), deck.digits, deck.len()), ("My: lecture", Some(4), 3));
    assert_eq!(deck.faults(), []);
    assert_eq!(titles("# One\r\n---\r\n# Two\r\n"), ["One", "Two"], "as some editors end lines");
    assert_eq!(Deck::read("# The first title\n\ntext").title, "The first title");
    assert_eq!(titles("\u{feff}---\ntitle: x\n---\n# One"), ["One"]);
}

#[test]
fn a_slide_of_its_own_settings_is_laid_out_by_them() {
    let deck = Deck::read("# One\n---\nlayout: center\n---\n# Two\n\n---\n\n# Three");
    assert_eq!(deck.len(), 3);
    assert_eq!([0, 1, 2].map(|place| deck.slide(place).layout), [Layout::Auto, Layout::Centre, Layout::Auto]);
    assert_eq!(titles("# One\n---\nNote: this is text\n---\n# Two"), ["One", "", "Two"]);
}

#[test]
fn marks_within_fences_and_comments_part_nothing() {
    assert_eq!(titles("# One\n```yaml\n---\n```\n<!--\n---\nnotes\n-->\n\n---\n\n# Two"), ["One", "Two"]);
}

#[test]
fn a_pause_lets_the_rest_wait_for_the_next_click() {
    let slide = slide("# Title\n\nfirst\n\n. . .\n\nsecond\n\n. . .\n\n- third\n- fourth\n");
    let wanted = [(0, "first"), (1, "second"), (2, "thirdfourth")].map(|(click, text)| (click, text.to_owned()));
    assert_eq!((fragments(&slide), slide.clicks), (wanted.to_vec(), 2));
}

#[test]
fn comments_at_a_slides_end_are_notes() {
    let slide = slide("# Title\n\n<!-- not this -->\n\ntext\n\n<!-- Say *this*. -->\n\n<!--\nAnd that.\n-->\n");
    let notes: Vec<String> = slide.notes.iter().map(Piece::text).collect();
    assert_eq!(notes, ["Say this.", "And that."]);
    assert_eq!(slide.faults, []);
}

#[test]
fn clicks_of_a_fence_begin_with_the_first_click_after_it() {
    let text = "# T\n\na\n\n. . .\n\n```stage\nsteps = [\"forward.h1.out\", \"loss.o1\"]\n[[click]]\nrate = 2\n[[click]]\nat = 9\nround = 2\n```\n";
    let slide = slide(text);
    let clicks: Vec<usize> = slide.widgets[0].clicks.iter().map(|(click, _)| *click).collect();
    assert_eq!((clicks, slide.clicks), (vec![2, 3, 4, 9], 9));
    assert_eq!(faults(text), Vec::<String>::new());
}

#[test]
fn numbers_are_the_engines() {
    let answer = |written: &str| {
        let number = Number::read(written).expect("a reference");
        let answer = Desk::default().ask(&number).expect("an answer");
        number.text(&answer, 6)
    };
    assert_eq!(answer("two-two-two:loss.total:9"), "0.298371109");
    assert_eq!(answer("two-two-two@2:loss.total:9"), "0.291027774");
    assert_eq!(answer("two-two-two?update=sequential@2:loss.total:9"), "0.291027924");
    assert_eq!(answer("two-two-two@10,001:forward.o1.out"), "0.015914");
    assert_eq!(answer("two-two-two:weight.w5"), ".4");
    assert_eq!(answer("two-two-two:weight.w5:2"), "0.40");
    assert_eq!(answer("two-two-two:backward.w7:3"), "−0.023");
    assert_eq!(answer("(-ln(1 - 0.8)):4"), "1.6094");
    assert_eq!(answer("(sigmoid(0.7*0.96 + 0.2*0.01 + 0.4*(-0.01) + 0.7*0.5 + 0.5*0.6 + 0.3)):4"), "0.8348");
    assert_eq!(answer("({two-two-two:loss.o1} + {two-two-two:loss.o2} - {two-two-two:loss.total}):0"), "0");
    assert_eq!(answer("lab/graph:d.x:0"), "−4");
    assert_eq!(answer("lab/graph?preset=linear:d.k:0"), "−3");
    assert_eq!(answer("(2^3^2 - -1*4/2):0"), "514");
}

#[test]
fn what_is_no_number_is_told_with_its_place() {
    let wanted = [
        (
            "`=two-two-two:loss.totl`",
            "Line 1, column 1: “=two-two-two:loss.totl”: there is no quantity “loss.totl” in two-two-two.",
        ),
        ("ab `=two-three:loss.total`", "Line 1, column 4: “=two-three:loss.total”: there is no example “two-three”."),
        (
            "`=nothing`",
            "Line 1, column 1: “=nothing” is no number: write =EXAMPLE:QUANTITY, as in =two-two-two:loss.total:9.",
        ),
        (
            "`=two-two-two@0:loss.total`",
            "Line 1, column 1: “=two-two-two@0:loss.total”: a round is a whole number from 1 to 10,001.",
        ),
        (
            "`=two-two-two:loss.total:99`",
            "Line 1, column 1: “=two-two-two:loss.total:99”: numbers have 0 to 12 places.",
        ),
        (
            "`=two-two-two?rate=x:loss.total`",
            "Line 1, column 1: “=two-two-two?rate=x:loss.total”: “rate=x” could not be read.",
        ),
        ("`=(1 + )`", "Line 1, column 1: “=(1 + )”: the calculation cannot be read from “)” on."),
        ("`=lab/graph?preset=x:d.k`", "Line 1, column 1: “=lab/graph?preset=x:d.k”: “preset=x” could not be read."),
        ("`=lab/none:x`", "Line 1, column 1: “=lab/none:x”: there is no lab “none”."),
    ];
    for (text, fault) in wanted {
        assert_eq!(faults(text), [fault]);
    }
}

#[test]
fn a_faulty_fence_is_told_with_its_place_and_the_rest_still_shows() {
    let text = "# One\n\n```stag\n```\n\nstill here\n\n---\n\n# Two\n\n```stage\nstep = \"forward.h9.net\"\nrate = fast\n```\n\n---\n\n# Three\n";
    assert_eq!(
        faults(text),
        [
            "Line 3, column 1: there is no widget “stag”; did you mean “stage”?",
            "Line 12, column 1: stage: there is no step “forward.h9.net” here.",
            "Line 14, column 8: wrong TOML: “fast” is no number; texts stand in quotes.",
        ]
    );
    assert_eq!(titles(text), ["One", "Two", "Three"]);
    assert!(fragments(&Deck::read(text).slide(0)).contains(&(0, "still here".to_owned())));
}

#[test]
fn unknown_settings_and_clicks_that_cannot_be_done_are_told() {
    let text = "```stage\ncolour = \"red\"\n[[click]]\nstep = \"nowhere\"\n[[click]]\nfly = 1\n```\n";
    assert_eq!(
        faults(text),
        [
            "Line 1, column 1: stage: there is no “nowhere” here.",
            "Line 1, column 1: stage: “colour=red” could not be read.",
            "Line 1, column 1: stage: “fly = 1” cannot be done.",
        ]
    );
}

#[test]
fn a_fence_or_comment_left_open_ends_with_its_slide() {
    let text = "# One\n\n```stage\n\n---\n\n# Two\n\n```stage\n```\n\n---\n\n# Three\n\n<!-- open\n\n---\n\n# Four\n\n<!-- closed -->\n";
    assert_eq!(titles(text), ["One", "Two", "Three", "Four"]);
    let told = faults(text);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].starts_with("Line 3, column 1: this fenced block is never closed"), "{told:#?}");
    assert!(told[1].starts_with("Line 16, column 1: this comment is never closed"), "{told:#?}");
}

#[test]
fn html_is_left_out_and_that_is_said() {
    let text = "# T\n\n<script>alert(1)</script>\n\nan <b onclick=\"x\">inline</b> [link](javascript:alert(1)) ![p](https://x.y/z.png)\n";
    let slide = slide(text);
    let pieces = format!("{:?}", slide.fragments);
    assert!(!pieces.contains("script") && !pieces.contains("onclick") && !pieces.contains("https"), "{pieces}");
    assert!(pieces.contains("inline") && pieces.contains("link"), "the words stay: {pieces}");
    assert_eq!(slide.faults.len(), 4, "{:#?}", slide.faults);
}

#[test]
fn text_from_right_to_left_is_set_so() {
    let slide = slide("# שלום\n\nمرحبا بالعالم\n");
    assert_eq!(slide.title_text(), "שלום");
    let Piece::Element { attributes, .. } = &slide.fragments[0].piece else { panic!("a paragraph") };
    assert_eq!(attributes[0], ("dir", "auto".to_owned()));
}

#[test]
fn a_very_long_deck_is_cut_at_once_and_a_huge_slide_is_cut_short() {
    let deck = Deck::read("# A slide\n\ntext `=two-two-two:loss.total`\n\n---\n\n".repeat(5000));
    assert_eq!(deck.len(), 5000);
    assert_eq!(deck.slide(4999).title_text(), "A slide");
    let huge = Deck::read(format!("# Huge\n\n{}", "`=two-two-two:loss.total` and words ".repeat(600_000)));
    let slide = huge.slide(0);
    assert!(slide.faults.iter().any(|fault| fault.problem.contains("longer than")), "{:?}", slide.faults);
    assert_eq!(slide.title_text(), "Huge");
}

#[test]
fn what_nests_without_end_is_flattened() {
    for text in ["> ".repeat(5000) + "deep", "- ".repeat(3000) + "deep", "*".repeat(4000) + "deep", "[".repeat(9000)] {
        let slide = slide(&text);
        assert!(slide.fragments.len() <= 1);
    }
    let formula = format!("{}x{}", "{".repeat(900), "}".repeat(900));
    assert!(faults(&format!("${formula}$"))[0].contains("nested too deeply"));
    assert!(faults(&format!("`=({}1`", "(".repeat(900)))[0].contains("nested"));
}

#[test]
fn formulas_become_mathml() {
    let markup = |source: &str| {
        let (maths, fault) = Maths::read(source, true, (1, 1));
        assert_eq!(fault, None, "{source}");
        let mut desk = Desk::default();
        for number in &maths.numbers {
            desk.ask(number).expect("an answer");
        }
        maths.node(&desk, 9).to_markup()
    };
    assert!(markup(r"\frac{\partial E}{\partial w_5}").contains(
        "<mfrac><mrow><mi>∂</mi><mi>E</mi></mrow><mrow><mi>∂</mi><msub><mi>w</mi><mn>5</mn></msub></mrow></mfrac>"
    ));
    assert!(markup(r"a_1^{(2)} = \sigma'(z)").contains("<msubsup><mi>a</mi><mn>1</mn><mrow>"));
    assert!(markup(r"\sum_{i=1}^n x_i").contains("<munderover><mo movablelimits=\"false\">∑</mo>"));
    assert!(markup(r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}").matches("<mtr>").count() == 2);
    assert!(
        markup(r"\left( \frac12 \right)^2")
            .contains("<msup><mrow><mo form=\"prefix\">(</mo><mfrac><mn>1</mn><mn>2</mn>")
    );
    let number = markup(r"E = \loss{\val{two-two-two:loss.total:4}}");
    assert!(
        number.contains("class=\"loss\"")
            && number.contains("data-quantity=\"loss.total\"")
            && number.contains(">0.2984<"),
        "{number}"
    );
    assert!(markup("20 \\cdot (-0.1)").contains("<mo form=\"prefix\">−</mo><mn>0.1</mn>"), "a sign, not a difference");
    assert!(markup("a - b").contains("<mo>−</mo>"));
    let function = markup(r"y \ln h - \ln(1 - h)");
    assert!(
        function.contains("<mo form=\"prefix\" lspace=\"0.17em\" rspace=\"0.17em\">ln</mo><mi>h</mi>"),
        "{function}"
    );
    assert!(function.contains("lspace=\"0\" rspace=\"0\">ln</mo>"), "{function}");
    assert!(markup(r"\text{if } w").contains("<mtext>if\u{a0}</mtext>"), "the space is kept");
    assert!(markup(r"\text{total } \sqrt[3]{x} \cdot \tanh z \le 4.5").contains("<mn>4.5</mn>"));
}

#[test]
fn a_formula_that_cannot_be_read_is_shown_as_written_and_told() {
    for (source, part) in [
        (r"\nosuch x", "“\\nosuch” is not known here"),
        (r"\left( x", "lacks its “\\right”"),
        (r"\begin{matrix} 1", "lacks its “\\end”"),
        (r"\frac{1}", "ends too early"),
        (r"a & b", "“&” means something only within"),
    ] {
        let told = faults(&format!("a ${source}$"));
        assert!(told.len() == 1 && told[0].starts_with("Line 1, column 3: ") && told[0].contains(part), "{told:?}");
        let (maths, _) = Maths::read(source, false, (1, 1));
        let shown = crate::node::html("code").class("unread").text(source);
        assert_eq!(maths.node(&Desk::default(), 9), Node::from(shown));
    }
    for source in [r"\frac{1}{2", "x }", "}{"] {
        assert!(Maths::read(source, false, (1, 1)).1.is_some(), "{source}");
    }
}

#[test]
fn toml_is_read_up_to_its_first_fault() {
    let (entries, fault) = toml::read(
        "a = \"x\\n\\u00e9\" # why\nb = [1, 'two', true,\n]\n\n[[click]]\nc = -1.5e2\n[[click]]\nd = \"\"\"\nlong\ntext\"\"\"\n",
    );
    assert_eq!(fault, None);
    assert_eq!(entries[0].value, Setting::Text("x\né".to_owned()));
    assert_eq!(entries[1].value, Setting::List(vec!["1".to_owned(), "two".to_owned(), "1".to_owned()]));
    let Setting::Tables(tables) = &entries[2].value else { panic!("tables") };
    assert_eq!(
        (&tables[0][0].value, &tables[1][0].value),
        (&Setting::Number(-150.0), &Setting::Text("long\ntext".to_owned()))
    );
    for (text, at, part) in [
        ("a = 1\na = 2", 6, "twice"),
        ("a", 1, "expected “=”"),
        ("a = \"open", 4, "not closed"),
        ("a = [1, 2", 4, "not closed"),
        ("a = 1 2", 6, "end of the line"),
        ("a.b = 1", 0, "points"),
        ("a = {}", 4, "one line"),
        ("a = 2026-01-01", 4, "no number"),
        ("= 1", 0, "expected a key"),
        ("[[a]\n", 3, "not closed"),
    ] {
        let (_, fault) = toml::read(text);
        let fault = fault.unwrap_or_else(|| panic!("{text} is read"));
        assert!(fault.problem.contains(part), "{text}: {}", fault.problem);
        assert!(fault.at == at || part == "points", "{text}: at {}", fault.at);
    }
}

#[test]
fn settings_of_the_front_matter_that_cannot_be_taken_are_listed_once_where_they_stand() {
    let text =
        "---\ntitle: x\nnotation: nonsense\ndigits: 99\nwibble: 3\n---\n# One\n\n```stage\n```\n\n```stage\n```\n";
    let deck = Deck::read(text);
    let told: Vec<(usize, bool)> =
        deck.faults().iter().map(|fault| (fault.line, fault.problem.contains("left out"))).collect();
    assert_eq!((told, deck.notation.clone(), deck.digits), (vec![(3, true), (4, true)], None, None));
    assert_eq!(deck.slide(0).faults, []);
}
