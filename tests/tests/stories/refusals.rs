//! Faulty example files: each is refused whole, with the sentence that the engine has for it.
