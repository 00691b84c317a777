//! A lecture, presented with a clicker: every slide and click, keys, links, and what widgets keep.

use anyhow::{Context as _, Result};
use gradlight_e2e::{AppPage, story};
use serde_json::{Value, json};

/// What of the slide reaches beyond it, or the page beyond the window.
const OVERFLOW: &str = "
    const slide = document.querySelector('.screen > .slide'), frame = slide.getBoundingClientRect();
    const out = [];
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) out.push('the page: ' + page.scrollWidth);
    if (innerWidth > 820) {
        if (slide.scrollHeight > slide.clientHeight + 1 || slide.scrollWidth > slide.clientWidth + 1) out.push('the slide');
        for (const e of slide.querySelectorAll('.slide-title, .prose > *, .slide-body > *, .widget > *')) {
            const box = e.getBoundingClientRect();
            if (box.bottom > frame.bottom + 1 || box.right > frame.right + 1) out.push(e.className || e.tagName);
        }
        for (const e of slide.querySelectorAll('.formula-card, .slide-table')) {
            if (e.scrollHeight > e.clientHeight + 2) out.push(e.className);
        }
    }
    return out;";

/// The slide and the click shown.
async fn place(app: &AppPage) -> Result<(u64, u64)> {
    let script =
        "const { slide, click } = document.querySelector('[data-view=slide]').dataset; return [+slide, +click];";
    Ok(serde_json::from_value(app.script(script, vec![]).await?)?)
}

async fn until_at(app: &AppPage, slide: u64, click: u64) -> Result<()> {
    let condition = "const { slide, click } = document.querySelector('[data-view=slide]').dataset;
        return +slide === args[0] && +click === args[1];";
    app.until(&format!("slide {slide}, click {click}"), condition, vec![json!(slide), json!(click)]).await?;
    Ok(())
}

/// Goes through a deck by a clicker's one key and looks at each slide and click.
async fn click_through(app: &AppPage, stem: &str, size: (u32, u32)) -> Result<()> {
    app.resize(size.0, size.1).await?;
    app.open(&format!("#/slides/{stem}")).await?;
    until_at(app, 1, 0).await?;
    let slides = app.attribute(".bar progress", "max").await?.context("how many slides")?.parse::<u64>()?;
    let mut last = (1, 0);
    loop {
        let beyond = app.script(OVERFLOW, vec![]).await?;
        assert_eq!(beyond, json!([]), "{stem}, {last:?} at {}×{}", size.0, size.1);
        app.press(&["PageDown"]).await?;
        let here = place(app).await?;
        if here == last {
            break;
        }
        let is_next = here == (last.0, last.1 + 1) || here == (last.0 + 1, 0);
        assert!(is_next, "{stem}: from {last:?} to {here:?}");
        last = here;
    }
    assert_eq!(last.0, slides, "{stem} ends with its last slide");
    Ok(())
}

/// The decks to go through: one of them, or all in the long run.
async fn stems(app: &AppPage) -> Result<Vec<String>> {
    let listed = app.script_to_end("fetch('decks/index.json').then(r => r.json()).then(arguments[0]);", vec![]).await?;
    let decks = listed.as_array().context("the list of decks")?;
    let stems = decks.iter().filter_map(|deck| deck["stem"].as_str().map(str::to_owned));
    let all = std::env::var_os("GRADLIGHT_ALL").is_some();
    Ok(stems.filter(|stem| all || stem == "step-by-step").collect())
}

#[test]
fn a_clicker_leads_through_every_slide_and_click_on_a_projector() {
    story(async |app| {
        app.open("#/slides").await?;
        for stem in stems(app).await? {
            click_through(app, &stem, (1280, 720)).await?;
        }
        Ok(())
    });
}

#[test]
fn a_phone_shows_every_slide_without_scrolling_sideways() {
    story(async |app| {
        app.open("#/slides").await?;
        for stem in stems(app).await? {
            click_through(app, &stem, (360, 740)).await?;
        }
        Ok(())
    });
}

#[test]
fn the_keys_go_where_the_table_says() {
    story(async |app| {
        app.open("#/slides/worked-example/6").await?;
        until_at(app, 6, 0).await?;
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
            until_at(app, slide, click).await?;
        }
        app.press(&["g"]).await?;
        app.until("the field", "return document.activeElement?.matches('input[data-autofocus]');", vec![]).await?;
        app.type_text("12").await?;
        app.press(&["Enter"]).await?;
        until_at(app, 12, 0).await?;
        app.press(&["b"]).await?;
        assert_eq!(app.count(".black").await?, 1);
        app.press(&["PageDown"]).await?;
        until_at(app, 12, 0).await?;
        assert_eq!(app.count(".black").await?, 0, "the first press brings the slide back");
        app.press(&["o", "ArrowRight", "ArrowDown", "Enter"]).await?;
        until_at(app, 17, 0).await?;
        let hash = app.settled_hash().await?;
        assert_eq!(hash, "#/slides/worked-example/17");
        Ok(())
    });
}

#[test]
fn a_widget_in_use_never_takes_the_clickers_keys() {
    story(async |app| {
        app.open("#/slides/worked-example/32").await?;
        until_at(app, 32, 0).await?;
        app.tab_to("slider", "Learning rate, slider").await?;
        app.press(&["ArrowRight"]).await?;
        until_at(app, 32, 0).await?;
        assert_ne!(app.text(".dial b").await?, "0.5", "the slider keeps its arrows");
        app.press(&["PageDown"]).await?;
        until_at(app, 32, 1).await?;
        assert_eq!(app.text(".dial b").await?, "0.05", "the click sets its own rate");
        app.press(&["PageUp"]).await?;
        until_at(app, 32, 0).await?;
        Ok(())
    });
}

#[test]
fn a_link_and_a_reload_bring_back_slide_click_and_widget() {
    story(async |app| {
        app.open("#/slides/worked-example/7/1").await?;
        until_at(app, 7, 1).await?;
        app.click("button", "Next step").await?;
        let crumb = app.text(".widget .crumb").await?;
        assert!(crumb.contains("output of h₂"), "{crumb}");
        app.settled_hash().await?;
        app.reload().await?;
        until_at(app, 7, 1).await?;
        assert_eq!(app.text(".widget .crumb").await?, crumb);
        app.click("button", "Open in Step").await?;
        app.until_at(1, "forward.h2.out").await?;
        app.click("link", "‹ Slide 7").await?;
        until_at(app, 7, 1).await?;
        assert_eq!(app.text(".widget .crumb").await?, crumb, "the way back leads to the same click");
        app.open("#/slides/worked-example/99").await?;
        assert!(app.until_notice().await?.contains("34 slides"));
        app.open("#/slides/no-such-deck").await?;
        let notice = app.until_notice().await?;
        assert!(notice.contains("no-such-deck"), "{notice}");
        let refused = app.take_faults().await?;
        assert!(refused.iter().all(|fault| fault.contains("404")), "{refused:?}");
        Ok(())
    });
}

#[test]
fn a_deck_of_ones_own_opens_and_its_faults_are_told() {
    story(async |app| {
        app.open("#/slides").await?;
        let deck = "# Mine\n\n```stage\n```\n\n`=two-two-two:loss.total:4`\n\n---\n\n# Bad\n\n<script>document.title = 'taken'</script>\n\n```stag\n```\n\nstill shown\n";
        app.drop_file("mine.md", deck).await?;
        until_at(app, 1, 0).await?;
        assert_eq!(app.text(".slide-title").await?, "Mine");
        assert_eq!(app.texts_of("loss.total").await?, ["0.2984"]);
        app.click("button", "2 faults").await?;
        let told = app.text(".faults").await?;
        assert!(
            told.contains("Line 12, column 1: HTML is left out") && told.contains("did you mean “stage”?"),
            "{told}"
        );
        app.press(&["PageDown"]).await?;
        until_at(app, 2, 0).await?;
        assert!(app.text(".slide-body").await?.contains("still shown"));
        assert_eq!(app.script("return document.title === 'taken';", vec![]).await?, Value::Bool(false));
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_on_a_sample_of_slides() {
    story(async |app| {
        for hash in [
            "#/slides",
            "#/slides/worked-example",
            "#/slides/worked-example/6/2",
            "#/slides/worked-example/27",
            "#/slides/worked-example/32",
        ] {
            app.open(hash).await?;
            if hash.len() > 8 {
                app.until("the slide", "return document.querySelector('[data-view=slide]');", vec![]).await?;
            }
            let faults = app.accessibility_faults().await?;
            assert!(faults.is_empty(), "{hash}:\n{}", faults.join("\n"));
        }
        app.press(&["o"]).await?;
        let faults = app.accessibility_faults().await?;
        assert!(faults.is_empty(), "the overview:\n{}", faults.join("\n"));
        Ok(())
    });
}
