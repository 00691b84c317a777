//! Handouts: one HTML file, complete in itself, with the numbers that the trace has.

use crate::command::{classical, file, run};

/// Every `data-quantity` with its `data-value`, in order.
fn shown(html: &str) -> Vec<(String, f64)> {
    html.split("data-quantity=\"")
        .skip(1)
        .filter_map(|rest| {
            let (id, rest) = rest.split_once('"')?;
            let (_, rest) = rest.split_once("data-value=\"")?;
            Some((id.to_owned(), rest.split('"').next()?.parse().ok()?))
        })
        .collect()
}

#[test]
fn a_handout_is_one_file_that_needs_nothing_else() {
    let html = run(["handout", "two-two-two"]).output();
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && html.ends_with("</html>\n"));
    for outside in ["<link", "<script", "<img", "url(fonts", "url(\"", " style=\"", "href=\"http"] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert!(html.contains("<title>Gradlight: two inputs, two hidden, two outputs</title>"));
    assert!(html.contains("data:font/woff2;base64,") && html.contains("@page") && html.contains("<svg"));
}

#[test]
fn its_numbers_are_the_traces() {
    let html = run(["handout", "two-two-two", "--rounds", "2"]).output();
    let trace = run(["trace", "two-two-two", "--round", "2"]).json();
    let numbers = shown(&html);
    for step in trace["steps"].as_array().expect("steps") {
        let (id, value) = (step["id"].as_str().expect("an id"), step["value"].as_f64().expect("a number"));
        assert!(numbers.iter().any(|(shown, number)| shown == id && *number == value), "{id} {value}");
    }
    assert!(numbers.iter().any(|(id, value)| id == "loss.total" && (*value - 0.291_027_773_693_599_33).abs() < 1e-15));
}

#[test]
fn worksheets_are_counted_and_the_same_for_ever() {
    let order = ["handout", "two-two-two", "--worksheet", "--students", "3", "--seed", "7", "--rounds", "1..2"];
    let html = run(order).output();
    assert_eq!(html.matches("class=\"sheet worksheet\"").count(), 6, "three students, two rounds each");
    assert_eq!(html.matches("class=\"sheet key\"").count(), 1);
    assert_eq!(html.matches("class=\"key-round\"").count(), 6);
    assert_eq!(html, run(order).output(), "the same seed gives the same file");
    let other = run(["handout", "two-two-two", "--worksheet", "--students", "3", "--seed", "8"]).output();
    assert_ne!(shown(&html)[..8], shown(&other)[..8]);
}

#[test]
fn notation_digits_and_sample_are_taken() {
    let html = run(["handout", "xor", "--notation", "delta", "--digits", "4", "--sample", "3"]).output();
    assert!(html.contains("sample 4 of 4") && html.contains('Θ'));
    assert!(!html.contains("net<"), "no name of another notation");
}

#[test]
fn a_title_that_someone_typed_stays_text() {
    let mut document = classical();
    document["title"] = "<script>alert(1)</script>".into();
    let path = file("titled.json", document.to_string());
    let html = run(["handout".as_ref(), path.as_os_str()]).output();
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
}

#[test]
fn a_lecture_is_printed_by_slide_by_click_and_with_notes() {
    let deck = "# One\n\n```stage\nstep = \"backward.w5\"\n```\n\n. . .\n\n`=two-two-two:loss.total:9`\n\n---\n\n# Two\n\n<!-- said -->\n";
    let path = file("lecture.md", deck);
    let pages = |layout: &str| {
        let html = run(["handout".as_ref(), path.as_os_str(), "--layout".as_ref(), layout.as_ref()]).output();
        assert!(!html.contains("<canvas") && !html.contains("<button") && html.contains("data:font/woff2;base64,"));
        html
    };
    assert_eq!(pages("slides").matches("class=\"paper-slide\"").count(), 2);
    assert_eq!(pages("clicks").matches("class=\"paper-slide\"").count(), 3);
    let notes = pages("notes");
    assert!(notes.matches("class=\"paper-row\"").count() == 2 && notes.contains("said"));
    assert!(shown(&notes).iter().any(|(id, value)| id == "loss.total" && (value - 0.298_371_108).abs() < 1e-8));
}

#[test]
fn what_cannot_be_printed_is_refused_in_one_line() {
    let refusal = |more: &[&str]| run([&["handout", "xor"], more].concat()).refusal();
    assert_eq!(refusal(&["--students", "0"]), "--students: 0 is not a number from 1 to 500");
    assert_eq!(refusal(&["--students", "many"]), "--students: \"many\" is not a whole number");
    assert_eq!(refusal(&["--seed", "3"]), "--seed is for --students: how many sheets is missing");
    assert_eq!(refusal(&["--rounds", "3..1"]), "--rounds: 3 to 1 is no range of at most 50 rounds, from 1");
    assert_eq!(refusal(&["--rounds", "0"]), "--rounds: 0 is less than 1, the first round");
    assert_eq!(refusal(&["--rounds", "1..x"]), "--rounds: \"x\" is not a whole number");
    assert!(refusal(&["--sample", "4"]).starts_with("--sample: 4 is more than 3"));
    assert!(refusal(&["--blank"]).starts_with("unknown option --blank"));
    assert_eq!(refusal(&["--layout", "notes"]), "--layout is for a deck, a file such as lecture.md");
    assert_eq!(run(["handout", "no.md"]).refusal(), "no.md cannot be read: there is no such file");
    assert_eq!(run(["handout", "no.md", "--seed", "3"]).refusal(), "--seed is for an example; no.md is a deck");
    assert!(run(["handout", "no.md", "--layout", "note"]).refusal().contains("notes"));
    assert!(run(["handout", "two-two-one-lin"]).refusal().contains("two-two-one-linear"));
}
