//! The fields of a lab's link: what has its opening value is left out.

/// Names and values, in order.
pub(super) type Link = Vec<(String, String)>;

/// Adds a field where it differs from how the lab opens.
pub(super) fn put(link: &mut Link, name: &str, value: String, differs: bool) {
    if differs {
        link.push((name.to_owned(), value));
    }
}

/// The fields of a part that is out of sight, with its name before each: `gates.w1`.
pub(super) fn within(part: &str, fields: Link) -> Link {
    fields.into_iter().map(|(name, value)| (format!("{part}.{name}"), value)).collect()
}

/// Has a field of a part that is out of sight read as if that part were shown.
pub(super) fn read_within<L, P>(
    lab: &mut L,
    shown: impl Fn(&mut L) -> &mut P,
    part: P,
    read: impl FnOnce(&mut L) -> bool,
) -> bool {
    let before = std::mem::replace(shown(lab), part);
    let is_taken = read(lab);
    *shown(lab) = before;
    is_taken
}

/// A link as it is written.
#[derive(Debug, Default)]
pub(super) struct Fields(Link);

impl Fields {
    /// Adds a field where it differs from how the lab opens.
    pub(super) fn put(&mut self, name: &str, value: impl Into<String>, differs: bool) {
        put(&mut self.0, name, value.into(), differs);
    }

    /// Adds the value where it is another than the lab opens with.
    pub(super) fn put_changed<T: PartialEq + ToString + ?Sized>(&mut self, name: &str, value: &T, opening: &T) {
        if value != opening {
            self.put(name, value.to_string(), true);
        }
    }

    /// All of them.
    pub(super) fn done(self) -> Link {
        self.0
    }
}
