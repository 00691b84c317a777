//! A link that is damaged, old or from the future opens what can be read of it and says what was dropped.

use gradlight_e2e::story;

const FIRST: &str = "forward.h1.net";

/// A hash, the round and step it opens all the same, and what the notice has to name.
type Case = (&'static str, usize, &'static str, &'static str);

const PLACES: [Case; 11] = [
    ("#/step/no-such", 1, FIRST, "no-such"),
    ("#/step/two-two-two/0", 1, FIRST, "0"),
    ("#/step/two-two-two/-3", 1, FIRST, "-3"),
    ("#/step/two-two-two/1.5", 1, FIRST, "1.5"),
    ("#/step/two-two-two/many/backward.w5", 1, "backward.w5", "many"),
    ("#/step/two-two-two/99999", 10_001, FIRST, "99999"),
    ("#/step/two-two-two/99999999999999999999999", 1, FIRST, "99999999999999999999999"),
    ("#/step/two-two-two/2/no.such.step", 2, FIRST, "no.such.step"),
    ("#/step/two-two-two/2/backward.o1.bias", 2, FIRST, "backward.o1.bias"),
    ("#/film/two-two-two", 1, FIRST, "film"),
    ("#/%E0%A4%A/x", 1, FIRST, "%E0%A4%A"),
];

const FIELDS: [Case; 17] = [
    ("#/step/two-two-two/3?v=2", 3, FIRST, "version 2"),
    ("#/step/two-two-two/3?v=new", 3, FIRST, "new"),
    ("#/step/two-two-two/3?v=1&digits=1", 3, FIRST, "digits=1"),
    ("#/step/two-two-two/3?v=1&digits=13", 3, FIRST, "digits=13"),
    ("#/step/two-two-two/3?v=1&digits=", 3, FIRST, "digits="),
    ("#/step/two-two-two/3?v=1&rate=0", 3, FIRST, "rate=0"),
    ("#/step/two-two-two/3?v=1&rate=NaN", 3, FIRST, "rate=NaN"),
    ("#/step/two-two-two/3?v=1&rate=1e999", 3, FIRST, "rate=1e999"),
    ("#/step/two-two-two/3?v=1&biases=maybe", 3, FIRST, "biases=maybe"),
    ("#/step/xor/3?v=1&biases=per_layer", 3, "forward.h1.net", "biases=per_layer"),
    ("#/step/two-two-two/3?v=1&update=never", 3, FIRST, "update=never"),
    ("#/step/xor/3?v=1&sample=5", 3, "forward.h1.net", "sample=5"),
    ("#/step/two-two-two/3?v=1&sample=0", 3, FIRST, "sample=0"),
    ("#/step/two-two-two/3?v=1&notation=greek", 3, FIRST, "notation=greek"),
    ("#/step/two-two-two/3?v=1&carry=2", 3, FIRST, "carry=2"),
    ("#/step/two-two-two/3?v=1&x=cubic", 3, FIRST, "x=cubic"),
    ("#/step/two-two-two/3?v=1&frobnicate=1", 3, FIRST, "frobnicate=1"),
];

/// The last document is `{"format": 1}`, deflated as links have it.
const DOCUMENTS: [Case; 5] = [
    ("#/step/own", 1, FIRST, "own"),
    ("#/step/own?v=1&doc=@@@", 1, FIRST, "damaged"),
    ("#/step/two-two-two/4?v=1&doc=AAAA", 4, FIRST, "damaged"),
    ("#/step/two-two-two/4/forward.o1.out?v=1&doc=", 4, "forward.o1.out", "damaged"),
    ("#/step/own/4?v=1&doc=q1ZKyy_KTSxRslIwrAUA", 4, FIRST, "fault"),
];

fn open_all(cases: &[Case]) {
    story(async |app| {
        app.open("").await?;
        for (hash, round, step, named) in cases {
            app.follow("#/step/one-one-one/9").await?;
            app.until_at(9, "forward.h1.net").await?;
            app.follow(hash).await?;
            let notice = app.until_notice().await?;
            assert!(notice.contains(named), "{hash}: {notice}");
            app.until_at(*round, step).await?;
            let example = if hash.contains("xor") { "xor" } else { "two-two-two" };
            assert_eq!(app.chosen("Example").await?, example, "{hash}");
        }
        Ok(())
    });
}

#[test]
fn links_to_places_that_are_not_there() {
    open_all(&PLACES);
}

#[test]
fn links_with_settings_that_cannot_be_read() {
    open_all(&FIELDS);
}

#[test]
fn links_with_damaged_examples() {
    open_all(&DOCUMENTS);
}

#[test]
fn a_bad_link_opened_afresh_leaves_a_page_that_works() {
    story(async |app| {
        for hash in ["#/step/no-such/0/nothing?v=9&doc=!", "#", "#/", "#nonsense", "#/step//", "#?&&=&v="] {
            app.open(hash).await?;
            app.until_at(1, FIRST).await?;
            app.press(&["ArrowRight"]).await?;
            app.until_at(1, "forward.h1.out").await?;
            assert_eq!(app.settled_hash().await?, "#/step/two-two-two/1/forward.h1.out");
        }
        Ok(())
    });
}

#[test]
fn the_notice_goes_when_it_is_dismissed() {
    story(async |app| {
        app.open("#/step/no-such").await?;
        app.until_notice().await?;
        app.click("button", "Dismiss").await?;
        assert_eq!(app.notice().await?, None);
        app.press(&["ArrowRight"]).await?;
        app.until_at(1, "forward.h1.out").await
    });
}
