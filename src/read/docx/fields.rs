//! Fields: a code and its result, nested, and spanning paragraphs.

/// What a field is for, as far as it matters here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A table of contents or of figures.
    Contents,
    /// The number of a page, or of all pages.
    PageNumber,
    /// To keep something that is not shown where it stands: a value, an entry of an index.
    Unseen,
    /// Anything else.
    #[default]
    Other,
}

#[derive(Debug, Default)]
struct Field {
    code: String,
    purpose: Purpose,
    in_result: bool,
    /// Number of the paragraph it began in.
    paragraph: usize,
}

/// The fields that are open at a point of the text.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    in_code: usize,
    paragraph: usize,
}

/// Characters of a code that are kept: what a field is for stands at its start.
const LONGEST_CODE: usize = 64;

/// Fields that may be open at once.
const DEEPEST: usize = 256;

impl Fields {
    /// `w:fldChar` of type begin.
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEEPEST {
            self.open.push(Field { paragraph: self.paragraph, ..Field::default() });
            self.in_code += 1;
        }
    }

    /// Text of the code of the innermost field.
    pub(super) fn code(&mut self, text: &str) {
        if let Some(field) =
            self.open.last_mut().filter(|field| !field.in_result && field.code.len() < LONGEST_CODE)
        {
            field.code.push_str(text);
            field.purpose = purpose(&field.code);
        }
    }

    /// `w:fldChar` of type separate.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut()
            && !std::mem::replace(&mut field.in_result, true)
        {
            self.in_code -= 1;
        }
    }

    /// `w:fldChar` of type end; tells what ended.
    pub(super) fn end(&mut self) -> Purpose {
        let Some(field) = self.open.pop() else { return Purpose::Other };
        self.in_code -= usize::from(!field.in_result);
        field.purpose
    }

    /// `w:fldSimple` with that code; its content is the result. To be closed with [`Fields::end`].
    pub(super) fn simple(&mut self, code: &str) {
        self.open.push(Field { code: String::new(), purpose: purpose(code), in_result: true, paragraph: 0 });
    }

    /// A paragraph begins.
    pub(super) fn paragraph(&mut self) {
        self.paragraph += 1;
    }

    /// Letters of shown text come. A code holds none but those of fields within it, so a code that goes on into
    /// another paragraph with such letters was never ended: it is given up, or the rest of the text would be lost.
    pub(super) fn shown(&mut self) {
        while let Some(field) = self.open.last()
            && !field.in_result
            && field.paragraph != self.paragraph
        {
            self.end();
        }
    }

    /// True within a code.
    pub(super) fn in_code(&self) -> bool {
        self.in_code > 0
    }

    /// True within the result of a field for that.
    pub(super) fn within(&self, purpose: Purpose) -> bool {
        self.open.iter().any(|field| field.in_result && field.purpose == purpose)
    }

    /// A table of contents holds no heading: one that goes on past a heading was never closed.
    pub(super) fn give_up_contents(&mut self) {
        for field in &mut self.open {
            if field.purpose == Purpose::Contents {
                field.purpose = Purpose::Other;
            }
        }
    }
}

fn purpose(code: &str) -> Purpose {
    let name = code.split_whitespace().next().unwrap_or_default();
    if name.eq_ignore_ascii_case("TOC") {
        Purpose::Contents
    } else if ["PAGE", "NUMPAGES", "SECTIONPAGES"].iter().any(|known| name.eq_ignore_ascii_case(known)) {
        Purpose::PageNumber
    } else if ["SET", "ASK", "XE", "TC", "TA", "RD", "PRIVATE"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
    {
        Purpose::Unseen
    } else {
        Purpose::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_fields_hide_codes_only() {
        let mut fields = Fields::default();
        fields.begin();
        fields.code(" TOC \\o");
        assert!(fields.in_code());
        fields.separate();
        fields.begin();
        fields.code("PAGEREF x");
        assert!(fields.in_code() && fields.within(Purpose::Contents));
        fields.separate();
        assert!(!fields.in_code());
        assert_eq!(fields.end(), Purpose::Other);
        assert_eq!(fields.end(), Purpose::Contents);
        assert_eq!(fields.end(), Purpose::Other);
    }

    #[test]
    fn a_code_that_never_ends_does_not_swallow_the_text() {
        let mut fields = Fields::default();
        fields.begin();
        fields.code("REF x");
        fields.shown();
        assert!(fields.in_code());
        fields.paragraph();
        fields.shown();
        assert!(!fields.in_code());
    }
}
