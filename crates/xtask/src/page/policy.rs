//! The Content-Security-Policy that the page carries in its head.

use anyhow::{Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::markup::{Element, elements};

/// Puts the policy into the page, before any script: only the page's own files, and of inline
/// scripts only those that stand in the page now, by their hash.
///
/// # Errors
///
/// The page does not begin with its character set, or a script stands before it.
pub(crate) fn add_to(html: &str) -> Result<String> {
    let elements = elements(html);
    let charset = elements.iter().position(|element| element.attribute("charset").is_some());
    let script = elements.iter().position(|element| element.name == "script");
    ensure!(
        charset.is_some() && (script.is_none() || charset < script),
        "index.html must declare its character set before any script"
    );
    let at = charset.map_or(0, |index| elements[index].end);
    let policy = policy(&elements);
    Ok(format!(r#"{}<meta http-equiv="Content-Security-Policy" content="{policy}">{}"#, &html[..at], &html[at..]))
}

fn policy(elements: &[Element<'_>]) -> String {
    let mut scripts = vec!["script-src 'self' 'wasm-unsafe-eval'".to_owned()];
    let inline = |element: &&Element<'_>| element.name == "script" && element.attribute("src").is_none();
    scripts.extend(elements.iter().filter(inline).map(|script| format!("'sha256-{}'", digest(script.text))));
    [
        "default-src 'none'",
        &scripts.join(" "),
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

fn digest(script: &str) -> String {
    STANDARD.encode(Sha256::digest(script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_let_in_by_its_hash_alone() {
        // The hash that the Content-Security-Policy standard gives for this very script.
        let html = "<head><meta charset=utf-8><script src=boot.js></script><script>alert('Hello, world.');</script>";
        let page = add_to(html).unwrap();
        let scripts = "script-src 'self' 'wasm-unsafe-eval' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=';";
        assert!(page.contains(scripts), "{page}");
        assert!(page.starts_with("<head><meta charset=utf-8><meta http-equiv="), "{page}");
        assert!(page.ends_with("alert('Hello, world.');</script>"), "{page}");
    }

    #[test]
    fn a_script_ahead_of_the_policy_is_refused() {
        assert!(add_to("<script>early()</script><meta charset=utf-8>").is_err());
        assert!(add_to("<script>early()</script>").is_err());
    }
}
