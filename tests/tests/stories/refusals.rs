//! Faulty example files: each is refused whole, with the sentence that the engine has for it.

use anyhow::Result;
use gradlight_e2e::{AppPage, Environment, Refusal, story};
use serde_json::json;

use crate::closeness::assert_same;

/// One of each kind of fault; the long sweep has them all.
const KINDS: [&str; 18] = [
    "empty text",
    "not JSON at all",
    "more than 4 MiB",
    "a list for a document",
    "nested too deeply to end",
    "a field given twice",
    "an unknown field at the top",
    "an unknown field in a layer",
    "an unknown field in a sample",
    "65 layers",
    "an unknown activation",
    "a softmax in the middle",
    "a weight row too short",
    "a weight that is not finite",
    "unequal biases with one shared bias",
    "10,001 samples",
    "a target of 1.5 for cross-entropy",
    "a learning rate of 0",
];

fn chosen() -> Vec<Refusal> {
    let all = Refusal::all();
    assert!(KINDS.iter().all(|kind| all.iter().any(|refusal| refusal.name == *kind)), "each kind is among them");
    all.into_iter().filter(|refusal| Environment::wants_sweeps() || KINDS.contains(&refusal.name.as_str())).collect()
}

/// The page's sentence about a file: the engine's, or that the file is too large to be read at all.
fn sentence_about(refusal: &Refusal) -> String {
    let is_too_large = refusal.text().len() > 4 << 20;
    if is_too_large { "larger than 4 MiB".to_owned() } else { refusal.sentence.clone() }
}

async fn drop_and_read(app: &AppPage, refusal: &Refusal) -> Result<String> {
    if app.notice().await?.is_some() {
        app.click("button", "Dismiss").await?;
    }
    app.drop_file("faulty.json", &refusal.text()).await?;
    app.until_notice().await
}

#[test]
fn a_faulty_file_is_refused_and_what_was_open_stays() {
    story(async |app| {
        app.open("#/step/two-two-two/4/backward.w5").await?;
        let (shown, hash) = (app.quantities().await?, app.hash().await?);
        for refusal in chosen() {
            let notice = drop_and_read(app, &refusal).await?;
            assert!(notice.contains("faulty.json"), "{}: {notice}", refusal.name);
            assert!(notice.contains(&sentence_about(&refusal)), "{}: {notice}", refusal.name);
            assert_same(&app.quantities().await?, &shown, &refusal.name);
        }
        assert_eq!(app.settled_hash().await?, hash);
        app.press(&["ArrowRight"]).await?;
        app.until_at(4, "backward.w6").await
    });
}

/// Calls the three functions with a document as the browser reads it, and gives what each throws.
const CALL: &str = "
    const example = JSON.parse(arguments[0]);
    return [['gradient', []], ['train', [10]], ['trace', [1, 0]]].map(([name, rest]) => {
        try { window.gradlight[name](example, ...rest); return null; } catch (fault) {
            return fault instanceof Error ? fault.message : 'no Error but ' + fault;
        }
    });";

#[test]
fn javascript_hears_the_same_sentences() {
    story(async |app| {
        app.open("").await?;
        for refusal in chosen().iter().filter(|refusal| refusal.through_js) {
            let thrown = app.script(CALL, vec![json!(refusal.text())]).await?;
            let sentence = refusal.sentence.as_str();
            assert_eq!(thrown, json!([sentence, sentence, sentence]), "{}", refusal.name);
        }
        Ok(())
    });
}
