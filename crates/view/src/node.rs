//! The view tree: elements and text as plain data, patched into the page, printed and compared in tests.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The XML language an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG.
    Svg,
    /// MathML.
    Math,
}

/// A node of a view tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A run of text.
    Text(Cow<'static, str>),
}

/// An element: its name, attributes and children.
///
/// It is a pointer: views hand elements on with every word that they say of them, and all of that code is loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(Box<Parts>);

/// What an element is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The language of its name.
    pub namespace: Namespace,
    /// Its name, such as `circle`.
    pub tag: &'static str,
    /// What tells it from its siblings when they change places; unique among them.
    pub key: Option<String>,
    /// Its attributes in the order given; names are unique.
    pub attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

/// An HTML element.
pub fn html(tag: &'static str) -> Element {
    Element::new(Namespace::Html, tag)
}

/// An SVG element.
pub fn svg(tag: &'static str) -> Element {
    Element::new(Namespace::Svg, tag)
}

/// A MathML element.
pub fn math(tag: &'static str) -> Element {
    Element::new(Namespace::Math, tag)
}

/// A run of text.
pub fn text(content: impl Into<Cow<'static, str>>) -> Node {
    Node::Text(content.into())
}

impl std::ops::Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl std::ops::DerefMut for Element {
    fn deref_mut(&mut self) -> &mut Parts {
        &mut self.0
    }
}

impl Element {
    /// An empty element.
    #[inline(never)]
    pub fn new(namespace: Namespace, tag: &'static str) -> Self {
        Self(Box::new(Parts { namespace, tag, key: None, attributes: Vec::new(), children: Vec::new() }))
    }

    #[inline(never)]
    fn named(mut self, key: String) -> Self {
        self.key = Some(key);
        self
    }

    #[inline(never)]
    fn with(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        self.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn holding(mut self, child: Node) -> Self {
        self.children.push(child);
        self
    }

    /// Names the element among its siblings.
    #[must_use]
    pub fn key(self, key: impl Into<String>) -> Self {
        self.named(key.into())
    }

    /// Adds an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.with(name, value.into())
    }

    /// Adds an attribute where there is a value for it.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<impl Into<Cow<'static, str>>>) -> Self {
        match value {
            Some(value) => self.with(name, value.into()),
            None => self,
        }
    }

    /// Adds an attribute without a value, such as `disabled`, where it holds.
    #[must_use]
    pub fn flag(self, name: &'static str, holds: bool) -> Self {
        if holds { self.with(name, Cow::Borrowed("")) } else { self }
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, class: impl Into<Cow<'static, str>>) -> Self {
        self.with("class", class.into())
    }

    /// Adds a number as an attribute, in at most two places after the point, as coordinates need.
    #[must_use]
    #[inline(never)]
    pub fn num(self, name: &'static str, value: f64) -> Self {
        let rounded = (value * 100.0).round() / 100.0;
        self.with(name, Cow::Owned(rounded.to_string()))
    }

    /// Adds a child.
    #[must_use]
    pub fn child(self, child: impl Into<Node>) -> Self {
        self.holding(child.into())
    }

    /// Adds children.
    #[must_use]
    pub fn children<N: Into<Node>>(self, children: impl IntoIterator<Item = N>) -> Self {
        children.into_iter().fold(self, |element, child| element.holding(child.into()))
    }

    /// Adds a run of text.
    #[must_use]
    pub fn text(self, content: impl Into<Cow<'static, str>>) -> Self {
        self.holding(Node::Text(content.into()))
    }

    /// The value of an attribute, if it is there.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_ref())
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl Node {
    /// All text in it, in document order.
    pub fn text_content(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Element(element) => element.children.iter().map(Self::text_content).collect(),
        }
    }

    /// Every element in it that fits, itself included, in document order.
    pub fn find_all<'a>(&'a self, fits: &dyn Fn(&Element) -> bool) -> Vec<&'a Element> {
        let Self::Element(element) = self else { return Vec::new() };
        let below = element.children.iter().flat_map(|child| child.find_all(fits));
        fits(element).then_some(element).into_iter().chain(below).collect()
    }

    /// The tree as markup, for printing, saving and tests.
    pub fn to_markup(&self) -> String {
        let mut markup = String::new();
        self.write(&mut markup, Namespace::Html);
        markup
    }

    fn write(&self, markup: &mut String, parent: Namespace) {
        let element = match self {
            Self::Text(text) => return escape(markup, text),
            Self::Element(element) => element,
        };
        markup.push('<');
        markup.push_str(element.tag);
        if element.namespace != parent && element.namespace != Namespace::Html {
            let name = if element.namespace == Namespace::Svg { "2000/svg" } else { "1998/Math/MathML" };
            let _ = write!(markup, " xmlns=\"http://www.w3.org/{name}\"");
        }
        for (name, value) in &element.attributes {
            let _ = write!(markup, " {name}=\"");
            escape(markup, value);
            markup.push('"');
        }
        if element.children.is_empty() && (element.namespace == Namespace::Svg || is_void(element.tag)) {
            return markup.push_str("/>");
        }
        markup.push('>');
        element.children.iter().for_each(|child| child.write(markup, element.namespace));
        let _ = write!(markup, "</{}>", element.tag);
    }
}

fn is_void(tag: &str) -> bool {
    matches!(tag, "input" | "br" | "hr" | "img" | "meta" | "link")
}

fn escape(markup: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            '"' => markup.push_str("&quot;"),
            other => markup.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_escapes_what_a_user_typed() {
        let node: Node = html("p").attr("title", "a\"b").text("<script>&").into();
        assert_eq!(node.to_markup(), "<p title=\"a&quot;b\">&lt;script&gt;&amp;</p>");
    }

    #[test]
    fn foreign_elements_name_their_language_once() {
        let node: Node = svg("svg").child(svg("g").child(svg("circle").num("r", 3.0))).into();
        assert_eq!(node.to_markup(), "<svg xmlns=\"http://www.w3.org/2000/svg\"><g><circle r=\"3\"/></g></svg>");
    }
}
