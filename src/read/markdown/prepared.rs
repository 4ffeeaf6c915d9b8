//! The text as it is given to the Markdown parser, and the way back to the lines of the file.

/// Text with the line of the file that each of its lines comes from.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) text: String,
    /// Byte at which each line starts.
    starts: Vec<usize>,
    /// Line of the file, 1-based, of each line.
    origins: Vec<u32>,
}

impl Prepared {
    /// `text` as it stands, whose first line is line `first` of the file.
    pub(super) fn as_is(text: &str, first: u32) -> Self {
        let mut prepared = Self::default();
        for (line, origin) in text.split_inclusive('\n').zip(first..) {
            prepared.push(line.strip_suffix('\n').unwrap_or(line), origin);
        }
        prepared
    }

    /// Adds a line without its end, which comes from line `origin` of the file.
    pub(super) fn push(&mut self, line: &str, origin: u32) {
        self.starts.push(self.text.len());
        self.origins.push(origin);
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The lines, each with the line of the file it comes from.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, u32)> {
        self.text.lines().zip(self.origins.iter().copied())
    }

    /// Line of the file, 1-based, that byte `offset` comes from.
    pub(super) fn line_at(&self, offset: usize) -> u32 {
        let index = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        self.origins.get(index).copied().unwrap_or(1)
    }

    /// The same text with `edits` made: ranges in order that do not overlap, each with what stands in its place.
    /// No edit adds or takes a line end.
    pub(super) fn edited(self, edits: &[Edit]) -> Self {
        let mut text = String::with_capacity(self.text.len() + edits.len() * 4);
        let mut done = 0;
        for edit in edits {
            let Some(kept) = self.text.get(done..edit.start) else { continue };
            text.push_str(kept);
            text.push_str(&edit.with);
            done = edit.end;
        }
        text.push_str(self.text.get(done..).unwrap_or_default());
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        starts.truncate(self.origins.len());
        Self { text, starts, origins: self.origins }
    }
}

/// A stretch of text and what stands in its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) with: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_back_after_edits_and_added_lines() {
        let mut prepared = Prepared::as_is("un\ndeux\n", 4);
        prepared.push("ajout", 5);
        prepared.push("trois", 6);
        let edit = |start, end, with: &str| Edit { start, end, with: with.to_owned() };
        let prepared = prepared.edited(&[edit(0, 2, "premier"), edit(3, 4, "")]);
        assert_eq!(prepared.text, "premier\neux\najout\ntrois\n");
        let line_of = |word| prepared.text.find(word).map(|at| prepared.line_at(at));
        assert_eq!(line_of("premier"), Some(4));
        assert_eq!(line_of("eux"), Some(5));
        assert_eq!(line_of("ajout"), Some(5));
        assert_eq!(line_of("trois"), Some(6));
    }
}
