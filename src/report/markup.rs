//! HTML, written piece by piece so that nothing in the data can become markup: what stands raw is a literal of this source,
//! everything else is escaped on its way in.

use crate::io::place::turns_direction;
use std::fmt::Write;

/// A piece of a page under way.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

/// Attributes of an element: name and value.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// What has been written.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// A literal of this source, as it stands.
    pub(super) fn raw(&mut self, literal: &'static str) -> &mut Self {
        self.0.push_str(literal);
        self
    }

    /// JSON in which `<`, `>` and `&` have been escaped as JSON escapes them; any that are left are taken out here.
    pub(super) fn json(&mut self, json: &str) -> &mut Self {
        self.0.extend(json.chars().filter(|c| !matches!(c, '<' | '>' | '&')));
        self
    }

    /// A text of any origin, escaped.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, text);
        self
    }

    /// The start of an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) -> &mut Self {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            push_escaped(&mut self.0, value);
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// The end of an element.
    pub(super) fn close(&mut self, name: &'static str) -> &mut Self {
        // Writing to a text cannot fail.
        let _ = write!(self.0, "</{name}>");
        self
    }

    /// An element with a text in it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        text: &str,
    ) -> &mut Self {
        self.open(name, attributes).text(text).close(name)
    }

    /// An element with whatever `fill` puts into it.
    pub(super) fn within(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        fill: impl FnOnce(&mut Self),
    ) -> &mut Self {
        self.open(name, attributes);
        fill(self);
        self.close(name)
    }

    /// A name out of the data, kept apart from the direction of the text around it.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        self.element("bdi", &[], name)
    }
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// A text of the data as it is shown: controls, and characters that turn the direction of what follows, are written out.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || turns_direction(c) || matches!(c, '\u{2028}' | '\u{2029}') {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_text_holds_it_stays_text() {
        let mut markup = Markup::default();
        markup.element("p", &[("title", "a\"onload='x'")], "</p><script>alert('&')</script>");
        assert_eq!(
            markup.into_text(),
            "<p title=\"a&quot;onload=&#39;x&#39;\">&lt;/p&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>"
        );
    }

    #[test]
    fn a_character_that_turns_direction_is_written_out() {
        assert_eq!(visible("a\u{202E}b\u{2066}\u{200F}\n"), "a\\u{202e}b\\u{2066}\\u{200f}\\u{a}");
        assert_eq!(visible("باب الملك فهد 79"), "باب الملك فهد 79");
    }
}
