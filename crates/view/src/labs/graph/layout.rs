//! Where the nodes of a graph stand: in columns by depth, no two of a column too close.

use gradlight_core::graph::{Graph, Op};
use gradlight_core::order::sort_by_number;

/// How many rows above or below what reads it a number stands.
const BESIDE: f64 = 0.8;

/// The places of a graph's nodes, in columns and rows; rows may be fractions.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// Column and row of each node.
    pub(super) nodes: Vec<(usize, f64)>,
    /// The number of columns.
    pub(super) columns: usize,
    /// The number of rows, the last one begun counted whole.
    pub(super) rows: f64,
}

impl Places {
    /// The places of that graph's nodes.
    pub(super) fn of(graph: &Graph) -> Self {
        let columns = columns(graph);
        let is_number = |node: usize| matches!(graph.nodes()[node].op, Op::Constant(_));
        let mut leaves = 0.0;
        let mut rows: Vec<f64> = Vec::new();
        for (place, node) in graph.nodes().iter().enumerate() {
            let inputs: Vec<f64> =
                node.inputs.iter().filter(|input| !is_number(**input)).map(|input| rows[*input]).collect();
            rows.push(match inputs.len() {
                // A number will stand beside what reads it.
                0 if is_number(place) => 0.0,
                0 => {
                    leaves += 1.0;
                    leaves - 1.0
                }
                count => inputs.iter().sum::<f64>() / count as f64,
            });
        }
        for (place, node) in graph.nodes().iter().enumerate() {
            for (input, number) in node.inputs.iter().copied().enumerate().filter(|(_, input)| is_number(*input)) {
                rows[number] = rows[place] + if input == 0 { -BESIDE } else { BESIDE };
            }
        }
        let last = columns.iter().copied().max().unwrap_or(0);
        for column in 0..=last {
            let mut members: Vec<usize> = (0..rows.len()).filter(|node| columns[*node] == column).collect();
            sort_by_number(&mut members, |node| rows[*node]);
            spread(&members, &mut rows);
        }
        let top = rows.iter().copied().fold(f64::INFINITY, f64::min);
        let bottom = rows.iter().copied().fold(0.0, f64::max);
        let nodes = columns.into_iter().zip(rows).map(|(column, row)| (column, row - top)).collect();
        Self { nodes, columns: last + 1, rows: bottom - top + 1.0 }
    }
}

/// Variables stand at the left, an operation right of what it reads, a number just left of what reads it.
fn columns(graph: &Graph) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    for node in graph.nodes() {
        columns.push(node.inputs.iter().map(|input| columns[*input] + 1).max().unwrap_or(0));
    }
    let wanted: Vec<usize> = columns.clone();
    for (place, node) in graph.nodes().iter().enumerate() {
        for input in &node.inputs {
            if matches!(graph.nodes()[*input].op, Op::Constant(_)) {
                columns[*input] = wanted[place] - 1;
            }
        }
    }
    columns
}

/// Moves the rows of a column's nodes apart to a whole row at least, about where they were.
fn spread(members: &[usize], rows: &mut [f64]) {
    let middle = |rows: &[f64]| members.iter().map(|node| rows[*node]).sum::<f64>() / members.len().max(1) as f64;
    let before = middle(rows);
    for pair in members.windows(2) {
        rows[pair[1]] = rows[pair[1]].max(rows[pair[0]] + 1.0);
    }
    let shift = before - middle(rows);
    for node in members {
        rows[*node] += shift;
    }
}
