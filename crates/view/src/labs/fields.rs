//! The fields of a lab's link: what has its opening value is left out.

/// Names and values, in order.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Adds a field where it differs from how the lab opens.
    pub(super) fn put(&mut self, name: &str, value: impl Into<String>, differs: bool) {
        if differs {
            self.0.push((name.to_owned(), value.into()));
        }
    }

    /// Adds the value where it is another than the lab opens with.
    pub(super) fn put_changed<T: PartialEq + ToString + ?Sized>(&mut self, name: &str, value: &T, opening: &T) {
        if value != opening {
            self.put(name, value.to_string(), true);
        }
    }

    /// All of them.
    pub(super) fn done(self) -> Vec<(String, String)> {
        self.0
    }
}
