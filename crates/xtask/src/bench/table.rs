//! The table of all comparisons, in columns as wide as their widest entry.

use super::row::Row;

const HEAD: [&str; 6] = ["what", "measured", "baseline", "ratio", "budget", "verdict"];

/// The table, a line a row.
pub(crate) fn table(rows: &[Row]) -> String {
    let lines: Vec<[String; 6]> = [HEAD.map(str::to_owned)].into_iter().chain(rows.iter().map(cells)).collect();
    let width = |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
    lines.iter().map(|cells| line(cells, &widths)).collect()
}

fn cells(row: &Row) -> [String; 6] {
    [
        row.what.clone(),
        row.unit.show(row.measured),
        format!("{} ({})", row.unit.show(row.baseline), row.against),
        format!("{:.3}", row.ratio()),
        format!("≤ {}", row.budget),
        if row.holds() { "holds" } else { "FAILS" }.to_owned(),
    ]
}

fn line(cells: &[String; 6], widths: &[usize]) -> String {
    let padded: Vec<String> = cells.iter().zip(widths).map(|(cell, &width)| format!("{cell:width$}")).collect();
    format!("{}\n", padded.join("  ").trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::row::Unit;

    #[test]
    fn columns_line_up_and_each_row_has_its_verdict() {
        let row = |what: &str, measured: f64| Row {
            what: what.to_owned(),
            measured,
            baseline: 2.0,
            against: "native".to_owned(),
            unit: Unit::Milliseconds,
            budget: 1.6,
        };
        let table = table(&[row("rounds", 3.0), row("a longer name", 4.0)]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[1], "rounds         3.00 ms   2.00 ms (native)  1.500  ≤ 1.6   holds");
        assert_eq!(lines[2], "a longer name  4.00 ms   2.00 ms (native)  2.000  ≤ 1.6   FAILS");
        assert_eq!(lines[0].find("measured"), lines[1].find("3.00"));
    }
}
