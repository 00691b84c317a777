//! Reading the finished HTML: its tags, and the text between them, by position.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// An element's start tag and the text up to the next tag, which for a script is its source.
#[derive(Debug)]
pub(crate) struct Element<'html> {
    /// The tag's name in lower case.
    pub(crate) name: String,
    /// Where the start tag begins in the HTML.
    pub(crate) start: usize,
    /// Where the start tag ends in the HTML.
    pub(crate) end: usize,
    /// The text between this tag and the next one.
    pub(crate) text: &'html str,
    tag: StartTag<usize>,
}

impl Element<'_> {
    /// The value of an attribute, if the tag has it.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let value = self.tag.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(value).into_owned())
    }
}

/// Every element of the document, in order.
pub(crate) fn elements(html: &str) -> Vec<Element<'_>> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut elements: Vec<Element<'_>> = Vec::new();
    let mut follows_start_tag = false;
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        let start: usize = match &token {
            Token::StartTag(tag) => tag.span.start,
            Token::EndTag(tag) => tag.span.start,
            _ => continue,
        };
        if let Some(last) = elements.last_mut().filter(|_| follows_start_tag) {
            last.text = &html[last.end..start];
        }
        follows_start_tag = matches!(token, Token::StartTag(_));
        if let Token::StartTag(tag) = token {
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            elements.push(Element { name, start, end: tag.span.end, text: "", tag });
        }
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_keeps_its_text_to_the_letter() {
        let html = "<!doctype html><meta charset=utf-8><script type=module>\nif (1 < 2) a(\"<b>\");\n</script>after<p>";
        let elements = elements(html);
        let names: Vec<_> = elements.iter().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["meta", "script", "p"]);
        assert_eq!(elements[0].attribute("charset").as_deref(), Some("utf-8"));
        assert_eq!(elements[1].text, "\nif (1 < 2) a(\"<b>\");\n");
        assert_eq!(&html[elements[0].end..][..7], "<script");
    }
}
