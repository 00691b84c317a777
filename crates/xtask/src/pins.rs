//! The versions of the tools that set-up installs, in one place.
//!
//! Three more files pin what only their own tool can read: `rust-toolchain.toml` (Rust),
//! `package-lock.json` (binaryen, axe-core, ConvNetJS, TensorFlow.js) and `Cargo.lock` (the crates).

/// A program that `cargo install` builds.
#[derive(Debug)]
pub(crate) struct CargoTool {
    /// The package in the crate registry.
    pub(crate) package: &'static str,
    /// The program it installs.
    pub(crate) binary: &'static str,
    /// The one version that is accepted.
    pub(crate) version: &'static str,
    /// Further options of `cargo install`.
    pub(crate) options: &'static [&'static str],
}

/// Builds the page. It declares a newer Rust than ours, but needs nothing of it.
pub(crate) const TRUNK: CargoTool =
    CargoTool { package: "trunk", binary: "trunk", version: "0.22.1", options: &["--locked", "--ignore-rust-version"] };

/// Writes the JavaScript side of the module; must be the version of the crate `wasm-bindgen`.
/// Without `--locked`: one of its locked dependencies is no longer in the registry.
pub(crate) const WASM_BINDGEN: CargoTool =
    CargoTool { package: "wasm-bindgen-cli", binary: "wasm-bindgen", version: "0.2.130", options: &[] };

/// Packages that `pip` installs for tests and measurements, in the order in which their versions are asked for.
pub(crate) const PYTHON_PACKAGES: [&str; 2] = ["numpy==2.2.6", "safetensors==0.5.3"];

/// The target of the page's module.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindgen_tool_is_the_version_of_the_bindgen_crate() {
        let manifest = include_str!("../../../Cargo.toml");
        let pin = format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version);
        assert!(manifest.contains(&pin), "Cargo.toml should say {pin}");
    }

    #[test]
    fn the_toolchain_file_names_the_target() {
        assert!(include_str!("../../../rust-toolchain.toml").contains(WASM_TARGET));
    }
}
