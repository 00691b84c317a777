//! A lecture, presented with a clicker: every slide and click, keys, links, and what widgets keep.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};
use serde_json::{Value, json};

/// Clicks through the deck as a clicker does, from where it is to its end, and tells of each slide and click that is not
/// the next, and of what reaches beyond the slide, or beyond the window.
const CLICK_THROUGH: &str = "
    const finish = arguments[arguments.length - 1], faults = [];
    const place = () => {
        const { slide, click } = document.querySelector('[data-view=slide]').dataset;
        return [+slide, +click];
    };
    const beyond = () => {
        const slide = document.querySelector('.screen > .slide'), frame = slide.getBoundingClientRect();
        const page = document.documentElement, out = [];
        if (page.scrollWidth > page.clientWidth) out.push('the page: ' + page.scrollWidth);
        if (innerWidth <= 820) return out;
        if (slide.scrollHeight > slide.clientHeight + 1 || slide.scrollWidth > slide.clientWidth + 1) out.push('the slide');
        for (const e of slide.querySelectorAll('.slide-title, .prose > *, .slide-body > *, .widget > *')) {
            const box = e.getBoundingClientRect();
            if (box.bottom > frame.bottom + 1 || box.right > frame.right + 1) out.push(e.className || e.tagName);
        }
        for (const e of slide.querySelectorAll('.formula-card, .slide-table, .quiz, .widget-scroll')) {
            if (e.scrollHeight > e.clientHeight + 2) out.push(e.className);
        }
        return out;
    };
    const painted = () => new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
    (async () => {
        for (let here = place(); ; ) {
            await painted();
            const out = beyond();
            if (out.length) faults.push(`${here}: ${out}`);
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }));
            const [slide, click] = place();
            if (slide === here[0] && click === here[1]) return finish({ last: slide, faults });
            const isNext = slide === here[0] ? click === here[1] + 1 : slide === here[0] + 1 && click === 0;
            if (!isNext) faults.push(`from ${here} to ${[slide, click]}`);
            here = [slide, click];
        }
    })();";

/// Goes through a deck by a clicker's one key and looks at each slide and click.
async fn click_through(app: &AppPage, stem: &str) -> Result<()> {
    app.open(&format!("#/slides/{stem}")).await?;
    app.until_on_slide(1, 0).await?;
    let slides = app.attribute(".bar progress", "max").await?.context("how many slides")?.parse::<u64>()?;
    let seen = app.script_to_end(CLICK_THROUGH, vec![]).await?;
    assert_eq!(seen, json!({ "last": slides, "faults": [] }), "{stem}");
    Ok(())
}

/// The decks of the page.
async fn stems(app: &AppPage) -> Result<Vec<String>> {
    app.open("#/slides").await?;
    let listed = app.script_to_end("fetch('decks/index.json').then(r => r.json()).then(arguments[0]);", vec![]).await?;
    let decks = listed.as_array().context("the list of decks")?;
    Ok(decks.iter().filter_map(|deck| deck["stem"].as_str().map(str::to_owned)).collect())
}

#[test]
fn a_clicker_leads_through_every_slide_and_click_on_a_projector() {
    story(async |app| {
        app.resize(1280, 720).await?;
        for stem in stems(app).await? {
            click_through(app, &stem).await?;
        }
        Ok(())
    });
}

#[test]
fn a_phone_shows_every_slide_without_scrolling_sideways() {
    story(async |app| {
        app.resize(360, 740).await?;
        for stem in stems(app).await? {
            click_through(app, &stem).await?;
        }
        Ok(())
    });
}

#[test]
fn the_keys_go_where_the_table_says() {
    story(async |app| {
        app.open("#/slides/worked-example/6").await?;
        app.until_on_slide(6, 0).await?;
        for (key, slide, click) in [
            ("ArrowRight", 6, 1),
            ("Space", 6, 2),
            ("n", 7, 0),
            ("ArrowLeft", 6, 2),
            ("p", 6, 1),
            ("ArrowUp", 6, 0),
            ("ArrowDown", 7, 0),
            ("PageUp", 6, 2),
            ("End", 34, 0),
            ("Home", 1, 0),
        ] {
            app.press(&[key]).await?;
            app.until_on_slide(slide, click).await?;
        }
        app.press(&["g"]).await?;
        app.until("the field", "return document.activeElement?.matches('input[data-autofocus]');", vec![]).await?;
        app.type_text("12").await?;
        app.press(&["Enter"]).await?;
        app.until_on_slide(12, 0).await?;
        app.press(&["b"]).await?;
        assert_eq!(app.count(".black").await?, 1);
        app.press(&["PageDown"]).await?;
        app.until_on_slide(12, 0).await?;
        assert_eq!(app.count(".black").await?, 0, "the first press brings the slide back");
        app.press(&["o", "ArrowRight", "ArrowDown", "Enter"]).await?;
        app.until_on_slide(17, 0).await?;
        let hash = app.settled_hash().await?;
        assert_eq!(hash, "#/slides/worked-example/17");
        Ok(())
    });
}

#[test]
fn a_widget_in_use_never_takes_the_clickers_keys() {
    story(async |app| {
        app.open("#/slides/worked-example/32").await?;
        app.until_on_slide(32, 0).await?;
        app.tab_to("slider", "Learning rate, slider").await?;
        app.press(&["ArrowRight"]).await?;
        app.until_on_slide(32, 0).await?;
        assert_ne!(app.text(".dial b").await?, "0.5", "the slider keeps its arrows");
        app.press(&["PageDown"]).await?;
        app.until_on_slide(32, 1).await?;
        assert_eq!(app.text(".dial b").await?, "0.05", "the click sets its own rate");
        app.press(&["PageUp"]).await?;
        app.until_on_slide(32, 0).await?;
        Ok(())
    });
}

#[test]
fn a_link_and_a_reload_bring_back_slide_click_and_widget() {
    story(async |app| {
        app.open("#/slides/worked-example/7/1").await?;
        app.until_on_slide(7, 1).await?;
        app.click("button", "Next step").await?;
        let crumb = app.text(".widget .crumb").await?;
        assert!(crumb.contains("output of h₂"), "{crumb}");
        app.settled_hash().await?;
        app.reload().await?;
        app.until_on_slide(7, 1).await?;
        assert_eq!(app.text(".widget .crumb").await?, crumb);
        app.click("button", "Open in Step").await?;
        app.until_at(1, "forward.h2.out").await?;
        app.click("link", "‹ Slide 7").await?;
        app.until_on_slide(7, 1).await?;
        assert_eq!(app.text(".widget .crumb").await?, crumb, "the way back leads to the same click");
        app.open("#/slides/worked-example/99").await?;
        assert!(app.until_notice().await?.contains("34 slides"));
        app.expect_faults(&["404"]);
        app.open("#/slides/no-such-deck").await?;
        let notice = app.until_notice().await?;
        assert!(notice.contains("no-such-deck"), "{notice}");
        Ok(())
    });
}

#[test]
fn the_page_s_address_names_a_deck_beside_it() {
    story(async |app| {
        app.open_file_served("?deck=decks/step-by-step.md").await?;
        app.ready().await?;
        app.until_on_slide(1, 0).await?;
        assert!(app.text(".bar").await?.contains("1 of 25"));
        app.reload().await?;
        app.until_on_slide(1, 0).await?;
        Ok(())
    });
}

#[test]
fn a_deck_of_ones_own_opens_and_its_faults_are_told() {
    story(async |app| {
        // From the Step view too a deck opens as a lecture.
        app.open("#/step/two-two-two").await?;
        let deck = "# Mine\n\n```stage\n```\n\n`=two-two-two:loss.total:4`\n\n---\n\n# Bad\n\n<script>document.title = 'taken'</script>\n\n```stag\n```\n\nstill shown\n";
        app.drop_file("mine.md", deck).await?;
        app.until_on_slide(1, 0).await?;
        assert_eq!(app.text(".slide-title").await?, "Mine");
        assert_eq!(app.texts_of("loss.total").await?, ["0.2984"]);
        app.click("button", "2 faults").await?;
        let told = app.text(".faults").await?;
        assert!(
            told.contains("Line 12, column 1: HTML is left out") && told.contains("did you mean “stage”?"),
            "{told}"
        );
        app.press(&["PageDown"]).await?;
        app.until_on_slide(2, 0).await?;
        app.settled_hash().await?;
        app.reload().await?;
        app.until_on_slide(2, 0).await?;
        assert!(app.text(".slide-body").await?.contains("still shown"), "a reload keeps the deck");
        assert_eq!(app.script("return document.title === 'taken';", vec![]).await?, Value::Bool(false));
        Ok(())
    });
}

/// The slides of a deck that axe looks at: in the long run all, else two.
fn looked_at(slides: u64) -> Vec<u64> {
    let all = std::env::var_os("GRADLIGHT_ALL").is_some();
    if all { (1..=slides).collect() } else { vec![slides / 3, 2 * slides / 3] }
}

#[test]
fn axe_finds_nothing_on_the_slides_of_any_deck() {
    story(async |app| {
        let stems = stems(app).await?;
        let faults = app.accessibility_faults().await?;
        assert!(faults.is_empty(), "the decks:\n{}", faults.join("\n"));
        for stem in stems {
            app.open(&format!("#/slides/{stem}")).await?;
            app.until_on_slide(1, 0).await?;
            let slides = app.attribute(".bar progress", "max").await?.context("how many slides")?.parse::<u64>()?;
            for slide in looked_at(slides) {
                // As it is after its last click.
                app.open(&format!("#/slides/{stem}/{slide}/99")).await?;
                let condition = "return +document.querySelector('[data-view=slide]').dataset.slide === args[0];";
                app.until("the slide", condition, vec![json!(slide)]).await?;
                let faults = app.accessibility_faults().await?;
                assert!(faults.is_empty(), "{stem}, slide {slide}:\n{}", faults.join("\n"));
            }
        }
        app.press(&["o"]).await?;
        let faults = app.accessibility_faults().await?;
        assert!(faults.is_empty(), "the overview:\n{}", faults.join("\n"));
        Ok(())
    });
}
