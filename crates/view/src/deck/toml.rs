//! TOML as fences use it: keys, strings, numbers, truths, lists, tables and lists of tables.
//!
//! Dates, dotted keys and inline tables have no meaning in a fence and are refused by name. The first fault ends the
//! reading; what stands before it holds.

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// A list, each item as text.
    List(Vec<String>),
    /// The tables of one name, in order.
    Tables(Vec<Vec<Entry>>),
}

impl Setting {
    /// The value as a link writes it.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => if *truth { "1" } else { "0" }.to_owned(),
            Self::List(items) => items.join(","),
            Self::Tables(_) => String::new(),
        }
    }

    /// The items of a list, or the one value.
    pub fn items(&self) -> Vec<String> {
        match self {
            Self::List(items) => items.clone(),
            other => vec![other.text()],
        }
    }
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub name: String,
    /// Its value.
    pub value: Setting,
    /// The byte where the key stands.
    pub at: usize,
}

/// What could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TomlFault {
    /// The byte where it stands.
    pub(super) at: usize,
    /// What is wrong, in a sentence.
    pub(super) problem: String,
}

/// Reads the entries of a text, up to the first fault.
pub(super) fn read(text: &str) -> (Vec<Entry>, Option<TomlFault>) {
    let mut reader = Reader { text, at: 0 };
    let mut entries = Vec::new();
    let fault = reader.document(&mut entries).err();
    (entries, fault)
}

type Read<T> = Result<T, TomlFault>;

fn fault<T>(at: usize, problem: impl AsRef<str>) -> Read<T> {
    Err(TomlFault { at, problem: format!("wrong TOML: {}.", problem.as_ref()) })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn takes(&mut self, sign: &str) -> bool {
        let takes = self.rest().starts_with(sign);
        if takes {
            self.at += sign.len();
        }
        takes
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|character| !is_skipped(character)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn skip_spaces(&mut self) {
        self.skip(|character| matches!(character, ' ' | '\t'));
    }

    /// Skips blank lines and comments too.
    fn skip_lines(&mut self) {
        loop {
            self.skip(char::is_whitespace);
            if !self.takes("#") {
                return;
            }
            self.skip(|character| character != '\n');
        }
    }

    fn document(&mut self, entries: &mut Vec<Entry>) -> Read<()> {
        self.pairs(entries)?;
        while !self.rest().is_empty() {
            let at = self.at;
            let is_list = self.takes("[[");
            if !is_list && !self.takes("[") {
                return fault(at, "expected a key");
            }
            self.skip_spaces();
            let name = self.key()?;
            self.skip_spaces();
            if !self.takes(if is_list { "]]" } else { "]" }) {
                return fault(self.at, "the name of a table is not closed");
            }
            self.end_of_line()?;
            let place = entries.iter().position(|entry| entry.name == name);
            let place = place.unwrap_or_else(|| {
                entries.push(Entry { name: name.clone(), value: Setting::Tables(Vec::new()), at });
                entries.len() - 1
            });
            match &mut entries[place].value {
                Setting::Tables(tables) if is_list || tables.is_empty() => tables.push(Vec::new()),
                _ => return fault(at, format!("“{name}” stands here twice")),
            }
            let mut table = Vec::new();
            let read = self.pairs(&mut table);
            if let Setting::Tables(tables) = &mut entries[place].value
                && let Some(last) = tables.last_mut()
            {
                *last = table;
            }
            read?;
        }
        Ok(())
    }

    /// The pairs up to the next table.
    fn pairs(&mut self, entries: &mut Vec<Entry>) -> Read<()> {
        loop {
            self.skip_lines();
            if self.rest().is_empty() || self.rest().starts_with('[') {
                return Ok(());
            }
            let at = self.at;
            let name = self.key()?;
            self.skip_spaces();
            if !self.takes("=") {
                return fault(self.at, format!("expected “=” after “{name}”"));
            }
            self.skip_spaces();
            let value = self.value()?;
            self.end_of_line()?;
            if entries.iter().any(|entry| entry.name == name) {
                return fault(at, format!("“{name}” stands here twice"));
            }
            entries.push(Entry { name, value, at });
        }
    }

    fn end_of_line(&mut self) -> Read<()> {
        self.skip_spaces();
        match self.rest().chars().next() {
            None | Some('\n' | '\r' | '#') => Ok(()),
            Some(_) => fault(self.at, "expected the end of the line"),
        }
    }

    fn key(&mut self) -> Read<String> {
        if self.rest().starts_with(['"', '\'']) {
            return self.string();
        }
        let at = self.at;
        let name = self.skip(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-'));
        if name.is_empty() {
            return fault(at, "expected a key");
        }
        if self.rest().starts_with('.') {
            return fault(at, "keys with points in them mean nothing in a fence");
        }
        Ok(name.to_owned())
    }

    fn value(&mut self) -> Read<Setting> {
        match self.rest().chars().next() {
            Some('"' | '\'') => self.string().map(Setting::Text),
            Some('[') => self.list().map(Setting::List),
            Some('{') => fault(self.at, "tables in one line mean nothing in a fence"),
            _ => self.bare(),
        }
    }

    /// A number or a truth.
    fn bare(&mut self) -> Read<Setting> {
        let at = self.at;
        let word = self
            .skip(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '+' | '-' | ':'));
        match word {
            "" => return fault(at, "expected a value"),
            "true" => return Ok(Setting::Truth(true)),
            "false" => return Ok(Setting::Truth(false)),
            _ => {}
        }
        let is_number = word.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'));
        match word.replace('_', "").parse::<f64>() {
            Ok(number) if is_number && number.is_finite() => Ok(Setting::Number(number)),
            _ => fault(at, format!("“{word}” is no number; texts stand in quotes")),
        }
    }

    fn list(&mut self) -> Read<Vec<String>> {
        let at = self.at;
        self.takes("[");
        let mut items = Vec::new();
        loop {
            self.skip_lines();
            if self.takes("]") {
                return Ok(items);
            }
            if self.rest().is_empty() {
                return fault(at, "this list is not closed");
            }
            match self.value()? {
                Setting::List(_) => return fault(at, "lists within lists mean nothing in a fence"),
                item => items.push(item.text()),
            }
            self.skip_lines();
            if !self.takes(",") && !self.rest().is_empty() && !self.rest().starts_with(']') {
                return fault(self.at, "expected “,” or “]”");
            }
        }
    }

    fn string(&mut self) -> Read<String> {
        let at = self.at;
        let is_literal = self.rest().starts_with('\'');
        let quote = if is_literal { "'" } else { "\"" };
        let long = quote.repeat(3);
        let end = if self.takes(&long) { long.as_str() } else { quote };
        if end.len() == 1 {
            self.at += 1;
        }
        if end.len() == 3 {
            let _ = self.takes("\r\n") || self.takes("\n");
        }
        let mut text = String::new();
        loop {
            if self.takes(end) {
                return Ok(text);
            }
            match self.rest().chars().next() {
                Some('\\') if !is_literal => {
                    self.at += 1;
                    self.escape(&mut text)?;
                }
                Some(character) if character != '\n' || end.len() == 3 => {
                    text.push(character);
                    self.at += character.len_utf8();
                }
                _ => return fault(at, "this text is not closed"),
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Read<()> {
        let at = self.at;
        let Some(character) = self.rest().chars().next() else { return fault(at, "this text is not closed") };
        self.at += character.len_utf8();
        match character {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            '"' | '\\' => text.push(character),
            // A line's end that is escaped joins the next line to this one.
            '\n' => {
                self.skip(char::is_whitespace);
            }
            'u' => {
                let code = self.rest().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                let Some(character) = code.and_then(char::from_u32) else {
                    return fault(at, "“\\u” wants four hexadecimal digits");
                };
                self.at += 4;
                text.push(character);
            }
            _ => {
                return fault(at, format!("“\\{character}” means nothing; write '…' for a text with backslashes"));
            }
        }
        Ok(())
    }
}
