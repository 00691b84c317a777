//! axe-core: what an automatic check of accessibility finds on the page as it is now.

use std::fs;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::json;

use crate::app::AppPage;

/// Runs axe-core, which the script brings along where the document does not have it yet.
const RUN: &str = "
    const finish = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        results => finish({ found: results.violations.map(v => ({
            rule: v.id, help: v.help, places: v.nodes.map(n => n.target.join(' ') + ': ' + n.failureSummary),
        })) }),
        fault => finish({ fault: String(fault) }));";

/// One rule that the page breaks.
#[derive(Debug, Deserialize)]
struct Violation {
    rule: String,
    help: String,
    places: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Found(Vec<Violation>),
    Fault(String),
}

impl AppPage {
    /// What axe-core finds, a line a rule; empty where it finds nothing.
    ///
    /// # Errors
    /// axe-core cannot be read or run.
    pub async fn accessibility_faults(&self) -> Result<Vec<String>> {
        if self.script("return typeof axe;", vec![]).await? == json!("undefined") {
            let file = &self.environment().axe;
            let source = fs::read_to_string(file).with_context(|| format!("axe-core at {}", file.display()))?;
            self.script(&format!("{source}\nwindow.axe = axe;"), vec![]).await?;
        }
        match serde_json::from_value(self.script_to_end(RUN, vec![]).await?)? {
            Outcome::Found(violations) => Ok(violations.iter().map(line).collect()),
            Outcome::Fault(fault) => anyhow::bail!("axe-core: {fault}"),
        }
    }
}

fn line(violation: &Violation) -> String {
    format!("{}: {} ({})", violation.rule, violation.help, violation.places.join(" | ").replace('\n', " "))
}
