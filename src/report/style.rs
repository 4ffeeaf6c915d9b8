//! The looks of terminal output. Whoever calls decides whether there is any; colour never carries a meaning alone.

use anstyle::{AnsiColor, Style};

/// A style for each role that text has in a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Styles {
    /// Titles and names.
    pub strong: Style,
    /// What is in order.
    pub good: Style,
    /// What must be put right.
    pub bad: Style,
    /// What should be looked at.
    pub warn: Style,
    /// What is only there to be found again: ids, references.
    pub quiet: Style,
}

impl Styles {
    /// No style at all: for a file, a pipe, or who asked for none.
    pub fn plain() -> Self {
        Self::default()
    }

    /// The 16 colours that every terminal lets its user choose.
    pub fn coloured() -> Self {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        Self {
            strong: Style::new().bold(),
            good: colour(AnsiColor::Green),
            bad: colour(AnsiColor::Red).bold(),
            warn: colour(AnsiColor::Yellow),
            quiet: Style::new().dimmed(),
        }
    }
}

/// `text` in `style`.
pub(super) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
