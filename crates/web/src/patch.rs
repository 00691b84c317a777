//! The patcher: the only code that changes the document, from one view tree to the next.
//!
//! Siblings with keys are matched by key, others by place. `value` and `checked` are written as properties,
//! a text field's never while it has the focus. One element can be built before it is needed.

use gradlight_view::node::{Element, Namespace, Node};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, Element as DomElement, HtmlInputElement, HtmlSelectElement, Node as DomNode};

/// The one that changes the document, with what has been built before it is needed.
#[derive(Debug)]
pub(crate) struct Patcher {
    document: Document,
    prepared: Option<(Node, DomNode)>,
}

impl Patcher {
    /// Works in that document.
    pub(crate) fn new(document: Document) -> Self {
        Self { document, prepared: None }
    }

    /// Builds an element with a key out of sight; the next one made with that key is this one.
    ///
    /// # Errors
    /// What the document refuses; nothing is refused of well-formed trees.
    pub(crate) fn prepare(&mut self, element: Element) -> Result<(), JsValue> {
        self.prepared = None;
        let node = Node::from(element);
        let dom = self.create(&node)?;
        self.prepared = Some((node, dom));
        Ok(())
    }

    /// Makes `parent`'s children, which show `old`, show `new`.
    ///
    /// # Errors
    /// What the document refuses; nothing is refused of well-formed trees.
    pub(crate) fn patch(&mut self, parent: &DomNode, old: &[Node], new: &[Node]) -> Result<(), JsValue> {
        if has_keys(old) || has_keys(new) {
            return self.patch_keyed(parent, old, new);
        }
        let places: Vec<DomNode> = children_of(parent);
        for (place, node) in new.iter().enumerate() {
            match (places.get(place), old.get(place)) {
                (Some(dom), Some(old)) => self.patch_node(parent, dom, old, node)?,
                _ => {
                    parent.append_child(&self.create(node)?)?;
                }
            }
        }
        for dom in places.iter().skip(new.len()) {
            parent.remove_child(dom)?;
        }
        Ok(())
    }

    /// Siblings keep their order in nearly every change, so the next old one is looked for from where the last was.
    fn patch_keyed(&mut self, parent: &DomNode, old: &[Node], new: &[Node]) -> Result<(), JsValue> {
        let doms = children_of(parent);
        let mut used = vec![false; old.len()];
        let mut from = 0;
        let mut reference = doms.first().cloned();
        for node in new {
            let found = (from..old.len()).chain(0..from).find(|&place| !used[place] && matches(&old[place], node));
            let dom = match found {
                Some(place) => {
                    used[place] = true;
                    from = place + 1;
                    self.patch_same(&doms[place], &old[place], node)?;
                    doms[place].clone()
                }
                None => self.create(node)?,
            };
            if reference.as_ref() == Some(&dom) {
                reference = dom.next_sibling();
            } else {
                parent.insert_before(&dom, reference.as_ref())?;
            }
        }
        for (dom, _) in doms.iter().zip(used).filter(|(_, used)| !used) {
            parent.remove_child(dom)?;
        }
        Ok(())
    }

    fn patch_node(&mut self, parent: &DomNode, dom: &DomNode, old: &Node, new: &Node) -> Result<(), JsValue> {
        if matches(old, new) {
            return self.patch_same(dom, old, new);
        }
        parent.replace_child(&self.create(new)?, dom)?;
        Ok(())
    }

    fn patch_same(&mut self, dom: &DomNode, old: &Node, new: &Node) -> Result<(), JsValue> {
        match (old, new) {
            _ if old == new => Ok(()),
            (Node::Element(old), Node::Element(new)) => {
                let element: &DomElement = dom.unchecked_ref();
                if old.attributes != new.attributes {
                    patch_attributes(element, old, new)?;
                }
                self.patch(dom, &old.children, &new.children)?;
                write_value(&self.document, element, new);
                Ok(())
            }
            (_, Node::Text(text)) => {
                dom.set_node_value(Some(text));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The element that was prepared with that key, brought to what it is to show; otherwise none.
    fn take_prepared(&mut self, node: &Node) -> Result<Option<DomNode>, JsValue> {
        let is_it = |prepared: &(Node, DomNode)| key_of(node).is_some() && matches(&prepared.0, node);
        let Some((old, dom)) = self.prepared.take_if(|prepared| is_it(prepared)) else { return Ok(None) };
        self.patch_same(&dom, &old, node)?;
        Ok(Some(dom))
    }

    fn create(&mut self, node: &Node) -> Result<DomNode, JsValue> {
        let element = match node {
            Node::Text(text) => return Ok(self.document.create_text_node(text).into()),
            Node::Element(element) => element,
        };
        if let Some(dom) = self.take_prepared(node)? {
            return Ok(dom);
        }
        let space = match element.namespace {
            Namespace::Html => "http://www.w3.org/1999/xhtml",
            Namespace::Svg => "http://www.w3.org/2000/svg",
            Namespace::Math => "http://www.w3.org/1998/Math/MathML",
        };
        let dom = self.document.create_element_ns(Some(space), element.tag)?;
        for (name, value) in &element.attributes {
            dom.set_attribute(name, value)?;
        }
        for child in &element.children {
            dom.append_child(&self.create(child)?)?;
        }
        write_value(&self.document, &dom, element);
        Ok(dom.into())
    }
}

fn has_keys(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| key_of(node).is_some())
}

fn key_of(node: &Node) -> Option<&str> {
    match node {
        Node::Element(element) => element.key.as_deref(),
        Node::Text(_) => None,
    }
}

fn children_of(parent: &DomNode) -> Vec<DomNode> {
    let list = parent.child_nodes();
    (0..list.length()).filter_map(|place| list.item(place)).collect()
}

/// Whether an old sibling may become the new one: the same key, or both without.
fn matches(old: &Node, new: &Node) -> bool {
    match (old, new) {
        (Node::Element(old), Node::Element(new)) => {
            old.key == new.key && old.tag == new.tag && old.namespace == new.namespace
        }
        (Node::Text(_), Node::Text(_)) => true,
        _ => false,
    }
}

fn patch_attributes(dom: &DomElement, old: &Element, new: &Element) -> Result<(), JsValue> {
    for (name, value) in &new.attributes {
        if old.attribute(name) != Some(value) {
            dom.set_attribute(name, value)?;
        }
    }
    for (name, _) in &old.attributes {
        if new.attribute(name).is_none() {
            dom.remove_attribute(name)?;
        }
    }
    Ok(())
}

/// Writes what a form control shows, which its attribute alone no longer sets once it has been used.
fn write_value(document: &Document, dom: &DomElement, node: &Element) {
    if let Some(input) = dom.dyn_ref::<HtmlInputElement>() {
        let is_box = node.attribute("type") == Some("checkbox");
        let is_text = node.attribute("type") == Some("text");
        let focused = document.active_element().as_ref() == Some(dom);
        if is_box {
            input.set_checked(node.attribute("checked").is_some());
        } else if let Some(value) = node.attribute("value")
            && !(is_text && focused)
            && input.value() != value
        {
            input.set_value(value);
        }
    } else if let (Some(select), Some(value)) = (dom.dyn_ref::<HtmlSelectElement>(), node.attribute("value"))
        && select.value() != value
    {
        select.set_value(value);
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use gradlight_view::node::{html, math, svg, text};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    fn document() -> Document {
        web_sys::window().and_then(|window| window.document()).expect("tests run in a page")
    }

    fn fresh(nodes: &[Node]) -> DomElement {
        let root = document().create_element("div").expect("a root");
        Patcher::new(document()).patch(&root, &[], nodes).expect("well-formed trees");
        root
    }

    fn list(keys: &str) -> Vec<Node> {
        keys.chars().map(|key| html("p").key(key.to_string()).text(key.to_string()).into()).collect()
    }

    /// A small generator of trees, seeded, so that a failure can be seen again.
    fn tree(seed: &mut u64, depth: u32) -> Node {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let dice = *seed >> 33;
        if depth == 0 || dice.is_multiple_of(5) {
            return text(format!("t{}", dice % 7));
        }
        let element = match dice % 4 {
            0 => svg("g"),
            1 => math("mrow"),
            2 => html("div"),
            _ => html("p"),
        };
        let keyed = dice.is_multiple_of(3);
        let element = element.maybe("title", dice.is_multiple_of(2).then(|| format!("a{}", dice % 11)));
        (0..dice % 4)
            .fold(element, |element, place| match tree(seed, depth - 1) {
                Node::Element(mut child) => {
                    child.key = keyed.then(|| format!("k{}", (place + dice) % 5));
                    element.child(child)
                }
                text @ Node::Text(_) => element.child(text),
            })
            .into()
    }

    #[wasm_bindgen_test]
    fn any_tree_becomes_any_other() {
        let mut seed = 20_26;
        for _ in 0..300 {
            let (old, new) = (vec![tree(&mut seed, 4)], vec![tree(&mut seed, 4)]);
            let root = fresh(&old);
            Patcher::new(document()).patch(&root, &old, &new).expect("well-formed trees");
            assert_eq!(root.inner_html(), fresh(&new).inner_html());
        }
    }

    #[wasm_bindgen_test]
    fn what_was_prepared_is_put_in_place_once_and_brought_to_what_it_is_to_show() {
        let slide =
            |place: u32, told: &'static str| html("p").key(format!("slide-{place}")).attr("title", told).text(told);
        let (root, mut patcher) = (fresh(&[slide(1, "one").into()]), Patcher::new(document()));
        patcher.prepare(slide(2, "early")).expect("well-formed trees");
        let (_, prepared) = patcher.prepared.clone().expect("it is kept");
        let [one, two, three] =
            [slide(1, "one"), slide(2, "late"), slide(3, "three")].map(|slide| vec![Node::from(slide)]);
        patcher.patch(&root, &one, &two).expect("well-formed trees");
        assert!(root.first_child().expect("slide 2").is_same_node(Some(&prepared)));
        assert_eq!(root.inner_html(), fresh(&two).inner_html());
        patcher.patch(&root, &two, &three).expect("well-formed trees");
        patcher.patch(&root, &three, &two).expect("well-formed trees");
        assert!(!root.first_child().expect("slide 2 again").is_same_node(Some(&prepared)));
        assert_eq!(root.inner_html(), fresh(&two).inner_html());
    }

    #[wasm_bindgen_test]
    fn siblings_with_keys_move_without_being_made_again() {
        let root = fresh(&list("abcd"));
        let b = root.query_selector("p:nth-child(2)").expect("a selector").expect("b");
        Patcher::new(document()).patch(&root, &list("abcd"), &list("dxba")).expect("well-formed trees");
        assert_eq!(root.text_content().as_deref(), Some("dxba"));
        assert_eq!(root.query_selector("p:nth-child(3)").expect("a selector"), Some(b));
    }

    #[wasm_bindgen_test]
    fn a_field_in_use_keeps_what_is_being_typed() {
        let field = |value: &'static str| vec![Node::from(html("input").attr("type", "text").attr("value", value))];
        let root = fresh(&field("1"));
        document().body().expect("a body").append_child(&root).expect("appended");
        let input: HtmlInputElement = root.first_element_child().expect("the field").unchecked_into();
        input.focus().expect("focused");
        input.set_value("1.2");
        Patcher::new(document()).patch(&root, &field("1"), &field("7")).expect("well-formed trees");
        assert_eq!(input.value(), "1.2");
        input.blur().expect("left");
        Patcher::new(document()).patch(&root, &field("7"), &field("8")).expect("well-formed trees");
        assert_eq!(input.value(), "8");
        root.remove();
    }

    #[wasm_bindgen_test]
    fn a_list_shows_the_state_even_after_it_was_used() {
        let choices = |chosen: &'static str| {
            let option = |name: &'static str| html("option").key(name).attr("value", name).text(name);
            vec![Node::from(html("select").attr("value", chosen).child(option("a")).child(option("b")))]
        };
        let root = fresh(&choices("a"));
        let select: HtmlSelectElement = root.first_element_child().expect("the list").unchecked_into();
        select.set_value("b");
        Patcher::new(document()).patch(&root, &choices("b"), &choices("a")).expect("well-formed trees");
        assert_eq!(select.value(), "a");
    }
}
