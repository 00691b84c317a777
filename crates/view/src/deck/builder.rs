//! The builder: from the Markdown parser's events to a slide.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Fault, Fragment, Maths, Number, Piece, Slide, Widget, fence, position};

/// Elements nested deeper than this are flattened: no lecture needs them, and deep trees cost stack.
const DEEPEST: usize = 24;

/// An element that has been opened and not yet closed.
struct Open {
    tag: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Piece>,
}

/// A slide in the making.
pub(super) struct Builder<'a> {
    text: &'a str,
    line: usize,
    slide: Slide,
    open: Vec<Open>,
    /// How many elements beyond [`DEEPEST`] are open.
    flattened: usize,
    /// The click that the next fragment comes with.
    click: usize,
    /// A block of code or raw HTML being gathered: the info string of the one, and what is in it.
    block: Option<(Option<String>, Range<usize>, String)>,
    columns: Vec<Alignment>,
    in_head: bool,
    has_title: bool,
    /// Whether it is what the lecturer says, where no widget can stand.
    is_note: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, line: usize) -> Self {
        Self {
            text,
            line,
            slide: Slide::default(),
            open: Vec::new(),
            flattened: 0,
            click: 0,
            block: None,
            columns: Vec::new(),
            in_head: false,
            has_title: false,
            is_note: false,
        }
    }

    pub(super) fn read(&mut self) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_MATH | Options::ENABLE_STRIKETHROUGH;
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            self.take(event, range);
        }
    }

    pub(super) fn finish(mut self) -> Slide {
        let last = self.slide.fragments.iter().map(|fragment| fragment.from).max();
        let driven = self.slide.widgets.iter().flat_map(|widget| widget.clicks.iter().map(|(click, _)| *click)).max();
        self.slide.clicks = last.max(driven).unwrap_or(0);
        self.slide
    }

    fn fault(&mut self, at: usize, problem: String) {
        let (line, column) = position(self.text, at, self.line);
        self.slide.faults.push(Fault { line, column, problem });
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.add_text(&text),
            Event::Code(code) => self.code(&code, range),
            Event::InlineMath(maths) => self.maths(&maths, false, range),
            Event::DisplayMath(maths) => self.maths(&maths, true, range),
            Event::Html(html) => {
                if let Some((_, _, text)) = &mut self.block {
                    text.push_str(&html);
                }
            }
            Event::InlineHtml(html) => self.raw_html(&html, range.start),
            Event::SoftBreak => self.add_text(" "),
            Event::HardBreak => self.add(element("br", Vec::new())),
            Event::Rule => self.add(element("hr", Vec::new())),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.push("p", automatic()),
            Tag::Heading { level, .. } => self.push(heading(level), automatic()),
            Tag::BlockQuote(_) => self.push("blockquote", Vec::new()),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.block = Some((Some(info), range, String::new()));
            }
            Tag::HtmlBlock => self.block = Some((None, range, String::new())),
            Tag::List(None) => self.push("ul", Vec::new()),
            Tag::List(Some(first)) => {
                let from = if first == 1 { Vec::new() } else { vec![("start", first.to_string())] };
                self.push("ol", from);
            }
            Tag::Item => self.push("li", automatic()),
            Tag::Table(columns) => {
                self.columns = columns;
                self.push("table", Vec::new());
            }
            Tag::TableHead => {
                self.in_head = true;
                self.push("thead", Vec::new());
                self.push("tr", Vec::new());
            }
            Tag::TableRow => self.push("tr", Vec::new()),
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.push("em", Vec::new()),
            Tag::Strong => self.push("strong", Vec::new()),
            Tag::Strikethrough => self.push("s", Vec::new()),
            Tag::Link { dest_url, .. } => self.link(&dest_url, range.start),
            Tag::Image { dest_url, .. } => self.image(&dest_url, range.start),
            _ => self.push("div", Vec::new()),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                if let Some((_, range, html)) = self.block.take() {
                    self.raw_html(&html, range.start);
                }
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.pop();
                self.pop();
            }
            TagEnd::Image => self.end_image(),
            _ => self.pop(),
        }
    }

    fn push(&mut self, tag: &'static str, attributes: Vec<(&'static str, String)>) {
        if self.open.len() >= DEEPEST {
            self.flattened += 1;
        } else {
            self.open.push(Open { tag, attributes, children: Vec::new() });
        }
    }

    fn pop(&mut self) {
        if self.flattened > 0 {
            self.flattened -= 1;
            return;
        }
        let Some(Open { tag, attributes, children }) = self.open.pop() else { return };
        // An empty corner heads nothing.
        let tag = if tag == "th" && children.is_empty() { "td" } else { tag };
        let is_pause =
            tag == "p" && self.open.is_empty() && matches!(&children[..], [Piece::Text(text)] if is_pause(text));
        if is_pause {
            self.click += 1;
        } else if is_heading(tag) && self.open.is_empty() && !self.has_title && self.slide.fragments.is_empty() {
            self.has_title = true;
            self.slide.title = children;
            self.slide.notes.clear();
        } else {
            self.add(Piece::Element { tag, attributes, children });
        }
    }

    fn add(&mut self, piece: Piece) {
        if let Some(open) = self.open.last_mut() {
            open.children.push(piece);
            return;
        }
        // Only comments that end a slide are notes.
        self.slide.notes.clear();
        self.slide.fragments.push(Fragment { from: self.click, piece });
    }

    fn add_text(&mut self, text: &str) {
        if let Some((_, _, block)) = &mut self.block {
            block.push_str(text);
        } else if let Some(Piece::Text(last)) = self.open.last_mut().and_then(|open| open.children.last_mut()) {
            last.push_str(text);
        } else {
            self.add(Piece::Text(text.to_owned()));
        }
    }

    /// Inline code: a number of the engine's where it begins with `=`.
    fn code(&mut self, code: &str, range: Range<usize>) {
        let piece = match code.strip_prefix('=').map(|reference| Number::read(reference.trim())) {
            Some(Ok(number)) => {
                let (line, column) = position(self.text, range.start, self.line);
                Piece::Number(Number { line, column, ..number })
            }
            Some(Err(problem)) => {
                self.fault(range.start, problem);
                literal("code", code)
            }
            None => literal("code", code),
        };
        self.add(piece);
    }

    fn maths(&mut self, source: &str, is_display: bool, range: Range<usize>) {
        let (line, column) = position(self.text, range.start, self.line);
        let (maths, problem) = Maths::read(source, is_display, (line, column));
        if let Some(problem) = problem {
            self.fault(range.start, problem);
        }
        self.add(Piece::Maths(maths));
    }

    fn cell(&mut self) {
        let tag = if self.in_head { "th" } else { "td" };
        let column = self.open.last().map_or(0, |row| row.children.len());
        let class = match self.columns.get(column) {
            Some(Alignment::Right) => Some("right"),
            Some(Alignment::Center) => Some("middle"),
            _ => None,
        };
        let mut attributes = automatic();
        attributes.extend(class.map(|class| ("class", class.to_owned())));
        self.push(tag, attributes);
    }

    /// Links lead to pages of the web or of this one; anything else, such as a script, is left out.
    fn link(&mut self, address: &str, at: usize) {
        let lower = address.trim().to_ascii_lowercase();
        let is_safe = lower.starts_with("https://") || lower.starts_with("http://") || is_relative(&lower);
        if is_safe {
            self.push("a", vec![("href", address.trim().to_owned())]);
        } else {
            self.fault(
                at,
                format!("the link to “{}” is left out: only https, http and relative ones are kept.", brief(address)),
            );
            self.push("span", Vec::new());
        }
    }

    fn image(&mut self, address: &str, at: usize) {
        if is_relative(address.trim()) {
            self.push("img", vec![("src", address.trim().to_owned())]);
        } else {
            self.fault(
                at,
                format!("the picture “{}” is left out: only those beside the page are loaded.", brief(address)),
            );
            self.push("img", Vec::new());
        }
    }

    /// An image's text becomes its description; where the image is left out, the text stands in its place.
    fn end_image(&mut self) {
        if self.flattened > 0 {
            self.flattened -= 1;
            return;
        }
        let Some(Open { mut attributes, children, .. }) = self.open.pop() else { return };
        let text: String = children.iter().map(Piece::text).collect();
        if attributes.is_empty() {
            self.add_text(&text);
        } else {
            attributes.push(("alt", text));
            self.add(Piece::Element { tag: "img", attributes, children: Vec::new() });
        }
    }

    /// A fence is a widget where its first word names one; else it is code to be read.
    fn end_code(&mut self) {
        let Some((info, range, body)) = self.block.take() else { return };
        let info = info.unwrap_or_default();
        let name = info.split_whitespace().next().unwrap_or_default();
        let body_start = self.text[range.clone()].find('\n').map_or(range.end, |newline| range.start + newline + 1);
        if name.is_empty() || self.is_note || !self.open.is_empty() || fence::is_language(name) {
            let lines = body.trim_end_matches('\n');
            self.add(element("pre", vec![literal("code", lines)]));
            return;
        }
        let (line, _) = position(self.text, body_start, self.line);
        let (widget, faults) = Widget::read(name, &body, self.click);
        for (at, problem) in faults {
            let (line, column) = match at {
                Some(at) => position(&body, at, line),
                None => position(self.text, range.start, self.line),
            };
            self.slide.faults.push(Fault { line, column, problem });
        }
        let Some(mut widget) = widget else {
            self.add(element("pre", vec![literal("code", body.trim_end_matches('\n'))]));
            return;
        };
        (widget.line, widget.column) = position(self.text, range.start, self.line);
        self.add(Piece::Widget(self.slide.widgets.len()));
        self.slide.widgets.push(widget);
    }

    /// Comments are notes if nothing follows them; other HTML is left out, and that is said.
    fn raw_html(&mut self, html: &str, at: usize) {
        let html = html.trim();
        let Some(comment) = html.strip_prefix("<!--") else {
            if !html.starts_with("</") {
                self.fault(at, format!("HTML is left out: “{}”.", brief(html)));
            }
            return;
        };
        let (comment, rest) = comment.split_once("-->").unwrap_or((comment, ""));
        if self.open.is_empty() {
            let line = position(self.text, at, self.line).0;
            let mut notes = Builder { is_note: true, ..Builder::new(comment, line) };
            notes.read();
            let title = element("p", std::mem::take(&mut notes.slide.title));
            let has_title = notes.has_title;
            self.slide.faults.append(&mut notes.slide.faults);
            self.slide.notes.extend(has_title.then_some(title));
            self.slide.notes.extend(notes.slide.fragments.into_iter().map(|fragment| fragment.piece));
        }
        if !rest.trim().is_empty() {
            self.raw_html(rest, at);
        }
    }
}

fn element(tag: &'static str, children: Vec<Piece>) -> Piece {
    Piece::Element { tag, attributes: Vec::new(), children }
}

fn literal(tag: &'static str, text: &str) -> Piece {
    element(tag, vec![Piece::Text(text.to_owned())])
}

/// Text that runs from right to left is set so.
fn automatic() -> Vec<(&'static str, String)> {
    vec![("dir", "auto".to_owned())]
}

/// The page's own headings stand above those of a slide.
fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        _ => "h4",
    }
}

fn is_heading(tag: &str) -> bool {
    matches!(tag, "h2" | "h3" | "h4")
}

/// The paragraph that waits for the next click.
fn is_pause(text: &str) -> bool {
    matches!(text.trim(), ". . ." | "…" | "...")
}

fn is_relative(address: &str) -> bool {
    !address.contains(':') && !address.starts_with("//") && !address.starts_with('\\')
}

/// The beginning of a long text.
fn brief(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut brief: String = line.chars().take(40).collect();
    if brief.len() < text.len() {
        brief.push('…');
    }
    brief
}
