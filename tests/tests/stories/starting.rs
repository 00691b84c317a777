//! The start: safe from the first byte, and plain words where the page cannot run.

use anyhow::Context as _;
use gradlight_e2e::story;
use serde_json::json;

#[test]
fn nothing_foreign_runs_and_every_violation_would_fail_a_test() {
    story(async |app| {
        app.open("").await?;
        let policy = app.attribute("meta[http-equiv=Content-Security-Policy]", "content").await?.unwrap_or_default();
        for rule in
            ["default-src 'none'", "style-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'"]
        {
            assert!(policy.contains(rule), "{rule} in {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        for (attempt, refused) in [
            ("document.body.setAttribute('style', 'color: red');", "style-src"),
            (
                "document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = true' }));",
                "TrustedScript",
            ),
            ("document.body.append(Object.assign(new Image(), { src: 'https://example.org/spy.png' }));", "img-src"),
            ("document.body.innerHTML += '<p>markup</p>';", "TrustedHTML"),
        ] {
            app.script(&format!("try {{ {attempt} }} catch {{}}"), vec![]).await?;
            app.until_fault(refused).await.with_context(|| attempt.to_owned())?;
        }
        assert_eq!(app.script("return window.ran ?? null;", vec![]).await?, json!(null));
        Ok(())
    });
}

#[test]
fn a_network_that_blocks_the_module_is_told_in_plain_words() {
    story(async |app| {
        app.expect_faults(&["Failed to fetch"]);
        app.driver().cdp().send_raw("Network.enable", json!({})).await?;
        app.driver().cdp().send_raw("Network.setBlockedURLs", json!({"urls": ["*.wasm"]})).await?;
        app.open_file_served("").await?;
        let told = "const said = document.querySelector('#start-fault');
            return said?.checkVisibility() && said.textContent;";
        let said = app.until("the shell to say so", told, vec![]).await?;
        assert!(said.as_str().is_some_and(|said| said.contains("could not start")), "{said}");
        assert_eq!(app.count("#starting").await?, 0, "it no longer says that it is starting");
        Ok(())
    });
}

#[test]
fn a_view_whose_module_does_not_come_is_told_in_plain_words() {
    story(async |app| {
        app.expect_faults(&["Failed to fetch", "ERR_BLOCKED_BY_CLIENT"]);
        app.open("").await?;
        app.driver().cdp().send_raw("Network.enable", json!({})).await?;
        app.driver().cdp().send_raw("Network.setBlockedURLs", json!({"urls": ["*rooms-*"]})).await?;
        app.click("link", "Labs").await?;
        let told = "return document.querySelector('#start-fault')?.checkVisibility() && document.body.innerText;";
        let said = app.until("the shell to say so", told, vec![]).await?;
        assert!(said.as_str().is_some_and(|said| said.contains("could not start")), "{said}");
        assert_eq!(app.hash().await?, "#/labs", "a reload tries again");
        Ok(())
    });
}

#[test]
fn a_browser_without_webassembly_is_told_in_plain_words() {
    story(async |app| {
        let source = json!({"source": "delete globalThis.WebAssembly;"});
        app.driver().cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await?;
        app.open_file_served("").await?;
        let told = "return document.querySelector('#start-fault')?.checkVisibility() && document.body.innerText;";
        let said = app.until("the shell to say so", told, vec![]).await?;
        assert!(said.as_str().is_some_and(|said| said.contains("WebAssembly")), "{said}");
        Ok(())
    });
}

#[test]
fn everything_comes_from_the_page_s_own_origin() {
    story(async |app| {
        app.open("").await?;
        let script = "return performance.getEntriesByType('resource').map(entry => entry.name)
            .filter(name => !name.startsWith(location.origin + '/'));";
        assert_eq!(app.script(script, vec![]).await?, json!([]));
        let modules = "return performance.getEntriesByType('resource').filter(e => e.name.endsWith('.wasm')).length;";
        assert_eq!(app.script(modules, vec![]).await?, json!(1), "one module, fetched once");
        Ok(())
    });
}
