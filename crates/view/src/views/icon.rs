//! The icons: small drawings of lines, in the colour of the text around them.

use crate::node::{Element, svg};

/// An icon, hidden from assistive technology: the control that holds it has a name of its own.
pub fn icon(name: &str) -> Element {
    let path = match name {
        "start" => "M2.5 2v12M14 2 5 8l9 6z",
        "end" => "M13.500 2v12M2 2l9 6-9 6z",
        "play" => "M4 2 14 8 4 14z",
        "pause" => "M4.5 2v12M11.5 2v12",
        "undo" => "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7",
        "redo" => "M10 3l3.500 3.500L10 10M13 6.500H6.500a4 4 0 0 0 0 8H9",
        "reset" => "M13.500 8A5.500 5.500 0 1 1 11.600 3.800M12 1v3.500H8.500",
        "open" => "M1.500 13V3h4.500l1.500 2h7v8z",
        "save" => "M8 2v8M4.500 7 8 10.500 11.500 7M2 13.500h12",
        "table" => "M2 2.500h12v11H2zM2 6.200h12M2 9.900h12M7 2.500v11",
        "theme" => "M8 1.500a6.500 6.500 0 1 0 0 13zM8 1.500a6.500 6.500 0 0 1 0 13",
        "grid" => "M2 2.500h5v4.500H2zM9 2.500h5v4.500H9zM2 9h5v4.500H2zM9 9h5v4.500H9z",
        "pen" => "M2.500 13.500 3.300 10.200 10.700 2.800 13.200 5.300 5.800 12.700z",
        "dot" => "M8 3.500v-2M8 14.500v-2M3.500 8h-2M14.500 8h-2M8 6.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 1 0 0-3",
        "black" => "M1.500 2.500h13v8.500h-13zM5.500 14h5M8 11v3M4 5l8 3.500",
        "full" => "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
        "presenter" => "M1.500 2.500h9v6h-9zM5.500 5.500h9v8h-9z",
        "leave" => "M2 3h12M2 8h12M2 13h12",
        "print" => "M4.500 6V2h7v4M4.500 11.500h-3V6h13v5.500h-3M4.500 9.500h7V14h-7z",
        "open-eye" => {
            "M1 8s2.500-4.500 7-4.500S15 8 15 8s-2.500 4.500-7 4.500S1 8 1 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
        }
        "covered" => "M1 8s2.500-4.500 7-4.500S15 8 15 8s-2.500 4.500-7 4.500S1 8 1 8zM2.500 14 13.500 2",
        _ => "M4 8h8M8 4v8",
    };
    let solid = matches!(name, "play" | "start" | "end");
    svg("svg")
        .class(if solid { "icon solid" } else { "icon" })
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path))
}
