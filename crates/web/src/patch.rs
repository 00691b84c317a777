//! The patcher: the only code that changes the document, from one view tree to the next.
//!
//! Siblings with keys are matched by key, others by place. `value` and `checked` are written as properties,
//! a text field's never while it has the focus. It does nothing else.

use gradlight_view::node::{Element, Namespace, Node};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, Element as DomElement, HtmlInputElement, HtmlSelectElement, Node as DomNode};

/// Makes `parent`'s children, which show `old`, show `new`.
///
/// # Errors
/// What the document refuses; nothing is refused of well-formed trees.
pub(crate) fn patch(document: &Document, parent: &DomNode, old: &[Node], new: &[Node]) -> Result<(), JsValue> {
    if has_keys(old) || has_keys(new) {
        return patch_keyed(document, parent, old, new);
    }
    let places: Vec<DomNode> = children_of(parent);
    for (place, node) in new.iter().enumerate() {
        match (places.get(place), old.get(place)) {
            (Some(dom), Some(old)) => patch_node(document, parent, dom, old, node)?,
            _ => {
                parent.append_child(&create(document, node)?)?;
            }
        }
    }
    for dom in places.iter().skip(new.len()) {
        parent.remove_child(dom)?;
    }
    Ok(())
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

/// Siblings keep their order in nearly every change, so the next old one is looked for from where the last was.
fn patch_keyed(document: &Document, parent: &DomNode, old: &[Node], new: &[Node]) -> Result<(), JsValue> {
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
                patch_same(document, &doms[place], &old[place], node)?;
                doms[place].clone()
            }
            None => create(document, node)?,
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

fn patch_node(document: &Document, parent: &DomNode, dom: &DomNode, old: &Node, new: &Node) -> Result<(), JsValue> {
    if matches(old, new) {
        return patch_same(document, dom, old, new);
    }
    parent.replace_child(&create(document, new)?, dom)?;
    Ok(())
}

fn patch_same(document: &Document, dom: &DomNode, old: &Node, new: &Node) -> Result<(), JsValue> {
    match (old, new) {
        _ if old == new => Ok(()),
        (Node::Element(old), Node::Element(new)) => {
            let element: &DomElement = dom.unchecked_ref();
            if old.attributes != new.attributes {
                patch_attributes(element, old, new)?;
            }
            patch(document, dom, &old.children, &new.children)?;
            write_value(document, element, new);
            Ok(())
        }
        (_, Node::Text(text)) => {
            dom.set_node_value(Some(text));
            Ok(())
        }
        _ => Ok(()),
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

fn create(document: &Document, node: &Node) -> Result<DomNode, JsValue> {
    let element = match node {
        Node::Text(text) => return Ok(document.create_text_node(text).into()),
        Node::Element(element) => element,
    };
    let space = match element.namespace {
        Namespace::Html => "http://www.w3.org/1999/xhtml",
        Namespace::Svg => "http://www.w3.org/2000/svg",
        Namespace::Math => "http://www.w3.org/1998/Math/MathML",
    };
    let dom = document.create_element_ns(Some(space), element.tag)?;
    for (name, value) in &element.attributes {
        dom.set_attribute(name, value)?;
    }
    for child in &element.children {
        dom.append_child(&create(document, child)?)?;
    }
    write_value(document, &dom, element);
    Ok(dom.into())
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
        patch(&document(), &root, &[], nodes).expect("well-formed trees");
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
            patch(&document(), &root, &old, &new).expect("well-formed trees");
            assert_eq!(root.inner_html(), fresh(&new).inner_html());
        }
    }

    #[wasm_bindgen_test]
    fn siblings_with_keys_move_without_being_made_again() {
        let root = fresh(&list("abcd"));
        let b = root.query_selector("p:nth-child(2)").expect("a selector").expect("b");
        patch(&document(), &root, &list("abcd"), &list("dxba")).expect("well-formed trees");
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
        patch(&document(), &root, &field("1"), &field("7")).expect("well-formed trees");
        assert_eq!(input.value(), "1.2");
        input.blur().expect("left");
        patch(&document(), &root, &field("7"), &field("8")).expect("well-formed trees");
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
        patch(&document(), &root, &choices("b"), &choices("a")).expect("well-formed trees");
        assert_eq!(select.value(), "a");
    }
}
