//! Tables of text: columns aligned by what a terminal shows, whatever the script.

use rifada::report::{Amount, Digits};

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// At its left edge.
    Left,
    /// At its right edge.
    Right,
}

/// What stands in one place of a table.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// Words.
    Text(String),
    /// A number; those of a column get equally many decimals.
    Number(Amount),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Amount> for Cell {
    fn from(amount: Amount) -> Self {
        Self::Number(amount)
    }
}

/// Rows of cells under one another. No column but the last is wider than [`WIDEST`].
#[derive(Clone, Debug)]
pub(super) struct Rows {
    aligns: Vec<Align>,
    rows: Vec<Vec<Cell>>,
}

/// How wide a column of words may become.
pub(super) const WIDEST: usize = 44;

impl Rows {
    /// No rows yet, of columns that stand so.
    pub(super) fn of(aligns: &[Align]) -> Self {
        Self { aligns: aligns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row, with a cell for each column.
    pub(super) fn push<const N: usize>(&mut self, row: [Cell; N]) {
        self.rows.push(row.into());
    }

    /// The table as lines, each indented by two spaces.
    pub(super) fn to_text(&self) -> String {
        let last = self.aligns.len() - 1;
        let decimals: Vec<usize> = (0..=last).map(|column| self.decimals(column)).collect();
        let mut widths = vec![0; last + 1];
        let mut lines = Vec::new();
        for row in &self.rows {
            let mut texts = Vec::new();
            for (column, cell) in row.iter().enumerate() {
                let text = match cell {
                    Cell::Text(text) if column < last => cut(visible(text)),
                    Cell::Text(text) => visible(text),
                    Cell::Number(amount) => amount.with_decimals(decimals[column], Digits::Latin),
                };
                widths[column] = width(&text).max(widths[column]);
                texts.push(text);
            }
            lines.push(texts);
        }
        lines.iter().map(|texts| self.line(texts, &widths)).collect()
    }

    fn line(&self, texts: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((text, align), widest) in texts.iter().zip(&self.aligns).zip(widths) {
            let space = " ".repeat(widest - width(text));
            line.push_str("  ");
            match align {
                Align::Left => line.extend([text.as_str(), &space]),
                Align::Right => line.extend([space.as_str(), text]),
            }
        }
        format!("{}\n", line.trim_end())
    }

    fn decimals(&self, column: usize) -> usize {
        let numbers = self.rows.iter().filter_map(|row| match &row[column] {
            Cell::Number(amount) => Some(amount.decimals()),
            Cell::Text(_) => None,
        });
        numbers.max().unwrap_or(0)
    }
}

/// `text` with a mark in place of each character that would move a terminal or turn the text around it.
pub(super) fn visible(text: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if hidden(c) { '\u{FFFD}' } else { c }).collect()
}

fn cut(text: String) -> String {
    if width(&text) <= WIDEST {
        return text;
    }
    let mut short = String::new();
    let mut taken = 0;
    for c in text.chars() {
        taken += width_of(c);
        if taken >= WIDEST {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

/// How many columns of a terminal a text takes.
fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// The columns of one character: none for marks that stand on another, two for the wide scripts of East Asia.
fn width_of(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036F
        | 0x0591..=0x05BD
        | 0x0610..=0x061A
        | 0x064B..=0x065F
        | 0x0670
        | 0x06D6..=0x06DC
        | 0x06DF..=0x06E4
        | 0x06E7..=0x06E8
        | 0x06EA..=0x06ED
        | 0x08D3..=0x08FF
        | 0x200B..=0x200F
        | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let mut rows = Rows::of(&[Align::Left, Align::Right, Align::Left]);
        rows.push(["".into(), "hours".into(), "".into()]);
        rows.push(["بَاب".into(), Amount::hours(90).into(), "x".into()]);
        rows.push(["门门".into(), Amount::hours(60_000).into(), "".into()]);
        assert_eq!(rows.to_text(), "          hours\n  بَاب       1.5  x\n  门门  1,000.0\n");
    }

    #[test]
    fn a_long_name_is_cut_and_a_hostile_one_cannot_move_the_terminal() {
        let mut rows = Rows::of(&[Align::Left, Align::Left]);
        rows.push(["a".repeat(100).into(), "\u{1b}[2J\u{202e}".into()]);
        let text = rows.to_text();
        assert!(text.contains('…') && !text.contains('\u{1b}') && !text.contains('\u{202e}'));
        assert_eq!(width(text.split("  ").nth(1).unwrap()), WIDEST);
    }
}
