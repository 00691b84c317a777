//! Saving a lab's figures as SVG files: from nodes where there are some, else drawn as on a canvas.

use gradlight_plot::Style;

use super::{Entry, Exhibit, Look};
use crate::drawing::NodeSurface;
use crate::node::{Element, Node, svg};
use crate::update::File;

/// The size of a saved figure that is otherwise a canvas, in CSS pixels.
const SIZE: (u32, u32) = (800, 500);

/// A saved file's name without its extension.
pub(super) fn stem(entry: &Entry, figure: &str) -> String {
    if figure == entry.name { entry.name.to_owned() } else { format!("{}-{figure}", entry.name) }
}

/// The file of that figure; `None` where the lab has no such figure.
pub(super) fn svg_file(entry: &Entry, exhibit: &dyn Exhibit, figure: &str, look: &Look) -> Option<File> {
    let markup = drawing(exhibit, figure, look).or_else(|| painted(exhibit, figure))?;
    Some(File { name: format!("{}.svg", stem(entry, figure)), kind: "image/svg+xml", content: markup.into_bytes() })
}

/// That figure as the text of an SVG file, where it is drawn in nodes.
pub(super) fn drawing(exhibit: &dyn Exhibit, figure: &str, look: &Look) -> Option<String> {
    exhibit.diagram(figure, look).map(standing_alone)
}

/// The same of one that is painted on a canvas.
fn painted(exhibit: &dyn Exhibit, figure: &str) -> Option<String> {
    exhibit.fingerprint(figure)?;
    let style = NodeSurface::style(Style::light());
    Some(standing_alone(NodeSurface::picture(SIZE, |ink| exhibit.draw(figure, ink, &style))))
}

/// The markup of a picture that needs nothing of the page.
fn standing_alone(picture: Element) -> String {
    with_colours(&Node::from(on_paper(picture)).to_markup(), &Style::light())
}

/// The picture with white paper behind it and its type named, as it stands without the page's stylesheet.
fn on_paper(mut picture: Element) -> Element {
    let paper = svg("rect").attr("width", "100%").attr("height", "100%").attr("fill", "var(--card)");
    picture.children.insert(0, paper.into());
    picture.attributes.retain(|(name, _)| !matches!(*name, "class" | "tabindex" | "data-figure"));
    picture.attr("font-family", gradlight_plot::style::FAMILY)
}

/// The markup with the page's tokens replaced by their colours.
fn with_colours(markup: &str, style: &Style) -> String {
    let tokens = [
        ("ink", style.ink),
        ("ink-2", style.second),
        ("ink-3", style.third),
        ("line", style.line),
        ("line-2", style.grid),
        ("card", style.card),
        ("page", style.card),
        ("forward", style.forward),
        ("loss", style.loss),
        ("backward", style.backward),
        ("update", style.update),
        ("mark", style.mark),
    ];
    tokens.iter().fold(markup.to_owned(), |markup, (token, gradlight_plot::Rgb(red, green, blue))| {
        markup.replace(&format!("var(--{token})"), &format!("#{red:02x}{green:02x}{blue:02x}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_of_every_lab_is_saved_as_a_picture_that_stands_alone() {
        let look = Look { digits: crate::format::Digits::default(), width: 1200.0, scale: 1.0 };
        for entry in super::super::ALL {
            let exhibit = (entry.open)();
            let body = Node::from(crate::node::html("div").children(exhibit.body(&look)));
            let buttons = body.find_all(&|element| element.attribute("data-action") == Some("lab/save-svg"));
            let waits = !exhibit.wants().is_empty();
            assert!(waits || !buttons.is_empty(), "{}: some figure can be saved", entry.name);
            for button in buttons {
                let figure = button.attribute("data-argument").expect("the button names its figure");
                assert!(
                    drawing(exhibit.as_ref(), figure, &look).is_some() || exhibit.fingerprint(figure).is_some(),
                    "{}/{figure} can be a PNG picture too",
                    entry.name
                );
                let file = svg_file(entry, exhibit.as_ref(), figure, &look).expect(figure);
                let markup = String::from_utf8(file.content).expect("text");
                assert!(markup.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{figure}: {markup:.80}");
                assert!(!markup.contains("var("), "{}/{figure} depends on the page's colours", entry.name);
                assert!(markup.len() > 400, "{figure}: {markup}");
            }
        }
    }
}
