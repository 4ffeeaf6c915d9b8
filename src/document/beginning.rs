//! The beginning of a text, as it is quoted.

/// The beginning of `text` on one line, white space folded, in about `most` characters: cut between two words where there
/// are two, with … behind it where something was left out.
pub fn beginning(text: &str, most: usize) -> String {
    let (mut out, mut length) = (String::new(), 0);
    for word in text.split_whitespace() {
        let next = word.chars().count();
        if length > 0 && length + next >= most {
            out.push_str(" …");
            break;
        }
        if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.extend(word.chars().take(most));
        length += next;
        if next > most {
            out.push('…');
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn it_ends_between_words_and_says_so() {
        assert_eq!(beginning("  un  texte\ncourt ", 40), "un texte court");
        assert_eq!(beginning("un texte un peu plus long", 16), "un texte un peu …");
    }

    #[test]
    fn a_word_that_is_too_long_is_cut() {
        assert_eq!(beginning(&"x".repeat(50), 8), "xxxxxxxx…");
        assert_eq!(beginning(&format!("{} suite", "é".repeat(9)), 8), "éééééééé…");
        assert_eq!(beginning(&format!("a {}", "b".repeat(50)), 8), "a …");
    }
}
