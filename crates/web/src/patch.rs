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
