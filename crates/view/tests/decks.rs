//! The decks that come with the page: nothing wrong with them, and no number typed that the engine can compute.

use std::fs;
use std::path::{Path, PathBuf};

use gradlight_view::deck::{Deck, Desk, Slide};
use gradlight_view::slides::check;

fn decks() -> Vec<(String, Deck)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/decks");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the decks").map(|file| file.expect("a deck").path()).collect();
    files.sort();
    let read = |file: PathBuf| {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        (name, Deck::read(fs::read_to_string(file).expect("a text")))
    };
    files.into_iter().map(read).collect()
}

fn slides(deck: &Deck) -> impl Iterator<Item = Slide> {
    (0..deck.len()).map(|place| deck.slide(place))
}

#[test]
fn nothing_is_wrong_with_any_deck() {
    for (name, deck) in decks() {
        let mut desk = Desk::default();
        let mut faults = deck.faults().to_vec();
        faults.extend(slides(&deck).flat_map(|slide| check(&slide, &deck, &mut desk)));
        let lines: Vec<String> = faults.iter().map(|fault| format!("{name}: {}", fault.sentence())).collect();
        assert!(lines.is_empty(), "{}", lines.join("\n"));
    }
}

#[test]
fn no_number_is_typed_that_the_engine_can_compute() {
    for (name, deck) in decks() {
        for slide in slides(&deck) {
            let prose = slide.prose();
            for word in prose.split(|letter: char| !(letter.is_ascii_digit() || letter == '.')) {
                let places = word.split_once('.').map_or(0, |(_, places)| places.trim_end_matches('.').len());
                assert!(places < 3, "{name}, “{}”: {word} is typed", slide.title_text());
            }
        }
    }
}

#[test]
fn every_deck_is_a_lecture_of_fifteen_to_forty_slides_with_a_title_on_each() {
    for (name, deck) in decks() {
        assert!((15..=40).contains(&deck.len()), "{name} has {} slides", deck.len());
        assert!(!deck.title.is_empty(), "{name} has no title");
        for (place, slide) in slides(&deck).enumerate() {
            assert!(!slide.title.is_empty(), "{name}, slide {}: no title", place + 1);
        }
    }
}
