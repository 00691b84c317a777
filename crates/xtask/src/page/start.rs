//! The script that starts the page: with the Step view's module, or with that of every view.

use anyhow::{Context as _, Result};
use gradlight_view::route::Route;

use super::markup::{Element, elements};
use super::shim::Module;

const SCRIPT: &str = include_str!("start.js");

/// The page with that script in the place of Trunk's, and without the links that would load the Step view's module
/// before it is known to be needed.
///
/// # Errors
///
/// The page has no script of Trunk's.
pub(crate) fn put_in(html: &str, step: &Module, rooms: &Module) -> Result<String> {
    let views = Route::ALL.map(Route::name).into_iter().filter(|name| *name != Route::Step.name());
    let script = SCRIPT
        .replace("VIEWS", &views.collect::<Vec<_>>().join("|"))
        .replace("STEP.js", &step.script)
        .replace("STEP.wasm", &step.wasm)
        .replace("ROOMS.js", &rooms.script)
        .replace("ROOMS.wasm", &rooms.wasm);
    let elements = elements(html);
    let is_start = |element: &&Element<'_>| {
        element.name == "script"
            && element.attribute("src").is_none()
            && element.text.contains("TrunkApplicationStarted")
    };
    let start = elements.iter().find(is_start).context("the page has no script that starts it")?;
    let mut page = format!("{}{script}{}", &html[..start.end], &html[start.end + start.text.len()..]);
    for link in elements.iter().filter(|element| loads_module(element)) {
        page = page.replacen(&html[link.start..link.end], "", 1);
    }
    Ok(page)
}

fn loads_module(element: &Element<'_>) -> bool {
    let is = |name: &str, value: &str| element.attribute(name).as_deref() == Some(value);
    element.name == "link" && (is("rel", "modulepreload") || is("type", "application/wasm"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_starts_the_module_that_its_address_needs() {
        let html = concat!(
            r#"<meta charset=utf-8><script src=boot.js></script><script type=module>import"./a.js";"#,
            r#"dispatchEvent(new CustomEvent(`TrunkApplicationStarted`))</script>"#,
            r#"<link href=./a.js rel=modulepreload><link href=./a.wasm rel=preload type=application/wasm><p>"#
        );
        let module = |name: &str| Module { script: format!("./{name}.js"), wasm: format!("./{name}.wasm") };
        let page = put_in(html, &module("a"), &module("b")).unwrap();
        assert!(page.contains(r#"STEP = ["./a.js", "./a.wasm"]"#), "{page}");
        assert!(page.contains(r#"ROOMS = ["./b.js", "./b.wasm"]"#), "{page}");
        assert!(page.contains("(rate|slides|labs)"), "{page}");
        assert!(!page.contains("preload") && !page.contains('`') && page.ends_with("</script><p>"), "{page}");
        assert!(put_in("<p>", &module("a"), &module("b")).is_err());
    }
}
