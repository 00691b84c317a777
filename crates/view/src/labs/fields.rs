//! The fields of a lab's link.

/// Fields: each its name and value.
pub(super) type Fields = Vec<(String, String)>;

/// Adds a field where it differs from the opening state.
pub(super) fn put(fields: &mut Fields, name: &str, value: String, differs: bool) {
    if differs {
        fields.push((name.to_owned(), value));
    }
}
