//! Changes that can be taken back and made again, each kept as what leads back from it.

/// What is said of a change taken back.
pub(crate) const TAKEN_BACK: &str = "The last change is taken back.";

/// What is said of a change made again.
pub(crate) const MADE_AGAIN: &str = "The change is made again.";

/// What undo goes back to and redo forward to, the nearest last.
#[derive(Debug)]
pub(crate) struct Changes<T> {
    past: Vec<T>,
    future: Vec<T>,
}

impl<T> Changes<T> {
    /// Notes where things stood before a change, and keeps so many at most; what was taken back is lost with it.
    pub(crate) fn push(&mut self, before: T, most: usize) {
        if self.past.len() == most {
            self.past.remove(0);
        }
        self.past.push(before);
        self.future.clear();
    }

    /// Takes the last change back, if there is one: `exchange` puts things in place and gives how they stood.
    pub(crate) fn undo<R>(&mut self, exchange: impl FnOnce(T) -> (T, R)) -> Option<R> {
        self.past.pop().map(|before| give(exchange(before), &mut self.future))
    }

    /// Makes the change again that was taken back last, if one was.
    pub(crate) fn redo<R>(&mut self, exchange: impl FnOnce(T) -> (T, R)) -> Option<R> {
        self.future.pop().map(|after| give(exchange(after), &mut self.past))
    }

    /// Whether there is a change to take back, and one to make again.
    pub(crate) fn can(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }
}

fn give<T, R>((here, result): (T, R), to: &mut Vec<T>) -> R {
    to.push(here);
    result
}

impl<T> Default for Changes<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }
}
