//! What the wishes lab shows: the picture, the wishes in numbers, the update table.

use gradlight_core::network::Neuron;
use gradlight_core::quantity::Quantity;

use super::source::Source;
use super::table::{Row, Wishes, lectures, live, shown_average};
use super::{Lab, diagram};
use crate::format::{Digits, at_a_glance};
use crate::labs::Look;
use crate::labs::edited::dial;
use crate::labs::parts::{choice, columns, figure, list, note, panel, player, value};
use crate::labs::tables::{digits, table, words};
use crate::node::{Element, Node, html};

/// What stands in the lab.
pub(super) fn body(lab: &Lab, look: &Look) -> Vec<Node> {
    let picture = figure("wishes", title(lab), diagram::diagram(lab, look), None);
    let right = [in_numbers(lab, look)].into_iter().chain(dials(lab));
    vec![controls(lab).into(), columns([picture, update_table(lab, look)], right).into()]
}

fn title(lab: &Lab) -> String {
    match lab.chosen() {
        Some(neuron) => format!("What {} wants", lab.name(neuron)),
        None => "All wishes added up".to_owned(),
    }
}

fn controls(lab: &Lab) -> Element {
    let sources: Vec<(&str, String)> = Source::all().map(|source| (source.name(), source.label())).collect();
    let sources = sources.iter().map(|(name, label)| (*name, label.as_str()));
    let samples: Vec<String> = (1..=lab.samples.len()).map(|number| number.to_string()).collect();
    let samples = (samples.len() > 1).then(|| {
        let options = samples.iter().map(|number| (number.as_str(), number.as_str()));
        list("Training example", "sample", &(lab.sample + 1).to_string(), options)
    });
    let count = lab.traced().example.network().layers().len();
    let layers: Vec<(String, String)> = (1..=count)
        .rev()
        .map(|layer| {
            let name = if layer == count { "outputs".to_owned() } else { format!("hidden layer {layer}") };
            (layer.to_string(), name)
        })
        .collect();
    let options = layers.iter().map(|(number, name)| (number.as_str(), name.as_str()));
    let layers = (count > 1).then(|| list("Ask the", "layer", &(lab.layer + 1).to_string(), options));
    html("div")
        .class("lab-controls")
        .key("controls")
        .child(player(lab.stepping.is_playing(), lab.stepping.at, lab.neurons()))
        .child(list("Network", "example", lab.source.name(), sources))
        .children(samples)
        .children(layers)
}

/// The numbers behind the neuron that is asked, to be changed.
fn dials(lab: &Lab) -> Option<Element> {
    let neuron = lab.chosen()?;
    let names = lab.traced().names();
    let dials = lab
        .own_numbers()
        .into_iter()
        .map(|(quantity, label)| dial(label, &names.id(&quantity), lab.traced().read(quantity), &lab.typing));
    let dials = html("div").class("lab-dials").children(dials.collect::<Vec<_>>());
    Some(panel(format!("The numbers behind {}", lab.name(neuron)), [dials]))
}

/// A wish with its sign.
pub(super) fn signed(value: f64, digits: Digits) -> String {
    let text = at_a_glance(value, Digits::clamped(digits.places().min(4)));
    if value > 0.0 { format!("+{text}") } else { text }
}

/// The wishes in numbers, with what each is in proportion to.
fn in_numbers(lab: &Lab, look: &Look) -> Element {
    match lab.chosen() {
        Some(neuron) => one(lab, look, neuron),
        None => all(lab, look),
    }
}

fn cell(key: &str, number: f64, look: &Look, phase: &'static str) -> Element {
    html("td").class(format!("lab-number {phase}")).child(value("span", key, number, signed(number, look.digits)))
}

fn one(lab: &Lab, look: &Look, neuron: usize) -> Element {
    let number = |value: f64| html("td").class("lab-number").text(at_a_glance(value, look.digits));
    let row = |from: usize| {
        let weight = lab.traced().read(Quantity::Weight(lab.weight(neuron, from)));
        let wish = match lab.of_activation(neuron, from) {
            Some(wish) => cell(&format!("wish.a{}", from + 1), wish, look, "backward"),
            None => html("td").class("lab-number").text("given"),
        };
        html("tr")
            .key(from.to_string())
            .child(html("th").attr("scope", "row").text(lab.incoming_name(from)))
            .child(number(lab.activation(from)))
            .child(cell(&format!("wish.w{}", from + 1), lab.of_weight(neuron, from), look, "update"))
            .child(number(weight))
            .child(wish)
    };
    let numbers = ["a", "wish for w, ∝ a", "w", "wish for a, ∝ w"].map(digits);
    let heads = [words("from")].into_iter().chain(numbers).collect();
    let a = lab.traced().read(Quantity::Out(Neuron::new(lab.layer, neuron)));
    let bias = lab.of_bias(neuron);
    let goal = if bias > 0.0 { "higher" } else { "lower" };
    let sentence = html("p")
        .class("lab-say")
        .text(format!(
            "{} is {} and wants to be {goal}. It can get there in three ways: by its bias (wish ",
            lab.name(neuron),
            at_a_glance(a, look.digits)
        ))
        .child(value("b", "wish.b", bias, signed(bias, look.digits)))
        .text("), by its weights, each in proportion to the activation behind it, and by those activations, each in proportion to its weight.");
    panel("Three ways", [sentence, table("Wishes", heads, (0..lab.incoming()).map(row).collect())])
}

fn all(lab: &Lab, look: &Look) -> Element {
    if lab.layer == 0 {
        return panel("Added up", [note("These neurons look at the inputs, which are given: here the wishes end.")]);
    }
    let row = |from: usize| {
        let wishes = (0..lab.neurons()).map(|neuron| {
            let wish = lab.of_activation(neuron, from).unwrap_or(f64::NAN);
            html("td").class("lab-number").text(signed(wish, look.digits))
        });
        let sum = lab.added_up(from).unwrap_or(f64::NAN);
        html("tr")
            .key(from.to_string())
            .child(html("th").attr("scope", "row").text(lab.incoming_name(from)))
            .children(wishes)
            .child(cell(&format!("sum.a{}", from + 1), sum, look, "backward"))
    };
    let mut heads = vec![words("wish for")];
    heads.extend((0..lab.neurons()).map(|neuron| digits(format!("of {}", lab.name(neuron)))));
    heads.push(digits("sum"));
    let text = "Nobody can set an activation. But the sums say how each neuron before should change, and it asks the same three questions of its own bias, weights and inputs: that is backpropagation.";
    panel("Added up", [table("Wishes added up", heads, (0..lab.incoming()).map(row).collect()), note(text)])
}

fn update_table(lab: &Lab, look: &Look) -> Element {
    let shown = if lab.shows_lecture { "lecture" } else { "own" };
    let choice = choice("Table", "table", shown, &[("lecture", "the lecture’s"), ("own", "this network’s")]);
    let wishes = if lab.shows_lecture { lectures() } else { live(lab) };
    let words = if lab.shows_lecture {
        "These are the entries that the lecture shows, for a network of 13,002 parameters. The six shown average to something else than its last column: the rest is behind the dots."
    } else {
        "The wish of a training example is minus its gradient. Each parameter moves by the learning rate times the average over all examples, as the engine has it."
    };
    panel("Every parameter, every training example", [choice, grid(&wishes, look), note(words)])
}

fn grid(wishes: &Wishes, look: &Look) -> Element {
    let columns = wishes.rows.first().map_or(0, |row| row.wishes.len());
    let mut heads = vec![words("example")];
    heads.extend((1..=columns).map(|number| digits(number.to_string())));
    heads.extend(wishes.has_dots.then(|| digits("…")));
    heads.push(digits("average"));
    heads.extend(wishes.has_dots.then(|| digits("of the six")));
    table("Update table", heads, wishes.rows.iter().map(|row| grid_row(row, wishes.has_dots, look)).collect())
}

fn grid_row(row: &Row, has_dots: bool, look: &Look) -> Element {
    let cells = row.wishes.iter().enumerate();
    let cells = cells.map(|(column, wish)| cell(&format!("{}.{}", row.key, column + 1), *wish, look, ""));
    let dots = has_dots.then(|| html("td").class("lab-number").text("…"));
    let shown = has_dots.then(|| shown_average(row)).flatten();
    html("tr")
        .key(row.key.clone())
        .child(html("th").attr("scope", "row").text(row.symbol.clone()))
        .children(cells)
        .children(dots)
        .child(cell(&format!("{}.average", row.key), row.average, look, "update"))
        .children(shown.map(|shown| cell(&format!("{}.shown", row.key), shown, look, "")))
}
